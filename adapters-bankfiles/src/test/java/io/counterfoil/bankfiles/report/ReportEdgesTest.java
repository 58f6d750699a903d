package io.counterfoil.bankfiles.report;

import static io.counterfoil.bankfiles.Orders.codes;
import static io.counterfoil.bankfiles.Orders.records;
import static io.counterfoil.bankfiles.Orders.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.bankfiles.imports.BankProfile;
import io.counterfoil.bankfiles.imports.Imports;
import io.counterfoil.bankfiles.record.BankRecord.DisputeNotice;
import io.counterfoil.bankfiles.record.BankRecord.FeeRecord;
import io.counterfoil.bankfiles.record.BankRecord.FileSummary;
import io.counterfoil.bankfiles.record.BankRecord.SettlementBatch;
import io.counterfoil.bankfiles.record.ReturnItem;
import io.counterfoil.bankfiles.report.ReportProfile.Kind;
import io.counterfoil.bankfiles.report.ReportProfile.Role;
import io.counterfoil.bankfiles.source.ImportLimits;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.reconciliation.item.Item;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Partner reports at their edges: amounts, totals, signs, rows that cannot be read. */
class ReportEdgesTest {

    private static final Map<Role, String> FEE = Map.of(
            Role.REFERENCE, "Ref", Role.AMOUNT, "Amount", Role.CURRENCY, "Cur", Role.DATE, "Day", Role.TYPE, "Type");

    private static ReportProfile.Builder fees() {
        return ReportProfile.builder("fees", Kind.FEES)
                .putAllColumns(FEE)
                .currency("CAD")
                .total(new ReportProfile.Total("TOTAL", "Type", "Amount"));
    }

    private static Imports by(ReportProfile profile) {
        return Imports.builder()
                .profile(BankProfile.builder("acme").report(profile).build())
                .limits(ImportLimits.builder().maxRejections(2).build())
                .build();
    }

    private static String fee(String amount, String total) {
        return "Ref,Amount,Cur,Day,Type\nF1,\"" + amount + "\",,,\nTOTAL,\"" + total + "\",,,1\n";
    }

    @ParameterizedTest
    @CsvSource({
        "'1.50', '1.50'", "'-1.50', '-1.50'", "'+1.50', '1.50'", "'(1.50)', '-1.50'", "'1,234.50', '1234.50'",
        "'(1,234.50)', '-1234.50'", "'1,234,567', '1234567.00'", "'5.', '5.00'", "'5', '5.00'", "' 5.00 ', '5.00'"
    })
    @DisplayName("BNK-58 amounts with a sign, parentheses and groups of three are read, in rows and in the total")
    void amounts(String written, String plain) {
        ImportReceipt receipt = by(fees().build()).prove(source(fee(written, written)));
        assertThat(receipt.status()).as(receipt.sentence()).isEqualTo(ProofStatus.PROVED);
        FeeRecord fee = records(by(fees().build()), source(fee(written, written)), FeeRecord.class)
                .get(0);
        assertThat(Amounts.text(fee.amount())).isEqualTo(plain + " CAD");
        assertThat(fee.chargedOn()).isEmpty();
        String opposite = plain.startsWith("-") ? plain.substring(1) : "-" + plain;
        assertThat(receipt.sums()).as("a fee is money out").hasToString(opposite + " CAD");
    }

    @ParameterizedTest
    @CsvSource({
        "(-1.50)",
        "(+1.50)",
        "()",
        "(1.50",
        "1.50)",
        "'1,5'",
        "'12,34.00'",
        "'1,234,5'",
        "--1",
        "1.5.0",
        "x",
        "1e3",
        "1234567890123456789",
        "1.0123456789"
    })
    @DisplayName("BNK-58 BNK-12 what is no amount is rejected in a row and differs in a total, without an exception")
    void noAmounts(String written) {
        ImportReceipt row = by(fees().build()).prove(source(fee(written, "0")));
        assertThat(row.items()).isZero();
        assertThat(row.rejections()).singleElement().satisfies(one -> {
            assertThat(one.code().id()).isIn("IMPORT.BAD_AMOUNT", "IMPORT.NOT_EXACT");
            assertThat(one.location().field()).isEqualTo("AMOUNT");
            assertThat(one.sentence()).endsWith(" cannot be read, expected digits with decimal mark '.'");
        });
        ImportReceipt total = by(fees().build()).prove(source(fee("1.50", written)));
        assertThat(codes(total)).containsExactly("TOTAL_VALUE");
        assertThat(total.disagreements()).singleElement().satisfies(one -> {
            assertThat(one.declared()).isEqualTo(written);
            assertThat(one.computed()).isEqualTo("1.5");
        });
    }

