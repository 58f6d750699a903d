package io.counterfoil.payments.fee;

import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.rail.Rail;
import java.time.LocalDate;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * A schedule agreed for an event, from a day on: on a rail or on all, with a client or with all. Immutable.
 */
@Value.Immutable
public interface FeeAgreement {

    /** What is charged for, in the host's words, such as {@code PAYMENT} or {@code RETURN}. */
    String event();

    /** The rail; empty for every rail. */
    Optional<Rail> rail();

    /** The client; empty for every client. */
    Optional<PartyId> client();

    /** The first day on which it holds. */
    LocalDate validFrom();

    /** The last day on which it holds; empty for until the next version. */
    Optional<LocalDate> validUntil();

    /** What is charged. */
    FeeSchedule schedule();

    /** Refuses an agreement that ends before it begins. */
    @Value.Check
    default void check() {
        validUntil().filter(day -> day.isBefore(validFrom())).ifPresent(day -> {
            throw new IllegalArgumentException(
                    "fee agreement for " + event() + " ends on " + day + " before it begins on " + validFrom());
        });
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds agreements. Not thread-safe. */
    final class Builder extends ImmutableFeeAgreement.Builder {
        Builder() {}
    }
}
