package io.counterfoil.payments.hours;

import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.calendar.HolidayCalendar;
import io.counterfoil.payments.evidence.Diagnostic;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The time in which business is open (ticketing specification 4.1): how much of it lies between two instants, and when an amount of it is used up.
 *
 * <p>Intervals are half-open, whole seconds, in the local time of one zone; elapsed time is exact to the nanosecond and signed. A local time stands for the
 * first instant whose wall clock reads it or later, so a day's hours add up to its real length through every change of the clock. An interval over midnight
 * belongs to the date it begins on. For a date an opening wins over a holiday, that over replaced hours, that over the weekly pattern in force; breaks are
 * cut from all of it.
 *
 * <p>Known from 1900 to 2199, or for the years that every given {@link HolidayCalendar} covers; beyond, an answer is refused with
 * {@link io.counterfoil.payments.calendar.HolidayCalendar.NotCoveredException}. Immutable and thread-safe: stretches of a year or so are built when they are first
 * needed and published safely; then every answer is a look-up or a binary search.
 */
public final class BusinessHours {

    private final DatedHours hours;
    private final Timeline time;
    private final FineTime fine;
    private final List<Diagnostic> diagnostics;
    private final @Nullable Duration nominalDay;
    private final HoursDays days;

    private BusinessHours(DatedHours hours, List<Diagnostic> diagnostics, @Nullable Duration nominalDay) {
        this.hours = hours;
        this.time = new Timeline(hours);
        this.fine = new FineTime(time);
        this.diagnostics = diagnostics;
        this.nominalDay = nominalDay;
        this.days = new HoursDays(this, hours);
    }

    /** Begins hours in the zone; there is no default zone. */
    public static Builder in(ZoneId zone) {
        return new Builder(zone);
    }

    /** Always open: elapsed time is wall-clock time. */
    public static BusinessHours always(ZoneId zone) {
        return in(zone).daily("00:00-24:00").build();
    }

    /** The zone of the local times. */
    public ZoneId zone() {
        return hours.clock().zone();
    }

    /** The dates about which everything is known. */
    public DateRange covered() {
        return hours.covered();
    }

    /** What was odd in the definition: intervals that share time, code {@link OpenHours.InvalidException.Reason#OVERLAP}. */
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    /** Open seconds in [from, to), negative where the instants are reversed. Allocates nothing. */
    public long elapsedSeconds(long fromEpochSecond, long toEpochSecond) {
        return time.before(toEpochSecond) - time.before(fromEpochSecond);
    }

    /**
     * Open seconds before the second, counted from a beginning that is the same for every question to these hours: only the difference of two answers means
     * anything. For those who ask about many instants; allocates nothing once the years are built.
     */
    public long openSeconds(long epochSecond) {
        return time.before(epochSecond);
    }

    /** Open time in [from, to), negative where the instants are reversed. */
    public Duration elapsed(Instant from, Instant to) {
        return fine.elapsed(from, to);
    }

    /**
     * When the amount of open time after the start is used up.
     *
     * @param amount not negative
     */
    public OpenHours.Due deadline(Instant start, Duration amount) {
        requireNotNegative(amount, "before");
        return fine.deadline(start, amount);
    }

    /**
     * From when on the amount of open time was left before the end: the mirror image of {@link #deadline(Instant, Duration)}.
     *
     * @param amount not negative
     */
    public OpenHours.Due before(Instant end, Duration amount) {
        requireNotNegative(amount, "deadline");
        return fine.before(end, amount);
    }

    /**
     * The first second at which so much open time after the start is used up: {@link #deadline(Instant, Duration)}'s {@code stay} for whole seconds.
     * Allocates nothing once the years are built.
     *
     * @param openSeconds not negative
     * @return {@link Long#MAX_VALUE} where hours never open within 25 years
     */
    public long deadlineSecond(long startEpochSecond, long openSeconds) {
        if (openSeconds <= 0) {
            requireNotNegative(Duration.ofSeconds(openSeconds), "before");
            time.requireCovered(startEpochSecond);
            return startEpochSecond;
        }
        return time.used(startEpochSecond, openSeconds);
    }

    /**
     * When so much open time after the start is used up, in the start's zone; {@link #deadlineSecond} of its instant, the start's fraction of a second left
     * out.
     *
     * @param openSeconds not negative
     * @throws IllegalStateException where hours never open within 25 years
     */
    public ZonedDateTime deadline(ZonedDateTime start, long openSeconds) {
        long second = deadlineSecond(start.toEpochSecond(), openSeconds);
        if (second == Long.MAX_VALUE) {
            throw new IllegalStateException("hours in " + zone() + " never open after " + start);
        }
        return ZonedDateTime.ofInstant(Instant.ofEpochSecond(second), start.getZone());
    }

    private static void requireNotNegative(Duration amount, String other) {
        if (amount.isNegative()) {
            throw new IllegalArgumentException("amount of business time is " + amount
                    + ", expected none or more\nMaybe the other direction is meant: use " + other + ".");
        }
    }

