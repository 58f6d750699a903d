package io.counterfoil.payments.ledger;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An id as two longs and a form, where it fits: 32 lower-case hex digits, a UUID in its canonical form, or up to 15 ASCII characters; else as its text.
 * Each text has one form only, so that equal ids are equal here. Not thread-safe: refilled for each id.
 */
final class PackedId {

    /** 32 lower-case hex digits. */
    static final byte HEX = 0;
    /** Hex digits in groups of 8, 4, 4, 4 and 12. */
    static final byte UUID = 1;
    /** ASCII, in the order of the bytes, and the length in the last one. */
    static final byte SHORT = 2;
    /** Any other: {@link #high} is a hash of the text. */
    static final byte TEXT = 3;

    private static final int SHORT_MAX = 15;
    private static final int HEX_LENGTH = 32;
    private static final int UUID_LENGTH = 36;
    private static final long LOW = 0xFFFF_FFFFL;
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    byte form;
    long high;
    long low;
    /** The text of a {@link #TEXT}. */
    @Nullable
    String text;

    PackedId pack(String id) {
        text = null;
        int length = id.length();
        if (length <= SHORT_MAX && packShort(id)) {
            form = SHORT;
        } else if (length == HEX_LENGTH && packHex(id)) {
            form = HEX;
        } else if (length == UUID_LENGTH && packHex(id)) {
            form = UUID;
        } else {
            form = TEXT;
            text = id;
            high = hashOf(id);
            low = 0;
        }
        return this;
    }

    private boolean packShort(String id) {
        long first = 0;
        long second = id.length();
        for (int at = 0; at < id.length(); at++) {
            char c = id.charAt(at);
            if (c > 0x7F) {
                return false;
            }
            if (at < Long.BYTES) {
                first |= (long) c << (56 - 8 * at);
            } else {
                second |= (long) c << (120 - 8 * at);
            }
        }
        high = first;
        low = second;
        return true;
    }

    private boolean packHex(String id) {
        long first = 0;
        long second = 0;
        int digits = 0;
        for (int at = 0; at < id.length(); at++) {
            char c = id.charAt(at);
            if (id.length() == UUID_LENGTH && (at == 8 || at == 13 || at == 18 || at == 23)) {
                if (c != '-') {
                    return false;
                }
                continue;
            }
            int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
            if (digit < 0) {
                return false;
            }
            if (digits++ < 16) {
                first = first << 4 | digit;
            } else {
                second = second << 4 | digit;
            }
        }
        high = first;
        low = second;
        return true;
    }

    private static long hashOf(String text) {
        long hash = 1_125_899_906_842_597L;
        for (int at = 0; at < text.length(); at++) {
            hash = mix(hash * 31 + text.charAt(at));
        }
        return hash;
    }

    /** The text of an id that is no {@link #TEXT}. */
    static String unpacked(byte form, long high, long low) {
        byte[] bytes = new byte[UUID_LENGTH];
        int length = write(form, high, low, bytes, 0);
        return new String(bytes, 0, length, java.nio.charset.StandardCharsets.US_ASCII);
    }

    /** Writes the text of an id that is no {@link #TEXT} in ASCII, at most 36 bytes; the result is how many. */
    static int write(byte form, long high, long low, byte[] to, int at) {
        if (form == SHORT) {
            int length = (int) (low & 0xFF);
            for (int i = 0; i < length; i++) {
                to[at + i] = (byte) (i < Long.BYTES ? high >>> (56 - 8 * i) : low >>> (120 - 8 * i));
            }
            return length;
        }
        int position = at;
        for (int digit = 0; digit < HEX_LENGTH; digit++) {
            if (form == UUID && (digit == 8 || digit == 12 || digit == 16 || digit == 20)) {
                to[position++] = '-';
            }
            long half = digit < 16 ? high : low;
            to[position++] = DIGITS[(int) (half >>> (60 - 4 * (digit & 15))) & 15];
        }
        return position - at;
    }

    /** Writes 16 hex digits. */
    static void writeHex(long half, byte[] to, int at) {
        EIGHT.set(to, at, hex(half >>> Integer.SIZE));
        EIGHT.set(to, at + Long.BYTES, hex(half & LOW));
    }

    /** The eight hex digits of 32 bits, the first in the highest byte: each four bits get a byte of their own, then all eight become digits at once. */
    private static long hex(long bits) {
        long pairs = ((bits & 0xFFFF_0000L) << 16) | (bits & 0xFFFFL);
        long bytes = ((pairs & 0x0000_FF00_0000_FF00L) << 8) | (pairs & 0x0000_00FF_0000_00FFL);
        long fours = ((bytes & 0x00F0_00F0_00F0_00F0L) << 4) | (bytes & 0x000F_000F_000F_000FL);
        long letters = ((fours + 0x0606_0606_0606_0606L) >>> 4) & 0x0101_0101_0101_0101L;
        return fours + 0x3030_3030_3030_3030L + letters * ('a' - '0' - 10);
    }

    String asText() {
        return form == TEXT ? Objects.requireNonNull(text) : unpacked(form, high, low);
    }

    /** A hash of the whole id; of a {@link #TEXT} its {@code low} is a place and does not count. */
    static long hash(byte form, long high, long low) {
        return mix(mix(high + form * 0x9E3779B97F4A7C15L) + (form == TEXT ? 0 : low));
    }

    private static long mix(long value) {
        long z = (value ^ value >>> 32) * 0xD6E8FEB86659FD93L;
        z = (z ^ z >>> 32) * 0xD6E8FEB86659FD93L;
        return z ^ z >>> 32;
    }
}
