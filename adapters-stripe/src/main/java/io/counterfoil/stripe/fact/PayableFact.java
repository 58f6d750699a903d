package io.counterfoil.stripe.fact;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** What charges and payment intents have in common: above all, the ways in which they name an invoice. */
interface PayableFact extends MoneyFact {

    /** To be paid, in Stripe's minor units. */
    long amountMinor();

    /** Stripe's invoice, from the field that API versions before 2025-03-31 have. */
    Optional<String> legacyInvoice();

    /** Stripe's customer. */
    Optional<String> customer();

    /** The order reference of the payment details. */
    Optional<String> orderReference();

    /** The host's own keys and values. */
    @Value.Redacted
    Map<String, String> metadata();

    /** Free text, redacted. */
    @Value.Redacted
    @Value.Default
    default String description() {
        return "";
    }

    /** When it was made. */
    Instant createdAt();
}
