package io.counterfoil.collections.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.collections.contact.Suppression;
import io.counterfoil.collections.profile.Channel;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.recovery.PaymentAttempt;
import io.counterfoil.collections.testkit.ReceivableLog;
import io.counterfoil.collections.testkit.Situation;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which step of a ladder is next, at the edges: what an event must be about, where a level was entered, which of several steps of a day is taken. */
class TrackTest {

    private static final LocalDate DUE = LocalDate.of(2027, 3, 1);

    private static ReceivableLog log() {
        return ReceivableLog.in("GBP")
                .invoice("I1", "100.00", "2027-02-01", "2027-03-01")
                .invoice("I2", "50.00", "2027-02-10", "2027-03-15");
    }

    private static StrategyStep.Builder step(String id, int daysAfterDue) {
        return StrategyStep.builder().id(id).daysAfterDue(daysAfterDue).addChannels(Channel.EMAIL);
    }

    private static StrategyStep after(StrategyStep.Anchor event) {
        return step("event", 0)
                .anchor(event)
                .offset(StrategyStep.Offset.days(2))
                .build();
    }

    private static List<String> decided(Strategy.Builder strategy, Situation situation, LocalDate day) {
        return ContactPlanner.builder()
                .strategies(strategy.id("s").build())
                .build()
                .propose(situation.facts(), Situation.at(day))
                .stream()
                .map(one -> one.kind() + " " + one.step() + " " + one.stepDate()
                        + (one.occurrence() == 1 ? "" : " for the " + one.occurrence() + ". time"))
                .toList();
    }

    private static Situation promised(String item, LocalDate through) {
        return Situation.of(log()).promise(Set.of(OpenItemId.of(item)), "10.00", "GBP", through);
    }

    @Test
    @DisplayName("COL-25 only a broken promise about something that is open now, and since it is owed, calls its step")
    void brokenPromises() {
        Strategy.Builder strategy =
                Strategy.builder().step(step("ladder", 300).build()).step(after(StrategyStep.Anchor.PROMISE_BROKEN));
        LocalDate day = DUE.plusDays(20);
        String waits = "SUPPRESSED ladder 2027-12-26";
        assertThat(decided(strategy, promised("I1", DUE.plusDays(9)), day))
                .as("broken on the 11th, two days later is the 13th")
                .containsExactly("ACT event 2027-03-13", waits);
        assertThat(decided(strategy, promised("I9", DUE.plusDays(9)), day)).containsExactly(waits);
        assertThat(decided(strategy, Situation.of(log()).broken(LocalDate.of(2027, 1, 31)), day))
                .as("on the day before the first invoice")
                .containsExactly(waits);
        assertThat(decided(strategy, Situation.of(log()).broken(LocalDate.of(2027, 2, 1)), day))
                .as("on the day of the first invoice")
                .containsExactly("ACT event 2027-02-03", waits);
        assertThat(decided(strategy, promised("I1", day), day))
                .as("not broken yet")
                .doesNotContain("ACT event 2027-03-24");
        assertThat(decided(
                        strategy,
                        promised("I1", DUE.plusDays(9))
                                .promise(Set.of(OpenItemId.of("I2")), "10.00", "GBP", DUE.plusDays(4))
                                .promise(Set.of(OpenItemId.of("I9")), "10.00", "GBP", DUE.plusDays(6)),
                        day))
                .as("two of the three count, and the later of them dates the step")
                .containsExactly("ACT event 2027-03-13 for the 2. time", waits);
        ReceivableLog paid = log().receipt("R", "100.00", "2027-03-12").allocate("R", "I1", "100.00", "2027-03-12");
        assertThat(decided(
                        strategy,
                        Situation.of(paid).promise(Set.of(OpenItemId.of("I1")), "10.00", "GBP", DUE.plusDays(9)),
                        day))
                .as("what it was about is paid")
                .containsExactly("SUPPRESSED ladder 2028-01-09");
    }

