package io.counterfoil.bankfiles.imports;

import io.counterfoil.bankfiles.csv.CsvProfile;
import io.counterfoil.bankfiles.record.BankRecord;
import io.counterfoil.bankfiles.record.ReturnItem;
import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.bankfiles.source.FileFormat;
import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.bankfiles.source.ImportException;
import io.counterfoil.bankfiles.source.ImportLimits;
import io.counterfoil.bankfiles.source.internal.Encoding;
import io.counterfoil.bankfiles.source.internal.RecordReader;
import io.counterfoil.bankfiles.source.internal.RecordSink;
import io.counterfoil.bankfiles.source.internal.SourceScan;
import io.counterfoil.bankfiles.source.internal.StatementPart;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.reconciliation.statement.ImportHistory;
import io.counterfoil.reconciliation.statement.Statement;
import io.counterfoil.reconciliation.statement.StatementBalance;
import io.counterfoil.reconciliation.statement.StatementEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads bank files: detects, proves, hands out. Immutable, thread-safe as far as the history is. */
public final class Imports {

    private final ImportHistory history;
    private final BankProfile profile;
    private final ImportPolicy policy;
    private final ImportLimits limits;
    private final Set<FileFormat> expected;
    private final Detector detector;
    private final PaymentReaders readers;

    private Imports(Builder builder) {
        history = builder.history;
        profile = builder.profile;
        policy = builder.policy;
        limits = builder.limits;
        expected = builder.expected.isEmpty() ? Set.of() : EnumSet.copyOf(builder.expected);
        detector = new Detector(profile.csv(), profile.report());
        readers = new PaymentReaders(limits, profile, builder.lastFileNumbers);
    }

    /** Every format, no memory of earlier files, standard limits and policy. */
    public static Imports standard() {
        return builder().build();
    }

    /** A new builder. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Tells the format from the first bytes.
     *
     * @throws ImportException where the source cannot be read
     */
    public Detection detect(ByteSource source) {
        return detector.detect(scan(source));
    }

    /**
     * Reads the whole file and says what it proves; no entry is handed out. The history is asked whether the file or a statement in it was taken in before; it is
     * not changed.
     *
     * @throws ImportException where the source cannot be read
     */
    public ImportReceipt prove(ByteSource source) {
        SourceScan scan = scan(source);
        if (history.check(scan.sha256(), List.of()) == ImportReceipt.Verdict.SAME_FILE) {
            Optional<ImportReceipt> first = history.receipt(scan.sha256());
            if (first.isPresent()) {
                return repeated(first.get(), source.name());
            }
        }
        Detection detection = detector.detect(scan);
        ReceiptTally tally = new ReceiptTally(limits);
        Optional<Diagnostic> refused = refuse(source, scan, detection);
        if (refused.isPresent()) {
            tally.broken(refused.get());
        } else {
            noteEncoding(source, scan, tally);
            readAll(source, scan, detection, tally);
        }
        return receipt(source, scan, detection, tally);
    }

