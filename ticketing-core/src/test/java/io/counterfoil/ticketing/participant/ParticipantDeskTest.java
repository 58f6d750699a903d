package io.counterfoil.ticketing.participant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.document.Documents;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.JournalId;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.ticketing.award.Award;
import io.counterfoil.ticketing.award.AwardHistory;
import io.counterfoil.ticketing.award.AwardRules;
import io.counterfoil.ticketing.award.Awards;
import io.counterfoil.ticketing.award.Awards.Role;
import io.counterfoil.ticketing.claim.Claim;
import io.counterfoil.ticketing.claim.ClaimCommand;
import io.counterfoil.ticketing.claim.ClaimSamples;
import io.counterfoil.ticketing.claim.Deficiency;
import io.counterfoil.ticketing.participant.ParticipantView.Affairs;
import io.counterfoil.ticketing.participant.ParticipantView.Enrolment;
import io.counterfoil.ticketing.participant.ParticipantView.PointsKind;
import io.counterfoil.ticketing.participant.ParticipantView.Problem;
import io.counterfoil.ticketing.redemption.IssueCommand;
import io.counterfoil.ticketing.redemption.RedemptionIssue;
import io.counterfoil.ticketing.redemption.RedemptionIssues;
import io.counterfoil.ticketing.redemption.SpecialRedemption;
import io.counterfoil.ticketing.redemption.SpecialRedemptions;
import io.counterfoil.ticketing.ticket.CloseReason;
import io.counterfoil.ticketing.ticket.Ticket;
import io.counterfoil.ticketing.ticket.TicketCommand;
import io.counterfoil.ticketing.ticket.Tickets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ParticipantDeskTest {

    private static final Instant NOW = ClaimSamples.MONDAY;
    private static final Amounts PTS = Amounts.in("PTS");
    private static final Actor ANA = Actor.host("ana");
    private static final AsOf LATER = AsOf.at(NOW.plus(Duration.ofDays(30)), ClaimSamples.TORONTO);

    private final AccountMap accounts = AccountMap.builder()
            .standard(PTS.currency(), Role.BALANCE.of("pat"), Role.PROGRAMME_COST, Role.REDEEMED)
            .build();
    private final Ledger ledger = Ledger.inMemory(ClaimSamples.TORONTO);
    private final SpecialRedemptions wishes = SpecialRedemptions.of(accounts, ClaimSamples.TORONTO, PTS.of("9999"));
    private final RedemptionIssues issues = RedemptionIssues.of(accounts, ClaimSamples.TORONTO, PTS.of("9999"));
    private final ParticipantDesk desk = ParticipantDesk.of(accounts, PTS.currency());
    private final Enrolment fine = Enrolment.builder()
            .participant("pat")
            .enrolledAt(NOW)
            .activatedAt(NOW)
            .verifiedAt(NOW)
            .build();

    ParticipantDeskTest() {
        accounts.openIn(ledger);
    }

    private SpecialRedemption wish(String id, String participant, String price, String... acts) {
        SpecialRedemption state = wishes.initial();
        List<SpecialRedemption.Command> commands = new java.util.ArrayList<>(List.of(
                SpecialRedemption.Command.request(
                        new SpecialRedemption.Request(id, PartyId.of(participant), "canoe"), ANA, "r"),
                SpecialRedemption.Command.quote("boats", PTS.of(price), ANA, "q")));
        for (String act : acts) {
            commands.add(
                    switch (act) {
                        case "approve" -> SpecialRedemption.Command.approve(Actor.approver("sue"), "a");
                        case "order" -> SpecialRedemption.Command.order("o", ANA, "o");
                        case "fulfil" -> SpecialRedemption.Command.fulfil("f", ANA, "f");
                        default -> SpecialRedemption.Command.cancel("c", ANA, "c");
                    });
        }
        for (SpecialRedemption.Command command : commands) {
            var decision = wishes.decide(state, command, NOW).orThrow();
            wishes.post(decision, ledger, NOW).orThrow();
            state = decision.state();
        }
        return state;
    }

    private RedemptionIssue issue(String id, String participant, IssueCommand... more) {
        RedemptionIssue state = issues.decide(
                        issues.initial(),
                        IssueCommand.report(
                                new RedemptionIssue.Report(
                                        id,
                                        "red-1",
                                        PartyId.of(participant),
                                        "boats",
                                        RedemptionIssue.Trouble.WRONG_ITEM,
                                        PTS.of("40")),
                                ANA,
                                "r"),
                        NOW)
                .state();
        for (IssueCommand command : more) {
            var decision = issues.decide(state, command, NOW).orThrow();
            issues.post(decision, ledger, NOW).orThrow();
            state = decision.state();
        }
        return state;
    }

    @Test
    @DisplayName(
            "TIC-49 points earned, pending, redeemed and expired stand with their journals and add up to the balance")
    void points() {
        Awards awards = Awards.of(
                AwardRules.in(ClaimSamples.TORONTO)
                        .rule(AwardRules.Rule.perUnit(
                                "tyres",
                                "TYRE",
                                DateRange.of(LocalDate.of(2027, 1, 1), LocalDate.of(2027, 12, 31)),
                                PTS.of("500")))
                        .build(),
                accounts);
        Award first = awards.propose(
                ClaimSamples.approved("c-1", ClaimSamples.content("A-1", "100.00")),
                Award.Claimant.of("pat"),
                AwardHistory.none(),
                NOW);
        Award second = awards.propose(
                ClaimSamples.approved("c-2", ClaimSamples.content("A-2", "100.00")),
                Award.Claimant.of("pat"),
                AwardHistory.none(),
                NOW);
        awards.post(first, ledger, NOW).orThrow();
        awards.post(second, ledger, NOW).orThrow();
        awards.reverse(second, ledger, NOW).orThrow();
        ledger.post(
                        Journal.of("opening")
                                .bookedOn(LocalDate.of(2027, 3, 1))
                                .debit("programmeCost:pts", PTS.of("7"))
                                .credit(accounts.of(Role.BALANCE, "pat", PTS.currency()), PTS.of("7")),
                        NOW)
                .orThrow();
        SpecialRedemption held = wish("s-1", "pat", "300", "approve");
        SpecialRedemption done = wish("s-2", "pat", "200", "approve", "order", "fulfil");
        SpecialRedemption off = wish("s-3", "pat", "100", "approve", "cancel");
        RedemptionIssue back = issue(
                "i-1",
                "pat",
                IssueCommand.decide(
                        new RedemptionIssue.Remedy(RedemptionIssue.Remedy.Act.RE_CREDIT, PTS.of("40")), ANA, "d"));
        awards.expire(PartyId.of("pat"), PTS.of("25"), "pat-1", ledger, NOW).orThrow();
        ParticipantView view = desk.assess(
                fine, new Affairs(List.of(), List.of(held, done, off), List.of(back), List.of()), ledger, LATER);
        assertThat(view.points(PointsKind.EARNED).amount()).isEqualTo(PTS.of("1000"));
        assertThat(view.points(PointsKind.EARNED).journals())
                .extracting(JournalId::value)
                .containsExactly("award:c-1:1:1", "award:c-2:1:1", "award:c-2:1:1:reversed");
        assertThat(view.points(PointsKind.PENDING).amount()).isEqualTo(PTS.of("300"));
        assertThat(view.points(PointsKind.PENDING).journals())
                .extracting(JournalId::value)
                .containsExactly("special:s-1:reserved");
        assertThat(view.points(PointsKind.REDEEMED).amount()).isEqualTo(PTS.of("160"));
        assertThat(view.points(PointsKind.EXPIRED).amount()).isEqualTo(PTS.of("25"));
        assertThat(view.points(PointsKind.OTHER).amount()).isEqualTo(PTS.of("7"));
        assertThat(view.available()).isEqualTo(PTS.of("522")); // 1000 - 160 - 25 + 7 - 300
        assertThat(view.openRedemptions()).containsExactly(held);
        assertThat(view.openIssues()).containsExactly(back);
        ParticipantView before = desk.assess(
                fine,
                new Affairs(List.of(), List.of(), List.of(), List.of()),
                ledger,
                AsOf.at(NOW.minus(Duration.ofDays(1)), ClaimSamples.TORONTO));
        assertThat(before.points())
                .allMatch(
                        figure -> figure.amount().isZero() && figure.journals().isEmpty());
        String text = Documents.text(view.toDocument(), Locale.UK);
        assertThat(text)
                .contains("Participant pat")
                .contains("1000 PTS")
                .contains("522 PTS")
                .contains("redemption s-1")
                .contains("issue i-1");
    }

    @Test
    @DisplayName("TIC-49 open claims, redemptions, issues and tickets of this participant stand on the page, closed and"
            + " others' do not")
    void affairs() {
        Claim open = ClaimSamples.received("c-1");
        Claim back = ClaimSamples.play(
                ClaimSamples.received("c-3"),
                NOW,
                ClaimCommand.returnToParticipant(Map.of("d", Deficiency.D04), "", ANA, "x"));
        Claim over = ClaimSamples.play(open, NOW, ClaimCommand.withdraw("", ANA, "x"));
        Claim other = ClaimSamples.play(
                NOW,
                ClaimCommand.receive(
                        ClaimSamples.receipt("c-2", "kim", 1, ClaimSamples.CAD.of("1.00")), ClaimSamples.ROBOT, "r"));
        Tickets tickets = Tickets.standard();
        Ticket asked = tickets.decide(
                        tickets.initial(), TicketCommand.open(SubjectRef.of("order", "1"), "where", ANA, "t-1"), NOW)
                .state();
        Ticket solved = tickets.decide(asked, TicketCommand.solve(CloseReason.SOLVED, ANA, "s"), NOW)
                .state();
        SpecialRedemption mine = wish("s-1", "pat", "5");
        SpecialRedemption theirs = wish("s-2", "kim", "5");
        RedemptionIssue myIssue = issue("i-1", "pat");
        RedemptionIssue gone = issue("i-2", "pat", IssueCommand.withdraw("", ANA, "w"));
        RedemptionIssue theirIssue = issue("i-3", "kim");
        ParticipantView view = desk.assess(
                fine,
                new Affairs(
                        List.of(open, back, over, other),
                        List.of(mine, theirs),
                        List.of(myIssue, gone, theirIssue),
                        List.of(asked, solved)),
                ledger,
                LATER);
        assertThat(view.openClaims()).containsExactly(open, back);
        assertThat(view.openRedemptions()).containsExactly(mine);
        assertThat(view.openIssues()).containsExactly(myIssue);
        assertThat(view.openTickets()).containsExactly(asked);
        assertThat(Documents.text(view.toDocument(), Locale.UK))
                .contains("claim c-1")
                .contains("ticket t-1")
                .contains("RETURNED");
    }

    @Test
    @DisplayName("TIC-49 what keeps a participant out is named, gravest first, each with a checklist")
    void problems() {
        assertThat(fine.problems()).isEmpty();
        assertThat(Enrolment.builder().participant("pat").build().problems()).containsExactly(Problem.NOT_ENROLLED);
        Enrolment fresh = Enrolment.builder().participant("pat").enrolledAt(NOW).build();
        assertThat(fresh.problems()).containsExactly(Problem.UNVERIFIED, Problem.NOT_ACTIVATED);
        Enrolment bad = Enrolment.builder()
                .from(fine)
                .lockedAt(NOW)
                .suspendedAt(NOW)
                .mailReturnedAt(NOW)
                .build();
        assertThat(bad.problems()).containsExactly(Problem.SUSPENDED, Problem.LOCKED, Problem.WRONG_ADDRESS);
        assertThat(Enrolment.builder()
                        .from(fine)
                        .mailReturnedAt(NOW.minusSeconds(1))
                        .build()
                        .problems())
                .isEmpty();
        assertThat(Enrolment.builder().from(fresh).mailReturnedAt(NOW).build().problems())
                .containsExactly(Problem.WRONG_ADDRESS, Problem.NOT_ACTIVATED);
        for (Problem problem : Problem.values()) {
            assertThat(problem.checklist()).isNotEmpty();
            assertThat(problem.title()).isNotBlank();
            assertThat(problem.id()).isEqualTo("PARTICIPANT." + problem);
        }
        ParticipantView view = desk.assess(bad, new Affairs(List.of(), List.of(), List.of(), List.of()), ledger, LATER);
        assertThat(view.problems()).isEqualTo(bad.problems());
        assertThat(Documents.text(view.toDocument(), Locale.UK))
                .contains("Log-in locked")
                .contains("unlock");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> desk.assess(
                        Enrolment.builder().from(fine).participant("kim").build(),
                        new Affairs(List.of(), List.of(), List.of(), List.of()),
                        ledger,
                        LATER))
                .withMessageContaining("participant kim has no balance in PTS");
    }
}
