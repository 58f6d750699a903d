package io.counterfoil.bankfiles.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.bankfiles.anonymise.Anonymiser;
import io.counterfoil.bankfiles.csv.CsvProfile;
import io.counterfoil.bankfiles.csv.SignMode;
import io.counterfoil.bankfiles.record.BankRecord;
import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.bankfiles.source.FileFormat;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.proof.ProofStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Copies of tables and of fixed columns: the shape and the proof of the original, none of its names, accounts and amounts. */
class AnonymisedFilesTest {

    private static final List<FileFormat> FIXED = List.of(FileFormat.NACHA, FileFormat.CPA005, FileFormat.BACS18);

    private static byte[] copied(byte[] bytes, Anonymiser anonymiser) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            anonymiser.copy(ByteSource.of(bytes, "true"), out).orThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    private static List<BankRecord> records(Imports imports, ByteSource file) {
        ImportReceipt receipt = imports.prove(file).acceptedBy(Actor.approver("maria"), "looked at in a test");
        try (Stream<BankRecord> records = imports.records(file, receipt, BankRecord.class)) {
            return records.toList();
        }
    }

    private static void sameShape(ImportReceipt was, ImportReceipt is, String name) {
        assertThat(is.format()).as(name).isEqualTo(was.format());
        assertThat(is.status()).as(name + is.sentence()).isEqualTo(was.status());
        assertThat(is.items()).as(name).isEqualTo(was.items());
        assertThat(is.keptApart()).as(name).isEqualTo(was.keptApart());
        assertThat(is.rejections()).as(name).hasSameSizeAs(was.rejections());
        assertThat(is.diagnostics().stream().map(found -> found.code().id()))
                .as(name)
                .containsExactlyElementsOf(was.diagnostics().stream()
                        .map(found -> found.code().id())
                        .toList());
    }

    @Test
    @DisplayName(
            "BNK-13 files of fixed columns keep columns, codes, banks, days, traces and proof; names, accounts and amounts are invented")
    void fixedColumns() {
        for (FileFormat format : FIXED) {
            byte[] original = FormatSamples.all().get(format).get(0);
            Imports imports = FormatSamples.imports(format);
            ByteSource source = ByteSource.of(original, "file");
            ByteSource copy = ByteSource.of(copied(original, Anonymiser.seeded(11)), "file");

            sameShape(imports.prove(source), imports.prove(copy), format.name());
            List<BankRecord> before = records(imports, source);
            List<BankRecord> after = records(imports, copy);
            assertThat(after).hasSameSizeAs(before);
            long factor = 0;
            for (int i = 0; i < before.size(); i++) {
                if (before.get(i) instanceof BankRecord.PaymentEntry was
                        && after.get(i) instanceof BankRecord.PaymentEntry is) {
                    assertThat(is.trace()).isEqualTo(was.trace());
                    assertThat(is.transactionCode()).isEqualTo(was.transactionCode());
                    assertThat(is.dueOn()).isEqualTo(was.dueOn());
                    assertThat(is.direction()).isEqualTo(was.direction());
                    assertThat(is.name()).isNotEqualTo(was.name()).hasSameSizeAs(was.name());
                    assertThat(is.account()).isNotEqualTo(was.account());
                    long times = Amounts.minor(is.amount()) / Amounts.minor(was.amount());
                    assertThat(Amounts.minor(is.amount())).isEqualTo(times * Amounts.minor(was.amount()));
                    assertThat(factor == 0 || factor == times).as("one factor").isTrue();
                    assertThat(times).isGreaterThan(1);
                    factor = times;
                }
            }
            String text = new String(copied(original, Anonymiser.seeded(11)), StandardCharsets.ISO_8859_1);
            assertThat(text.lines().map(String::length).toList())
                    .isEqualTo(new String(original, StandardCharsets.ISO_8859_1)
                            .lines()
                            .map(String::length)
                            .toList());
            assertThat(text).doesNotContain("Name", "NAME");
            assertThat(copied(original, Anonymiser.seeded(11))).isEqualTo(copied(original, Anonymiser.seeded(11)));
            assertThat(copied(original, Anonymiser.seeded(12))).isNotEqualTo(copied(original, Anonymiser.seeded(11)));
        }
    }

    @Test
    @DisplayName("BNK-13 amounts that would leave their columns are refused, nothing is written")
    void tooLarge() throws IOException {
        byte[] large =
                PaymentFileProperties.nacha(List.of(new PaymentFileProperties.Paid(9_999_999_999L, true, "Ana")));
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        Checked<FileFormat> copy = Anonymiser.seeded(1).copy(ByteSource.of(large, "large"), out);

        assertThat(copy.value()).isEmpty();
        assertThat(copy.diagnostics())
                .extracting(Diagnostic::code)
                .extracting(code -> code.id())
                .containsExactly("IMPORT.DOES_NOT_FIT");
        assertThat(out.size()).isZero();
    }

    private static final String TABLE =
            "date,amount,currency,description,balance,counterparty\n2027-03-01,1.00,CAD,\"rent, unit 7\",1.00,Ana Diaz\n2027-03-02,-2.50,CAD,\"two\nlines \"\"x\"\"\",-1.50,Bob\n";

