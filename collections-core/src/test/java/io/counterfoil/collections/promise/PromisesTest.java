package io.counterfoil.collections.promise;

import static io.counterfoil.collections.testkit.ReceivableLog.lately;
import static io.counterfoil.collections.testkit.ReceivableLog.noon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.counterfoil.collections.plan.PaymentPlan;
import io.counterfoil.collections.promise.PromiseToPay.Life;
import io.counterfoil.collections.promise.PromiseToPay.Outcome;
import io.counterfoil.collections.promise.PromiseToPay.PromiseId;
import io.counterfoil.collections.promise.Promises.Fault;
import io.counterfoil.collections.promise.Promises.PromiseCommand;
import io.counterfoil.collections.promise.Promises.PromiseEvent;
import io.counterfoil.collections.promise.Promises.PromiseStanding;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.OpenItemKind;
import io.counterfoil.collections.receivable.ReceivableEvent.ItemIssued;
import io.counterfoil.collections.receivable.ReceivableEvent.ReversalKind;
import io.counterfoil.collections.receivable.ReceivableEvent.Reversed;
import io.counterfoil.collections.receivable.ReceivableEvent.WrittenOff;
import io.counterfoil.collections.receivable.ReceivableEventId;
import io.counterfoil.collections.strategy.CollectionFacts;
import io.counterfoil.collections.testkit.ReceivableLog;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.calendar.Recurrence;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.EventStore;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.money.Amounts;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PromisesTest {

    private static final Amounts EUR = Amounts.in("EUR");
    private static final Actor ANA = Actor.host("ana");
    private static final Promises MACHINE = Promises.standard();

    private static ReceivableLog book() {
        return ReceivableLog.in("EUR").invoice("I1", "1000.00", "2027-01-01", "2027-01-31");
    }

    private static PromiseToPay.Builder promise(String amount, String due) {
        return PromiseToPay.builder()
                .id("P1")
                .party("acme")
                .item("I1")
                .amount(EUR.of(amount))
                .due(LocalDate.parse(due))
                .madeAt(noon("2027-03-01").minusSeconds(3_600));
    }

    private static void pay(ReceivableLog log, String id, String amount, String day) {
        log.receipt(id, amount, day).allocate(id, "I1", amount, day);
    }

    @Test
    @DisplayName("COL-44 a promise runs through its deadline, then it is broken, kept in part or kept by its threshold")
    void readsTheOutcome() {
        PromiseToPay promise = promise("100.00", "2027-03-10")
                .graceDays(2)
                .thresholdPercent(new BigDecimal("80"))
                .build();
        ReceivableLog none = book();
        assertThat(promise.assess(none.replay(), lately("2027-03-12")).status()).isEqualTo(Outcome.ACTIVE);
        assertThat(promise.assess(none.replay(), lately("2027-03-13")).status()).isEqualTo(Outcome.BROKEN);
        ReceivableLog short1 = book();
        pay(short1, "R1", "79.99", "2027-03-12");
        PromiseStanding partial = promise.assess(short1.replay(), lately("2027-03-13"));
        assertThat(partial.status()).isEqualTo(Outcome.PARTIAL);
        assertThat(partial.rest()).isEqualTo(EUR.of("20.01"));
        ReceivableLog enough = book();
        pay(enough, "R1", "80.00", "2027-03-12");
        assertThat(promise.assess(enough.replay(), lately("2027-03-12")).status())
                .isEqualTo(Outcome.ACTIVE);
        assertThat(promise.assess(enough.replay(), lately("2027-03-13")).status())
                .isEqualTo(Outcome.KEPT);
        ReceivableLog late = book();
        pay(late, "R1", "100.00", "2027-03-13");
        assertThat(promise.assess(late.replay(), lately("2027-03-13")).status()).isEqualTo(Outcome.BROKEN);
        ReceivableLog full = book();
        pay(full, "R1", "100.00", "2027-03-02");
        PromiseStanding kept = promise.assess(full.replay(), lately("2027-03-02"));
        assertThat(kept.status()).isEqualTo(Outcome.KEPT);
        assertThat(kept.isInForce()).isFalse();
        assertThat(kept.rest()).isEqualTo(EUR.zero());
    }

    @Test
    @DisplayName("COL-44 receipts before the promise, recorded before it, or on other items do not count")
    void countsOnlyItsReceipts() {
        PromiseToPay promise = promise("100.00", "2027-03-10").build();
        ReceivableLog log = book().invoice("I2", "500.00", "2027-01-01", "2027-01-31");
        pay(log, "R0", "40.00", "2027-02-28");
        log.receipt("R1", "100.00", "2027-03-05").allocate("R1", "I2", "100.00", "2027-03-05");
        log.receipt("R2", "100.00", "2027-03-05");
        assertThat(promise.assess(log.replay(), lately("2027-03-05")).received())
                .isEqualTo(EUR.zero());
        PromiseToPay wide = PromiseToPay.builder()
                .party("acme")
                .amount(EUR.of("250.00"))
                .due(LocalDate.of(2027, 3, 10))
                .madeAt(noon("2027-03-01"))
                .build();
        PromiseStanding all = wide.assess(log.replay(), lately("2027-03-05"));
        assertThat(all.received()).as("on an item and unapplied").isEqualTo(EUR.of("200.00"));
        assertThat(all.status()).isEqualTo(Outcome.ACTIVE);
        PromiseToPay sameDay =
                promise("100.00", "2027-03-10").madeAt(noon("2027-03-05")).build();
        ReceivableLog morning = book();
        pay(morning, "R1", "100.00", "2027-03-05");
        assertThat(sameDay.assess(morning.replay(), lately("2027-03-06")).received())
                .as("recorded at the instant of the promise, not later")
                .isEqualTo(EUR.zero());
    }

    @Test
    @DisplayName("COL-44 a refund to the payer and items under a plan are no payment of what was promised at large")
    void leavesOutRefundsAndPlans() {
        ReceivableLog log = book().invoice("I2", "300.00", "2027-01-01", "2027-01-31")
                .receipt("R1", "100.00", "2027-03-02")
                .receipt("R2", "50.00", "2027-03-03")
                .allocate("R2", "I2", "50.00", "2027-03-03");
        log.add(new ItemIssued(log.item("OUT", OpenItemKind.REFUND, "100.00", "2027-03-02")
                        .build()))
                .allocate("R1", "OUT", "100.00", "2027-03-02");
        PromiseToPay wide = PromiseToPay.builder()
                .id("wide")
                .party("acme")
                .amount(EUR.of("500.00"))
                .due(LocalDate.of(2027, 3, 10))
                .madeAt(noon("2027-03-01"))
                .build();
        PaymentPlan plan = PaymentPlan.builder()
                .id("plan")
                .party("acme")
                .item("I2")
                .startsOn(LocalDate.of(2027, 3, 1))
                .instalments(EUR.of("300.00"), 3, Recurrence.Unit.MONTH, LocalDate.of(2027, 4, 1))
                .build();
        CollectionFacts facts =
                CollectionFacts.builder(log.replay()).addPromises(wide).build();
        assertThat(wide.assess(facts, lately("2027-03-05")).received()).isEqualTo(EUR.of("50.00"));
        CollectionFacts withPlan = facts.toBuilder().addPlans(plan).build();
        assertThat(wide.assess(withPlan, lately("2027-03-05")).received()).isEqualTo(EUR.zero());
    }

    @Test
    @DisplayName(
            "COL-44 what is credited or written off lowers the target, and lapses the promise where nothing is left")
    void creditsLowerTheTarget() {
        PromiseToPay promise = promise("100.00", "2027-03-10").build();
        ReceivableLog log = book();
        log.add(new ItemIssued(log.item("C1", OpenItemKind.CREDIT_NOTE, "30.00", "2027-03-02")
                        .build()))
                .allocate("C1", "I1", "30.00", "2027-03-02");
        PromiseStanding standing = promise.assess(log.replay(), lately("2027-03-04"));
        assertThat(standing.target()).isEqualTo(EUR.of("70.00"));
        pay(log, "R1", "60.00", "2027-03-04");
        log.add(new WrittenOff(
                ReceivableEventId.of("W1"),
                OpenItemId.of("I1"),
                EUR.of("25.00"),
                "SMALL",
                LocalDate.of(2027, 3, 5),
                noon("2027-03-05")));
        PromiseStanding kept = promise.assess(log.replay(), lately("2027-03-05"));
        assertThat(kept.status()).as("60 of 45").isEqualTo(Outcome.KEPT);
        assertThat(kept.target()).isEqualTo(EUR.of("45.00"));
        assertThat(kept.received()).as("never more than the target").isEqualTo(EUR.of("45.00"));
        ReceivableLog gone = book();
        gone.add(new ItemIssued(gone.item("C1", OpenItemKind.CREDIT_NOTE, "100.00", "2027-03-02")
                        .build()))
                .allocate("C1", "I1", "100.00", "2027-03-02");
        assertThat(promise.assess(gone.replay(), lately("2027-03-20")).status()).isEqualTo(Outcome.LAPSED);
        assertThat(promise.assess(gone.replay(), lately("2027-03-01")).status()).isEqualTo(Outcome.ACTIVE);
    }

    @Test
    @DisplayName(
            "COL-44 a credit before the promise, and one that came back, change no target; a kept promise stays kept under a later credit")
    void creditsThatDoNotCount() {
        PromiseToPay promise = promise("100.00", "2027-03-10").build();
        ReceivableLog log = book();
        log.add(new ItemIssued(log.item("C0", OpenItemKind.CREDIT_NOTE, "30.00", "2027-02-28")
                        .build()))
                .allocate("C0", "I1", "30.00", "2027-02-28");
        log.add(new ItemIssued(log.item("C1", OpenItemKind.CREDIT_NOTE, "40.00", "2027-03-02")
                        .build()))
                .allocate("C1", "I1", "40.00", "2027-03-02");
        log.add(new Reversed(
                ReceivableEventId.of("C1 back"),
                OpenItemId.of("C1"),
                ReversalKind.RETURNED,
                LocalDate.of(2027, 3, 4),
                noon("2027-03-04")));
        assertThat(promise.assess(log.replay(), lately("2027-03-03")).target()).isEqualTo(EUR.of("60.00"));
        assertThat(promise.assess(log.replay(), lately("2027-03-04")).target()).isEqualTo(EUR.of("100.00"));
        pay(log, "R1", "100.00", "2027-03-05");
        log.add(new ItemIssued(log.item("C2", OpenItemKind.CREDIT_NOTE, "500.00", "2027-03-06")
                        .build()))
                .allocate("C2", "I1", "500.00", "2027-03-06");
        assertThat(promise.assess(log.replay(), lately("2027-03-07")).status()).isEqualTo(Outcome.KEPT);
    }

    @Test
    @DisplayName("COL-44 a receipt that comes back breaks a kept promise, unless it froze when it was closed")
    void reversalsReopen() {
        for (boolean freezes : List.of(false, true)) {
            EventStore<PromiseId, PromiseEvent> store = EventStore.inMemory();
            PromiseToPay.Builder made = promise("100.00", "2027-03-10");
            PromiseToPay promise = (freezes ? made.freezeOnClose() : made).build();
            store.apply(MACHINE, promise.id(), PromiseCommand.make(promise, ANA, "make"), noon("2027-03-01"))
                    .orThrow();
            ReceivableLog log = book();
            pay(log, "R1", "100.00", "2027-03-08");
            PromiseToPay state = store.all(MACHINE).findFirst().orElseThrow();
            PromiseStanding kept = state.assess(log.replay(), lately("2027-03-09"));
            PromiseCommand close = MACHINE.due(kept).orElseThrow();
            state = store.apply(MACHINE, promise.id(), close, noon("2027-03-09"))
                    .orThrow()
                    .state();
            assertThat(state.status()).isEqualTo(Life.CLOSED);
            assertThat(state.closedAs()).contains(Outcome.KEPT);
            assertThat(MACHINE.due(state.assess(log.replay(), lately("2027-03-09"))))
                    .as("once")
                    .isEmpty();
            log.add(new Reversed(
                    ReceivableEventId.of("R1 back"),
                    OpenItemId.of("R1"),
                    ReversalKind.RETURNED,
                    LocalDate.of(2027, 3, 20),
                    noon("2027-03-20")));
            assertThat(state.assess(log.replay(), lately("2027-03-21")).status())
                    .isEqualTo(freezes ? Outcome.KEPT : Outcome.BROKEN);
            assertThat(state.assess(log.replay(), new AsOf(LocalDate.of(2027, 3, 7), noon("2027-03-07")))
                            .status())
                    .as("as it was known then")
                    .isEqualTo(Outcome.ACTIVE);
        }
    }

    @Test
    @DisplayName("COL-44 promises are filled in the order of date, instant and id; each cent counts once")
    void firstInFirstFilled() {
        ReceivableLog log = book();
        pay(log, "R1", "120.00", "2027-03-05");
        PromiseToPay later = promise("100.00", "2027-03-12").id("A").build();
        PromiseToPay sooner = promise("100.00", "2027-03-11").id("Z").build();
        CollectionFacts facts =
                CollectionFacts.builder(log.replay()).addPromises(later, sooner).build();
        Map<PromiseId, PromiseStanding> standings = MACHINE.assess(facts, lately("2027-03-06"));
        assertThat(standings.get(PromiseId.of("Z")).received()).isEqualTo(EUR.of("100.00"));
        assertThat(standings.get(PromiseId.of("A")).received()).isEqualTo(EUR.of("20.00"));
        assertThat(later.assess(facts, lately("2027-03-06"))).isEqualTo(standings.get(PromiseId.of("A")));
        PromiseToPay twinB = promise("100.00", "2027-03-11").id("B").build();
        CollectionFacts twins =
                CollectionFacts.builder(log.replay()).addPromises(sooner, twinB).build();
        assertThat(MACHINE.assess(twins, lately("2027-03-06"))
                        .get(PromiseId.of("B"))
                        .received())
                .as("same day and instant: by id")
                .isEqualTo(EUR.of("100.00"));
        PromiseToPay first = promise("100.00", "2027-03-11")
                .id("C")
                .madeAt(noon("2027-02-20"))
                .build();
        CollectionFacts third = CollectionFacts.builder(log.replay())
                .addPromises(sooner, twinB, first)
                .build();
        assertThat(MACHINE.assess(third, lately("2027-03-06"))
                        .get(PromiseId.of("C"))
                        .received())
                .as("same day: made first")
                .isEqualTo(EUR.of("100.00"));
    }

    @Test
    @DisplayName(
            "COL-45 a repeating promise goes one period forward for each full amount; surplus carries only by option")
    void repeats() {
        ReceivableLog log = book();
        pay(log, "R1", "250.00", "2027-03-05");
        PromiseToPay.Builder made = promise("100.00", "2027-03-31")
                .repeating(3, Recurrence.Unit.MONTH)
                .graceDays(1);
        PromiseToPay plain = made.build();
        assertThat(plain.terms().dues())
                .extracting(PromiseToPay.Due::date)
                .containsExactly(LocalDate.of(2027, 3, 31), LocalDate.of(2027, 4, 30), LocalDate.of(2027, 5, 31));
        PromiseStanding one = plain.assess(log.replay(), lately("2027-04-15"));
        assertThat(one.kept()).isEqualTo(1);
        assertThat(one.status()).isEqualTo(Outcome.ACTIVE);
        assertThat(one.due()).isEqualTo(LocalDate.of(2027, 4, 30));
        assertThat(one.received()).isEqualTo(EUR.zero());
        assertThat(plain.assess(log.replay(), lately("2027-05-02")).status()).isEqualTo(Outcome.BROKEN);
        PromiseToPay carrying = promise("100.00", "2027-03-31")
                .repeating(3, Recurrence.Unit.MONTH)
                .graceDays(1)
                .surplusCarries()
                .build();
        PromiseStanding two = carrying.assess(log.replay(), lately("2027-05-15"));
        assertThat(two.kept()).isEqualTo(2);
        assertThat(two.received()).isEqualTo(EUR.of("50.00"));
        assertThat(two.deadline()).isEqualTo(LocalDate.of(2027, 6, 1));
        assertThat(carrying.assess(log.replay(), lately("2027-06-02")).status()).isEqualTo(Outcome.PARTIAL);
        pay(log, "R2", "50.00", "2027-05-20");
        PromiseStanding all = carrying.assess(log.replay(), lately("2027-05-20"));
        assertThat(all.status()).isEqualTo(Outcome.KEPT);
        assertThat(all.kept()).isEqualTo(3);
        assertThat(all.due()).as("the last day").isEqualTo(LocalDate.of(2027, 5, 31));
    }

    @Test
    @DisplayName("COL-45 weeks, days and years repeat as well")
    void repeatsByUnit() {
        assertThat(promise("1.00", "2027-03-01")
                        .repeating(2, Recurrence.Unit.DAY)
                        .build()
                        .terms()
                        .dues()
                        .get(1)
                        .date())
                .isEqualTo(LocalDate.of(2027, 3, 2));
        assertThat(promise("1.00", "2027-03-01")
                        .repeating(2, Recurrence.Unit.WEEK)
                        .build()
                        .terms()
                        .dues()
                        .get(1)
                        .date())
                .isEqualTo(LocalDate.of(2027, 3, 8));
        assertThat(promise("1.00", "2028-02-29")
                        .repeating(2, Recurrence.Unit.YEAR)
                        .build()
                        .terms()
                        .dues()
                        .get(1)
                        .date())
                .isEqualTo(LocalDate.of(2029, 2, 28));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> promise("1.00", "2027-03-01")
                        .repeating(0, Recurrence.Unit.DAY)
                        .build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> promise("1.00", "2027-03-01").graceDays(-1).build());
    }

    @Test
    @DisplayName("COL-44 grace may be counted in business days")
    void businessGrace() {
        PromiseToPay promise = promise("100.00", "2027-03-05")
                .graceBusinessDays(2, BusinessCalendar.Rails.target())
                .build();
        assertThat(promise.terms().dues().get(0).deadline()).isEqualTo(LocalDate.of(2027, 3, 9));
    }

    @Test
    @DisplayName("COL-45 a renegotiated promise counts once, with the last outcome of its chain")
    void chainsCountOnce() {
        EventStore<PromiseId, PromiseEvent> store = EventStore.inMemory();
        PromiseToPay first = promise("100.00", "2027-03-05").id("P1").build();
        PromiseToPay second = promise("100.00", "2027-03-12")
                .id("P2")
                .madeAt(noon("2027-03-04"))
                .replaces(first.id())
                .build();
        PromiseToPay other = promise("300.00", "2027-03-06").id("P3").build();
        store.apply(MACHINE, first.id(), PromiseCommand.make(first, ANA, "k1"), noon("2027-03-01"))
                .orThrow();
        store.apply(MACHINE, first.id(), PromiseCommand.renegotiate(second.id(), ANA, "k2"), noon("2027-03-04"))
                .orThrow();
        store.apply(MACHINE, second.id(), PromiseCommand.make(second, ANA, "k3"), noon("2027-03-04"))
                .orThrow();
        store.apply(MACHINE, other.id(), PromiseCommand.make(other, ANA, "k4"), noon("2027-03-04"))
                .orThrow();
        ReceivableLog log = book();
        pay(log, "R1", "110.00", "2027-03-06");
        CollectionFacts facts = CollectionFacts.builder(log.replay())
                .addAllPromises(store.all(MACHINE).toList())
                .build();
        Map<PromiseId, PromiseStanding> standings = MACHINE.assess(facts, lately("2027-03-13"));
        assertThat(standings.get(first.id()).status()).isEqualTo(Outcome.RENEGOTIATED);
        assertThat(standings.get(other.id()).status()).isEqualTo(Outcome.PARTIAL);
        assertThat(standings.get(second.id()).status())
                .as("the other had the cents")
                .isEqualTo(Outcome.BROKEN);
        Promises.KeptRate rate = MACHINE.keptRate(standings.values());
        assertThat(rate.counts()).isEqualTo(Map.of(Outcome.PARTIAL, 1, Outcome.BROKEN, 1));
        assertThat(rate.byCount().orElseThrow()).isEqualByComparingTo("0");
        AsOf before = new AsOf(LocalDate.of(2027, 3, 3), noon("2027-03-03"));
        assertThat(MACHINE.assess(facts, before).get(first.id()).status())
                .as("as known before it was renegotiated")
                .isEqualTo(Outcome.ACTIVE);
        assertThat(MACHINE.assess(facts, before).get(second.id()).status()).isEqualTo(Outcome.NOT_YET_MADE);
        CollectionFacts unsaid =
                CollectionFacts.builder(log.replay()).addPromises(first, second).build();
        assertThat(MACHINE.assess(unsaid, lately("2027-03-13")).get(first.id()).status())
                .as("its successor says so")
                .isEqualTo(Outcome.RENEGOTIATED);
    }

    @Test
    @DisplayName("COL-44 the kept rate is by count and by amount, over what was judged")
    void keptRate() {
        ReceivableLog log = book();
        pay(log, "R1", "100.00", "2027-03-02");
        PromiseToPay kept = promise("100.00", "2027-03-03").id("K").build();
        PromiseToPay broken = promise("300.00", "2027-03-04").id("L").build();
        PromiseToPay running = promise("10.00", "2027-04-30").id("M").build();
        CollectionFacts facts = CollectionFacts.builder(log.replay())
                .addPromises(kept, broken, running)
                .build();
        Promises.KeptRate rate =
                MACHINE.keptRate(MACHINE.assess(facts, lately("2027-03-10")).values());
        assertThat(rate.byCount().orElseThrow()).isEqualByComparingTo("0.5");
        assertThat(rate.byAmount(EUR.currency()).orElseThrow()).isEqualByComparingTo("0.25");
        assertThat(rate.count(Outcome.KEPT)).isEqualTo(1);
        assertThat(MACHINE.keptRate(List.of()).byCount()).isEmpty();
        assertThat(MACHINE.keptRate(List.of()).byAmount(EUR.currency())).isEmpty();
    }

    @Test
    @DisplayName("COL-44 bad promises are found with codes, all faults at once")
    void findsFaults() {
        PromiseToPay bad =
                promise("-1.00", "2027-02-28").thresholdPercent(BigDecimal.ZERO).build();
        assertThat(MACHINE.check(bad, Optional.empty()).diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly(Fault.PROMISE_AMOUNT, Fault.PROMISE_DATE, Fault.PROMISE_THRESHOLD);
        assertThat(codes(promise("0.00", "2027-03-01"), "10.00")).containsExactly(Fault.PROMISE_AMOUNT);
        assertThat(codes(promise("1.00", "2027-03-01"), "10.00")).isEmpty();
        assertThat(codes(promise("1.00", "2027-03-01").thresholdPercent(new BigDecimal("100.01")), "10.00"))
                .containsExactly(Fault.PROMISE_THRESHOLD);
        assertThat(codes(promise("1.00", "2027-03-01").thresholdPercent(new BigDecimal("100")), "10.00"))
                .isEmpty();
        assertThat(codes(promise("10.01", "2027-03-01"), "10.00")).containsExactly(Fault.PROMISE_EXCEEDS);
        assertThat(codes(promise("10.00", "2027-03-01"), "10.00")).isEmpty();
        assertThat(codes(promise("5.01", "2027-03-01").repeating(2, Recurrence.Unit.WEEK), "10.00"))
                .containsExactly(Fault.PROMISE_EXCEEDS);
        assertThat(MACHINE.check(
                                promise("1.00", "2027-03-01").build(),
                                Optional.of(Amounts.in("GBP").of("9.00")))
                        .diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly((Code) Fault.PROMISE_CURRENCY);
        var warned =
                Promises.warningOfExcess().check(promise("10.01", "2027-03-01").build(), Optional.of(EUR.of("10.00")));
        assertThat(warned.value()).isPresent();
        assertThat(warned.diagnostics().get(0).level()).isEqualTo(Diagnostic.Level.WARNING);
        assertThat(MACHINE.check(bad, Optional.empty()).value()).isEmpty();
    }

    private static List<Code> codes(PromiseToPay.Builder promise, String collectable) {
        return MACHINE.check(promise.build(), Optional.of(EUR.of(collectable))).diagnostics().stream()
                .map(Diagnostic::code)
                .toList();
    }

    @Test
    @DisplayName("COL-44 the machine refuses a bad promise, replays a repeated command and ends where its table says")
    void runsItsTable() {
        EventStore<PromiseId, PromiseEvent> store = EventStore.inMemory();
        PromiseToPay promise = promise("100.00", "2027-03-10").build();
        Decision<PromiseToPay, PromiseEvent> refused = store.apply(
                MACHINE, promise.id(), PromiseCommand.make(promise, EUR.of("99.99"), ANA, "k0"), noon("2027-03-01"));
        assertThat(refused.refusal().orElseThrow().code()).isEqualTo(Fault.PROMISE_EXCEEDS);
        PromiseCommand make = PromiseCommand.make(promise, EUR.of("100.00"), ANA, "k1");
        Decision<PromiseToPay, PromiseEvent> made =
                store.apply(MACHINE, promise.id(), make, noon("2027-03-01")).orThrow();
        assertThat(made.state().status()).isEqualTo(Life.MADE);
        assertThat(made.evidence().sentence())
                .contains("P1")
                .contains("100.00 EUR")
                .contains("MADE");
        assertThat(store.apply(MACHINE, promise.id(), make, noon("2027-03-02"))
                        .outcome()
                        .name())
                .isEqualTo("REPLAYED");
        Decision<PromiseToPay, PromiseEvent> conflict =
                store.apply(MACHINE, promise.id(), PromiseCommand.cancel("no", ANA, "k1"), noon("2027-03-02"));
        assertThat(conflict.refusal().orElseThrow().code()).isEqualTo(Lifecycle.Reason.CONFLICT);
        assertThat(store.apply(MACHINE, promise.id(), PromiseCommand.make(promise, ANA, "k2"), noon("2027-03-02"))
                        .refusal()
                        .orElseThrow()
                        .code())
                .isEqualTo(Lifecycle.Reason.EVENT_NOT_ALLOWED);
        PromiseToPay cancelled = store.apply(
                        MACHINE, promise.id(), PromiseCommand.cancel("by phone", ANA, "k3"), noon("2027-03-02"))
                .orThrow()
                .state();
        assertThat(cancelled.status()).isEqualTo(Life.CANCELLED);
        assertThat(cancelled.assess(book().replay(), lately("2027-03-20")).status())
                .isEqualTo(Outcome.CANCELLED);
        assertThat(cancelled
                        .assess(book().replay(), new AsOf(LocalDate.of(2027, 3, 20), noon("2027-03-01")))
                        .status())
                .isEqualTo(Outcome.BROKEN);
        assertThat(store.apply(MACHINE, promise.id(), PromiseCommand.close(Outcome.KEPT, ANA, "k4"), noon("2027-03-03"))
                        .refusal()
                        .orElseThrow()
                        .code())
                .isEqualTo(Lifecycle.Reason.TERMINAL_STATE);
        assertThatIllegalArgumentException().isThrownBy(() -> PromiseCommand.close(Outcome.ACTIVE, ANA, "k5"));
        assertThatIllegalStateException().isThrownBy(() -> MACHINE.initial().terms());
        assertThat(MACHINE.initial().status()).isEqualTo(Life.NOT_MADE);
        assertThat(MACHINE.lifecycle().toMermaid()).contains("NOT_MADE --> MADE: make");
    }

    @Test
    @DisplayName("COL-44 strategies see what is still to come and until when, and since when a promise is broken")
    void speaksToStrategies() {
        PromiseToPay promise = promise("100.00", "2027-03-10").graceDays(1).build();
        ReceivableLog log = book();
        pay(log, "R1", "30.00", "2027-03-02");
        CollectionFacts facts =
                CollectionFacts.builder(log.replay()).addPromises(promise).build();
        assertThat(promise.rest(facts, lately("2027-03-11")))
                .contains(new CollectionFacts.Promised.Rest(EUR.of("70.00"), LocalDate.of(2027, 3, 11)));
        assertThat(promise.brokenOn(facts, lately("2027-03-11"))).isEmpty();
        assertThat(promise.rest(facts, lately("2027-03-12"))).isEmpty();
        assertThat(promise.brokenOn(facts, lately("2027-03-12"))).contains(LocalDate.of(2027, 3, 12));
        assertThat(MACHINE.initial().rest(facts, lately("2027-03-12"))).isEmpty();
        assertThat(MACHINE.initial().brokenOn(facts, lately("2027-03-12"))).isEmpty();
        assertThat(promise.items()).containsExactly(OpenItemId.of("I1"));
    }

    @Test
    @DisplayName("COL-44 a standing says itself in one line")
    void speaks() {
        PromiseToPay promise = promise("100.00", "2027-03-10").build();
        ReceivableLog log = book();
        assertThat(promise.assess(log.replay(), lately("2027-03-10")).sentence())
                .isEqualTo("promise of 100.00 runs until 2027-03-10, 0.00 came");
        assertThat(promise.assess(log.replay(), lately("2027-03-11")).sentence())
                .isEqualTo("promise of 100.00 for 2027-03-10 was broken: nothing came by 2027-03-10");
        pay(log, "R1", "40.00", "2027-03-02");
        assertThat(promise.assess(log.replay(), lately("2027-03-11")).sentence())
                .isEqualTo("promise of 100.00 for 2027-03-10: 40.00 of 100.00 came by 2027-03-10");
        pay(log, "R2", "60.00", "2027-03-03");
        assertThat(promise.assess(log.replay(), lately("2027-03-11")).sentence())
                .isEqualTo("promise of 100.00 for 2027-03-10 was kept");
        assertThat(promise).hasToString("promise P1 of 100.00 EUR for 2027-03-10, MADE");
        assertThat(MACHINE.initial()).hasToString("promise NOT_MADE");
        assertThat(promise)
                .isEqualTo(promise("100.00", "2027-03-10").build())
                .hasSameHashCodeAs(promise("100.00", "2027-03-10").build());
        assertThat(promise).isNotEqualTo(promise("100.01", "2027-03-10").build());
        assertThat(PromiseToPay.builder()
                        .party("a")
                        .amount(EUR.of("1.00"))
                        .due(LocalDate.of(2027, 3, 1))
                        .madeAt(noon("2027-03-01"))
                        .build()
                        .id()
                        .value())
                .startsWith("promise-");
        assertThatIllegalArgumentException().isThrownBy(() -> PromiseId.of(" "));
    }
}
