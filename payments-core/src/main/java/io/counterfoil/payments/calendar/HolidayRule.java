package io.counterfoil.payments.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * One line of a table of holidays: the dates it gives in a year, for the years in which it is in force.
 *
 * @param name what the day is called; empty where the rule is not named
 * @param from first year in force
 * @param to last year in force
 * @param dates the dates of a year, before any move off a weekend
 * @param move what becomes of them on a weekend
 */
record HolidayRule(String name, int from, int to, IntFunction<List<LocalDate>> dates, Move move) {

    private static final int EVER = 9999;

    /** What becomes of a holiday on a weekend. */
    enum Move {
        /** It is lost. */
        NONE,
        /** From Sunday to Monday; on Saturday it is lost. */
        SUNDAY_TO_MONDAY,
        /** To the next day of the week that is no other holiday of the same rule. */
        TO_WEEKDAY
    }

    static HolidayRule on(Month month, int day, Move move) {
        return new HolidayRule("", 0, EVER, year -> List.of(LocalDate.of(year, month, day)), move);
    }

    /** Several days in a row, so that each moves past the others. */
    static HolidayRule run(Month month, int first, int last) {
        return new HolidayRule(
                "",
                0,
                EVER,
                year -> LocalDate.of(year, month, first)
                        .datesUntil(LocalDate.of(year, month, last).plusDays(1))
                        .toList(),
                Move.TO_WEEKDAY);
    }

    static HolidayRule nth(int n, DayOfWeek day, Month month) {
        return new HolidayRule(
                "",
                0,
                EVER,
                year -> List.of(LocalDate.of(year, month, 1).with(TemporalAdjusters.dayOfWeekInMonth(n, day))),
                Move.NONE);
    }

    static HolidayRule last(DayOfWeek day, Month month) {
        return nth(-1, day, month);
    }

    /** The Monday on or before a day of the month. */
    static HolidayRule mondayNotAfter(Month month, int day) {
        return new HolidayRule(
                "",
                0,
                EVER,
                year -> List.of(
                        LocalDate.of(year, month, day).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))),
                Move.NONE);
    }

    static HolidayRule easter(int daysAfter) {
        return new HolidayRule("", 0, EVER, year -> List.of(easterSunday(year).plusDays(daysAfter)), Move.NONE);
    }

    /** A date that was a holiday once. */
    static HolidayRule once(int year, Month month, int day) {
        return new HolidayRule("", year, year, any -> List.of(LocalDate.of(year, month, day)), Move.NONE);
    }

    HolidayRule named(String called) {
        return new HolidayRule(called, from, to, dates, move);
    }

    HolidayRule since(int year) {
        return new HolidayRule(name, year, to, dates, move);
    }

    HolidayRule except(int... years) {
        Set<Integer> without = Set.copyOf(java.util.Arrays.stream(years).boxed().toList());
        return new HolidayRule(name, from, to, year -> without.contains(year) ? List.of() : dates.apply(year), move);
    }

    /** Adds the dates of the year, each under the name of the first rule that gives it. */
    void addTo(Map<LocalDate, String> holidays, int year) {
        if (year < from || year > to) {
            return;
        }
        List<LocalDate> nominal = dates.apply(year);
        Set<LocalDate> own = new java.util.HashSet<>();
        nominal.stream().filter(date -> !isWeekend(date)).forEach(own::add);
        nominal.stream().filter(HolidayRule::isWeekend).forEach(date -> moved(date, own));
        own.forEach(date -> holidays.putIfAbsent(date, name));
    }

    private void moved(LocalDate date, Set<LocalDate> own) {
        switch (move) {
            case NONE -> {}
            case SUNDAY_TO_MONDAY -> {
                if (date.getDayOfWeek() == DayOfWeek.SUNDAY) {
                    own.add(date.plusDays(1));
                }
            }
            case TO_WEEKDAY -> {
                LocalDate at = date;
                while (isWeekend(at) || own.contains(at)) {
                    at = at.plusDays(1);
                }
                own.add(at);
            }
        }
    }

    private static boolean isWeekend(LocalDate date) {
        return date.getDayOfWeek().getValue() > 5;
    }

    /** Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher). */
    static LocalDate easterSunday(int year) {
        int a = year % 19;
        int b = year / 100;
        int c = year % 100;
        int d = b / 4;
        int e = b % 4;
        int g = (8 * b + 13) / 25;
        int h = (19 * a + b - d - g + 15) % 30;
        int i = c / 4;
        int k = c % 4;
        int l = (32 + 2 * e + 2 * i - h - k) % 7;
        int m = (a + 11 * h + 22 * l) / 451;
        int sum = h + l - 7 * m + 114;
        return LocalDate.of(year, sum / 31, sum % 31 + 1);
    }
}
