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

    @Test
    @DisplayName("BNK-13 a file of a kind that cannot be copied is refused, nothing is written")
    void refused() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        Checked<FileFormat> copy = Anonymiser.seeded(1).copy(source("hello"), out);

        assertThat(copy.diagnostics().get(0).code().id()).isEqualTo("IMPORT.FORMAT_NOT_READ");
        assertThat(out.size()).isZero();
    }
}
