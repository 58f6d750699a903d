package io.counterfoil.payments.hours;

import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.calendar.HolidayCalendar;
import io.counterfoil.payments.evidence.Sha256;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Hours as they are written down: opening beats holiday beats replaced hours beats the weekly pattern in force; breaks are cut from what is left. */
final class PatternHours implements DatedHours {

    private static final DateRange ALWAYS = DateRange.of(LocalDate.of(1900, 1, 1), LocalDate.of(2199, 12, 31));

    private final LocalClock clock;
    private final DateRange covered;
    private final List<WeekPattern> patterns;
    private final SortedMap<Long, int[]> replaced;
    private final SortedMap<Long, int[]> openings;
    private final SortedMap<Long, int[]> breaks;
    private final Set<Long> holidays;
    private final Set<MonthDay> annual;
    private final List<DateRange> ranges;
    private final List<HolidayCalendar> calendars;
    private final boolean closeAtMidnight;
    private final boolean crossesMidnight;

    PatternHours(HoursDraft draft) {
        this.clock = new LocalClock(draft.zone);
        this.patterns = draft.patterns();
        this.replaced = merged(draft.replaced);
        this.openings = merged(draft.openings);
        this.breaks = merged(draft.breaks);
        this.holidays =
                new TreeSet<>(draft.holidays.stream().map(LocalDate::toEpochDay).toList());
        this.annual = new TreeSet<>(draft.annual);
        this.ranges = List.copyOf(draft.ranges);
        this.calendars = List.copyOf(draft.calendars);
        this.closeAtMidnight = draft.closeAtMidnight;
        this.covered = calendars.stream().map(HolidayCalendar::covered).reduce(ALWAYS, CombinedHours::common);
        this.crossesMidnight = patterns.stream().anyMatch(WeekPattern::crossesMidnight)
                || replaced.values().stream().anyMatch(WeekPattern::crossesMidnight)
                || openings.values().stream().anyMatch(WeekPattern::crossesMidnight);
    }

    private static SortedMap<Long, int[]> merged(Map<LocalDate, List<OpenHours>> hours) {
        SortedMap<Long, int[]> byDay = new TreeMap<>();
        hours.forEach((date, list) -> byDay.put(date.toEpochDay(), WeekPattern.merged(list)));
        return byDay;
    }

    @Override
    public LocalClock clock() {
        return clock;
    }

    @Override
    public DateRange covered() {
        return covered;
    }

    @Override
    public boolean crossesMidnight() {
        return crossesMidnight;
    }

    @Override
    public boolean isHoliday(long epochDay) {
        if (holidays.contains(epochDay)) {
            return true;
        }
        if (annual.isEmpty() && ranges.isEmpty() && calendars.isEmpty()) {
            return false;
        }
        LocalDate date = LocalDate.ofEpochDay(epochDay);
        return annual.contains(MonthDay.from(date))
                || ranges.stream().anyMatch(range -> range.contains(date))
                || calendars.stream().anyMatch(calendar -> calendar.isHoliday(date));
    }

