package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.reconciliation.item.internal.Fingerprints;
import io.counterfoil.reconciliation.item.internal.KeySort;
import io.counterfoil.reconciliation.plan.MatchKey;
import io.counterfoil.reconciliation.plan.MatchLimits;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds candidate pairs: both sides are sorted by a fingerprint of the key, equal fingerprints form a block, and inside a block only pairs in reach of each other
 * are checked. Not thread-safe.
 */
final class Candidates {

    /** A block that was not looked through, because it has too many pairs. */
    static final class CutBlock {
        final int[] lefts;
        final int[] rights;
        final long explored;

        private CutBlock(int[] lefts, int[] rights, long explored) {
            this.lefts = lefts;
            this.rights = rights;
            this.explored = explored;
        }
    }

    /** Days are sorted as unsigned numbers: shifted so that none is negative. */
    private static final long DAY_ZERO = 1L << 40;

    /** Pairs that may be looked at for each that may be found. */
    private static final int LOOKS = 16;

    private final PairCheck check;
    private final MatchLimits limits;
    private final Edges edges = new Edges();
    private final List<CutBlock> cut = new ArrayList<>();

    Candidates(PairCheck check, MatchLimits limits) {
        this.check = check;
        this.limits = limits;
    }

    Edges edges() {
        return edges.sorted();
    }

    List<CutBlock> cutBlocks() {
        return cut;
    }

    Candidates find() {
        List<Set<MatchKey>> lists = check.pass.keyLists();
        for (Set<MatchKey> keys : lists.isEmpty() ? List.<Set<MatchKey>>of(Set.of()) : lists) {
            join(new Keyed(check.left(), keys), new Keyed(check.right(), keys), this::block);
        }
        return this;
    }

    /**
     * How many pairs there may be, without looking at any: pairs of equal keys, times the share of pairs of days, by their histograms, that lie in reach.
     *
     * @return rounded up; at most {@link Long#MAX_VALUE}
     */
    long estimate() {
        long[] days = new long[2];
        if (check.boundsDays()) {
            daysInReach(days);
        }
        BigInteger all = BigInteger.ZERO;
        List<Set<MatchKey>> lists = check.pass.keyLists();
        for (Set<MatchKey> keys : lists.isEmpty() ? List.<Set<MatchKey>>of(Set.of()) : lists) {
            all = all.add(pairsOfEqualKeys(new Keyed(check.left(), keys), new Keyed(check.right(), keys)));
        }
        if (days[1] > 0) {
            BigInteger[] share =
                    all.multiply(BigInteger.valueOf(days[0])).divideAndRemainder(BigInteger.valueOf(days[1]));
            all = share[1].signum() == 0 ? share[0] : share[0].add(BigInteger.ONE);
        }
        return all.min(BigInteger.valueOf(Long.MAX_VALUE)).longValueExact();
    }

    /** Pairs of units whose days are in reach, and pairs of units. */
    private void daysInReach(long[] counts) {
        Map<Integer, long[]> lefts = histogram(check.left());
        Map<Integer, long[]> rights = histogram(check.right());
        for (long[] left : lefts.values()) {
            for (long[] right : rights.values()) {
                long pairs = left[0] * right[0];
                counts[0] += check.daysInReach((int) left[1], (int) right[1]) ? pairs : 0;
                counts[1] += pairs;
            }
        }
    }

    /** By day: how many units, and one of them. */
    private static Map<Integer, long[]> histogram(Units units) {
        Map<Integer, long[]> days = new TreeMap<>();
        for (int unit = 0; unit < units.size; unit++) {
            int one = unit;
            days.computeIfAbsent(units.day[unit], day -> new long[] {0, one})[0]++;
        }
        return days;
    }

    private static BigInteger pairsOfEqualKeys(Keyed left, Keyed right) {
        BigInteger pairs = BigInteger.ZERO;
        int l = 0;
        int r = 0;
        while (l < left.size && r < right.size) {
            int order = Long.compareUnsigned(left.fingerprints[l], right.fingerprints[r]);
            if (order < 0) {
                l++;
            } else if (order > 0) {
                r++;
            } else {
                int lEnd = left.endOfBlock(l);
                int rEnd = right.endOfBlock(r);
                pairs = pairs.add(BigInteger.valueOf((long) (lEnd - l) * (rEnd - r)));
                l = lEnd;
                r = rEnd;
            }
        }
        return pairs;
    }

