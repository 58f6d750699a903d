package io.counterfoil.collections.strategy;

import io.counterfoil.collections.contact.ContactLog;
import io.counterfoil.collections.hold.PartyHolds;
import io.counterfoil.collections.profile.PartyProfile;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.collections.recovery.PaymentAttempt;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.redaction.PanRedactor;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/**
 * Everything that decisions about contact, promises and plans are made from: what is owed, what was said, what was promised, held, disputed, tried. Immutable,
 * thread-safe.
 *
 * <p>Readers judge it as of a business day and an instant: what was recorded later is not seen, so that a past day can be judged again. Of a party without a profile
 * nothing is known about its addresses: every channel is taken as usable there, and the host's mailer has the last word.
 */
@Value.Immutable
public interface CollectionFacts {

    /** What is owed. */
    Receivables receivables();

    /** What was said. */
    @Value.Default
    default ContactLog contacts() {
        return ContactLog.empty();
    }

    /** Promises to pay, in any order. */
    List<Promised> promises();

    /** Payment plans, in any order. */
    List<Planned> plans();

    /** Invoice disputes, in any order. */
    List<Disputed> disputes();

    /** Holds, one value for each party that has any. */
    List<PartyHolds> holds();

    /** Customers, one value each. */
    List<PartyProfile> profiles();

    /** Tries to collect, in any order; those that are pending are money on its way. */
    List<PaymentAttempt> attempts();

    /** Money that is expected to come in beside {@link #attempts()}, such as a transfer that the customer confirmed. */
    List<Expected> expected();

    /** What people decided against the rules, in any order. */
    List<Ruling> rulings();

    /** The facts about what is owed; everything else is optional. */
    static Builder builder(Receivables receivables) {
        return new Builder().receivables(receivables);
    }

    /** A builder that begins with these facts. */
    default Builder toBuilder() {
        return new Builder().from(this);
    }

    /** The promises of one party. */
    default List<Promised> promisesOf(PartyId party) {
        return index().promises.getOrDefault(party, List.of());
    }

    /** The plans of one party. */
    default List<Planned> plansOf(PartyId party) {
        return index().plans.getOrDefault(party, List.of());
    }

    /** The disputes of one party. */
    default List<Disputed> disputesOf(PartyId party) {
        return index().disputes.getOrDefault(party, List.of());
    }

    /** The holds of one party. */
    default PartyHolds holdsOf(PartyId party) {
        return index().holds.getOrDefault(party, PartyHolds.none());
    }

    /** What is known of one party; empty where there is no profile. */
    default Optional<PartyProfile> profileOf(PartyId party) {
        return Optional.ofNullable(index().profiles.get(party));
    }

    /** The tries to collect from one party. */
    default List<PaymentAttempt> attemptsOf(PartyId party) {
        return index().attempts.getOrDefault(party, List.of());
    }

    /** The money expected from one party beside attempts. */
    default List<Expected> expectedOf(PartyId party) {
        return index().expected.getOrDefault(party, List.of());
    }

    /** What people decided about one party. */
    default List<Ruling> rulingsOf(PartyId party) {
        return index().rulings.getOrDefault(party, List.of());
    }

    /**
     * The same facts with everything that is owed at whoever pays it (COL-15): the items of a child whose parent is asked for them, by {@link
     * PartyProfile.Relation#AGGREGATE} or {@link PartyProfile.Relation#DELEGATE}, are the parent's, and so is what was said, promised, planned, disputed and tried
     * about them. Whoever is its own ancestor pays for itself; so does a child while it is excluded or its notices are held. Costs a reading of the log where there is
     * any such child, nothing otherwise.
     */
    default CollectionFacts atPayers(AsOf asOf) {
        return Families.atPayers(this, asOf);
    }

    /** The facts by party, made once. */
    @Value.Lazy
    default Index index() {
        return new Index(this);
    }

    /** Two values for one party would be a riddle. */
    @Value.Check
    default void check() {
        single("profile", profiles().stream().map(PartyProfile::party).toList());
        single(
                "holds",
                holds().stream().flatMap(holds -> holds.party().stream()).toList());
    }

    private static void single(String what, List<PartyId> parties) {
        Set<PartyId> seen = new java.util.HashSet<>();
        for (PartyId party : parties) {
            if (!seen.add(party)) {
                throw new IllegalArgumentException(
                        what + " of party " + party + " is there twice, expected one value with all its events");
            }
        }
    }

    /** A promise to pay, as far as a strategy needs it. */
    interface Promised {

        /** Who promised. */
        PartyId party();

        /** What it covers; empty for whatever the party owes. */
        Set<OpenItemId> items();

