package io.counterfoil.collections.strategy;

import io.counterfoil.collections.contact.Contact;
import io.counterfoil.collections.contact.ContactLog;
import io.counterfoil.collections.hold.HoldCommand.HoldKind;
import io.counterfoil.collections.profile.PartyProfile;
import io.counterfoil.collections.profile.PartyProfile.Relation;
import io.counterfoil.collections.receivable.OpenItem;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.ReceivableEvent;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.collections.recovery.PaymentAttempt;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.party.PartyId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.money.MonetaryAmount;

/** Who is asked for whose debts (COL-15). Confined to one reading. */
final class Families {

    private final CollectionFacts facts;
    private final Map<PartyId, PartyId> payers;
    private final Map<PartyId, Set<OpenItemId>> items = new HashMap<>();

    private Families(CollectionFacts facts, Map<PartyId, PartyId> payers) {
        this.facts = facts;
        this.payers = payers;
    }

    static CollectionFacts atPayers(CollectionFacts facts, AsOf asOf) {
        Map<PartyId, PartyId> payers = new HashMap<>();
        for (PartyProfile profile : facts.profiles()) {
            if (isAskedElsewhere(facts, profile.party(), asOf)) {
                payer(facts, profile.party(), asOf).ifPresent(payer -> payers.put(profile.party(), payer));
            }
        }
        return payers.isEmpty() ? facts : new Families(facts, payers).moved();
    }

    /** Where a child stands whose parent pays: the first of its ancestors for whom nobody pays; empty for all others, and in a circle. */
    static Optional<PartyId> standsAt(CollectionFacts facts, PartyId party, AsOf asOf) {
        return relation(facts, party, asOf) == Relation.DELEGATE ? payer(facts, party, asOf) : Optional.empty();
    }

    /** A child that is out of all strategies, or whose notices are held, is left alone by itself. */
    private static boolean isAskedElsewhere(CollectionFacts facts, PartyId party, AsOf asOf) {
        return relation(facts, party, asOf) != Relation.INDEPENDENT
                && profile(facts, party, asOf).flatMap(PartyProfile::exclusion).isEmpty()
                && facts.holdsOf(party).at(HoldKind.NOTICE, asOf).isEmpty();
    }

    private static Optional<PartyProfile> profile(CollectionFacts facts, PartyId party, AsOf asOf) {
        return facts.profileOf(party).map(profile -> profile.at(asOf.knownAt()));
    }

    private static Relation relation(CollectionFacts facts, PartyId party, AsOf asOf) {
        return profile(facts, party, asOf)
                .filter(profile -> profile.parent().isPresent())
                .map(PartyProfile::relation)
                .orElse(Relation.INDEPENDENT);
    }

    private static Optional<PartyId> payer(CollectionFacts facts, PartyId party, AsOf asOf) {
        List<PartyId> seen = new ArrayList<>();
        PartyId payer = party;
        while (relation(facts, payer, asOf) != Relation.INDEPENDENT) {
            if (seen.contains(payer)) {
                return Optional.empty();
            }
            seen.add(payer);
            payer = profile(facts, payer, asOf).flatMap(PartyProfile::parent).orElse(payer);
        }
        return payer.equals(party) ? Optional.empty() : Optional.of(payer);
    }

    private CollectionFacts moved() {
        return CollectionFacts.builder(receivables())
                .contacts(ContactLog.of(facts.contacts().entries().stream()
                                .map(this::moved)
                                .toList())
                        .orThrow())
                .promises(facts.promises().stream().map(this::moved).toList())
                .plans(facts.plans().stream().map(this::moved).toList())
                .disputes(facts.disputes().stream().map(this::moved).toList())
                .expected(facts.expected().stream().map(this::moved).toList())
                .attempts(facts.attempts().stream().map(this::moved).toList())
                .rulings(facts.rulings().stream().flatMap(this::moved).toList())
                .holds(facts.holds())
                .profiles(facts.profiles())
                .build();
    }

    private Receivables receivables() {
        return Receivables.replay(facts.receivables().events().map(event -> {
                    if (event instanceof ReceivableEvent.ItemIssued issued
                            && payers.containsKey(issued.item().party())) {
                        PartyId payer = payerOf(issued.item().party());
                        return new ReceivableEvent.ItemIssued(OpenItem.builder()
                                .from(issued.item())
                                .party(payer)
                                .build());
                    }
                    return event;
                }))
                .value()
                .orElseThrow();
    }

