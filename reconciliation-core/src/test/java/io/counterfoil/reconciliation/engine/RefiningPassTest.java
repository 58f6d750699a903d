package io.counterfoil.reconciliation.engine;

import static io.counterfoil.reconciliation.plan.MatchKey.AMOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.PARTY;
import static io.counterfoil.reconciliation.plan.MatchKey.REFERENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.plan.Tolerance;
import io.counterfoil.reconciliation.plan.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A pass that refines chooses among the alternatives of earlier ties; what is left of those is decided again. */
class RefiningPassTest {

    private static final LocalDate DAY = LocalDate.of(2027, 3, 1);
    private static final AsOf AS_OF = new AsOf(LocalDate.of(2027, 3, 31), Instant.parse("2027-03-31T12:00:00Z"));

    private static final Pass AMOUNTS = Pass.oneToOne("amount")
            .on(AMOUNT)
            .within(Window.days(0, 3))
            .contest(Window.days(0, 6))
            .suggest();
    private static final Pass REFINES = Pass.oneToOne("reference")
            .on(REFERENCE)
            .amount(Tolerance.absolute("0.50"))
            .refines()
            .suggest();
    private static final Pass LAST = Pass.oneToOne("party").on(PARTY, AMOUNT).suggest();

    /** Lines as id, amount, day of the month, reference, party. */
    private static ItemBatch items(String... lines) {
        ItemBatch.Builder batch = ItemBatch.builder();
        for (String line : lines) {
            String[] fields = line.split(" ", -1);
            batch.id(fields[0])
                    .amount(fields[1], "GBP")
                    .day(DAY.plusDays(Integer.parseInt(fields[2])))
                    .reference(fields.length > 3 ? fields[3] : "")
                    .party(fields.length > 4 ? fields[4] : "")
                    .add();
        }
        return batch.build();
    }

    private static Reconciliation run(ItemBatch left, ItemBatch right, Pass... passes) {
        MatchPlan.Builder plan = MatchPlan.named("refining");
        List.of(passes).forEach(plan::pass);
        Reconciliation run = Reconciler.builder(plan.build()).build().match(left, right, AS_OF);
        run.conservation().orThrow();
        return run;
    }

    private static List<String> matched(Reconciliation run) {
        return run.matches()
                .map(match -> match.pass() + " " + match.left().get(0).item() + "="
                        + match.right().get(0).item())
                .sorted()
                .toList();
    }

    private static List<Integer> alternatives(Reconciliation run) {
        return run.ambiguities().map(tie -> tie.alternatives().size()).sorted().toList();
    }

    @Test
    @DisplayName(
            "REC-11 what a refining pass chooses leaves one reading of the rest, which the earlier pass then takes")
    void restIsDecided() {
        ItemBatch left = items("L1 100 1 A", "L2 100 1");
        ItemBatch right = items("R1 100 1 A", "R2 100 1");
        assertThat(alternatives(run(left, right, AMOUNTS))).containsExactly(2, 2);
        Reconciliation run = run(left, right, AMOUNTS, REFINES);
        assertThat(matched(run)).containsExactly("amount L2=R2", "reference L1=R1");
        assertThat(run.ambiguities()).isEmpty();
        assertThat(run.explainAnalyze().text())
                .contains("largest 4  -> 1 certain  0 interchangeable  0 likely  0 ambiguous");
    }

    @Test
    @DisplayName("REC-11 what stays tied after a choice stays ambiguous, with the readings that are left")
    void restStaysTied() {
        ItemBatch left = items("L1 100 1 A", "L2 100 1", "L3 100 1", "L4 7 1", "L5 7 1");
        ItemBatch right = items("R1 100 1 A", "R2 100 1", "R3 100 1", "R4 7 1");
        Reconciliation run = run(left, right, AMOUNTS, REFINES, LAST);
        assertThat(matched(run)).containsExactly("reference L1=R1");
        assertThat(alternatives(run)).containsExactly(1, 1, 2, 2);
        assertThat(run.whyNot(Side.LEFT, ItemId.of("L2"))).isNotEmpty();
    }

