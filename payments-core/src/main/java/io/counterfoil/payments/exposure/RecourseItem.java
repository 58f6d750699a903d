package io.counterfoil.payments.exposure;

import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.rail.Rail;
import java.time.LocalDate;
import java.util.Optional;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/**
 * A debit as far as recourse is concerned: for whom, how much, whether it settled, until when it can be taken back. Immutable.
 */
@Value.Immutable
public interface RecourseItem {

    /** The payment, in the host's words. */
    String paymentId();

    /** The client that was paid. */
    PartyId client();

    /** The rail. */
    Rail rail();

    /** How much was collected, above zero. */
    MonetaryAmount amount();

    /** How far it has come. */
    Stage stage();

    /** The last day on which it can be taken back, by {@link FinalityPolicy#finalAt}; empty for recourse without end. */
    Optional<LocalDate> finalAt();

    /** Whether a dispute about it is open. */
    @Value.Default
    default boolean disputed() {
        return false;
    }

    /** Where it stands on the day; the last day of recourse is still exposed. */
    default RecourseStanding standing(LocalDate today) {
        return switch (stage()) {
            case NOT_SETTLED -> RecourseStanding.NOT_SETTLED;
            case ENDED -> RecourseStanding.ENDED;
            case SETTLED -> settled(today);
        };
    }

    private RecourseStanding settled(LocalDate today) {
        if (finalAt().isEmpty()) {
            return RecourseStanding.ENDLESS;
        }
        if (!today.isAfter(finalAt().orElseThrow())) {
            return RecourseStanding.EXPOSED;
        }
        return disputed() ? RecourseStanding.DISPUTED : RecourseStanding.FINAL;
    }

    /** Refuses an amount that is not above zero. */
    @Value.Check
    default void check() {
        if (Amounts.minor(amount()) <= 0) {
            throw new IllegalArgumentException("debit " + paymentId() + " of " + Amounts.plain(amount()) + " "
                    + amount().getCurrency().getCurrencyCode() + ", expected above 0");
        }
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** How far a debit has come. */
    enum Stage {
        /** Ordered, submitted or rejected: it did not settle. */
        NOT_SETTLED,
        /** It settled and stands. */
        SETTLED,
        /** It settled and was returned, charged back or lost in a dispute. */
        ENDED
    }

    /** Builds items. Not thread-safe. */
    final class Builder extends ImmutableRecourseItem.Builder {
        Builder() {}
    }
}
