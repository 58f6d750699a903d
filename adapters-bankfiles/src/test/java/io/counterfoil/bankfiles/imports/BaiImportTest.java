package io.counterfoil.bankfiles.imports;

import static io.counterfoil.bankfiles.imports.Importing.codes;
import static io.counterfoil.bankfiles.imports.Importing.entries;
import static io.counterfoil.bankfiles.imports.Importing.file;
import static io.counterfoil.bankfiles.imports.Importing.minors;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.bankfiles.source.ImportLimits;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.reconciliation.statement.Statement;
import io.counterfoil.reconciliation.statement.StatementBalance;
import io.counterfoil.reconciliation.statement.StatementEntry;
import io.counterfoil.reconciliation.statement.StatementEntry.References.Role;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BaiImportTest {

    private final Imports imports = Imports.standard();

    /** A file of one account: its summary, its records with their count, and the total of all amounts. */
    private static String report(String summary, String records, long count, long total) {
        return "01,SND,RCV,270302,0600,1,80,,2/\n02,RCV,SND,1,270301,2400,CAD,2/\n03,0001234567,," + summary + "/\n"
                + records
                + "49," + total + "," + count + "/\n98," + total + ",1," + (count + 2) + "/\n99," + total + ",1,"
                + (count + 4)
                + "/\n";
    }

    private List<Statement> statements(String text) {
        ByteSource file = file(text);
        return imports.statements(file, imports.prove(file).acceptedBy(Actor.approver("maria"), "looked at in a test"));
    }

    @Test
    @DisplayName("BNK-26 funds of every type, continuations, commas and slashes in texts")
    void records() {
        String text = report(
                "010,50000,,,015,62500,,",
                String.join(
                        "",
                        "16,195,100,S,1,2,97,B1,C1,WIRE IN\n88,MORE TEXT\n88,LAST LINE/\n",
                        "16,451,200,V,270303,2400,B2,C2,FEE, MONTHLY / SERVICE\n",
                        "16,301,300,D,2,0,100,1,200,B3,C3,DEPOSIT/\n",
                        "16,475,400,0,B4,1077,/\n16,142,500,1,B5,C5,X/\n16,142,600,2,B6,C6,/\n16,142,700,Z,B7,C7,Y\n16,142,800,,,,\n"),
                12,
                116_100);

        List<StatementEntry> entries = entries(text);

        assertThat(imports.prove(file(text)).status()).isEqualTo(ProofStatus.PROVED);
        assertThat(minors(entries)).containsExactly(100L, -200L, 300L, -400L, 500L, 600L, 700L, 800L);
        assertThat(entries.stream().map(StatementEntry::text))
                .containsExactly(
                        "WIRE IN MORE TEXT LAST LINE", "FEE, MONTHLY / SERVICE", "DEPOSIT", "", "X", "", "Y", "");
        assertThat(entries.get(1).valueOn()).isEqualTo(LocalDate.of(2027, 3, 3));
        assertThat(entries.get(0).valueOn()).isEqualTo(LocalDate.of(2027, 3, 1));
        assertThat(entries.get(0).bookedOn()).isEqualTo(LocalDate.of(2027, 3, 1));
        assertThat(entries.get(2).references().of(Role.BANK)).contains("B3");
        assertThat(entries.get(2).references().of(Role.END_TO_END)).isEmpty();
        assertThat(entries.get(3).references().of(Role.CHEQUE)).contains("1077");
        assertThat(entries.get(0).references().of(Role.END_TO_END)).contains("C1");
        assertThat(entries.get(0).account().lastFour()).isEqualTo("4567");
        assertThat(entries.get(0).id().value()).isEqualTo("B1/2027-03-01/1.00");
    }

    @Test
    @DisplayName("BNK-27 every total and count is compared, on each level (moov/bai2 does not check totals)")
    void totals() {
        String good = report("010,0,,", "16,195,5,,B,C,X/\n", 3, 5);
        assertThat(imports.prove(file(good)).totals()).hasSize(8).allMatch(ImportReceipt.ControlTotal::agrees);

        assertThat(codes(imports.prove(file(good.replace("49,5,3", "49,5,4"))))).containsExactly("ACCOUNT_RECORDS");
        assertThat(codes(imports.prove(file(good.replace("49,5,3", "49,6,3")))))
                .containsExactly("ACCOUNT_TOTAL", "GROUP_TOTAL");
        assertThat(codes(imports.prove(file(good.replace("98,5,1,5", "98,7,2,6")))))
                .containsExactly("GROUP_TOTAL", "GROUP_ACCOUNTS", "GROUP_RECORDS", "FILE_TOTAL");
        ImportReceipt off = imports.prove(file(good.replace("99,5,1,7", "99,5,2,8")));
        assertThat(codes(off)).containsExactly("FILE_GROUPS", "FILE_RECORDS");
        assertThat(off.sentence()).isEqualTo("BAI2, 1 entry, BROKEN: file groups is 2, the records make 1");
        assertThat(off.status()).isEqualTo(ProofStatus.BROKEN);
    }

    @Test
    @DisplayName("BNK-27 control records that are missing or stand outside of what they close are named")
    void missingRecords() {
        String good = report("010,0,,", "16,195,5,,B,C,X/\n", 3, 5);

        assertThat(codes(imports.prove(file(good.replaceAll("99,.*\n", ""))))).containsExactly("FILE_TRAILER_MISSING");
        assertThat(codes(imports.prove(file(good.replaceAll("98,.*\n", "")))))
                .containsExactly("GROUP_TRAILER_MISSING", "FILE_TOTAL", "FILE_RECORDS");
        assertThat(codes(imports.prove(file(good.replaceAll("49,.*\n", "")))))
                .contains("ACCOUNT_TRAILER_MISSING", "GROUP_TOTAL");
        assertThat(codes(imports.prove(file(good.replaceAll("(?m)^03,.*\n", "")))))
                .contains("ACCOUNT_HEADER_MISSING", "GROUP_ACCOUNTS", "NO_STATEMENT");
        assertThat(codes(imports.prove(file(good.replaceAll("(?m)^98,.*\n", "98,5,1,5/\n16,195,5,,B,C,X/\n")))))
                .contains("ACCOUNT_HEADER_MISSING");
        assertThat(codes(imports.prove(file(good + "99,5,1,7/\n")))).containsExactly("BAD_RECORD");
        assertThat(codes(imports.prove(file(good.replace("16,195,5", "88,1/\n16,195,5")))))
                .contains("ACCOUNT_RECORDS");
    }

    @Test
    @DisplayName(
            "BNK-28 a continuation that can be read in two ways is read in the one that proves (ministryofjustice/bai2 50)")
    void ambiguousContinuations() {
        String lead = "01,S,R,270302,0600,1,80,,2/\n02,R,S,1,270301,2400,CAD,2/\n";
        String closed = lead + "03,111,,010,500/\n88,015,700/\n49,1200,3/\n98,1200,1,5/\n99,1200,1,7/\n";
        Statement read = statements(closed).get(0);
        assertThat(imports.prove(file(closed)).status()).isEqualTo(ProofStatus.PROVED);
        assertThat(read.opening()
                        .map(StatementBalance::amount)
                        .orElseThrow()
                        .getNumber()
                        .longValueExact())
                .isEqualTo(5);
        assertThat(read.closing()
                        .map(StatementBalance::amount)
                        .orElseThrow()
                        .getNumber()
                        .longValueExact())
                .isEqualTo(7);

        String straight = lead + "03,111,,010,500,,,015/\n88,700,,/\n49,1200,3/\n98,1200,1,5/\n99,1200,1,7/\n";
        assertThat(imports.prove(file(straight)).status()).isEqualTo(ProofStatus.PROVED);
        assertThat(codes(imports.prove(file(straight)))).isEmpty();

        String both = lead + "03,111,,010,0/\n88,015,0/\n49,0,3/\n98,0,1,5/\n99,0,1,7/\n";
        assertThat(codes(imports.prove(file(both)))).containsExactly("CONTINUATION_AMBIGUOUS");
        assertThat(imports.prove(file(both)).status()).isEqualTo(ProofStatus.PROVED);
    }

    @Test
    @DisplayName("BNK-26 several records on a line are taken apart only where the straight reading does not prove")
    void severalRecordsOnALine() {
        String split = report("010,0,,", "16,195,5,,B,C,X/\n16,195,6,,D,E,Y/\n", 4, 11);
        String joined = split.replace("X/\n16", "X/ 16").replace("2/\n02", "2/   02");
        assertThat(codes(imports.prove(file(joined)))).containsExactly("LINE_SPLIT");
        assertThat(minors(entries(joined))).containsExactly(5L, 6L);

        String text = report("010,0,,", "16,195,5,,B,C,SEE 1/ 16,195 OR SO\n", 3, 5);
        assertThat(codes(imports.prove(file(text)))).isEmpty();
        assertThat(entries(text).get(0).text()).isEqualTo("SEE 1/ 16,195 OR SO");
    }

    @Test
    @DisplayName("BNK-29 codes are signed by their range, loans by the profile, status lines are no movements")
    void typeCodes() {
        String text = report(
                "010,0,,",
                String.join(
                        "",
                        "16,399,1,,,,\n16,100,2,,,,\n16,400,3,,,,\n16,699,4,,,,\n16,920,5,,,,\n16,959,6,,,,\n16,960,7,,,,\n16,999,8,,,,\n",
                        "16,721,9,,,,\n16,099,10,,,,\n16,900,11,,,,\n16,195,,,,,\n"),
                14,
                66);

        ImportReceipt receipt = imports.prove(file(text));
        assertThat(receipt.status()).isEqualTo(ProofStatus.PROVED);
        assertThat(receipt.keptApart()).isEqualTo(4);
        assertThat(minors(entries(text))).containsExactly(1L, 2L, -3L, -4L, 5L, 6L, -7L, -8L);
        Imports loans = Imports.builder()
                .profile(BankProfile.builder("loans")
                        .addCreditTypes(721)
                        .addDebitTypes(195)
                        .build())
                .build();
        assertThat(minors(entries(loans, file(text), loans.prove(file(text)))))
                .containsExactly(1L, 2L, -3L, -4L, 5L, 6L, -7L, -8L, 9L);
        assertThat(entries(report("010,0,,", "16,557,1,,,,\n16,698,1,,,,\n16,354,1,,,,\n16,475,1,,,,\n", 6, 4)).stream()
                        .map(StatementEntry::kind))
                .containsExactly(
                        StatementEntry.Kind.RETURN,
                        StatementEntry.Kind.FEE,
                        StatementEntry.Kind.INTEREST,
                        StatementEntry.Kind.CHEQUE);
    }

    @Test
    @DisplayName("BNK-26 currencies come from the account, the group, the profile, else USD")
    void currencies() {
        String text = report("010,0,,", "16,195,5,,B,C,X/\n", 3, 5);

        assertThat(currency(imports, text)).isEqualTo("CAD");
        assertThat(currency(imports, text.replace("03,0001234567,,", "03,0001234567,JPY,")))
                .isEqualTo("JPY");
        assertThat(currency(imports, text.replace("2400,CAD,", "2400,,"))).isEqualTo("USD");
        Imports eur = Imports.builder()
                .profile(BankProfile.builder("b").currency("EUR").build())
                .build();
        assertThat(currency(eur, text.replace("2400,CAD,", "2400,,"))).isEqualTo("EUR");
        assertThat(codes(imports.prove(file(text.replace("CAD", "QQQ"))))).containsExactly("BAD_CURRENCY");
    }

    private static String currency(Imports imports, String text) {
        return imports.prove(file(text)).sums().currencies().get(0).getCurrencyCode();
    }

    @Test
    @DisplayName("BNK-03 BNK-26 what cannot be read is a rejection with its place; tests and deletions are kept apart")
    void badRecords() {
        ImportReceipt receipt = imports.prove(file(report("010,0,,", "16,xx,5,,B,C,X/\n16,195,5x,,B,C,X/\n", 4, 10)));
        assertThat(receipt.rejections().stream().map(r -> r.code().id()))
                .containsExactly("IMPORT.BAD_RECORD", "IMPORT.BAD_AMOUNT");
        assertThat(receipt.rejections().get(0).location()).hasToString("bank-0301.xml:4");
        assertThat(receipt.status()).isEqualTo(ProofStatus.BROKEN);

        String text = report("010,0,,", "16,195,5,,B,C,X/\n", 3, 5);
        assertThat(imports.prove(file(text.replace("SND,1,270301", "SND,4,270301")))
                        .keptApart())
                .isEqualTo(1);
        assertThat(imports.prove(file(text.replace("SND,1,270301", "SND,2,270301")))
                        .keptApart())
                .isEqualTo(1);
        assertThat(codes(imports.prove(file(text.replace("SND,1,270301", "SND,1,270230")))))
                .containsExactly("BAD_DATE", "BAD_DATE");
        Imports small = Imports.builder()
                .limits(ImportLimits.builder()
                        .maxTokenBytes(60)
                        .maxStatements(1)
                        .maxRejections(1)
                        .build())
                .build();
        assertThat(codes(small.prove(file(report("010,0,,", "16,195,5,,B,C,X\n" + "88,MORE\n".repeat(20), 23, 5)))))
                .contains("LIMIT_EXCEEDED");
    }

    @Test
    @DisplayName("BNK-04 the same transaction again is named")
    void repetitions() {
        ImportReceipt receipt = imports.prove(file(report("010,0,,", "16,195,5,,B,C,X/\n16,195,5,,B,C,X/\n", 4, 10)));

        assertThat(codes(receipt)).containsExactly("DUPLICATE_LINE");
        assertThat(receipt.status()).isEqualTo(ProofStatus.PROVED);
        assertThat(receipt.items()).isEqualTo(2);
    }
}