        /** What is still to come and until when, while the promise is in force: made, known, neither kept nor broken nor called off. */
        Optional<Rest> rest(CollectionFacts facts, AsOf asOf);

        /** The first day on which it was broken or kept in part only; empty where it is not. */
        Optional<LocalDate> brokenOn(CollectionFacts facts, AsOf asOf);

        /**
         * What a promise still covers.
         *
         * @param amount promised and not yet received
         * @param through the last day on which it holds
         */
        record Rest(MonetaryAmount amount, LocalDate through) {
            public Rest {
                Objects.requireNonNull(amount, "amount");
                Objects.requireNonNull(through, "through");
            }
        }
    }

    /** A payment plan, as far as a strategy needs it. */
    interface Planned {

        /** Whose plan. */
        PartyId party();

        /** What it covers. */
        Set<OpenItemId> items();

        /** The last day on which it holds if nothing is paid from now on; empty where it is not in good standing. */
        Optional<LocalDate> inForceThrough(CollectionFacts facts, AsOf asOf);
    }

    /** A dispute of an invoice, as far as a strategy needs it. */
    interface Disputed {

        /** Who disputes. */
        PartyId party();

        /** What is disputed. */
        OpenItemId item();

        /** The part of what is open that is in dispute: nothing before it was raised and after it was resolved, never more than is open. */
        MonetaryAmount disputed(MonetaryAmount open, AsOf asOf);

        /** The day on which it was resolved as unfounded: the chase goes on, at least the minimum gap later. */
        Optional<LocalDate> resumedOn(AsOf asOf);
    }

    /** Money that is expected to come in. */
    interface Expected {

        /** Who pays. */
        PartyId party();

        /** What it pays; empty for whatever the party owes. */
        Set<OpenItemId> items();

        /** How much. */
        MonetaryAmount amount();

        /** The last day on which it is taken as being on its way; empty where it is not, or not yet known. */
        Optional<LocalDate> inFlightThrough(AsOf asOf);
    }

    /**
     * What a person decided against the rules (COL-31). Immutable; kept for the record, the latest for a party or an item counts.
     *
     * @param party whose
     * @param item of which item; null for all of the party
     * @param strategy which one holds from now on; {@link StrategyId#NONE} for none
     * @param step the step at which it stands: the ones before it count as skipped; null for the beginning
     * @param reason why
     * @param by who
     * @param at when
     */
    record Ruling(
            PartyId party,
            @org.jspecify.annotations.Nullable OpenItemId item,
            StrategyId strategy,
            @org.jspecify.annotations.Nullable StepId step,
            String reason,
            Actor by,
            Instant at) {
        public Ruling {
            Objects.requireNonNull(party, "party");
            Objects.requireNonNull(strategy, "strategy");
            Objects.requireNonNull(by, "by");
            Objects.requireNonNull(at, "at");
            if (reason.isBlank()) {
                throw new IllegalArgumentException(
                        "strategy of party " + party + " is set by " + by.id() + " without a reason, expected one");
            }
            reason = PanRedactor.redact(reason);
        }
    }

    /** Facts by party. */
    final class Index {

        private final Map<PartyId, List<Promised>> promises;
        private final Map<PartyId, List<Planned>> plans;
        private final Map<PartyId, List<Disputed>> disputes;
        private final Map<PartyId, List<PaymentAttempt>> attempts;
        private final Map<PartyId, List<Expected>> expected;
        private final Map<PartyId, List<Ruling>> rulings;
        private final Map<PartyId, PartyHolds> holds = new HashMap<>();
        private final Map<PartyId, PartyProfile> profiles = new HashMap<>();

        private Index(CollectionFacts facts) {
            promises = by(facts.promises(), Promised::party);
            plans = by(facts.plans(), Planned::party);
            disputes = by(facts.disputes(), Disputed::party);
            attempts = by(facts.attempts(), PaymentAttempt::party);
            expected = by(facts.expected(), Expected::party);
            rulings = by(facts.rulings(), Ruling::party);
            facts.holds().forEach(held -> held.party().ifPresent(party -> holds.put(party, held)));
            facts.profiles().forEach(profile -> profiles.put(profile.party(), profile));
        }

        private static <T> Map<PartyId, List<T>> by(Collection<T> all, Function<T, PartyId> party) {
            Map<PartyId, List<T>> map = new HashMap<>();
            all.forEach(one -> map.computeIfAbsent(party.apply(one), same -> new ArrayList<>())
                    .add(one));
            map.replaceAll((same, list) -> List.copyOf(list));
            return map;
        }
    }

    /** Builds facts. Not thread-safe. */
    final class Builder extends ImmutableCollectionFacts.Builder {
        Builder() {}
    }
}
