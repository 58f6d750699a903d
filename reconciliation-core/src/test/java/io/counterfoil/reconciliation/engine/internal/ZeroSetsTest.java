package io.counterfoil.reconciliation.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Groups that cancel, counted by hand, and the step at which a search is cut. */
class ZeroSetsTest {

    private static ZeroSets of(long maxSteps, long[] left, long... right) {
        return ZeroSets.of(new ZeroSets.Items(left, right, false), maxSteps);
    }

    @Test
    @DisplayName("REC-20 three ones against three: nine pairs, six best divisions, and no pair in all of them")
    void ones() {
        ZeroSets found = of(1_000_000, new long[] {1, 1, 1}, 1, 1, 1);
        assertThat(found.irreducible()).hasSize(9);
        assertThat(found.best()).isEqualTo(new ZeroSets.Best(6, 3, 6));
        assertThat(found.backbone()).isEmpty();
        assertThat(found.inSomeBest()).containsExactlyElementsOf(found.irreducible());
        assertThat(found.isComplete()).isTrue();
    }

    @Test
    @DisplayName("REC-23 a search for groups is cut at its limit of steps, not a step before, and says so")
    void limit() {
        // 20 sums that cancel, the empty one among them; each of 19 is compared with the groups before it: 0 to 8, and
        // 9 for ten
        long all = 20 + 36 + 90;
        ZeroSets enough = of(all, new long[] {1, 1, 1}, 1, 1, 1);
        assertThat(enough.isComplete()).isTrue();
        assertThat(enough.irreducible()).hasSize(9);
        assertThat(of(all - 1, new long[] {1, 1, 1}, 1, 1, 1).isComplete()).isFalse();
        assertThat(of(19, new long[] {1, 1, 1}, 1, 1, 1).isComplete()).isFalse();
        assertThat(of(7, new long[] {1, 1, 1}, 1, 1, 1).irreducible())
                .as("eight sums of a half are too many")
                .isEmpty();
        enough.best();
        assertThat(enough.isComplete()).as("no step was left for divisions").isFalse();
        // one on each side: two sums of a half, the empty sum and the pair
        assertThat(of(2, new long[] {4}, 4).isComplete()).isTrue();
        assertThat(of(1, new long[] {4}, 4).isComplete()).isFalse();
    }

    @Test
    @DisplayName(
            "REC-20 a group is not listed with one inside it, the smallest come first, and what is certain is in each best division")
    void certain() {
        // 5 = 5; 7 + 4 = 11 and 4 = 4 do not go together
        ZeroSets found = of(1_000_000, new long[] {5, 7, 4}, 5, 11, 4);
        assertThat(found.irreducible())
                .extracting(group -> List.of(found.lefts(group).length, found.rights(group).length))
                .containsExactly(List.of(1, 1), List.of(1, 1), List.of(2, 1));
        // 5 and 7 + 4 cover five of six, 5 and 4 cover four
        assertThat(found.best()).isEqualTo(new ZeroSets.Best(5, 2, 1));
        assertThat(found.backbone())
                .extracting(group -> found.lefts(group)[0] + "-" + found.rights(group)[0])
                .containsExactly("0-0", "1-1");
        assertThat(found.inSomeBest()).isEqualTo(found.backbone());
    }
}
