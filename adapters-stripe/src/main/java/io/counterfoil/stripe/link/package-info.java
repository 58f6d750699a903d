/**
 * Asking for the money of an invoice: payment links, checkout sessions, hosted invoices and payments that staff take, at most one usable at a time.
 *
 * <pre>{@code
 * LinkProposal proposal = stripe.proposeLink(invoice, now); // CREATE, RESEND, REPLACE or REFUSE, with the reason
 * LinkMessage message = stripe.perform(proposal, maria, key, now);
 * message.url().ifPresent(url -> send(url, message.amount(), message.dueOn())); // nothing is sent here
 * message.obstacles(); // why not, such as a bank debit that is still under way
 * }</pre>
 *
 * <p>Invariants: at most one usable link per invoice after any sequence of commands, under concurrency and after a crash; none is made while a payment is
 * under way or where the old one could not be ended; the address of a link is in no message and no {@code toString}.
 */
@NullMarked
package io.counterfoil.stripe.link;

import org.jspecify.annotations.NullMarked;
