package io.counterfoil.bankfiles.bai.internal;

import io.counterfoil.bankfiles.source.internal.Hashes;
import io.counterfoil.bankfiles.source.internal.LimitException;
import java.nio.charset.Charset;
import java.util.Arrays;

/**
 * One logical record with its continuations: the bytes of its physical lines, each without its end, and a cursor over its fields. A field ends at a comma, at the
 * slash that ends a line, or at the end of a line. Not thread-safe: one is used for many records.
 */
final class BaiRecord {

    private static final byte LINE = '\n';

    private final int maxBytes;
    private byte[] bytes = new byte[512];
    private int length;
    private int at;
    private int from;
    private int to;
    private boolean exhausted;

    BaiRecord(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Begins anew with what follows the record code. */
    void begin(byte[] line, int start, int end) throws LimitException {
        length = 0;
        add(line, start, end);
    }

    /** Adds what follows the code of a continuation. */
    void addLine(byte[] line, int start, int end) throws LimitException {
        add(new byte[] {LINE}, 0, 1);
        add(line, start, end);
    }

    private void add(byte[] line, int start, int end) throws LimitException {
        int size = length + end - start;
        if (size > maxBytes) {
            throw new LimitException("a record is longer than " + maxBytes + " bytes");
        }
        if (size > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size, bytes.length * 2));
        }
        System.arraycopy(line, start, bytes, length, end - start);
        length = size;
        rewind();
    }

    /** Goes back to the first field. */
    void rewind() {
        at = 0;
        from = 0;
        to = 0;
        exhausted = length == 0;
    }

    /** Moves to the next field; false behind the last one. */
    boolean next() {
        if (exhausted) {
            from = length;
            to = length;
            return false;
        }
        from = at;
        while (at < length && bytes[at] != ',' && bytes[at] != LINE && !endsLine(at)) {
            at++;
        }
        to = at;
        if (at < length && bytes[at] == '/') {
            at++;
        }
        exhausted = at >= length;
        at++;
        return true;
    }

    private boolean endsLine(int index) {
        return bytes[index] == '/' && (index + 1 == length || bytes[index + 1] == LINE);
    }

    /** Whether the field at hand is the last one of its physical line. */
    boolean isLastOfLine() {
        return exhausted || bytes[at - 1] == LINE;
    }

    /** Of the field at hand. */
    int length() {
        return to - from;
    }

    boolean isBlank() {
        for (int i = from; i < to; i++) {
            if (bytes[i] != ' ') {
                return false;
            }
        }
        return true;
    }

    /** The number that the field says, {@link Long#MIN_VALUE} where it says none. */
    long number() {
        int first = from;
        int last = to;
        while (first < last && bytes[first] == ' ') {
            first++;
        }
        while (last > first && bytes[last - 1] == ' ') {
            last--;
        }
        boolean negative = first < last && bytes[first] == '-';
        if (first < last && (bytes[first] == '-' || bytes[first] == '+')) {
            first++;
        }
        if (first == last || last - first > 18) {
            return Long.MIN_VALUE;
        }
        long number = 0;
        for (int i = first; i < last; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return Long.MIN_VALUE;
            }
            number = number * 10 + digit;
        }
        return negative ? -number : number;
    }

    /** The only character of the field; 0 where it is blank, -1 where it has several. */
    int letter() {
        return to == from || isBlank() ? 0 : to - from == 1 ? bytes[from] : -1;
    }

    /** The field as text. */
    String text(Charset charset) {
        return new String(bytes, from, to - from, charset).strip();
    }

    /** Everything behind the field at hand: the parts of all lines, without the slash at the end of each, joined by blanks. */
    String rest(Charset charset) {
        StringBuilder text = new StringBuilder();
        int start = exhausted ? length : at;
        while (start < length) {
            int end = start;
            while (end < length && bytes[end] != LINE) {
                end++;
            }
            int last = end > start && bytes[end - 1] == '/' ? end - 1 : end;
            String part = new String(bytes, start, last - start, charset).strip();
            if (text.length() > 0 && !part.isEmpty()) {
                text.append(' ');
            }
            text.append(part);
            start = end + 1;
        }
        return text.toString();
    }

    /** Tells records apart. */
    long hash() {
        return Hashes.of(bytes, 0, length);
    }

    /** The bytes as they stand, at most so many. */
    byte[] raw(int most) {
        return Arrays.copyOf(bytes, Math.min(most, length));
    }
}
