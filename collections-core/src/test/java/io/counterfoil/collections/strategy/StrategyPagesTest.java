package io.counterfoil.collections.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.collections.contact.Contact;
import io.counterfoil.collections.profile.Channel;
import io.counterfoil.collections.profile.PartyProfile;
import io.counterfoil.collections.profile.ProfileEvent;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.recovery.PaymentAttempt;
import io.counterfoil.collections.testkit.ReceivableLog;
import io.counterfoil.collections.testkit.Situation;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Documents;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.testkit.GoldenFile;
import java.time.LocalDate;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What people read about strategies, as pages that a person has read once. */
class StrategyPagesTest {

    private static final PartyId ACME = PartyId.of("acme");

    private static ReceivableLog log() {
        return ReceivableLog.in("GBP")
                .invoice("INV-17", "1200.00", "2027-02-01", "2027-03-01")
                .invoice("INV-23", "300.00", "2027-02-15", "2027-03-15")
                .receipt("R-4", "50.00", "2027-03-12");
    }

    private static ContactPlanner planner() {
        return ContactPlanner.builder()
                .strategies(Strategy.builder()
                        .id("standard")
                        .minGapDays(5)
                        .step(StrategyStep.builder()
                                .id("reminder")
                                .daysAfterDue(5)
                                .addChannels(Channel.EMAIL)
                                .build())
                        .step(StrategyStep.builder()
                                .id("demand")
                                .daysAfterDue(20)
                                .addChannels(Channel.LETTER)
                                .fee(Amounts.in("GBP").of("40.00"))
                                .build())
                        .step(StrategyStep.builder()
                                .id("escalation")
                                .daysAfterDue(45)
                                .addChannels(Channel.LETTER)
                                .addEffects(StrategyStep.SideEffect.SUSPEND, StrategyStep.SideEffect.ESCALATE)
                                .build())
                        .build())
                .build();
    }

    private static Situation situation() {
        Situation situation = Situation.of(log());
        LocalDate sixth = LocalDate.of(2027, 3, 6);
        planner().propose(situation.facts(), Situation.at(sixth)).stream()
                .filter(decision -> decision.kind() == ContactDecision.Kind.ACT)
                .forEach(act -> situation.sent(act, sixth));
        return situation
                .promise("1500.00", "GBP", LocalDate.of(2027, 3, 26))
                .dispute("INV-23", "120.00", "GBP")
                .failed("pi-9", PaymentAttempt.FailureClass.SOFT, LocalDate.of(2027, 3, 2))
                .channels(Channel.EMAIL, Channel.LETTER)
                .known(ProfileEvent.sensitive(ACME, PartyProfile.Sensitivity.COMPLAINT, "call"))
                .contact(Contact.builder()
                        .id("note-1")
                        .kind(Contact.Kind.NOTE)
                        .party("acme")
                        .on(LocalDate.of(2027, 3, 8))
                        .at(Situation.noon(LocalDate.of(2027, 3, 8)))
                        .by("maria")
                        .text("the father of the owner is ill")
                        .visibility(Contact.Visibility.RESTRICTED)
                        .build());
    }

    private static String text(Document document) {
        return Documents.text(document, Locale.UK);
    }

    @Test
    @DisplayName("COL-39 the explanation of an item reads as a page")
    void explanation() {
        ContactExplanation explanation =
                planner().explain(situation().facts(), OpenItemId.of("INV-17"), Situation.at("2027-03-22"));
        GoldenFile.named("strategy/explanation.txt").holds(text(explanation.toDocument()));
    }

    @Test
    @DisplayName("COL-66 COL-67 the case file reads as a page; a restricted note only to whom it is for")
    void caseFile() {
        CaseFile file = CaseFile.of(situation().facts(), ACME, Situation.at("2027-03-22"));
        GoldenFile.named("strategy/case-file.txt").holds(text(file.toDocument(Contact.Visibility.RESTRICTED)));
        assertThat(text(file.toDocument(Contact.Visibility.TEAM)))
                .contains("(restricted)")
                .doesNotContain("father");
    }

    @Test
    @DisplayName("COL-40 the replay reads as a page, and says what it does not model")
    void replay() {
        ContactReplay replay =
                planner().replay(Situation.of(log()).facts(), DateRange.month(2027, 3), Situation.at("2027-04-30"));
        GoldenFile.named("strategy/replay.txt").holds(text(replay.toDocument()));
    }
}
