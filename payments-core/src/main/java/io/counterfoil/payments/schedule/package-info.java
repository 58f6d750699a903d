/**
 * Payments that come again: which days, what changed for one of them or from one on, and the order of each.
 *
 * <pre>{@code
 * Schedule rent = Schedule.of("rent-7", Recurrence.every(1, Unit.MONTH, LocalDate.of(2027, 1, 31)).rolled(FOLLOWING), order)
 *     .skip(LocalDate.of(2027, 3, 31), "paid by cheque", Actor.host("maria"))
 *     .amendFollowing(LocalDate.of(2027, 6, 30), dearer);
 * for (Schedule.Occurrence due : rent.due(DateRange.day(today), canada)) {
 *     store.apply(payments, due.order().id(), PaymentCommand.submit(due.order(), robot, due.key().value()), now);
 * }
 * }</pre>
 *
 * <p>Invariants: an occurrence is named by schedule and nominal date, whatever day it is rolled or moved to, so running a day twice makes nothing twice;
 * nominal dates are counted from the start and never drift; a change of one occurrence never changes another.
 */
@NullMarked
package io.counterfoil.payments.schedule;

import org.jspecify.annotations.NullMarked;
