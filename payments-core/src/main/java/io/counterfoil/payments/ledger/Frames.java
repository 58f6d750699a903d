package io.counterfoil.payments.ledger;

import io.counterfoil.payments.evidence.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The form of a log's file: a mark, then a frame a batch. A frame is its length, number of records and first sequence, a check of these, then the records;
 * a record is the length of its text, how many legs it has, its hash, and the text that the chain hashes. All numbers big-endian.
 */
final class Frames {

    static final int HASH_BYTES = 32;
    private static final byte[] MAGIC = "CFLEDG1\n".getBytes(StandardCharsets.US_ASCII);

    /** The first bytes of every log. */
    static byte[] magic() {
        return MAGIC.clone();
    }

    private static final int HEADER = 2 * Integer.BYTES + Long.BYTES + Integer.BYTES;
    private static final int RECORD_HEADER = 2 * Integer.BYTES + HASH_BYTES;
    private static final int CHECKED = HEADER - Integer.BYTES;

    private Frames() {}

    /**
     * A frame's beginning.
     *
     * @param length of the records
     */
    record Header(int length, int records, long firstSequence) {

        long end(long start) {
            return start + HEADER + length;
        }
    }

    /** Writes frames. Not thread-safe. */
    static final class Writer implements Chain.Sink {

        private final ChainText text = new ChainText();
        private ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        private final byte[] last = new byte[HASH_BYTES];
        private long first;
        private int count;

        void begin(long firstSequence) {
            buffer.clear().position(HEADER);
            first = firstSequence;
            count = 0;
        }

        @Override
        public void record(ChainText of, int legs, byte[] hash) {
            int size = of.size();
            ensure(RECORD_HEADER + size);
            buffer.putInt(size).putInt(legs).put(hash, 0, HASH_BYTES);
            of.copyTo(buffer);
            System.arraycopy(hash, 0, last, 0, HASH_BYTES);
            count++;
        }

        void add(LedgerStore.LedgerRecord record) {
            text.write(record);
            record(text, record.legs().size(), record.hash().bytes());
        }

        private void ensure(int more) {
            if (buffer.remaining() < more) {
                ByteBuffer larger =
                        ByteBuffer.allocate(Math.max(buffer.capacity() * 2, Math.addExact(buffer.position(), more)));
                larger.put(buffer.flip());
                buffer = larger;
            }
        }

        /** The whole frame, to be written from its beginning. */
        ByteBuffer end() {
            buffer.flip();
            buffer.putInt(0, buffer.limit() - HEADER).putInt(4, count).putLong(8, first);
            buffer.putInt(CHECKED, check(buffer.array()));
            return buffer;
        }

        byte[] lastHash() {
            return last.clone();
        }
    }

    private static int check(byte[] header) {
        CRC32C crc = new CRC32C();
        crc.update(header, 0, CHECKED);
        return (int) crc.getValue();
    }

    static void write(FileChannel file, ByteBuffer bytes, long at) throws IOException {
        long position = at;
        while (bytes.hasRemaining()) {
            position += file.write(bytes, position);
        }
    }