    @Test
    @DisplayName("BNK-58 minor units have no mark; the other decimal mark parts groups")
    void marks() {
        ReportProfile minor = fees().minorUnits(true).build();
        FeeRecord fee = records(by(minor), source(fee("(150)", "-150")), FeeRecord.class)
                .get(0);
        assertThat(Amounts.text(fee.amount())).isEqualTo("-1.50 CAD");
        assertThat(by(minor).prove(source(fee("(150)", "-150"))).status()).isEqualTo(ProofStatus.PROVED);
        assertThat(by(minor)
                        .prove(source(fee("1.50", "150")))
                        .rejections()
                        .get(0)
                        .sentence())
                .endsWith("expected minor units");
        ReportProfile comma = fees().decimal(',').build();
        assertThat(by(comma).prove(source(fee("(1.234,50)", "-1234,5"))).status())
                .isEqualTo(ProofStatus.PROVED);
        assertThat(by(comma).prove(source(fee("1.234", "1234"))).sums()).hasToString("-1234.00 CAD");
        for (String wrong : List.of("1.5", "12.34,00", "1,234.50")) {
            assertThat(codes(by(comma).prove(source(fee(wrong, "0"))))).startsWith("BAD_AMOUNT");
        }
        String yen = "Ref,Amount,Cur,Day,Type\nF1,150,JPY,2027-03-01,x\n";
        FeeRecord inYen = records(by(fees().total(java.util.Optional.empty()).build()), source(yen), FeeRecord.class)
                .get(0);
        assertThat(Amounts.text(inYen.amount())).isEqualTo("150 JPY");
        assertThat(codes(by(fees().build()).prove(source(yen.replace("150", "1.5")))))
                .startsWith("NOT_EXACT");
        assertThat(codes(by(fees().build()).prove(source(yen.replace("JPY", "QQQ")))))
                .startsWith("BAD_CURRENCY");
    }

    @Test
    @DisplayName("BNK-58 a total declares rows or money or both; a report without one is unproved")
    void totals() {
        String count = fee("1.50", "9.99").replace(",1\n", ",\"1 rows\"\n");
        ReportProfile rows =
                fees().total(new ReportProfile.Total("TOT", "Type", "")).build();
        assertThat(by(rows).prove(source(count)).status()).isEqualTo(ProofStatus.PROVED);
        assertThat(by(rows).prove(source(count)).totals()).singleElement().satisfies(one -> {
            assertThat(one.name()).isEqualTo("rows");
            assertThat(one.declared()).isEqualTo("1");
        });
        for (String said : List.of("", "1234567890123456789")) {
            ImportReceipt wrong = by(rows).prove(source(count.replace("\"1 rows\"", said)));
            assertThat(codes(wrong)).containsExactly("TOTAL_COUNT");
            assertThat(wrong.disagreements().get(0).declared()).isEqualTo(said);
        }
        assertThat(codes(by(rows).prove(source(count.replace("1 rows", "123456789012345678")))))
                .containsExactly("TOTAL_COUNT");
        ReportProfile money =
                fees().total(new ReportProfile.Total("TOT", "", "Amount")).build();
        assertThat(by(money).prove(source(fee("1.50", "1.500"))).totals()).hasSize(1);
        assertThat(by(money).prove(source(fee("0.00", "0"))).status()).isEqualTo(ProofStatus.PROVED);
        ReportProfile none = fees().total(java.util.Optional.empty()).build();
        ImportReceipt unproved = by(none).prove(source("Ref,Amount,Cur,Day,Type\nF1,1.00,,,\n"));
        assertThat(unproved.status()).isEqualTo(ProofStatus.UNPROVED);
        assertThat(unproved.diagnostics()).isEmpty();
        assertThat(records(by(none), source("Ref,Amount,Cur,Day,Type\nF1,1.00,,,\n,,,,\n"), FileSummary.class)
                        .get(0)
                        .figures())
                .containsEntry("rows", 1L);
        String early = "Ref,Amount,Cur,Day,Type\nxTOTAL,1.00,,,\nTOTALS,1.00,,,1\n";
        assertThat(by(fees().build()).prove(source(early)).status())
                .as("the mark stands at the beginning of the row")
                .isEqualTo(ProofStatus.PROVED);
    }

