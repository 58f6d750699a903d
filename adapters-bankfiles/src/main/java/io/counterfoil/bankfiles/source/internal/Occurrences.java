package io.counterfoil.bankfiles.source.internal;

import org.jspecify.annotations.Nullable;

/**
 * Counts how often a key was seen by 64 bits of its digest: 10 to 16 bytes a key, and one and a half times that again for a key that was seen twice. Two keys that
 * share the bits would only be numbered as one. Grows a sixty-fourth at a time, so that growing takes no memory to speak of. Not thread-safe.
 */
public final class Occurrences {

    private static final int PARTS = 64;
    private static final int FIRST = 16;

    private final Part[] keys = new Part[PARTS];
    private final Part[] repeated = new Part[PARTS];
    private boolean isEmpty = true;

    /** A counter that has seen nothing. */
    public Occurrences() {
        for (int i = 0; i < PARTS; i++) {
            keys[i] = new Part(false);
            repeated[i] = new Part(true);
        }
    }

    /** How often the digest of a key was seen, this time included. */
    public int next(long digest) {
        long hash = digest == 0 ? 1 : digest; // 0 is an empty place
        isEmpty = false;
        int part = (int) (hash >>> 58);
        return keys[part].add(hash) ? 1 : 1 + repeated[part].count(hash);
    }

    /** Forgets every key. */
    public void clear() {
        for (int i = 0; i < PARTS && !isEmpty; i++) {
            keys[i] = new Part(false);
            repeated[i] = new Part(true);
        }
        isEmpty = true;
    }

    /** A table with open places. */
    private static final class Part {
        private final boolean counts;
        private long[] table = new long[0];
        private int @Nullable [] counted;
        private int size;

        private Part(boolean counts) {
            this.counts = counts;
        }

        /** Whether it was not there before. */
        private boolean add(long hash) {
            if (size >= table.length / 5 * 4) {
                grow();
            }
            int at = place(hash);
            if (table[at] == hash) {
                return false;
            }
            table[at] = hash;
            size++;
            return true;
        }

        private int count(long hash) {
            add(hash);
            int[] numbers = counted;
            return numbers == null ? 1 : ++numbers[place(hash)];
        }

        private int place(long hash) {
            int at = (int) (((hash >>> 12 & 0xFFFF_FFFFL) * table.length) >>> 32);
            while (table[at] != hash && table[at] != 0) {
                at = at + 1 == table.length ? 0 : at + 1;
            }
            return at;
        }

        private void grow() {
            long[] before = table;
            int[] numbers = counted;
            int length = Math.max(FIRST, before.length / 2 * 3);
            table = new long[length];
            int[] next = counts ? new int[length] : null;
            for (int i = 0; i < before.length; i++) {
                if (before[i] != 0) {
                    int at = place(before[i]);
                    table[at] = before[i];
                    if (next != null && numbers != null) {
                        next[at] = numbers[i];
                    }
                }
            }
            counted = next;
        }
    }
}
