package io.counterfoil.stripe.fact;

import java.util.Objects;

/**
 * What makes two objects of Stripe the same: account, mode and id (specification STR-10). No fact crosses accounts or modes.
 *
 * @param account whose object it is
 * @param livemode real money, not test mode
 * @param id Stripe's id, not blank
 */
public record ObjectKey(StripeAccountId account, boolean livemode, String id) {

    public ObjectKey {
        Objects.requireNonNull(account, "account");
        if (id.isBlank()) {
            throw new IllegalArgumentException(
                    "object id of account " + account + " is blank: an object without id has no key");
        }
    }

    /** Reads as {@code acct_1:live:txn_1}, usable as a part of an idempotency key. */
    @Override
    public String toString() {
        return account + ":" + (livemode ? "live" : "test") + ":" + id;
    }
}
