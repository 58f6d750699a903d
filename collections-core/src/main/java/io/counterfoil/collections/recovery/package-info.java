/**
 * What to do after a payment failed: try again and when, ask for another method, send the link again, or look (collections specification 4.18).
 *
 * <pre>{@code
 * Recovery recovery = Recovery.of(RecoverySchedule.standard());
 * RecoveryAdvice next = recovery.propose(attempts, asOf);
 * next.action();   // RETRY
 * next.on();       // 2027-03-04
 * next.notices();  // client and sales executive, once for each failure
 * }</pre>
 *
 * <p>Invariants: a hard decline and a fraud are never tried again; a code's own cap binds before the schedule; two tries are at least one day apart.
 */
@NullMarked
package io.counterfoil.collections.recovery;

import org.jspecify.annotations.NullMarked;
