package io.counterfoil.payments.exposure;

import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.rail.Rail;
import java.time.LocalDate;
import java.util.Optional;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/** The debits of one client on one rail that stand alike and are final on one day, in one currency. Immutable. */
@Value.Immutable
public interface ExposureLine {

    /** The client that was paid. */
    PartyId client();

    /** The rail. */
    Rail rail();

    /** Where they stand. */
    RecourseStanding standing();

    /** The last day on which they can be taken back; empty for recourse without end. */
    Optional<LocalDate> finalAt();

    /** How many. */
    long count();

    /** How much. */
    MonetaryAmount amount();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds lines. Not thread-safe. */
    final class Builder extends ImmutableExposureLine.Builder {
        Builder() {}
    }
}
