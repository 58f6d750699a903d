package io.counterfoil.reconciliation.item.internal;

/** Sorts 64-bit keys with a row number each: stable, unsigned, least significant digit first. */
public final class KeySort {

    private static final int BITS = 11;
    private static final int BUCKETS = 1 << BITS;
    private static final int SMALL = 48;

    private KeySort() {}

    /** Sorts the first {@code size} keys, unsigned, and the rows with them. */
    public static void sort(long[] keys, int[] rows, int size) {
        if (size <= SMALL) {
            insertion(keys, rows, size);
            return;
        }
        long[] keysFrom = keys;
        int[] rowsFrom = rows;
        long[] keysTo = new long[size];
        int[] rowsTo = new int[size];
        for (int shift = 0; shift < 64; shift += BITS) {
            if (!distribute(keysFrom, rowsFrom, keysTo, rowsTo, size, shift)) {
                continue;
            }
            long[] k = keysFrom;
            keysFrom = keysTo;
            keysTo = k;
            int[] r = rowsFrom;
            rowsFrom = rowsTo;
            rowsTo = r;
        }
        if (keysFrom != keys) {
            System.arraycopy(keysFrom, 0, keys, 0, size);
            System.arraycopy(rowsFrom, 0, rows, 0, size);
        }
    }

    private static boolean distribute(long[] keys, int[] rows, long[] keysTo, int[] rowsTo, int size, int shift) {
        int[] offsets = new int[BUCKETS + 1];
        for (int i = 0; i < size; i++) {
            offsets[(int) (keys[i] >>> shift & (BUCKETS - 1)) + 1]++;
        }
        for (int b = 1; b <= BUCKETS; b++) {
            if (offsets[b] == size) {
                return false;
            }
        }
        for (int b = 1; b <= BUCKETS; b++) {
            offsets[b] += offsets[b - 1];
        }
        for (int i = 0; i < size; i++) {
            int to = offsets[(int) (keys[i] >>> shift & (BUCKETS - 1))]++;
            keysTo[to] = keys[i];
            rowsTo[to] = rows[i];
        }
        return true;
    }

    private static void insertion(long[] keys, int[] rows, int size) {
        for (int i = 1; i < size; i++) {
            long key = keys[i];
            int row = rows[i];
            int j = i - 1;
            while (j >= 0 && Long.compareUnsigned(keys[j], key) > 0) {
                keys[j + 1] = keys[j];
                rows[j + 1] = rows[j];
                j--;
            }
            keys[j + 1] = key;
            rows[j + 1] = row;
        }
    }
}