    private static Situation failed(String item, LocalDate on) {
        return Situation.of(log())
                .attempt(PaymentAttempt.builder()
                        .id("pi-1")
                        .party(PartyId.of("acme"))
                        .addItems(OpenItemId.of(item))
                        .amount(Amounts.in("GBP").of("100"))
                        .on(on)
                        .recordedAt(Situation.noon(on))
                        .state(PaymentAttempt.State.FAILED)
                        .failureClass(PaymentAttempt.FailureClass.SOFT)
                        .build());
    }

    @Test
    @DisplayName("COL-25 only a failed payment of something that is open now, and since it is owed, calls its step")
    void failedPayments() {
        Strategy.Builder strategy =
                Strategy.builder().step(step("ladder", 300).build()).step(after(StrategyStep.Anchor.PAYMENT_FAILED));
        LocalDate day = DUE.plusDays(20);
        String waits = "SUPPRESSED ladder 2027-12-26";
        assertThat(decided(strategy, failed("I2", DUE.plusDays(10)), day))
                .containsExactly("ACT event 2027-03-13", waits);
        assertThat(decided(strategy, failed("I9", DUE.plusDays(10)), day)).containsExactly(waits);
        assertThat(decided(strategy, failed("I1", LocalDate.of(2027, 1, 31)), day))
                .containsExactly(waits);
        assertThat(decided(strategy, failed("I1", LocalDate.of(2027, 2, 1)), day))
                .containsExactly("ACT event 2027-02-03", waits);
        assertThat(decided(strategy, failed("I1", DUE.plusDays(21)), day)).containsExactly(waits);
    }

    @Test
    @DisplayName(
            "COL-25 a level that holds since the episode began was entered on its first day; each scope has its own")
    void levelEntries() {
        Strategy.Builder strategy = Strategy.builder()
                .addLevels(new Strategy.Level("LATE", Guard.ageAtLeast(1)))
                .step(step("late", 0)
                        .anchor(StrategyStep.Anchor.LEVEL_ENTRY)
                        .level("LATE")
                        .offset(StrategyStep.Offset.days(3))
                        .build());
        assertThat(decided(strategy, Situation.of(log()), DUE.plusDays(4)))
                .as("late since the 2nd")
                .containsExactly("ACT late 2027-03-05", "FINISHED late 2027-03-05");
        assertThat(decided(strategy, Situation.of(log()), DUE.plusDays(3)))
                .containsExactly("SUPPRESSED late 2027-03-05");
        assertThat(decided(strategy.scope(Strategy.Scope.ITEM), Situation.of(log()), DUE.plusDays(17)))
                .containsExactly("ACT late 2027-03-05", "FINISHED late 2027-03-05", "SUPPRESSED late 2027-03-19");
    }

    @Test
    @DisplayName(
            "COL-29 of several steps of one day the last is taken and the others are passed over, also where missed ones are not made up for")
    void stepsOfOneDay() {
        Strategy.Builder strategy = Strategy.builder()
                .step(step("missed", 3).build())
                .step(step("a", 5).build())
                .step(step("b", 5).build());
        assertThat(decided(strategy, Situation.of(log()), DUE.plusDays(5)))
                .containsExactly(
                        "SKIPPED missed 2027-03-04",
                        "SKIPPED a 2027-03-06",
                        "ACT b 2027-03-06",
                        "FINISHED b 2027-03-06");
        Strategy.Builder skipping = strategy.catchUp(Strategy.CatchUp.SKIP);
        assertThat(decided(skipping, Situation.of(log()), DUE.plusDays(5)))
                .containsExactly(
                        "SKIPPED missed 2027-03-04",
                        "SKIPPED a 2027-03-06",
                        "ACT b 2027-03-06",
                        "FINISHED b 2027-03-06");
        List<ContactDecision> why = ContactPlanner.builder()
                .strategies(skipping.id("s").build())
                .build()
                .propose(Situation.of(log()).facts(), Situation.at(DUE.plusDays(5)));
        assertThat(why.subList(0, 2))
                .extracting(one -> one.primary().orElseThrow().code())
                .containsExactly(Suppression.CATCH_UP_SKIPPED, Suppression.SUPERSEDED);
        assertThat(why.get(1).sentence()).isEqualTo("'a' is passed over: step 'b' is taken in its place");
    }

