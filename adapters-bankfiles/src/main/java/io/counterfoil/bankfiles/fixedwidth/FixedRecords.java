package io.counterfoil.bankfiles.fixedwidth;

import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.bankfiles.source.internal.SourceScan;
import io.counterfoil.bankfiles.source.internal.VerifiedBytes;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The records of a file, one a line or all on one line: a line longer than a record goes on as the next record, blanks between the two left out. Ends of lines
 * are those of Unix, DOS and old Macs; empty lines are passed over. Works on bytes where a byte is a character, else on decoded characters. Not thread-safe.
 */
public final class FixedRecords implements Closeable {

    private static final int BLOCK = 1 << 17;

    private final int width;
    private final VerifiedBytes content;
    private final @Nullable Reader decoder;
    private final FixedLine line = new FixedLine();
    private final Charset charset;
    private final byte[] buffer;
    private final char @Nullable [] chars;
    private int position;
    private int limit;
    private long base;
    private long number = 1;
    private boolean ended;
    private boolean inLine;

    private FixedRecords(VerifiedBytes content, SourceScan scan, Charset charset, int width) {
        this.content = content;
        this.width = width;
        boolean bytewise = scan.isAscii() || charset.newEncoder().maxBytesPerChar() == 1.0f;
        this.charset = scan.isAscii() ? StandardCharsets.ISO_8859_1 : charset;
        this.decoder = bytewise ? null : new InputStreamReader(content, charset);
        this.buffer = new byte[BLOCK + 2 * width];
        this.chars = bytewise ? null : new char[buffer.length];
    }

    /** Opens the source again; records have at most so many characters. */
    public static FixedRecords open(ByteSource source, SourceScan scan, Charset charset, int width) throws IOException {
        return new FixedRecords(VerifiedBytes.open(source, scan), scan, charset, width);
    }

    /** The record that {@link #next()} moved to. */
    public FixedLine line() {
        return line;
    }

    /** Moves to the next record; false at the end. */
    public boolean next() throws IOException {
        while (true) {
            if (inLine) {
                passBlanks();
            }
            if (limit - position < width + 2) {
                fill();
            }
            if (position == limit) {
                return false;
            }
            int from = position;
            int stop = Math.min(limit, from + width);
            int at = from;
            while (at < stop && buffer[at] != '\n' && buffer[at] != '\r') {
                at++;
            }
            line.moveTo(buffer, chars, from, at - from);
            line.standAt(number, chars == null ? base + from : -1, charset);
            position = at;
            inLine = at < limit && !endLine();
            if (at > from && !blank(from, at)) {
                return true;
            }
        }
    }

    private boolean blank(int from, int to) {
        for (int i = from; i < to; i++) {
            if (buffer[i] != ' ' && buffer[i] != '\t') {
                return false;
            }
        }
        return true;
    }

    /** Passes the end of a line where one stands here. */
    private boolean endLine() {
        if (buffer[position] == '\r') {
            position += position + 1 < limit && buffer[position + 1] == '\n' ? 2 : 1;
        } else if (buffer[position] == '\n') {
            position++;
        } else {
            return false;
        }
        number++;
        return true;
    }

    private void passBlanks() throws IOException {
        while (true) {
            while (position < limit && buffer[position] == ' ') {
                position++;
            }
            if (limit - position < 2) {
                fill();
                if (position == limit) {
                    break;
                }
            }
            if (buffer[position] != ' ') {
                endLine();
                break;
            }
        }
        inLine = false;
    }

    private void fill() throws IOException {
        if (ended) {
            return;
        }
        int left = limit - position;
        System.arraycopy(buffer, position, buffer, 0, left);
        char[] decoded = chars;
        if (decoded != null) {
            System.arraycopy(decoded, position, decoded, 0, left);
        }
        base += position;
        position = 0;
        limit = left;
        while (!ended && limit < width + 2) {
            int read = decoded == null ? content.read(buffer, limit, buffer.length - limit) : decode(decoded);
            ended = read < 0;
            limit += Math.max(0, read);
        }
    }

    private int decode(char[] decoded) throws IOException {
        Reader reader = decoder;
        if (reader == null) {
            return -1;
        }
        boolean first = base == 0 && limit == 0;
        int read = reader.read(decoded, limit, decoded.length - limit);
        if (first && read > 0 && decoded[0] == '\uFEFF') {
            read--;
            System.arraycopy(decoded, 1, decoded, 0, read);
        }
        for (int i = limit; i < limit + read; i++) {
            buffer[i] = decoded[i] < 0x80 ? (byte) decoded[i] : (byte) '?';
        }
        return read;
    }

    /** Reads what is left and makes sure that these are the bytes that were scanned. */
    public void verify() {
        content.verify();
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
