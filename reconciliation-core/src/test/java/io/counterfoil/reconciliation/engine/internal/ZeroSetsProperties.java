package io.counterfoil.reconciliation.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Zero sets and their divisions against every subset and every set of subsets, written out. */
class ZeroSetsProperties {

    private final List<Long> chosen = new ArrayList<>();
    private final List<Set<Long>> divisions = new ArrayList<>();
    private int covered;
    private int groups;

    @Property
    @Label("REC-20 irreducible groups, best divisions and what is in all of them equal exhaustive search")
    void equalsExhaustiveSearch(
            @ForAll @IntRange(min = 1, max = 6) int lefts,
            @ForAll @IntRange(min = 1, max = 6) int rights,
            @ForAll boolean sameSide,
            @ForAll long seed) {
        Random random = new Random(seed);
        int range = lefts + rights > 9 ? 25 : 6;
        long[] left =
                random.longs(lefts, -range, range + 1).map(x -> x == 0 ? 3 : x).toArray();
        long[] right =
                random.longs(rights, -range, range + 1).map(x -> x == 0 ? 2 : x).toArray();
        List<Long> irreducible = irreducible(left, right, sameSide);
        ZeroSets found = ZeroSets.of(new ZeroSets.Items(left, right, sameSide), 10_000_000);
        assertThat(found.irreducible()).containsExactlyInAnyOrderElementsOf(irreducible);
        chosen.clear();
        divisions.clear();
        covered = 0;
        groups = 0;
        divide(irreducible, (1L << (lefts + rights)) - 1, 0);
        ZeroSets.Best best = found.best();
        assertThat(best).isEqualTo(new ZeroSets.Best(covered, groups, divisions.size()));
        Set<Long> every = new HashSet<>(divisions.get(0));
        Set<Long> some = new HashSet<>();
        divisions.forEach(d -> {
            every.retainAll(d);
            some.addAll(d);
        });
        assertThat(found.backbone()).containsExactlyInAnyOrderElementsOf(every);
        assertThat(found.inSomeBest()).containsExactlyInAnyOrderElementsOf(some);
        assertThat(found.isComplete()).isTrue();
    }

    private static List<Long> irreducible(long[] left, long[] right, boolean sameSide) {
        List<Long> zero = new ArrayList<>();
        int items = left.length + right.length;
        for (long mask = 1; mask < 1L << items; mask++) {
            long sum = 0;
            for (int i = 0; i < items; i++) {
                sum += (mask >> i & 1) == 0 ? 0 : i < left.length ? left[i] : -right[i - left.length];
            }
            long lefts = mask & ((1L << left.length) - 1);
            if (sum == 0 && (sameSide || (lefts != 0 && lefts != mask))) {
                zero.add(mask);
            }
        }
        return zero.stream()
                .filter(g -> zero.stream().noneMatch(s -> s != g.longValue() && (s & g) == s))
                .toList();
    }

    /** Every division of what is left: the first item stands alone, or in one of the groups that are free. */
    private void divide(List<Long> all, long left, int items) {
        if (left == 0) {
            if (items > covered || (items == covered && chosen.size() > groups)) {
                divisions.clear();
                covered = items;
                groups = chosen.size();
            }
            if (items == covered && chosen.size() == groups) {
                divisions.add(new HashSet<>(chosen));
            }
            return;
        }
        long first = Long.lowestOneBit(left);
        divide(all, left & ~first, items);
        for (long group : all) {
            if ((group & first) != 0 && (group & ~left) == 0) {
                chosen.add(group);
                divide(all, left & ~group, items + Long.bitCount(group));
                chosen.remove(chosen.size() - 1);
            }
        }
    }
}
