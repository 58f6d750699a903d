package io.counterfoil.stripe.fact;

import java.util.Optional;
import java.util.OptionalLong;
import org.immutables.value.Value;

/** What a payment of an invoice states. */
interface InvoicePaymentFields extends MoneyFact {

    /** Stripe's invoice. */
    String invoice();

    /** What was paid; empty while it is open. */
    OptionalLong amountPaidMinor();

    /** What was asked for. */
    long amountRequestedMinor();

    /** Whether it is the invoice's usual way to be paid. */
    @Value.Default
    default boolean standard() {
        return false;
    }

    /** {@code payment_intent} or {@code charge}. */
    Optional<String> paymentType();

    /** Id of the payment intent or the charge. */
    Optional<String> payment();
}
