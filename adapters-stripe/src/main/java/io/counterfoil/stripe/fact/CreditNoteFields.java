package io.counterfoil.stripe.fact;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.immutables.value.Value;

/** What a credit note states. */
interface CreditNoteFields extends MoneyFact {

    /** Credited, positive. */
    long amountMinor();

    /** {@code pre_payment}, {@code post_payment} or {@code mixed}. */
    Optional<String> type();

    /** Stripe's invoice. */
    Optional<String> invoice();

    /** The number that the customer sees. */
    Optional<String> number();

    /** Given back outside Stripe. */
    @Value.Default
    default long outOfBandMinor() {
        return 0;
    }

    /** Credited before payment: it lowers what is due. */
    OptionalLong prePaymentMinor();

    /** Credited after payment: it is owed to the customer. */
    OptionalLong postPaymentMinor();

    /** The refunds that pay it out. */
    List<String> refunds();

    /** When it was made. */
    Instant createdAt();
}