    /** Fingerprints of one side's units on one key list, sorted; a unit stands once for each of its references. */
    private final class Keyed {

        private long[] fingerprints;
        private int[] units;
        private int size;

        private Keyed(Units side, Set<MatchKey> keys) {
            fingerprints = new long[side.size];
            units = new int[side.size];
            boolean exact = keys.contains(MatchKey.REFERENCE);
            boolean loose = !exact && keys.contains(MatchKey.REFERENCE_LOOSELY);
            for (int unit = 0; unit < side.size; unit++) {
                long base = fingerprint(side, unit, keys);
                if (base != 0 && (exact || loose)) {
                    references(side, unit, base, loose);
                } else if (base != 0) {
                    put(base, unit);
                }
            }
            KeySort.sort(fingerprints, units, size);
        }

        private void references(Units side, int unit, long base, boolean loose) {
            long[] all = loose ? side.data.looseReferences() : side.data.references();
            for (int i = side.memberStart(unit); i < side.memberEnd(unit); i++) {
                int row = side.member(i);
                for (int ref = side.data.columns.referenceStart(row);
                        ref < side.data.columns.referenceEnd[row];
                        ref++) {
                    if (all[ref] != 0) {
                        put(Fingerprints.mix(base, all[ref]), unit);
                    }
                }
            }
        }

        private void put(long fingerprint, int unit) {
            if (size == units.length) {
                fingerprints = Arrays.copyOf(fingerprints, size + (size >> 1) + 16);
                units = Arrays.copyOf(units, fingerprints.length);
            }
            fingerprints[size] = fingerprint;
            units[size] = unit;
            size++;
        }

        private int endOfBlock(int from) {
            int to = from + 1;
            while (to < size && fingerprints[to] == fingerprints[from]) {
                to++;
            }
            return to;
        }
    }

    /** Zero where a value that the key needs is missing. */
    private long fingerprint(Units side, int unit, Set<MatchKey> keys) {
        boolean searched = check.pass.cardinality().isSearched();
        int currency = check.convertsCurrencies() ? 0 : side.currency[unit];
        long base = Fingerprints.mix(currency, searched ? 0 : Long.signum(side.open[unit]));
        for (MatchKey key : keys) {
            int code = switch (key) {
                case PARTY -> side.data.party(side.firstRow(unit));
                case ACCOUNT -> side.data.account(side.firstRow(unit));
                case GROUP -> side.data.group(side.firstRow(unit));
                case AMOUNT, REFERENCE, REFERENCE_LOOSELY -> 0;
            };
            if (code < 0) {
                return 0;
            }
            if (key == MatchKey.AMOUNT) {
                base = check.joinsOnAmount() ? Fingerprints.mix(base, side.open[unit]) : base;
            } else {
                base = Fingerprints.mix(base, code);
            }
        }
        base = check.cancels() ? Fingerprints.mix(base, side.open[unit]) : base;
        return base == 0 ? 1 : base;
    }

    /** Is shown the units of both sides that have equal fingerprints of one key list. */
    interface Block {
        void meet(int[] lefts, int lFrom, int lTo, int[] rights, int rFrom, int rTo);
    }

    /** Shows blocks without looking at any pair. */
    void blocks(Block visitor) {
        List<Set<MatchKey>> lists = check.pass.keyLists();
        for (Set<MatchKey> keys : lists.isEmpty() ? List.<Set<MatchKey>>of(Set.of()) : lists) {
            join(new Keyed(check.left(), keys), new Keyed(check.right(), keys), visitor);
        }
    }

    private static void join(Keyed left, Keyed right, Block visitor) {
        int l = 0;
        int r = 0;
        while (l < left.size && r < right.size) {
            int order = Long.compareUnsigned(left.fingerprints[l], right.fingerprints[r]);
            if (order < 0) {
                l++;
            } else if (order > 0) {
                r++;
            } else {
                int lEnd = left.endOfBlock(l);
                int rEnd = right.endOfBlock(r);
                visitor.meet(left.units, l, lEnd, right.units, r, rEnd);
                l = lEnd;
                r = rEnd;
            }
        }
    }