    @Test
    @DisplayName("REC-11 who loses the choice is free for later passes")
    void loserIsFree() {
        ItemBatch left = items("L1 100 1 A p", "L2 100 30 B q");
        ItemBatch right = items("R1 100 1 A p", "R2 100 1 C q");
        Reconciliation run = run(left, right, AMOUNTS, REFINES, LAST);
        assertThat(matched(run)).containsExactly("party L2=R2", "reference L1=R1");
        assertThat(run.ambiguities()).isEmpty();
    }

    @Test
    @DisplayName("REC-11 a held item is not given to anybody who is no alternative of it, free items pair freely")
    void onlyAlternatives() {
        ItemBatch left = items("L1 100 1 A", "L9 55 1 N");
        ItemBatch right = items("R1 100 1", "R2 100 1", "R3 100.40 1 A", "R9 55.10 1 N");
        Reconciliation run = run(left, right, AMOUNTS, REFINES);
        assertThat(matched(run)).containsExactly("reference L9=R9");
        assertThat(alternatives(run)).containsExactly(2);
        assertThat(run.whyNot(
                        left.find(ItemId.of("L1")).orElseThrow(),
                        right.find(ItemId.of("R3")).orElseThrow()))
                .anyMatch(why -> why.code() == Reconciliation.Reason.HELD);
    }

    @Test
    @DisplayName("REC-11 a refining pass that ties itself leaves the earlier ambiguity as it was")
    void tiesItself() {
        ItemBatch left = items("L1 100 1 A", "L2 100 1 A");
        ItemBatch right = items("R1 100 1 A", "R2 100 1 A");
        Reconciliation run = run(left, right, AMOUNTS, REFINES);
        assertThat(run.matches()).isEmpty();
        assertThat(alternatives(run)).containsExactly(2, 2);
        assertThat(run.ambiguities().map(tie -> tie.evidence().sentence()))
                .allMatch(sentence -> sentence.startsWith("amount:"));
    }

    @Test
    @DisplayName(
            "REC-11 REC-13 rivals of the contest scope are held and chosen like others, and decided again without the chosen")
    void rivals() {
        // L1 could be R1's or, a day too far, R2's; both rights are within reach of L2
        ItemBatch left = items("L1 100 1 A", "L2 100 5 B");
        ItemBatch right = items("R1 100 5 A", "R2 100 1 B");
        Reconciliation tied = run(left, right, AMOUNTS);
        Reconciliation run = run(left, right, AMOUNTS, REFINES);
        assertThat(matched(tied)).containsExactly("amount L1=R2", "amount L2=R1");
        assertThat(matched(run)).isEqualTo(matched(tied));
        ItemBatch later = items("L1 100 1 A", "L2 100 1");
        ItemBatch both = items("R1 100 1 A", "R2 100 1", "R3 100 7");
        assertThat(alternatives(run(later, both, AMOUNTS))).isNotEmpty();
        assertThat(matched(run(later, both, AMOUNTS, REFINES))).contains("reference L1=R1", "amount L2=R2");
    }

    @Test
    @DisplayName("REC-11 two passes refine one after the other")
    void twice() {
        Pass byParty = Pass.oneToOne("by party")
                .on(PARTY)
                .amount(Tolerance.absolute("0.50"))
                .refines()
                .suggest();
        ItemBatch left = items("L1 100 1 A", "L2 100 1 x p", "L3 100 1 y", "L4 100 1 z");
        ItemBatch right = items("R1 100 1 A", "R2 100 1 u p", "R3 100 1 v", "R4 100 1 w");
        Reconciliation run = run(left, right, AMOUNTS, REFINES, byParty);
        assertThat(matched(run)).containsExactly("by party L2=R2", "reference L1=R1");
        assertThat(alternatives(run)).containsExactly(2, 2);
    }
}
