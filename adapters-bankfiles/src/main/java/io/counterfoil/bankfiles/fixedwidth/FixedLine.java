package io.counterfoil.bankfiles.fixedwidth;

import io.counterfoil.payments.evidence.Diagnostic;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One record by its columns, which count characters from 1, both ends included; columns beyond the end are blank. A view that moves with its reader: what is to
 * outlive the next record is copied. Not thread-safe.
 */
public final class FixedLine {

    /** Digits that fit into 64 bits whatever they are. */
    private static final int MOST_DIGITS = 18;

    private byte[] bytes = new byte[0];
    private char @Nullable [] chars;
    private Charset charset = StandardCharsets.ISO_8859_1;
    private int start;
    private int length;
    private long number;
    private long offset;

    void moveTo(byte[] buffer, char @Nullable [] text, int from, int size) {
        bytes = buffer;
        chars = text;
        start = from;
        length = size;
    }

    void standAt(long line, long byteOffset, Charset decodedBy) {
        number = line;
        offset = byteOffset;
        charset = decodedBy;
    }

    /** Keeps the record of the other line here. */
    public void copy(FixedLine other) {
        if (bytes.length < other.length) {
            bytes = new byte[Math.max(other.length, 128)];
        }
        System.arraycopy(other.bytes, other.start, bytes, 0, other.length);
        chars = other.chars == null ? null : Arrays.copyOfRange(other.chars, other.start, other.start + other.length);
        start = 0;
        length = other.length;
        number = other.number;
        offset = other.offset;
        charset = other.charset;
    }

    /** Characters of the record, without its line end. */
    public int length() {
        return length;
    }

    /** The physical line, from 1. */
    public long number() {
        return number;
    }

    /** Where the record stands. */
    public Diagnostic.Location at(String source) {
        return new Diagnostic.Location(source, number, 0, offset, "");
    }

    /** Where a field of the record stands. */
    public Diagnostic.Location at(String source, int column, String field) {
        return new Diagnostic.Location(source, number, column, offset < 0 ? -1 : offset + column - 1, field);
    }

    /** The character in the column; a blank beyond the end, {@code ?} for one outside ASCII. */
    public int at(int column) {
        return column > length ? ' ' : bytes[start + column - 1];
    }

    /** The number in the columns; -1 where they are not all digits. At most 18 columns. */
    public long digits(int from, int to) {
        if (to > length || to - from >= MOST_DIGITS) {
            return to > length ? -1 : longDigits(from, to);
        }
        long value = 0;
        int end = start + to;
        for (int i = start + from - 1; i < end; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** More columns than 64 bits hold: fine while the leading ones are zeros. */
    private long longDigits(int from, int to) {
        int first = to - MOST_DIGITS + 1;
        for (int column = from; column < first; column++) {
            if (at(column) != '0') {
                return -1;
            }
        }
        return digits(first, to);
    }

    /** Whether the columns hold nothing but blanks. */
    public boolean isBlank(int from, int to) {
        return only(' ', from, to);
    }

    /** Whether every column holds the character. */
    public boolean only(char character, int from, int to) {
        for (int column = from; column <= to; column++) {
            if (at(column) != character) {
                return false;
            }
        }
        return true;
    }

    /** Whether the columns from the first on read so. */
    public boolean starts(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (at(i + 1) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The columns as they are written, up to the end of the record. */
    public String raw(int from, int to) {
        int end = Math.min(to, length);
        if (end < from) {
            return "";
        }
        char[] decoded = chars;
        return decoded == null
                ? new String(bytes, start + from - 1, end - from + 1, charset)
                : new String(decoded, start + from - 1, end - from + 1);
    }

    /** The columns without blanks around them. */
    public String text(int from, int to) {
        int first = from;
        int last = Math.min(to, length);
        while (first <= last && at(first) == ' ') {
            first++;
        }
        while (last >= first && at(last) == ' ') {
            last--;
        }
        return raw(first, last);
    }

    /** The whole record. */
    public String raw() {
        return raw(1, length);
    }

    /** The record as bytes, for a rejection. */
    public byte[] toBytes() {
        return raw().getBytes(chars == null ? charset : StandardCharsets.UTF_8);
    }
}
