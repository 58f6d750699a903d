package io.counterfoil.payments.ledger;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.ledger.internal.LongColumn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A log in a folder of its own: one file that is only appended to, in frames of one batch each, forced to the disk once a batch before the ledger answers.
 *
 * <pre>{@code
 * try (FileLedgerStore store = LedgerStore.file(folder)) {
 *     store.recovery().cutBytes(); // what a crash left unfinished at the end: it had not been answered
 *     Ledger ledger = Ledger.builder(zone).store(store).build();
 * }
 * }</pre>
 *
 * <p>A process that is killed, at whichever byte, loses nothing that was answered. What it leaves unfinished at the end of the log is cut when the folder is
 * opened next. A fault before the end is not cut: the ledger then opens read-only up to it and says where it is. A folder has one writer: opening it twice is
 * refused. Many commands share one force when they are posted as a {@link JournalBatch}. Not thread-safe.
 */
public final class FileLedgerStore implements LedgerStore, AutoCloseable {

    private static final String LOG = "ledger.log";
    private static final String SNAPSHOT = "ledger.snapshot";
    private static final String LOCK = "ledger.lock";
    private static final int SNAPSHOT_HEADER = Long.BYTES + Frames.HASH_BYTES;

    private final Path folder;
    private final FileChannel lockFile;
    private final FileLock lock;
    private final FileChannel log;
    private final Frames.Writer writer = new Frames.Writer();
    private final LongColumn offsets = new LongColumn();
    private final LongColumn firstSequences = new LongColumn();
    private final Recovery recovery;
    private long end;
    private long records;
    private byte[] head = new byte[Frames.HASH_BYTES];
    private boolean broken;

    private FileLedgerStore(Path folder, FileChannel lockFile, FileLock lock, FileChannel log) throws IOException {
        this.folder = folder;
        this.lockFile = lockFile;
        this.lock = lock;
        this.log = log;
        recovery = recover();
    }

