package io.counterfoil.payments.hours;

import io.counterfoil.payments.calendar.DateRange;
import java.util.List;

/** A definition of open time by the date that owns it. Immutable; answers never change. */
interface DatedHours {

    LocalClock clock();

    /** The dates about which the definition knows everything. */
    DateRange covered();

    /** Whether open time of a date may run into the next one. */
    boolean crossesMidnight();

    /** Open time that belongs to the date, as {@link Spans}; nothing for a date that is not covered. */
    long[] owned(long epochDay);

    /** Open time that the date would have had, and why it has not; may overlap open time of other dates. */
    List<Lost> lost(long epochDay);

    /** Whether the date is a holiday by this definition, open or not. */
    boolean isHoliday(long epochDay);

    /** Whether a break lies over the second, open or not. */
    boolean isBreak(long second);

    /** Appends everything that decides an answer, in one fixed order. */
    void canonical(StringBuilder text);

    record Lost(long from, long to, OpenHours.Explanation.Kind kind) {}
}
