package io.counterfoil.stripe.fact;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.immutables.value.Value;

/** What a movement of a customer's cash balance states. */
interface CashFields extends MoneyFact {

    /** Such as {@code funded}, {@code applied_to_payment}, {@code unapplied_from_payment}, {@code refunded_from_payment}, {@code return_initiated}. */
    String type();

    /** Signed: money that came in is positive. */
    long netMinor();

    /** What the customer has there afterwards. */
    OptionalLong endingBalanceMinor();

    /** Stripe's customer. */
    Optional<String> customer();

    /** Who sent the money, as the bank writes it. */
    @Value.Redacted
    Optional<String> sender();

    /** What the sender wrote, redacted. */
    @Value.Redacted
    Optional<String> reference();

    /** The payment that it was applied to or taken from. */
    Optional<String> paymentIntent();

    /** The refund that gave it back. */
    Optional<String> refund();

    /** When it was made. */
    Instant createdAt();
}
