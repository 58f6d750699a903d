package io.counterfoil.collections.recovery;

import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.payments.party.PartyId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/** One try to collect a payment, as the adapter of a provider or a rail reports it. Immutable. */
@Value.Immutable
public interface PaymentAttempt {

    /** The provider's id of the attempt. */
    String id();

    /** Who pays. */
    PartyId party();

    /** What it pays; empty for whatever is open. */
    Set<OpenItemId> items();

    /** How much. */
    MonetaryAmount amount();

    /** The business day of the attempt. */
    LocalDate on();

    /** When its present state was recorded. */
    Instant recordedAt();

    /** How it stands. */
    State state();

    /** By which kind of method. Card unless stated. */
    @Value.Default
    default Method method() {
        return Method.CARD;
    }

    /** Why it failed; needed for a failed attempt. */
    Optional<FailureClass> failureClass();

    /** The code of the provider or the rail; empty where there is none. */
    @Value.Default
    default String code() {
        return "";
    }

    /** How often this code may be tried again at most, by its own table; empty where it says nothing. */
    OptionalInt retryBudget();

    /** Whether it failed. */
    default boolean isFailed() {
        return state() == State.FAILED;
    }

    /** A failed attempt says why. */
    @Value.Check
    default void check() {
        if (isFailed() && failureClass().isEmpty()) {
            throw new IllegalArgumentException("attempt " + id() + " failed without a class, expected one of "
                    + java.util.Arrays.toString(FailureClass.values()));
        }
        retryBudget().ifPresent(budget -> {
            if (budget < 0) {
                throw new IllegalArgumentException(
                        "attempt " + id() + " has a retry budget of " + budget + ", expected 0 or more");
            }
        });
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** A builder that begins with this attempt. */
    default Builder toBuilder() {
        return builder().from(this);
    }

    /** How an attempt stands. */
    enum State {
        /** On its way. */
        PENDING,
        SUCCEEDED,
        FAILED
    }

    /** How money comes. */
    enum Method {
        CARD,
        DIRECT_DEBIT,
        TRANSFER
    }

    /** What a failure means for the next step; the adapter maps codes to it. */
    enum FailureClass {
        /** May succeed on another day: try again. */
        SOFT,
        /** May succeed in some hours: a provider was out of reach. */
        TRANSIENT,
        /** The customer has to confirm: send the link again. */
        AUTHENTICATE,
        /** The method is of no use any more: ask for another. */
        UPDATE_METHOD,
        /** A field is wrong: correct it. */
        DATA_ERROR,
        /** Never again. */
        HARD,
        /** Never again, and somebody looks. */
        FRAUD
    }

    /** Builds attempts. Not thread-safe. */
    final class Builder extends ImmutablePaymentAttempt.Builder {
        Builder() {}
    }
}
