package io.counterfoil.stripe.fact;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.immutables.value.Value;

/**
 * Something that Stripe's JSON states, as one of the nested kinds. Immutable.
 *
 * <p>Amounts are integers in the minor units of Stripe's API, which differ from ISO 4217 for some currencies; {@code StripeAmounts} turns them into
 * money. Currencies, types and statuses are kept as Stripe writes them (currencies in lower case), known or not. Instants are Stripe's epoch seconds.
 * Free text and metadata do not appear in {@code toString}.
 */
public sealed interface StripeFact {

    /** The kind, for a {@code switch}. */
    Kind kind();

    /** Account, mode and id; empty only for an object without id, such as an upcoming invoice, which is never used as a key. */
    Optional<ObjectKey> key();

    /** Stripe's id; empty for an object without one. */
    default String id() {
        return key().map(ObjectKey::id).orElse("");
    }

    /** The kinds of facts. */
    enum Kind {
        BALANCE_ROW,
        CHARGE,
        PAYMENT_INTENT,
        REFUND,
        DISPUTE,
        PAYOUT,
        INVOICE,
        INVOICE_PAYMENT,
        OTHER
    }

    /**
     * One element of a row's fee.
     *
     * @param type as Stripe writes it, such as {@code stripe_fee}, {@code tax}
     * @param amountMinor positive where it was charged
     */
    record Fee(String type, long amountMinor) {}

    /** A row of the balance: the append-only truth about money at Stripe (object {@code balance_transaction}). */
    @Value.Immutable
    non-sealed interface BalanceRow extends StripeFact {
        @Override
        default Kind kind() {
            return Kind.BALANCE_ROW;
        }

        /** Such as {@code charge}, {@code payout}. */
        String type();

        /** Such as {@code fee}; empty for rows from before the field existed. */
        Optional<String> reportingCategory();

        /** Gross, signed: money in is positive. */
        long amountMinor();

        /** Positive where Stripe took it. */
        @Value.Default
        default long feeMinor() {
            return 0;
        }

        /** Amount less fee, as Stripe states it; not recomputed. */
        long netMinor();

        /** In lower case, as Stripe writes it. */
        String currency();

        /** What the fee is made of; empty where the row does not say. */
        List<Fee> feeDetails();

        /** Id of the object behind the row: a charge, a refund, a payout. */
        Optional<String> source();

        /** Which balance the row moved; {@code payments} where absent. */
        Optional<String> balanceType();

        /** {@code pending} or {@code available}; the only field that changes. */
        @Value.Default
        default String status() {
            return "";
        }

        /** When the money moved. */
        Instant createdAt();

        /** When it can be paid out. */
        Optional<Instant> availableOn();

        /** From presentment to settlement currency, minor to minor. */
        Optional<BigDecimal> exchangeRate();

        /** Free text, redacted. */
        @Value.Redacted
        @Value.Default
        default String description() {
            return "";
        }

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds rows. Not thread-safe. */
        final class Builder extends ImmutableBalanceRow.Builder {
            Builder() {}
        }
    }

    /** An attempt to take money (object {@code charge}). */
    @Value.Immutable
    non-sealed interface ChargeFact extends StripeFact, PayableFact {
        @Override
        default Kind kind() {
            return Kind.CHARGE;
        }

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

        /** Stripe's code of a decline. */
        Optional<String> failureCode();

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

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds charges. Not thread-safe. */
        final class Builder extends ImmutableChargeFact.Builder {
            Builder() {}
        }
    }

