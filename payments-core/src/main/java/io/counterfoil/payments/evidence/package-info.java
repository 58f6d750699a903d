/**
 * The shared words for "why", "why not" and "what is wrong with this input".
 *
 * <p>Every decision of the library carries {@link io.counterfoil.payments.evidence.Evidence}; what was not decided comes back as a
 * {@link io.counterfoil.payments.evidence.Resolution} that lists its alternatives. Five words say no, and they are never mixed:
 * a <em>refusal</em> answers a command that is not allowed, a <em>rejection</em> a record that cannot be read, an <em>obstacle</em> says why a
 * candidate or an act was not taken, a <em>break</em> that two books differ, an <em>alert</em> that a person must look.
 *
 * <pre>{@code
 * Resolution<Invoice> found = ...;
 * String said = found.fold(
 *     one -> "paid by " + one.evidence().sentence(),
 *     several -> several.count().items() + " readings, a person must choose",
 *     none -> none.obstacles().get(0).sentence(),
 *     cut -> "search ended at " + cut.limit().id());
 * }</pre>
 *
 * <p>Invariants: values are immutable; lists keep the stated order (strongest first for evidence and obstacles); codes are stable, sentences are not.
 */
@NullMarked
package io.counterfoil.payments.evidence;

import org.jspecify.annotations.NullMarked;
