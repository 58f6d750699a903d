package io.counterfoil.bankfiles.imports;

import io.counterfoil.bankfiles.bai.internal.BaiLines;
import io.counterfoil.bankfiles.bai.internal.BaiReader;
import io.counterfoil.bankfiles.camt.CamtReader;
import io.counterfoil.bankfiles.csv.CsvProfile;
import io.counterfoil.bankfiles.csv.internal.TableReader;
import io.counterfoil.bankfiles.mt.MtReader;
import io.counterfoil.bankfiles.ofx.internal.OfxReader;
import io.counterfoil.bankfiles.ofx.internal.OfxTokens;
import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.bankfiles.source.FileFormat;
import io.counterfoil.bankfiles.source.ImportLimits;
import io.counterfoil.bankfiles.source.internal.ByteLines;
import io.counterfoil.bankfiles.source.internal.Encoding;
import io.counterfoil.bankfiles.source.internal.RecordReader;
import io.counterfoil.bankfiles.source.internal.RecordSink;
import io.counterfoil.bankfiles.source.internal.SourceScan;
import io.counterfoil.bankfiles.source.internal.SourceText;
import io.counterfoil.bankfiles.source.internal.Utf8Bytes;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.ProofStatus;
import java.io.IOException;
import java.util.Optional;

/**
 * A file being read.
 *
 * @param reader of its records
 * @param verify makes sure that the bytes are those that were scanned
 */
record OpenFile(RecordReader reader, Runnable verify) {

    /** Opens the source with the reader of its format. */
    static OpenFile of(ByteSource source, SourceScan scan, FileFormat format, Setting setting, RecordSink sink)
            throws IOException {
        return switch (format) {
            case MT940, MT942 -> {
                ByteLines lines = lines(source, scan, setting);
                yield new OpenFile(new MtReader(lines, setting.currency(), setting.limits(), sink), lines::verify);
            }
            case BAI2 -> {
                ByteLines lines = lines(source, scan, setting);
                yield new OpenFile(
                        new BaiReader(lines, bai(source, scan, setting), setting.limits(), sink), lines::verify);
            }
            case OFX -> {
                OfxTokens tokens = OfxTokens.open(source, scan, setting.limits().maxTokenBytes());
                yield new OpenFile(
                        new OfxReader(
                                tokens, setting.currency(), setting.profile().decimalMark(), setting.limits(), sink),
                        tokens::verify);
            }
            case CSV -> {
                SourceText text = text(source, scan, setting);
                yield new OpenFile(
                        new TableReader(
                                source.name(),
                                text,
                                scan.lines(),
                                setting.table().orElseThrow(),
                                setting.limits(),
                                sink),
                        text::verify);
            }
            default -> {
                Utf8Bytes text = Utf8Bytes.open(source, scan);
                yield new OpenFile(
                        new CamtReader(
                                source.name(),
                                text,
                                setting.limits(),
                                setting.profile().invertOnReversal(),
                                sink),
                        text::verify);
            }
        };
    }

    private static ByteLines lines(ByteSource source, SourceScan scan, Setting setting) throws IOException {
        return ByteLines.open(source, scan, setting.limits().maxTokenBytes());
    }

    /** Where the first bytes show several records on a line, they are taken apart only if the straight reading does not prove the file. */
    private static BaiReader.Setting bai(ByteSource source, SourceScan scan, Setting setting) throws IOException {
        if (!BaiLines.showsSeveral(scan.head()) || status(source, scan, setting, false) == ProofStatus.PROVED) {
            return setting.bai(false);
        }
        return setting.bai(true);
    }

    private static ProofStatus status(ByteSource source, SourceScan scan, Setting setting, boolean split)
            throws IOException {
        ReceiptTally tally = new ReceiptTally(setting.limits());
        try (BaiReader reader =
                new BaiReader(lines(source, scan, setting), setting.bai(split), setting.limits(), tally)) {
            while (reader.advance()) {
                // the tally counts
            }
        }
        return tally.status();
    }

    private static SourceText text(ByteSource source, SourceScan scan, Setting setting) throws IOException {
        return SourceText.open(
                source, scan, Encoding.of(scan).charset(), setting.limits().maxTokenBytes());
    }

    /**
     * What readers are told beside the file.
     *
     * @param profile of the bank
     * @param table how a table is read, where the file is one
     * @param limits on what is accepted
     */
    record Setting(BankProfile profile, Optional<CsvProfile> table, ImportLimits limits) {

        Optional<Amounts> currency() {
            return profile.currency().map(Amounts::in);
        }

        BaiReader.Setting bai(boolean splitLines) {
            return new BaiReader.Setting(
                    currency().orElseGet(() -> Amounts.in("USD")),
                    profile.creditTypes(),
                    profile.debitTypes(),
                    splitLines);
        }
    }
}
