/**
 * Figures that must agree, and what it means when they do.
 *
 * <p>A {@link io.counterfoil.payments.proof.Proof} names its figures, the items behind each and every difference; it is PROVED, UNPROVED or BROKEN and never
 * "nearly right". An {@link io.counterfoil.payments.proof.ImportReceipt} is the proof that a file gives of itself.
 *
 * <pre>{@code
 * Proof conservation = run.conservation();
 * if (!conservation.holds()) raise(conservation.toAlert(now));
 * }</pre>
 *
 * <p>Invariants: a proof with a difference never holds; figures and their items keep a content order, never the order of the input.
 */
@NullMarked
package io.counterfoil.payments.proof;

import org.jspecify.annotations.NullMarked;
