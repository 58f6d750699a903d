package io.counterfoil.collections.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.collections.aging.AgeBasis;
import io.counterfoil.collections.contact.Suppression;
import io.counterfoil.collections.profile.Channel;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.collections.recovery.PaymentAttempt;
import io.counterfoil.collections.testkit.ReceivableLog;
import io.counterfoil.collections.testkit.Situation;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.party.PartyId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What other systems get wrong about strategies, holds and recovery (collections specification 6); one test each. */
class StrategyTrapsTest {

    private static final Amounts GBP = Amounts.in("GBP");

    private static StrategyStep.Builder step(String id, int daysAfterDue) {
        return StrategyStep.builder().id(id).daysAfterDue(daysAfterDue).addChannels(Channel.EMAIL);
    }

    private static ContactPlanner planner(Strategy.Builder strategy) {
        return ContactPlanner.builder().strategies(strategy.id("s").build()).build();
    }

    private static List<String> run(ContactPlanner planner, ReceivableLog log, String first, String last) {
        Situation situation = Situation.of(log);
        List<String> acts = new ArrayList<>();
        for (LocalDate day = LocalDate.parse(first); !day.isAfter(LocalDate.parse(last)); day = day.plusDays(1)) {
            for (ContactDecision decision : planner.propose(situation.facts(), Situation.at(day))) {
                if (decision.kind() == ContactDecision.Kind.ACT) {
                    situation.sent(decision, day);
                    acts.add(decision.step() + " " + day);
                }
            }
        }
        return acts;
    }

    @Test
    @DisplayName("COL-30 trap kb-2297-reanchor: the anchor moves and no step is lost")
    void movedAnchorLosesNoStep() {
        ReceivableLog log = ReceivableLog.in("GBP")
                .invoice("I1", "249.95", "2012-05-31", "2012-05-31")
                .invoice("I2", "500.00", "2012-05-31", "2012-05-31")
                .invoice("I3", "700.00", "2012-06-02", "2012-06-02")
                .receipt("R", "749.95", "2012-06-02")
                .allocate("R", "I1", "249.95", "2012-06-02")
                .allocate("R", "I2", "500.00", "2012-06-02")
                .invoice("I4", "200.00", "2012-06-03", "2012-06-03");
        ContactPlanner planner = planner(Strategy.builder()
                .ageBasis(AgeBasis.ISSUE_DATE)
                .step(step("WARNING", 5).build())
                .step(step("BLOCKED", 7).build())
                .step(step("CANCELLATION", 11).build()));
        assertThat(run(planner, log, "2012-05-31", "2012-06-14"))
                .containsExactly("WARNING 2012-06-07", "BLOCKED 2012-06-09", "CANCELLATION 2012-06-13");
    }

    @Test
    @DisplayName("COL-26 trap kb-response-hardcoded: a guard reads the real last decline")
    void theRealDeclineCounts() {
        ContactPlanner planner = planner(Strategy.builder()
                .step(step("lost", 1).guard(Guard.failureIn("lost_card")).build())
                .step(step("funds", 1)
                        .guard(Guard.failureIn("insufficient_funds"))
                        .build()));
        ReceivableLog log = ReceivableLog.in("GBP").invoice("I1", "10.00", "2027-01-01", "2027-01-31");
        Situation situation = Situation.of(log);
        for (String code : List.of("insufficient_funds", "lost_card")) {
            situation.attempt(PaymentAttempt.builder()
                    .id(code)
                    .party(PartyId.of("acme"))
                    .amount(GBP.of("10.00"))
                    .on(LocalDate.of(2027, 2, code.equals("lost_card") ? 2 : 1))
                    .recordedAt(Situation.noon(LocalDate.of(2027, 2, 2)))
                    .state(PaymentAttempt.State.FAILED)
                    .failureClass(PaymentAttempt.FailureClass.SOFT)
                    .code(code)
                    .build());
        }
        assertThat(planner.propose(situation.facts(), Situation.at("2027-02-03")).stream()
                        .filter(decision -> decision.kind() == ContactDecision.Kind.ACT)
                        .map(decision -> decision.step().value()))
                .containsExactly("lost");
    }