    /** Opens the folder, making it where there is none. */
    static FileLedgerStore open(Path folder) {
        FileChannel lockFile = null;
        FileChannel log = null;
        try {
            Files.createDirectories(folder);
            lockFile = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = lockOf(lockFile, folder);
            log = FileChannel.open(
                    folder.resolve(LOG), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            return new FileLedgerStore(folder, lockFile, lock, log);
        } catch (IOException e) {
            close(log, e);
            close(lockFile, e);
            throw new UncheckedIOException("ledger in folder " + folder + " cannot be opened", e);
        } catch (IllegalStateException e) {
            close(log, e);
            close(lockFile, e);
            throw e;
        }
    }

    private static void close(@Nullable FileChannel channel, Exception because) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                because.addSuppressed(e);
            }
        }
    }

    private static FileLock lockOf(FileChannel file, Path folder) throws IOException {
        FileLock lock;
        try {
            lock = file.tryLock();
        } catch (OverlappingFileLockException e) {
            throw new IllegalStateException(secondWriter(folder), e);
        }
        if (lock == null) {
            throw new IllegalStateException(secondWriter(folder));
        }
        return lock;
    }

    private static String secondWriter(Path folder) {
        return "ledger in folder " + folder + " has a writer, expected none: a log has one" + System.lineSeparator()
                + "Maybe another process runs on the same folder, or a store was not closed";
    }

    // ---- opening

    private Recovery recover() throws IOException {
        long size = log.size();
        if (size < Frames.magic().length) {
            if (!Arrays.equals(Frames.read(log, 0, (int) size), Arrays.copyOf(Frames.magic(), (int) size))) {
                throw new IllegalStateException("file " + folder.resolve(LOG) + " is not a ledger's log");
            }
            log.truncate(0);
            Frames.write(log, ByteBuffer.wrap(Frames.magic()), 0);
            log.force(true);
            forceFolder();
            end = Frames.magic().length;
            return new Recovery(0, 0, false);
        }
        if (!Arrays.equals(Frames.read(log, 0, Frames.magic().length), Frames.magic())) {
            throw new IllegalStateException("file " + folder.resolve(LOG) + " is not a ledger's log");
        }
        end = Frames.magic().length;
        long fault = walk(size);
        if (fault < 0) {
            return new Recovery(records, 0, false);
        }
        if (Frames.isFollowed(log, fault + 1, size, records) || !isLastNotedGood()) {
            broken = true;
            return new Recovery(records, 0, true);
        }
        log.truncate(fault);
        log.force(true);
        return new Recovery(records, size - fault, false);
    }

    /** Goes from frame to frame, and through the last one's hashes; the result is where a frame is not whole, -1 where all are. */
    private long walk(long size) throws IOException {
        while (end < size) {
            Frames.Header header = Frames.header(log, end, size);
            if (header == null || header.firstSequence() != records + 1) {
                return end;
            }
            boolean last = header.end(end) == size;
            byte[] after = last ? Frames.hashed(log, end, header, head) : Frames.lastHash(log, end, header);
            if (after == null) {
                return end;
            }
            noted(header, after);
        }
        return -1;
    }

    /** Whether the last whole frame is what was written: if not, the one after it may only seem unfinished. */
    private boolean isLastNotedGood() throws IOException {
        int last = offsets.size() - 1;
        if (last < 0) {
            return true;
        }
        Frames.Header header = Frames.header(log, offsets.at(last), end);
        return header != null
                && Frames.hashed(log, offsets.at(last), header, hashBefore(firstSequences.at(last))) != null;
    }

    private void noted(Frames.Header header, byte[] after) {
        offsets.add(end);
        firstSequences.add(header.firstSequence());
        records += header.records();
        end = header.end(end);
        head = after;
    }

    /** What was found when the folder was opened. */
    public Recovery recovery() {
        return recovery;
    }

    /**
     * What was found when a log was opened.
     *
     * @param records how many records are whole
     * @param cutBytes bytes at the end that an unfinished append had left, now cut; 0 for none
     * @param damaged whether there is a fault before the end: nothing was cut, and nothing can be appended
     */
    public record Recovery(long records, long cutBytes, boolean damaged) {

        /** One line for people. */
        public String sentence() {
            return records + " records whole"
                    + (cutBytes > 0 ? ", " + cutBytes + " bytes of an unfinished append cut" : "")
                    + (damaged ? ", DAMAGED after them" : "");
        }
    }

    // ---- writing

    @Override
    public long append(List<LedgerStore.LedgerRecord> batch) {
        long expected = records + 1;
        Sha256 before = Sha256.ofDigest(head);
        for (LedgerStore.LedgerRecord record : batch) {
            if (record.sequence() != expected) {
                throw new IllegalStateException("record " + record.sequence() + " after " + (expected - 1)
                        + ", expected " + expected + System.lineSeparator()
                        + "Maybe another ledger writes to the same store");
            }
            if (!record.hash().equals(record.hashAfter(before))) {
                throw new IllegalArgumentException("record " + expected
                        + " does not follow from the log, expected the hash after " + before.hex());
            }
            before = record.hash();
            expected++;
        }
        if (!batch.isEmpty()) {
            writer.begin(records + 1);
            batch.forEach(writer::add);
            write(batch.size());
        }
        return records;
    }

    /** Appends records of the state as they are in its columns. */
    void append(LedgerState state, int from, int to) {
        if (from != records + 1) {
            throw new IllegalStateException("record " + from + " after " + records + ", expected " + (records + 1)
                    + System.lineSeparator() + "Maybe another ledger writes to the same store");
        }
        writer.begin(from);
        state.log.chain.walk(state, from, to, writer);
        write(to - from + 1);
    }

    private void write(int count) {
        if (broken) {
            throw new IllegalStateException("the log in folder " + folder
                    + " is damaged or could not be written before," + " expected it to be opened again");
        }
        ByteBuffer frame = writer.end();
        long before = end;
        boolean safe = false;
        try {
            Frames.write(log, frame, before);
            log.force(false);
            safe = true;
        } catch (IOException e) {
            throw new UncheckedIOException("records from " + (records + 1) + " could not be written", e);
        } finally {
            if (!safe) {
                takeBack(before);
            }
        }
        offsets.add(before);
        firstSequences.add(records + 1);
        records += count;
        end = before + frame.limit();
        head = writer.lastHash();
    }

    /** Nothing of a batch that was not written whole may stay; where even that fails, nothing more is written. */
    private void takeBack(long to) {
        broken = true;
        try {
            log.truncate(to);
            log.force(true);
            broken = false;
        } catch (IOException e) {
            org.slf4j.LoggerFactory.getLogger(FileLedgerStore.class)
                    .warn("ledger log could not be cut back after a failed append: nothing more is written", e);
        }
    }

    // ---- reading

    @Override
    public Stream<LedgerStore.LedgerRecord> read(long from) {
        if (from < 1) {
            throw new IllegalArgumentException("read from sequence " + from + ", expected 1 or more");
        }
        return from > records ? Stream.empty() : new Frames.Reader(log, start(from), end, hashBefore(from)).from(from);
    }

    /** Where the frame begins that holds the record. */
    private long start(long sequence) {
        return offsets.at(frame(sequence));
    }

    private int frame(long sequence) {
        int low = 0;
        int high = firstSequences.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (firstSequences.at(middle) <= sequence) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private byte[] hashBefore(long sequence) {
        int frame = frame(sequence);
        try {
            if (frame == 0) {
                return new byte[Frames.HASH_BYTES];
            }
            long at = offsets.at(frame - 1);
            Frames.Header header = Frames.header(log, at, end);
            byte[] hash = header == null ? null : Frames.lastHash(log, at, header);
            return hash == null ? new byte[Frames.HASH_BYTES] : hash;
        } catch (IOException e) {
            throw new UncheckedIOException("the log in folder " + folder + " cannot be read", e);
        }
    }

    /** Reads every byte again and checks numbers and hashes. */
    LedgerStore.ChainReport verify() {
        LedgerStore.ChainReport report =
                new Frames.Reader(log, Frames.magic().length, end, new byte[Frames.HASH_BYTES]).verify(1, record -> {});
        return report.isIntact() && recovery.damaged()
                ? new LedgerStore.ChainReport(records, records + 1, Sha256.ZERO, Sha256.ZERO)
                : report;
    }

    /** Gives every record after the state's last to the fold, up to the first that is not what was written. */
    LedgerStore.ChainReport load(LedgerState state, Records.Fold fold) {
        long from = state.log.size() + 1L;
        LedgerStore.ChainReport report = from > records
                ? new LedgerStore.ChainReport(records, 0, Sha256.ofDigest(head), Sha256.ofDigest(head))
                : new Frames.Reader(log, start(from), end, hashBefore(from)).verify(from, record -> {
                    fold.apply(record);
                    state.log.chain.accept(record.hash().bytes());
                });
        return report.isIntact() && recovery.damaged()
                ? new LedgerStore.ChainReport(records, records + 1, Sha256.ZERO, Sha256.ZERO)
                : report;
    }

    // ---- snapshots

    @Override
    public Optional<LedgerStore.Snapshot> latestSnapshot() {
        try {
            byte[] bytes = Files.readAllBytes(folder.resolve(SNAPSHOT));
            if (bytes.length < SNAPSHOT_HEADER + Frames.HASH_BYTES) {
                return Optional.empty();
            }
            int contentEnd = bytes.length - Frames.HASH_BYTES;
            byte[] digest = Arrays.copyOfRange(bytes, contentEnd, bytes.length);
            if (!Sha256.of(Arrays.copyOf(bytes, contentEnd)).equals(Sha256.ofDigest(digest))) {
                return Optional.empty(); // the log says it all again
            }
            return Optional.of(LedgerStore.Snapshot.of(
                    ByteBuffer.wrap(bytes).getLong(),
                    Sha256.ofDigest(Arrays.copyOfRange(bytes, Long.BYTES, SNAPSHOT_HEADER)),
                    Arrays.copyOfRange(bytes, SNAPSHOT_HEADER, contentEnd)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("the snapshot in folder " + folder + " cannot be read", e);
        }
    }

    /** Keeps the snapshot in the place of the one before, in one step: a crash leaves the one or the other. */
    @Override
    public void save(LedgerStore.Snapshot snapshot) {
        if (latestSnapshot()
                .filter(known -> known.sequence() > snapshot.sequence())
                .isPresent()) {
            return;
        }
        byte[] content = snapshot.content();
        ByteBuffer bytes = ByteBuffer.allocate(SNAPSHOT_HEADER + content.length + Frames.HASH_BYTES)
                .putLong(snapshot.sequence())
                .put(snapshot.head().bytes())
                .put(content);
        bytes.put(Sha256.of(Arrays.copyOf(bytes.array(), bytes.position())).bytes())
                .flip();
        Path next = folder.resolve(SNAPSHOT + ".next");
        try (FileChannel file = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            Frames.write(file, bytes, 0);
            file.force(true);
            Files.move(
                    next,
                    folder.resolve(SNAPSHOT),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            forceFolder();
        } catch (IOException e) {
            throw new UncheckedIOException("the snapshot at " + snapshot.sequence() + " could not be kept", e);
        }
    }

    /** So that a new name in the folder is safe as well; on systems that cannot, it is as safe as they make it. */
    private void forceFolder() throws IOException {
        if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    /** Lets another writer open the folder. Everything that was answered is safe already. */
    @Override
    public void close() {
        if (!lockFile.isOpen()) {
            return;
        }
        try (lockFile;
                log) {
            lock.release();
        } catch (IOException e) {
            throw new UncheckedIOException("the log in folder " + folder + " cannot be closed", e);
        }
    }

    @Override
    public String toString() {
        return "ledger log in " + folder + ", " + records + " records";
    }
}
