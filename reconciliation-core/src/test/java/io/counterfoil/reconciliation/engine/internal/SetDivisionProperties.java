package io.counterfoil.reconciliation.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Divisions of sets among lines against every division written out. */
class SetDivisionProperties {

    private long best;
    private final List<Set<Integer>> choices = new ArrayList<>();

    @Property
    @Label("REC-19 what a line gets in every best division is found, and no two sets share an item")
    void equalsEveryDivision(
            @ForAll @IntRange(min = 1, max = 5) int lines,
            @ForAll @IntRange(min = 2, max = 7) int items,
            @ForAll boolean weighted,
            @ForAll long seed) {
        Random random = new Random(seed);
        List<SetDivision.Line> all = new ArrayList<>();
        for (int i = 0; i < lines; i++) {
            Set<Set<Integer>> sets = new HashSet<>();
            int count = 1 + random.nextInt(4);
            for (int s = 0; s < count; s++) {
                sets.add(new TreeSet<>(random.ints(1 + random.nextInt(3), 100, 100 + items)
                        .boxed()
                        .toList()));
            }
            all.add(new SetDivision.Line(
                    sets.stream()
                            .map(set -> set.stream().mapToInt(Integer::intValue).toArray())
                            .toList(),
                    weighted && random.nextBoolean() ? lines + 1 : 1));
        }
        best = -1;
        choices.clear();
        all.forEach(line -> choices.add(new TreeSet<>()));
        every(all, new int[lines], 0, 0, new HashSet<>());
        SetDivision division = new SetDivision(all, 1_000_000);
        assertThat(division.isComplete()).isTrue();
        for (int i = 0; i < lines; i++) {
            Set<Integer> mine = choices.get(i);
            assertThat(division.verdict(i))
                    .isEqualTo(mine.size() == 1 ? mine.iterator().next() : SetDivision.OPEN);
        }
        assertThat(division.servesAll())
                .isEqualTo(
                        best == all.stream().mapToLong(SetDivision.Line::weight).sum());
    }

    private void every(List<SetDivision.Line> all, int[] chosen, int at, long weight, Set<Integer> taken) {
        if (at == all.size()) {
            if (weight > best) {
                best = weight;
                choices.forEach(Set::clear);
            }
            for (int i = 0; i < chosen.length && weight == best; i++) {
                choices.get(i).add(chosen[i]);
            }
            return;
        }
        chosen[at] = SetDivision.NONE;
        every(all, chosen, at + 1, weight, taken);
        for (int s = 0; s < all.get(at).sets().size(); s++) {
            List<Integer> set = Arrays.stream(all.get(at).sets().get(s)).boxed().toList();
            if (set.stream().noneMatch(taken::contains)) {
                Set<Integer> more = new HashSet<>(taken);
                more.addAll(set);
                chosen[at] = s;
                every(all, chosen, at + 1, weight + all.get(at).weight(), more);
            }
        }
    }

    @Test
    @DisplayName("REC-19 thirty lines that want the same ten sets are all open, and a chain of a hundred is decided")
    void largeComponents() {
        List<int[]> ten = IntStream.range(0, 10).mapToObj(i -> new int[] {i}).toList();
        SetDivision crowd = new SetDivision(
                IntStream.range(0, 30)
                        .mapToObj(i -> new SetDivision.Line(ten, 1))
                        .toList(),
                20_000_000);
        assertThat(crowd.isComplete()).isTrue();
        assertThat(crowd.servesAll()).isFalse();
        assertThat(IntStream.range(0, 30).map(crowd::verdict)).containsOnly(SetDivision.OPEN);
        List<SetDivision.Line> chain = new ArrayList<>(List.of(new SetDivision.Line(List.of(new int[] {0}), 1)));
        for (int i = 1; i < 100; i++) {
            chain.add(new SetDivision.Line(List.of(new int[] {i - 1}, new int[] {i}), 1));
        }
        SetDivision decided = new SetDivision(chain, 20_000_000);
        assertThat(decided.servesAll()).isTrue();
        assertThat(decided.verdict(0)).isZero();
        assertThat(IntStream.range(1, 100).map(decided::verdict)).containsOnly(1);
    }

    @Test
    @DisplayName("REC-23 a division that a limit cuts decides nothing")
    void cut() {
        SetDivision cut = new SetDivision(
                List.of(
                        new SetDivision.Line(List.of(new int[] {1, 2}), 1),
                        new SetDivision.Line(List.of(new int[] {2, 3}), 1)),
                2);
        assertThat(cut.isComplete()).isFalse();
        assertThat(cut.servesAll()).isFalse();
        assertThat(cut.verdict(0)).isEqualTo(SetDivision.OPEN);
    }
}
