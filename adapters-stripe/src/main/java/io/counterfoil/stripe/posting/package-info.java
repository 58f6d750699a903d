/**
 * What each row of Stripe's balance means in double entry.
 *
 * <pre>{@code
 * RowPosting posting = stripe.withLinks(links).assess(row); // the charge belongs to an invoice of the host
 * posting.legs(); // STRIPE_BALANCE +24,654, PROCESSING_FEES +330, INPUT_TAX +66, RECEIVABLE -25,050
 * posting.breaks(); // what a person must classify
 * }</pre>
 *
 * <p>Invariants: the legs of a row sum to zero; a row that cannot be classified posts to SUSPENSE with a break; a row whose own arithmetic is wrong posts
 * nothing. Source of the table: {@code stripe_postings.json}.
 */
@NullMarked
package io.counterfoil.stripe.posting;

import org.jspecify.annotations.NullMarked;
