/**
 * Days on which business is done, and what a date means.
 *
 * <p>Nothing here knows what day it is: {@link io.counterfoil.payments.calendar.AsOf} carries both the business date and what was known, and comes in as an argument.
 *
 * <pre>{@code
 * AsOf asOf = AsOf.at(now, ZoneId.of("America/Toronto"));
 * DateRange march = DateRange.month(2027, 3);
 * BusinessCalendar canada = BusinessCalendar.Rails.paymentsCanada();
 * LocalDate settles = canada.plus(asOf.effective(), 2); // two banking days later
 * }</pre>
 *
 * <p>Invariants: a date outside a calendar's covered years is refused, never taken as a business day; {@code between(d, plus(d, n))} is n for a business day d;
 * joined calendars answer day by day as their parts do.
 */
@NullMarked
package io.counterfoil.payments.calendar;

import org.jspecify.annotations.NullMarked;
