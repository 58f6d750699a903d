package io.counterfoil.bankfiles.bai;

import io.counterfoil.bankfiles.bai.internal.BaiLines;
import io.counterfoil.bankfiles.bai.internal.BaiReader;
import io.counterfoil.bankfiles.fixedwidth.LineEnds;
import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.bankfiles.source.ImportException;
import io.counterfoil.bankfiles.source.ImportLimits;
import io.counterfoil.bankfiles.source.internal.ByteLines;
import io.counterfoil.bankfiles.source.internal.RecordSink;
import io.counterfoil.bankfiles.source.internal.SourceScan;
import io.counterfoil.bankfiles.source.internal.StatementPart;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Rejection;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.reconciliation.statement.StatementEntry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A whole BAI2 file in memory, to be passed on (BNK-09): a report from a bank that goes on to a treasury system as it came, but only where it proves itself. Immutable.
 */
public final class BaiFile {

    private final List<String> lines;
    private final LineEnds ends;

    private BaiFile(List<String> lines, LineEnds ends) {
        this.lines = List.copyOf(lines);
        this.ends = ends;
    }

    /**
     * Reads the file and proves its totals and counts. A file that does not prove itself has no value: the findings say why.
     *
     * @throws ImportException where the source cannot be read
     */
    public static Checked<BaiFile> read(ByteSource source) {
        try {
            SourceScan scan = SourceScan.of(source);
            Verdict verdict = proved(source, scan, false);
            if (!verdict.holds() && BaiLines.showsSeveral(scan.head())) {
                verdict = proved(source, scan, true);
            }
            if (!verdict.holds()) {
                return Checked.failed(verdict.findings);
            }
            return Checked.of(new BaiFile(lines(source, scan), LineEnds.of(source, StandardCharsets.ISO_8859_1)));
        } catch (IOException e) {
            throw new ImportException(source.name(), e);
        }
    }

    private static Verdict proved(ByteSource source, SourceScan scan, boolean splitLines) throws IOException {
        ImportLimits limits = ImportLimits.standard();
        Verdict verdict = new Verdict(source.name());
        BaiReader.Setting setting = new BaiReader.Setting(Amounts.in("USD"), Set.of(), Set.of(), splitLines);
        try (BaiReader reader =
                new BaiReader(ByteLines.open(source, scan, limits.maxTokenBytes()), setting, limits, verdict)) {
            while (reader.advance()) {
                // the verdict hears of it
            }
        }
        return verdict;
    }

    /** A byte is a character here, so that every byte comes back. */
    private static List<String> lines(ByteSource source, SourceScan scan) throws IOException {
        List<String> lines = new ArrayList<>();
        try (ByteLines read =
                ByteLines.open(source, scan, ImportLimits.standard().maxTokenBytes())) {
            while (read.next()) {
                lines.add(new String(read.buffer(), read.from(), read.to() - read.from(), StandardCharsets.ISO_8859_1));
            }
            read.verify();
        }
        while (!lines.isEmpty() && lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1); // line ends behind the last record are the tail
        }
        return lines;
    }

    /** Writes the file with the bytes that were read. The stream stays open. */
    public void writeTo(OutputStream out) throws IOException {
        ends.write(lines, out);
    }

    /** Counts only: records hold account numbers. */
    @Override
    public String toString() {
        return "BAI2 file of " + lines.size() + " lines";
    }

    /** Hears how the proof goes. Not thread-safe. */
    private static final class Verdict implements RecordSink {

        private final List<Diagnostic> findings = new ArrayList<>();
        private final String source;
        private boolean broken;
        private boolean accounts;

        private Verdict(String source) {
            this.source = source;
        }

        private boolean holds() {
            if (!accounts && findings.isEmpty()) {
                findings.add(Diagnostic.error(
                        ImportCode.NO_STATEMENT, "the file holds no account", Diagnostic.Location.of(source)));
            }
            return accounts && !broken;
        }

        @Override
        public void entry(StatementEntry entry) {
            // only the totals are asked for
        }

        @Override
        public boolean isCounting() {
            return true;
        }

        @Override
        public void counted(Amounts currency, long minor) {
            // the totals of the file say more
        }

        @Override
        public void keptApart(Diagnostic why) {
            // no matter for the totals
        }

        @Override
        public void rejected(Rejection rejection) {
            broken = true;
        }

        @Override
        public void found(Diagnostic finding) {
            if (finding.level() == Diagnostic.Level.ERROR) {
                findings.add(finding);
            }
        }

        @Override
        public void broken(Diagnostic finding) {
            broken = true;
            findings.add(finding);
        }

        @Override
        public void declared(ImportReceipt.ControlTotal total) {
            // differences are findings
        }

        @Override
        public void statement(StatementPart part) {
            accounts = true;
            broken |= part.status() != ProofStatus.PROVED;
        }
    }
}
