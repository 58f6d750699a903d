package io.counterfoil.bankfiles.bacs;

import static io.counterfoil.bankfiles.Orders.codes;
import static io.counterfoil.bankfiles.Orders.receipt;
import static io.counterfoil.bankfiles.Orders.records;
import static io.counterfoil.bankfiles.Orders.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.bankfiles.imports.BankProfile;
import io.counterfoil.bankfiles.imports.Imports;
import io.counterfoil.bankfiles.record.BankRecord.AccountChange;
import io.counterfoil.bankfiles.record.BankRecord.FileSummary;
import io.counterfoil.bankfiles.record.ReturnItem;
import io.counterfoil.bankfiles.source.ImportLimits;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.payments.rail.Rail;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BacsReportTest {

    private static String arudd(String items, String totals) {
        return "<?xml version=\"1.0\"?><BACSDocument><Data><ARUDD><ServiceLicenseInformation userNumber=\"123456\"/>"
                + "<Header reportType=\"REFT1\" currentProcessingDate=\"2027-03-04\"/><Advice><OriginatingAccountRecords><OriginatingAccountRecord>"
                + items + totals
                + "</OriginatingAccountRecord></OriginatingAccountRecords></Advice></ARUDD></Data></BACSDocument>";
    }

    private static String item(String ref, String value) {
        return "<ReturnedDebitItem ref=\"" + ref
                + "\" transCode=\"17\" returnCode=\"1012\" returnDescription=\"CANCELLED\""
                + " originalProcessingDate=\"2027-03-02\" valueOf=\"" + value
                + "\" currency=\"GBP\"><PayerAccount number=\"12345678\" name=\"FRED\" sortCode=\"01-02-03\"/></ReturnedDebitItem>";
    }

    @Test
    @DisplayName("BNK-51 one returned item and several are read alike, totals proved")
    void arudd() {
        for (int count : List.of(0, 1, 2, 3)) {
            String items = item("A", "65.00").repeat(count);
            String file = arudd(
                    items, "<Totals numberOf=\"" + count + "\" valueOf=\"" + 65 * count + ".00\" currency=\"GBP\"/>");
            ImportReceipt receipt = receipt(source(file));
            assertThat(receipt.status()).as(receipt.sentence()).isEqualTo(ProofStatus.PROVED);
            assertThat(receipt.format()).isEqualTo("BACS_REPORT");
            assertThat(receipt.dialect()).contains("ARUDD");
            assertThat(records(source(file), ReturnItem.class)).hasSize(count);
        }
        ReturnItem item = records(
                        source(arudd(item("A1", "65.00"), "<Totals numberOf=\"1\" valueOf=\"65.00\"/>")),
                        ReturnItem.class)
                .get(0);
        assertThat(item.code()).isEqualTo("1");
        assertThat(item.rawCode()).isEqualTo("1012");
        assertThat(item.report()).isEqualTo("ARUDD");
        assertThat(item.rail()).isEqualTo(Rail.BACS);
        assertThat(item.direction()).isEqualTo(Rail.Direction.DEBIT);
        assertThat(item.reason().category().name()).isEqualTo("UNAUTHORISED");
        assertThat(item.returnedOn()).contains(LocalDate.of(2027, 3, 4));
        assertThat(item.originalOn()).contains(LocalDate.of(2027, 3, 2));
        assertThat(item.account().orElseThrow().lastFour()).isEqualTo("5678");
        assertThat(item.information()).isEqualTo("CANCELLED");
        assertThat(records(
                                source(arudd(item("A1", "65.00"), "<Totals numberOf=\"1\" valueOf=\"65.00\"/>")),
                                FileSummary.class)
                        .get(0)
                        .originator())
                .isEqualTo("123456");
    }

    @Test
    @DisplayName("BNK-51 BNK-03 totals that differ or are missing, amounts and codes that cannot be read are named")
    void brokenArudd() {
        assertThat(codes(receipt(source(arudd(item("A", "65.00"), "<Totals numberOf=\"2\" valueOf=\"65.01\"/>")))))
                .containsExactly("TOTAL_COUNT", "TOTAL_VALUE");
        assertThat(codes(receipt(source(arudd(item("A", "65.00"), ""))))).containsExactly("TRAILER_MISSING");
        ImportReceipt amount = receipt(
                source(arudd(item("A", "6x") + item("B", "1.00"), "<Totals numberOf=\"1\" valueOf=\"1.00\"/>")));
        assertThat(amount.rejections()).hasSize(1);
        assertThat(amount.items()).isOne();
        assertThat(amount.status()).isEqualTo(ProofStatus.BROKEN);
        assertThat(codes(receipt(source(arudd(item("A", "1.001"), "<Totals numberOf=\"0\" valueOf=\"0\"/>")))))
                .contains("NOT_EXACT");
        assertThat(codes(receipt(source(arudd(item("A", "1.00").replace("GBP", "QQQ"), "")))))
                .contains("BAD_CURRENCY");
        assertThat(codes(receipt(source(arudd(item("A", "1.00").replace("1012", ""), "")))))
                .contains("FIELD_MISSING");
        assertThat(receipt(source(arudd(item("A", "1,065.00"), "<Totals numberOf=\"1\" valueOf=\"1,065.00\"/>")))
                        .status())
                .isEqualTo(ProofStatus.PROVED);
    }

    private static String advices(String... advices) {
        return "<BACSDocument><Data><MessagingAdvices><MessagingHeader user-number=\"123456\" report-generation-date=\"2027-03-04\"/>"
                + String.join("", advices) + "</MessagingAdvices></Data></BACSDocument>";
    }

    @Test
    @DisplayName("BNK-52 ADDACS, AUDDIS and AWACS are read by the profile, what informs is kept apart")
    void advices() {
        String moved =
                "<MessagingAdvice user-number=\"123456\" record-type=\"A\" effective-date=\"2027-03-10\" reference=\"DDREF1\" payer-name=\"FRED\""
                        + " payer-sort-code=\"010203\" payer-account-number=\"12345678\" payer-new-sort-code=\"040506\" payer-new-account-number=\"87654321\" reason-code=\"3\"/>";
        String rejected =
                "<MessagingAdvice record-type=\"N\" reference=\"DDREF2\" reason-code=\"5\" payer-sort-code=\"010203\" payer-account-number=\"12345678\"/>";
        String verified = "<MessagingAdvice record-type=\"V\" file-type=\"LIVE\"/>";
        String credit = "<MessagingAdvice record-type=\"W\" reference=\"X\" reason-code=\"9\"/>";
        String file = advices(moved, rejected, verified, credit);

        ImportReceipt receipt = receipt(source(file));
        assertThat(receipt.status()).isEqualTo(ProofStatus.UNPROVED);
        assertThat(receipt.items()).isEqualTo(3);
        assertThat(receipt.keptApart()).isOne();
        List<AccountChange> changes = records(source(file), AccountChange.class);
        assertThat(changes).extracting(AccountChange::report).containsExactly("ADDACS", "AUDDIS", "AWACS");
        AccountChange change = changes.get(0);
        assertThat(change.code()).isEqualTo("3");
        assertThat(change.newRouting()).contains("040506");
        assertThat(change.newAccount().orElseThrow().number()).isEqualTo("87654321");
        assertThat(change.effectiveOn()).contains(LocalDate.of(2027, 3, 10));
        assertThat(change.said(SubjectRef.of("mandate", "m-7"), LocalDate.of(2027, 3, 4))
                        .corrected(change.account().orElseThrow())
                        .lastFour())
                .isEqualTo("4321");
        assertThat(codes(receipt(source(advices("<MessagingAdvice record-type=\"A\" reference=\"X\"/>")))))
                .contains("FIELD_MISSING");
        assertThat(receipt(source(advices(moved))).dialect()).contains("ADDACS");
    }

    @Test
    @DisplayName("BNK-52 an indemnity claim is an item for each collection, its totals proved, cancellations apart")
    void claims() {
        String claim =
                "<DDICAdvice><SeqNo>1</SeqNo><PayingBankReference>B1</PayingBankReference><SUReference>DDREF1</SUReference><ReasonCode>1</ReasonCode>"
                        + "<PayerSortCode>010203</PayerSortCode><PayerName>FRED</PayerName><PayerAccount>12345678</PayerAccount><TotalAmount>1,075.50</TotalAmount><DDCollections>"
                        + "<DDCollection><DateOfDirectDebit>2026-11-02</DateOfDirectDebit><Amount>1,000.00</Amount></DDCollection>"
                        + "<DDCollection><DateOfDirectDebit>2026-12-02</DateOfDirectDebit><Amount>75.50</Amount></DDCollection></DDCollections></DDICAdvice>";
        String file =
                "<VocaDocument><Data><Document><ServiceUserNumber>123456</ServiceUserNumber><NewAdvices><DateOfDebit>2027-03-20</DateOfDebit>"
                        + claim
                        + "<TotalValueOfDebits>1,075.50</TotalValueOfDebits></NewAdvices><Cancellations><DDICCancellation><SUReference>X</SUReference></DDICCancellation></Cancellations></Document></Data></VocaDocument>";

        ImportReceipt receipt = receipt(source(file));
        assertThat(receipt.status()).as(receipt.sentence()).isEqualTo(ProofStatus.PROVED);
        assertThat(receipt.keptApart()).isOne();
        List<ReturnItem> items = records(source(file), ReturnItem.class);
        assertThat(items).extracting(item -> Amounts.plain(item.amount())).containsExactly("1000.00", "75.50");
        assertThat(items).extracting(ReturnItem::id).containsExactly("R1:1", "R1:2");
        assertThat(items.get(1).originalOn()).contains(LocalDate.of(2026, 12, 2));
        assertThat(items.get(0).returnedOn()).contains(LocalDate.of(2027, 3, 20));
        assertThat(items.get(0).report()).isEqualTo("DDICA");
        assertThat(items.get(0).code()).isEqualTo("1");
        assertThat(codes(receipt(source(file.replace("75.50</Amount>", "75.51</Amount>")))))
                .contains("TOTAL_VALUE");
        assertThat(codes(receipt(source(file.replace("<TotalValueOfDebits>1,075.50", "<TotalValueOfDebits>1,075.51")))))
                .contains("TOTAL_VALUE");
    }

    @Test
    @DisplayName("BNK-52 BNK-08 a report that looks otherwise is read by another profile")
    void anotherProfile() {
        BacsReportProfile profile = BacsReportProfile.standard()
                .with(new BacsReportProfile.Shape(
                        "AWACS",
                        BacsReportProfile.Kind.CHANGE,
                        "WrongAccount",
                        "",
                        "",
                        Map.of(
                                BacsReportProfile.Field.CODE,
                                List.of("Why"),
                                BacsReportProfile.Field.REFERENCE,
                                List.of("Ref/@id")),
                        List.of()));
        Imports imports = Imports.builder()
                .profile(BankProfile.builder("bureau").bacs(profile).build())
                .build();
        String file = "<BACSDocument><WrongAccount><Why>7</Why><Ref id=\"R9\"/></WrongAccount></BACSDocument>";

        AccountChange change =
                records(imports, source(file), AccountChange.class).get(0);
        assertThat(change.code()).isEqualTo("7");
        assertThat(change.reference()).isEqualTo("R9");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BacsReportProfile.Shape(
                        "", BacsReportProfile.Kind.CHANGE, "x", "", "", Map.of(), List.of()));
    }

    private static String claim(String total, String... collections) {
        StringBuilder all = new StringBuilder();
        for (String amount : collections) {
            all.append("<DDCollection><DateOfDirectDebit>2026-11-02</DateOfDirectDebit><Amount>")
                    .append(amount)
                    .append("</Amount></DDCollection>");
        }
        return "<VocaDocument><Data><Document><NewAdvices><DDICAdvice><SUReference>DDREF1</SUReference><ReasonCode>1</ReasonCode><TotalAmount>"
                + total + "</TotalAmount><DDCollections>" + all + "</DDCollections></DDICAdvice><TotalValueOfDebits>"
                + total + "</TotalValueOfDebits></NewAdvices></Document></Data></VocaDocument>";
    }

    @Test
    @DisplayName(
            "BNK-52 a claim of one collection is one item without a number; one whose parts do not hold is one item")
    void partsOfClaims() {
        ReturnItem one =
                records(source(claim("10.00", "10.00")), ReturnItem.class).get(0);
        assertThat(one.id()).isEqualTo("R1");
        assertThat(one.originalOn()).contains(LocalDate.of(2026, 11, 2));
        assertThat(receipt(source(claim("10.00", "10.00"))).status()).isEqualTo(ProofStatus.PROVED);
        ReturnItem unread =
                records(source(claim("10.00", "4.00", "6x")), ReturnItem.class).get(0);
        assertThat(Amounts.plain(unread.amount())).isEqualTo("10.00");
        assertThat(unread.id()).isEqualTo("R1");
        assertThat(unread.originalOn()).isEmpty();
        assertThat(records(source(claim("10.00")), ReturnItem.class))
                .singleElement()
                .satisfies(item -> {
                    assertThat(Amounts.plain(item.amount())).isEqualTo("10.00");
                    assertThat(item.direction()).isEqualTo(Rail.Direction.DEBIT);
                });
        ImportReceipt differs = receipt(source(claim("10.00", "4.00", "6.01")));
        assertThat(differs.diagnostics()).singleElement().satisfies(found -> {
            assertThat(found.code().id()).isEqualTo("IMPORT.TOTAL_VALUE");
            assertThat(found.message())
                    .isEqualTo("the collections of a claim sum to 10.01, expected 10.00 as the claim says");
        });
        assertThat(differs.items()).isOne();
        assertThat(differs.sums()).hasToString("-10.00 GBP");
        String most = "20000000000000000.00";
        String twice = claim(most)
                .replace(
                        "</DDICAdvice>",
                        "</DDICAdvice>" + claim(most).replaceAll(".*(<DDICAdvice>.*</DDICAdvice>).*", "$1"));
        ImportReceipt huge = receipt(source(twice));
        assertThat(huge.items()).isOne();
        assertThat(huge.rejections()).singleElement().satisfies(rejected -> {
            assertThat(rejected.code().id()).isEqualTo("IMPORT.BAD_AMOUNT");
            assertThat(rejected.sentence()).isEqualTo("the amounts of the file leave 64 bits");
            assertThat(rejected.recordType()).isEqualTo("DDICAdvice");
        });
    }

    @Test
    @DisplayName("BNK-52 credits that come back are money in; codes of changes are whole")
    void credits() {
        String file = arudd(item("A", "65.00"), "<Totals numberOf=\"1\" valueOf=\"65.00\"/>")
                .replace("ReturnedDebitItem", "ReturnedCreditItem");
        ReturnItem item = records(source(file), ReturnItem.class).get(0);
        assertThat(item.report()).isEqualTo("ARUCS");
        assertThat(item.direction()).isEqualTo(Rail.Direction.CREDIT);
        assertThat(item.code()).isEqualTo("1");
        assertThat(item.transactionCode()).isEqualTo("17");
        assertThat(receipt(source(file)).sums()).hasToString("65.00 GBP");
        assertThat(receipt(source(file)).status()).isEqualTo(ProofStatus.PROVED);
        assertThat(receipt(source(arudd(item("A", "65.00"), "<Totals numberOf=\"1\" valueOf=\"65.00\"/>")))
                        .sums())
                .hasToString("-65.00 GBP");
        String long52 = claim("10.00").replace("<ReasonCode>1<", "<ReasonCode>12<");
        assertThat(records(source(long52), ReturnItem.class).get(0).code()).isEqualTo("12");
        String change =
                "<MessagingAdvice record-type=\"A\" reference=\"X\" reason-code=\"3\" payer-sort-code=\"010203\" payer-account-number=\"12345678\" payer-new-account-number=\"87654321\"/>";
        assertThat(records(source(advices(change)), AccountChange.class))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.newAccount().orElseThrow().routing()).isEqualTo("010203");
                    assertThat(one.newRouting()).isEmpty();
                });
    }

    @Test
    @DisplayName("BNK-51 totals are compared as amounts: more zeros agree, more decimals, texts and nothing do not")
    void totals() {
        for (String same : List.of("65", "65.0", "65.000", "65.", "065.00")) {
            assertThat(receipt(source(arudd(item("A", "65.00"), totals(same)))).status())
                    .as(same)
                    .isEqualTo(ProofStatus.PROVED);
        }
        assertThat(declared("65.001")).isEqualTo("65.001");
        assertThat(declared("6x")).isEqualTo("6x");
        assertThat(declared("")).isEqualTo("nothing");
        assertThat(declared("1,065.00")).isEqualTo("1065.00");
        ImportReceipt yen = receipt(
                source(arudd(item("A", "65").replace("GBP", "JPY"), "<Totals numberOf=\"1\" valueOf=\"65\"/>")));
        assertThat(yen.status()).isEqualTo(ProofStatus.PROVED);
        assertThat(yen.sums()).hasToString("-65 JPY");
    }

    private static String totals(String value) {
        return "<Totals numberOf=\"1\" valueOf=\"" + value + "\"/>";
    }

    private static String declared(String value) {
        ImportReceipt receipt = receipt(source(arudd(item("A", "65.00"), totals(value))));
        assertThat(receipt.status()).isEqualTo(ProofStatus.BROKEN);
        assertThat(receipt.disagreements().get(0).computed()).isEqualTo("65.00");
        return receipt.disagreements().get(0).declared();
    }

    @Test
    @DisplayName("BNK-52 BNK-12 a cut report is broken, a nil one is not; records of a type unknown are kept apart")
    void edges() {
        String good = arudd(item("A", "65.00"), totals("65.00"));
        ImportReceipt cut = receipt(source(good.substring(0, good.indexOf("</OriginatingAccountRecord>"))));
        assertThat(cut.status()).isEqualTo(ProofStatus.BROKEN);
        assertThat(cut.items()).isOne();
        ImportReceipt nil = receipt(source(
                "\n\n" + arudd("", "<Totals numberOf=\"0\" valueOf=\"0.00\"/>").replaceFirst("<.xml.*?>", "")));
        assertThat(codes(nil)).as("a report of nothing is no empty file").isEmpty();
        assertThat(nil.status()).isEqualTo(ProofStatus.PROVED);
        assertThat(codes(receipt(source(good)))).isEmpty();
        assertThat(codes(receipt(source(arudd(item("A", "6x"), "<Totals numberOf=\"0\" valueOf=\"0\"/>")))))
                .as("a record that cannot be read is one")
                .containsExactly("BAD_AMOUNT");
        FileSummary summary = records(source(good.replaceFirst("<BACS", "\n\n<BACS")), FileSummary.class)
                .get(0);
        assertThat(summary.line()).isEqualTo(3);
        assertThat(summary.format()).isEqualTo("ARUDD");
        assertThat(summary.figures()).containsEntry("records", 1L);
        String mixed = advices(
                "<MessagingAdvice record-type=\"A\" reference=\"X\" reason-code=\"3\"/>",
                "<MessagingAdvice record-type=\"N\" reference=\"X\" reason-code=\"3\"/>");
        assertThat(records(source(mixed), FileSummary.class).get(0).format()).isEqualTo("ADDACS");
        assertThat(records(source(mixed), AccountChange.class))
                .as("without a number there is no account")
                .allMatch(change -> change.account().isEmpty());
        assertThat(records(source(advices("")), FileSummary.class).get(0).format())
                .isEqualTo("BACS");
        BacsReportProfile profile = BacsReportProfile.standard()
                .with(new BacsReportProfile.Shape(
                        "AWACS",
                        BacsReportProfile.Kind.CHANGE,
                        "WrongAccount",
                        "@type",
                        "A",
                        Map.of(BacsReportProfile.Field.CODE, List.of("Deep/Er/@why", "Why")),
                        List.of()));
        Imports imports = Imports.builder()
                .profile(BankProfile.builder("bureau").bacs(profile).build())
                .limits(ImportLimits.builder().maxRejections(1).build())
                .build();
        String file = "<BACSDocument><WrongAccount type=\"B\"><Why>7</Why></WrongAccount>"
                + "<WrongAccount type=\"A\"><Why>7</Why><Deep><Er why=\"8\"/></Deep></WrongAccount></BACSDocument>";
        ImportReceipt apart = imports.prove(source(file));
        assertThat(codes(apart)).containsExactly("RECORD_AS_TEXT");
        assertThat(apart.keptApart()).isOne();
        assertThat(records(imports, source(file), AccountChange.class))
                .singleElement()
                .satisfies(change -> assertThat(change.code()).isEqualTo("8"));
        ImportReceipt many =
                imports.prove(source("<BACSDocument>" + "<WrongAccount type=\"A\"/>".repeat(3) + "</BACSDocument>"));
        assertThat(many.rejections()).hasSize(1);
        assertThat(codes(many)).containsExactly("FIELD_MISSING", "FIELD_MISSING", "FIELD_MISSING");
    }
}