    /** A payment with all its attempts (object {@code payment_intent}). */
    @Value.Immutable
    non-sealed interface PaymentIntentFact extends StripeFact, PayableFact {
        @Override
        default Kind kind() {
            return Kind.PAYMENT_INTENT;
        }

        /** Taken so far. */
        @Value.Default
        default long amountReceivedMinor() {
            return 0;
        }

        /** Authorised and not yet taken. */
        @Value.Default
        default long amountCapturableMinor() {
            return 0;
        }

        /** Decline or error code of the last attempt. */
        Optional<String> lastErrorCode();

        /** The last attempt; before 2022-11-15 the first of the embedded charges. */
        Optional<String> latestCharge();

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds payment intents. Not thread-safe. */
        final class Builder extends ImmutablePaymentIntentFact.Builder {
            Builder() {}
        }
    }

    /** Money given back (object {@code refund}). */
    @Value.Immutable
    non-sealed interface RefundFact extends StripeFact, StatefulFact {
        @Override
        default Kind kind() {
            return Kind.REFUND;
        }

        /** Positive. */
        long amountMinor();

        /** Why it failed. */
        Optional<String> failureReason();

        /** What is refunded. */
        Optional<String> charge();

        /** What is refunded. */
        Optional<String> paymentIntent();

        /** The balance row of the refund. */
        Optional<String> balanceTransaction();

        /** The balance row of its failure. */
        Optional<String> failureBalanceTransaction();

        /** When it was made. */
        Instant createdAt();

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds refunds. Not thread-safe. */
        final class Builder extends ImmutableRefundFact.Builder {
            Builder() {}
        }
    }

    /** A payer contests a charge (object {@code dispute}). Its money is in its balance rows, not in its status. */
    @Value.Immutable
    non-sealed interface DisputeFact extends StripeFact, StatefulFact {
        @Override
        default Kind kind() {
            return Kind.DISPUTE;
        }

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
        List<BalanceRow> rows();

        /** When it was made. */
        Instant createdAt();

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds disputes. Not thread-safe. */
        final class Builder extends ImmutableDisputeFact.Builder {
            Builder() {}
        }
    }

    /** Money that Stripe sends to the bank (object {@code payout}). */
    @Value.Immutable
    non-sealed interface PayoutFact extends StripeFact, StatefulFact {
        @Override
        default Kind kind() {
            return Kind.PAYOUT;
        }

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

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds payouts. Not thread-safe. */
        final class Builder extends ImmutablePayoutFact.Builder {
            Builder() {}
        }
    }

    /** An invoice in Stripe (object {@code invoice}); the host's own invoice is another thing. */
    @Value.Immutable
    non-sealed interface InvoiceFact extends StripeFact, StatefulFact {
        @Override
        default Kind kind() {
            return Kind.INVOICE;
        }

        /** To be paid. */
        long amountDueMinor();

        /** Paid so far. */
        @Value.Default
        default long amountPaidMinor() {
            return 0;
        }

        /** Not paid yet. */
        OptionalLong amountRemainingMinor();

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
        List<InvoicePaymentFact> payments();

        /** The host's own keys and values. */
        @Value.Redacted
        Map<String, String> metadata();

        /** When it was made. */
        Instant createdAt();

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds invoices. Not thread-safe. */
        final class Builder extends ImmutableInvoiceFact.Builder {
            Builder() {}
        }
    }

    /** A payment of a Stripe invoice (object {@code invoice_payment}, from 2025-03-31). */
    @Value.Immutable
    non-sealed interface InvoicePaymentFact extends StripeFact, StatefulFact {
        @Override
        default Kind kind() {
            return Kind.INVOICE_PAYMENT;
        }

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

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds invoice payments. Not thread-safe. */
        final class Builder extends ImmutableInvoicePaymentFact.Builder {
            Builder() {}
        }
    }

    /**
     * An object of another type, or the stub of a deleted one: known to exist, not read further.
     *
     * @param key empty for an object without id
     * @param objectType as Stripe writes it
     * @param deleted whether Stripe says that it no longer exists
     */
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    record OtherFact(Optional<ObjectKey> key, String objectType, boolean deleted) implements StripeFact {
        @Override
        public Kind kind() {
            return Kind.OTHER;
        }
    }
}
