package io.counterfoil.examples.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.collections.contact.Contact;
import io.counterfoil.collections.contact.ContactLog;
import io.counterfoil.collections.profile.Channel;
import io.counterfoil.collections.profile.PartyProfile;
import io.counterfoil.collections.profile.ProfileEvent;
import io.counterfoil.collections.receivable.OpenItem;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.OpenItemKind;
import io.counterfoil.collections.receivable.ReceivableEvent;
import io.counterfoil.collections.receivable.ReceivableEvent.ItemIssued;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.collections.strategy.CollectionFacts;
import io.counterfoil.collections.strategy.ContactDecision;
import io.counterfoil.collections.strategy.ContactDecision.Kind;
import io.counterfoil.collections.strategy.ContactPlanner;
import io.counterfoil.collections.strategy.Notice;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HouseStrategiesTest {

    private static final Amounts GBP = Amounts.in("GBP");
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final LocalDate DUE = LocalDate.of(2027, 3, 1);

    private final ContactPlanner planner = ContactPlanner.builder()
            .strategies(HouseStrategies.standard(), HouseStrategies.keyAccounts())
            .calendar(BusinessCalendar.Rails.paymentsCanada())
            .zone(LONDON)
            .build();
    private final List<Contact> log = new ArrayList<>();

    private static ReceivableEvent invoice(String party, String amount) {
        return new ItemIssued(OpenItem.builder()
                .id(OpenItemId.of("INV-" + party))
                .party(PartyId.of(party))
                .kind(OpenItemKind.INVOICE)
                .amount(GBP.of(amount))
                .issued(DUE.minusDays(30))
                .due(DUE)
                .recordedAt(DUE.minusDays(30).atStartOfDay(LONDON).toInstant())
                .build());
    }

    private static PartyProfile profile(String party, ProfileEvent.Draft... more) {
        PartyId id = PartyId.of(party);
        return PartyProfile.of(
                id,
                Stream.concat(
                                Stream.of(
                                        ProfileEvent.address(id, Channel.EMAIL, party + "@example.org", "order"),
                                        ProfileEvent.address(id, Channel.CALL, "+44 20 7946 0000", "order")),
                                Stream.of(more))
                        .map(draft -> draft.by(
                                Actor.host("maria"),
                                DUE.minusDays(40).atStartOfDay(LONDON).toInstant()))
                        .toList());
    }

    /** What is done on the days from the first to the last, each sent and logged; {@code day: step}. */
    private List<String> done(CollectionFacts.Builder facts, int firstDay, int lastDay) {
        List<String> done = new ArrayList<>();
        for (int day = firstDay; day <= lastDay; day++) {
            LocalDate on = DUE.plusDays(day);
            AsOf morning = new AsOf(on, on.atTime(10, 0).atZone(LONDON).toInstant());
            List<ContactDecision> decisions =
                    planner.propose(facts.contacts(ContactLog.of(log).orThrow()).build(), morning);
            for (ContactDecision decision : decisions) {
                if (decision.kind() == Kind.ACT) {
                    log.add(sent(decision, morning));
                }
                if (decision.kind() == Kind.ACT || decision.kind() == Kind.MANUAL) {
                    done.add(day + ": " + decision.step().value() + (decision.kind() == Kind.ACT ? "" : ", a person"));
                }
            }
        }
        return done;
    }

    private static Contact sent(ContactDecision decision, AsOf asOf) {
        Notice notice = decision.notice();
        return Contact.builder()
                .id("sent " + decision.key())
                .party(notice.party())
                .key(decision.key())
                .channel(notice.channel())
                .audience(notice.audience())
                .debts(notice.lines().stream().map(Notice.Line::item).toList())
                .at(asOf.knownAt())
                .on(asOf.effective())
                .by("queue")
                .build();
    }

    private static CollectionFacts.Builder facts(PartyProfile profile, ReceivableEvent... events) {
        return CollectionFacts.builder(Receivables.replay(Stream.of(events)).orThrow())
                .addProfiles(profile);
    }

    @Test
    void bothStrategiesAreWithoutFault() {
        assertThat(HouseStrategies.standard().lint()).isEmpty();
        assertThat(HouseStrategies.keyAccounts().lint()).isEmpty();
    }

    @Test
    void aCustomerInNoSegmentClimbsTheStandardLadder() {
        assertThat(done(facts(profile("ana"), invoice("ana", "480.00")), 0, 50))
                .containsExactly("3: reminder", "14: second reminder", "30: last reminder");
    }

    @Test
    void deliveriesAreStoppedByAPersonAndOnlyForMuchMoney() {
        assertThat(done(facts(profile("ben"), invoice("ben", "500.00")), 44, 46))
                .anyMatch(text -> text.equals("45: stop deliveries, a person"));
    }

    @Test
    void lessThanTenPoundsIsLeftAlone() {
        assertThat(done(facts(profile("ana"), invoice("ana", "9.99")), 0, 50)).isEmpty();
        assertThat(done(facts(profile("ana"), invoice("ana", "10.00")), 3, 3)).containsExactly("3: reminder");
    }

    @Test
    void aKeyAccountIsCalledOneCallAfterTheOther() {
        PartyProfile key = profile("acme", ProfileEvent.segment(PartyId.of("acme"), "KEY"));
        assertThat(done(facts(key, invoice("acme", "9000.00")), 0, 40))
                .containsExactly("10: friendly call", "20: second call", "35: call of the head of sales");
    }

    @Test
    void nobodyDisturbsAKeyAccountWhoseContractIsUnderDiscussion() {
        PartyId acme = PartyId.of("acme");
        PartyProfile key =
                profile("acme", ProfileEvent.segment(acme, "KEY"), ProfileEvent.tag(acme, "CONTRACT_RENEWAL"));
        assertThat(done(facts(key, invoice("acme", "9000.00")), 0, 40))
                .containsExactly("10: friendly call", "20: second call");
    }
}
