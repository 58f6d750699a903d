package io.counterfoil.collections.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.collections.contact.Contact;
import io.counterfoil.collections.contact.Contact.Audience;
import io.counterfoil.collections.contact.ContactLaw;
import io.counterfoil.collections.contact.Suppression;
import io.counterfoil.collections.hold.HoldCommand.HoldKind;
import io.counterfoil.collections.profile.Channel;
import io.counterfoil.collections.profile.PartyProfile;
import io.counterfoil.collections.profile.ProfileEvent;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.recovery.PaymentAttempt;
import io.counterfoil.collections.testkit.ReceivableLog;
import io.counterfoil.collections.testkit.Situation;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SuppressorsTest {

    private static final PartyId ACME = PartyId.of("acme");
    private static final LocalDate TODAY = LocalDate.of(2027, 3, 20);
    private static final Amounts GBP = Amounts.in("GBP");

    private static ReceivableLog oneInvoice() {
        return ReceivableLog.in("GBP").invoice("I1", "100.00", "2027-02-01", "2027-03-01");
    }

    private static StrategyStep.Builder step() {
        return StrategyStep.builder().id("first").daysAfterDue(5).addChannels(Channel.EMAIL);
    }

    private static Strategy.Builder strategy() {
        return Strategy.builder().id("s").addThresholds(GBP.of("10.00")).minGapDays(7);
    }

    private static ContactDecision decide(Strategy.Builder strategy, Situation situation) {
        return ContactPlanner.builder()
                .strategies(strategy.build())
                .zone(ZoneId.of("Europe/London"))
                .build()
                .propose(situation.facts(), Situation.at(TODAY))
                .get(0);
    }

    private static ContactDecision decide(Situation situation) {
        return decide(strategy().step(step().build()), situation);
    }

    private static void assertSuppressed(
            ContactDecision decision, Suppression code, String sentence, Optional<String> review) {
        assertThat(decision.kind()).isEqualTo(ContactDecision.Kind.SUPPRESSED);
        assertThat(decision.obstacles().get(0).code()).isEqualTo(code);
        assertThat(decision.obstacles().get(0).sentence()).isEqualTo(sentence);
        assertThat(decision.reviewAt()).isEqualTo(review.map(Instant::parse));
    }

    @Test
    @DisplayName("COL-28 all reasons are reported in order, the first is primary and gives the day of review")
    void allReasonsInOrder() {
        Situation situation = Situation.of(oneInvoice())
                .channels()
                .sent(TODAY.minusDays(2))
                .known(ProfileEvent.excluded(ACME, "head office"))
                .known(ProfileEvent.legalStop(ACME, PartyProfile.LegalStop.INSOLVENCY, "gazette"))
                .known(ProfileEvent.sensitive(ACME, PartyProfile.Sensitivity.LEGAL, "letter"))
                .hold(TODAY, TODAY.plusDays(1))
                .promise("100.00", "GBP", TODAY.plusDays(5))
                .plan(Set.of(OpenItemId.of("I1")), TODAY.plusDays(9))
                .dispute("I1", "95.00", "GBP")
                .inFlight("50.00", "GBP", TODAY.plusDays(3));
        situation.contact(Contact.builder()
                .id("future")
                .party("acme")
                .channel(Channel.EMAIL)
                .on(TODAY.plusDays(1))
                .at(Situation.noon(TODAY))
                .build());
        ContactDecision decision = decide(strategy().maxAttempts(1).step(step().build()), situation);
        assertThat(decision.obstacles().stream().map(why -> why.code().id()))
                .containsExactly(
                        "CONTACT.EXCLUDED",
                        "CONTACT.LEGAL_STOP",
                        "CONTACT.SENSITIVE",
                        "CONTACT.HOLD",
                        "CONTACT.PROMISE_IN_FORCE",
                        "CONTACT.PLAN_IN_FORCE",
                        "CONTACT.DISPUTED",
                        "CONTACT.PAYMENT_IN_FLIGHT",
                        "CONTACT.NO_CHANNEL",
                        "CONTACT.MIN_GAP",
                        "CONTACT.FUTURE_CONTACT");
        assertThat(decision.reviewAt()).isEmpty();
        assertThat(decision.sentence())
                .isEqualTo(
                        "not today: the party is out of all strategies: head office (also LEGAL_STOP, SENSITIVE, HOLD,"
                                + " PROMISE_IN_FORCE, PLAN_IN_FORCE, DISPUTED, PAYMENT_IN_FLIGHT, NO_CHANNEL, MIN_GAP, FUTURE_CONTACT)");
    }

    @Test
    @DisplayName("COL-28 the threshold is inclusive and net of unapplied cash of the party; an option leaves that out")
    void threshold() {
        assertThat(decide(Situation.of(oneInvoice().receipt("R1", "90.00", "2027-03-10")))
                        .kind())
                .isEqualTo(ContactDecision.Kind.ACT);
        Situation under = Situation.of(oneInvoice().receipt("R1", "90.01", "2027-03-10"));
        assertSuppressed(
                decide(under),
                Suppression.BELOW_THRESHOLD,
                "100.00 GBP is open and 90.01 GBP unapplied, less than the threshold of 10.00 GBP",
                Optional.empty());
        assertThat(decide(strategy().ignoreUnapplied(true).step(step().build()), under)
                        .kind())
                .isEqualTo(ContactDecision.Kind.ACT);
    }

    @Test
    @DisplayName("COL-28 unapplied cash covers the oldest item first where each item is decided on by itself")
    void unappliedCoversTheOldest() {
        ReceivableLog log =
                oneInvoice().invoice("I2", "100.00", "2027-02-01", "2027-03-03").receipt("R1", "100.00", "2027-03-10");
        List<ContactDecision> decisions = ContactPlanner.builder()
                .strategies(Strategy.builder()
                        .id("s")
                        .scope(Strategy.Scope.ITEM)
                        .step(step().build())
                        .build())
                .build()
                .propose(Situation.of(log).facts(), Situation.at(TODAY));
        assertThat(decisions.stream()
                        .filter(decision -> decision.kind() != ContactDecision.Kind.FINISHED)
                        .map(decision -> decision.scope().item() + " " + decision.kind()))
                .containsExactly("I1 SUPPRESSED", "I2 ACT");
    }

    @Test
    @DisplayName("COL-28 a legal stop stops; written-only stops the telephone and leaves the letter")
    void legalStops() {
        assertSuppressed(
                decide(Situation.of(oneInvoice())
                        .channels(Channel.EMAIL)
                        .known(ProfileEvent.legalStop(ACME, PartyProfile.LegalStop.DECEASED, "family"))),
                Suppression.LEGAL_STOP,
                "contact is forbidden: DECEASED",
                Optional.empty());
        Situation written = Situation.of(oneInvoice())
                .channels(Channel.CALL, Channel.LETTER)
                .known(ProfileEvent.legalStop(ACME, PartyProfile.LegalStop.WRITTEN_ONLY, "letter"));
        StrategyStep both =
                step().channels(List.of(Channel.CALL, Channel.LETTER)).build();
        assertThat(decide(strategy().step(both), written).notice().channel()).isEqualTo(Channel.LETTER);
        ContactDecision call = decide(
                strategy()
                        .step(step().channels(List.of(Channel.CALL, Channel.SMS))
                                .build()),
                written);
        assertThat(call.obstacles().stream().map(why -> why.code().id()))
                .containsExactly("CONTACT.LEGAL_STOP", "CONTACT.NO_CHANNEL");
        assertThat(call.obstacles().get(0).sentence())
                .isEqualTo("the party wants to be written to only, the step has no channel but [CALL, SMS]");
    }

    @Test
    @DisplayName(
            "COL-28 COL-43 a notice hold holds from its first through its last day; holds of other kinds hold nothing")
    void holds() {
        assertSuppressed(
                decide(Situation.of(oneInvoice()).hold(TODAY, TODAY.plusDays(4))),
                Suppression.HOLD,
                "notices are held until 24 Mar 2027: copy of invoice requested",
                Optional.of("2027-03-25T00:00:00Z"));
        assertThat(decide(Situation.of(oneInvoice()).hold(TODAY.minusDays(3), TODAY))
                        .kind())
                .isEqualTo(ContactDecision.Kind.SUPPRESSED);
        assertThat(decide(Situation.of(oneInvoice()).hold(TODAY.minusDays(3), TODAY.minusDays(1)))
                        .kind())
                .isEqualTo(ContactDecision.Kind.ACT);
        assertThat(decide(Situation.of(oneInvoice()).hold(TODAY.plusDays(1), TODAY.plusDays(3)))
                        .kind())
                .isEqualTo(ContactDecision.Kind.ACT);
        assertThat(decide(Situation.of(oneInvoice())
                                .hold(HoldKind.CREDIT, TODAY, TODAY.plusDays(1))
                                .hold(HoldKind.SERVICE, TODAY, TODAY.plusDays(1)))
                        .kind())
                .isEqualTo(ContactDecision.Kind.ACT);
    }

    @Test
    @DisplayName(
            "COL-28 a promise suppresses where its rest covers what is collectable net of unapplied cash, through its last day")
    void promises() {
        assertSuppressed(
                decide(Situation.of(oneInvoice()).promise("100.00", "GBP", TODAY)),
                Suppression.PROMISE_IN_FORCE,
                "promise of 100.00 GBP runs until 20 Mar 2027",
                Optional.of("2027-03-21T00:00:00Z"));
        assertThat(decide(Situation.of(oneInvoice()).promise("99.99", "GBP", TODAY))
                        .kind())
                .isEqualTo(ContactDecision.Kind.ACT);
        assertThat(decide(Situation.of(oneInvoice()).promise("100.00", "GBP", TODAY.minusDays(1)))
                        .kind())
                .isEqualTo(ContactDecision.Kind.ACT);
        assertThat(decide(Situation.of(oneInvoice()).promise("100.00", "EUR", TODAY))
                        .kind())
                .isEqualTo(ContactDecision.Kind.ACT);
        assertThat(decide(Situation.of(oneInvoice()).promise(Set.of(OpenItemId.of("I9")), "100.00", "GBP", TODAY))
                        .kind())
                .isEqualTo(ContactDecision.Kind.ACT);
        assertThat(decide(Situation.of(oneInvoice().receipt("R1", "40.00", "2027-03-10"))
                                .promise("60.00", "GBP", TODAY))
                        .kind())
                .isEqualTo(ContactDecision.Kind.SUPPRESSED);
    }

    @Test
    @DisplayName("COL-28 items under a plan are left out; where all are, the scope waits")
    void plans() {
        ReceivableLog log = oneInvoice().invoice("I2", "50.00", "2027-02-01", "2027-03-05");
        Situation half = Situation.of(log).plan(Set.of(OpenItemId.of("I1")), TODAY.plusDays(30));
        ContactDecision act = decide(half);
        assertThat(act.kind()).isEqualTo(ContactDecision.Kind.ACT);
        assertThat(act.stepDate()).isEqualTo(LocalDate.of(2027, 3, 10));
        assertThat(act.notice().lines()).extracting(line -> line.item().value()).containsExactly("I2");
        half.plan(Set.of(OpenItemId.of("I2")), TODAY.plusDays(10));
        assertSuppressed(
                decide(half),
                Suppression.PLAN_IN_FORCE,
                "the items are under a payment plan in good standing, the next look is after 19 Apr 2027",
                Optional.of("2027-04-19T23:00:00Z"));
    }

    @Test
    @DisplayName(
            "COL-28 a dispute suppresses only where the undisputed rest is under the threshold; the line tells the disputed part")
    void disputes() {
        ContactDecision act = decide(Situation.of(oneInvoice()).dispute("I1", "90.00", "GBP"));
        assertThat(act.kind()).isEqualTo(ContactDecision.Kind.ACT);
        assertThat(act.notice().lines().get(0).disputed()).isEqualTo(GBP.of("90.00"));
        assertSuppressed(
                decide(Situation.of(oneInvoice()).dispute("I1", "90.01", "GBP")),
                Suppression.DISPUTED,
                "90.01 GBP of 100.00 GBP is in dispute, the rest is under 10.00 GBP",
                Optional.empty());
        assertThat(decide(Situation.of(oneInvoice())
                                .dispute("I1", "60.00", "GBP")
                                .dispute("I1", "60.00", "GBP"))
                        .obstacles()
                        .get(0)
                        .sentence())
                .isEqualTo("100.00 GBP of 100.00 GBP is in dispute, the rest is under 10.00 GBP");
    }

    @Test
    @DisplayName(
            "COL-28 after a dispute that was found to be unfounded the chase goes on no sooner than the minimum gap")
    void resumesAfterADispute() {
        assertSuppressed(
                decide(Situation.of(oneInvoice()).unfounded("I1", TODAY.minusDays(6))),
                Suppression.MIN_GAP,
                "the last contact was on 14 Mar 2027, 6 days ago, at least 7 days are kept",
                Optional.of("2027-03-21T00:00:00Z"));
        assertThat(decide(Situation.of(oneInvoice()).unfounded("I1", TODAY.minusDays(7)))
                        .kind())
                .isEqualTo(ContactDecision.Kind.ACT);
        assertThat(decide(Situation.of(oneInvoice()).unfounded("I2", TODAY)).kind())
                .isEqualTo(ContactDecision.Kind.ACT);
    }

    @Test
    @DisplayName(
            "COL-28 money on its way suppresses while it counts: a card a day, a direct debit five, a transfer three")
    void inFlight() {
        assertSuppressed(
                decide(Situation.of(oneInvoice()).inFlight("90.01", "GBP", TODAY.plusDays(2))),
                Suppression.PAYMENT_IN_FLIGHT,
                "90.01 GBP is on its way, waited for until 22 Mar 2027",
                Optional.of("2027-03-23T00:00:00Z"));
        assertThat(decide(Situation.of(oneInvoice()).inFlight("90.00", "GBP", TODAY.plusDays(2)))
                        .kind())
                .isEqualTo(ContactDecision.Kind.ACT);
        assertThat(pending(PaymentAttempt.Method.CARD, 1)).isEqualTo(ContactDecision.Kind.SUPPRESSED);
        assertThat(pending(PaymentAttempt.Method.CARD, 2)).isEqualTo(ContactDecision.Kind.ACT);
        assertThat(pending(PaymentAttempt.Method.DIRECT_DEBIT, 5)).isEqualTo(ContactDecision.Kind.SUPPRESSED);
        assertThat(pending(PaymentAttempt.Method.DIRECT_DEBIT, 6)).isEqualTo(ContactDecision.Kind.ACT);
        assertThat(pending(PaymentAttempt.Method.TRANSFER, 3)).isEqualTo(ContactDecision.Kind.SUPPRESSED);
        assertThat(pending(PaymentAttempt.Method.TRANSFER, 4)).isEqualTo(ContactDecision.Kind.ACT);
    }

    private static ContactDecision.Kind pending(PaymentAttempt.Method method, int daysAgo) {
        return decide(Situation.of(oneInvoice())
                        .attempt(PaymentAttempt.builder()
                                .id("p")
                                .party(ACME)
                                .amount(GBP.of("100.00"))
                                .method(method)
                                .on(TODAY.minusDays(daysAgo))
                                .recordedAt(Situation.noon(TODAY.minusDays(daysAgo)))
                                .state(PaymentAttempt.State.PENDING)
                                .build()))
                .kind();
    }

    @Test
    @DisplayName("COL-57 the law chooses the next channel where one is refused, and suppresses where none is left")
    void lawAndChannels() {
        ZoneId york = ZoneId.of("America/New_York");
        Situation situation = Situation.of(oneInvoice())
                .channels(Channel.CALL, Channel.LETTER)
                .known(ProfileEvent.zone(ACME, york, "address"));
        AsOf night = new AsOf(TODAY, Instant.parse("2027-03-20T03:00:00Z"));
        Strategy callOnly =
                strategy().step(step().channels(List.of(Channel.CALL)).build()).build();
        ContactPlanner lawful = ContactPlanner.builder()
                .strategies(callOnly)
                .policy(ContactLaw.usRegulationF())
                .build();
        ContactDecision refused = lawful.propose(situation.facts(), night).get(0);
        assertSuppressed(
                refused,
                Suppression.CONTACT_WINDOW,
                "US_REG_F: 23:00 on 2027-03-19 in America/New_York is outside the permitted hours",
                Optional.of("2027-03-20T12:00:00Z"));
        Strategy letterToo = strategy()
                .step(step().channels(List.of(Channel.CALL, Channel.LETTER)).build())
                .build();
        assertThat(ContactPlanner.builder()
                        .strategies(letterToo)
                        .policy(ContactLaw.usRegulationF())
                        .build()
                        .propose(situation.facts(), night)
                        .get(0)
                        .notice()
                        .channel())
                .isEqualTo(Channel.LETTER);
        assertThat(ContactPlanner.builder()
                        .strategies(callOnly)
                        .build()
                        .propose(situation.facts(), night)
                        .get(0)
                        .kind())
                .isEqualTo(ContactDecision.Kind.ACT);
    }

    @Test
    @DisplayName(
            "COL-57 a conversation that the debtor began quiets calls as well; it is no contact of ours for the gap")
    void inboundConversations() {
        Situation situation = Situation.of(oneInvoice())
                .channels(Channel.CALL)
                .known(ProfileEvent.zone(ACME, ZoneId.of("UTC"), "address"))
                .contact(Contact.builder()
                        .id("inbound")
                        .party("acme")
                        .channel(Channel.CALL)
                        .inbound(true)
                        .result(Contact.Result.CONVERSATION)
                        .on(TODAY.minusDays(2))
                        .at(Situation.noon(TODAY.minusDays(2)))
                        .build());
        Strategy calls =
                strategy().step(step().channels(List.of(Channel.CALL)).build()).build();
        ContactDecision decision = ContactPlanner.builder()
                .strategies(calls)
                .policy(ContactLaw.usRegulationF())
                .build()
                .propose(situation.facts(), Situation.at(TODAY))
                .get(0);
        assertSuppressed(
                decision,
                Suppression.FREQUENCY_LAW,
                "US_REG_F: a conversation on 2027-03-18, no call before 2027-03-25",
                Optional.of("2027-03-25T00:00:00Z"));
        assertThat(decision.obstacles()).hasSize(1);
    }

    @Test
    @DisplayName(
            "COL-35 the gap is of days, the last inside, or of time that has fully passed; statements pass it; each audience has its own")
    void gap() {
        assertThat(decide(Situation.of(oneInvoice()).sent(TODAY.minusDays(7))).kind())
                .isEqualTo(ContactDecision.Kind.ACT);
        assertSuppressed(
                decide(Situation.of(oneInvoice()).sent(TODAY.minusDays(6))),
                Suppression.MIN_GAP,
                "the last contact was on 14 Mar 2027, 6 days ago, at least 7 days are kept",
                Optional.of("2027-03-21T00:00:00Z"));
        Strategy.Builder strict =
                strategy().gapRule(Strategy.GapRule.STRICT_ELAPSED).step(step().build());
        assertSuppressed(
                decide(strict, Situation.of(oneInvoice()).sent(TODAY.minusDays(7))),
                Suppression.MIN_GAP,
                "the last contact was on 13 Mar 2027, 7 days ago, at least 7 days are kept",
                Optional.of("2027-03-20T12:00:00.000000001Z"));
        Situation secondMore = Situation.of(oneInvoice())
                .contact(Contact.builder()
                        .id("c")
                        .party("acme")
                        .channel(Channel.CALL)
                        .on(TODAY.minusDays(7))
                        .at(Situation.noon(TODAY.minusDays(7)).minusSeconds(1))
                        .build());
        assertThat(decide(strict, secondMore).kind()).isEqualTo(ContactDecision.Kind.ACT);
        Strategy.Builder statement =
                strategy().step(step().content(StrategyStep.Content.ALL_OPEN).build());
        assertThat(decide(statement, Situation.of(oneInvoice()).sent(TODAY.minusDays(1)))
                        .kind())
                .isEqualTo(ContactDecision.Kind.ACT);
        Strategy.Builder internal =
                strategy().step(step().audience(Audience.DEBT_MANAGER).build());
        assertThat(decide(internal, Situation.of(oneInvoice()).sent(TODAY.minusDays(1)))
                        .kind())
                .isEqualTo(ContactDecision.Kind.ACT);
        assertThat(decide(
                                strategy().minGapDays(-3).step(step().build()),
                                Situation.of(oneInvoice()).sent(TODAY))
                        .kind())
                .isEqualTo(ContactDecision.Kind.ACT);
    }

    @Test
    @DisplayName("COL-35 the gap holds over all scopes and strategies of a party within one run, the oldest step first")
    void gapWithinARun() {
        ReceivableLog log = oneInvoice().invoice("I0", "50.00", "2027-02-01", "2027-03-04");
        List<ContactDecision> decisions = ContactPlanner.builder()
                .strategies(strategy()
                        .scope(Strategy.Scope.ITEM)
                        .step(step().build())
                        .step(StrategyStep.builder()
                                .id("second")
                                .daysAfterDue(50)
                                .addChannels(Channel.EMAIL)
                                .build())
                        .build())
                .build()
                .propose(Situation.of(log).facts(), Situation.at(TODAY));
        assertThat(decisions.stream().map(decision -> decision.scope().item() + " " + decision.kind()))
                .containsExactly("I0 SUPPRESSED", "I1 ACT");
        assertThat(decisions.get(0).obstacles().get(0).code()).isEqualTo(Suppression.MIN_GAP);
    }

    @Test
    @DisplayName("COL-28 a contact after the day is told, not passed over; a contact recorded later is not seen")
    void futureContacts() {
        Situation situation = Situation.of(oneInvoice()).sent(TODAY.plusDays(2));
        assertThat(decide(situation).kind()).isEqualTo(ContactDecision.Kind.ACT);
        Situation known = Situation.of(oneInvoice())
                .contact(Contact.builder()
                        .id("c")
                        .party("acme")
                        .channel(Channel.EMAIL)
                        .on(TODAY.plusDays(2))
                        .at(Situation.noon(TODAY))
                        .build());
        assertSuppressed(
                decide(known),
                Suppression.FUTURE_CONTACT,
                "the log holds a contact on 22 Mar 2027, after 20 Mar 2027",
                Optional.of("2027-03-22T00:00:00Z"));
    }

    @Test
    @DisplayName("COL-28 in a sequential ladder a step waits for the one before to be sent")
    void sequential() {
        Strategy.Builder ladder = Strategy.builder()
                .id("s")
                .sequential(true)
                .step(step().guard(Guard.tag("NEVER")).build())
                .step(StrategyStep.builder()
                        .id("second")
                        .daysAfterDue(10)
                        .addChannels(Channel.EMAIL)
                        .build());
        assertSuppressed(
                decide(ladder, Situation.of(oneInvoice())),
                Suppression.PREVIOUS_STEP_NOT_SENT,
                "step 'first' before it was not sent",
                Optional.empty());
    }

    @Test
    @DisplayName("COL-28 the codes are stable, in the order of the facts")
    void codes() {
        assertThat(Suppression.HOLD.id()).isEqualTo("CONTACT.HOLD");
        assertThat(Suppression.DISPUTED.expiresPrepared()).isTrue();
        assertThat(Suppression.PAYMENT_IN_FLIGHT.expiresPrepared()).isFalse();
        assertThat(Suppression.NOT_DUE.expiresPrepared()).isTrue();
        assertThat(Suppression.SUPERSEDED.expiresPrepared()).isFalse();
    }
}
