package io.counterfoil.stripe.posting;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.stripe.fact.StripeCode;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** How one row of the balance is posted, by roles. The legs sum to zero. Immutable. */
@Value.Immutable
public interface RowPosting {

    /** The row. */
    BalanceRow row();

    /** Its reporting category, stated or inferred; empty where neither is possible. */
    Optional<String> category();

    /** Signed legs, debit positive, one per role, by the roles' names; none for a memo or a row that is not posted. */
    List<Leg> legs();

    /** What the row means to the host; empty where that is not known. */
    Optional<Effect> effect();

    /** What should be seen beside the posting, by name. */
    List<StripeCode> warnings();

    /** What a person must settle, by name. */
    List<StripeCode> breaks();

    /**
     * One leg.
     *
     * @param role which account
     * @param minor in Stripe's minor units, debit positive, never 0
     */
    record Leg(StripeAccountRole role, long minor) {}

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds row postings. Not thread-safe. */
    final class Builder extends ImmutableRowPosting.Builder {
        Builder() {}
    }

    /** What a row of the balance means to the host, beside its posting. Source: {@code stripe_postings.json}. */
    enum Effect implements Code {
        PAYMENT_CONFIRMED,
        PAYMENT_RETURNED,
        REFUND_PAID,
        REFUND_FAILED,
        CAPTURE_REDUCED,
        DISPUTE_FUNDS_WITHDRAWN,
        DISPUTE_FUNDS_REINSTATED,
        FEE_CHARGED,
        FEE_TAX_CHARGED,
        PAYOUT_SENT,
        PAYOUT_RETURNED,
        TOPUP,
        TOPUP_REVERSED,
        TRANSFER,
        TRANSFER_REVERSED,
        PLATFORM_FEE_EARNED,
        PLATFORM_FEE_REFUNDED,
        RESERVE_MOVED,
        UNAPPLIED_CASH_MOVED,
        FINANCING,
        DONATION,
        ISSUING,
        /** A person must say what it is. */
        CLASSIFY;

        @Override
        public String id() {
            return "STRIPE_EFFECT." + name();
        }
    }
}