    @Test
    @DisplayName(
            "COL-29 among steps of one severity the later one is the more severe; a milder one that came later is passed over")
    void severities() {
        Strategy.Builder strategy = Strategy.builder()
                .catchUp(Strategy.CatchUp.RUN_MOST_SEVERE)
                .step(step("a", 3).severity(2).build())
                .step(step("b", 5).severity(2).build())
                .step(step("mild", 7).severity(1).build());
        assertThat(decided(strategy, Situation.of(log()), DUE.plusDays(8)))
                .containsExactly(
                        "SKIPPED a 2027-03-04", "ACT b 2027-03-06", "FINISHED b 2027-03-06", "SKIPPED mild 2027-03-08");
        assertThat(decided(strategy, Situation.of(log()), DUE.plusDays(3))).containsExactly("ACT a 2027-03-04");
    }

    @Test
    @DisplayName("COL-35 a step that repeats is never the last; each time counts from the one before")
    void repeats() {
        Strategy.Builder strategy = Strategy.builder()
                .step(step("again", 5).repeatEvery(Period.ofDays(7)).build());
        ContactPlanner planner =
                ContactPlanner.builder().strategies(strategy.id("s").build()).build();
        Situation situation = Situation.of(log());
        assertThat(decided(strategy, situation, DUE.plusDays(5))).containsExactly("ACT again 2027-03-06");
        ContactDecision first = planner.propose(situation.facts(), Situation.at(DUE.plusDays(6)))
                .get(0);
        situation.sent(first, DUE.plusDays(6));
        assertThat(decided(strategy, situation, DUE.plusDays(12)))
                .containsExactly("SUPPRESSED again 2027-03-14 for the 2. time");
        assertThat(decided(strategy, situation, DUE.plusDays(13)))
                .containsExactly("ACT again 2027-03-14 for the 2. time");
        AsOf lateRun = new AsOf(DUE.plusDays(5), Situation.noon(DUE.plusDays(6)));
        assertThat(planner.propose(situation.facts(), lateRun))
                .as("a contact of a later day is not done yet, and stands in the way")
                .singleElement()
                .satisfies(decision -> {
                    assertThat(decision.occurrence()).isEqualTo(1);
                    assertThat(decision.obstacles().stream().map(obstacle -> obstacle.code()))
                            .contains(Suppression.FUTURE_CONTACT);
                });
    }

    @Test
    @DisplayName("COL-30 COL-37 a step whose day comes after a later step was sent is passed over, with the reason")
    void behind() {
        Strategy.Builder strategy = Strategy.builder()
                .step(step("issue", 0)
                        .anchor(StrategyStep.Anchor.DUE_END_OF_MONTH)
                        .build())
                .step(step("early", 5).build())
                .step(step("last", 60).build());
        ContactPlanner planner =
                ContactPlanner.builder().strategies(strategy.id("s").build()).build();
        Situation situation = Situation.of(log());
        ContactDecision early = planner.propose(situation.facts(), Situation.at(DUE.plusDays(5)))
                .get(0);
        assertThat(early.step()).isEqualTo(StepId.of("early"));
        situation.sent(early, DUE.plusDays(5));
        assertThat(decided(strategy, situation, LocalDate.of(2027, 3, 30)))
                .containsExactly("SUPPRESSED last 2027-04-30");
        List<ContactDecision> after = planner.propose(situation.facts(), Situation.at("2027-03-31"));
        assertThat(after.get(0).kind()).isEqualTo(ContactDecision.Kind.SKIPPED);
        assertThat(after.get(0).sentence())
                .isEqualTo("'issue' is passed over: a later step was sent before its day came");
    }
}