    /** So many business days after the start, by their rule; a negative number counts back. Stay and roll differ only for nominal hours. */
    public OpenHours.Due deadline(Instant start, BusinessDays days) {
        return this.days.count(start, Math.abs((long) days.n()), days.n() >= 0, days.rule());
    }

    /** So many business days before the end: {@link #deadline(Instant, BusinessDays)} the other way round, also for 0 days. */
    public OpenHours.Due before(Instant end, BusinessDays days) {
        return this.days.count(end, Math.abs((long) days.n()), days.n() < 0, days.rule());
    }

    /** Whether the instant is in open time. */
    public boolean isOpen(Instant at) {
        return time.isOpen(at.getEpochSecond());
    }

    /** The instant itself where it is open, else the next opening; empty where there is none within 25 years. */
    public Optional<Instant> nextOpen(Instant at) {
        return fine.nextOpen(at);
    }

    /** The end of the open time that holds the instant, else of the next open time; empty where it does not end, or begin, within 25 years. */
    public Optional<Instant> nextClose(Instant at) {
        return nextOpen(at)
                .map(open -> time.closing(open.getEpochSecond()))
                .filter(Timeline.Reach::found)
                .map(reach -> Instant.ofEpochSecond(reach.second()));
    }

    /** The instant itself where open time runs up to it, else the last closing before it; empty where there is none within 25 years. */
    public Optional<Instant> prevClose(Instant at) {
        return fine.prevClose(at);
    }

    /** Whether the date is a holiday of the definition, whatever its hours. */
    public boolean isHoliday(LocalDate date) {
        requireCovered(date);
        return hours.isHoliday(date.toEpochDay());
    }

    /** Whether a break of the definition lies over the instant, whatever the hours. */
    public boolean isBreak(Instant at) {
        time.requireCovered(at.getEpochSecond());
        return hours.isBreak(at.getEpochSecond());
    }

    private void requireCovered(LocalDate date) {
        if (!covered().contains(date)) {
            throw new io.counterfoil.payments.calendar.HolidayCalendar.NotCoveredException(
                    "hours in " + zone(), date, covered());
        }
    }

    /** Open time in [from, to), clipped at both; intervals neither touch nor overlap. */
    public List<OpenHours.Interval> intervals(Instant from, Instant to) {
        return fine.intervals(from, to);
    }

    /** What lies between the two instants, stretch by stretch, and what was cut; the lines add up to {@link #elapsed}. */
    public OpenHours.Explanation explain(Instant from, Instant to) {
        return new Explainer(this, hours).explain(from, to);
    }

    /** The dates that own open time, as business days. */
    public BusinessCalendar calendar() {
        return days.calendar();
    }

    /** Open where both are; dates are owned as here. */
    public BusinessHours and(BusinessHours other) {
        return joined(CombinedHours.Operation.AND, other);
    }

    /** Open where either is. */
    public BusinessHours or(BusinessHours other) {
        return joined(CombinedHours.Operation.OR, other);
    }

    /** Open where these are and those are not. */
    public BusinessHours minus(BusinessHours other) {
        return joined(CombinedHours.Operation.MINUS, other);
    }

    private BusinessHours joined(CombinedHours.Operation operation, BusinessHours other) {
        List<Diagnostic> both = new ArrayList<>(diagnostics);
        both.addAll(other.diagnostics);
        return new BusinessHours(
                new CombinedHours(operation, hours, other.hours, other.time), List.copyOf(both), nominalDay);
    }

    /** The same hours, with nothing owned by the dates, not even special openings. */
    public BusinessHours closed(Collection<LocalDate> dates) {
        SortedSet<Long> closed = new TreeSet<>();
        dates.forEach(date -> closed.add(date.toEpochDay()));
        return new BusinessHours(new ClosedDates(hours, closed), diagnostics, nominalDay);
    }

    /**
     * How much open time is called a day: as set, else the commonest length of a day of the last weekly pattern (of two equally common ones the longer).
     *
     * @throws IllegalStateException where it was not set and no day of the week has hours
     */
    public Duration nominalDay() {
        return nominal()
                .orElseThrow(() -> new IllegalStateException("nominal day of hours in " + zone()
                        + " is not known, expected weekly hours or a nominal day set at build"));
    }

    Optional<Duration> nominal() {
        return Optional.ofNullable(nominalDay);
    }

    /** A digest of everything that decides an answer: the definition and the version of the time-zone data. The same for equal definitions. */
    public String version() {
        return HoursVersion.of(hours, nominal());
    }

    @Override
    public String toString() {
        return "BusinessHours(" + zone() + ", " + covered() + ", version "
                + version().substring(0, 12) + ")";
    }

    /**
     * Gathers a definition. Hours are texts {@code HH:MM[:SS]-HH:MM[:SS]} or {@link OpenHours}; an end that is not after the beginning is on the next date.
     * Not thread-safe.
     */
    public static final class Builder {

        private final HoursDraft draft;

        private Builder(ZoneId zone) {
            this.draft = new HoursDraft(zone);
        }

