package io.counterfoil.payments.calendar;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Dates that come again: every so many days, weeks, months or years, or on days of the month (payments specification 4.2).
 *
 * <p>Each nominal date is counted from the start, never from the date before, so the 31st comes back after a short month; rolling a date off a holiday never
 * changes later nominal dates. Two nominal dates that roll onto one day stay two occurrences. Immutable.
 */
public final class Recurrence {

    private static final int MAX_COUNT = 100_000;

    private final LocalDate start;
    private final int every;
    private final Unit unit;
    private final SortedSet<Integer> daysOfMonth;
    private final BusinessCalendar.Roll roll;

    private Recurrence(
            LocalDate start, int every, Unit unit, Collection<Integer> daysOfMonth, BusinessCalendar.Roll roll) {
        this.start = Objects.requireNonNull(start, "start");
        this.every = every;
        this.unit = Objects.requireNonNull(unit, "unit");
        this.daysOfMonth = new TreeSet<>(daysOfMonth);
        this.roll = Objects.requireNonNull(roll, "roll");
    }

    /** What is counted from one date to the next. */
    public enum Unit {
        DAY,
        WEEK,
        MONTH,
        YEAR
    }

    /**
     * One of the dates.
     *
     * @param nominal as counted from the start: its identity
     * @param adjusted rolled to a business day
     */
    public record Occurrence(LocalDate nominal, LocalDate adjusted) {}

    /**
     * From the start on, every so many units; the start is the first. Dates stay where they fall until {@link #rolled}.
     *
     * @param every at least 1
     */
    public static Recurrence every(int every, Unit unit, LocalDate start) {
        if (every < 1) {
            throw new IllegalArgumentException("recurrence every " + every + " " + unit + ", expected 1 or more");
        }
        return new Recurrence(start, every, unit, List.of(), BusinessCalendar.Roll.NONE);
    }

    /**
     * On these days of each counted month instead of the start's day; days before the start are left out, a day that a month has not is its last.
     *
     * @param days 1 to 31, or -1 for the last day
     */
    public Recurrence onDaysOfMonth(Collection<Integer> days) {
        if (unit != Unit.MONTH) {
            throw new IllegalArgumentException("days of the month with unit " + unit + ", expected MONTH");
        }
        if (days.isEmpty() || days.stream().anyMatch(day -> day != -1 && (day < 1 || day > 31))) {
            throw new IllegalArgumentException("days of the month " + days + ", expected 1 to 31, or -1 for the last");
        }
        return new Recurrence(start, every, unit, days, roll);
    }

    /** Dates that are no business days become what the convention makes of them. */
    public Recurrence rolled(BusinessCalendar.Roll convention) {
        return new Recurrence(start, every, unit, daysOfMonth, convention);
    }

    /** The date from which everything is counted. */
    public LocalDate start() {
        return start;
    }

    /** What becomes of a date that is no business day. */
    public BusinessCalendar.Roll convention() {
        return roll;
    }

    /** The first so many occurrences, in the order of their nominal dates. */
    public List<Occurrence> first(int count, BusinessCalendar calendar) {
        if (count < 0 || count > MAX_COUNT) {
            throw new IllegalArgumentException("count of occurrences is " + count + ", expected 0 to " + MAX_COUNT);
        }
        List<Occurrence> found = new ArrayList<>();
        for (long period = 0; found.size() < count; period++) {
            for (LocalDate nominal : nominal(period)) {
                if (found.size() < count) {
                    found.add(occurrence(nominal, calendar));
                }
            }
        }
        return List.copyOf(found);
    }

    /** Whether the date is one of the nominal dates. */
    public boolean comesOn(LocalDate nominal) {
        for (long period = firstPeriod(nominal); !beginning(period).isAfter(nominal); period++) {
            if (nominal(period).contains(nominal)) {
                return true;
            }
        }
        return false;
    }

    /** The occurrences whose nominal date lies in the period. */
    public List<Occurrence> occurrences(DateRange range, BusinessCalendar calendar) {
        List<Occurrence> found = new ArrayList<>();
        for (long period = firstPeriod(range.from()); ; period++) {
            for (LocalDate nominal : nominal(period)) {
                if (range.contains(nominal)) {
                    found.add(occurrence(nominal, calendar));
                }
            }
            if (beginning(period + 1).isAfter(range.to())) {
                return List.copyOf(found);
            }
        }
    }

    private long firstPeriod(LocalDate from) {
        long days = from.toEpochDay() - start.toEpochDay();
        long longest = switch (unit) {
            case DAY -> 1L;
            case WEEK -> 7L;
            case MONTH -> 31L;
            case YEAR -> 366L;
        };
        return Math.max(0, days / (longest * every) - 1);
    }

    /** The first day that a period may hold. */
    private LocalDate beginning(long period) {
        LocalDate date = counted(period);
        return daysOfMonth.isEmpty() ? date : date.withDayOfMonth(1);
    }

    private List<LocalDate> nominal(long period) {
        LocalDate date = counted(period);
        if (daysOfMonth.isEmpty()) {
            return List.of(date);
        }
        YearMonth month = YearMonth.from(date);
        SortedSet<LocalDate> dates = new TreeSet<>();
        for (int day : daysOfMonth) {
            int last = month.lengthOfMonth();
            LocalDate nominal = month.atDay(day < 0 ? last : Math.min(day, last));
            if (!nominal.isBefore(start)) {
                dates.add(nominal);
            }
        }
        return List.copyOf(dates);
    }

    private LocalDate counted(long period) {
        long units = Math.multiplyExact(period, (long) every);
        return switch (unit) {
            case DAY -> start.plusDays(units);
            case WEEK -> start.plusWeeks(units);
            case MONTH -> start.plusMonths(units);
            case YEAR -> start.plusYears(units);
        };
    }

    private Occurrence occurrence(LocalDate nominal, BusinessCalendar calendar) {
        return new Occurrence(nominal, calendar.roll(nominal, roll));
    }

    @Override
    public String toString() {
        return "every " + every + " " + unit + " from " + start
                + (daysOfMonth.isEmpty() ? "" : " on days " + daysOfMonth) + ", " + roll;
    }
}