    @Test
    @DisplayName(
            "COL-26 trap kb-age-from-invoice-date: ages count from the due date unless the issue date is asked for; guards know OR")
    void agesFromTheDueDate() {
        ReceivableLog log = ReceivableLog.in("GBP").invoice("I1", "10.00", "2027-01-01", "2027-01-31");
        CollectionFacts facts = Situation.of(log).facts();
        Strategy.Level late = new Strategy.Level("LATE", Guard.any(Guard.ageAtLeast(30), Guard.countAtLeast(5)));
        Strategy.Builder byDue =
                Strategy.builder().addLevels(late).step(step("a", 1).build());
        StrategyId id = StrategyId.of("s");
        PartyId acme = PartyId.of("acme");
        assertThat(planner(byDue).level(facts, id, acme, Situation.at("2027-03-01")))
                .isEqualTo(Strategy.CLEAR);
        assertThat(planner(byDue).level(facts, id, acme, Situation.at("2027-03-02")))
                .isEqualTo("LATE");
        Strategy.Builder byIssue = Strategy.builder()
                .ageBasis(AgeBasis.ISSUE_DATE)
                .addLevels(late)
                .step(step("a", 1).build());
        assertThat(planner(byIssue).level(facts, id, acme, Situation.at("2027-01-31")))
                .isEqualTo("LATE");
        assertThat(planner(byIssue).level(facts, id, acme, Situation.at("2027-01-30")))
                .isEqualTo(Strategy.CLEAR);
    }

    @Test
    @DisplayName("COL-29 trap nin-missed-cron: a day without a run loses no reminder")
    void aMissedRunLosesNothing() {
        ContactPlanner planner = planner(
                Strategy.builder().step(step("a", 5).build()).step(step("b", 10).build()));
        ReceivableLog log = ReceivableLog.in("GBP").invoice("I1", "10.00", "2027-01-01", "2027-01-31");
        assertThat(run(planner, log, "2027-02-06", "2027-02-09")).containsExactly("a 2027-02-06");
        assertThat(run(planner, log, "2027-02-07", "2027-02-12")).containsExactly("a 2027-02-07", "b 2027-02-10");
    }

    @Test
    @DisplayName("COL-28 trap nin-due-today-overdue: what is due today is not past due")
    void dueTodayIsNotPastDue() {
        ContactPlanner planner = planner(Strategy.builder().step(step("a", 1).build()));
        ReceivableLog log = ReceivableLog.in("GBP").invoice("I1", "10.00", "2027-01-01", "2027-01-31");
        assertThat(planner.propose(Situation.of(log).facts(), Situation.at("2027-01-31"))
                        .get(0)
                        .primary()
                        .orElseThrow()
                        .code())
                .isEqualTo(Suppression.NOT_DUE);
        assertThat(run(planner, log, "2027-01-31", "2027-02-01")).containsExactly("a 2027-02-01");
    }

    @Test
    @DisplayName("COL-37 trap erp-resolve-last-row-wins: a notice is resolved when all its lines are, not the last one")
    void allLinesDecide() {
        ReceivableLog log = ReceivableLog.in("GBP")
                .invoice("I1", "10.00", "2027-01-01", "2027-01-31")
                .invoice("I2", "20.00", "2027-01-01", "2027-01-31");
        ContactPlanner planner = planner(Strategy.builder().step(step("a", 1).build()));
        Notice notice = planner.propose(Situation.of(log).facts(), Situation.at("2027-02-01"))
                .get(0)
                .notice();
        log.receipt("R", "30.00", "2027-02-02").allocate("R", "I2", "20.00", "2027-02-02");
        assertThat(notice.isResolved(log.replay(), Situation.at("2027-02-02"))).isFalse();
        Receivables all = log.allocate("R", "I1", "10.00", "2027-02-03").replay();
        assertThat(notice.isResolved(all, Situation.at("2027-02-02"))).isFalse();
        assertThat(notice.isResolved(all, Situation.at("2027-02-03"))).isTrue();
    }

    @Test
    @DisplayName("COL-38 trap erp-fee-interest-lost: the fee is chased after the principal is paid")
    void theFeeIsNotLost() {
        ReceivableLog log = ReceivableLog.in("GBP").invoice("I1", "10.00", "2027-01-01", "2027-01-31");
        ContactPlanner planner = planner(Strategy.builder()
                .step(step("a", 1).fee(GBP.of("5.00")).build())
                .step(step("b", 10).build()));
        ContactDecision act = planner.propose(Situation.of(log).facts(), Situation.at("2027-02-01"))
                .get(0);
        LocalDate day = LocalDate.of(2027, 2, 1);
        log.add(act.notice().feeItem(act.key(), day, Situation.noon(day)).orElseThrow())
                .receipt("R", "10.00", "2027-02-05")
                .allocate("R", "I1", "10.00", "2027-02-05");
        ContactDecision next = planner.propose(Situation.of(log).sent(act, day).facts(), Situation.at("2027-02-11"))
                .get(0);
        assertThat(next.kind()).isEqualTo(ContactDecision.Kind.ACT);
        assertThat(next.step()).isEqualTo(StepId.of("b"));
        assertThat(next.notice().total()).isEqualTo(Totals.of(GBP.of("5.00")));
    }

