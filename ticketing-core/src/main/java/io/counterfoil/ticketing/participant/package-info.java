/**
 * One page about one participant: can they log in, what do they own, what is open (ticketing specification, TIC-49).
 *
 * <pre>{@code
 * ParticipantDesk desk = ParticipantDesk.of(accounts, pts);
 * ParticipantView view = desk.assess(enrolment, affairs, ledger, asOf);
 * view.problems().forEach(p -> show(p, p.checklist()));       // LOCKED: confirm who calls, ...
 * view.points(EARNED).journals();                              // every figure with its journals
 * out.print(Documents.text(view.toDocument(), Locale.UK));
 * }</pre>
 *
 * <p>Invariants: earned less redeemed less expired, and what else was booked, is the balance in the ledger; nothing of another participant is shown.
 */
@NullMarked
package io.counterfoil.ticketing.participant;

import org.jspecify.annotations.NullMarked;
