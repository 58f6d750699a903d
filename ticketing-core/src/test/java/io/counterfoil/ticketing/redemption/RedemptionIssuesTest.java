package io.counterfoil.ticketing.redemption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.hours.BusinessHours;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.BalanceBasis;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.ledger.Posting;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.Outcome;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.testkit.lifecycle.MachineLaws;
import io.counterfoil.ticketing.award.Awards.Role;
import io.counterfoil.ticketing.clock.ClockKind;
import io.counterfoil.ticketing.clock.ClockReading.ClockState;
import io.counterfoil.ticketing.clock.ClockSpec;
import io.counterfoil.ticketing.clock.ClockTarget;
import io.counterfoil.ticketing.clock.Clocks;
import io.counterfoil.ticketing.clock.SlaPolicy;
import io.counterfoil.ticketing.measure.Goal;
import io.counterfoil.ticketing.measure.Verdict;
import io.counterfoil.ticketing.redemption.RedemptionIssue.Event;
import io.counterfoil.ticketing.redemption.RedemptionIssue.Remedy;
import io.counterfoil.ticketing.redemption.RedemptionIssue.Remedy.Act;
import io.counterfoil.ticketing.redemption.RedemptionIssue.Report;
import io.counterfoil.ticketing.redemption.RedemptionIssue.Status;
import io.counterfoil.ticketing.redemption.RedemptionIssue.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RedemptionIssuesTest {

    private static final ZoneId TORONTO = ZoneId.of("America/Toronto");
    private static final BusinessHours HOURS =
            BusinessHours.in(TORONTO).weekdays("09:00-17:00").build();
    private static final Instant NOW = Instant.parse("2027-03-01T15:00:00Z"); // Monday 10:00
    private static final Amounts PTS = Amounts.in("PTS");
    private static final Actor ANA = Actor.host("ana");
    private static final Actor SUE = Actor.approver("sue");
    private static final Remedy CREDIT = new Remedy(Act.RE_CREDIT, PTS.of("900"));
    private static final Remedy RESEND = new Remedy(Act.RESEND, PTS.zero());

    private final AccountMap accounts = AccountMap.builder()
            .standard(PTS.currency(), Role.BALANCE, Role.REDEEMED)
            .build();
    private final RedemptionIssues machine = RedemptionIssues.of(accounts, TORONTO, PTS.of("1000"));
    private final Ledger ledger = Ledger.inMemory(TORONTO);
    private final Clocks clocks = Clocks.of(SlaPolicy.builder("vendors")
            .hours(HOURS)
            .resolution(Duration.ofHours(40))
            .clock(ClockSpec.of(ClockKind.VENDOR_RESPONSE, ClockTarget.of(Duration.ofHours(8))))
            .build());

    RedemptionIssuesTest() {
        accounts.openIn(ledger);
    }

    private static Report report(String id, String value) {
        return new Report(id, "red-1", PartyId.of("pat"), "boats", Trouble.NOT_DELIVERED, PTS.of(value));
    }

    private Decision<RedemptionIssue, Event> last(IssueCommand... commands) {
        RedemptionIssue state = machine.initial();
        Decision<RedemptionIssue, Event> decision = null;
        Instant now = NOW;
        for (IssueCommand command : commands) {
            decision = machine.decide(state, command, now).orThrow();
            state = decision.state();
            now = now.plus(Duration.ofHours(1));
        }
        return Objects.requireNonNull(decision);
    }

    private static IssueCommand reported(String value) {
        return IssueCommand.report(report("i-1", value), ANA, "r");
    }

    private long balance() {
        return ledger.balance(
                        accounts.of(Role.BALANCE, PTS.currency()),
                        AsOf.at(NOW.plus(Duration.ofDays(90)), TORONTO),
                        BalanceBasis.BOOKED)
                .postedMinor();
    }

    @Test
    @DisplayName(
            "TIC-45 every state, event and role of an issue is taken or refused as the table says, and every row can"
                    + " be taken")
    void everyCell() {
        IssueCommand sent = IssueCommand.send("?", ANA, "s");
        IssueCommand answered = IssueCommand.answer("!", ANA, "w");
        List<RedemptionIssue> states = new ArrayList<>();
        for (String value : List.of("900", "1001")) {
            states.add(last(reported(value)).state());
            states.add(last(reported(value), sent).state());
            states.add(last(reported(value), sent, answered).state());
            states.add(
                    last(reported(value), IssueCommand.decide(CREDIT, ANA, "d")).state());
        }
        states.add(last(reported("900"), IssueCommand.withdraw("", ANA, "x")).state());
        states.add(last(reported("900"), IssueCommand.decide(CREDIT, ANA, "d"), IssueCommand.complete("", ANA, "c"))
                .state());
        List<IssueCommand> commands = new ArrayList<>();
        for (Actor.Role role : Actor.Role.values()) {
            Actor by = MachineLaws.somebody(role);
            commands.addAll(List.of(
                    IssueCommand.report(report("i-1", "1"), by, "k" + role),
                    IssueCommand.send("", by, "k" + role),
                    IssueCommand.answer("", by, "k" + role),
                    IssueCommand.decide(RESEND, by, "k" + role),
                    IssueCommand.approve(by, "k" + role),
                    IssueCommand.refuse("", by, "k" + role),
                    IssueCommand.complete("", by, "k" + role),
                    IssueCommand.withdraw("", by, "k" + role)));
        }
        assertThat(MachineLaws.everyCell(machine, states, RedemptionIssue::status, commands, NOW))
                .containsExactlyInAnyOrderElementsOf(MachineLaws.rows(machine).stream()
                        .filter(row -> !row.contains("report["))
                        .toList());
        for (IssueCommand command : commands) {
            if (command.kind() != RedemptionIssue.Kind.REPORT) {
                assertThat(machine.decide(machine.initial(), command, NOW)
                                .refusal()
                                .orElseThrow()
                                .code())
                        .isEqualTo(RedemptionIssues.Refused.NOT_REPORTED);
            }
        }
        assertThat(machine.decide(last(reported("1")).state(), IssueCommand.report(report("i-1", "1"), ANA, "z"), NOW)
                        .refusal()
                        .orElseThrow()
                        .sentence())
                .endsWith("issue i-1 was reported already");
        assertThat(RedemptionIssues.table().name()).isEqualTo("REDEMPTION_ISSUE");
    }

    @Test
    @DisplayName("TIC-45 the vendor's clock runs from the question to the answer, beside the participant's")
    void vendorClock() {
        RedemptionIssue asked =
                last(reported("900"), IssueCommand.send("?", ANA, "s")).state();
        Instant later = NOW.plus(Duration.ofHours(4));
        assertThat(clocks.read(asked.asTicket(), later)
                        .of(ClockKind.VENDOR_RESPONSE)
                        .elapsed())
                .isEqualTo(Duration.ofHours(3));
        assertThat(clocks.read(asked.asTicket(), later).of(ClockKind.RESOLUTION).elapsed())
                .isEqualTo(Duration.ofHours(4));
        RedemptionIssue done = last(
                        reported("900"),
                        IssueCommand.send("?", ANA, "s"),
                        IssueCommand.answer("lost", ANA, "w"),
                        IssueCommand.send("when?", ANA, "s2"),
                        IssueCommand.decide(RESEND, ANA, "d"),
                        IssueCommand.complete("", ANA, "c"))
                .state();
        var cycles =
                clocks.read(done.asTicket(), later.plus(Duration.ofDays(9))).cycles(ClockKind.VENDOR_RESPONSE);
        assertThat(cycles).extracting(c -> c.elapsed()).containsExactly(Duration.ofHours(1), Duration.ofHours(2));
        assertThat(cycles).allMatch(cycle -> cycle.state() == ClockState.STOPPED);
        assertThat(done.asTicket().title()).isEqualTo("NOT_DELIVERED red-1");
        assertThat(report("i-1", "1").subject().toString()).isEqualTo("redemption-issue:i-1");
        RedemptionIssue withdrawn =
                last(reported("900"), IssueCommand.withdraw("", ANA, "x")).state();
        assertThat(clocks.read(withdrawn.asTicket(), later)
                        .of(ClockKind.RESOLUTION)
                        .state())
                .isEqualTo(ClockState.STOPPED);
    }

    @Test
    @DisplayName("TIC-45 a remedy above the limit waits for somebody else; a refused one goes back; a rejection needs"
            + " nobody")
    void approval() {
        RedemptionIssue waiting =
                last(reported("1001"), IssueCommand.decide(CREDIT, ANA, "d")).state();
        assertThat(waiting.status()).isEqualTo(Status.PROPOSED);
        assertThat(waiting.remedy()).contains(CREDIT);
        assertThat(machine.decide(waiting, IssueCommand.approve(Actor.approver("ana"), "a"), NOW)
                        .refusal()
                        .orElseThrow()
                        .sentence())
                .endsWith("'ana' proposed it");
        var approved =
                machine.decide(waiting, IssueCommand.approve(SUE, "a"), NOW).orThrow();
        assertThat(approved.state().status()).isEqualTo(Status.DECIDED);
        assertThat(machine.journals(approved)).hasSize(1);
        assertThat(approved.evidence().sentence()).isEqualTo("issue i-1 is DECIDED");
        RedemptionIssue back = machine.decide(waiting, IssueCommand.refuse("too much", SUE, "a"), NOW)
                .state();
        assertThat(back.status()).isEqualTo(Status.ANSWERED);
        assertThat(back.remedy()).isEmpty();
        assertThat(last(reported("1000"), IssueCommand.decide(CREDIT, ANA, "d"))
                        .state()
                        .status())
                .isEqualTo(Status.DECIDED);
        assertThat(last(reported("1001"), IssueCommand.decide(new Remedy(Act.REJECT, PTS.zero()), ANA, "d"))
                        .state()
                        .status())
                .isEqualTo(Status.DECIDED);
        Amounts cad = Amounts.in("CAD");
        assertThat(RedemptionIssues.of(accounts, TORONTO, cad.of("9999.00"))
                        .decide(last(reported("1")).state(), IssueCommand.decide(RESEND, ANA, "d"), NOW)
                        .state()
                        .status())
                .isEqualTo(Status.PROPOSED);
        for (Remedy much : List.of(
                new Remedy(Act.RE_CREDIT, PTS.of("901")),
                new Remedy(Act.REFUND, PTS.of("901")),
                new Remedy(Act.RE_CREDIT, cad.of("1.00")))) {
            assertThat(machine.decide(last(reported("900")).state(), IssueCommand.decide(much, ANA, "d"), NOW)
                            .refusal()
                            .orElseThrow()
                            .sentence())
                    .endsWith("of 900 PTS");
        }
        var refund = last(reported("900"), IssueCommand.decide(new Remedy(Act.REFUND, cad.of("9.00")), ANA, "d"));
        assertThat(refund.state().status()).isEqualTo(Status.DECIDED);
        assertThat(machine.journals(refund)).isEmpty();
    }

    @Test
    @DisplayName("TIC-45 points of a redemption are restored once, whatever is repeated and however many issues it has")
    void restoredOnce() {
        var first = last(reported("900"), IssueCommand.decide(CREDIT, ANA, "d"));
        assertThat(machine.post(first, ledger, NOW).outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(machine.post(first, ledger, NOW.plus(Duration.ofDays(5))).outcome())
                .isEqualTo(Outcome.REPLAYED);
        assertThat(balance()).isEqualTo(900);
        var second = last(IssueCommand.report(report("i-2", "900"), ANA, "r"), IssueCommand.decide(CREDIT, ANA, "d"));
        assertThat(machine.post(second, ledger, NOW.plus(Duration.ofDays(9))).outcome())
                .isEqualTo(Outcome.REPLAYED);
        var other = last(
                IssueCommand.report(report("i-3", "900"), ANA, "r"),
                IssueCommand.decide(new Remedy(Act.RE_CREDIT, PTS.of("100")), ANA, "d"));
        assertThat(machine.post(other, ledger, NOW).error()).contains(Posting.LedgerError.EXISTS_DIFFERENT);
        assertThat(balance()).isEqualTo(900);
        assertThat(machine.post(last(reported("900")), ledger, NOW).records()).isZero();
    }

    private RedemptionIssue vendorIssue(String id, String vendor, int answerAfterHours) {
        RedemptionIssue state = machine.decide(
                        machine.initial(),
                        IssueCommand.report(
                                new Report(id, "r-" + id, PartyId.of("pat"), vendor, Trouble.WRONG_ITEM, PTS.of("9")),
                                ANA,
                                "r"),
                        NOW)
                .state();
        state = machine.decide(state, IssueCommand.send("?", ANA, "s"), NOW).state();
        return answerAfterHours < 0
                ? state
                : machine.decide(
                                state, IssueCommand.answer("!", ANA, "a"), NOW.plus(Duration.ofHours(answerAfterHours)))
                        .state();
    }

    @Test
    @DisplayName(
            "TIC-45 the vendor scorecard counts answers in time, open ones over their target as late, each issue once")
    void scorecard() {
        List<RedemptionIssue> issues = new ArrayList<>();
        for (int at = 0; at < 40; at++) {
            issues.add(vendorIssue("a" + at, "boats", 3));
        }
        issues.add(issues.get(0));
        issues.add(vendorIssue("late", "cups", 25)); // Tuesday 11:00: 9 h
        issues.add(vendorIssue("open", "cups", -1));
        issues.add(vendorIssue("met", "cups", 24)); // Tuesday 10:00: 8 h, equal is met
        VendorScorecard card = VendorScorecard.of(clocks, Goal.atLeast("0.85"));
        DateRange march = DateRange.month(2027, 3);
        List<VendorScorecard.Row> rows = card.assess(issues, march, NOW.plus(Duration.ofDays(9)));
        assertThat(rows).extracting(VendorScorecard.Row::vendor).containsExactly("boats", "cups");
        assertThat(rows.get(0).inTime().n()).isEqualTo(40);
        assertThat(rows.get(0).inTime().verdict()).isEqualTo(Verdict.MET);
        assertThat(rows.get(0).average()).contains(Duration.ofHours(3));
        assertThat(rows.get(1).inTime().n()).isEqualTo(3);
        assertThat(rows.get(1).inTime().pointMet()).isFalse();
        assertThat(rows.get(1).inTime().verdict()).isEqualTo(Verdict.MISSED);
        assertThat(rows.get(1).late()).containsExactly("late", "open");
        assertThat(rows.get(1).waiting()).containsExactly("open");
        assertThat(rows.get(1).average()).contains(Duration.ofMinutes(8 * 60 + 30));
        VendorScorecard.Row early = card.assess(
                        List.of(vendorIssue("open", "cups", -1)), march, NOW.plus(Duration.ofHours(1)))
                .get(0);
        assertThat(early.inTime().verdict()).isEqualTo(Verdict.NO_DATA);
        assertThat(early.inTime().pointMet()).isFalse();
        assertThat(early.average()).isEmpty();
        assertThat(early.waiting()).containsExactly("open");
        assertThat(card.assess(issues, DateRange.month(2027, 4), NOW.plus(Duration.ofDays(60))))
                .extracting(VendorScorecard.Row::vendor)
                .containsExactly("cups");
        assertThat(card.assess(issues, DateRange.month(2027, 2), NOW.plus(Duration.ofDays(60))))
                .isEmpty();
    }

    @Test
    @DisplayName("TIC-45 reports and remedies that cannot be are refused")
    void badInput() {
        assertThatIllegalArgumentException().isThrownBy(() -> report(" ", "1"));
        assertThatIllegalArgumentException().isThrownBy(() -> report("i", "0"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Report("i", "", PartyId.of("p"), "v", Trouble.WRONG_ITEM, PTS.of("1")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Report("i", "r", PartyId.of("p"), " ", Trouble.WRONG_ITEM, PTS.of("1")));
        assertThatIllegalArgumentException().isThrownBy(() -> new Remedy(Act.RE_CREDIT, PTS.zero()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Remedy(Act.RESEND, PTS.of("1")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new IssueCommand(
                        RedemptionIssue.Kind.DECIDE,
                        new RedemptionIssue.Noted(""),
                        ANA,
                        IssueCommand.approve(ANA, "k").key()))
                .withMessageContaining("DECIDE says Noted, expected Decided");
    }
}
