package io.counterfoil.bankfiles.ofx.internal;

import io.counterfoil.bankfiles.source.internal.Hashes;
import io.counterfoil.bankfiles.source.internal.LimitException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Map;

/** The fields of one {@code STMTTRN} as bytes; the first of each tag counts. Not thread-safe: one is used for many transactions. */
final class OfxTransaction {

    private final int maxBytes;
    private final int[] from = new int[OfxTag.KEPT];
    private final int[] to = new int[from.length];
    private byte[] bytes = new byte[512];
    private int length;
    private boolean converted;

    OfxTransaction(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    void clear() {
        Arrays.fill(from, 0);
        Arrays.fill(to, 0);
        length = 0;
        converted = false;
    }

    /** Keeps the text, unless it says nothing here or the tag was there before. */
    void put(OfxTag tag, byte[] buffer, int start, int end) throws LimitException {
        int at = tag.place();
        if (at < 0 || start == end || to[at] != 0) {
            return;
        }
        int size = length + end - start + 1;
        if (size > maxBytes) {
            throw new LimitException("a transaction is longer than " + maxBytes + " bytes");
        }
        if (size > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size, bytes.length * 2));
        }
        bytes[length] = (byte) at;
        System.arraycopy(buffer, start, bytes, length + 1, end - start);
        from[at] = length + 1;
        to[at] = size;
        length = size;
    }

    /** Notes that the currency named is the one that the amount was converted from. */
    void convertedFrom() {
        converted = true;
    }

    boolean isConverted() {
        return converted;
    }

    boolean has(OfxTag tag) {
        return to[tag.place()] != 0;
    }

    byte[] bytes() {
        return bytes;
    }

    int from(OfxTag tag) {
        return from[tag.place()];
    }

    int to(OfxTag tag) {
        return to[tag.place()];
    }

    /** The text with its character entities resolved; empty where there is none. */
    String text(OfxTag tag, Charset charset) {
        return has(tag) ? unescaped(new String(bytes, from(tag), to(tag) - from(tag), charset)) : "";
    }

    /** Tells transactions apart by all that they say. */
    long contentHash() {
        return Hashes.of(bytes, 0, length);
    }

    long idHash() {
        return Hashes.of(bytes, from(OfxTag.FITID), to(OfxTag.FITID));
    }

    byte[] raw(int most) {
        return Arrays.copyOf(bytes, Math.min(most, length));
    }

    /** Character entities of SGML and XML, nothing else; an ampersand that begins none stays. */
    static String unescaped(String text) {
        if (text.indexOf('&') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            int semicolon = c == '&' ? text.indexOf(';', at) : -1;
            String entity = semicolon > at && semicolon - at <= 8 ? text.substring(at + 1, semicolon) : "";
            int value = entity.isEmpty() ? -1 : value(entity);
            if (value < 0) {
                plain.append(c);
                at++;
            } else {
                plain.appendCodePoint(value);
                at = semicolon + 1;
            }
        }
        return plain.toString();
    }

    private static final Map<String, Integer> NAMED = Map.of(
            "amp", (int) '&', "lt", (int) '<', "gt", (int) '>', "quot", (int) '"', "apos", (int) '\'', "nbsp", 32);

    private static int value(String entity) {
        if (entity.charAt(0) != '#') {
            return NAMED.getOrDefault(entity, -1);
        }
        boolean hex = entity.startsWith("#x") || entity.startsWith("#X");
        String digits = entity.substring(hex ? 2 : 1);
        if (!digits.matches(hex ? "[0-9A-Fa-f]{1,5}" : "[0-9]{1,6}")) {
            return -1;
        }
        int value = Integer.parseInt(digits, hex ? 16 : 10);
        return Character.isValidCodePoint(value) && value >= 32 && !(value >= 0xD800 && value <= 0xDFFF) ? value : -1;
    }
}