    @Test
    @DisplayName(
            "BNK-58 returned items: direction by the row, else by the profile, money signed as the account sees it")
    void returns() {
        ReportProfile.Builder returns = ReportProfile.builder("returns", Kind.RETURNED_ITEMS)
                .putAllColumns(Map.of(
                        Role.REFERENCE,
                        "Ref",
                        Role.CODE,
                        "Code",
                        Role.AMOUNT,
                        "Amount",
                        Role.DIRECTION,
                        "Dir",
                        Role.FEE,
                        "Fee",
                        Role.PAYMENT,
                        "Payment",
                        Role.NAME,
                        "Name",
                        Role.TEXT,
                        "Text",
                        Role.END_TO_END_ID,
                        "E2E",
                        Role.ORIGINAL_DATE,
                        "Original"))
                .currency("CAD")
                .addCreditWords("credit", "CR");
        String file = """
                Ref,Code,Amount,Dir,Fee,Payment,Name,Text,E2E,Original
                R1,901,-5.00,cr,-1.00,P1,Ana,moved,E1,2027-02-01
                R2,905,-7.00,DR,,,,,,
                R3,905,9.00,,,,,,,
                """;
        List<ReturnItem> items = records(by(returns.build()), source(file), ReturnItem.class);
        assertThat(items)
                .extracting(one -> one.direction() + " " + Amounts.plain(one.amount()))
                .containsExactly("CREDIT 5.00", "DEBIT 7.00", "DEBIT 9.00");
        assertThat(Amounts.plain(items.get(0).fee().orElseThrow())).isEqualTo("1.00");
        assertThat(items.get(0).reference()).isEqualTo("P1");
        assertThat(items.get(0).name()).isEqualTo("Ana");
        assertThat(items.get(0).information()).isEqualTo("moved");
        assertThat(items.get(0).endToEndId()).isEqualTo("E1");
        assertThat(items.get(0).originalOn()).contains(java.time.LocalDate.of(2027, 2, 1));
        assertThat(items.get(0).line()).isEqualTo(2);
        assertThat(items.get(0).account()).isEmpty();
        assertThat(by(returns.build()).prove(source(file)).sums()).hasToString("-11.00 CAD");
        ReportProfile credits =
                returns.direction(Rail.Direction.CREDIT).rail(Rail.ACH).build();
        assertThat(records(by(credits), source(file), ReturnItem.class))
                .extracting(ReturnItem::direction)
                .containsExactly(Rail.Direction.CREDIT, Rail.Direction.DEBIT, Rail.Direction.CREDIT);
        assertThat(by(credits).prove(source(file)).sums()).hasToString("7.00 CAD");
    }

    @Test
    @DisplayName("BNK-58 a settlement pays out gross less fees, whatever the sign of the fees; a dispute takes money")
    void settlementsAndDisputes() {
        ReportProfile settlements = ReportProfile.builder("st", Kind.SETTLEMENTS)
                .putAllColumns(
                        Map.of(Role.REFERENCE, "1", Role.GROSS, "2", Role.FEE, "3", Role.AMOUNT, "4", Role.COUNT, "5"))
                .header(false)
                .currency("CAD")
                .build();
        for (String fee : List.of("2.90", "-2.90")) {
            String row = "B1,100.00," + fee + ",97.10,x\n";
            ImportReceipt receipt = by(settlements).prove(source(row));
            assertThat(receipt.diagnostics()).isEmpty();
            assertThat(receipt.sums()).hasToString("97.10 CAD");
            SettlementBatch batch =
                    records(by(settlements), source(row), SettlementBatch.class).get(0);
            assertThat(Amounts.plain(batch.fees().orElseThrow())).isEqualTo("2.90");
            assertThat(batch.count()).isEqualTo(-1);
            assertThat(batch.line()).isEqualTo(1);
        }
        assertThat(by(settlements)
                        .prove(source("B1,100.00,-2.90,97.11,7\n"))
                        .diagnostics()
                        .get(0)
                        .message())
                .isEqualTo("batch 'B1' of gross 100.00 and fees -2.90 pays out 97.11, expected 97.10");
        String bare = "B1,100.00,,97.10\n";
        assertThat(by(settlements).prove(source(bare)).diagnostics()).isEmpty();
        assertThat(records(by(settlements), source(bare), SettlementBatch.class)
                        .get(0)
                        .fees())
                .isEmpty();
        ReportProfile disputes = ReportProfile.builder("cb", Kind.DISPUTES)
                .putAllColumns(
                        Map.of(Role.REFERENCE, "Case", Role.AMOUNT, "Amount", Role.PAYMENT, "Pay", Role.TEXT, "Text"))
                .currency("CAD")
                .build();
        String cases = "Case,Amount,Pay,Text\nC1,5.00,ch_1,lost\nC2,-6.00,ch_2,\n";
        assertThat(by(disputes).prove(source(cases)).sums()).hasToString("-11.00 CAD");
        List<DisputeNotice> notices = records(by(disputes), source(cases), DisputeNotice.class);
        assertThat(notices)
                .extracting(one -> one.payment() + " " + Amounts.plain(one.amount()) + " " + one.text())
                .containsExactly("ch_1 5.00 lost", "ch_2 6.00 ");
    }

