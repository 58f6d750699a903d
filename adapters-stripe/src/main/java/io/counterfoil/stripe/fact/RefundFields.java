package io.counterfoil.stripe.fact;

import java.time.Instant;
import java.util.Optional;

/** What a refund states. */
interface RefundFields extends MoneyFact {

    /** Positive. */
    long amountMinor();

    /** Why it failed. */
    Optional<String> failureReason();

    /** What is refunded. */
    Optional<String> charge();

    /** What is refunded. */
    Optional<String> paymentIntent();

    /** The reference by which the payer's bank finds it: the acquirer's reference number (ARN) or a trace number. */
    Optional<String> bankReference();

    /** What kind of reference that is, such as {@code acquirer_reference_number}. */
    Optional<String> bankReferenceType();

    /** Why it was made, as Stripe writes it. */
    Optional<String> reason();

    /** The balance row of the refund. */
    Optional<String> balanceTransaction();

    /** The balance row of its failure. */
    Optional<String> failureBalanceTransaction();

    /** When it was made. */
    Instant createdAt();
}
