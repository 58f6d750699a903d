package io.counterfoil.stripe.fact.internal;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.stripe.fact.FactStore;
import io.counterfoil.stripe.fact.FactStore.Versioned;
import io.counterfoil.stripe.fact.ObjectKey;
import io.counterfoil.stripe.fact.StripeFact;
import io.counterfoil.stripe.fact.StripeFact.OtherFact;
import io.counterfoil.stripe.fact.StripeFact.PaymentIntentFact;
import io.counterfoil.stripe.fact.internal.FactOrder.Decision;
import io.counterfoil.stripe.fact.internal.FactOrder.Stamp;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Folds facts of one object, in any order and any number of times, into one (specification 4.3, STR-08). Thread-safe as far as the store is.
 *
 * <p>A fact without key is never stored. A fact whose status means nothing here is stored only where nothing is known yet or the lookup confirms it.
 */
public final class FactFolder {

    /** More lost races on one object than threads a host can have. */
    private static final int MAX_RACES = 1_000;

    private static final StripeFact.State PRESENT = new StripeFact.State("PRESENT", 1, false);
    private static final StripeFact.State DELETED = new StripeFact.State("DELETED", 100, true);

    private final FactStore store;

    public FactFolder(FactStore store) {
        this.store = Objects.requireNonNull(store, "store");
    }

    /** Reads objects as they are now. */
    @FunctionalInterface
    public interface Lookup {

        /** The object; empty where it cannot be read now. */
        Optional<StripeFact> now(StripeFact like);
    }

    /**
     * What became of a fact.
     *
     * @param decision on the incoming one; REFETCH where the lookup had no answer and nothing was stored
     * @param fact what is known now; empty for a fact without key
     */
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    public record Folded(Decision decision, Optional<StripeFact> fact) {}

    /** Folds a fact of an event. */
    public Folded fold(StripeFact fact, Instant created, Lookup lookup) {
        return fold(new Versioned(fact, created, fingerprint(fact)), lookup);
    }

    /** Folds a fact of an event, whose fingerprint was taken. */
    public Folded fold(Versioned arrived, Lookup lookup) {
        StripeFact fact = arrived.fact();
        Optional<ObjectKey> key = fact.key();
        if (key.isEmpty()) {
            return new Folded(Decision.APPLY, Optional.empty());
        }
        Stamp incoming = stamp(arrived);
        for (int race = 0; race < MAX_RACES; race++) {
            Versioned stored = store.load(key.get()).orElse(null);
            Decision decision = FactOrder.decide(stored == null ? null : stamp(stored), incoming);
            Optional<Versioned> next = next(decision, stored, arrived, lookup);
            if (next.isEmpty()) {
                return new Folded(decision, Optional.ofNullable(stored).map(Versioned::fact));
            }
            if (store.replace(key.get(), stored, next.get())) {
                return new Folded(
                        decision == Decision.REFETCH ? Decision.APPLY : decision,
                        Optional.of(next.get().fact()));
            }
        }
        throw new IllegalStateException("fact of " + key.get() + " lost " + MAX_RACES
                + " races, expected a store whose replace lets one writer win");
    }

    /** Stores a fact that was read from the API: it is the truth at that time. */
    public Folded store(StripeFact fact, Instant readAt) {
        Optional<ObjectKey> key = fact.key();
        if (key.isEmpty()) {
            return new Folded(Decision.APPLY, Optional.empty());
        }
        Sha256 fingerprint = fingerprint(fact);
        for (int race = 0; race < MAX_RACES; race++) {
            Versioned stored = store.load(key.get()).orElse(null);
            boolean same = stored != null && stored.fingerprint().equals(fingerprint);
            Versioned next = new Versioned(fact, later(stored, readAt), fingerprint);
            if (next.equals(stored) || store.replace(key.get(), stored, next)) {
                return new Folded(same ? Decision.DUPLICATE : Decision.APPLY, Optional.of(fact));
            }
        }
        throw new IllegalStateException("fact of " + key.get() + " lost " + MAX_RACES
                + " races, expected a store whose replace lets one writer win");
    }

    /** What is to be stored; empty where nothing is. */
    private static Optional<Versioned> next(
            Decision decision, @Nullable Versioned stored, Versioned incoming, Lookup lookup) {
        return switch (decision) {
            case APPLY -> Optional.of(incoming);
            case STALE -> Optional.empty();
            // A later event that says the same moves the time on, so that an event between the two cannot win
            // afterwards.
            case DUPLICATE ->
                Optional.ofNullable(stored)
                        .filter(known -> incoming.asOf().isAfter(known.asOf()))
                        .map(known -> new Versioned(known.fact(), incoming.asOf(), known.fingerprint()));
            case REFETCH ->
                lookup.now(incoming.fact())
                        .map(now -> new Versioned(now, later(stored, incoming.asOf()), fingerprint(now)));
        };
    }

    private static Instant later(@Nullable Versioned stored, Instant at) {
        return stored != null && stored.asOf().isAfter(at) ? stored.asOf() : at;
    }

    private static Stamp stamp(Versioned versioned) {
        return stamp(versioned.fact(), versioned.asOf(), versioned.fingerprint());
    }

    private static Stamp stamp(StripeFact fact, Instant created, Sha256 fingerprint) {
        Optional<String> attempt = fact instanceof PaymentIntentFact intent ? intent.latestCharge() : Optional.empty();
        return new Stamp(created, state(fact), fingerprint.hex(), attempt);
    }

    /** Objects without a life of their own are simply there. */
    private static StripeFact.State state(StripeFact fact) {
        if (fact instanceof OtherFact other) {
            return other.deleted() ? DELETED : PRESENT;
        }
        return Fingerprints.state(fact).orElse(PRESENT);
    }

    /** Digest of the fields that matter, in fixed order. */
    public static Sha256 fingerprint(StripeFact fact) {
        return Fingerprints.of(fact);
    }
}
