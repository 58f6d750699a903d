package io.counterfoil.stripe.fact;

import java.util.Optional;
import org.immutables.value.Value;

/** What a payment intent states. */
interface PaymentIntentFields extends PayableFact {

    /** Taken so far. */
    @Value.Default
    default long amountReceivedMinor() {
        return 0;
    }

    /** Authorised and not yet taken. */
    @Value.Default
    default long amountCapturableMinor() {
        return 0;
    }

    /** Decline or error code of the last attempt. */
    Optional<String> lastErrorCode();

    /** The last attempt; before 2022-11-15 the first of the embedded charges. */
    Optional<String> latestCharge();
}
