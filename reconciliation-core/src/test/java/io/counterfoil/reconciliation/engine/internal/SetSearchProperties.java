package io.counterfoil.reconciliation.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.reconciliation.engine.internal.SetSearch.End;
import io.counterfoil.reconciliation.engine.internal.SetSearch.Limits;
import io.counterfoil.reconciliation.engine.internal.SetSearch.Method;
import io.counterfoil.reconciliation.engine.internal.SetSearch.Question;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Every way to search against every subset written out, and against each other where there are too many subsets. */
class SetSearchProperties {

    private static final Limits NO_LIMIT = new Limits(200, 1_000_000, 1_000_000_000L);

    /** A pool and what is asked of it. */
    static final class Pool {
        private final long[] amounts;
        private final int[] kinds;
        private final Question question;

        Pool(long[] amounts, int[] kinds, Question question) {
            this.amounts = amounts;
            this.kinds = kinds;
            this.question = question;
        }

        @Override
        public String toString() {
            return Arrays.toString(amounts) + " kinds " + Arrays.toString(kinds) + " " + question;
        }
    }

    @Provide
    Arbitrary<Pool> pools() {
        Arbitrary<Long> amount = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(3, Arbitraries.longs().between(1, 60)),
                net.jqwik.api.Tuple.of(2, Arbitraries.of(500L, 1000L, 1500L)),
                net.jqwik.api.Tuple.of(2, Arbitraries.longs().between(-60, -1)),
                net.jqwik.api.Tuple.of(1, Arbitraries.longs().between(1, 1L << 50)));
        return Combinators.combine(
                        amount.list().ofMinSize(1).ofMaxSize(16),
                        Arbitraries.integers().between(1, 17),
                        Arbitraries.longs().between(0, 30),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.longs())
                .as((amounts, size, width, kindsLike, seed) -> {
                    Random random = new Random(seed);
                    long[] pool = amounts.stream().mapToLong(Long::longValue).toArray();
                    long target = random.nextInt(4) == 0 ? random.nextInt(200) - 50 : 0;
                    for (long a : pool) {
                        target += random.nextBoolean() ? a : 0;
                    }
                    long low = target - (random.nextBoolean() ? 0 : width);
                    long high = target + (random.nextBoolean() ? 0 : width);
                    return new Pool(
                            pool,
                            kinds(pool, kindsLike, random),
                            new Question(low, low == 0 && high == 0 ? 1 : high, size));
                });
    }

    /** All different, by amount, by amount and another mark, or across amounts. */
    private static int[] kinds(long[] amounts, int like, Random random) {
        return IntStream.range(0, amounts.length)
                .map(i -> switch (like) {
                    case 0 -> i;
                    case 1 -> (int) (amounts[i] % 1_000_003);
                    case 2 -> (int) (amounts[i] % 1_000_003) * 2 + random.nextInt(2);
                    default -> random.nextInt(3);
                })
                .toArray();
    }

    private record Truth(Set<String> sets, Set<String> compositions) {}

    private static Truth truth(Pool pool) {
        Set<String> sets = new TreeSet<>();
        Set<String> compositions = new TreeSet<>();
        for (int mask = 1; mask < 1 << pool.amounts.length; mask++) {
            long sum = 0;
            List<Integer> kinds = new ArrayList<>();
            TreeSet<Integer> items = new TreeSet<>();
            for (int i = 0; i < pool.amounts.length; i++) {
                if ((mask >> i & 1) == 1) {
                    sum += pool.amounts[i];
                    kinds.add(pool.kinds[i]);
                    items.add(i);
                }
            }
            if (sum >= pool.question.low()
                    && sum <= pool.question.high()
                    && items.size() <= pool.question.maxSetSize()) {
                kinds.sort(null);
                sets.add(items.toString());
                compositions.add(kinds.toString());
            }
        }
        return new Truth(sets, compositions);
    }

    private static Set<String> shown(List<int[]> sets) {
        Set<String> shown = new TreeSet<>();
        for (int[] set : sets) {
            TreeSet<Integer> items = new TreeSet<>();
            Arrays.stream(set).forEach(items::add);
            assertThat(items).hasSize(set.length);
            assertThat(shown.add(items.toString())).as("listed once").isTrue();
        }
        return shown;
    }

    private static Set<String> compositions(Pool pool, List<int[]> sets) {
        Set<String> shown = new TreeSet<>();
        for (int[] set : sets) {
            shown.add(Arrays.stream(set)
                    .map(i -> pool.kinds[i])
                    .sorted()
                    .boxed()
                    .toList()
                    .toString());
        }
        return shown;
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    @Label("REC-16 REC-17 sets and compositions are those of trying every subset, whichever way is chosen")
    void equalsBruteForce(@ForAll("pools") Pool pool) {
        Truth truth = truth(pool);
        List<SetSearch> all = new ArrayList<>();
        all.add(SetSearch.of(pool.amounts, pool.kinds, pool.question, NO_LIMIT));
        for (Method method : Method.values()) {
            SetSearch found = SetSearch.by(method, pool.amounts, pool.kinds, pool.question, NO_LIMIT);
            if (found.end() != End.POOL) {
                all.add(found);
            }
        }
        for (SetSearch found : all) {
            assertThat(found.end()).isEqualTo(End.COMPLETE);
            assertThat(found.exploredMillionths()).isEqualTo(1_000_000);
            assertThat(shown(found.sets())).isEqualTo(truth.sets());
            assertThat(found.count().items()).isEqualTo(truth.sets().size());
            assertThat(found.count().compositions())
                    .isEqualTo(truth.compositions().size());
            assertThat(found.count().exact()).isTrue();
            assertThat(compositions(pool, found.readings())).isEqualTo(truth.compositions());
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    @Label("REC-17 a saturated count is a lower bound of hits that are hits, and none means that there is none")
    void saturates(@ForAll("pools") Pool pool, @ForAll @IntRange(min = 1, max = 5) int most) {
        Truth truth = truth(pool);
        for (Method method : Method.values()) {
            SetSearch found =
                    SetSearch.by(method, pool.amounts, pool.kinds, pool.question, new Limits(200, most, 1_000_000_000));
            if (found.end() == End.POOL) {
                continue;
            }
            assertThat(truth.sets()).containsAll(shown(found.sets()));
            assertThat(found.sets().isEmpty()).isEqualTo(truth.sets().isEmpty());
            assertThat(found.count().items()).isLessThanOrEqualTo(truth.sets().size());
            assertThat(found.readings().size()).isLessThanOrEqualTo(most);
            if (found.end() == End.COMPLETE) {
                assertThat(found.count().items()).isEqualTo(truth.sets().size());
                assertThat(found.readings().size()).isLessThan(most);
            } else {
                assertThat(found.end()).isEqualTo(End.COUNT);
                assertThat(found.count().exact()).isFalse();
                assertThat(found.readings()).hasSize(most);
            }
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    @Label("REC-23 a search that a limit cuts says so, lists only hits, and never says none")
    void cuts(@ForAll("pools") Pool pool, @ForAll @IntRange(min = 1, max = 400) int steps) {
        Truth truth = truth(pool);
        for (Method method : Method.values()) {
            SetSearch found =
                    SetSearch.by(method, pool.amounts, pool.kinds, pool.question, new Limits(200, 1_000_000, steps));
            if (found.end() == End.STEPS) {
                assertThat(found.steps()).isGreaterThan(steps);
                assertThat(found.end().isCut()).isTrue();
                assertThat(found.exploredMillionths()).isBetween(0L, 999_999L);
                assertThat(found.count().exact()).isFalse();
                assertThat(truth.sets()).containsAll(shown(found.sets()));
            } else if (found.end() == End.COMPLETE) {
                assertThat(shown(found.sets())).isEqualTo(truth.sets());
            }
        }
    }

    @Property(tries = 40)
    @Label("REC-17 on larger pools all ways that fit find the same sets")
    void agreeWithEachOther(@ForAll @IntRange(min = 0, max = 4) int like, @ForAll long seed) {
        Random random = new Random(seed);
        int n = 24 + random.nextInt(17);
        long[] amounts = random.longs(n, 1, 9)
                .map(x -> switch (like) {
                    case 0 -> x * 4_900 + 100;
                    case 1 -> (1L << 40) + random.nextInt(1 << 30);
                    case 2 -> 100 * (1 + random.nextInt(4_000));
                    case 3 -> random.nextInt(5) == 0 ? -1 - random.nextInt(90_000) : 1 + random.nextInt(90_000);
                    default -> 1 + random.nextInt(200_000);
                })
                .toArray();
        int size = 2 + random.nextInt(4);
        long target =
                random.ints(size, 0, n).distinct().mapToLong(i -> amounts[i]).sum();
        long width = random.nextInt(3) == 0 ? 40 : 0;
        int maxSize = random.nextInt(3) == 0 && like == 1 ? n : size;
        Question question = new Question(target - width, target == 0 && width == 0 ? 1 : target + width, maxSize);
        int[] kinds = IntStream.range(0, n).toArray();
        SetSearch first = SetSearch.of(amounts, kinds, question, NO_LIMIT);
        assertThat(first.end()).isEqualTo(End.COMPLETE);
        assertThat(first.sets()).isNotEmpty();
        int fitting = 0;
        for (Method method : Method.values()) {
            if (method == Method.DEPTH_FIRST && maxSize == n) {
                continue;
            }
            SetSearch other = SetSearch.by(method, amounts, kinds, question, NO_LIMIT);
            if (!other.end().isCut()) {
                fitting++;
                assertThat(shown(other.sets())).isEqualTo(shown(first.sets()));
            }
        }
        assertThat(fitting).isPositive();
    }
}
