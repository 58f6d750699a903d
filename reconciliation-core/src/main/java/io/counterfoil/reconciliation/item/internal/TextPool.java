package io.counterfoil.reconciliation.item.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Texts one after the other in UTF-8. Immutable once sealed; not thread-safe before. */
public final class TextPool {

    private byte[] bytes = new byte[256];
    private int[] ends = new int[16];
    private int size;

    /** Appends a text; answers its number. */
    public int add(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        int start = start(size);
        long end = (long) start + utf8.length;
        if (end > Integer.MAX_VALUE - 16) {
            throw new IllegalStateException("texts of one batch reach 2 GB, expected less; split the batch");
        }
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 16, Math.max(end, bytes.length * 2L)));
        }
        System.arraycopy(utf8, 0, bytes, start, utf8.length);
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, size * 2);
        }
        ends[size] = (int) end;
        return size++;
    }

    /** Gives back what was reserved and not used. */
    public void seal() {
        bytes = Arrays.copyOf(bytes, start(size));
        ends = Arrays.copyOf(ends, size);
    }

    /** How many texts there are. */
    public int size() {
        return size;
    }

    /** The text with the number. */
    public String text(int number) {
        int start = start(number);
        return new String(bytes, start, ends[number] - start, StandardCharsets.UTF_8);
    }

    /** How many texts from the first on are the same in both. */
    public static int leading(TextPool a, TextPool b) {
        if (a == b) {
            return a.size;
        }
        int ends = Arrays.mismatch(a.ends, 0, a.size, b.ends, 0, b.size);
        int same = ends < 0 ? a.size : ends;
        int bytes = Arrays.mismatch(a.bytes, 0, a.start(same), b.bytes, 0, b.start(same));
        if (bytes < 0) {
            return same;
        }
        int at = Arrays.binarySearch(a.ends, 0, same, bytes);
        return at < 0 ? -at - 1 : at + 1;
    }

    /** How many bytes the text has. */
    public int length(int number) {
        return ends[number] - start(number);
    }

    /** Puts the bytes of the text into the buffer. */
    public void put(int number, ByteBuffer into) {
        into.put(bytes, start(number), length(number));
    }

    /** A 64-bit fingerprint of the text: equal texts have equal ones, and different texts rarely do. */
    public long fingerprint(int number) {
        return Fingerprints.of(bytes, start(number), ends[number]);
    }

    /** Adds the keyed fingerprint of the text to the others. */
    void print(int number, Prints to) {
        to.add(bytes, start(number), ends[number]);
    }

    /** Whether two texts are equal, byte by byte. */
    public static boolean equal(TextPool a, int i, TextPool b, int j) {
        return Arrays.equals(a.bytes, a.start(i), a.ends[i], b.bytes, b.start(j), b.ends[j]);
    }

    /** Orders two texts by their bytes. */
    public static int compare(TextPool a, int i, TextPool b, int j) {
        return Arrays.compareUnsigned(a.bytes, a.start(i), a.ends[i], b.bytes, b.start(j), b.ends[j]);
    }

    private int start(int number) {
        return number == 0 ? 0 : ends[number - 1];
    }
}
