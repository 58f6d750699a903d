/**
 * Stripe's balance rows, payouts, charges and invoices as postings, proofs and links to the host's invoices.
 *
 * <pre>{@code
 * StripePages pages = StripePages.live("acct_1");
 * Stripe stripe = Stripe.builder().accounts(accounts).zone(LONDON).facts(charges).build();
 * PayoutProof proof = stripe.provePayout(payout, rows.stream(), asOf);
 * if (!proof.holds()) raise(proof.toAlert(now));
 * stripe.post(proof, ledger, now).orThrow(); // rows are truth either way; repeating changes nothing
 * for (InvoiceLink link : stripe.matchInvoices(proof.payments(), invoices)) { … }
 * }</pre>
 *
 * <p>Invariants: money comes from balance rows alone, never from a status; nothing is rounded; an unknown type posts to suspense with a break; the same
 * input gives the same output, whatever its order. This package also holds the Immutables style that every package below it obeys.
 */
@ValueStyle
@NullMarked
package io.counterfoil.stripe;

import org.jspecify.annotations.NullMarked;
