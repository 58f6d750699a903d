package io.counterfoil.bankfiles.source.internal;

import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.payments.evidence.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
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
        private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        private final CharBuffer discarded = CharBuffer.allocate(BLOCK);
        private final ByteBuffer pending = ByteBuffer.allocate(BLOCK + 8);
        private byte[] head = new byte[0];
        private long bytes;
        private long contentBytes;
        private long lines;
        private boolean lineOpen;
        private boolean afterReturn;
        private boolean utf8 = true;
        private boolean ascii = true;

        private void add(byte[] block, int length) {
            digest.update(block, 0, length);
            if (head.length < HEAD) {
                int more = Math.min(HEAD - head.length, length);
                byte[] longer = Arrays.copyOf(head, head.length + more);
                System.arraycopy(block, 0, longer, head.length, more);
                head = longer;
            }
            int signs = 0;
            int at = 0;
            while (at < length) {
                byte value = block[at++];
                signs |= value;
                if (value <= '\r' && value >= 0) {
                    control(value);
                } else if (value != 0x1A) {
                    afterReturn = false;
                    lineOpen = true;
                }
            }
            int content = length;
            while (content > 0 && (block[content - 1] == 0 || block[content - 1] == 0x1A)) {
                content--;
            }
            contentBytes = content > 0 ? bytes + content : contentBytes;
            bytes += length;
            ascii &= signs >= 0;
            if (utf8 && (signs < 0 || pending.position() > 0)) {
                checkUtf8(block, length);
            }
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

        private void checkUtf8(byte[] block, int length) {
            pending.put(block, 0, length).flip();
            CoderResult result = CoderResult.OVERFLOW;
            while (result.isOverflow()) {
                discarded.clear();
                result = decoder.decode(pending, discarded, false);
            }
            utf8 = !result.isError();
            pending.compact();
        }
    }
}