    @Test
    @DisplayName("BNK-58 an item has each of its names once, and keeps its sign")
    void items() {
        ReportProfile items = ReportProfile.builder("open", Kind.ITEMS)
                .putAllColumns(Map.of(
                        Role.REFERENCE,
                        "Ref",
                        Role.AMOUNT,
                        "Open",
                        Role.DATE,
                        "Day",
                        Role.PAYMENT,
                        "Pay",
                        Role.TRACE,
                        "Trace",
                        Role.END_TO_END_ID,
                        "E2E",
                        Role.ACCOUNT,
                        "Account",
                        Role.TEXT,
                        "Text"))
                .currency("CAD")
                .build();
        String file =
                "Ref,Open,Day,Pay,Trace,E2E,Account,Text\nI1,-5.00,2027-03-01,I1,T1,E1,1234567,note\nI1,1.00,2027-03-01,,,,,\n,1.00,2027-03-01,,,,,\n";
        List<Item> read = records(by(items), source(file), Item.class);
        assertThat(read).extracting(one -> one.id().value()).containsExactly("I1", "I1#2");
        assertThat(read.get(0).references()).containsExactly("I1", "T1", "E1");
        assertThat(read.get(0).text()).contains("note");
        assertThat(read.get(0).account().orElseThrow())
                .doesNotContain("1234567")
                .endsWith("567");
        assertThat(read.get(1).party()).isEmpty();
        assertThat(read.get(1).account()).isEmpty();
        ImportReceipt receipt = by(items).prove(source(file));
        assertThat(receipt.sums()).hasToString("-4.00 CAD");
        assertThat(receipt.rejections()).singleElement().satisfies(one -> {
            assertThat(one.sentence()).isEqualTo("the row has no reference, expected one");
            assertThat(one.location()).hasToString("file:4 REFERENCE");
            assertThat(new String(one.raw(), java.nio.charset.StandardCharsets.UTF_8))
                    .isEqualTo(",1.00,2027-03-01,,,,,");
        });
    }

    @Test
    @DisplayName("BNK-58 BNK-12 too many bad rows end the reading, amounts do not leave 64 bits, a header is needed")
    void limits() {
        String head = "Ref,Amount,Cur,Day,Type\n";
        ReportProfile none = fees().total(java.util.Optional.empty()).build();
        ImportReceipt two = by(none).prove(source(head + "F1,x,,,\nF2,x,,,\nF3,1.00,,,\n"));
        assertThat(two.items()).isOne();
        assertThat(codes(two)).containsExactly("BAD_AMOUNT", "BAD_AMOUNT");
        ImportReceipt three = by(none).prove(source(head + "F1,x,,,\nF2,x,,,\nF3,x,,,\nF4,1.00,,,\n"));
        assertThat(three.items()).isZero();
        assertThat(codes(three)).endsWith("LIMIT_EXCEEDED");
        assertThat(three.status()).isEqualTo(ProofStatus.BROKEN);
        ImportReceipt huge = by(none).prove(source(head + "F1,20000000000000000,,,\nF2,20000000000000000,,,\n"));
        assertThat(huge.items()).isOne();
        assertThat(huge.rejections().get(0).sentence()).isEqualTo("the amounts of the file leave 64 bits");
        ImportReceipt open = by(none).prove(source(head + "F1,1.00,,,\nF2,\"1.00,,,\n"));
        assertThat(codes(open)).containsExactly("QUOTE_OPEN");
        assertThat(open.status()).isEqualTo(ProofStatus.BROKEN);
        assertThat(open.items()).isOne();
        ReportProfile skipping =
                fees().total(java.util.Optional.empty()).skipLines(2).build();
        FeeRecord later = records(
                        by(skipping), source("Acme Inc\n\n" + head + "\nF1,1.00,,2027-03-01,\n"), FeeRecord.class)
                .get(0);
        assertThat(later.line()).isEqualTo(5);
    }

