package io.counterfoil.payments.hours;

import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.calendar.HolidayCalendar;
import io.counterfoil.payments.evidence.Diagnostic;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a builder has gathered so far. */
final class HoursDraft {

    final ZoneId zone;
    final SortedMap<LocalDate, Map<DayOfWeek, List<OpenHours>>> versions = new TreeMap<>();
    final SortedMap<LocalDate, List<OpenHours>> replaced = new TreeMap<>();
    final SortedMap<LocalDate, List<OpenHours>> openings = new TreeMap<>();
    final SortedMap<LocalDate, List<OpenHours>> breaks = new TreeMap<>();
    final SortedSet<LocalDate> holidays = new TreeSet<>();
    final SortedSet<MonthDay> annual = new TreeSet<>();
    final List<DateRange> ranges = new ArrayList<>();
    final List<HolidayCalendar> calendars = new ArrayList<>();
    final Map<DayOfWeek, List<OpenHours>> weekly = new EnumMap<>(DayOfWeek.class);
    boolean closeAtMidnight;

    @Nullable
    Duration nominalDay;

    HoursDraft(ZoneId zone) {
        this.zone = zone;
    }

    static void add(Map<LocalDate, List<OpenHours>> target, LocalDate date, List<OpenHours> hours) {
        target.computeIfAbsent(date, key -> new ArrayList<>()).addAll(hours);
    }

    List<WeekPattern> patterns() {
        List<WeekPattern> patterns = new ArrayList<>();
        patterns.add(new WeekPattern(Long.MIN_VALUE, weekly));
        versions.forEach((from, hours) -> patterns.add(new WeekPattern(from.toEpochDay(), hours)));
        return List.copyOf(patterns);
    }

    /** Intervals of one list that share time, and intervals of a day of the week that share time with the tail of the day before. */
    List<Diagnostic> overlaps() {
        List<Diagnostic> found = new ArrayList<>();
        weekOverlaps("weekly", weekly, found);
        versions.forEach((from, hours) -> weekOverlaps("weekly from " + from, hours, found));
        replaced.forEach((date, hours) -> overlaps("hours " + date, hours, found));
        openings.forEach((date, hours) -> overlaps("opening " + date, hours, found));
        return List.copyOf(found);
    }

    private static void weekOverlaps(String where, Map<DayOfWeek, List<OpenHours>> week, List<Diagnostic> found) {
        week.forEach((day, hours) -> {
            overlaps(where + " " + day, hours, found);
            for (OpenHours late : hours) {
                for (OpenHours early : week.getOrDefault(day.plus(1), List.of())) {
                    if (late.toSecond() - LocalClock.DAY_SECONDS > early.fromSecond()) {
                        found.add(overlap(where + " " + day.plus(1), late, early));
                    }
                }
            }
        });
    }

    private static void overlaps(String where, List<OpenHours> hours, List<Diagnostic> found) {
        for (int right = 1; right < hours.size(); right++) {
            for (int left = 0; left < right; left++) {
                OpenHours one = hours.get(left);
                OpenHours other = hours.get(right);
                if (one.fromSecond() < other.toSecond() && other.fromSecond() < one.toSecond()) {
                    found.add(overlap(where, one, other));
                }
            }
        }
    }

    private static Diagnostic overlap(String where, OpenHours one, OpenHours other) {
        return Diagnostic.warning(
                OpenHours.InvalidException.Reason.OVERLAP,
                "hours " + one + " and " + other + " of " + where + " share time, expected none; they are merged",
                Diagnostic.Location.of(where));
    }
}