    @Test
    @DisplayName("COL-31 trap oca-cc-one-level-per-run: an old item enters by its age, unless FIRST is asked for")
    void anOldItemEntersByItsAge() {
        ReceivableLog log = ReceivableLog.in("GBP").invoice("I1", "10.00", "2026-01-01", "2026-01-31");
        Strategy.Builder ladder = Strategy.builder()
                .step(step("gentle", 5).build())
                .step(step("firm", 60).build());
        assertThat(run(planner(ladder), log, "2027-02-06", "2027-02-08")).containsExactly("firm 2027-02-06");
        assertThat(run(planner(ladder.entry(Strategy.EntryLevel.FIRST)), log, "2027-02-06", "2027-02-08"))
                .containsExactly("gentle 2027-02-06", "firm 2027-02-07");
    }

    @Test
    @DisplayName(
            "COL-28 trap oca-cc-one-level-per-run: an unapplied payment stops the notice; the tolerance is per customer")
    void unappliedMoneyStopsTheNotice() {
        ReceivableLog log = ReceivableLog.in("GBP")
                .invoice("I1", "10.00", "2027-01-01", "2027-01-31")
                .invoice("I2", "10.00", "2027-01-01", "2027-01-31")
                .receipt("R", "5.01", "2027-02-01");
        ContactPlanner planner = planner(Strategy.builder()
                .addThresholds(GBP.of("15.00"))
                .step(step("a", 5).build()));
        assertThat(run(planner, log, "2027-02-05", "2027-02-05")).isEmpty();
        ContactPlanner lower = planner(Strategy.builder()
                .addThresholds(GBP.of("14.99"))
                .step(step("a", 5).build()));
        assertThat(run(lower, log, "2027-02-05", "2027-02-05")).containsExactly("a 2027-02-05");
    }

    @Test
    @DisplayName(
            "COL-32 trap OCA block flag: an item that somebody took out of all strategies is in no notice and no sum")
    void aBlockedItemIsInNoNotice() {
        ReceivableLog log = ReceivableLog.in("GBP")
                .invoice("FREE", "10.00", "2027-01-01", "2027-01-31")
                .invoice("BLOCKED", "90.00", "2027-01-01", "2027-01-31");
        ContactPlanner planner = planner(Strategy.builder().step(step("a", 5).build()));
        Situation situation = Situation.of(log).ruling("BLOCKED", "NONE", Optional.empty());
        List<ContactDecision> decisions = planner.propose(situation.facts(), Situation.at("2027-02-05"));
        assertThat(decisions.stream().filter(one -> one.kind() == ContactDecision.Kind.ACT))
                .singleElement()
                .satisfies(act -> {
                    assertThat(act.notice().lines())
                            .extracting(line -> line.item().value())
                            .containsExactly("FREE");
                    assertThat(act.sentence()).contains("10.00 GBP").doesNotContain("100.00");
                });
        assertThat(planner.assignment(situation.facts(), OpenItemId.of("BLOCKED"), Situation.at("2027-02-05"))
                        .strategy())
                .isEqualTo(StrategyId.NONE);
    }

    @Test
    @DisplayName(
            "COL-33 trap lago-ignores-partial-payments: the threshold is of what is open, not of the invoice's total")
    void theThresholdIsOfWhatIsOpen() {
        ReceivableLog log = ReceivableLog.in("GBP")
                .invoice("I1", "100.00", "2027-01-01", "2027-01-31")
                .receipt("R", "90.00", "2027-02-01")
                .allocate("R", "I1", "90.00", "2027-02-01");
        ContactPlanner planner = planner(Strategy.builder()
                .addThresholds(GBP.of("50.00"))
                .step(step("a", 1).build()));
        ContactDecision decision = planner.propose(Situation.of(log).facts(), Situation.at("2027-02-05"))
                .get(0);
        assertThat(decision.primary().orElseThrow().sentence())
                .isEqualTo("10.00 GBP is open, less than the threshold of 50.00 GBP");
    }
}
