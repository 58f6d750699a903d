package io.counterfoil.collections.testkit;

import io.counterfoil.collections.contact.Contact;
import io.counterfoil.collections.contact.ContactLog;
import io.counterfoil.collections.hold.HoldCommand;
import io.counterfoil.collections.hold.HoldCommand.HoldKind;
import io.counterfoil.collections.hold.Holds;
import io.counterfoil.collections.hold.PartyHolds;
import io.counterfoil.collections.profile.Channel;
import io.counterfoil.collections.profile.PartyProfile;
import io.counterfoil.collections.profile.ProfileEvent;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.collections.recovery.PaymentAttempt;
import io.counterfoil.collections.strategy.CollectionFacts;
import io.counterfoil.collections.strategy.ContactDecision;
import io.counterfoil.collections.strategy.StepId;
import io.counterfoil.collections.strategy.StrategyId;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.money.MonetaryAmount;

/**
 * Facts about customers in few words, for tests: promises, plans and disputes are plain values that say what they are told to. Days are UTC; everything happens at
 * noon. Not thread-safe.
 */
public final class Situation {

    /** Who records things. */
    public static final Actor MARIA = Actor.host("maria");

    private final Receivables receivables;
    private final List<Contact> contacts = new ArrayList<>();
    private final List<CollectionFacts.Promised> promises = new ArrayList<>();
    private final List<CollectionFacts.Planned> plans = new ArrayList<>();
    private final List<CollectionFacts.Disputed> disputes = new ArrayList<>();
    private final List<CollectionFacts.Expected> expected = new ArrayList<>();
    private final List<CollectionFacts.Ruling> rulings = new ArrayList<>();
    private final List<PaymentAttempt> attempts = new ArrayList<>();
    private final Map<PartyId, List<ProfileEvent>> profiles = new LinkedHashMap<>();
    private final Map<PartyId, PartyHolds> holds = new LinkedHashMap<>();
    private PartyId party = PartyId.of("acme");
    private int count;

    private Situation(Receivables receivables) {
        this.receivables = receivables;
    }

    /** A situation in which this is owed. */
    public static Situation of(Receivables receivables) {
        return new Situation(receivables);
    }

    /** A situation in which this is owed. */
    public static Situation of(ReceivableLog log) {
        return new Situation(log.replay());
    }

