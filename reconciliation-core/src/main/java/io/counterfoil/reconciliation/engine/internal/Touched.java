package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.reconciliation.item.internal.Fingerprints;
import io.counterfoil.reconciliation.plan.MatchKey;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.plan.Tolerance;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.LongPredicate;

/**
 * The rows that a change can concern: those that came, and all that hang together with what came or went through the keys of any pass, windows and tolerances aside.
 * Grows from the change outwards, so that nothing is indexed. Not thread-safe.
 */
final class Touched {

    private final Set<Set<MatchKey>> links = new LinkedHashSet<>();
    private final SideData left;
    private final SideData right;
    final boolean[] lefts;
    final boolean[] rights;

    Touched(MatchPlan plan, SideData left, SideData right) {
        this.left = left;
        this.right = right;
        this.lefts = new boolean[left.state.length];
        this.rights = new boolean[right.state.length];
        for (Pass pass : plan.passes()) {
            if (pass.keyLists().isEmpty()) {
                links.add(Set.of());
            }
            pass.keyLists().forEach(keys -> links.add(link(pass, keys)));
        }
    }

    /**
     * Whether what hangs together can be told from single items. It cannot where chance is weighed, which asks for every amount beside a pair's, where items of one side
     * meet, and where a part of an item is left to later passes.
     */
    static boolean covers(MatchPlan plan) {
        return plan.passes().stream()
                .allMatch(pass -> pass.cardinality() != Pass.Cardinality.ONE_TO_GROUP
                        && pass.cardinality() != Pass.Cardinality.GROUP_TO_ONE
                        && !AmountChance.isAsked(pass)
                        && !Components.isWide(pass)
                        && pass.partial().isEmpty()
                        && pass.explainers().stream()
                                .noneMatch(explainer -> explainer.rateBand().isPresent())
                        && pass.overriding().isEmpty());
    }

    /** One key that all candidates of the list share; a reference alone ties most passes of a plan together at once. */
    private static Set<MatchKey> link(Pass pass, Set<MatchKey> keys) {
        if (keys.contains(MatchKey.REFERENCE_LOOSELY)) {
            return Set.of(MatchKey.REFERENCE_LOOSELY);
        }
        if (keys.contains(MatchKey.REFERENCE)) {
            return Set.of(MatchKey.REFERENCE);
        }
        EnumSet<MatchKey> link = EnumSet.noneOf(MatchKey.class);
        link.addAll(keys);
        boolean joins = pass.cardinality() == Pass.Cardinality.ONE_TO_ONE
                && pass.tolerance().map(Tolerance::isExact).orElse(false)
                && pass.contestTolerance().isEmpty()
                && pass.explainers().isEmpty();
        if (!joins) {
            link.remove(MatchKey.AMOUNT);
        }
        return link;
    }

    /** Rows of either side that begin it; the other side's data may be an earlier batch's. */
    void grow(Front front) {
        Front from = front;
        while (!from.isEmpty()) {
            Front next = new Front();
            for (Set<MatchKey> link : links) {
                LongSet values = new LongSet();
                from.forEach((side, row) -> values(side, row, link, value -> values.add(value)));
                reach(left, lefts, link, values, next);
                reach(right, rights, link, values, next);
            }
            from = next;
        }
    }

    private void reach(SideData side, boolean[] touched, Set<MatchKey> link, LongSet values, Front next) {
        for (int row = 0; row < touched.length; row++) {
            if (!touched[row] && values(side, row, link, values::contains)) {
                touched[row] = true;
                next.add(side, row);
            }
        }
    }

    /** Shows the values by which the row is linked, until the visitor answers true; whether it did. */
    private static boolean values(SideData side, int row, Set<MatchKey> link, LongPredicate visitor) {
        boolean loosely = link.contains(MatchKey.REFERENCE_LOOSELY);
        if (loosely || link.contains(MatchKey.REFERENCE)) {
            long[] all = loosely ? side.looseReferences() : side.references();
            int end = side.columns.referenceEnd[row];
            for (int i = side.columns.referenceStart(row); i < end; i++) {
                if (all[i] != 0 && visitor.test(all[i])) {
                    return true;
                }
            }
            return false;
        }
        long value = side.currency(row);
        for (MatchKey key : link) {
            int code = switch (key) {
                case PARTY -> side.party(row);
                case ACCOUNT -> side.account(row);
                case GROUP -> side.group(row);
                case AMOUNT, REFERENCE, REFERENCE_LOOSELY -> 0;
            };
            if (code < 0) {
                return false;
            }
            value = Fingerprints.mix(value, key == MatchKey.AMOUNT ? side.batch.openMinor(row) : code);
        }
        return visitor.test(value);
    }

    /** Rows whose neighbours are looked for next. */
    static final class Front {

        private SideData[] sides = new SideData[16];
        private int[] rows = new int[16];
        private int size;

        interface Visitor {
            void visit(SideData side, int row);
        }

        void add(SideData side, int row) {
            if (size == rows.length) {
                sides = Arrays.copyOf(sides, size * 2);
                rows = Arrays.copyOf(rows, size * 2);
            }
            sides[size] = side;
            rows[size] = row;
            size++;
        }

        boolean isEmpty() {
            return size == 0;
        }

        void forEach(Visitor visitor) {
            for (int i = 0; i < size; i++) {
                visitor.visit(sides[i], rows[i]);
            }
        }
    }

    /** A set of numbers with a filter before it that fits into the nearest cache. */
    static final class LongSet {

        private static final int FILTER_BITS = 18;

        private final long[] filter = new long[(1 << FILTER_BITS) >> 6];
        private long[] slots = new long[64];
        private int size;
        private boolean zero;

        private static int filterBit(long value) {
            return (int) ((value * 0x9E3779B97F4A7C15L) >>> (64 - FILTER_BITS));
        }

        boolean contains(long value) {
            int bit = filterBit(value);
            return ((filter[bit >> 6] >>> bit) & 1) != 0 && (value == 0 ? zero : slots[slot(slots, value)] == value);
        }

        /** Adds the value; answers false, so that it can stand where a visitor stands that never has enough. */
        boolean add(long value) {
            int bit = filterBit(value);
            filter[bit >> 6] |= 1L << bit;
            if (value == 0) {
                zero = true;
                return false;
            }
            int at = slot(slots, value);
            if (slots[at] == 0) {
                slots[at] = value;
                size++;
                if (size * 2 > slots.length) {
                    long[] more = new long[slots.length * 2];
                    for (long known : slots) {
                        if (known != 0) {
                            more[slot(more, known)] = known;
                        }
                    }
                    slots = more;
                }
            }
            return false;
        }

        private static int slot(long[] slots, long value) {
            int mask = slots.length - 1;
            int at = (int) ((value * 0xD6E8FEB86659FD93L) >>> 32) & mask;
            while (slots[at] != 0 && slots[at] != value) {
                at = (at + 1) & mask;
            }
            return at;
        }
    }
}
