package io.counterfoil.reconciliation.engine.internal;

import static io.counterfoil.reconciliation.plan.MatchKey.AMOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.PARTY;
import static io.counterfoil.reconciliation.plan.MatchKey.REFERENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.reconciliation.engine.Reconciler;
import io.counterfoil.reconciliation.engine.Reconciliation;
import io.counterfoil.reconciliation.engine.RunOptions;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.MatchLimits;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.plan.Tolerance;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a later run takes over and when: rows that it takes over are no pairs of any pass again. */
class IncrementTest {

    private static final MatchPlan PLAN = MatchPlan.named("references")
            .pass(Pass.oneToOne("exact").on(REFERENCE, AMOUNT).confirm())
            .pass(Pass.oneToOne("near")
                    .on(REFERENCE)
                    .amount(Tolerance.absolute("0.01"))
                    .suggest())
            .build();

    private static ItemBatch lines(String... lines) {
        ItemBatch.Builder batch = ItemBatch.builder();
        for (String line : lines) {
            String[] fields = line.split(" ", -1);
            batch.id(fields[0]).amount(fields[1], "GBP").day(Crowd.DAY).reference(fields[2]);
            if (fields.length > 3) {
                batch.party(fields[3]);
            }
            batch.add();
        }
        return batch.build();
    }

    private static final ItemBatch LEFT = lines("a 1.00 A", "b 2.00 B", "c 3.00 C", "d 4.00 D", "e 5.00 E");
    private static final ItemBatch RIGHT = lines("a 1.00 A", "b 2.00 B", "c 3.01 C", "d1 4.00 D", "d2 4.00 D");

    private static Result run(
            MatchPlan plan,
            @Nullable BusinessCalendar calendar,
            MatchLimits limits,
            ItemBatch left,
            ItemBatch right,
            @Nullable Reconciliation earlier) {
        RunOptions.Builder options = RunOptions.builder();
        if (earlier != null) {
            options.earlier(earlier);
        }
        Run.Setting setting = new Run.Setting(plan, calendar, limits, 0, 1, options.build());
        return (Result) Run.of(setting, left, right, Crowd.AS_OF);
    }

    private static Result later(Reconciliation earlier, ItemBatch left, ItemBatch right) {
        Result later = run(PLAN, null, MatchLimits.defaults(), left, right, earlier);
        Result full = run(PLAN, null, MatchLimits.defaults(), left, right, null);
        assertThat(later.certificate()).isEqualTo(full.certificate());
        assertThat(later.matches().toList()).isEqualTo(full.matches().toList());
        assertThat(later.ambiguities().map(tie -> tie.alternatives()).toList())
                .isEqualTo(full.ambiguities().map(tie -> tie.alternatives()).toList());
        return later;
    }

    /** Pairs that its passes looked at. */
    private static long pairs(Result result) {
        return result.run().tallies.stream().mapToLong(tally -> tally.pairs).sum();
    }

    @Test
    @DisplayName("REC-40 unchanged rows are taken over: only what a change hangs together with is looked at again")
    void takesOver() {
        Result first = run(PLAN, null, MatchLimits.defaults(), LEFT, RIGHT, null);
        assertThat(pairs(first)).isEqualTo(5);
        assertThat(pairs(later(first, LEFT, RIGHT))).isZero();
        assertThat(pairs(later(first, lines("e 5.00 E", "d 4.00 D", "c 3.00 C", "b 2.00 B", "a 1.00 A"), RIGHT)))
                .as("another order is no change")
                .isZero();
        assertThat(pairs(later(
                        first, lines("a 1.00 A", "b 2.00 B", "c 3.00 C", "d 4.00 D", "e 5.00 E", "f 6.00 B"), RIGHT)))
                .as("a new row beside one that was matched")
                .isEqualTo(1);
        assertThat(pairs(later(first, LEFT, lines("a 1.00 A", "b 2.00 B", "c 3.01 C", "d1 4.00 D"))))
                .as("a twin is gone: the other is seen again")
                .isEqualTo(1);
        assertThat(pairs(later(first, lines("a 1.01 A", "b 2.00 B", "c 3.00 C", "d 4.00 D", "e 5.00 E"), RIGHT)))
                .as("a row changed")
                .isEqualTo(1);
    }

