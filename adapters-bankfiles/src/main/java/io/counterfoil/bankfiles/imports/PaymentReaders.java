package io.counterfoil.bankfiles.imports;

import static io.counterfoil.payments.rail.Rail.Direction.CREDIT;
import static io.counterfoil.payments.rail.Rail.Direction.DEBIT;

import io.counterfoil.bankfiles.bacs.internal.BacsReportReader;
import io.counterfoil.bankfiles.bacs.internal.Standard18Reader;
import io.counterfoil.bankfiles.cpa.internal.CpaReader;
import io.counterfoil.bankfiles.fixedwidth.FixedRecords;
import io.counterfoil.bankfiles.nacha.internal.NachaReader;
import io.counterfoil.bankfiles.pain.internal.InitiationReader;
import io.counterfoil.bankfiles.pain.internal.StatusReader;
import io.counterfoil.bankfiles.report.ReportProfile;
import io.counterfoil.bankfiles.report.internal.ReportReader;
import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.bankfiles.source.FileFormat;
import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.bankfiles.source.ImportLimits;
import io.counterfoil.bankfiles.source.internal.Encoding;
import io.counterfoil.bankfiles.source.internal.RecordReader;
import io.counterfoil.bankfiles.source.internal.RecordSink;
import io.counterfoil.bankfiles.source.internal.SourceScan;
import io.counterfoil.bankfiles.source.internal.SourceText;
import io.counterfoil.bankfiles.source.internal.Utf8Bytes;
import io.counterfoil.bankfiles.wire.internal.FedwireReader;
import io.counterfoil.bankfiles.wire.internal.PacsReader;
import io.counterfoil.bankfiles.wire.internal.SwiftTransferReader;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** Opens readers of payment files and their answers; statements have theirs in {@link Imports}. Immutable. */
final class PaymentReaders {

    private final ImportLimits limits;
    private final BankProfile profile;
    private final Function<String, OptionalInt> lastFileNumbers;

    PaymentReaders(ImportLimits limits, BankProfile profile, Function<String, OptionalInt> lastFileNumbers) {
        this.limits = limits;
        this.profile = profile;
        this.lastFileNumbers = lastFileNumbers;
    }

    /** A reader of the format; nothing where it is none of a payment file's. */
    Optional<Open> open(ByteSource source, SourceScan scan, Detection detection, RecordSink sink) throws IOException {
        return switch (detection.format()) {
            case NACHA -> {
                FixedRecords lines = lines(source, scan, NachaReader.WIDTH);
                yield Optional.of(new Open(new NachaReader(source.name(), lines, limits, sink), lines::verify));
            }
            case CPA005 -> {
                FixedRecords lines = lines(source, scan, CpaReader.WIDTH);
                yield Optional.of(
                        new Open(new CpaReader(source.name(), lines, limits, sink, lastFileNumbers), lines::verify));
            }
            case BACS18 -> {
                FixedRecords lines = lines(source, scan, Standard18Reader.WIDTH);
                yield Optional.of(new Open(new Standard18Reader(source.name(), lines, limits, sink), lines::verify));
            }
            case BACS_REPORT ->
                xml(source, scan, text -> new BacsReportReader(source.name(), text, limits, sink, profile.bacs()));
            case PAIN002 -> xml(source, scan, text -> new StatusReader(source.name(), text, limits, sink));
            case PAIN001 -> xml(source, scan, text -> new InitiationReader(source.name(), text, limits, sink, CREDIT));
            case PAIN008 -> xml(source, scan, text -> new InitiationReader(source.name(), text, limits, sink, DEBIT));
            case FEDWIRE -> text(source, scan, text -> new FedwireReader(source.name(), text, limits, sink));
            case MT103 -> text(source, scan, text -> new SwiftTransferReader(source.name(), text, limits, sink));
            case PACS008, PACS009 ->
                xml(source, scan, text -> new PacsReader(source.name(), text, limits, sink, detection.format()));
            case REPORT -> {
                ReportProfile report = profile.report().orElseThrow();
                yield text(source, scan, text -> new ReportReader(source.name(), text, report, limits, sink));
            }
            default -> Optional.empty();
        };
    }

    private Optional<Open> text(ByteSource source, SourceScan scan, Function<SourceText, RecordReader> reader)
            throws IOException {
        SourceText text = SourceText.open(source, scan, Encoding.of(scan).charset(), limits.maxTokenBytes());
        return Optional.of(new Open(reader.apply(text), text::verify));
    }

    private static Optional<Open> xml(ByteSource source, SourceScan scan, Function<Utf8Bytes, RecordReader> reader)
            throws IOException {
        Utf8Bytes text = Utf8Bytes.open(source, scan);
        return Optional.of(new Open(reader.apply(text), text::verify));
    }

    private static FixedRecords lines(ByteSource source, SourceScan scan, int width) throws IOException {
        return FixedRecords.open(source, scan, Encoding.of(scan).charset(), width);
    }

    /** The code of a file that is not of the format. */
    static ImportCode not(FileFormat format) {
        return switch (format.family()) {
            case "NACHA" -> ImportCode.NOT_NACHA;
            case "CPA005" -> ImportCode.NOT_CPA005;
            case "BACS" -> ImportCode.NOT_BACS;
            case "PAIN" -> ImportCode.NOT_PAIN;
            case "WIRE" -> ImportCode.NOT_WIRE;
            case "REPORT" -> ImportCode.NOT_REPORT;
            default -> ImportCode.FORMAT_UNKNOWN;
        };
    }

    /**
     * A file being read.
     *
     * @param reader of its records
     * @param verify makes sure, at the end, that these are the bytes that were scanned
     */
    record Open(RecordReader reader, Runnable verify) {}
}