    private PartyId payerOf(PartyId party) {
        return payers.getOrDefault(party, party);
    }

    /** What is said about all of a child is said about its own items, not about its parent's. */
    private Set<OpenItemId> itemsOf(PartyId party, Set<OpenItemId> named) {
        return named.isEmpty()
                ? items.computeIfAbsent(
                        party,
                        one -> facts.receivables().items(one).map(OpenItem::id).collect(Collectors.toUnmodifiableSet()))
                : named;
    }

    private Contact moved(Contact contact) {
        return payers.containsKey(contact.party())
                ? Contact.builder()
                        .from(contact)
                        .party(payerOf(contact.party()))
                        .debts(itemsOf(contact.party(), contact.debts()))
                        .build()
                : contact;
    }

    private PaymentAttempt moved(PaymentAttempt attempt) {
        return payers.containsKey(attempt.party())
                ? attempt.toBuilder()
                        .party(payerOf(attempt.party()))
                        .items(itemsOf(attempt.party(), attempt.items()))
                        .build()
                : attempt;
    }

    private Stream<CollectionFacts.Ruling> moved(CollectionFacts.Ruling ruling) {
        if (!payers.containsKey(ruling.party())) {
            return Stream.of(ruling);
        }
        OpenItemId named = ruling.item();
        return itemsOf(ruling.party(), named == null ? Set.of() : Set.of(named)).stream()
                .sorted()
                .map(item -> new CollectionFacts.Ruling(
                        payerOf(ruling.party()),
                        item,
                        ruling.strategy(),
                        ruling.step(),
                        ruling.reason(),
                        ruling.by(),
                        ruling.at()));
    }

    private CollectionFacts.Promised moved(CollectionFacts.Promised promised) {
        return payers.containsKey(promised.party())
                ? new PromisedByChild(
                        payerOf(promised.party()), itemsOf(promised.party(), promised.items()), promised, facts)
                : promised;
    }

    private CollectionFacts.Planned moved(CollectionFacts.Planned planned) {
        return payers.containsKey(planned.party())
                ? new PlannedByChild(payerOf(planned.party()), planned, facts)
                : planned;
    }

    private CollectionFacts.Disputed moved(CollectionFacts.Disputed disputed) {
        return payers.containsKey(disputed.party())
                ? new DisputedByChild(payerOf(disputed.party()), disputed)
                : disputed;
    }

    private CollectionFacts.Expected moved(CollectionFacts.Expected expected) {
        return payers.containsKey(expected.party())
                ? new ExpectedOfChild(payerOf(expected.party()), itemsOf(expected.party(), expected.items()), expected)
                : expected;
    }

    /** Judged by the child's own books. */
    private record PromisedByChild(
            PartyId party, Set<OpenItemId> items, CollectionFacts.Promised own, CollectionFacts before)
            implements CollectionFacts.Promised {
        @Override
        public Optional<Rest> rest(CollectionFacts facts, AsOf asOf) {
            return own.rest(before, asOf);
        }

        @Override
        public Optional<LocalDate> brokenOn(CollectionFacts facts, AsOf asOf) {
            return own.brokenOn(before, asOf);
        }
    }

    private record PlannedByChild(PartyId party, CollectionFacts.Planned own, CollectionFacts before)
            implements CollectionFacts.Planned {
        @Override
        public Set<OpenItemId> items() {
            return own.items();
        }

        @Override
        public Optional<LocalDate> inForceThrough(CollectionFacts facts, AsOf asOf) {
            return own.inForceThrough(before, asOf);
        }
    }

    private record DisputedByChild(PartyId party, CollectionFacts.Disputed own) implements CollectionFacts.Disputed {
        @Override
        public OpenItemId item() {
            return own.item();
        }

        @Override
        public MonetaryAmount disputed(MonetaryAmount open, AsOf asOf) {
            return own.disputed(open, asOf);
        }

        @Override
        public Optional<LocalDate> resumedOn(AsOf asOf) {
            return own.resumedOn(asOf);
        }
    }

    private record ExpectedOfChild(PartyId party, Set<OpenItemId> items, CollectionFacts.Expected own)
            implements CollectionFacts.Expected {
        @Override
        public MonetaryAmount amount() {
            return own.amount();
        }

        @Override
        public Optional<LocalDate> inFlightThrough(AsOf asOf) {
            return own.inFlightThrough(asOf);
        }
    }
}
