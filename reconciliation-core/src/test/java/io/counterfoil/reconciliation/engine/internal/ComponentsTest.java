package io.counterfoil.reconciliation.engine.internal;

import static io.counterfoil.reconciliation.plan.MatchKey.AMOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.PARTY;
import static io.counterfoil.reconciliation.plan.MatchKey.REFERENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What hangs together and may not be torn apart by shards: read off by hand. */
class ComponentsTest {

    private static final LocalDate DAY = LocalDate.of(2027, 3, 10);

    /** Lines as {@code amount reference party group}; {@code -} where there is none. */
    private static ItemBatch batch(String... lines) {
        ItemBatch.Builder batch = ItemBatch.builder();
        for (int i = 0; i < lines.length; i++) {
            String[] cells = lines[i].split(" ", -1);
            batch.id("i" + i).amount(cells[0], "GBP").day(DAY);
            if (!cells[1].equals("-")) {
                batch.reference(cells[1]);
            }
            if (!cells[2].equals("-")) {
                batch.party(cells[2]);
            }
            if (!cells[3].equals("-")) {
                batch.group(cells[3]);
            }
            batch.add();
        }
        return batch.build();
    }

    /** The components of lefts, then of rights, numbered as they come. */
    private static List<Integer> of(Pass pass, ItemBatch left, ItemBatch right) {
        Components found = Components.of(MatchPlan.named("test").pass(pass).build(), left, right);
        List<Integer> numbers = new ArrayList<>();
        for (int row = 0; row < left.size(); row++) {
            numbers.add(found.ofLeft(row));
        }
        for (int row = 0; row < right.size(); row++) {
            numbers.add(found.ofRight(row));
        }
        return numbers;
    }

    @Test
    @DisplayName("REC-63 items of one reference hang together over both sides, others stand alone")
    void references() {
        Pass pass = Pass.oneToOne("p").on(REFERENCE, AMOUNT).suggest();
        assertThat(of(pass, batch("1 A - -", "1 B - -", "1 C - -"), batch("1 C - -", "1 A - -", "1 A - -")))
                .containsExactly(0, 1, 2, 2, 0, 0);
    }

    @Test
    @DisplayName("REC-63 REC-18 what only amounts decide hangs together by party, since chance is weighed there")
    void chance() {
        Pass pass = Pass.oneToOne("p").on(PARTY, AMOUNT).suggest();
        assertThat(of(pass, batch("1 - a -", "2 - b -", "3 - a -"), batch("9 - b -", "8 - a -")))
                .containsExactly(0, 1, 0, 1, 0);
        assertThat(of(Pass.oneToOne("p").on(AMOUNT).suggest(), batch("1 - a -", "2 - b -"), batch("9 - - -")))
                .as("no party asked for: all of a currency")
                .containsExactly(0, 0, 0);
    }

    @Test
    @DisplayName("REC-63 REC-15 REC-21 members of a group that is taken whole, and all that may cancel, hang together")
    void groupsAndNetting() {
        Pass groups = Pass.oneToGroup("p").on(REFERENCE, AMOUNT).suggest();
        assertThat(of(groups, batch("3 A - -", "3 B - -"), batch("1 A - g", "2 Z - g", "3 B - h", "5 Y - -")))
                .containsExactly(0, 1, 0, 0, 1, 2);
        Pass turned = Pass.groupToOne("p").on(REFERENCE, AMOUNT).suggest();
        assertThat(of(turned, batch("1 A - g", "2 Z - g", "3 B - h", "5 Y - -"), batch("3 A - -", "3 B - -")))
                .containsExactly(0, 0, 1, 2, 0, 1);
        Pass netting = Pass.netting("p", Side.LEFT).on(REFERENCE).suggest();
        assertThat(of(netting, batch("1 A - -", "-1 A - -"), batch("1 A - -"))).startsWith(0, 0);
    }

    @Test
    @DisplayName("REC-63 components are spread over shards by turns, each to the lightest near its turn")
    void spread() {
        // components of 4, 1, 1, 1 and 1 items
        Components found = Components.of(
                MatchPlan.named("test")
                        .pass(Pass.oneToOne("p").on(REFERENCE, AMOUNT).suggest())
                        .build(),
                batch("1 A - -", "1 A - -", "1 A - -", "1 B - -", "1 C - -", "1 D - -", "1 E - -"),
                batch("1 A - -"));
        // 4 to the first; 1 to the second; the third's turn is the first shard's, the second is lighter; and so on
        assertThat(found.spread(2)).containsExactly(0, 1, 1, 1, 1);
        assertThat(found.spread(1)).containsExactly(0, 0, 0, 0, 0);
        assertThat(found.spread(3)).containsExactly(0, 1, 2, 1, 2);
    }
}
