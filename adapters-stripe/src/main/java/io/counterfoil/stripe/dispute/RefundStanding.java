package io.counterfoil.stripe.dispute;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.stripe.fact.StripeFact.RefundFact;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/** How a refund stands, by its state and its rows (STR-52). Amounts are in Stripe's minor units. Immutable. */
@Value.Immutable
public interface RefundStanding {

    /** The refund. */
    RefundFact refund();

    /** How it stands. */
    Status status();

    /** Σ net of its rows: negative where the money is gone, 0 where it came back or never left. */
    long netMinor();

    /** What contradicts its state, in the order of the names. */
    List<Break> breaks();

    /** For the customer, where his bank asks: the reference and its kind, such as {@code acquirer_reference_number 745…}; empty where there is none yet. */
    Optional<String> customerReference();

    /** Whether the money must be given back another way: the refund failed and the customer has nothing. */
    default boolean owedAgain() {
        return status() == Status.FAILED || status() == Status.FAILED_AFTER_SUCCESS || status() == Status.CANCELLED;
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds standings. Not thread-safe. */
    final class Builder extends ImmutableRefundStanding.Builder {
        Builder() {}
    }

    /** How a refund stands. */
    enum Status implements Code {
        /** On its way. */
        PENDING,
        /** Sent. */
        DONE,
        /** Refused before money moved. */
        FAILED,
        /** Sent, then sent back by the payer's bank. */
        FAILED_AFTER_SUCCESS,
        CANCELLED,
        /** Stripe's status is not known. */
        UNKNOWN;

        @Override
        public String id() {
            return "STRIPE_REFUND." + name();
        }
    }

    /** What contradicts a state. */
    enum Break implements Code {
        /** It failed after money had left, and the money is not back. */
        NOT_RECREDITED,
        /** It is done, and no row says so. */
        NO_FUNDS_MOVEMENT,
        /** The rows moved another amount than the refund's. */
        AMOUNT_DIFFERS;

        @Override
        public String id() {
            return "STRIPE_REFUND." + name();
        }
    }

    /**
     * A refund that somebody should decide about (STR-51, STR-58). Proposed, never performed. Immutable.
     *
     * @param payment the payment intent or the charge
     * @param charge what would be refunded; empty where it is not known
     * @param amount to be given back
     * @param reason why
     * @param evidence what shows it
     */
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    record Proposal(String payment, Optional<String> charge, MonetaryAmount amount, Reason reason, Evidence evidence) {

        public Proposal {
            Objects.requireNonNull(payment, "payment");
            Objects.requireNonNull(charge, "charge");
            Objects.requireNonNull(amount, "amount");
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(evidence, "evidence");
        }

        /** Why a refund is proposed. */
        public enum Reason implements Code {
            /** The invoice was paid already; the money is never applied elsewhere by itself. */
            DUPLICATE_PAYMENT,
            /** The issuer suspects fraud, and a refund is cheaper than the dispute that would follow. */
            EARLY_FRAUD_WARNING;

            @Override
            public String id() {
                return "STRIPE_REFUND." + name();
            }
        }
    }
}