    /** Noon of a day, in UTC. */
    public static Instant noon(LocalDate day) {
        return day.atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC);
    }

    /** A day, decided at noon. */
    public static AsOf at(String day) {
        return at(LocalDate.parse(day));
    }

    /** A day, decided at noon. */
    public static AsOf at(LocalDate day) {
        return new AsOf(day, noon(day));
    }

    /** What follows is about this party. */
    public Situation party(String id) {
        party = PartyId.of(id);
        return this;
    }

    /** A contact by e-mail that nobody's decision asked for. */
    public Situation sent(LocalDate on) {
        return contact(Contact.builder()
                .id("sent " + ++count)
                .party(party)
                .channel(Channel.EMAIL)
                .at(noon(on))
                .on(on)
                .build());
    }

    /** The notice of a decision was sent at noon of a day. */
    public Situation sent(ContactDecision decision, LocalDate on) {
        return sent(decision.key(), decision.notice().channel(), on);
    }

    /** The notice with the key was sent at noon of a day. */
    public Situation sent(IdempotencyKey key, Channel channel, LocalDate on) {
        return report(key, Contact.Status.SENT, channel, noon(on), on);
    }

    /** What became of a notice. */
    public Situation report(IdempotencyKey key, Contact.Status status, Channel channel, Instant at, LocalDate on) {
        return contact(Contact.builder()
                .id(status + " " + ++count)
                .party(party)
                .key(key)
                .status(status)
                .channel(channel)
                .at(at)
                .on(on)
                .build());
    }

    /** Any entry of the log. */
    public Situation contact(Contact contact) {
        contacts.add(contact);
        return this;
    }

    /** A promise for all that the party owes. */
    public Situation promise(String amount, String currency, LocalDate through) {
        return promise(Set.of(), amount, currency, through);
    }

    /** A promise for some items, from whenever until a day; broken the day after. */
    public Situation promise(Set<OpenItemId> items, String amount, String currency, LocalDate through) {
        promises.add(new SaidPromise(party, items, Amounts.in(currency).of(amount), through, true));
        return this;
    }

    /** A promise that was broken on a day. */
    public Situation broken(LocalDate on) {
        promises.add(new SaidPromise(party, Set.of(), Amounts.in("GBP").of("1"), on.minusDays(1), true));
        return this;
    }

    /** A plan in good standing for some items. */
    public Situation plan(Set<OpenItemId> items, LocalDate through) {
        plans.add(new SaidPlan(party, items, through));
        return this;
    }

    /** A dispute of part of an item. */
    public Situation dispute(String item, String amount, String currency) {
        disputes.add(
                new SaidDispute(party, OpenItemId.of(item), Amounts.in(currency).of(amount), Optional.empty()));
        return this;
    }

    /** A dispute of an item that was found to be unfounded on a day. */
    public Situation unfounded(String item, LocalDate on) {
        disputes.add(
                new SaidDispute(party, OpenItemId.of(item), Amounts.in("GBP").of("0"), Optional.of(on)));
        return this;
    }

    /** Money that is on its way. */
    public Situation inFlight(String amount, String currency, LocalDate through) {
        expected.add(new SaidTransfer(party, Amounts.in(currency).of(amount), through));
        return this;
    }

    /** An attempt to collect. */
    public Situation attempt(PaymentAttempt attempt) {
        attempts.add(attempt);
        return this;
    }

    /** A failed attempt on a day. */
    public Situation failed(String id, PaymentAttempt.FailureClass why, LocalDate on) {
        return attempt(PaymentAttempt.builder()
                .id(id)
                .party(party)
                .amount(Amounts.in("GBP").of("100"))
                .on(on)
                .recordedAt(noon(on))
                .state(PaymentAttempt.State.FAILED)
                .failureClass(why)
                .build());
    }

    /** Something known of the party since long ago. */
    public Situation known(ProfileEvent.Draft draft) {
        return known(draft, Instant.EPOCH);
    }

    /** Something known of the party since an instant. */
    public Situation known(ProfileEvent.Draft draft, Instant at) {
        ProfileEvent event = draft.by(MARIA, at);
        profiles.computeIfAbsent(event.party(), same -> new ArrayList<>()).add(event);
        return this;
    }

    /** The party can be reached by these channels and by no other. */
    public Situation channels(Channel... some) {
        profiles.computeIfAbsent(party, same -> new ArrayList<>());
        for (Channel channel : some) {
            known(ProfileEvent.address(party, channel, channel.name().toLowerCase(java.util.Locale.ROOT), "contract"));
        }
        return this;
    }

    /** A hold of notices. */
    public Situation hold(LocalDate from, LocalDate to) {
        return hold(HoldKind.NOTICE, from, to);
    }

    /** A hold. */
    public Situation hold(HoldKind kind, LocalDate from, LocalDate to) {
        PartyHolds before = holds.getOrDefault(party, PartyHolds.none());
        HoldCommand.By by = HoldCommand.By.of(MARIA, "hold " + ++count);
        holds.put(
                party,
                Holds.in(ZoneOffset.UTC)
                        .decide(
                                before,
                                HoldCommand.place(party, kind, DateRange.of(from, to), "copy of invoice requested", by),
                                Instant.EPOCH)
                        .orThrow()
                        .state());
        return this;
    }

    /** Somebody put the party into a strategy. */
    public Situation ruling(String strategy) {
        rulings.add(new CollectionFacts.Ruling(
                party, null, StrategyId.of(strategy), null, "agreed with the customer", MARIA, Instant.EPOCH));
        return this;
    }

    /** Somebody put an item into a strategy, at a step. */
    public Situation ruling(String item, String strategy, Optional<String> step) {
        rulings.add(new CollectionFacts.Ruling(
                party,
                OpenItemId.of(item),
                StrategyId.of(strategy),
                step.map(StepId::of).orElse(null),
                "agreed with the customer",
                MARIA,
                Instant.EPOCH));
        return this;
    }

    /** The facts. */
    public CollectionFacts facts() {
        return CollectionFacts.builder(receivables)
                .contacts(ContactLog.of(contacts).orThrow())
                .promises(promises)
                .plans(plans)
                .disputes(disputes)
                .expected(expected)
                .rulings(rulings)
                .attempts(attempts)
                .holds(holds.values())
                .profiles(profiles.entrySet().stream()
                        .map(entry -> PartyProfile.of(entry.getKey(), entry.getValue()))
                        .toList())
                .build();
    }

    private record SaidPromise(
            PartyId party, Set<OpenItemId> items, MonetaryAmount amount, LocalDate through, boolean breaks)
            implements CollectionFacts.Promised {
        @Override
        public Optional<Rest> rest(CollectionFacts facts, AsOf asOf) {
            return asOf.effective().isAfter(through) ? Optional.empty() : Optional.of(new Rest(amount, through));
        }

        @Override
        public Optional<LocalDate> brokenOn(CollectionFacts facts, AsOf asOf) {
            return breaks && asOf.effective().isAfter(through) ? Optional.of(through.plusDays(1)) : Optional.empty();
        }
    }

    private record SaidPlan(PartyId party, Set<OpenItemId> items, LocalDate through)
            implements CollectionFacts.Planned {
        @Override
        public Optional<LocalDate> inForceThrough(CollectionFacts facts, AsOf asOf) {
            return asOf.effective().isAfter(through) ? Optional.empty() : Optional.of(through);
        }
    }

    private record SaidDispute(PartyId party, OpenItemId item, MonetaryAmount claimed, Optional<LocalDate> resumed)
            implements CollectionFacts.Disputed {
        @Override
        public MonetaryAmount disputed(MonetaryAmount open, AsOf asOf) {
            return claimed.isLessThan(open) ? claimed : open;
        }

        @Override
        public Optional<LocalDate> resumedOn(AsOf asOf) {
            return resumed;
        }
    }

    private record SaidTransfer(PartyId party, MonetaryAmount amount, LocalDate through)
            implements CollectionFacts.Expected {
        @Override
        public Set<OpenItemId> items() {
            return Set.of();
        }

        @Override
        public Optional<LocalDate> inFlightThrough(AsOf asOf) {
            return asOf.effective().isAfter(through) ? Optional.empty() : Optional.of(through);
        }
    }
}