    private void block(int[] lefts, int lFrom, int lTo, int[] rights, int rFrom, int rTo) {
        long pairs = (long) (lTo - lFrom) * (rTo - rFrom);
        boolean sweeps = (check.boundsAmounts() && !check.joinsOnAmount()) || check.boundsDays();
        if (pairs <= 64 || (!sweeps && pairs <= limits.block())) {
            for (int l = lFrom; l < lTo; l++) {
                for (int r = rFrom; r < rTo; r++) {
                    pair(lefts[l], rights[r]);
                }
            }
        } else {
            int[] some = Arrays.copyOfRange(lefts, lFrom, lTo);
            int[] others = Arrays.copyOfRange(rights, rFrom, rTo);
            if (!sweeps || !sweep(some, others)) {
                cut.add(new CutBlock(some, others, sweeps ? limits.block() : 0));
            }
        }
    }

    /** Looks from each left outwards over rights in the order of amounts, or of days, while they are in reach; false where that becomes too much. */
    private boolean sweep(int[] lefts, int[] rights) {
        boolean byAmount = check.boundsAmounts() && !check.joinsOnAmount();
        int[] days = byAmount ? check.daysAround() : null;
        if (days != null) {
            return sweepDays(lefts, rights, days);
        }
        long[] keys = new long[rights.length];
        for (int i = 0; i < rights.length; i++) {
            keys[i] = byAmount ? Math.abs(check.right().open[rights[i]]) : check.right().day[rights[i]];
        }
        KeySort.sort(keys, rights, rights.length);
        int found = edges.size;
        long looked = 0;
        for (int l : lefts) {
            long at = byAmount ? Math.abs(check.left().open[l]) : check.left().day[l];
            int middle = firstAtLeast(keys, at);
            int up = middle;
            while (up < rights.length && inReach(byAmount, l, rights[up])) {
                pair(l, rights[up]);
                up++;
            }
            int down = middle - 1;
            while (down >= 0 && inReach(byAmount, l, rights[down])) {
                pair(l, rights[down]);
                down--;
            }
            looked += up - down;
            if (looked > limits.block()) {
                edges.size = found;
                return false;
            }
        }
        return true;
    }

    /** Looks from each left at the days in reach, and on each at the amounts in reach; false where that becomes too much. */
    private boolean sweepDays(int[] lefts, int[] rights, int[] around) {
        long[] keys = new long[rights.length];
        for (int i = 0; i < rights.length; i++) {
            keys[i] = Math.abs(check.right().open[rights[i]]);
        }
        KeySort.sort(keys, rights, rights.length);
        for (int i = 0; i < rights.length; i++) {
            keys[i] = check.right().day[rights[i]] + DAY_ZERO;
        }
        KeySort.sort(keys, rights, rights.length);
        int found = edges.size;
        long looked = 0;
        for (int l : lefts) {
            long from = check.left().day[l] + (long) around[0] + DAY_ZERO;
            long to = check.left().day[l] + (long) around[1] + DAY_ZERO;
            int start = firstAtLeast(keys, from);
            while (start < keys.length && keys[start] <= to) {
                int end = firstAtLeast(keys, keys[start] + 1);
                looked += sweepDay(l, rights, start, end);
                start = end;
            }
            if (edges.size - found > limits.block() || looked > (long) LOOKS * limits.block()) {
                edges.size = found;
                return false;
            }
        }
        return true;
    }

    private int sweepDay(int l, int[] rights, int from, int to) {
        long size = Math.abs(check.left().open[l]);
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Math.abs(check.right().open[rights[middle]]) < size) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        int up = low;
        while (up < to && check.amountsInReach(l, rights[up])) {
            pair(l, rights[up]);
            up++;
        }
        int down = low - 1;
        while (down >= from && check.amountsInReach(l, rights[down])) {
            pair(l, rights[down]);
            down--;
        }
        return up - down - 1;
    }

    private boolean inReach(boolean byAmount, int l, int r) {
        return byAmount ? check.amountsInReach(l, r) : check.daysInReach(l, r);
    }

    private static int firstAtLeast(long[] keys, long wanted) {
        int low = 0;
        int high = keys.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (keys[middle] < wanted) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void pair(int l, int r) {
        PairCheck.Finding finding = check.check(l, r);
        if (finding == PairCheck.Finding.CANDIDATE || finding == PairCheck.Finding.RIVAL) {
            edges.add(l, r, check.weigh(l, r), finding == PairCheck.Finding.RIVAL);
        }
    }
}
