package io.counterfoil.stripe.fact;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.immutables.value.Value;

/** What Stripe's invoice states. */
interface InvoiceFields extends MoneyFact {

    /** To be paid. */
    long amountDueMinor();

    /** Paid so far. */
    @Value.Default
    default long amountPaidMinor() {
        return 0;
    }

    /** Not paid yet. */
    OptionalLong amountRemainingMinor();

    /** Whether a person marked it paid for money that came outside Stripe. */
    @Value.Default
    default boolean paidOutOfBand() {
        return false;
    }

    /** The subscription behind it. */
    Optional<String> subscription();

    /** Tax on it, as far as it is stated. */
    OptionalLong taxMinor();

    /** The page on which the customer can pay it. */
    @Value.Redacted
    Optional<String> hostedUrl();

    /** The number that the customer sees. */
    Optional<String> number();

    /** Stripe's customer. */
    Optional<String> customer();

    /** Attempts to collect it. */
    @Value.Default
    default long attemptCount() {
        return 0;
    }

    /** The payment, from the field that API versions before 2025-03-31 have. */
    Optional<String> legacyPaymentIntent();

    /** The charge, from the field that API versions before 2025-03-31 have. */
    Optional<String> legacyCharge();

    /** The payments that the object embeds, from 2025-03-31. */
    List<StripeFact.InvoicePaymentFact> payments();

    /** The host's own keys and values. */
    @Value.Redacted
    Map<String, String> metadata();

    /** When it was made. */
    Instant createdAt();
}
