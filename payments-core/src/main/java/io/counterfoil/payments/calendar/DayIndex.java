package io.counterfoil.payments.calendar;

import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Business days of a calendar, counted by year: how many lie before a day of the year, and which is the k-th. A year is built when it is first asked for
 * and published safely; two threads may build the same year, with the same result.
 */
final class DayIndex {

    private final HolidayCalendar holidays;
    private final DateRange covered;
    private final int firstYear;
    private final AtomicReferenceArray<Year> years;

    DayIndex(HolidayCalendar holidays) {
        this.holidays = holidays;
        this.covered = holidays.covered();
        this.firstYear = covered.from().getYear();
        this.years = new AtomicReferenceArray<>(covered.to().getYear() - firstYear + 1);
    }

    /** One year: business days before each day of it, and the days of the year that are business days, both from 0. */
    private static final class Year {
        private final short[] before;
        private final short[] days;

        private Year(short[] before, short[] days) {
            this.before = before;
            this.days = days;
        }
    }

    boolean isBusinessDay(LocalDate date) {
        Year year = year(date);
        int day = date.getDayOfYear() - 1;
        return year.before[day + 1] != year.before[day];
    }

    /** Business days in [from, to), for from not after to; {@code to} may be the day after the last covered one. */
    int count(LocalDate from, LocalDate to) {
        if (from.equals(to)) {
            return 0;
        }
        year(from);
        LocalDate last = to.minusDays(1);
        Year end = year(last);
        int sum = end.before[last.getDayOfYear()] - year(from).before[from.getDayOfYear() - 1];
        for (int at = from.getYear(); at < last.getYear(); at++) {
            sum += yearAt(at).days.length;
        }
        return sum;
    }

    /** The n-th business day after the date (n > 0) or before it (n < 0). */
    LocalDate step(LocalDate date, int n) {
        Year year = year(date);
        int yearNumber = date.getYear();
        int day = date.getDayOfYear() - 1;
        long rank = n > 0 ? (long) year.before[day + 1] + n - 1 : (long) year.before[day] + n;
        while (rank >= year.days.length) {
            rank -= year.days.length;
            yearNumber++;
            year = yearOrRefuse(yearNumber, covered.to().plusDays(1));
        }
        while (rank < 0) {
            yearNumber--;
            year = yearOrRefuse(yearNumber, covered.from().minusDays(1));
            rank += year.days.length;
        }
        return LocalDate.ofYearDay(yearNumber, year.days[(int) rank] + 1);
    }

    private Year year(LocalDate date) {
        if (!covered.contains(date)) {
            throw new HolidayCalendar.NotCoveredException(holidays.name(), date, covered);
        }
        return yearAt(date.getYear());
    }

    private Year yearOrRefuse(int number, LocalDate needed) {
        if (number < firstYear || number >= firstYear + years.length()) {
            throw new HolidayCalendar.NotCoveredException(holidays.name(), needed, covered);
        }
        return yearAt(number);
    }

    private Year yearAt(int number) {
        Year known = years.get(number - firstYear);
        if (known == null) {
            known = build(number);
            years.set(number - firstYear, known);
        }
        return known;
    }

    private Year build(int number) {
        LocalDate first = LocalDate.ofYearDay(number, 1);
        int length = first.lengthOfYear();
        short[] before = new short[length + 1];
        short[] open = new short[length];
        short count = 0;
        for (int day = 0; day < length; day++) {
            before[day] = count;
            LocalDate date = first.plusDays(day);
            if (covered.contains(date) && !holidays.isHoliday(date)) {
                open[count++] = (short) day;
            }
        }
        before[length] = count;
        return new Year(before, java.util.Arrays.copyOf(open, count));
    }
}
