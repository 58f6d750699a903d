package io.counterfoil.stripe.fact;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.immutables.value.Value;

/** What a payout states. */
interface PayoutFields extends MoneyFact {

    /** Positive where money leaves Stripe for the bank. */
    long amountMinor();

    /** Whether Stripe's schedule made it; only such payouts can be proven by their rows. */
    boolean automatic();

    /** {@code standard} or {@code instant}. */
    @Value.Default
    default String method() {
        return "standard";
    }

    /** {@code completed} once the list of its rows is complete. */
    Optional<String> reconciliationStatus();

    /** The payout's own balance row. */
    Optional<String> balanceTransaction();

    /** The balance row that gave the money back after a failure. */
    Optional<String> failureBalanceTransaction();

    /** Why it failed. */
    Optional<String> failureCode();

    /** The bank's reference. */
    Optional<String> traceId();

    /** When it is expected at the bank, as Stripe's epoch seconds say. */
    Instant arrivalAt();

    /** The day it is expected at the bank, in UTC as Stripe counts it. */
    default LocalDate arrivalOn() {
        return LocalDate.ofInstant(arrivalAt(), ZoneOffset.UTC);
    }

    /** When it was made. */
    Instant createdAt();
}
