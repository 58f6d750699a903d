package io.counterfoil.payments.hours;

import io.counterfoil.payments.calendar.DateRange;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Hours of which some dates own nothing, whatever else is said about them. */
record ClosedDates(DatedHours hours, SortedSet<Long> dates) implements DatedHours {

    ClosedDates {
        dates = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(dates));
    }

    @Override
    public LocalClock clock() {
        return hours.clock();
    }

    @Override
    public DateRange covered() {
        return hours.covered();
    }

    @Override
    public boolean crossesMidnight() {
        return hours.crossesMidnight();
    }

    @Override
    public long[] owned(long epochDay) {
        return dates.contains(epochDay) ? Spans.none() : hours.owned(epochDay);
    }

    @Override
    public List<Lost> lost(long epochDay) {
        List<Lost> lost = new ArrayList<>(hours.lost(epochDay));
        if (dates.contains(epochDay)) {
            PatternHours.add(lost, hours.owned(epochDay), OpenHours.Explanation.Kind.CLOSED_DATE);
        }
        return lost;
    }

    @Override
    public boolean isHoliday(long epochDay) {
        return dates.contains(epochDay) || hours.isHoliday(epochDay);
    }

    @Override
    public boolean isBreak(long second) {
        return hours.isBreak(second);
    }

    @Override
    public void canonical(StringBuilder text) {
        text.append("CLOSED ").append(dates).append("(\n");
        hours.canonical(text);
        text.append(")\n");
    }
}
