package io.counterfoil.bankfiles.cpa;

import static io.counterfoil.bankfiles.Orders.codes;
import static io.counterfoil.bankfiles.Orders.receipt;
import static io.counterfoil.bankfiles.Orders.records;
import static io.counterfoil.bankfiles.Orders.source;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.bankfiles.imports.Imports;
import io.counterfoil.bankfiles.record.BankRecord.FileSummary;
import io.counterfoil.bankfiles.record.BankRecord.PaymentEntry;
import io.counterfoil.bankfiles.record.ReturnItem;
import io.counterfoil.bankfiles.source.ImportLimits;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.payments.rail.Rail;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** CPA 005 at its edges, from records written by hand: column by column as the standard counts them. */
class CpaEdgesTest {

    private static final int WIDTH = 1464;

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    private static String head(char type, int count) {
        return type + String.format("%09d", count) + "ORIGIN00010007";
    }

    private static String header(String date, String currency) {
        return padded(head('A', 1) + date + "00310" + " ".repeat(20) + currency, WIDTH);
    }

    private static String segment(
            String type, long cents, String date, String trace, String original, String elements) {
        String segment = type + String.format("%010d", cents) + date + "000312345" + padded("1234567", 12) + trace
                + "450"
                + padded("SHORT", 15) + padded("Ana Diaz", 30) + padded("LONG", 30) + padded("USER", 10)
                + padded("REF-1", 19) + "000312345" + padded("7654321", 12) + padded("SUNDRY", 15) + original + "  "
                + elements;
        assertThat(segment).hasSize(240);
        return segment;
    }

    private static final String TRACE = "0000003100007000000001";
    private static final String ORIGINAL = "0000003100006000000009";
    private static final String NONE = " ".repeat(22);

    private static String segment(String type, long cents) {
        return segment(type, cents, "027062", TRACE, NONE, "00000000000");
    }

    private static String details(char type, int count, String... segments) {
        return padded(head(type, count) + String.join("", segments), WIDTH);
    }

    private static String trailer(int count, long... figures) {
        StringBuilder z = new StringBuilder(head('Z', count));
        for (int i = 0; i < 8; i++) {
            z.append(String.format(i % 2 == 0 ? "%014d" : "%08d", figures[i]));
        }
        return padded(z.toString(), WIDTH);
    }

    private static String file(String... records) {
        return String.join("\n", records) + "\n";
    }

    /** One segment of every kind of record. */
    private static String all() {
        return file(
                header("027060", "CAD"),
                details('C', 2, segment("450", 1)),
                details('D', 3, segment("450", 20), segment("450", 21)),
                details('E', 4, segment("450", 300)),
                details('F', 5, segment("450", 4000)),
                details('I', 6, segment("905", 50000)),
                details('J', 7, segment("901", 600000)),
                trailer(8, 600041, 3, 50001, 2, 300, 1, 4000, 1));
    }

    @Test
    @DisplayName(
            "BNK-46 each total of the trailer counts its own records: debits D and J, credits C and I, errors E and F")
    void totals() {
        ImportReceipt receipt = receipt(source(all()));
        assertThat(receipt.status())
                .as(receipt.sentence() + receipt.diagnostics())
                .isEqualTo(ProofStatus.PROVED);
        assertThat(receipt.diagnostics()).isEmpty();
        assertThat(receipt.totals()).hasSize(8);
        assertThat(receipt.items()).isEqualTo(7);
        assertThat(receipt.sums().amounts()).extracting(Amounts::plain).containsExactly("-5536.60");
        FileSummary summary = records(source(all()), FileSummary.class).get(0);
        assertThat(summary.originator()).isEqualTo("ORIGIN0001");
        assertThat(summary.number()).isEqualTo("7");
        assertThat(summary.line()).isOne();
        assertThat(summary.figures())
                .containsEntry("credits", 1L)
                .containsEntry("creditMinor", 1L)
                .containsEntry("debits", 2L)
                .containsEntry("debitMinor", 41L)
                .containsEntry("errorCredits", 1L)
                .containsEntry("errorDebits", 1L)
                .containsEntry("returnedCredits", 1L)
                .containsEntry("returnedCreditMinor", 50000L)
                .containsEntry("returnedDebits", 1L)
                .containsEntry("returnedDebitMinor", 600000L)
                .containsEntry("fileCreationNumber", 7L)
                .containsEntry("shortLines", 0L);
        List<String> expected = List.of(
                "Z_DEBIT_VALUE",
                "Z_DEBIT_COUNT",
                "Z_CREDIT_VALUE",
                "Z_CREDIT_COUNT",
                "Z_ERROR_CREDIT_VALUE",
                "Z_ERROR_CREDIT_COUNT",
                "Z_ERROR_DEBIT_VALUE",
                "Z_ERROR_DEBIT_COUNT");
        long[] figures = {600041, 3, 50001, 2, 300, 1, 4000, 1};
        String good = trailer(8, figures);
        for (int i = 0; i < figures.length; i++) {
            long[] other = figures.clone();
            other[i]++;
            ImportReceipt broken = receipt(source(all().replace(good, trailer(8, other))));
            assertThat(codes(broken)).containsExactly(expected.get(i));
            assertThat(broken.status()).isEqualTo(ProofStatus.BROKEN);
        }
    }

