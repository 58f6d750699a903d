package io.counterfoil.payments.ledger;

import java.nio.charset.StandardCharsets;

/** Texts as {@code length:bytes,} one after the other. Not thread-safe. */
final class Netstrings {

    private final byte[] bytes;
    private final int end;
    private int at;
    private boolean wrong;

    Netstrings(byte[] bytes, int start, int size) {
        this.bytes = bytes;
        this.at = start;
        this.end = start + size;
    }

    boolean hasNext() {
        return !wrong && at < end;
    }

    boolean isAtEnd() {
        return !wrong && at == end;
    }

    void skip() {
        advance();
    }

    String text() {
        int length = advance();
        return wrong ? "" : new String(bytes, at - 1 - length, length, StandardCharsets.UTF_8);
    }

    /** Goes past one text; the result is its length. */
    private int advance() {
        int length = 0;
        int digits = 0;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9' && digits++ < 9) {
            length = length * 10 + bytes[at++] - '0';
        }
        wrong |= digits == 0 || at >= end || bytes[at] != ':' || end - at - 2 < length;
        if (!wrong) {
            at += 1 + length;
            wrong = bytes[at++] != ',';
        }
        return length;
    }
}
