package io.counterfoil.stripe.posting;

import org.immutables.value.Value;

/** Choices of the house in posting rows. The defaults: tax on fees is recoverable, refunds clear credits owed, unknown goes to suspense. Immutable. */
@Value.Immutable
public interface PostingPolicy {

    /** Whether tax on fees can be claimed back ({@code INPUT_TAX}); else it is a cost ({@code TAX_EXPENSE}). */
    @Value.Default
    default boolean taxRecoverable() {
        return true;
    }

    /** Whether a refund goes straight to the receivable, because no credit note stands behind it; else it clears {@code CREDITS_OWED}. */
    @Value.Default
    default boolean refundsReopenReceivable() {
        return false;
    }

    /** Whether a row of an unknown category is posted by its type, where that is known; else it goes to {@code SUSPENSE}. */
    @Value.Default
    default boolean unknownCategoryByType() {
        return false;
    }

    /** Whether a row of an unknown type goes to {@code SUSPENSE} even where its category is known. */
    @Value.Default
    default boolean strictTypes() {
        return false;
    }

    /** The defaults. */
    static PostingPolicy standard() {
        return builder().build();
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds policies. Not thread-safe. */
    final class Builder extends ImmutablePostingPolicy.Builder {
        Builder() {}
    }
}