    @Test
    @DisplayName("BNK-45 signs, kinds and traces: payments by C and D, corrections by E and F, returns by I and J")
    void kinds() {
        List<PaymentEntry> payments = records(source(all()), PaymentEntry.class);
        assertThat(payments)
                .extracting(PaymentEntry::direction)
                .containsExactly(
                        Rail.Direction.CREDIT,
                        Rail.Direction.DEBIT,
                        Rail.Direction.DEBIT,
                        Rail.Direction.CREDIT,
                        Rail.Direction.DEBIT);
        assertThat(payments).extracting(PaymentEntry::correction).containsExactly(false, false, false, true, true);
        PaymentEntry first = payments.get(0);
        assertThat(first.trace()).isEqualTo(TRACE);
        assertThat(first.name()).isEqualTo("Ana Diaz");
        assertThat(first.reference()).isEqualTo("REF-1");
        assertThat(first.description()).isEqualTo("SUNDRY");
        assertThat(first.transactionCode()).isEqualTo("450");
        assertThat(first.originator()).isEqualTo("ORIGIN0001");
        assertThat(first.account().lastFour()).isEqualTo("567");
        assertThat(first.dueOn()).contains(LocalDate.of(2027, 3, 3));
        assertThat(first.line()).isEqualTo(2);
        List<ReturnItem> returns = records(source(all()), ReturnItem.class);
        assertThat(returns).extracting(ReturnItem::code).containsExactly("905", "901");
        assertThat(returns)
                .extracting(ReturnItem::direction)
                .containsExactly(Rail.Direction.CREDIT, Rail.Direction.DEBIT);
        assertThat(returns).extracting(ReturnItem::trace).containsExactly(TRACE, TRACE);
        assertThat(returns.get(0).transactionCode()).isEqualTo("450");
        assertThat(returns.get(0).returnedOn()).contains(LocalDate.of(2027, 3, 1));
        assertThat(returns.get(0).originalOn()).contains(LocalDate.of(2027, 3, 3));
        assertThat(returns.get(0).information()).isEqualTo("SUNDRY");
        assertThat(returns.get(0).line()).isEqualTo(6);
        assertThat(returns.get(0).invalidElements()).isEmpty();
        assertThat(returns).extracting(ReturnItem::id).doesNotHaveDuplicates();
        String answered = file(
                header("027060", ""),
                details('I', 2, segment("905", 100, "027062", TRACE, ORIGINAL, "0708D200000")),
                details('J', 3, segment("   ", 200, "027062", "0".repeat(22), "0".repeat(22), "00000000000")),
                details('D', 4, segment("450", 7, "027062", TRACE, ORIGINAL, "00000000000")),
                trailer(5, 207, 2, 100, 1, 0, 0, 0, 0));
        List<ReturnItem> odd = records(source(answered), ReturnItem.class);
        assertThat(odd.get(0).trace()).isEqualTo(ORIGINAL);
        assertThat(odd.get(0).invalidElements()).containsExactly("07", "08", "D2");
        assertThat(odd.get(1).trace()).isEmpty();
        assertThat(odd.get(1).code()).isEqualTo("none");
        assertThat(records(source(answered), PaymentEntry.class).get(0).trace())
                .as("a payment answers nothing")
                .isEqualTo(TRACE);
        assertThat(receipt(source(answered)).sums()).hasToString("-0.93 CAD");
    }

    @Test
    @DisplayName("BNK-45 a blank or zero segment ends its record; a blank trailer figure is no zero figure")
    void emptySegments() {
        String zeros = "0".repeat(240);
        String file = file(
                header("027060", "CAD"),
                details('D', 2, segment("450", 5), zeros, segment("450", 6)),
                padded(head('Z', 3) + "00000000000005" + "00000001", WIDTH));
        ImportReceipt receipt = receipt(source(file));
        assertThat(receipt.items()).isOne();
        assertThat(receipt.status()).isEqualTo(ProofStatus.PROVED);
        assertThat(receipt.totals()).hasSize(2);
        String six = file(
                header("027060", "USD"),
                details(
                        'D',
                        2,
                        segment("450", 1),
                        segment("450", 2),
                        segment("450", 3),
                        segment("450", 4),
                        segment("450", 5),
                        segment("450", 6)),
                trailer(3, 21, 6, 0, 0, 0, 0, 0, 0));
        assertThat(receipt(source(six)).items()).isEqualTo(6);
        assertThat(receipt(source(six)).sums()).hasToString("0.21 USD");
    }

