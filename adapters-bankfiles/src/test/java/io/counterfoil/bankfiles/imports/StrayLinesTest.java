package io.counterfoil.bankfiles.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.bankfiles.source.ImportLimits;
import io.counterfoil.bankfiles.source.internal.RecordReader;
import io.counterfoil.bankfiles.source.internal.SourceScan;
import io.counterfoil.bankfiles.source.internal.SourceText;
import io.counterfoil.bankfiles.wire.internal.FedwireReader;
import io.counterfoil.bankfiles.wire.internal.SwiftTransferReader;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.proof.ProofStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Wires whose file does not begin with one: detection keeps such files away, the readers do not rely on it. */
class StrayLinesTest {

    private static ImportReceipt read(String text, boolean fedwire) throws IOException {
        ByteSource source = Importing.file(text);
        ImportLimits limits = ImportLimits.standard();
        ReceiptTally tally = new ReceiptTally(limits);
        SourceText opened =
                SourceText.open(source, SourceScan.of(source), StandardCharsets.UTF_8, limits.maxTokenBytes());
        try (RecordReader reader = fedwire
                ? new FedwireReader("wire", opened, limits, tally)
                : new SwiftTransferReader("wire", opened, limits, tally)) {
            while (reader.advance()) {
                assertThat(opened).isNotNull();
            }
            assertThat(reader.advance()).isFalse();
        }
        return tally.write()
                .source("wire")
                .sha256(Sha256.of(text))
                .bytes(text.length())
                .format("FEDWIRE")
                .duplicate(ImportReceipt.Verdict.NEW)
                .sentence("")
                .build();
    }

    @Test
    @DisplayName(
            "BNK-56 a line in front of the first tag is refused with its number, and the message behind it is read")
    void strayLines() throws IOException {
        ImportReceipt stray = read("\n\nstray\n{1500}a\n{2000}000000000100\n", true);

        assertThat(stray.items()).isOne();
        assertThat(stray.rejections()).singleElement().satisfies(one -> {
            assertThat(one.location().line()).isEqualTo(3);
            assertThat(one.code().id()).isEqualTo("IMPORT.RECORD_TYPE");
            assertThat(one.sentence()).isEqualTo("a line has no tag such as {2000}");
        });
        assertThat(stray.status()).isEqualTo(ProofStatus.BROKEN);
        assertThat(read("\n \n{1500}a\n{2000}000000000100\n", true).rejections())
                .isEmpty();
    }

    @Test
    @DisplayName("BNK-56 a file without a message is none of wires")
    void nothing() throws IOException {
        for (boolean fedwire : new boolean[] {true, false}) {
            ImportReceipt none = read("", fedwire);
            assertThat(Importing.codes(none)).containsExactly("NOT_WIRE");
            assertThat(none.status()).isEqualTo(ProofStatus.BROKEN);
            assertThat(none.items()).isZero();
        }
        assertThat(Importing.codes(read("words\n$\n", false))).containsExactly("NOT_WIRE");
    }
}