    @Test
    @DisplayName(
            "BNK-05 BNK-12 the limit of a token is one of a row: many short rows pass, a long one ends the reading")
    void longRows() {
        ImportLimits narrow = ImportLimits.builder().maxTokenBytes(1 << 16).build();
        ReportProfile cells = fees().total(java.util.Optional.empty()).build();
        ReportProfile fixed = ReportProfile.builder("f", Kind.FEES)
                .putAllColumns(Map.of(Role.REFERENCE, "2-6", Role.AMOUNT, "8-11"))
                .currency("CAD")
                .fixedColumns(true)
                .signature("^DF")
                .build();
        String head = "Ref,Amount,Cur,Day,Type\n";
        for (ReportProfile profile : List.of(cells, fixed)) {
            Imports imports = Imports.builder()
                    .profile(BankProfile.builder("acme").report(profile).build())
                    .limits(narrow)
                    .build();
            String row = profile == cells ? "F1,1.00,,,padded\n" : "DF0001 1.00 padded\n";
            String many = (profile == cells ? head : "") + row.repeat(12_000);
            ImportReceipt receipt = imports.prove(source(many));
            assertThat(receipt.items()).isEqualTo(12_000);
            assertThat(receipt.diagnostics()).isEmpty();
            ImportReceipt cut = imports.prove(source(many + row.replace("padded", "p".repeat(200_000)) + row));
            assertThat(codes(cut)).containsExactly("LIMIT_EXCEEDED");
            assertThat(cut.status()).isEqualTo(ProofStatus.BROKEN);
        }
    }

    @Test
    @DisplayName("BNK-58 a profile whose columns cannot be found by number is refused when it is made")
    void profiles() {
        ReportProfile.Builder numbered = ReportProfile.builder("n", Kind.FEES)
                .putAllColumns(Map.of(Role.REFERENCE, "1", Role.AMOUNT, "2"))
                .currency("CAD")
                .header(false);
        assertThat(numbered.build().columns()).hasSize(2);
        assertThat(numbered.total(new ReportProfile.Total("T", "", "12"))
                        .build()
                        .total())
                .isPresent();
        for (String wrong : List.of("Amount", "0", "1-2", "-1")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ReportProfile.builder("n", Kind.FEES)
                            .putAllColumns(Map.of(Role.REFERENCE, "1", Role.AMOUNT, wrong))
                            .currency("CAD")
                            .header(false)
                            .build())
                    .withMessage("profile 'n' has column '" + wrong + "', expected a number, as there is no header");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        numbered.total(new ReportProfile.Total("T", "Rows", "")).build())
                .withMessageContaining("column 'Rows'");
        ReportProfile.Builder named = ReportProfile.builder("h", Kind.FEES)
                .putAllColumns(Map.of(Role.REFERENCE, "Ref", Role.AMOUNT, "Amount\n(CAD)"))
                .currency("CAD");
        assertThat(named.build().columns())
                .as("names of a header may hold a line break")
                .containsValue("Amount\n(CAD)");
        for (String wrong : List.of("5", "5-", "0-5", "a-b")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ReportProfile.builder("f", Kind.FEES)
                            .putAllColumns(Map.of(Role.REFERENCE, "1-4", Role.AMOUNT, wrong))
                            .currency("CAD")
                            .fixedColumns(true)
                            .signature("^D")
                            .build())
                    .withMessage("profile 'f' has column '" + wrong + "', expected columns such as 5-14");
        }
        ReportProfile fixed = ReportProfile.builder("f", Kind.FEES)
                .putAllColumns(Map.of(Role.REFERENCE, "2-4", Role.AMOUNT, "5-9", Role.TYPE, "20-24"))
                .currency("CAD")
                .fixedColumns(true)
                .signature("^D")
                .build();
        List<FeeRecord> read = records(by(fixed), source("DF1  1.00\n\nDF2  2.5\n"), FeeRecord.class);
        assertThat(read)
                .extracting(one -> one.line() + " " + one.reference() + " " + Amounts.plain(one.amount()) + one.type())
                .containsExactly("1 F1 1.00", "3 F2 2.50");
    }
}
