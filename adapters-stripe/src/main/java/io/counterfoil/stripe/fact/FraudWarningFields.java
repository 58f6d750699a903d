package io.counterfoil.stripe.fact;

import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/** What an early fraud warning states. */
interface FraudWarningFields extends StatefulFact {

    /** The charge that is suspected. */
    Optional<String> charge();

    /** The payment intent of that charge. */
    Optional<String> paymentIntent();

    /** As the network writes it, such as {@code made_with_stolen_card}. */
    Optional<String> fraudType();

    /** Whether it can still be refunded before a dispute comes. */
    @Value.Default
    default boolean actionable() {
        return false;
    }

    /** When it was made. */
    Instant createdAt();
}
