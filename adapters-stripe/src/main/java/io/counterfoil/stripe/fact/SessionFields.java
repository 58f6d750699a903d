package io.counterfoil.stripe.fact;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.immutables.value.Value;

/** What a checkout session states. */
interface SessionFields extends MoneyFact {

    /** What the customer pays in all; empty while nothing is chosen. */
    OptionalLong amountTotalMinor();

    /** {@code paid}, {@code unpaid} or {@code no_payment_required}. */
    Optional<String> paymentStatus();

    /** The host's own reference; free text, so it does not appear in {@code toString}. */
    @Value.Redacted
    Optional<String> clientReference();

    /** The payment. */
    Optional<String> paymentIntent();

    /** Stripe's invoice that it pays or makes. */
    Optional<String> invoice();

    /** The payment link that it was opened from. */
    Optional<String> paymentLink();

    /** Stripe's customer. */
    Optional<String> customer();

    /** Its address: whoever has it can pay. */
    @Value.Redacted
    Optional<String> url();

    /** The first instant at which it can no longer be used. */
    Optional<Instant> expiresAt();

    /** The host's own keys and values. */
    @Value.Redacted
    Map<String, String> metadata();

    /** When it was made. */
    Instant createdAt();
}
