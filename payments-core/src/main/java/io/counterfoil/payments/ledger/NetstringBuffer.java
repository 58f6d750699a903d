package io.counterfoil.payments.ledger;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Texts of netstrings, one after the other, each behind room for the hash that it continues, so that both are hashed in one piece. What is copied is copied
 * eight bytes at a time: what that writes too far lies beyond the end and is overwritten by what follows. Not thread-safe.
 */
final class NetstringBuffer {

    /** Room for one number or packed id as a netstring, and for what a copy by eight writes too far. */
    private static final int ROOM = 64;

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final VarHandle TWO = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.nativeOrder());
    /** The digits of 0 to 99, two each. */
    private static final short[] PAIRS = pairs();
    /** The powers of ten that a {@code long} holds. */
    private static final long[] TENS = tens();

    private byte[] bytes = new byte[512];
    private int start;
    private int end;

    /** One or more netstrings as bytes, with as many after their end as a copy by eight reads too far. */
    static final class Piece {

        final byte[] bytes;
        final int length;

        private Piece(byte[] bytes, int length) {
            this.bytes = bytes;
            this.length = length;
        }

        static Piece of(String... texts) {
            NetstringBuffer written = new NetstringBuffer();
            written.begin();
            for (String text : texts) {
                written.add(text);
            }
            return new Piece(
                    Arrays.copyOfRange(written.bytes, written.start, written.end + Long.BYTES), written.size());
        }
    }

    /** Forgets every text. */
    void clear() {
        start = 0;
        end = 0;
    }

    /** Begins a text. */
    void begin() {
        ensure(Chain.HASH_BYTES);
        start = end + Chain.HASH_BYTES;
        end = start;
    }

    /** Where the last text ends. */
    int end() {
        return end;
    }

    /** How long the last text is. */
    int size() {
        return end - start;
    }

    /** Puts the last text into the other buffer. */
    void copyTo(ByteBuffer to) {
        to.put(bytes, start, size());
    }

    /**
     * Replaces the hash by that which follows it.
     *
     * @param from where the text before ends, 0 for the first
     * @param to where the text ends
     */
    void hash(MessageDigest digest, byte[] hash, int from, int to) throws DigestException {
        System.arraycopy(hash, 0, bytes, from, Chain.HASH_BYTES);
        digest.update(bytes, from, to - from);
        digest.digest(hash, 0, Chain.HASH_BYTES);
    }

    void add(Piece piece) {
        add(piece.bytes, 0, piece.length);
    }

    /** Adds netstrings that stand in an array; after them it has eight bytes more. */
    void add(byte[] from, int at, int length) {
        ensure(length);
        byte[] to = bytes;
        int shift = end - at;
        for (int i = at; i < at + length; i += Long.BYTES) {
            EIGHT.set(to, i + shift, (long) EIGHT.get(from, i));
        }
        end += length;
    }

    void add(String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        ensure(content.length);
        length(content.length);
        System.arraycopy(content, 0, bytes, end, content.length);
        end += content.length;
        bytes[end++] = ',';
    }

    void add(long number) {
        if (number < 0) {
            add(Long.toString(number));
            return;
        }
        ensure(0);
        int digits = digits(number);
        length(digits);
        decimal(number, digits);
        bytes[end++] = ',';
    }

    /** Adds an id that is no {@link PackedId#TEXT}. */
    void add(byte form, long high, long low) {
        ensure(0);
        if (form == PackedId.HEX) {
            byte[] to = bytes;
            int at = end;
            to[at] = '3';
            to[at + 1] = '2';
            to[at + 2] = ':';
            PackedId.writeHex(high, to, at + 3);
            PackedId.writeHex(low, to, at + 19);
            to[at + 35] = ',';
            end += 36;
            return;
        }
        length(form == PackedId.SHORT ? (int) (low & 0xFF) : 36);
        end += PackedId.write(form, high, low, bytes, end);
        bytes[end++] = ',';
    }

    private void length(int length) {
        decimal(length, digits(length));
        bytes[end++] = ':';
    }

    /** Writes a number that is not negative and has so many digits. */
    private void decimal(long number, int digits) {
        byte[] to = bytes;
        int at = end + digits;
        long rest = number;
        while (rest > Integer.MAX_VALUE) {
            at -= 2;
            TWO.set(to, at, PAIRS[(int) (rest % 100)]);
            rest /= 100;
        }
        int small = (int) rest; // divides faster
        while (small >= 10) {
            at -= 2;
            TWO.set(to, at, PAIRS[small % 100]);
            small /= 100;
        }
        if (at > end) {
            to[at - 1] = (byte) ('0' + small);
        }
        end += digits;
    }

    /** How many digits a number has that is not negative: its length in bits tells, but for one comparison. */
    private static int digits(long number) {
        long odd = number | 1;
        int less = ((Long.SIZE - Long.numberOfLeadingZeros(odd)) * 1233) >>> 12;
        return odd >= TENS[less] ? less + 1 : less;
    }

    private static short[] pairs() {
        short[] pairs = new short[100];
        for (int i = 0; i < pairs.length; i++) {
            byte[] two = {(byte) ('0' + i / 10), (byte) ('0' + i % 10)};
            pairs[i] = (short) TWO.get(two, 0);
        }
        return pairs;
    }

    private static long[] tens() {
        long[] tens = new long[19];
        tens[0] = 1;
        for (int i = 1; i < tens.length; i++) {
            tens[i] = 10 * tens[i - 1];
        }
        return tens;
    }

    private void ensure(int more) {
        if (more > bytes.length - end - ROOM) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(end, more + ROOM)));
        }
    }
}
