package io.counterfoil.reconciliation.engine;

import static io.counterfoil.reconciliation.plan.MatchKey.ACCOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.AMOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.GROUP;
import static io.counterfoil.reconciliation.plan.MatchKey.REFERENCE;
import static io.counterfoil.reconciliation.plan.MatchKey.REFERENCE_LOOSELY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.calendar.HolidayCalendar;
import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.reconciliation.breaks.Break;
import io.counterfoil.reconciliation.breaks.BreakClass;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.item.ItemView;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.plan.PassDecision;
import io.counterfoil.reconciliation.plan.PlanException;
import io.counterfoil.reconciliation.plan.Tolerance;
import io.counterfoil.reconciliation.plan.Window;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReconcilerTest {

    private static final LocalDate DAY = LocalDate.of(2027, 3, 1);
    private static final Instant NOW = Instant.parse("2027-03-31T12:00:00Z");
    private static final AsOf AS_OF = new AsOf(LocalDate.of(2027, 3, 31), NOW);
    private static final BusinessCalendar WEEKDAYS = BusinessCalendar.of(HolidayCalendar.of(
            Set.of(LocalDate.of(2027, 3, 26), LocalDate.of(2028, 1, 3)), Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY)));

    private static ItemBatch.Builder items() {
        return ItemBatch.builder();
    }

    private static void add(ItemBatch.Builder to, String id, String amount, int dayOffset, String reference) {
        to.id(id)
                .amount(amount, "GBP")
                .day(DAY.plusDays(dayOffset))
                .reference(reference)
                .add();
    }

    private static Reconciliation run(ItemBatch left, ItemBatch right, Pass... passes) {
        MatchPlan.Builder plan = MatchPlan.named("test");
        for (Pass pass : passes) {
            plan.pass(pass);
        }
        return Reconciler.builder(plan.build()).calendar(WEEKDAYS).build().match(left, right, AS_OF);
    }

    private static ItemView view(ItemBatch batch, String id) {
        return batch.find(ItemId.of(id)).orElseThrow();
    }

    private static List<String> pairs(Reconciliation run) {
        return run.matches()
                .map(m -> m.left().stream().map(p -> p.item().value()).toList() + "="
                        + m.right().stream().map(p -> p.item().value()).toList())
                .toList();
    }

    @Test
    @DisplayName("REC-02 an item is claimed once over all passes, and the earlier pass has it")
    void claimsOnce() {
        ItemBatch.Builder left = items();
        add(left, "l1", "10.00", 0, "A");
        add(left, "l2", "10.00", 0, "B");
        ItemBatch.Builder right = items();
        add(right, "r1", "10.00", 0, "A");
        Reconciliation run = run(
                left.build(),
                right.build(),
                Pass.oneToOne("reference").on(REFERENCE, AMOUNT).confirm(),
                Pass.oneToOne("amount").on(AMOUNT).confirm());
        assertThat(pairs(run)).containsExactly("[l1]=[r1]");
        assertThat(run.matches().findFirst().orElseThrow().decision()).isEqualTo(PassDecision.Outcome.CONFIRM);
        assertThat(run.open(Side.LEFT).map(i -> i.id().value())).containsExactly("l2");
        run.conservation().orThrow();
    }

    @Test
    @DisplayName("REC-11 a tie is ambiguous with all its alternatives, and no later pass takes a rival away")
    void holdsTies() {
        ItemBatch.Builder left = items();
        add(left, "l1", "10.00", 0, "");
        add(left, "l2", "10.05", 0, "");
        ItemBatch.Builder right = items();
        add(right, "r1", "10.00", 0, "");
        add(right, "r2", "10.00", 5, "");
        Reconciliation run = run(
                left.build(),
                right.build(),
                Pass.oneToOne("exact").on(AMOUNT).confirm(),
                Pass.oneToOne("near").amount(Tolerance.absolute("0.10")).confirm());
        assertThat(run.matches()).isEmpty();
        List<Resolution.Ambiguous<Match>> ambiguities = run.ambiguities().toList();
        assertThat(ambiguities).hasSize(1);
        assertThat(ambiguities.get(0).count().items()).isEqualTo(2);
        assertThat(ambiguities.get(0).alternatives())
                .extracting(m -> m.right().get(0).item().value())
                .containsExactly("r1", "r2");
        assertThat(run.resolution(Side.RIGHT, ItemId.of("r2")).kind()).isEqualTo(Resolution.Kind.AMBIGUOUS);
        assertThat(run.resolution(Side.LEFT, ItemId.of("l2")).kind()).isEqualTo(Resolution.Kind.NONE);
        assertThat(run.breaks().map(Break::breakClass)).contains(BreakClass.AMBIGUOUS);
        run.conservation().orThrow();
    }

    @Test
    @DisplayName("REC-13 a rival in the contest scope keeps a match from being certain")
    void contestScope() {
        ItemBatch.Builder left = items();
        add(left, "l1", "10.00", 0, "");
        ItemBatch.Builder right = items();
        add(right, "r1", "10.00", 1, "");
        add(right, "r2", "10.00", 9, "");
        Pass narrow =
                Pass.oneToOne("amount+day").on(AMOUNT).within(Window.days(0, 3)).confirm();
        Match without =
                run(left.build(), right.build(), narrow).matches().findFirst().orElseThrow();
        assertThat(without.confidence().certainty()).isEqualTo(Confidence.Certainty.CERTAIN);
        ItemBatch.Builder again = items();
        add(again, "l1", "10.00", 0, "");
        ItemBatch.Builder others = items();
        add(others, "r1", "10.00", 1, "");
        add(others, "r2", "10.00", 9, "");
        Match contested = run(again.build(), others.build(), narrow.contest(Window.days(0, 21)))
                .matches()
                .findFirst()
                .orElseThrow();
        assertThat(contested.confidence().certainty()).isEqualTo(Confidence.Certainty.LIKELY);
        assertThat(contested.confidence().margin().regretMillibits()).isEqualTo(3_000);
        assertThat(contested.decision()).isEqualTo(PassDecision.Outcome.SUGGEST);
    }

    @Test
    @DisplayName("REC-08 REC-37 why-not names the business days between two lines and the limit")
    void whyNotNamesTheLimit() {
        ItemBatch.Builder left = items();
        add(left, "bank", "10.00", 0, "X");
        ItemBatch.Builder right = items();
        add(right, "book", "10.00", 7, "Y");
        ItemBatch bank = left.build();
        ItemBatch book = right.build();
        Reconciliation run = run(
                bank,
                book,
                Pass.oneToOne("reference").on(REFERENCE, AMOUNT).confirm(),
                Pass.oneToOne("amount+day")
                        .on(AMOUNT)
                        .within(Window.businessDays(0, 3))
                        .confirm(),
                Pass.oneToMany("deposit").on(ACCOUNT).maxSetSize(6).suggest());
        assertThat(run.whyNot(view(bank, "bank"), view(book, "book")))
                .extracting(Obstacle::sentence)
                .containsExactly(
                        "reference: reference not the same",
                        "amount+day: 5 business days apart, limit 3",
                        "deposit: account missing on a side");
    }

    @Test
    @DisplayName("REC-15 one deposit matches a declared group taken whole, with its sum")
    void matchesGroups() {
        ItemBatch.Builder left = items();
        left.id("payout").amount("95.00", "GBP").day(DAY).group("po_1").add();
        ItemBatch.Builder right = items();
        right.id("charge").amount("100.00", "GBP").day(DAY).group("po_1").add();
        right.id("fee").amount("-5.00", "GBP").day(DAY).group("po_1").add();
        right.id("other").amount("95.00", "GBP").day(DAY).group("po_2").add();
        Reconciliation run = run(
                left.build(),
                right.build(),
                Pass.oneToGroup("payout").on(GROUP, AMOUNT).confirm());
        assertThat(pairs(run)).containsExactly("[payout]=[fee, charge]");
        run.conservation().orThrow();
    }

    @Test
    @DisplayName("REC-16 REC-19 one deposit pays several invoices; a set that two lines want is nobody's")
    void searchesSets() {
        ItemBatch.Builder left = items();
        add(left, "dep", "60.00", 0, "");
        ItemBatch.Builder right = items();
        add(right, "i1", "10.00", 0, "");
        add(right, "i2", "50.00", 0, "");
        add(right, "i3", "33.00", 0, "");
        Pass sets = Pass.oneToMany("sets").suggest();
        Reconciliation run = run(left.build(), right.build(), sets);
        assertThat(pairs(run)).containsExactly("[dep]=[i1, i2]");
        Match found = run.matches().findFirst().orElseThrow();
        assertThat(found.decision()).isEqualTo(PassDecision.Outcome.SUGGEST);
        assertThat(found.evidence().sentence()).contains("60.00 GBP = sum of 2 items");

        ItemBatch.Builder two = items();
        add(two, "d1", "60.00", 0, "");
        add(two, "d2", "60.00", 0, "");
        ItemBatch.Builder rights = items();
        add(rights, "i1", "10.00", 0, "");
        add(rights, "i2", "50.00", 0, "");
        Reconciliation contested = run(two.build(), rights.build(), sets);
        assertThat(contested.matches()).isEmpty();
        assertThat(contested.ambiguities().map(a -> a.count().items())).containsExactly(1L, 1L);
        assertThat(contested.contestedBy(contested.ambiguities().findFirst().orElseThrow()))
                .containsExactly(ItemId.of("d2"));
    }

    @Test
    @DisplayName("REC-23 a pool above its limit is truncated, never none")
    void truncates() {
        ItemBatch.Builder left = items();
        add(left, "dep", "60.00", 0, "");
        ItemBatch.Builder right = items();
        for (int i = 0; i < 5; i++) {
            add(right, "i" + i, (10 + i) + ".00", 0, "");
        }
        Reconciliation run = run(
                left.build(), right.build(), Pass.oneToMany("sets").maxPool(4).suggest());
        assertThat(run.truncations().map(t -> t.limit().id())).containsExactly("RECONCILIATION.MAX_ITEMS");
        assertThat(run.resolution(Side.LEFT, ItemId.of("dep")).kind()).isEqualTo(Resolution.Kind.TRUNCATED);
        run.conservation().orThrow();
    }

    @Test
    @DisplayName("REC-06 short and over tolerance apart, REC-25 the difference is named to the cent")
    void toleranceBySide() {
        ItemBatch.Builder left = items();
        add(left, "short", "99.50", 0, "A");
        add(left, "over", "200.50", 0, "B");
        ItemBatch.Builder right = items();
        add(right, "a", "100.00", 0, "A");
        add(right, "b", "200.00", 0, "B");
        Reconciliation run = run(
                left.build(),
                right.build(),
                Pass.oneToOne("ref")
                        .on(REFERENCE)
                        .amount(Tolerance.absolute("1").shortAnd(Tolerance.absolute("0.10")))
                        .confirm());
        assertThat(pairs(run)).containsExactly("[short]=[a]");
        Match match = run.matches().findFirst().orElseThrow();
        assertThat(match.differences()).hasSize(1);
        assertThat(match.differences().get(0).reason().id()).isEqualTo("DIFFERENCE.TOLERANCE_SHORT");
        assertThat(match.differences().get(0).amount().toString()).contains("-0.5");
    }

    @Test
    @DisplayName("REC-31 references written differently agree loosely and not exactly")
    void looseReferences() {
        ItemBatch.Builder left = items();
        add(left, "l", "10.00", 0, "inv 2027/0012");
        ItemBatch.Builder right = items();
        add(right, "r", "10.00", 0, "INV-2027-0012");
        add(right, "cn", "10.00", 0, "CN-2027-0012");
        assertThat(pairs(run(
                        left.build(),
                        right.build(),
                        Pass.oneToOne("loosely").on(REFERENCE_LOOSELY, AMOUNT).confirm())))
                .containsExactly("[l]=[r]");
    }

    @Test
    @DisplayName("REC-04 a bad plan is refused with everything that is wrong with it")
    void refusesBadPlans() {
        assertThatThrownBy(() -> MatchPlan.named("bad")
                        .pass(Pass.oneToOne("empty"))
                        .pass(Pass.oneToOne("all").amount(Tolerance.percent("150")))
                        .pass(Pass.oneToOne("window").on(AMOUNT).within(Window.days(-1, 3)))
                        .pass(Pass.oneToOne("later").on(AMOUNT, REFERENCE).within(Window.days(-1, 3)))
                        .build())
                .isInstanceOfSatisfying(
                        PlanException.class,
                        e -> assertThat(e.problems())
                                .extracting(p -> p.code().id().replace("RECONCILIATION.", ""))
                                .contains(
                                        "PLAN_PASS_WITHOUT_CRITERION",
                                        "PLAN_CRITERION_VACUOUS",
                                        "PLAN_WINDOW_UNANCHORED",
                                        "PLAN_UNREACHABLE"))
                .hasMessageContaining("Maybe .from(Side.LEFT)");
        assertThatThrownBy(() -> Reconciler.builder(MatchPlan.named("p")
                                .pass(Pass.oneToOne("bd").on(AMOUNT).within(Window.businessDays(0, 3)))
                                .build())
                        .build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Maybe .calendar(");
    }

    @Test
    @DisplayName("REC-49 REC-51 REC-52 a debit without record alerts, what is not yet due is no break")
    void breaks() {
        ItemBatch.Builder left = items();
        add(left, "debit", "-41.20", 29, "");
        add(left, "credit", "12.00", 29, "");
        add(left, "paid", "80.00", 1, "R1");
        ItemBatch.Builder right = items();
        add(right, "booked", "81.00", 1, "R1");
        add(right, "late", "5.00", 1, "");
        add(right, "soon", "6.00", 29, "");
        Reconciliation run = run(
                left.build(), right.build(), Pass.oneToOne("amount").on(AMOUNT).confirm());
        List<Break> breaks = run.breaks().toList();
        assertThat(breaks)
                .extracting(Break::breakClass)
                .containsExactlyInAnyOrder(
                        BreakClass.UNAUTHORISED_DEBIT,
                        BreakClass.NOT_IN_BOOK,
                        BreakClass.AMOUNT_DIFFERENCE,
                        BreakClass.EXPECTED_OVERDUE);
        Break debit = breaks.stream()
                .filter(b -> b.breakClass() == BreakClass.UNAUTHORISED_DEBIT)
                .findFirst()
                .orElseThrow();
        assertThat(debit.toAlert(NOW).kind()).isEqualTo(AlertKind.OUTSIDE_SYSTEM);
        assertThat(debit.toAlert(NOW).key().value()).isEqualTo("OUTSIDE_SYSTEM/bank-line:debit");
        assertThat(debit.age().businessDays()).isEqualTo(1);
        assertThat(debit.evidence().sentence()).startsWith("-41.20 GBP on 2027-03-30 at the bank has no record");
    }

    @Test
    @DisplayName("REC-03 a plan is printed before it runs and with what it did afterwards")
    void explains() {
        ItemBatch.Builder left = items();
        add(left, "l", "10.00", 0, "A");
        ItemBatch.Builder right = items();
        add(right, "r", "10.00", 0, "A");
        Reconciliation run = run(
                left.build(),
                right.build(),
                Pass.oneToOne("reference").on(REFERENCE, AMOUNT).confirm());
        assertThat(run.plan().explain().text())
                .contains("1 reference  1:1  key [REFERENCE, AMOUNT]")
                .contains("confirm from 5 bits");
        assertThat(run.explainAnalyze().text())
                .contains("1 certain")
                .contains("conservation OK")
                .contains("result hash");
    }
}
