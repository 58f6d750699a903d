package io.counterfoil.reconciliation.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RegretsTest {

    /**
     * A line of pairs of which only the last has a free right beside it. Each left can also have any right further down the line, the nearer the better by far, so that many short
     * steps are shorter than a long one; numbers are drawn, so that pairs get nearer again and again before they are told the shortest way.
     */
    private static long[][] line(int size, long seed, boolean ring) {
        List<Integer> number = new ArrayList<>(IntStream.range(0, size).boxed().toList());
        Collections.shuffle(number, new Random(seed));
        long[][] weight = new long[size][size + 1];
        long whole = 100L * size * size;
        for (int i = 0; i < size; i++) {
            int l = number.get(i);
            for (int j = i; j < size; j++) {
                weight[l][number.get(j)] = whole - (long) (j - i) * (j - i);
            }
        }
        if (ring) {
            weight[number.get(size - 1)][number.get(0)] = whole - 3;
        } else {
            weight[number.get(size - 1)][size] = whole - 2;
        }
        return weight;
    }

    @Test
    @DisplayName(
            "REC-12 regrets of a long line of exchanges are what solving without each pair loses, though ways get shorter many times")
    void linesAndRings() {
        for (int size : new int[] {20, 70, 110}) {
            for (boolean ring : new boolean[] {false, true}) {
                long[][] weight = line(size, size, ring);
                Assignment best = AssignmentProperties.solve(weight);
                Regrets regrets = best.regrets();
                for (int l = 0; l < size; l++) {
                    int mate = best.mateOf(l);
                    assertThat(mate).isNotNegative();
                    long kept = weight[l][mate];
                    weight[l][mate] = 0;
                    assertThat(regrets.of(l))
                            .isEqualTo(best.totalWeight()
                                    - AssignmentProperties.solve(weight).totalWeight());
                    weight[l][mate] = kept;
                }
            }
        }
    }
}
