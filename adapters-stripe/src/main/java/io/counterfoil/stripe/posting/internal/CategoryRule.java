package io.counterfoil.stripe.posting.internal;

import io.counterfoil.stripe.posting.RowPosting;
import io.counterfoil.stripe.posting.StripeAccountRole;
import java.util.Optional;

/**
 * How rows of one reporting category are posted.
 *
 * @param category as Stripe writes it
 * @param contra against the balance
 * @param unlinked against the balance, where the charge belongs to no invoice of the host
 * @param sign of the amounts: 1, -1, or 0 for either
 * @param effect for the host
 */
record CategoryRule(
        String category,
        StripeAccountRole contra,
        Optional<StripeAccountRole> unlinked,
        int sign,
        RowPosting.Effect effect) {}
