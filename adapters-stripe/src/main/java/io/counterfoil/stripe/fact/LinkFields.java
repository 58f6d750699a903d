package io.counterfoil.stripe.fact;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.immutables.value.Value;

/** What a payment link states. */
interface LinkFields extends MoneyFact {

    /** Whether it can be used. */
    @Value.Default
    default boolean active() {
        return false;
    }

    /** Its address: whoever has it can pay. */
    @Value.Redacted
    Optional<String> url();

    /** What it asks for, where its lines are embedded. */
    OptionalLong amountMinor();

    /** How many sessions may be completed; empty for no limit. */
    OptionalLong completedLimit();

    /** How many sessions were completed. */
    @Value.Default
    default long completed() {
        return 0;
    }

    /** The host's own keys and values; they do not reach the payment intent by themselves. */
    @Value.Redacted
    Map<String, String> metadata();
}
