package io.counterfoil.stripe.posting.internal;

import io.counterfoil.stripe.posting.StripeAccountRole;
import java.util.Optional;
import java.util.Set;

/**
 * What is known about rows of one type.
 *
 * @param type as Stripe writes it
 * @param categoryIfNull the category of a row that states none, or {@code BY_SOURCE}
 * @param declared the categories that Stripe documents for the type
 * @param contra beats the contra of the category, for declared categories
 */
record TypeRule(String type, String categoryIfNull, Set<String> declared, Optional<StripeAccountRole> contra) {}