    /** So many bytes; fewer where the file ends. */
    static byte[] read(FileChannel file, long at, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, at + bytes.position()) < 0) {
                return Arrays.copyOf(bytes.array(), bytes.position());
            }
        }
        return bytes.array();
    }

    /** The frame that begins there, where it is one and ends before the limit; its records are not looked at. */
    static @Nullable Header header(FileChannel file, long at, long limit) throws IOException {
        if (limit - at < HEADER) {
            return null;
        }
        return header(read(file, at, HEADER), 0, at, limit);
    }

    private static @Nullable Header header(byte[] bytes, int offset, long at, long limit) {
        if (bytes.length - offset < HEADER) {
            return null;
        }
        ByteBuffer header = ByteBuffer.wrap(bytes, offset, HEADER);
        Header found = new Header(header.getInt(), header.getInt(), header.getLong());
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset, CHECKED);
        return (int) crc.getValue() == header.getInt()
                        && found.length() > 0
                        && found.records() > 0
                        && found.end(at) <= limit
                ? found
                : null;
    }

    /** Whether a whole frame begins anywhere from there on that comes after so many records: then what is before it is a fault and no unfinished end. */
    static boolean isFollowed(FileChannel file, long from, long limit, long records) throws IOException {
        int step = 1 << 16;
        for (long at = from; at < limit; at += step) {
            byte[] bytes = read(file, at, step + HEADER);
            for (int offset = 0; offset < Math.min(step, bytes.length); offset++) {
                Header header = header(bytes, offset, at + offset, limit);
                if (header != null && header.firstSequence() > records) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The hash of the frame's last record after checking all of them; null where one is not what was written. */
    static byte @Nullable [] hashed(FileChannel file, long at, Header header, byte[] before) throws IOException {
        Reader reader = new Reader(file, at, header.end(at), before);
        long first = header.firstSequence();
        LedgerStore.ChainReport report = reader.verify(first, record -> {});
        return report.isIntact() && report.records() == first + header.records() - 1
                ? report.expected().bytes()
                : null;
    }

    /** The hash of the frame's last record, unchecked; null where the records do not fill the frame. */
    static byte @Nullable [] lastHash(FileChannel file, long at, Header header) throws IOException {
        ByteBuffer frame = ByteBuffer.wrap(read(file, at + HEADER, header.length()));
        byte[] hash = new byte[HASH_BYTES];
        for (int record = 0; record < header.records(); record++) {
            if (frame.remaining() < RECORD_HEADER) {
                return null;
            }
            int size = frame.getInt();
            frame.getInt();
            frame.get(hash);
            if (size < 0 || size > frame.remaining()) {
                return null;
            }
            frame.position(frame.position() + size);
        }
        return hash;
    }

    /** Reads records one after the other, checking each. Not thread-safe. */
    static final class Reader {

        private final FileChannel file;
        private final long end;
        private final MessageDigest digest = Sha256.digester();
        private long at;
        private byte[] head;
        private ByteBuffer frame = ByteBuffer.allocate(0);
        private int inFrame;
        private long next;

        Reader(FileChannel file, long start, long end, byte[] head) {
            this.file = file;
            this.at = start;
            this.end = end;
            this.head = head;
        }

        /** The records from the sequence on. */
        Stream<LedgerStore.LedgerRecord> from(long sequence) {
            Iterator<LedgerStore.LedgerRecord> records = new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return hasMore();
                }

                @Override
                public LedgerStore.LedgerRecord next() {
                    if (!hasMore()) {
                        throw new NoSuchElementException("the log ends before record " + next);
                    }
                    LedgerStore.ChainReport fault = step();
                    if (fault != null) {
                        throw new IllegalStateException(fault.sentence());
                    }
                    return parsed();
                }
            };
            return StreamSupport.stream(Spliterators.spliteratorUnknownSize(records, 0), false)
                    .dropWhile(record -> record.sequence() < sequence);
        }

        /** Checks every record and hands those from the sequence on to the consumer, up to the first that is not what was written. */
        LedgerStore.ChainReport verify(long from, Consumer<LedgerStore.LedgerRecord> each) {
            while (hasMore()) {
                LedgerStore.ChainReport fault = step();
                if (fault != null) {
                    return fault;
                }
                if (next > from) {
                    each.accept(parsed());
                }
            }
            return new LedgerStore.ChainReport(next - 1, 0, Sha256.ofDigest(head), Sha256.ofDigest(head));
        }

        private boolean hasMore() {
            return inFrame > 0 || at < end;
        }

        private int textStart;
        private int textSize;
        private int legs;

        /** Goes on to the next record; the result is what is wrong with it, null for nothing. */
        private LedgerStore.@Nullable ChainReport step() {
            if (inFrame == 0) {
                nextFrame();
            }
            byte[] stored = new byte[HASH_BYTES];
            if (frame.remaining() < RECORD_HEADER) {
                return fault(Sha256.ZERO, Sha256.ZERO);
            }
            textSize = frame.getInt();
            legs = frame.getInt();
            frame.get(stored);
            if (textSize < 0 || textSize > frame.remaining() || legs < 0) {
                return fault(Sha256.ZERO, Sha256.ofDigest(stored));
            }
            textStart = frame.position();
            digest.update(head);
            digest.update(frame.array(), textStart, textSize);
            byte[] expected = digest.digest();
            if (!Arrays.equals(expected, stored) || !isWellFormed()) {
                return fault(Sha256.ofDigest(expected), Sha256.ofDigest(stored));
            }
            frame.position(textStart + textSize);
            head = stored;
            inFrame--;
            next++;
            return inFrame == 0 && frame.hasRemaining()
                    ? new LedgerStore.ChainReport(next - 1, next, Sha256.ZERO, Sha256.ZERO)
                    : null;
        }

        private LedgerStore.ChainReport fault(Sha256 expected, Sha256 found) {
            return new LedgerStore.ChainReport(next - 1, next, expected, found);
        }

        private void nextFrame() {
            try {
                Header header = header(file, at, end);
                if (header == null) {
                    throw new IllegalStateException("no frame of a ledger's log at byte " + at);
                }
                frame = ByteBuffer.wrap(read(file, at + HEADER, header.length()));
                inFrame = header.records();
                next = header.firstSequence();
                at = header.end(at);
            } catch (IOException e) {
                throw new UncheckedIOException("the log cannot be read at byte " + at, e);
            }
        }

        private boolean isWellFormed() {
            return RecordText.isWellFormed(frame.array(), textStart, textSize, legs, next);
        }

        private LedgerStore.LedgerRecord parsed() {
            return RecordText.parse(new Netstrings(frame.array(), textStart, textSize), legs, Sha256.ofDigest(head));
        }
    }
}
