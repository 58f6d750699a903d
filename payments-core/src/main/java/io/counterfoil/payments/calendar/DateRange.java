package io.counterfoil.payments.calendar;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;

/**
 * A period of whole days, both ends inside.
 *
 * @param from the first day
 * @param to the last day, not before the first
 */
public record DateRange(LocalDate from, LocalDate to) {

    public DateRange {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("period ends on " + to + " before it begins on " + from);
        }
    }

    /** From the first to the last day, both inside. */
    public static DateRange of(LocalDate from, LocalDate to) {
        return new DateRange(from, to);
    }

    /** A calendar month. */
    public static DateRange month(int year, int month) {
        YearMonth yearMonth = YearMonth.of(year, month);
        return new DateRange(yearMonth.atDay(1), yearMonth.atEndOfMonth());
    }

    /** A single day. */
    public static DateRange day(LocalDate day) {
        return new DateRange(day, day);
    }

    /** Whether the day lies inside. */
    public boolean contains(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(to);
    }

    /** How many days it has, at least 1. */
    public long days() {
        return ChronoUnit.DAYS.between(from, to) + 1;
    }

    /** Each day, in order. */
    public Stream<LocalDate> stream() {
        return from.datesUntil(to.plusDays(1));
    }

    /** Reads as {@code 2027-03-01..2027-03-31}. */
    @Override
    public String toString() {
        return from + ".." + to;
    }
}
