/**
 * One entry point for everything that Stripe sends: webhooks with a snapshot, thin events, and both through Amazon EventBridge or Azure Event Grid.
 *
 * <pre>{@code
 * StripeInbox inbox = StripeInbox.over(bytes); // the host's VersionedBytes, such as a table; FactStore.over(bytes) beside it
 * StripeIntake intake = StripeIntake.builder(secrets).account("acct_1").live().inbox(inbox).facts(facts).build();
 * IntakeResult result = intake.accept(bodyBytes, signatureHeader, now);
 * respond(result.httpStatus()); // 200 recorded, 400 forged, 503 not recorded
 * result.pulls().forEach(queue::add); // what to read from the API: a notice is a trigger, not the truth about money
 * }</pre>
 *
 * <p>Invariants: any permutation and duplication of the same notices leaves the same facts; nothing is recorded before its fact is stored and the host's
 * reaction has returned, so that a crash only repeats; a body that cannot be read is kept, can be listed, and never stops the feed.
 */
@NullMarked
package io.counterfoil.stripe.intake;

import org.jspecify.annotations.NullMarked;
