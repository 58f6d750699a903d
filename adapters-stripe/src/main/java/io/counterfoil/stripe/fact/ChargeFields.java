package io.counterfoil.stripe.fact;

import java.util.Optional;
import java.util.OptionalLong;
import org.immutables.value.Value;

/** What a charge states. */
interface ChargeFields extends PayableFact {

    /** Taken; smaller than the amount after a partial capture. */
    OptionalLong amountCapturedMinor();

    /** Given back so far. */
    @Value.Default
    default long amountRefundedMinor() {
        return 0;
    }

    /** Whether the money was taken, not only authorised. */
    @Value.Default
    default boolean captured() {
        return true;
    }

    /** Whether Stripe calls it paid. */
    @Value.Default
    default boolean paid() {
        return false;
    }

    /** Whether it is or was disputed. */
    @Value.Default
    default boolean disputed() {
        return false;
    }

    /** Stripe's code of the failure; a decline by the card's issuer is only {@code card_declined} here. */
    Optional<String> failureCode();

    /** Why the issuer declined, such as {@code insufficient_funds}; empty where it was not the issuer who refused. */
    Optional<String> declineReason();

    /** The most exact code known: the issuer's reason where the failure says only that the card was declined (STR-50). */
    default Optional<String> declineCode() {
        return failureCode()
                .filter("card_declined"::equals)
                .flatMap(code -> declineReason())
                .or(this::failureCode);
    }

    /** The card network's advice on retrying. */
    Optional<String> networkAdvice();

    /** Such as {@code card}, {@code bacs_debit}. */
    Optional<String> paymentMethod();

    /** The balance row that confirms it; may come later than the status (STR-24). */
    Optional<String> balanceTransaction();

    /** The balance row that took it back. */
    Optional<String> failureBalanceTransaction();

    /** The payment intent it belongs to. */
    Optional<String> paymentIntent();

    /** The country of the card, two letters; empty for other methods. */
    Optional<String> cardCountry();

    /** The stored method that was charged, such as {@code pm_1}. */
    Optional<String> instrument();

    /** The mandate of a bank debit. */
    Optional<String> mandate();

    /** The platform's fee on it (Connect). */
    Optional<String> applicationFee();

    /** The transfer to the connected account (Connect). */
    Optional<String> transfer();
}
