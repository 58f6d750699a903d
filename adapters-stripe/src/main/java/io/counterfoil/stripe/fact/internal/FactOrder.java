package io.counterfoil.stripe.fact.internal;

import io.counterfoil.stripe.fact.StripeFact;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which of two facts about one object is kept (specification 4.3). Pure.
 *
 * <p>Every regression that {@code stripe_states.json} calls legal climbs in rank out of a state that is not terminal, so that the rule of the higher rank
 * covers it; a test holds the table to that.
 */
public final class FactOrder {

    private FactOrder() {}

    /** What becomes of an incoming fact. */
    public enum Decision {
        /** It is kept. */
        APPLY,
        /** It says what is known. */
        DUPLICATE,
        /** It says what was known before. */
        STALE,
        /** It cannot be told from here: the object must be read as it is now. */
        REFETCH
    }

    /**
     * What decides about a fact.
     *
     * @param created the second of its event
     * @param state of the object
     * @param fingerprint of what it says
     * @param attempt the last charge of a payment intent; empty for other objects
     */
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    public record Stamp(Instant created, StripeFact.State state, String fingerprint, Optional<String> attempt) {}

    /** The first rule that fits. */
    public static Decision decide(@Nullable Stamp stored, Stamp incoming) {
        if (stored == null) {
            return Decision.APPLY;
        }
        if (stored.fingerprint().equals(incoming.fingerprint())) {
            return Decision.DUPLICATE;
        }
        int time = incoming.created().compareTo(stored.created());
        if (!stored.attempt().equals(incoming.attempt())) {
            return ofAnotherAttempt(stored, time);
        }
        if (incoming.state().rank() == 0) {
            return time >= 0 ? Decision.REFETCH : Decision.STALE;
        }
        if (time < 0) {
            return Decision.STALE;
        }
        boolean climbs = !stored.state().terminal()
                && incoming.state().rank() > stored.state().rank();
        boolean sameState = time > 0 && incoming.state().is(stored.state().name());
        return climbs || sameState ? Decision.APPLY : Decision.REFETCH;
    }

    private static Decision ofAnotherAttempt(Stamp stored, int time) {
        if (stored.state().terminal()) {
            return time > 0 ? Decision.REFETCH : Decision.STALE;
        }
        if (time == 0) {
            return Decision.REFETCH;
        }
        return time > 0 ? Decision.APPLY : Decision.STALE;
    }
}
