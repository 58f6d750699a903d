/**
 * Card disputes as they are opened: what the cardholder says, how the network runs it, until when the merchant may answer.
 *
 * <pre>{@code
 * DisputeReason reason = DisputeCodes.bundled().reason("VISA", "13.1");
 * OpenedDispute dispute = OpenedDispute.of(reason, openedOn);       // or .of(reason, openedOn, processorDueBy)
 * dispute.deadline();                                               // opened + 30 days
 * dispute.allowed(asOf);                                            // accept, represent; after the deadline expire alone
 * }</pre>
 *
 * <p>Invariants: the processor's date always wins over the table; the deadline day itself is in time; a code nobody knows is kept as text, has category
 * {@code OTHER} and no deadline of its own.
 */
@NullMarked
package io.counterfoil.payments.dispute;

import org.jspecify.annotations.NullMarked;
