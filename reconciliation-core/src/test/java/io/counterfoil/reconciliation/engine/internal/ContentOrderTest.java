package io.counterfoil.reconciliation.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.item.Side;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ContentOrderTest {

    /** In content order: the day first, then the amount, no reference before any, the reference, the bytes of the id. */
    private static final List<String[]> ORDERED = List.of(
            new String[] {"z", "9", "0", "R9"},
            new String[] {"b", "-99999999999999", "1", "R1"},
            new String[] {"a", "-99999999999998", "1", "R1"},
            new String[] {"c", "-171798692", "1", ""},
            new String[] {"d", "-2", "1", "R1"},
            new String[] {"e", "1", "1", ""},
            new String[] {"f", "1", "1", ""},
            new String[] {"B", "1", "1", "R1"},
            new String[] {"a2", "1", "1", "R1"},
            new String[] {"a1", "1", "1", "R10"},
            new String[] {"a0", "1", "1", "R2"},
            new String[] {"g", "171798691", "1", "R1"},
            new String[] {"i", "99999999999998", "1", "R1"},
            new String[] {"h", "99999999999999", "1", "R1"},
            new String[] {"A", "-5", "2", ""});

    private static SideData side(List<String[]> lines) {
        ItemBatch.Builder batch = ItemBatch.builder();
        for (String[] line : lines) {
            batch.id(line[0])
                    .amount(line[1], "GBP")
                    .day(Crowd.DAY.plusDays(Long.parseLong(line[2])))
                    .reference(line[3])
                    .add();
        }
        return new SideData(Side.LEFT, batch.build(), new SideData.Codes());
    }

    private static List<String> ids(SideData side, int[] rows) {
        return IntStream.of(rows)
                .mapToObj(row -> side.batch.view(row).id().value())
                .toList();
    }

    @Test
    @DisplayName("REC-39 items are ordered by what they are, whatever the order in which they came")
    void sorted() {
        List<String> expected = ORDERED.stream().map(line -> line[0]).toList();
        for (int seed = 0; seed < 50; seed++) {
            List<String[]> lines = new ArrayList<>(ORDERED);
            Collections.shuffle(lines, new Random(seed));
            SideData side = side(lines);
            int[] rows = IntStream.range(0, lines.size()).toArray();
            assertThat(ids(side, ContentOrder.sorted(side, rows))).isEqualTo(expected);
            assertThat(rows).as("the rows given stay").isSorted();
        }
        SideData side = side(ORDERED);
        assertThat(ContentOrder.sorted(side, new int[] {7})).containsExactly(7);
        assertThat(ContentOrder.sorted(side, new int[] {8, 2})).containsExactly(2, 8);
    }

    @Test
    @DisplayName("REC-39 keys of days and amounts never contradict the order, and each item stands where it stands")
    void keys() {
        SideData side = side(ORDERED);
        SideData same = side(ORDERED);
        for (int a = 0; a < ORDERED.size(); a++) {
            for (int b = 0; b < ORDERED.size(); b++) {
                assertThat(Integer.signum(ContentOrder.compare(side, a, same, b)))
                        .isEqualTo(Integer.compare(a, b));
                assertThat(ContentOrder.key(side, a) <= ContentOrder.key(same, b) || a > b)
                        .as(a + " and " + b)
                        .isTrue();
            }
        }
        assertThat(ContentOrder.key(side, 3)).isLessThan(ContentOrder.key(side, 4));
        assertThat(ContentOrder.key(side, 1)).isEqualTo(ContentOrder.key(side, 2));
        assertThat(ContentOrder.key(side, 12)).isEqualTo(ContentOrder.key(side, 13));
        assertThat(ContentOrder.key(side, 13)).isLessThan(ContentOrder.key(side, 14));
    }

    @Test
    @DisplayName("REC-39 smaller sets come first, then the first member that differs decides")
    void sets() {
        SideData side = side(ORDERED);
        assertThat(ContentOrder.compareSets(side, new int[] {9}, new int[] {1, 2}))
                .isNegative();
        assertThat(ContentOrder.compareSets(side, new int[] {1, 2}, new int[] {9}))
                .isPositive();
        assertThat(ContentOrder.compareSets(side, new int[] {1, 2}, new int[] {1, 2}))
                .isZero();
        assertThat(ContentOrder.compareSets(side, new int[] {1, 2, 9}, new int[] {1, 3, 4}))
                .isNegative();
        assertThat(ContentOrder.compareSets(side, new int[] {1, 5}, new int[] {1, 3}))
                .isPositive();
    }
}
