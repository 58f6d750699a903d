package io.counterfoil.bankfiles.source.internal;

import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.payments.evidence.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * What one pass over the bytes tells before anything is read from them. Immutable.
 */
public final class SourceScan {

    /** Bytes kept from the start, for detection. */
    private static final int HEAD = 1 << 16;

    private static final int BLOCK = 1 << 16;

    private final Sha256 sha256;
    private final long bytes;
    private final long contentBytes;
    private final long lines;
    private final boolean utf8;
    private final boolean ascii;
    private final byte[] head;

    private SourceScan(Counter counter) {
        sha256 = Sha256.ofDigest(counter.digest.digest());
        bytes = counter.bytes;
        contentBytes = Encoding.isWide(counter.head) ? bytes : counter.contentBytes;
        lines = counter.lines + (counter.lineOpen ? 1 : 0);
        utf8 = counter.utf8;
        ascii = counter.ascii;
        head = counter.head;
    }

    /** Reads the source once, to its end. */
    public static SourceScan of(ByteSource source) throws IOException {
        Counter counter = new Counter();
        try (InputStream in = source.open()) {
            byte[] block = new byte[BLOCK];
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                counter.add(block, read);
            }
        }
        return new SourceScan(counter);
    }

    /** Digest of all bytes. */
    public Sha256 sha256() {
        return sha256;
    }

    /** All bytes. */
    public long bytes() {
        return bytes;
    }

    /** Bytes before end marks ({@code 0x1A}) and zero bytes at the end. */
    public long contentBytes() {
        return contentBytes;
    }

    /** Physical lines, whatever ends them. */
    public long lines() {
        return lines;
    }

    /** Whether the bytes are valid UTF-8, a cut last character aside. */
    public boolean isUtf8() {
        return utf8;
    }

    /** Whether every byte is below 128. */
    public boolean isAscii() {
        return ascii;
    }

    /** The first bytes, at most 64 KiB. */
    public byte[] head() {
        return head.clone();
    }

    /** Whether there is nothing but blanks, end marks and zero bytes. */
    public boolean isBlank() {
        for (int i = 0; i < Math.min(head.length, contentBytes); i++) {
            if (head[i] > ' ' || head[i] < 0) {
                return false;
            }
        }
        return contentBytes <= head.length;
    }

    private static final class Counter {
        private final MessageDigest digest = Sha256.digester();
        private static final VarHandle EIGHT =
                MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
        private static final long BLANKS = 0x2020_2020_2020_2020L;
        private static final long SIGNS = 0x8080_8080_8080_8080L;
        private byte[] head = new byte[0];
        private long bytes;
        private long contentBytes;
        private long lines;
        private boolean lineOpen;
        private boolean afterReturn;
        private boolean utf8 = true;
        private boolean ascii = true;
        private int following;
        private int lowest;
        private int highest;

        private void add(byte[] block, int length) {
            digest.update(block, 0, length);
            if (head.length < HEAD) {
                int more = Math.min(HEAD - head.length, length);
                byte[] longer = Arrays.copyOf(head, head.length + more);
                System.arraycopy(block, 0, longer, head.length, more);
                head = longer;
            }
            look(block, length);
            int content = length;
            while (content > 0 && (block[content - 1] == 0 || block[content - 1] == 0x1A)) {
                content--;
            }
            contentBytes = content > 0 ? bytes + content : contentBytes;
            bytes += length;
        }

        /** Looks at every byte, eight at a time where they are plain text. */
        private void look(byte[] block, int length) {
            int at = 0;
            while (at < length) {
                if (at + Long.BYTES <= length && following == 0 && isPlain((long) EIGHT.get(block, at))) {
                    afterReturn = false;
                    lineOpen = true;
                    at += Long.BYTES;
                    continue;
                }
                byte value = block[at++];
                if (value < 0 || following > 0) {
                    ascii = false;
                    follow(value & 0xFF);
                }
                if (value <= '\r' && value >= 0) {
                    control(value);
                } else if (value != 0x1A) {
                    afterReturn = false;
                    lineOpen = true;
                }
            }
        }

        /** Whether none of the eight bytes is below a blank or above ASCII. */
        private static boolean isPlain(long eight) {
            return ((eight | (eight - BLANKS)) & SIGNS) == 0;
        }

        /** The next byte of a character of several bytes, or the first one (RFC 3629, section 4). */
        private void follow(int value) {
            if (following > 0) {
                utf8 &= value >= lowest && value <= highest;
                following--;
                lowest = 0x80;
                highest = 0xBF;
                return;
            }
            following = value >= 0xF0 ? 3 : value >= 0xE0 ? 2 : 1;
            lowest = value == 0xE0 ? 0xA0 : value == 0xF0 ? 0x90 : 0x80;
            highest = value == 0xED ? 0x9F : value == 0xF4 ? 0x8F : 0xBF;
            utf8 &= value >= 0xC2 && value <= 0xF4;
        }

        private void control(byte value) {
            if (value == '\n') {
                lines += afterReturn ? 0 : 1;
                afterReturn = false;
                lineOpen = false;
            } else if (value == '\r') {
                lines++;
                afterReturn = true;
                lineOpen = false;
            } else if (value != 0) {
                afterReturn = false;
                lineOpen = true;
            }
        }
    }
}