    @Test
    @DisplayName("BNK-13 a table keeps header, days, currencies, quotes and its running balance")
    void table() {
        byte[] original = TABLE.getBytes(StandardCharsets.UTF_8);
        byte[] copy = copied(original, Anonymiser.seeded(5));
        String text = new String(copy, StandardCharsets.UTF_8);

        sameShape(
                Imports.standard().prove(ByteSource.of(original, "t")),
                Imports.standard().prove(ByteSource.of(copy, "t")),
                "table");
        assertThat(Imports.standard().prove(ByteSource.of(copy, "t")).status()).isEqualTo(ProofStatus.PROVED);
        assertThat(text)
                .startsWith("date,amount,currency,description,balance,counterparty\n2027-03-01,")
                .contains(",CAD,\"", "\n2027-03-02,-", " \"\"")
                .doesNotContain("rent", "unit", "Ana", "Diaz", "Bob", "lines", ",1.00,", "-2.50");
        assertThat(text.lines().count()).isEqualTo(TABLE.lines().count());
    }

    @Test
    @DisplayName("BNK-13 a bank's own table by its profile: other marks, groups, columns by number, lines above")
    void tableByProfile() {
        CsvProfile german = CsvProfile.builder("de")
                .currency("EUR")
                .delimiter(';')
                .decimal(',')
                .grouping('.')
                .datePattern("dd.MM.yyyy")
                .date("Buchung")
                .amount("Betrag")
                .balance("Saldo")
                .addText("Zweck")
                .skipLines(1)
                .build();
        String text =
                "Konto Ana Diaz 12345678\nBuchung;Zweck;Betrag;Saldo;Rest\n01.03.2027;Miete;1.234.567,50;1.234.567,50;x1\n\n02.03.2027;Strom;-,50;1.234.567,00;y2\n";
        String copy = byProfile(german, text);
        assertThat(copy)
                .contains("Buchung;Zweck;Betrag;Saldo;Rest\n01.03.2027;", "\n\n02.03.2027;")
                .doesNotContain("Ana", "Diaz", "12345678", "Miete", "Strom", "x1", "y2", "1.234.567");

        CsvProfile numbered = CsvProfile.builder("n")
                .currency("EUR")
                .header(false)
                .date("1")
                .sign(SignMode.DEBIT_CREDIT_COLUMNS)
                .debit("2")
                .credit("3")
                .balance("4")
                .addText("5")
                .build();
        String rows = "2027-03-01,,10.00,10.00,in\n2027-03-02,2.50,,7.50,out\n";
        assertThat(byProfile(numbered, rows)).startsWith("2027-03-01,,").doesNotContain("out");
        CsvProfile flagged = CsvProfile.builder("f")
                .currency("EUR")
                .date("D")
                .sign(SignMode.FLAG)
                .amount("A")
                .flag("F")
                .addDebitFlags("out")
                .addCreditFlags("in")
                .balance("B")
                .build();
        assertThat(byProfile(flagged, "D,F,A,B\n2027-03-01,in,10.00,10.00\n2027-03-02,out,2.50,7.50\n"))
                .contains("2027-03-01,in,", "2027-03-02,out,")
                .doesNotContain(",2.50,", ",10.00");
    }

    private static String byProfile(CsvProfile profile, String text) {
        BankProfile bank = BankProfile.of(profile);
        Imports imports = Imports.builder().profile(bank).build();
        byte[] original = text.getBytes(StandardCharsets.UTF_8);
        byte[] copy = copied(original, Anonymiser.seeded(3).with(bank));
        ImportReceipt was = imports.prove(ByteSource.of(original, "t"));
        assertThat(was.status()).as(was.sentence()).isEqualTo(ProofStatus.PROVED);
        sameShape(was, imports.prove(ByteSource.of(copy, "t")), profile.id());
        return new String(copy, StandardCharsets.UTF_8);
    }

    @Test
    @Tag("corpus")
    @DisplayName("BNK-13 copies of every Nacha sample and vector of fixed columns keep shape and proof")
    void samples() throws IOException {
        String corpus = System.getProperty("counterfoil.corpus", "");
        Path folder = Path.of(System.getProperty("counterfoil.root", ""))
                .resolve(corpus)
                .resolve("bankfiles/samples/nacha")
                .normalize();
        Assumptions.assumeTrue(!corpus.isEmpty() && Files.isDirectory(folder), "no corpus with bankfiles");
        List<String> copies = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                byte[] bytes = Files.readAllBytes(file);
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                ByteSource source = ByteSource.of(bytes, file.getFileName().toString());
                if (Anonymiser.seeded(7).copy(source, out).value().isPresent()) {
                    ImportReceipt was = Imports.standard().prove(source);
                    ImportReceipt is = Imports.standard().prove(ByteSource.of(out.toByteArray(), source.name()));
                    assertThat(is.status()).as(source.name() + is.sentence()).isEqualTo(was.status());
                    assertThat(is.items()).as(source.name()).isEqualTo(was.items());
                    assertThat(is.rejections()).as(source.name()).hasSameSizeAs(was.rejections());
                    copies.add(source.name());
                }
            }
        }
        System.out.println("anonymised Nacha samples: " + copies.size());
        assertThat(copies).hasSizeGreaterThan(60);
    }
}
