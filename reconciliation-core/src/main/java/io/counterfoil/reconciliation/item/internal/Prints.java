package io.counterfoil.reconciliation.item.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Keyed 128-bit fingerprints of texts, computed while their bytes are at hand. A text of up to 18 ASCII characters, or of up to 14 bytes, has a fingerprint of its
 * own: it is packed and then permuted, so equal fingerprints are equal texts. Longer texts are hashed; who joins on those must compare the texts. The key keeps
 * writers of texts from choosing fingerprints; no result depends on it. Not thread-safe while texts are added.
 */
public final class Prints {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int PACKED_CHARS = 18;
    private static final int HALF = 9;
    private static final int RAW_BYTES = 14;
    private static final int RAW_HALF = 7;
    private static final long TAG = 1L << 63;

    private final long keyHigh;
    private final long keyLow;
    private long[] words = new long[32];
    private long[] hashed = new long[1];
    private boolean anyHashed;
    private int size;

    /** None yet, under the key. */
    public Prints(long keyHigh, long keyLow) {
        this.keyHigh = keyHigh;
        this.keyLow = keyLow;
    }

    /** None yet, under the same key as the other's. */
    public static Prints alike(Prints other) {
        return new Prints(other.keyHigh, other.keyLow);
    }

    /** Fingerprints of the texts under this key, whatever key they were made with. */
    Prints under(TextPool pool) {
        Prints other = alike(this);
        for (int number = 0; number < pool.size(); number++) {
            pool.print(number, other);
        }
        return other;
    }

    /** Whether both are made under one key. */
    public boolean isAlike(Prints other) {
        return keyHigh == other.keyHigh && keyLow == other.keyLow;
    }

    /** How many there are. */
    public int size() {
        return size;
    }

    /** Upper and lower halves by turns; not to be written to. */
    public long[] halves() {
        return words;
    }

    /** The lower half of the fingerprint. */
    public long low(int number) {
        return words[2 * number + 1];
    }

    /** Whether the text was too long to have a fingerprint of its own. */
    public boolean isHashed(int number) {
        return anyHashed && ((hashed[number >> 6] >>> number) & 1) != 0;
    }

    void add(byte[] bytes, int from, int to) {
        if (2 * size + 2 > words.length) {
            words = Arrays.copyOf(words, words.length + (words.length >> 1));
        }
        int length = to - from;
        if (length <= PACKED_CHARS && pack(bytes, from, to)) {
            size++;
        } else if (length <= RAW_BYTES) {
            permute(raw(bytes, from, Math.min(to, from + RAW_HALF)) | TAG, raw(bytes, from + RAW_HALF, to));
            size++;
        } else {
            hash(bytes, from, to);
            anyHashed = true;
            if ((size >> 6) >= hashed.length) {
                hashed = Arrays.copyOf(hashed, Math.max(hashed.length * 2, (size >> 6) + 1));
            }
            hashed[size >> 6] |= 1L << size;
            size++;
        }
    }

    /** Gives back what was reserved and not used. */
    public void seal() {
        words = Arrays.copyOf(words, 2 * size);
        hashed = anyHashed ? Arrays.copyOf(hashed, (size >> 6) + 1) : hashed;
    }

    /** Seven bits a character; false where one is not ASCII. */
    private boolean pack(byte[] bytes, int from, int to) {
        long high = 0;
        long low = 0;
        int sign = 0;
        int middle = Math.min(to, from + HALF);
        for (int i = from; i < middle; i++) {
            sign |= bytes[i];
            high = high << 7 | bytes[i];
        }
        for (int i = middle; i < to; i++) {
            sign |= bytes[i];
            low = low << 7 | bytes[i];
        }
        if (sign < 0) {
            return false;
        }
        permute(high, low | TAG);
        return true;
    }

    private static long raw(byte[] bytes, int from, int to) {
        long word = 0;
        for (int i = from; i < to; i++) {
            word = word << 8 | (bytes[i] & 0xFF);
        }
        return word;
    }

    private void hash(byte[] bytes, int from, int to) {
        long high = keyLow ^ (to - from);
        long low = keyHigh;
        int at = from;
        while (at + 16 <= to) {
            high ^= (long) LONGS.get(bytes, at);
            low ^= (long) LONGS.get(bytes, at + 8);
            high ^= mix(low + keyHigh);
            low ^= mix(high + keyLow);
            at += 16;
        }
        high ^= raw(bytes, at, Math.min(to, at + 8));
        low ^= raw(bytes, Math.min(to, at + 8), to);
        permute(high & ~TAG, low & ~TAG);
    }

    /** Four rounds in which each half is mixed into the other: different halves stay different. */
    private void permute(long highHalf, long lowHalf) {
        long high = highHalf ^ mix(lowHalf + keyHigh);
        long low = lowHalf ^ mix(high + keyLow);
        high ^= mix(low ^ keyHigh);
        low ^= mix(high ^ keyLow);
        words[2 * size] = high;
        words[2 * size + 1] = low;
    }

    /** Every bit of the value reaches every bit of the answer. */
    public static long mix(long value) {
        long z = (value ^ (value >>> 32)) * 0xD6E8FEB86659FD93L;
        z = (z ^ (z >>> 32)) * 0xD6E8FEB86659FD93L;
        return z ^ (z >>> 32);
    }
}
