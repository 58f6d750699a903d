package io.counterfoil.stripe.fact;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** What a dispute states. */
interface DisputeFields extends MoneyFact {

    /** Contested, positive. */
    long amountMinor();

    /** As Stripe writes it. */
    Optional<String> reason();

    /** The contested charge. */
    Optional<String> charge();

    /** The payment intent of that charge. */
    Optional<String> paymentIntent();

    /** Until when evidence counts; empty where no answer is possible. */
    Optional<Instant> dueBy();

    /** Whether a refund would still end it. */
    @Value.Default
    default boolean chargeRefundable() {
        return false;
    }

    /** The balance rows that the object embeds, in its order. */
    List<StripeFact.BalanceRow> rows();

    /** The method of the contested payment, such as {@code card}, {@code us_bank_account}. */
    Optional<String> paymentMethod();

    /** The network's own code of the reason. */
    Optional<String> networkReason();

    /** Whether evidence was submitted. */
    @Value.Default
    default boolean answered() {
        return false;
    }

    /** When it was made. */
    Instant createdAt();
}
