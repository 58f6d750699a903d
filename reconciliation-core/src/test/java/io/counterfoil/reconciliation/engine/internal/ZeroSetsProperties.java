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

    @Property(tries = 300)
    @Label("REC-20 irreducible groups, best divisions and what is in all of them equal exhaustive search")
    void equalsExhaustiveSearch(
            @ForAll @IntRange(min = 1, max = 5) int lefts,
            @ForAll @IntRange(min = 1, max = 5) int rights,
            @ForAll boolean sameSide,
            @ForAll long seed) {
        Random random = new Random(seed);
        long[] left = random.longs(lefts, -6, 7).map(x -> x == 0 ? 3 : x).toArray();
        long[] right = random.longs(rights, -6, 7).map(x -> x == 0 ? 2 : x).toArray();
        List<Long> irreducible = irreducible(left, right, sameSide);
        ZeroSets found = ZeroSets.of(new ZeroSets.Items(left, right, sameSide), 10_000_000);
        assertThat(found.irreducible()).containsExactlyInAnyOrderElementsOf(irreducible);
        chosen.clear();
        divisions.clear();
        covered = 0;
        groups = 0;
        divide(irreducible, 0, 0);
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

    private void divide(List<Long> all, int at, long taken) {
        if (at == all.size()) {
            int items = Long.bitCount(taken);
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
        divide(all, at + 1, taken);
        if ((taken & all.get(at)) == 0) {
            chosen.add(all.get(at));
            divide(all, at + 1, taken | all.get(at));
            chosen.remove(chosen.size() - 1);
        }
    }

    @Property(tries = 300)
    @Label("REC-18 the expected number of chance sets never falls as sets may be larger")
    void riskGrowsWithTheSizeOfSets(@ForAll @IntRange(min = 1, max = 9) int items, @ForAll long seed) {
        Random random = new Random(seed);
        long[] amounts = random.longs(items, 1, 500).toArray();
        double before = 0;
        for (int size = 1; size <= items; size++) {
            Coincidence risk = Coincidence.of(amounts, new Coincidence.Question(700, 0, size));
            double now = risk.numerator().doubleValue() / risk.denominator().doubleValue();
            assertThat(now).isGreaterThanOrEqualTo(before);
            before = now;
        }
    }
}
