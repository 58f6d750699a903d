package io.counterfoil.stripe.payout;

import io.counterfoil.payments.proof.Proof;
import io.counterfoil.stripe.fact.StripeCode;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.fact.StripeFact.PayoutFact;
import io.counterfoil.stripe.invoice.PaymentEvidence;
import java.util.List;
import java.util.OptionalLong;
import org.immutables.value.Value;

/**
 * What a payout is made of, to the minor unit (specification 4.7). Immutable.
 *
 * <p>Figures: one per reporting category, then the sum of members and the payout. Differences: the residual where it is not zero.
 */
// Proof is a value that is made to be extended: plain proofs and wider ones are never compared with each other, only
// their digests are.
@SuppressWarnings("immutables:subtype")
@Value.Immutable
public interface PayoutProof extends Proof {

    /** The payout. */
    PayoutFact payout();

    /** Every row of the list, the payout's own included, each id once, in the order of the list. */
    List<BalanceRow> rows();

    /** The rows that make the payout: all but its own. */
    List<BalanceRow> members();

    /** The payments among the members whose facts are known. */
    List<PaymentEvidence> payments();

    /** Fees of the members, one figure per type of fee. */
    List<Proof.Figure> fees();

    /** Sum of the members' net, in Stripe's minor units; empty where the list is not ready or rows are attributed. */
    OptionalLong memberNetMinor();

    /** What is not explained, in Stripe's minor units; 0 in a proof that holds. Empty where the list is not ready. */
    OptionalLong residualMinor();

    /** What keeps the proof from holding, in the order of the codes. */
    List<StripeCode> breaks();

    /** What should be seen beside it, in the order of the codes. */
    List<StripeCode> warnings();

    /** What each row gives to a manual payout; empty for a proven one. */
    List<Claim> claims();

    /** Whether the claims of a manual payout are whole rows that meet it exactly. */
    @Value.Default
    default boolean exactPrefix() {
        return false;
    }

    /**
     * What one row gives to a manual payout.
     *
     * @param row id of the row
     * @param minor signed, in Stripe's minor units
     */
    record Claim(String row, long minor) {}

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds payout proofs. Not thread-safe. */
    final class Builder extends ImmutablePayoutProof.Builder {
        Builder() {}
    }
}
