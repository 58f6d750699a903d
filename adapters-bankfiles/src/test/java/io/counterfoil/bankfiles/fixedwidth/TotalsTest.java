package io.counterfoil.bankfiles.fixedwidth;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.bankfiles.source.internal.RecordSink;
import io.counterfoil.bankfiles.source.internal.SourceScan;
import io.counterfoil.bankfiles.source.internal.StatementPart;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Rejection;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.proof.ImportReceipt.ControlTotal;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.reconciliation.statement.StatementEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Declared against counted figures of control records (bank file specification 4.1). */
class TotalsTest {

    private static final Totals.Figure COUNT =
            new Totals.Figure(ControlTotal.Level.FILE, "entries", ImportCode.FILE_COUNT, 0);
    private static final Totals.Figure SUM =
            new Totals.Figure(ControlTotal.Level.GROUP, "debits", ImportCode.FILE_DEBIT, 2);

    private final Heard heard = new Heard();
    private final Totals totals = new Totals("file", heard);

    private static FixedLine line(String text) {
        ByteSource source = ByteSource.of(text.getBytes(StandardCharsets.ISO_8859_1), "file");
        try (FixedRecords records =
                FixedRecords.open(source, SourceScan.of(source), StandardCharsets.ISO_8859_1, 200)) {
            assertThat(records.next()).isTrue();
            return records.line();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @DisplayName("BNK-02 figures that agree prove the file; nothing compared proves nothing")
    void agreeing() {
        totals.end();
        assertThat(heard.ended).isEqualTo(ProofStatus.UNPROVED);
        assertThat(totals.compare(COUNT, line("9000012"), 2, 7, 12)).isTrue();
        assertThat(totals.compare(SUM, line("9000012"), 2, 7, 12, "why")).isTrue();
        assertThat(totals.compare(COUNT, line("9000000"), 2, 7, 0)).isTrue();
        totals.end();
        assertThat(heard.ended).isEqualTo(ProofStatus.PROVED);
        assertThat(heard.totals.stream()
                        .map(total ->
                                total.level() + " " + total.name() + " " + total.declared() + " " + total.computed()))
                .containsExactly("FILE entries 12 12", "GROUP debits 0.12 0.12", "FILE entries 0 0");
        assertThat(heard.totals.get(0).at().column()).isEqualTo(2);
        assertThat(heard.totals.get(0).at().field()).isEqualTo("entries");
        assertThat(heard.found).isEmpty();
        assertThat(totals.isClean()).isTrue();
        assertThat(totals.isBroken()).isFalse();
    }

    @Test
    @DisplayName("BNK-44 a figure that differs breaks the proof and is said with both, and with what may explain it")
    void differing() {
        assertThat(totals.compare(COUNT, line("9000012"), 2, 7, 13)).isFalse();
        assertThat(totals.compare(SUM, line("90000x2"), 2, 7, 1_234, "a digit is lost"))
                .isFalse();
        assertThat(totals.compare(COUNT, line("9 "), 2, 7, 0)).isFalse();
        assertThat(heard.found.stream().map(Diagnostic::message))
                .containsExactly(
                        "entries declared 12, expected 13 as counted",
                        "debits declared 0000x2, expected 12.34 as counted\nMaybe a digit is lost.",
                        "entries declared  , expected 0 as counted");
        assertThat(heard.found.get(0).code()).isEqualTo(ImportCode.FILE_COUNT);
        assertThat(heard.found.get(0).attributes()).isEmpty();
        assertThat(heard.found.get(1).attributes()).isEqualTo(Map.of("explanation", "a digit is lost"));
        assertThat(totals.isBroken()).isTrue();
        assertThat(totals.isClean()).isFalse();
        totals.end();
        assertThat(heard.ended).isEqualTo(ProofStatus.BROKEN);
    }

    @Test
    @DisplayName("BNK-02 findings that leave the proof, findings that break it, and refused records")
    void findings() {
        Diagnostic finding =
                Diagnostic.warning(ImportCode.LINE_SHORT, "a line is short", Diagnostic.Location.of("file"));
        totals.noticed(finding);
        assertThat(heard.found).containsExactly(finding);
        assertThat(totals.isClean()).isFalse();
        assertThat(totals.isBroken()).isFalse();
        totals.compare(COUNT, line("1"), 1, 1, 1);
        totals.end();
        assertThat(heard.ended).isEqualTo(ProofStatus.PROVED);
        Totals refused = new Totals("file", heard);
        refused.rejected();
        assertThat(refused.isBroken()).isTrue();
        assertThat(refused.isClean()).isFalse();
        refused.end();
        assertThat(heard.ended).isEqualTo(ProofStatus.BROKEN);
        Totals broken = new Totals("file", heard);
        broken.broken(finding);
        assertThat(heard.found).hasSize(2);
        assertThat(broken.isBroken()).isTrue();
        assertThat(broken.isClean()).isFalse();
    }

    /** Remembers what it hears. */
    private static final class Heard implements RecordSink {

        private final List<ControlTotal> totals = new ArrayList<>();
        private final List<Diagnostic> found = new ArrayList<>();
        private ProofStatus ended = ProofStatus.BROKEN;

        @Override
        public void entry(StatementEntry entry) {
            throw new AssertionError(entry);
        }

        @Override
        public void keptApart(Diagnostic why) {
            throw new AssertionError(why);
        }

        @Override
        public void rejected(Rejection rejection) {
            throw new AssertionError(rejection);
        }

        @Override
        public void found(Diagnostic finding) {
            found.add(finding);
        }

        @Override
        public void broken(Diagnostic finding) {
            throw new AssertionError(finding);
        }

        @Override
        public void declared(ImportReceipt.ControlTotal total) {
            totals.add(total);
        }

        @Override
        public void statement(StatementPart part) {
            throw new AssertionError(part);
        }

        @Override
        public void proved(ProofStatus status) {
            ended = status;
        }
    }
}