    @Test
    @DisplayName("REC-40 what an earlier run held stays held, by the pass that held it")
    void holds() {
        Result first = run(PLAN, null, MatchLimits.defaults(), LEFT, RIGHT, null);
        Result later = later(first, LEFT, RIGHT);
        for (Side side : Side.values()) {
            assertThat(later.run().side(side).state).isEqualTo(first.run().side(side).state);
        }
        int row = LEFT.rowOf(io.counterfoil.reconciliation.item.ItemId.of("d"));
        assertThat(later.run().left.state[row]).isEqualTo(SideData.HELD);
        assertThat(later.run().left.heldBy(row))
                .isEqualTo(first.run().left.heldBy(row))
                .isZero();
    }

    @Test
    @DisplayName(
            "REC-40 nothing is taken over from a run with another plan, calendar or limits, one that was cancelled, or one of others")
    void runsInFull() {
        Result first = run(PLAN, null, MatchLimits.defaults(), LEFT, RIGHT, null);
        MatchLimits limits = new MatchLimits(100, 100, 100, 5, 5, 5);
        assertThat(pairs(run(PLAN, null, limits, LEFT, RIGHT, first))).isEqualTo(5);
        assertThat(pairs(run(PLAN, Crowd.CALENDAR, MatchLimits.defaults(), LEFT, RIGHT, first)))
                .isEqualTo(5);
        MatchPlan other = MatchPlan.named("others")
                .pass(Pass.oneToOne("exact").on(REFERENCE, AMOUNT).suggest())
                .build();
        assertThat(pairs(run(other, null, MatchLimits.defaults(), LEFT, RIGHT, first)))
                .isEqualTo(4);
        MatchPlan wide = MatchPlan.named("wide")
                .pass(Pass.oneToOne("amount").on(AMOUNT).suggest())
                .build();
        Result chance = run(wide, null, MatchLimits.defaults(), LEFT, RIGHT, null);
        assertThat(pairs(run(wide, null, MatchLimits.defaults(), LEFT, RIGHT, chance)))
                .as("chance is weighed against all amounts")
                .isEqualTo(pairs(chance))
                .isPositive();
        Reconciliation cancelled = Reconciler.builder(PLAN)
                .build()
                .match(LEFT, RIGHT, RunOptions.builder().cancelled(() -> true).build(), Crowd.AS_OF);
        assertThat(pairs(later(cancelled, LEFT, RIGHT))).isEqualTo(5);
        Reconciliation foreign = (Reconciliation) Proxy.newProxyInstance(
                Reconciliation.class.getClassLoader(),
                new Class<?>[] {Reconciliation.class},
                (proxy, method, arguments) -> method.invoke(first, arguments));
        assertThat(pairs(later(foreign, LEFT, RIGHT))).isEqualTo(5);
    }

    @Test
    @DisplayName(
            "REC-40 REC-18 matched sets are taken over with the chance that was found, and lost sets and cuts with their words")
    void takesOverSets() {
        MatchPlan plan = MatchPlan.named("sets")
                .pass(Pass.oneToMany("set").on(PARTY).maxSetSize(2).suggest())
                .build();
        ItemBatch left = lines("a 10.07 A p", "b 7.00 B q", "c 7.00 C q", "d 20.00 D r");
        ItemBatch right = lines("x 4.03 X p", "y 6.04 Y p", "z 3.00 Z q", "w 4.00 W q");
        Result first = run(plan, null, MatchLimits.defaults(), left, right, null);
        Result later = run(plan, null, MatchLimits.defaults(), left, right, first);
        assertThat(first.matches()).hasSize(1);
        assertThat(later.matches().toList()).isEqualTo(first.matches().toList());
        assertThat(later.matches().findFirst().orElseThrow().confidence().risk())
                .isPresent();
        assertThat(later.certificate()).isEqualTo(first.certificate());
        List<String> words = new ArrayList<>();
        left.find(io.counterfoil.reconciliation.item.ItemId.of("b"))
                .ifPresent(item -> later.whyNot(Side.LEFT, item.id()).forEach(why -> words.add(why.toString())));
        List<String> before = new ArrayList<>();
        first.whyNot(Side.LEFT, io.counterfoil.reconciliation.item.ItemId.of("b"))
                .forEach(why -> before.add(why.toString()));
        assertThat(words).isEqualTo(before).isNotEmpty();
        for (MatchLimits tight : List.of(new MatchLimits(9, 9, 9, 2, 1, 9), new MatchLimits(9, 9, 9, 2, 9, 1))) {
            Result cut = run(plan, null, tight, left, right, null);
            Result again = run(plan, null, tight, left, right, cut);
            assertThat(cut.truncations()).isNotEmpty();
            assertThat(again.truncations().map(Object::toString).toList())
                    .isEqualTo(cut.truncations().map(Object::toString).toList());
            assertThat(again.certificate()).isEqualTo(cut.certificate());
        }
    }
}
