package io.counterfoil.collections;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.collections.contact.Contact;
import io.counterfoil.collections.contact.ContactLog;
import io.counterfoil.collections.hold.HoldCommand;
import io.counterfoil.collections.hold.HoldCommand.HoldKind;
import io.counterfoil.collections.hold.HoldEvent;
import io.counterfoil.collections.hold.Holds;
import io.counterfoil.collections.hold.PartyHolds;
import io.counterfoil.collections.profile.Channel;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.collections.strategy.CollectionFacts;
import io.counterfoil.collections.strategy.ContactDecision;
import io.counterfoil.collections.strategy.ContactPlanner;
import io.counterfoil.collections.strategy.Notice;
import io.counterfoil.collections.strategy.Strategy;
import io.counterfoil.collections.strategy.StrategyStep;
import io.counterfoil.collections.testkit.ReceivableLog;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.EventStore;
import io.counterfoil.payments.party.PartyId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The contact part of the collections snippet of the API page, as a host writes it. */
class CollectionsSnippetTest {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final PartyId ACME = PartyId.of("acme");
    private static final Actor MARIA = Actor.host("maria");

    private final List<String> said = new ArrayList<>();
    private final Instant now = Instant.parse("2027-03-06T09:00:00Z");
    private final AsOf asOf = AsOf.at(now, LONDON);

    private void prepare(Notice notice, IdempotencyKey key) {
        said.add(notice.channel() + " " + notice.total() + " " + key.value().startsWith("contact-"));
    }

    private void note(String sentence, List<Obstacle> obstacles, Optional<Instant> reviewAt) {
        said.add(sentence + " " + obstacles.size() + " " + reviewAt.orElseThrow());
    }

    private void decide(ContactPlanner planner, CollectionFacts facts) {
        for (ContactDecision d : planner.propose(facts, asOf)) {
            switch (d.kind()) {
                case ACT -> prepare(d.notice(), d.key());
                default -> note(d.sentence(), d.obstacles(), d.reviewAt());
            }
        }
    }

    @Test
    @DisplayName("COL-27 COL-42 the snippet of the API page runs: decide today's contacts, with holds from their store")
    void decidesTodaysContacts() {
        Strategy standard = Strategy.builder()
                .id("standard")
                .step(StrategyStep.builder()
                        .id("first")
                        .daysAfterDue(5)
                        .addChannels(Channel.EMAIL)
                        .build())
                .step(StrategyStep.builder()
                        .id("second")
                        .daysAfterDue(14)
                        .addChannels(Channel.EMAIL)
                        .build())
                .build();
        Strategy keyAccounts =
                standard.toBuilder().id("key accounts").addSegments("KEY").build();
        Receivables receivables = ReceivableLog.in("GBP")
                .invoice("I1", "1200.00", "2027-02-01", "2027-03-01")
                .replay();
        ContactLog log = ContactLog.of(List.of(Contact.builder()
                        .id("call-1")
                        .party("acme")
                        .channel(Channel.CALL)
                        .result(Contact.Result.NO_ANSWER)
                        .at(now.minusSeconds(86_400))
                        .on(LocalDate.of(2027, 3, 5))
                        .build()))
                .orThrow();
        ContactPlanner planner = ContactPlanner.builder()
                .strategies(standard, keyAccounts)
                .zone(LONDON)
                .build();
        decide(planner, CollectionFacts.builder(receivables).contacts(log).build());

        EventStore<PartyId, HoldEvent> store = EventStore.inMemory();
        Holds machine = Holds.in(LONDON);
        DateRange days = DateRange.of(asOf.effective(), asOf.effective().plusDays(4));
        HoldCommand hold =
                HoldCommand.place(ACME, HoldKind.NOTICE, days, "copy requested", HoldCommand.By.of(MARIA, "h-1"));
        store.apply(machine, ACME, hold, now).orThrow();
        List<PartyHolds> holds = store.all(machine).toList();
        decide(
                planner,
                CollectionFacts.builder(receivables).contacts(log).holds(holds).build());

        assertThat(said)
                .containsExactly(
                        "EMAIL 1200.00 GBP true",
                        "not today: notices are held until 10 Mar 2027: copy requested 1 2027-03-11T00:00:00Z");
    }
}
