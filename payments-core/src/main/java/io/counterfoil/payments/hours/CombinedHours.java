package io.counterfoil.payments.hours;

import io.counterfoil.payments.calendar.DateRange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Two definitions as one, point by point; dates are owned as in the first. */
final class CombinedHours implements DatedHours {

    enum Operation {
        AND,
        OR,
        MINUS
    }

    private final Operation operation;
    private final DatedHours first;
    private final DatedHours second;
    private final Timeline secondTime;
    private final DateRange covered;

    CombinedHours(Operation operation, DatedHours first, DatedHours second, Timeline secondTime) {
        this.operation = operation;
        this.first = first;
        this.second = second;
        this.secondTime = secondTime;
        DateRange both = common(first.covered(), second.covered());
        boolean aligned = first.clock().zone().equals(second.clock().zone())
                && !first.crossesMidnight()
                && !second.crossesMidnight();
        this.covered =
                aligned ? both : DateRange.of(both.from().plusDays(2), both.to().minusDays(2));
    }

    static DateRange common(DateRange left, DateRange right) {
        LocalDate from = left.from().isAfter(right.from()) ? left.from() : right.from();
        LocalDate to = left.to().isBefore(right.to()) ? left.to() : right.to();
        if (to.isBefore(from)) {
            throw new OpenHours.InvalidException(
                    OpenHours.InvalidException.Reason.INVALID_CALENDAR,
                    "calendars cover " + left + " and " + right + ", expected dates in common");
        }
        return DateRange.of(from, to);
    }

    @Override
    public LocalClock clock() {
        return first.clock();
    }

    @Override
    public DateRange covered() {
        return covered;
    }

    @Override
    public boolean crossesMidnight() {
        return first.crossesMidnight() || second.crossesMidnight();
    }

    @Override
    public long[] owned(long epochDay) {
        long[] own = first.owned(epochDay);
        return switch (operation) {
            case AND -> Spans.intersection(own, other(own));
            case OR -> Spans.union(own, second.owned(epochDay));
            case MINUS -> Spans.difference(own, other(own));
        };
    }

    private long[] other(long[] own) {
        return own.length == 0 ? Spans.none() : secondTime.spans(own[0], own[own.length - 1]);
    }

    @Override
    public List<Lost> lost(long epochDay) {
        List<Lost> lost = new ArrayList<>(first.lost(epochDay));
        long[] own = first.owned(epochDay);
        switch (operation) {
            case AND ->
                PatternHours.add(lost, Spans.difference(own, other(own)), OpenHours.Explanation.Kind.OTHER_CLOSED);
            case OR -> lost.addAll(second.lost(epochDay));
            case MINUS ->
                PatternHours.add(lost, Spans.intersection(own, other(own)), OpenHours.Explanation.Kind.TAKEN_OUT);
        }
        return lost;
    }

    @Override
    public boolean isHoliday(long epochDay) {
        return switch (operation) {
            case AND -> first.isHoliday(epochDay) || second.isHoliday(epochDay);
            case OR -> first.isHoliday(epochDay) && second.isHoliday(epochDay);
            case MINUS -> first.isHoliday(epochDay);
        };
    }

    @Override
    public boolean isBreak(long instant) {
        return switch (operation) {
            case AND -> first.isBreak(instant) || second.isBreak(instant);
            case OR -> first.isBreak(instant) && second.isBreak(instant);
            case MINUS -> first.isBreak(instant);
        };
    }

    @Override
    public void canonical(StringBuilder text) {
        text.append(operation).append("(\n");
        first.canonical(text);
        text.append(",\n");
        second.canonical(text);
        text.append(")\n");
    }
}