    @Override
    public boolean isBreak(long second) {
        long last = Timeline.lastDayBefore(second + 1);
        for (long day = Timeline.firstDayReaching(second); day <= last; day++) {
            int[] pairs = breaks.get(day);
            if (pairs != null && Spans.contains(instants(day, pairs), second)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public long[] owned(long epochDay) {
        return isCovered(epochDay) ? Spans.difference(beforeBreaks(epochDay), breaksAround(epochDay)) : Spans.none();
    }

    @Override
    public List<Lost> lost(long epochDay) {
        if (!isCovered(epochDay)) {
            return List.of();
        }
        List<Lost> lost = new ArrayList<>();
        long[] usual = instants(epochDay, usual(epochDay));
        long[] left = beforeBreaks(epochDay);
        if (!openings.containsKey(epochDay)) {
            add(lost, Spans.difference(usual, left), OpenHours.Explanation.Kind.HOLIDAY);
        }
        add(lost, Spans.intersection(left, breaksAround(epochDay)), OpenHours.Explanation.Kind.BREAK);
        return lost;
    }

    static void add(List<Lost> lost, long[] spans, OpenHours.Explanation.Kind kind) {
        for (int at = 0; at < spans.length; at += 2) {
            lost.add(new Lost(spans[at], spans[at + 1], kind));
        }
    }

    private boolean isCovered(long epochDay) {
        return epochDay >= covered.from().toEpochDay()
                && epochDay <= covered.to().toEpochDay();
    }

    private long[] beforeBreaks(long epochDay) {
        int[] local = local(epochDay);
        long[] spans = instants(epochDay, local);
        if (closeAtMidnight && WeekPattern.crossesMidnight(local) && isClosedByHoliday(epochDay + 1)) {
            return Spans.clip(spans, Long.MIN_VALUE, clock.instantOf(epochDay, LocalClock.DAY_SECONDS));
        }
        return spans;
    }

    private boolean isClosedByHoliday(long epochDay) {
        return isCovered(epochDay) && !openings.containsKey(epochDay) && isHoliday(epochDay);
    }

    private int[] local(long epochDay) {
        int[] opening = openings.get(epochDay);
        if (opening != null) {
            return opening;
        }
        return isHoliday(epochDay) ? new int[0] : usual(epochDay);
    }

    private int[] usual(long epochDay) {
        int[] own = replaced.get(epochDay);
        return own != null ? own : weekly(epochDay);
    }

    private int[] weekly(long epochDay) {
        for (int at = patterns.size() - 1; at >= 0; at--) {
            if (patterns.get(at).fromEpochDay() <= epochDay) {
                return patterns.get(at).on(epochDay);
            }
        }
        return new int[0];
    }

    private long[] breaksAround(long epochDay) {
        if (breaks.isEmpty()) {
            return Spans.none();
        }
        long[] cut = Spans.none();
        for (long day = epochDay - 1; day <= epochDay + 1; day++) {
            int[] pairs = breaks.get(day);
            if (pairs != null) {
                cut = Spans.union(cut, instants(day, pairs));
            }
        }
        return cut;
    }

    private long[] instants(long epochDay, int[] pairs) {
        if (pairs.length == 0) {
            return Spans.none();
        }
        long[] spans = new long[pairs.length];
        for (int at = 0; at < pairs.length; at++) {
            spans[at] = clock.instantOf(epochDay, pairs[at]);
        }
        return Spans.normalise(spans);
    }

    @Override
    public void canonical(StringBuilder text) {
        text.append("zone ").append(clock.zone().getId()).append('\n');
        for (WeekPattern pattern : patterns) {
            text.append("from ").append(pattern.fromEpochDay()).append(' ');
            pattern.canonical(text);
            text.append('\n');
        }
        canonical("hours", replaced, text);
        canonical("opening", openings, text);
        canonical("break", breaks, text);
        text.append("holidays ").append(holidays).append('\n');
        text.append("annual ").append(annual).append('\n');
        text.append("ranges ").append(ranges).append('\n');
        for (HolidayCalendar calendar : calendars) {
            text.append("calendar ")
                    .append(calendar.name())
                    .append(' ')
                    .append(digest(calendar))
                    .append('\n');
        }
        text.append("closeAtMidnight ").append(closeAtMidnight).append('\n');
    }

    private static void canonical(String name, SortedMap<Long, int[]> hours, StringBuilder text) {
        hours.forEach((day, pairs) -> {
            text.append(name).append(' ').append(day);
            WeekPattern.canonical(pairs, text);
            text.append('\n');
        });
    }

    private static String digest(HolidayCalendar calendar) {
        StringBuilder days = new StringBuilder(calendar.covered().toString());
        calendar.covered().stream()
                .filter(calendar::isHoliday)
                .forEach(day -> days.append(' ').append(day.toEpochDay()));
        return Sha256.of(days.toString()).hex();
    }
}
