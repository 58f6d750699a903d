package io.counterfoil.stripe.fact;

import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/** What a transfer, a top-up or an application fee states. */
interface MovementFields extends MoneyFact {

    /** {@code transfer}, {@code topup} or {@code application_fee}. */
    String objectType();

    /** Positive. */
    long amountMinor();

    /** Reversed or refunded so far. */
    @Value.Default
    default long amountReversedMinor() {
        return 0;
    }

    /** The charge behind it. */
    Optional<String> charge();

    /** The connected account that it goes to or comes from. */
    Optional<String> counterparty();

    /** Its balance row. */
    Optional<String> balanceTransaction();

    /** When it was made. */
    Instant createdAt();
}
