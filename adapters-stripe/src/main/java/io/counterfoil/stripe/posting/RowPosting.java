package io.counterfoil.stripe.posting;

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
    Optional<RowEffect> effect();

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
}
