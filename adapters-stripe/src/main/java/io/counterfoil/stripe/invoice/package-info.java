/**
 * Which invoice of the host a payment at Stripe is for, by ranked evidence.
 *
 * <pre>{@code
 * List<PaymentEvidence> payments = PaymentFacts.builder(zone).facts(page.facts()).build().payments();
 * InvoiceLink link = stripe.matchInvoices(payments, invoices).get(0);
 * link.action(); // MARK_PAID, or empty where a person must look
 * link.obstacles(); // why not
 * }</pre>
 *
 * <p>Invariants: hard evidence that names two invoices is an ambiguity, never a choice; amount and date alone are a suggestion, never a link; allocations
 * and the unapplied rest sum to the payment.
 */
@NullMarked
package io.counterfoil.stripe.invoice;

import org.jspecify.annotations.NullMarked;
