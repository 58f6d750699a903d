package io.counterfoil.bankfiles.source.internal;

import io.counterfoil.payments.evidence.Sha256;
import java.util.Arrays;

/**
 * Counts how often a key was seen, twelve bytes a key: 64 bits of its digest and the count. Two keys that share them would only be numbered as one. Not thread-safe.
 */
public final class Occurrences {

    private long[] keys = new long[64];
    private int[] counts = new int[64];
    private int size;

    /** How often the key was seen, this time included. */
    public int next(String key) {
        return next(Sha256.of(key).a());
    }

    /** How often the digest of a key was seen, this time included. */
    public int next(long digest) {
        long hash = digest == 0 ? 1 : digest; // 0 is an empty place
        if (size * 2 >= keys.length) {
            grow();
        }
        int at = slot(hash);
        if (counts[at] == 0) {
            keys[at] = hash;
            size++;
        }
        counts[at]++;
        return counts[at];
    }

    /** Forgets every key. */
    public void clear() {
        if (size > 0) {
            keys = new long[64];
            counts = new int[64];
            size = 0;
        }
    }

    private int slot(long hash) {
        int at = (int) (hash & (keys.length - 1));
        while (keys[at] != hash && keys[at] != 0) {
            at = (at + 1) & (keys.length - 1);
        }
        return at;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldCounts = counts;
        keys = new long[oldKeys.length * 2];
        counts = new int[oldCounts.length * 2];
        Arrays.fill(keys, 0);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldCounts[i] != 0) {
                int at = slot(oldKeys[i]);
                keys[at] = oldKeys[i];
                counts[at] = oldCounts[i];
            }
        }
    }
}