        /** Hours of a day of the week, added to those it has. */
        public Builder on(DayOfWeek day, String... hours) {
            return on(day, OpenHours.parseAll(day.toString(), hours));
        }

        /** Hours of a day of the week, added to those it has. */
        public Builder on(DayOfWeek day, List<OpenHours> hours) {
            draft.weekly.computeIfAbsent(day, key -> new ArrayList<>()).addAll(hours);
            return this;
        }

        /** Hours from Monday to Friday. */
        public Builder weekdays(String... hours) {
            for (int day = 1; day <= 5; day++) {
                on(DayOfWeek.of(day), hours);
            }
            return this;
        }

        /** Hours of every day. */
        public Builder daily(String... hours) {
            for (DayOfWeek day : DayOfWeek.values()) {
                on(day, hours);
            }
            return this;
        }

        /**
         * Another weekly pattern from the date on; days it does not name are closed.
         *
         * @throws OpenHours.InvalidException where a pattern from that date is there already
         */
        public Builder from(LocalDate date, Map<DayOfWeek, List<OpenHours>> weekly) {
            Map<DayOfWeek, List<OpenHours>> copy = new EnumMap<>(DayOfWeek.class);
            weekly.forEach((day, hours) -> copy.put(day, List.copyOf(hours)));
            if (draft.versions.putIfAbsent(date, copy) != null) {
                throw new OpenHours.InvalidException(
                        OpenHours.InvalidException.Reason.INVALID_CALENDAR,
                        "weekly hours from " + date + " are given twice, expected once");
            }
            return this;
        }

        /** Another weekly pattern from the date on, written as this one is. */
        public Builder from(LocalDate date, Consumer<Builder> weekly) {
            Builder pattern = new Builder(draft.zone);
            weekly.accept(pattern);
            return from(date, pattern.draft.weekly);
        }

        /** Hours of one date instead of the weekly ones; a holiday wins over them. None: closed. */
        public Builder hours(LocalDate date, String... hours) {
            return hours(date, OpenHours.parseAll("hours " + date, hours));
        }

        /** Hours of one date instead of the weekly ones; a holiday wins over them. None: closed. */
        public Builder hours(LocalDate date, List<OpenHours> hours) {
            HoursDraft.add(draft.replaced, date, hours);
            return this;
        }

        /** Hours of one date, whatever else is said about it. */
        public Builder opening(LocalDate date, String... hours) {
            return opening(date, OpenHours.parseAll("opening " + date, hours));
        }

        /** Hours of one date, whatever else is said about it. */
        public Builder opening(LocalDate date, List<OpenHours> hours) {
            HoursDraft.add(draft.openings, date, hours);
            return this;
        }

        /** Time cut out of whatever is open. */
        public Builder breaks(LocalDate date, String... hours) {
            return breaks(date, OpenHours.parseAll("break " + date, hours));
        }

        /** Time cut out of whatever is open. */
        public Builder breaks(LocalDate date, List<OpenHours> hours) {
            HoursDraft.add(draft.breaks, date, hours);
            return this;
        }

        /** Dates that own no hours. */
        public Builder holidays(LocalDate... dates) {
            return holidays(List.of(dates));
        }

        /** Dates that own no hours. */
        public Builder holidays(Collection<LocalDate> dates) {
            draft.holidays.addAll(dates);
            return this;
        }

        /** A day that owns no hours in any year. */
        public Builder annualHoliday(MonthDay day) {
            draft.annual.add(day);
            return this;
        }

        /** Days that own no hours, both ends inside; may run over the end of a year. */
        public Builder holidays(LocalDate first, LocalDate last) {
            if (last.isBefore(first)) {
                throw new OpenHours.InvalidException(
                        OpenHours.InvalidException.Reason.INVALID_CALENDAR,
                        "holidays end on " + last + ", expected not before " + first);
            }
            draft.ranges.add(DateRange.of(first, last));
            return this;
        }

        /** Holidays of a calendar, its weekend among them; outside the years it covers every answer is refused. */
        public Builder holidays(HolidayCalendar calendar) {
            draft.calendars.add(calendar);
            return this;
        }

        /** A holiday also closes the hours that run into it from the date before; otherwise it closes only its own. */
        public Builder closeAtMidnight() {
            draft.closeAtMidnight = true;
            return this;
        }

        /** How much open time is called a business day. */
        public Builder nominalDay(Duration day) {
            if (day.isNegative() || day.isZero()) {
                throw new OpenHours.InvalidException(
                        OpenHours.InvalidException.Reason.INVALID_CALENDAR,
                        "nominal day is " + day + ", expected more than nothing");
            }
            draft.nominalDay = day;
            return this;
        }

        /** The hours. The builder may be used further without any effect on them. */
        public BusinessHours build() {
            List<WeekPattern> patterns = draft.patterns();
            Duration day = draft.nominalDay != null
                    ? draft.nominalDay
                    : patterns.get(patterns.size() - 1)
                            .commonestDaySeconds()
                            .map(Duration::ofSeconds)
                            .orElse(null);
            return new BusinessHours(new PatternHours(draft), draft.overlaps(), day);
        }
    }
}
