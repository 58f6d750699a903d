/**
 * Business hours: open time between instants, and instants after open time, exact through every change of the clock.
 *
 * <pre>{@code
 * BusinessHours toronto = BusinessHours.in(ZoneId.of("America/Toronto"))
 *         .weekdays("09:00-12:00", "13:00-17:00")
 *         .holidays(LocalDate.of(2027, 7, 1))
 *         .build();
 * Duration waited = toronto.elapsed(asked, answered);
 * toronto.deadline(asked, Duration.ofHours(8)).at().ifPresent(due -> show(due.stay()));
 * }</pre>
 *
 * <p>Invariants: {@code elapsed(a, b) + elapsed(b, c) = elapsed(a, c)}; {@code elapsed(s, deadline(s, d))} is d, by either boundary; open and closed time of a
 * stretch add up to its length; answers depend on nothing but the definition and the time-zone data, which {@code version()} names.
 */
@NullMarked
package io.counterfoil.payments.hours;

import org.jspecify.annotations.NullMarked;
