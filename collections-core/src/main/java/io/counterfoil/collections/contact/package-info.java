/**
 * What was said to customers, what may be said, and why something is not said: the contact log, the law of contact, the reasons to be silent.
 *
 * <pre>{@code
 * ContactLog log = ContactLog.of(entries).orThrow();
 * ContactPolicy law = ContactLaw.usRegulationF();                     // off unless a host asks for it
 * law.check(profile, Channel.CALL, log.only(party), now);             // empty, or FREQUENCY_LAW, CONTACT_WINDOW
 * }</pre>
 *
 * <p>Invariants: the log is append-only and its order does not matter; what is known at an instant never changes; a text has no card numbers; where a time zone or a
 * holiday is not known, contact is refused, not guessed.
 */
@NullMarked
package io.counterfoil.collections.contact;

import org.jspecify.annotations.NullMarked;
