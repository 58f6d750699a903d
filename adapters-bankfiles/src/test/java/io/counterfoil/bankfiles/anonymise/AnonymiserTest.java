package io.counterfoil.bankfiles.anonymise;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.bankfiles.imports.Imports;
import io.counterfoil.bankfiles.imports.Samples;
import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.bankfiles.source.FileFormat;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.reconciliation.statement.StatementEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AnonymiserTest {

    private static ByteSource source(String text) {
        return ByteSource.of(text.getBytes(StandardCharsets.UTF_8), "true");
    }

    private static ByteSource copied(ByteSource source, long seed) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            Anonymiser.seeded(seed).copy(source, out).orThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ByteSource.of(out.toByteArray(), "true");
    }

    private static String text(ByteSource source) {
        try (var in = source.open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<StatementEntry> entries(ByteSource file) {
        ImportReceipt receipt = Imports.standard().prove(file);
        if (receipt.items() == 0) {
            return List.of();
        }
        try (Stream<StatementEntry> entries =
                Imports.standard().entries(file, receipt.acceptedBy(Actor.approver("maria"), "test"))) {
            return entries.toList();
        }
    }

    private static void sameShape(ByteSource original, ByteSource copy) {
        ImportReceipt was = Imports.standard().prove(original);
        ImportReceipt is = Imports.standard().prove(copy);
        assertThat(is.format()).isEqualTo(was.format());
        assertThat(is.status()).isEqualTo(was.status());
        assertThat(is.items()).isEqualTo(was.items());
        assertThat(is.keptApart()).isEqualTo(was.keptApart());
        assertThat(is.rejections()).hasSameSizeAs(was.rejections());
        assertThat(is.statementKeys()).hasSameSizeAs(was.statementKeys());
        assertThat(is.diagnostics().stream().map(Diagnostic::code).map(c -> c.id()))
                .containsExactlyElementsOf(was.diagnostics().stream()
                        .map(Diagnostic::code)
                        .map(c -> c.id())
                        .toList());
        List<StatementEntry> before = entries(original);
        List<StatementEntry> after = entries(copy);
        for (int i = 0; i < before.size(); i++) {
            assertThat(after.get(i).bookedOn()).isEqualTo(before.get(i).bookedOn());
            assertThat(after.get(i).valueOn()).isEqualTo(before.get(i).valueOn());
            assertThat(after.get(i).kind()).isEqualTo(before.get(i).kind());
            assertThat(after.get(i).amount().signum())
                    .isEqualTo(before.get(i).amount().signum());
        }
    }

    @Test
    @DisplayName(
            "BNK-13 an MT940 keeps tags, days, marks and proof; names, references, accounts and amounts are invented")
    void mt940() {
        String text = String.join(
                "",
                ":20:STARTUMS\n:25:12345678/0001234567\n:28C:7/1\n:60F:C270301EUR100,00\n",
                ":61:2703020303RC12,34NTRFNONREF//BANK-1\n",
                ":86:166?00GUTSCHRIFT?20EREF+E2E-1?21SVWZ+Rechnung 4711?32Firma Mueller\n:62F:C270302EUR87,66\n-\n");
        ByteSource copy = copied(source(text), 4711);

        sameShape(source(text), copy);
        String other = text(copy);
        assertThat(other.lines().count()).isEqualTo(text.lines().count());
        assertThat(other)
                .contains(
                        ":28C:7/1\n",
                        ":60F:C270301EUR",
                        ":61:2703020303RC",
                        "NTRFNONREF//",
                        ":86:166?00",
                        "?20EREF+",
                        "?21SVWZ+",
                        "?32")
                .doesNotContain("Mueller", "12345678", "4711", "BANK-1", "100,00", "12,34", "E2E-1", "GUTSCHRIFT");
        assertThat(text(copied(source(text), 4711))).isEqualTo(other);
        assertThat(text(copied(source(text), 4712))).isNotEqualTo(other);
    }

    @Test
    @DisplayName("BNK-13 equal words become equal words")
    void equalWords() {
        Scrambler scrambler = new Scrambler(1);

        assertThat(scrambler.words("Anna Anna NONREF 42"))
                .matches("([A-Z][a-z]{3}) \\1 NONREF [0-9]{2}")
                .doesNotContain("Anna");
    }

    @Test
    @DisplayName("BNK-13 amounts keep sign, mark and decimals")
    void amounts() {
        Scrambler scrambler = new Scrambler(2);
        long factor = Long.parseLong(scrambler.amount("1"));

        assertThat(scrambler.amount("-2.50"))
                .isEqualTo("-" + factor * 250 / 100 + "." + String.format("%02d", factor * 250 % 100));
        assertThat(scrambler.amount("000000044,95"))
                .isEqualTo(
                        String.format("%09d", factor * 4495 / 100) + "," + String.format("%02d", factor * 4495 % 100));
        assertThat(scrambler.amount("12,")).isEqualTo(factor * 12 + ",");
        assertThat(scrambler.amount("+7")).isEqualTo("+" + factor * 7);
        assertThat(scrambler.amount("")).isEmpty();
        assertThat(scrambler.amount("x")).isEqualTo("x");
        assertThat(List.of(2L, 5L)).noneMatch(prime -> factor % prime == 0);
    }

    @Property(tries = 60)
    @Label("BNK-13 a copy has the proof and the shape of its original, in every format")
    void copiesKeepProofAndShape(
            @ForAll @Size(max = 8) List<@LongRange(min = -9_999_999, max = 9_999_999) Long> minors, @ForAll long seed) {
        for (String text : Samples.of(minors)) {
            ByteSource copy = copied(source(text), seed);
            sameShape(source(text), copy);
            assertThat(text(copy)).doesNotContain("Alice", "WIRE IN", "111222333", "DE89370400440532013000");
        }
    }

    @Property(tries = 1)
    @Label("BNK-13 copies of real samples keep proof and shape, where the folder of samples is at hand")
    void realSamples() throws IOException {
        String corpus = System.getProperty("counterfoil.corpus", "");
        Path samples = Path.of(System.getProperty("counterfoil.root", ""))
                .resolve(corpus)
                .resolve("bankfiles/samples")
                .normalize();
        for (String folder : List.of("mt940", "bai2", "ofx", "camt")) {
            if (corpus.isEmpty() || !Files.isDirectory(samples.resolve(folder))) {
                return;
            }
            try (Stream<Path> files = Files.list(samples.resolve(folder))) {
                for (Path file : files.sorted().toList()) {
                    ByteSource original = ByteSource.of(file);
                    if (Imports.standard().detect(original).format().isRead()) {
                        ImportReceipt was = Imports.standard().prove(original);
                        ImportReceipt is = Imports.standard().prove(copied(original, 7));
                        assertThat(is.status()).as(file.toString()).isEqualTo(was.status());
                        assertThat(is.items()).as(file.toString()).isEqualTo(was.items());
                        assertThat(is.rejections()).as(file.toString()).hasSameSizeAs(was.rejections());
                    }
                }
            }
        }
    }

    private static String copied(Anonymiser.LineCopy copy, String... lines) {
        return Stream.of(lines).map(copy::line).collect(java.util.stream.Collectors.joining("\n"));
    }

    @Test
    @DisplayName("BNK-13 words in marked sections, in comments and as numbered characters are invented too")
    void sectionsAndComments() {
        Scrambler scrambler = new Scrambler(3);
        assertThat(copied(
                        new TagCopy(scrambler, TagCopy.Names.OFX),
                        "<!-- OFXHEADER:100 CHARSET:1252 -->",
                        "<OFX><!-- for Mueller --><NAME><![CDATA[Mueller <b> & Sohn]]></NAME><MEMO><![CDATA[an",
                        "Mueller]]></MEMO>x<TRNTYPE><![CDATA[DEBIT]]></TRNTYPE><TRNAMT><![CDATA[1.00]]>",
                        "<NAME>M&#252;l&#x6C;er &amp; S&uuml;n<DTPOSTED>20270301"))
                .doesNotContain("Mueller", "Sohn", "<b>", "[1.00]", "&#252;", "&#x6C;", "an\n")
                .startsWith("<!-- OFXHEADER:100 CHARSET:1252 -->\n<OFX><!-- ")
                .contains("<TRNTYPE><![CDATA[DEBIT]]></TRNTYPE>", " &amp; ", "&uuml;", "<DTPOSTED>20270301");
        assertThat(copied(
                        new TagCopy(scrambler, TagCopy.Names.CAMT),
                        "<!-- made for Mueller",
                        "by Meier --><Nm",
                        " x=\"1\">Mueller</Nm><Cd>BOOK</Cd><Amt Ccy=\"EUR\">1.00</Amt><Nm>Ann",
                        "Meier</Nm>"))
                .doesNotContain("Mueller", "Meier", "made", "Ann", ">1.00<")
                .contains("<Nm\n x=\"1\">", "<Cd>BOOK</Cd><Amt Ccy=\"EUR\">", "\n");
        assertThat(
                        copied(
                                new TagCopy(scrambler, TagCopy.Names.OFX),
                                "<SONRS><USERKEY>SECRET<SESSCOOKIE>CRUMBS<BAL><VALUE>123.45<CREDITLIMIT>4321.09<BALTYPE>DOLLAR"))
                .doesNotContain("SECRET", "CRUMBS", "123.45", "4321.09")
                .endsWith("<BALTYPE>DOLLAR");
    }

    @Test
    @DisplayName("BNK-13 what is not of its field's form hides its words and figures as well")
    void unreadableFields() {
        MtCopy mt = new MtCopy(new Scrambler(3));
        String copy = copied(
                mt,
                "MUELLER BANK",
                "940",
                ":20:X",
                ":60F:C270301EUR1.000,00",
                ":61:270302X12,34NTRFMUELLER",
                ":61:2703020303C123,45NTRFNONREF//MUELLER",
                ":62F:C270302EUR100,00 MUELLER",
                "-");
        assertThat(copy)
                .doesNotContain("MUELLER", "1.000", "12,34", "123,45", "100,00")
                .contains("\n940\n", ":61:2703020303C", "NTRFNONREF//")
                .endsWith("\n-");
        assertThat(copy.lines().toList().get(4))
                .as("the wrong mark stays wrong")
                .matches(":61:[0-9]{6}X[0-9]{2},.*");
    }

    @Test
    @DisplayName("BNK-13 texts behind a dishonoured return, unknown labels and counted names in fixed columns")
    void fixedColumns() {
        FixedCopy nacha = new FixedCopy(new Scrambler(3), FileFormat.NACHA);
        String dishonoured =
                "799R68059999990000301      12391871   12391871000000117901MUELLER DIED LATE    059999990000001";
        assertThat(nacha.line(dishonoured))
                .startsWith(dishonoured.substring(0, 58))
                .endsWith("    059999990000001")
                .doesNotContain("MUELLER");
        String contested =
                "799R71059999990000301270123123918711647799999900003011650188999999000030116667 123918710000001";
        assertThat(nacha.line(contested)).isEqualTo(contested);
        for (String counted : List.of("ATX", "CTX", "ENR", "TRX")) {
            nacha.line("5200" + " ".repeat(46) + counted + " ".repeat(41));
            String entry =
                    "62723138010412345678         0000010000ID1            0002MUELLER GMBH      0091000010000001";
            assertThat(nacha.line(entry).substring(54, 58)).isEqualTo("0002");
            assertThat(nacha.line(entry)).doesNotContain("MUELLER", "12345678", "ID1");
        }
        nacha.line("5200" + " ".repeat(46) + "PPD" + " ".repeat(41));
        assertThat(nacha.line(
                        "62723138010412345678         0000010000ID1            2468MUELLER GMBH      0091000010000001"))
                .doesNotContain("2468");
        for (String trimmed :
                List.of("101 091000019 1234567890", "5200MUELLER", "627231380104", "799R01", "8200", "9000001")) {
            assertThat(nacha.line(trimmed))
                    .as("a line that ends early")
                    .hasSameSizeAs(trimmed)
                    .doesNotContain("MUELLER");
        }
        FixedCopy bacs = new FixedCopy(new Scrambler(3), FileFormat.BACS18);
        assertThat(bacs.line("XYZ1 MUELLER 12345678")).startsWith("XYZ1 ").doesNotContain("MUELLER", "12345678");
        assertThat(bacs.line("UHL1 27062999999")).isEqualTo("UHL1 27062999999");
        assertThat(bacs.line("EOV1A123456S  1123456")).doesNotContain("123456").startsWith("EOV1A");
        assertThat(bacs.line("XYZ")).isEqualTo("XYZ");
    }

    @Test
    @DisplayName("BNK-13 a file of a kind that cannot be copied is refused, nothing is written")
    void refused() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        Checked<FileFormat> copy = Anonymiser.seeded(1).copy(source("hello"), out);

        assertThat(copy.diagnostics().get(0).code().id()).isEqualTo("IMPORT.FORMAT_NOT_READ");
        assertThat(out.size()).isZero();
    }
}
