package io.counterfoil.stripe.fact;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
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

    /** The embedded lists that Stripe cut, such as {@code refunds}; none for objects without a status. */
    default List<String> cut() {
        return this instanceof StatefulFact fact ? fact.cutLists() : List.of();
    }

    /** What the object's status means; empty for objects without a status and for {@link OtherFact}. */
    default Optional<State> stateIfAny() {
        return this instanceof StatefulFact fact && !fact.status().isEmpty()
                ? Optional.of(fact.state())
                : Optional.empty();
    }

    /** Where fields that moved between versions of the API were found; none for objects without a status. */
    default Map<String, String> foundAt() {
        return this instanceof StatefulFact fact ? fact.paths() : Map.of();
    }

    /** Whether the object lives by a test clock: it never ages on wall time (STR-62). */
    default boolean onTestClock() {
        return this instanceof StatefulFact fact && fact.testClock().isPresent();
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
        PAYMENT_LINK,
        CHECKOUT_SESSION,
        CREDIT_NOTE,
        CASH_BALANCE,
        MANDATE,
        BALANCE,
        MOVEMENT,
        FRAUD_WARNING,
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

        /** The payout that a report names for it; the API does not say. Not part of equality. */
        @Value.Auxiliary
        Optional<String> payout();

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
    non-sealed interface ChargeFact extends StripeFact, ChargeFields {
        @Override
        default Kind kind() {
            return Kind.CHARGE;
        }

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
    non-sealed interface PaymentIntentFact extends StripeFact, PaymentIntentFields {
        @Override
        default Kind kind() {
            return Kind.PAYMENT_INTENT;
        }

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
    non-sealed interface RefundFact extends StripeFact, RefundFields {
        @Override
        default Kind kind() {
            return Kind.REFUND;
        }

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
    non-sealed interface DisputeFact extends StripeFact, DisputeFields {
        @Override
        default Kind kind() {
            return Kind.DISPUTE;
        }

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
    non-sealed interface PayoutFact extends StripeFact, PayoutFields {
        @Override
        default Kind kind() {
            return Kind.PAYOUT;
        }

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
    non-sealed interface InvoiceFact extends StripeFact, InvoiceFields {
        @Override
        default Kind kind() {
            return Kind.INVOICE;
        }

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
    non-sealed interface InvoicePaymentFact extends StripeFact, InvoicePaymentFields {
        @Override
        default Kind kind() {
            return Kind.INVOICE_PAYMENT;
        }

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds invoice payments. Not thread-safe. */
        final class Builder extends ImmutableInvoicePaymentFact.Builder {
            Builder() {}
        }
    }

    /** A page on which anybody who has its address can pay (object {@code payment_link}). */
    @Value.Immutable
    non-sealed interface PaymentLinkFact extends StripeFact, LinkFields {
        @Override
        default Kind kind() {
            return Kind.PAYMENT_LINK;
        }

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds payment links. Not thread-safe. */
        final class Builder extends ImmutablePaymentLinkFact.Builder {
            Builder() {}
        }
    }

    /** One visit of one customer to a payment page (object {@code checkout.session}). Complete is not paid: a bank debit is under way then. */
    @Value.Immutable
    non-sealed interface CheckoutSessionFact extends StripeFact, SessionFields {
        @Override
        default Kind kind() {
            return Kind.CHECKOUT_SESSION;
        }

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds checkout sessions. Not thread-safe. */
        final class Builder extends ImmutableCheckoutSessionFact.Builder {
            Builder() {}
        }
    }

    /** A credit on an invoice of Stripe (object {@code credit_note}). */
    @Value.Immutable
    non-sealed interface CreditNoteFact extends StripeFact, CreditNoteFields {
        @Override
        default Kind kind() {
            return Kind.CREDIT_NOTE;
        }

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds credit notes. Not thread-safe. */
        final class Builder extends ImmutableCreditNoteFact.Builder {
            Builder() {}
        }
    }

    /** A movement of money that a customer sent by bank transfer (object {@code customer_cash_balance_transaction}). */
    @Value.Immutable
    non-sealed interface CashBalanceFact extends StripeFact, CashFields {
        @Override
        default Kind kind() {
            return Kind.CASH_BALANCE;
        }

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds cash movements. Not thread-safe. */
        final class Builder extends ImmutableCashBalanceFact.Builder {
            Builder() {}
        }
    }

    /** A payer's permission to debit (object {@code mandate}). */
    @Value.Immutable
    non-sealed interface MandateFact extends StripeFact, MandateFields {
        @Override
        default Kind kind() {
            return Kind.MANDATE;
        }

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds mandates. Not thread-safe. */
        final class Builder extends ImmutableMandateFact.Builder {
            Builder() {}
        }
    }

    /** A transfer, a top-up or an application fee (Connect; objects {@code transfer}, {@code topup}, {@code application_fee}). */
    @Value.Immutable
    non-sealed interface MovementFact extends StripeFact, MovementFields {
        @Override
        default Kind kind() {
            return Kind.MOVEMENT;
        }

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds movements. Not thread-safe. */
        final class Builder extends ImmutableMovementFact.Builder {
            Builder() {}
        }
    }

    /** The card's issuer suspects fraud; a dispute may follow (object {@code radar.early_fraud_warning}). */
    @Value.Immutable
    non-sealed interface FraudWarningFact extends StripeFact, FraudWarningFields {
        @Override
        default Kind kind() {
            return Kind.FRAUD_WARNING;
        }

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds fraud warnings. Not thread-safe. */
        final class Builder extends ImmutableFraudWarningFact.Builder {
            Builder() {}
        }
    }

    /**
     * What the account holds (object {@code balance}), which has no id and therefore no key.
     *
     * @param account whose
     * @param livemode real money, not test mode
     * @param available can be paid out, by currency in lower case
     * @param pending on its way, by currency in lower case
     */
    record BalanceFact(
            StripeAccountId account, boolean livemode, Map<String, Long> available, Map<String, Long> pending)
            implements StripeFact {
        public BalanceFact {
            available = Collections.unmodifiableMap(new TreeMap<>(available));
            pending = Collections.unmodifiableMap(new TreeMap<>(pending));
        }

        @Override
        public Kind kind() {
            return Kind.BALANCE;
        }

        @Override
        public Optional<ObjectKey> key() {
            return Optional.empty();
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

    /**
     * Where an object stands in its life, from its status and the fields that decide (specification 4.3).
     *
     * @param name of the state in capitals, such as {@code CONFIRMED}; {@code UNKNOWN} for a status that is not in the table
     * @param rank later states rank higher; 0 for an unknown status
     * @param terminal whether no later state is expected
     */
    record State(String name, int rank, boolean terminal) {

        /** The state of an object whose status is not known. */
        public static final State UNKNOWN = new State("UNKNOWN", 0, false);

        public State {
            Objects.requireNonNull(name, "name");
        }

        /** Tells whether the state has the name. */
        public boolean is(String other) {
            return name.equals(other);
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