    @Test
    @DisplayName(
            "BNK-46 record counts follow each other, once out of step from where they are; every record has the file's number")
    void sequence() {
        assertThat(codes(receipt(source(all().replace(head('D', 3), head('D', 4))))))
                .as("4 stands where 3 should, then in its own place")
                .containsExactly("RECORD_SEQUENCE");
        ImportReceipt skipped = receipt(source(
                file(header("027060", "CAD"), details('D', 5, segment("450", 5)), trailer(6, 5, 1, 0, 0, 0, 0, 0, 0))));
        assertThat(codes(skipped)).containsExactly("RECORD_SEQUENCE");
        assertThat(skipped.diagnostics().get(0).message()).isEqualTo("record count '*0005', expected 2");
        assertThat(skipped.diagnostics().get(0).location().column()).isEqualTo(2);
        ImportReceipt number =
                receipt(source(all().replace(head('E', 4), head('E', 4).substring(0, 20) + "0008")));
        assertThat(codes(number)).containsExactly("FILE_CREATION_NUMBER");
        assertThat(number.diagnostics().get(0).message())
                .isEqualTo("file creation number '0008' of a record, expected 7 as in the header");
        assertThat(codes(receipt(source(all().replace("ORIGIN00010007", "ORIGIN00010000")))))
                .containsExactly("FILE_CREATION_NUMBER");
    }

    @Test
    @DisplayName("BNK-45 bad headers, types and segments are named with their columns; reading goes on")
    void refusals() {
        ImportReceipt date = receipt(source(all().replaceFirst("027060", "127060")));
        assertThat(codes(date)).containsExactly("BAD_DATE");
        assertThat(date.diagnostics().get(0).location().column()).isEqualTo(25);
        assertThat(date.diagnostics().get(0).message()).isEqualTo("creation date '127060', expected 0YYDDD");
        ImportReceipt currency = receipt(source(all().replaceFirst("CAD", "QQQ")));
        assertThat(codes(currency)).containsExactly("BAD_CURRENCY");
        assertThat(currency.diagnostics().get(0).location().column()).isEqualTo(56);
        String amount = all().replace("4500000000021", "45000000000X1");
        ImportReceipt bad = receipt(source(amount));
        assertThat(bad.rejections()).singleElement().satisfies(one -> {
            assertThat(one.recordType()).isEqualTo("segment");
            assertThat(one.location().line()).isEqualTo(3);
            assertThat(one.location().column()).isEqualTo(24 + 240 + 4);
            assertThat(one.sentence()).startsWith("amount ").endsWith(" of segment 2, expected 10 digits");
            assertThat(one.raw()).hasSize(240);
        });
        assertThat(codes(bad)).containsExactly("BAD_AMOUNT", "Z_DEBIT_VALUE");
        ImportReceipt twice = receipt(source(all() + trailer(9, 0, 0, 0, 0, 0, 0, 0, 0)));
        assertThat(twice.rejections())
                .singleElement()
                .satisfies(one ->
                        assertThat(one.sentence()).isEqualTo("a record begins with 'Z', expected the end of the file"));
        ImportReceipt odd = receipt(source(all().replace(details('E', 4, segment("450", 300)), padded("Q", WIDTH))));
        assertThat(odd.rejections().get(0).sentence())
                .isEqualTo("a record begins with 'Q', expected C, D, E, F, I, J, U, S, V or Z");
        for (char type : new char[] {'U', 'S', 'V'}) {
            ImportReceipt kept = receipt(source(file(
                    header("027060", "CAD"), details(type, 2, segment("450", 5)), trailer(3, 0, 0, 0, 0, 0, 0, 0, 0))));
            assertThat(kept.keptApart()).isOne();
            assertThat(kept.status()).isEqualTo(ProofStatus.PROVED);
            assertThat(codes(kept)).containsExactly("RECORD_AS_TEXT");
        }
    }

    @Test
    @DisplayName("BNK-45 trimmed lines, routing lines, a missing trailer, too many bad records")
    void tolerance() {
        String trimmed = all().lines().map(String::stripTrailing).reduce("", (a, b) -> a + b + "\n");
        ImportReceipt receipt = receipt(source(trimmed));
        assertThat(receipt.status()).isEqualTo(ProofStatus.PROVED);
        assertThat(codes(receipt)).containsOnly("LINE_SHORT").hasSize(8);
        assertThat(receipt.diagnostics().get(0).message()).isEqualTo("record A has 58 characters, expected 1464");
        assertThat(records(source(trimmed), FileSummary.class).get(0).figures()).containsEntry("shortLines", 8L);
        assertThat(receipt(source("$$AAPACPA1464[PROD[NL$$\n" + all())).status())
                .isEqualTo(ProofStatus.PROVED);
        String cut = all().substring(0, all().indexOf("\nZ") + 1);
        assertThat(codes(receipt(source(cut)))).containsExactly("TRAILER_MISSING");
        Imports one = Imports.builder()
                .limits(ImportLimits.builder().maxRejections(1).build())
                .build();
        String bad = details('D', 2, segment("450", 5, "027000", TRACE, NONE, "00000000000"));
        assertThat(codes(one.prove(source(file(header("027060", "CAD"), bad))))).doesNotContain("LIMIT_EXCEEDED");
        ImportReceipt many = one.prove(source(file(header("027060", "CAD"), bad, bad, bad)));
        assertThat(codes(many)).endsWith("LIMIT_EXCEEDED");
        assertThat(many.rejections()).hasSize(2);
    }
}
