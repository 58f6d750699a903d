package io.counterfoil.reconciliation.item.internal;

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

    /** A 64-bit fingerprint of the text: equal texts have equal ones, and different texts rarely do. */
    public long fingerprint(int number) {
        return Fingerprints.of(bytes, start(number), ends[number]);
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
