/**
 * Days on which business is done, and what a date means.
 *
 * <p>Nothing here knows what day it is: {@link io.counterfoil.payments.calendar.AsOf} carries both the business date and what was known, and comes in as an argument.
 *
 * <pre>{@code
 * AsOf asOf = AsOf.at(now, ZoneId.of("America/Toronto"));
 * DateRange march = DateRange.month(2027, 3);
 * }</pre>
 */
@NullMarked
package io.counterfoil.payments.calendar;

import org.jspecify.annotations.NullMarked;
