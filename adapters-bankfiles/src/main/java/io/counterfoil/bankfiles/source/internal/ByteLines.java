package io.counterfoil.bankfiles.source.internal;

import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.payments.evidence.Diagnostic;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The physical lines of a scanned source as bytes, without byte order mark and end marks; lines end with CR, LF or both. The buffer holds one line and what was read
 * ahead of it, so that nothing is copied. Text of two bytes a character is turned into UTF-8 on its way. Not thread-safe.
 */
public final class ByteLines implements Closeable {

    private static final int BLOCK = 1 << 16;

    private final String name;
    private final VerifiedBytes bytes;
    private final InputStream in;
    private final Charset charset;
    private final int maxLine;
    private final boolean wide;
    private byte[] buffer = new byte[BLOCK];
    private int filled;
    private int next;
    private int from;
    private int to;
    private long number;
    private long bufferOffset;
    private boolean drained;

    private ByteLines(String name, VerifiedBytes bytes, Charset charset, boolean wide, int maxLine) {
        this.name = name;
        this.bytes = bytes;
        this.wide = wide;
        this.in = wide ? new Utf8Stream(bytes, charset) : bytes;
        this.charset = wide ? StandardCharsets.UTF_8 : charset;
        this.maxLine = maxLine;
    }

    /** Opens the source again; no line may be longer than the limit. */
    public static ByteLines open(ByteSource source, SourceScan scan, int maxLine) throws IOException {
        VerifiedBytes bytes = VerifiedBytes.open(source, scan);
        try {
            ByteLines lines = new ByteLines(
                    source.name(), bytes, Encoding.of(scan).charset(), Encoding.isWide(scan.head()), maxLine);
            lines.skipMark();
            return lines;
        } catch (IOException | RuntimeException e) {
            bytes.close();
            throw e;
        }
    }

    private void skipMark() throws IOException {
        fill();
        if (filled >= 3 && buffer[0] == (byte) 0xEF && buffer[1] == (byte) 0xBB && buffer[2] == (byte) 0xBF) {
            next = 3;
        }
    }

    /** Moves to the next line; false at the end. */
    public boolean next() throws IOException {
        from = next;
        int at = next;
        while (true) {
            byte[] bytesAt = buffer;
            int end = filled;
            while (at < end && bytesAt[at] != '\n' && bytesAt[at] != '\r') {
                at++;
            }
            if (at < end && (bytesAt[at] == '\n' || at + 1 < end || drained)) {
                to = at;
                next = bytesAt[at] == '\r' && at + 1 < end && bytesAt[at + 1] == '\n' ? at + 2 : at + 1;
                break;
            }
            if (drained) {
                to = at;
                next = at;
                if (from == to) {
                    return false;
                }
                break;
            }
            at -= compact();
            if (at - from > maxLine) {
                throw new LimitException("a line is longer than " + maxLine + " bytes");
            }
            fill();
        }
        if (to - from > maxLine) {
            throw new LimitException("a line is longer than " + maxLine + " bytes");
        }
        number++;
        return true;
    }

    /** Moves the line at hand to the start of the buffer; how far it went. */
    private int compact() {
        int moved = from;
        if (moved > 0) {
            System.arraycopy(buffer, moved, buffer, 0, filled - moved);
            filled -= moved;
            bufferOffset += moved;
            from = 0;
        } else if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        return moved;
    }

    private void fill() throws IOException {
        int read = in.read(buffer, filled, buffer.length - filled);
        if (read < 0) {
            drained = true;
        } else {
            filled += read;
        }
    }

    /** Holds the line from {@link #from()} to {@link #to()}; other bytes are not the caller's. */
    public byte[] buffer() {
        return buffer;
    }

    /** Where the line begins in the buffer. */
    public int from() {
        return from;
    }

    /** After the last byte of the line, its end left out. */
    public int to() {
        return to;
    }

    /** Of the line, from 1. */
    public long number() {
        return number;
    }

    /** Bytes before the line; -1 where the source has two bytes a character. */
    public long offset() {
        return wide ? -1 : bufferOffset + from;
    }

    /** How the bytes become characters. */
    public Charset charset() {
        return charset;
    }

    /** The line as text. */
    public String text() {
        return new String(buffer, from, to - from, charset);
    }

    /** Where the line stands. */
    public Diagnostic.Location at() {
        return new Diagnostic.Location(name, number, 0, offset(), "");
    }

    /** Reads what is left and makes sure that these are the bytes that were scanned. */
    public void verify() {
        bytes.verify();
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