    /**
     * The entries, read again from the source as the stream is pulled; close it.
     *
     * @throws io.counterfoil.payments.evidence.Refusal.RefusedException where the receipt belongs to other bytes or does not allow posting; at the end of the file,
     *     where what was read is not what the receipt counts ({@link ImportCode#RECEIPT_DIFFERS})
     * @throws ImportException where the source cannot be read, or changes while it is read
     */
    public Stream<StatementEntry> entries(ByteSource source, ImportReceipt receipt) {
        SourceScan scan = admit(source, receipt);
        EntrySink sink = new EntrySink();
        OpenFile file = open(source, scan, detector.detect(scan), sink);
        Iterator<StatementEntry> entries =
                sink.pull(source.name(), file.reader(), () -> end(file, sink.count(), receipt));
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(entries, Spliterator.ORDERED | Spliterator.NONNULL), false)
                .onClose(() -> close(source, file.reader()));
    }

    /**
     * The statements with their entries, all in memory: for files that fit.
     *
     * @throws io.counterfoil.payments.evidence.Refusal.RefusedException where the receipt belongs to other bytes or does not allow posting; at the end of the file,
     *     where what was read is not what the receipt counts ({@link ImportCode#RECEIPT_DIFFERS})
     * @throws ImportException where the source cannot be read, or changes while it is read
     */
    public List<Statement> statements(ByteSource source, ImportReceipt receipt) {
        SourceScan scan = admit(source, receipt);
        List<Statement> statements = new ArrayList<>();
        EntrySink sink = new EntrySink((part, entries) -> {
            statements.add(statement(part, entries));
            entries.clear();
        });
        OpenFile file = open(source, scan, detector.detect(scan), sink);
        try (RecordReader reader = file.reader()) {
            while (reader.advance()) {
                // the sink collects
            }
            end(file, sink.count(), receipt);
        } catch (IOException e) {
            throw new ImportException(source.name(), e);
        }
        return List.copyOf(statements);
    }

    /**
     * The payments that came back, read again from the source as the stream is pulled; close it.
     *
     * @throws io.counterfoil.payments.evidence.Refusal.RefusedException where the receipt belongs to other bytes or does not allow posting; at the end of the file,
     *     where what was read is not what the receipt counts ({@link ImportCode#RECEIPT_DIFFERS})
     * @throws ImportException where the source cannot be read, or changes while it is read
     */
    public Stream<ReturnItem> returns(ByteSource source, ImportReceipt receipt) {
        return records(source, receipt, ReturnItem.class);
    }

    /**
     * The records of a kind, in the order of the file, read again from the source as the stream is pulled; close it. {@link BankRecord} itself stands for all kinds.
     *
     * @param kind such as {@link BankRecord.AccountChange}, {@link BankRecord.StatusItem}, {@link BankRecord.PaymentEntry} or {@link ReturnItem}
     * @throws io.counterfoil.payments.evidence.Refusal.RefusedException where the receipt belongs to other bytes or does not allow posting; at the end of the file,
     *     where what was read is not what the receipt counts ({@link ImportCode#RECEIPT_DIFFERS})
     * @throws ImportException where the source cannot be read, or changes while it is read
     */
    public <T> Stream<T> records(ByteSource source, ImportReceipt receipt, Class<T> kind) {
        SourceScan scan = admit(source, receipt);
        RecordStream<T> sink = new RecordStream<>(source.name(), kind);
        OpenFile file = open(source, scan, detector.detect(scan), sink);
        Iterator<T> records = sink.from(file.reader(), () -> end(file, sink.count(), receipt));
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(records, Spliterator.ORDERED | Spliterator.NONNULL), false)
                .onClose(() -> close(source, file.reader()));
    }

    /** The bytes are those that were scanned, and what was read is what the receipt counts. */
    private static void end(OpenFile file, ItemCount count, ImportReceipt receipt) {
        file.verify().run();
        count.confirm(receipt);
    }

    private static Statement statement(StatementPart part, Collection<StatementEntry> entries) {
        Statement.Builder statement = Statement.builder()
                .key(part.key())
                .account(part.account())
                .currency(part.currency())
                .addAllEntries(entries);
        boolean opened = false;
        boolean closed = false;
        for (StatementBalance balance : part.balances()) {
            if (balance.type() == StatementBalance.Type.OPENING && !opened) {
                statement.opening(balance);
                opened = true;
            } else if (balance.type() == StatementBalance.Type.CLOSING && !closed) {
                statement.closing(balance);
                closed = true;
            } else {
                statement.addOther(balance);
            }
        }
        return statement.build();
    }

    private SourceScan scan(ByteSource source) {
        try {
            return SourceScan.of(source);
        } catch (IOException e) {
            throw new ImportException(source.name(), e);
        }
    }

    private SourceScan admit(ByteSource source, ImportReceipt receipt) {
        SourceScan scan = scan(source);
        if (!receipt.sha256().equals(scan.sha256())) {
            throw new Refusal.RefusedException(Refusal.of(
                    ImportCode.FOREIGN_RECEIPT,
                    "the receipt of " + receipt.source() + " ("
                            + receipt.sha256().shortHex() + ") belongs to other bytes than " + source.name() + " ("
                            + scan.sha256().shortHex() + ")"));
        }
        if (!receipt.postable()) {
            throw new Refusal.RefusedException(Refusal.of(
                    ImportCode.NOT_POSTABLE,
                    source.name() + " is " + receipt.status() + " and " + receipt.duplicate()
                            + ", expected a new file that is proved, allowed by policy or accepted by a person"));
        }
        if (refuse(source, scan, detector.detect(scan)).isPresent()) {
            throw new Refusal.RefusedException(Refusal.of(
                    ImportCode.NOT_POSTABLE, source.name() + " holds nothing that can be read: " + receipt.sentence()));
        }
        return scan;
    }

    /** What stands in the way of reading at all. */
    private Optional<Diagnostic> refuse(ByteSource source, SourceScan scan, Detection detection) {
        Diagnostic.Location start = new Diagnostic.Location(source.name(), 0, 0, 0, "");
        String seen = detection.evidence().sentence();
        if (scan.bytes() > limits.maxBytes()) {
            return Optional.of(Diagnostic.error(
                    ImportCode.LIMIT_EXCEEDED,
                    "the file has " + scan.bytes() + " bytes, expected at most " + limits.maxBytes(),
                    start));
        }
        boolean wanted = expected.isEmpty() || expected.contains(detection.format());
        if (wanted && detection.format().isRead()) {
            return Optional.empty();
        }
        if (!wanted) {
            boolean camt = expected.stream().anyMatch(format -> format.family().equals("CAMT"));
            return Optional.of(Diagnostic.error(
                    camt
                            ? ImportCode.NOT_CAMT
                            : expected.contains(FileFormat.CSV)
                                    ? ImportCode.NOT_CSV
                                    : PaymentReaders.not(expected.iterator().next()),
                    "the format is " + called(detection) + ", expected " + expected + ": " + seen,
                    start));
        }
        if (detection.format() != FileFormat.UNKNOWN) {
            return Optional.of(Diagnostic.error(
                    ImportCode.FORMAT_NOT_READ,
                    "the format is not read: " + called(detection) + "; " + readable() + " are",
                    start));
        }
        boolean empty = detection.evidence().facts().get(0).code().is(ImportCode.EMPTY_FILE);
        ImportCode code = empty
                ? ImportCode.EMPTY_FILE
                : profile.csv().isPresent() && detection.candidates().isEmpty()
                        ? ImportCode.NOT_CSV
                        : ImportCode.FORMAT_UNKNOWN;
        long line = code == ImportCode.NOT_CSV
                ? profile.csv().map(CsvProfile::skipLines).orElse(0) + 1L
                : 0;
        return Optional.of(
                Diagnostic.error(code, seen, line == 0 ? start : Diagnostic.Location.of(source.name(), line)));
    }

    private static String readable() {
        return EnumSet.allOf(FileFormat.class).stream()
                .filter(FileFormat::isRead)
                .map(FileFormat::name)
                .collect(Collectors.joining(", "));
    }

    private static String called(Detection detection) {
        FileFormat format = detection.format();
        return format.words() + (detection.dialect().isEmpty() ? "" : " (" + detection.dialect() + ")");
    }

    private static void noteEncoding(ByteSource source, SourceScan scan, RecordSink sink) {
        Encoding encoding = Encoding.of(scan);
        if (!encoding.mismatch().isEmpty()) {
            sink.found(Diagnostic.warning(
                    ImportCode.ENCODING_MISMATCH,
                    encoding.mismatch() + ", the bytes are read as "
                            + encoding.charset().name(),
                    Diagnostic.Location.of(source.name(), 1)));
        }
        if (scan.contentBytes() < scan.bytes()) {
            sink.found(Diagnostic.note(
                    ImportCode.END_MARK,
                    (scan.bytes() - scan.contentBytes()) + " end marks or zero bytes at the end are left out",
                    new Diagnostic.Location(source.name(), 0, 0, scan.contentBytes(), "")));
        }
    }

    private void readAll(ByteSource source, SourceScan scan, Detection detection, RecordSink sink) {
        OpenFile file = open(source, scan, detection, sink);
        try (RecordReader reader = file.reader()) {
            while (reader.advance()) {
                // the sink counts
            }
            file.verify().run();
        } catch (IOException e) {
            throw new ImportException(source.name(), e);
        }
    }

    private OpenFile open(ByteSource source, SourceScan scan, Detection detection, RecordSink sink) {
        Optional<CsvProfile> table =
                detection.format() == FileFormat.CSV ? detector.profileFor(scan) : Optional.empty();
        try {
            Optional<PaymentReaders.Open> payments = readers.open(source, scan, detection, sink);
            if (payments.isPresent()) {
                return new OpenFile(payments.get().reader(), payments.get().verify());
            }
            return OpenFile.of(source, scan, detection.format(), new OpenFile.Setting(profile, table, limits), sink);
        } catch (IOException e) {
            throw new ImportException(source.name(), e);
        }
    }

    private static void close(ByteSource source, RecordReader reader) {
        try {
            reader.close();
        } catch (IOException e) {
            throw new ImportException(source.name(), e);
        }
    }

    private ImportReceipt receipt(ByteSource source, SourceScan scan, Detection detection, ReceiptTally tally) {
        ImportReceipt.Verdict verdict = history.check(scan.sha256(), tally.keys());
        if (verdict == ImportReceipt.Verdict.STATEMENT_NUMBER_REUSED) {
            tally.found(Diagnostic.warning(
                    ImportCode.STATEMENT_NUMBER_REUSED,
                    "a statement has the number of one taken in before and another opening balance",
                    Diagnostic.Location.of(source.name())));
        }
        ImportReceipt.Builder receipt = tally.write()
                .source(source.name())
                .sha256(scan.sha256())
                .bytes(scan.bytes())
                .format(detection.format().name())
                .duplicate(verdict)
                .sentence("");
        if (!detection.dialect().isEmpty()) {
            receipt.dialect(detection.dialect());
        }
        ImportReceipt counted = receipt.build();
        String sentence = ReceiptSentence.of(counted, tally.breaking());
        return ImportReceipt.builder()
                .from(counted)
                .allowedByPolicy(policy.allows(counted.status()))
                .sentence(verdict.isTakenIn() ? sentence : sentence + "; " + verdict + ", nothing is taken in")
                .build();
    }

    private static ImportReceipt repeated(ImportReceipt first, String name) {
        return ImportReceipt.builder()
                .from(first)
                .source(name)
                .duplicate(ImportReceipt.Verdict.SAME_FILE)
                .sentence(first.sentence() + "; SAME_FILE as " + first.source() + ", nothing is taken in")
                .build();
    }

    /** Builds imports. Not thread-safe. */
    public static final class Builder {
        private ImportHistory history = ImportHistory.inMemory();
        private BankProfile profile = BankProfile.standard();
        private ImportPolicy policy = ImportPolicy.standard();
        private ImportLimits limits = ImportLimits.standard();
        private Function<String, OptionalInt> lastFileNumbers = series -> OptionalInt.empty();
        private final EnumSet<FileFormat> expected = EnumSet.noneOf(FileFormat.class);

        private Builder() {}

        /** What was taken in before; nothing. */
        public Builder history(ImportHistory known) {
            history = known;
            return this;
        }

        /** How the bank departs from the standards; not at all. */
        public Builder profile(BankProfile bank) {
            profile = bank;
            return this;
        }

        /** What becomes of files that do not prove themselves; {@link ImportPolicy#standard()}. */
        public Builder policy(ImportPolicy house) {
            policy = house;
            return this;
        }

        /** How much is accepted; {@link ImportLimits#standard()}. */
        public Builder limits(ImportLimits bounds) {
            limits = bounds;
            return this;
        }

        /** The formats that the feed may deliver; any. Another one is answered with {@code NOT_CAMT} or {@code NOT_CSV}. */
        public Builder expecting(FileFormat... formats) {
            expected.addAll(List.of(formats));
            return this;
        }

        /**
         * The last number of each series of numbered files that was taken in, such as {@code cpa005:ORIGIN0001:00310} to 11; with it a gap, a repetition or a reset
         * is named. Empty for a series that has none yet.
         */
        public Builder lastFileNumbers(Function<String, OptionalInt> ofSeries) {
            lastFileNumbers = ofSeries;
            return this;
        }

        /** The imports. */
        public Imports build() {
            return new Imports(this);
        }
    }
}
