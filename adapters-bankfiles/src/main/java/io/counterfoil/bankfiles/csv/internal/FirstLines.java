package io.counterfoil.bankfiles.csv.internal;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** So many physical lines of a text and nothing after them, so that a footer cannot disturb the rows. Not thread-safe. */
final class FirstLines extends FilterReader {

    private long left;
    private boolean afterReturn;

    FirstLines(Reader in, long lines) {
        super(in);
        this.left = lines;
    }

    @Override
    public int read() throws IOException {
        char[] one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        if (left <= 0) {
            return -1;
        }
        int read = in.read(buffer, offset, length);
        for (int i = 0; i < read; i++) {
            char at = buffer[offset + i];
            boolean ends = at == '\r' || (at == '\n' && !afterReturn);
            afterReturn = at == '\r';
            if (ends && --left <= 0) {
                return i + 1;
            }
        }
        return read;
    }
}
