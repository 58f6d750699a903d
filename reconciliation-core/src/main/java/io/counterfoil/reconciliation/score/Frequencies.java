package io.counterfoil.reconciliation.score;

/** How rare values are, in thousandths of a bit, by fingerprint; the values themselves are not kept. Immutable. */
final class Frequencies {

    private final long[] fingerprints;
    private final int[] millibits;
    private final int rarest;
    private final int[] table;

    /**
     * Takes the arrays over.
     *
     * @param fingerprints ascending
     * @param millibits minus log2 of each value's share
     * @param rarest of values that are not listed
     */
    Frequencies(long[] fingerprints, int[] millibits, int rarest) {
        this.fingerprints = fingerprints;
        this.millibits = millibits;
        this.rarest = rarest;
        this.table = new int[Integer.highestOneBit(Math.max(1, fingerprints.length)) * 4];
        for (int i = 0; i < fingerprints.length; i++) {
            int at = slot(fingerprints[i]);
            while (table[at] != 0) {
                at = at + 1 & table.length - 1;
            }
            table[at] = i + 1;
        }
    }

    private int slot(long fingerprint) {
        return (int) (fingerprint ^ fingerprint >>> 32) & table.length - 1;
    }

    static Frequencies none() {
        return new Frequencies(new long[0], new int[0], 0);
    }

    int of(long fingerprint) {
        int at = slot(fingerprint);
        while (table[at] != 0) {
            if (fingerprints[table[at] - 1] == fingerprint) {
                return millibits[table[at] - 1];
            }
            at = at + 1 & table.length - 1;
        }
        return rarest;
    }

    int size() {
        return fingerprints.length;
    }

    int rarest() {
        return rarest;
    }

    long fingerprint(int at) {
        return fingerprints[at];
    }

    int millibits(int at) {
        return millibits[at];
    }

    /** Counts values. Not thread-safe. */
    static final class Counter {

        private final java.util.HashMap<Long, Integer> counts = new java.util.HashMap<>();

        void add(long fingerprint, int times) {
            counts.merge(fingerprint, times, Integer::sum);
        }

        /** Shares of so many values; what is seen fewer times than the floor counts as the floor. */
        Frequencies of(int total, int floor) {
            int rarest = information(floor, total);
            long[] keys = counts.entrySet().stream()
                    .filter(e -> e.getValue() > floor)
                    .mapToLong(java.util.Map.Entry::getKey)
                    .sorted()
                    .toArray();
            int[] bits = new int[keys.length];
            for (int i = 0; i < keys.length; i++) {
                bits[i] = information(counts.getOrDefault(keys[i], floor), total);
            }
            return new Frequencies(keys, bits, rarest);
        }

        private static int information(int count, int total) {
            return (int)
                    StrictMath.round(1000 * StrictMath.log((double) total / Math.max(1, count)) / StrictMath.log(2));
        }
    }
}
