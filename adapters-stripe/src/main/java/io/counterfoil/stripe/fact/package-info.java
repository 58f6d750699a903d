/**
 * What Stripe's JSON says, as facts: balance rows, charges, payment intents, refunds, disputes, payouts and invoices.
 *
 * <pre>{@code
 * StripePages pages = StripePages.live("acct_1");
 * StripePage page = pages.read(json, "balance_transactions-1.json");
 * page.facts(StripeFact.BalanceRow.class).forEach(rows::add);
 * page.diagnostics().forEach(d -> say(d.location(), d.code(), d.message()));
 * }</pre>
 *
 * <p>Invariants: every object of a page comes out as a fact or as a diagnostic of level ERROR with its JSON pointer; a type, a status or a category that
 * is not known is kept as it was written and reported. What a {@link io.counterfoil.stripe.fact.FactStore} keeps over a store of bytes
 * ({@code FactStore.over(bytes)}) is read again field by field as it was. Amounts are integers in the minor units of Stripe's API, never a floating-point number.
 */
@NullMarked
package io.counterfoil.stripe.fact;

import org.jspecify.annotations.NullMarked;
