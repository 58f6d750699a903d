package io.counterfoil.collections.plan;

import static io.counterfoil.collections.testkit.ReceivableLog.lately;
import static io.counterfoil.collections.testkit.ReceivableLog.noon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.counterfoil.collections.plan.PaymentPlan.Instalment;
import io.counterfoil.collections.plan.PaymentPlan.Life;
import io.counterfoil.collections.plan.PaymentPlan.MissedRule;
import io.counterfoil.collections.plan.PaymentPlan.PlanId;
import io.counterfoil.collections.plan.PaymentPlan.Remainder;
import io.counterfoil.collections.plan.PaymentPlan.Status;
import io.counterfoil.collections.plan.PaymentPlans.PlanCommand;
import io.counterfoil.collections.plan.PaymentPlans.PlanEvent;
import io.counterfoil.collections.plan.PaymentPlans.Refused;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.OpenItemKind;
import io.counterfoil.collections.receivable.ReceivableEvent.ItemIssued;
import io.counterfoil.collections.receivable.ReceivableEvent.ReversalKind;
import io.counterfoil.collections.receivable.ReceivableEvent.Reversed;
import io.counterfoil.collections.receivable.ReceivableEventId;
import io.counterfoil.collections.strategy.CollectionFacts;
import io.counterfoil.collections.testkit.ReceivableLog;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.Recurrence;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.EventStore;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import javax.money.MonetaryAmount;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PaymentPlansTest {

    private static final Amounts EUR = Amounts.in("EUR");
    private static final Actor ANA = Actor.host("ana");
    private static final LocalDate FIRST = LocalDate.of(2027, 3, 31);

    private static ReceivableLog book() {
        return ReceivableLog.in("EUR").invoice("I1", "100.00", "2027-01-01", "2027-01-31");
    }

    private static PaymentPlan.Builder plan() {
        return PaymentPlan.builder()
                .id("P")
                .party("acme")
                .item("I1")
                .startsOn(LocalDate.of(2027, 3, 1))
                .instalments(EUR.of("100.00"), 3, Recurrence.Unit.MONTH, FIRST);
    }

    private static void pay(ReceivableLog log, String id, String amount, String day) {
        log.receipt(id, amount, day).allocate(id, "I1", amount, day);
    }

    @Test
    @DisplayName(
            "COL-46 a plan splits exactly, the units left over on the first or the last instalments; month ends are kept")
    void splits() {
        assertThat(PaymentPlan.split(EUR.of("100.00"), 3, Remainder.FIRST))
                .containsExactly(EUR.of("33.34"), EUR.of("33.33"), EUR.of("33.33"));
        assertThat(PaymentPlan.split(EUR.of("100.00"), 3, Remainder.LAST))
                .containsExactly(EUR.of("33.33"), EUR.of("33.33"), EUR.of("33.34"));
        assertThat(plan().build().instalments())
                .extracting(Instalment::due)
                .containsExactly(FIRST, LocalDate.of(2027, 4, 30), LocalDate.of(2027, 5, 31));
        assertThat(plan().build().terms().total()).isEqualTo(EUR.of("100.00"));
        assertThatIllegalArgumentException().isThrownBy(() -> PaymentPlan.split(EUR.of("1.00"), 0, Remainder.FIRST));
        assertThatIllegalArgumentException().isThrownBy(() -> PaymentPlan.split(EUR.of("0.00"), 1, Remainder.FIRST));
        for (Recurrence.Unit unit : Recurrence.Unit.values()) {
            LocalDate second = PaymentPlan.builder()
                    .id("X")
                    .party("acme")
                    .item("I1")
                    .instalments(List.of(EUR.of("1.00"), EUR.of("1.00")), unit, FIRST)
                    .build()
                    .instalments()
                    .get(1)
                    .due();
            assertThat(second)
                    .isEqualTo(
                            switch (unit) {
                                case DAY -> FIRST.plusDays(1);
                                case WEEK -> FIRST.plusDays(7);
                                case MONTH -> LocalDate.of(2027, 4, 30);
                                case YEAR -> FIRST.plusYears(1);
                            });
        }
    }

    @Test
    @DisplayName("COL-46 a plan runs, falls into arrears within its allowance, breaks beyond it and heals when paid")
    void runs() {
        PaymentPlan plan = plan().graceDays(2).missedAllowance(1).build();
        ReceivableLog log = book();
        PaymentPlan.Standing active = plan.assess(log.replay(), lately("2027-04-02"));
        assertThat(active.status()).as("last day of grace").isEqualTo(Status.ACTIVE);
        assertThat(active.arrears()).isEqualTo(EUR.of("33.34"));
        assertThat(active.planAge()).isEqualTo(2);
        assertThat(active.next()).contains(plan.instalments().get(0));
        PaymentPlan.Standing late = plan.assess(log.replay(), lately("2027-04-03"));
        assertThat(late.status()).isEqualTo(Status.IN_ARREARS);
        assertThat(late.missed()).isEqualTo(1);
        assertThat(late.isInForce()).isTrue();
        PaymentPlan.Standing broken = plan.assess(log.replay(), lately("2027-05-03"));
        assertThat(broken.status()).isEqualTo(Status.BROKEN);
        assertThat(broken.missed()).isEqualTo(2);
        assertThat(broken.isInForce()).isFalse();
        assertThat(broken.returned()).as("at its contractual age").isEqualTo(Map.of(OpenItemId.of("I1"), 92L));
        assertThat(active.returned()).isEmpty();
        pay(log, "R1", "40.00", "2027-05-01");
        PaymentPlan.Standing healed = plan.assess(log.replay(), lately("2027-05-03"));
        assertThat(healed.status()).isEqualTo(Status.IN_ARREARS);
        assertThat(healed.paidPerInstalment()).containsExactly(EUR.of("33.34"), EUR.of("6.66"), EUR.zero());
        assertThat(healed.paid()).isEqualTo(EUR.of("40.00"));
        assertThat(healed.next()).contains(plan.instalments().get(1));
        pay(log, "R2", "60.00", "2027-05-02");
        PaymentPlan.Standing done = plan.assess(log.replay(), lately("2027-05-03"));
        assertThat(done.status()).isEqualTo(Status.COMPLETED);
        assertThat(done.next()).isEmpty();
        assertThat(done.planAge()).isZero();
    }

    @Test
    @DisplayName(
            "COL-46 by the rule EVER a late payment does not heal; receipts before the start do not count; what comes back does not either")
    void countsByRule() {
        PaymentPlan ever = plan().missedRule(MissedRule.EVER).missedAllowance(1).build();
        PaymentPlan now = plan().missedAllowance(1).build();
        ReceivableLog log = book();
        pay(log, "R0", "10.00", "2027-02-28");
        pay(log, "R1", "33.34", "2027-04-02");
        assertThat(ever.assess(log.replay(), lately("2027-04-03")).missed()).isEqualTo(1);
        assertThat(now.assess(log.replay(), lately("2027-04-03")).missed()).isZero();
        assertThat(now.assess(log.replay(), lately("2027-04-03")).paid()).isEqualTo(EUR.of("33.34"));
        log.add(new Reversed(
                ReceivableEventId.of("back"),
                OpenItemId.of("R1"),
                ReversalKind.RETURNED,
                LocalDate.of(2027, 4, 5),
                noon("2027-04-05")));
        assertThat(now.assess(log.replay(), lately("2027-04-05")).missed()).isEqualTo(1);
        assertThat(now.assess(log.replay(), lately("2027-04-05")).paid()).isEqualTo(EUR.zero());
        assertThat(now.assess(log.replay(), lately("2027-04-04")).paid()).isEqualTo(EUR.of("33.34"));
    }

    @Test
    @DisplayName("COL-46 a credit note that settles the items completes the plan; nothing received is never complete")
    void creditsComplete() {
        ReceivableLog log = book();
        log.add(new ItemIssued(log.item("C", OpenItemKind.CREDIT_NOTE, "100.00", "2027-04-01")
                        .build()))
                .allocate("C", "I1", "100.00", "2027-04-01");
        PaymentPlan plan = plan().build();
        assertThat(plan.assess(log.replay(), lately("2027-04-10")).status()).isEqualTo(Status.COMPLETED);
        assertThat(plan.assess(log.replay(), lately("2027-03-31")).status()).isEqualTo(Status.ACTIVE);
        assertThat(plan.assess(ReceivableLog.in("EUR").replay(), lately("2027-03-31"))
                        .status())
                .as("items are not known")
                .isEqualTo(Status.ACTIVE);
    }

    @Test
    @DisplayName("COL-46 strategies see until when a plan holds if nothing more is paid, and what it covers")
    void speaksToStrategies() {
        PaymentPlan plan = plan().graceDays(2).missedAllowance(1).build();
        CollectionFacts facts =
                CollectionFacts.builder(book().replay()).addPlans(plan).build();
        assertThat(plan.inForceThrough(facts, lately("2027-03-05"))).contains(LocalDate.of(2027, 5, 2));
        assertThat(plan.inForceThrough(facts, lately("2027-04-10"))).contains(LocalDate.of(2027, 5, 2));
        assertThat(plan.inForceThrough(facts, lately("2027-05-02"))).contains(LocalDate.of(2027, 5, 2));
        assertThat(plan.inForceThrough(facts, lately("2027-05-03"))).isEmpty();
        assertThat(plan().missedAllowance(3).build().inForceThrough(facts, lately("2027-05-03")))
                .contains(LocalDate.of(9999, 12, 31));
        assertThat(PaymentPlans.covered(facts, PartyId.of("acme"), lately("2027-05-02")))
                .containsExactly(OpenItemId.of("I1"));
        assertThat(PaymentPlans.covered(facts, PartyId.of("acme"), lately("2027-05-03")))
                .isEmpty();
        assertThat(PaymentPlans.covered(facts, PartyId.of("other"), lately("2027-05-02")))
                .isEmpty();
        assertThat(PaymentPlans.standard().initial().inForceThrough(facts, lately("2027-05-02")))
                .isEmpty();
    }

    @Test
    @DisplayName("COL-46 a plan is agreed only for what is open and its fee; every refusal has its code")
    void refuses() {
        assertThat(refusal(plan(), "100.00")).isNull();
        assertThat(refusal(plan(), "99.99")).isEqualTo(Refused.PLAN_SUM);
        assertThat(refusal(plan().fee(EUR.of("5.00")), "95.00")).isNull();
        assertThat(refusal(plan().fee(EUR.of("-5.00")), "105.00"))
                .as("a rebate")
                .isNull();
        assertThat(refusal(plan().fee(EUR.of("5.00")), "100.00")).isEqualTo(Refused.PLAN_SUM);
        assertThat(refusal(plan().fee(Amounts.in("GBP").of("5.00")), "95.00")).isEqualTo(Refused.PLAN_CURRENCY);
        assertThat(refusal(plan().startsOn(FIRST.plusDays(1)), "100.00")).isEqualTo(Refused.PLAN_DATE);
        assertThat(refusal(plan().startsOn(FIRST), "100.00")).isNull();
        assertThat(refusal(PaymentPlan.builder().id("P").party("acme").instalment(FIRST, EUR.of("1.00")), "1.00"))
                .isEqualTo(Refused.PLAN_NO_ITEMS);
        assertThat(refusal(
                        PaymentPlan.builder().id("P").party("acme").item("I1").instalment(FIRST, EUR.of("0.00")),
                        "0.00"))
                .isEqualTo(Refused.PLAN_AMOUNT);
        EventStore<PlanId, PlanEvent> store = EventStore.inMemory();
        assertThat(store.apply(
                                PaymentPlans.standard(),
                                PlanId.of("P"),
                                PlanCommand.agree(
                                        plan().build(), Amounts.in("GBP").of("100.00"), ANA, "k"),
                                noon("2027-03-01"))
                        .refusal()
                        .orElseThrow()
                        .code())
                .isEqualTo(Refused.PLAN_CURRENCY);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan().graceDays(-1).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan().missedAllowance(-1).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        PaymentPlan.builder().id("P").party("a").startsOn(FIRST).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan().instalment(FIRST, EUR.of("1.00")).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan().instalment(
                                FIRST.plusYears(1), Amounts.in("GBP").of("1.00"))
                        .build());
        assertThatIllegalArgumentException().isThrownBy(() -> PlanId.of(""));
        assertThatIllegalStateException()
                .isThrownBy(() -> PaymentPlans.standard().initial().terms());
    }

    private static Code refusal(PaymentPlan.Builder plan, String open) {
        MonetaryAmount covered = EUR.of(open);
        EventStore<PlanId, PlanEvent> store = EventStore.inMemory();
        return store.apply(
                        PaymentPlans.standard(),
                        PlanId.of("P"),
                        PlanCommand.agree(plan.build(), covered, ANA, "k"),
                        noon("2027-03-01"))
                .refusal()
                .map(refusal -> refusal.code())
                .orElse(null);
    }

    @Test
    @DisplayName(
            "COL-46 the clock completes and defaults plans; a declared default does not heal; a cancelled plan is over")
    void lives() {
        PaymentPlans machine = PaymentPlans.standard();
        EventStore<PlanId, PlanEvent> store = EventStore.inMemory();
        PlanId id = PlanId.of("P");
        PaymentPlan agreed = store.apply(
                        machine, id, PlanCommand.agree(plan().build(), EUR.of("100.00"), ANA, "k1"), noon("2027-03-01"))
                .orThrow()
                .state();
        assertThat(agreed.status()).isEqualTo(Life.AGREED);
        assertThat(agreed.history().size()).isEqualTo(1);
        ReceivableLog log = book();
        assertThat(machine.due(agreed.assess(log.replay(), lately("2027-03-31"))))
                .isEmpty();
        PlanCommand broke =
                machine.due(agreed.assess(log.replay(), lately("2027-04-01"))).orElseThrow();
        PaymentPlan defaulted =
                store.apply(machine, id, broke, noon("2027-04-01")).orThrow().state();
        assertThat(defaulted.status()).isEqualTo(Life.DEFAULTED);
        pay(log, "R1", "50.00", "2027-04-02");
        assertThat(defaulted.assess(log.replay(), lately("2027-04-03")).status())
                .isEqualTo(Status.BROKEN);
        assertThat(defaulted
                        .assess(log.replay(), new AsOf(LocalDate.of(2027, 3, 31), noon("2027-03-31")))
                        .status())
                .isEqualTo(Status.ACTIVE);
        assertThat(defaulted
                        .assess(log.replay(), new AsOf(LocalDate.of(2027, 2, 1), noon("2027-02-01")))
                        .status())
                .isEqualTo(Status.NOT_YET_AGREED);
        assertThat(machine.due(defaulted.assess(log.replay(), lately("2027-04-03"))))
                .isEmpty();
        assertThat(store.apply(machine, id, PlanCommand.cancel("x", ANA, "k9"), noon("2027-04-04"))
                        .refusal()
                        .orElseThrow()
                        .code())
                .isEqualTo(Lifecycle.Reason.TERMINAL_STATE);
        PlanId second = PlanId.of("Q");
        store.apply(
                        machine,
                        second,
                        PlanCommand.agree(plan().id("Q").build(), EUR.of("100.00"), ANA, "k1"),
                        noon("2027-03-01"))
                .orThrow();
        PaymentPlan cancelled = store.apply(
                        machine, second, PlanCommand.cancel("by agreement", ANA, "k2"), noon("2027-03-02"))
                .orThrow()
                .state();
        assertThat(cancelled.assess(book().replay(), lately("2027-03-03")).status())
                .isEqualTo(Status.CANCELLED);
        PlanId third = PlanId.of("R");
        PaymentPlan open = store.apply(
                        machine,
                        third,
                        PlanCommand.agree(plan().id("R").build(), EUR.of("100.00"), ANA, "k1"),
                        noon("2027-03-01"))
                .orThrow()
                .state();
        ReceivableLog full = book();
        pay(full, "R1", "100.00", "2027-03-05");
        PlanCommand complete =
                machine.due(open.assess(full.replay(), lately("2027-03-05"))).orElseThrow();
        PaymentPlan done = store.apply(machine, third, complete, noon("2027-03-05"))
                .orThrow()
                .state();
        assertThat(done.status()).isEqualTo(Life.COMPLETED);
        assertThat(done.assess(full.replay(), lately("2027-03-06")).status()).isEqualTo(Status.COMPLETED);
        assertThat(store.apply(machine, third, complete, noon("2027-03-06"))
                        .outcome()
                        .name())
                .isEqualTo("REPLAYED");
        assertThat(machine.lifecycle().toMermaid()).contains("AGREED --> DEFAULTED: declareDefault");
    }

    @Test
    @DisplayName("COL-46 a standing says itself in one line")
    void speaks() {
        PaymentPlan plan = plan().build();
        assertThat(plan.assess(book().replay(), lately("2027-03-02")).sentence())
                .isEqualTo("plan P: 0.00 of 100.00 EUR paid, next 33.34 on 2027-03-31");
        assertThat(plan().missedAllowance(1)
                        .build()
                        .assess(book().replay(), lately("2027-04-01"))
                        .sentence())
                .isEqualTo("plan P: 0.00 of 100.00 EUR paid, 1 missed, 1 allowed");
        assertThat(plan.assess(book().replay(), lately("2027-04-01")).sentence())
                .isEqualTo(
                        "plan P is broken: 0.00 of 100.00 EUR paid, 1 missed, 1 items return at their contractual age");
        assertThat(plan).hasToString("plan P of 100.00 EUR in 3, AGREED").isEqualTo(plan().build());
        assertThat(plan.hashCode()).isEqualTo(plan().build().hashCode());
        assertThat(plan).isNotEqualTo(plan().graceDays(1).build());
        assertThat(PaymentPlans.standard().initial()).hasToString("plan NOT_AGREED");
    }
}
