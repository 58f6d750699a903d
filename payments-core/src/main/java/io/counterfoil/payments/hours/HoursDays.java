package io.counterfoil.payments.hours;

import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.calendar.HolidayCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Business dates of hours, and the day rules on them. */
final class HoursDays {

    private static final int HORIZON_YEARS = 25;

    private final BusinessHours hours;
    private final DatedHours dated;
    private final BusinessCalendar calendar;

    HoursDays(BusinessHours hours, DatedHours dated) {
        this.hours = hours;
        this.dated = dated;
        this.calendar = BusinessCalendar.of(new Dates(dated));
    }

    private record Dates(DatedHours dated) implements HolidayCalendar {
        @Override
        public String name() {
            return "hours in " + dated.clock().zone();
        }

        @Override
        public DateRange covered() {
            return dated.covered();
        }

        @Override
        public boolean isHoliday(LocalDate date) {
            return dated.owned(date.toEpochDay()).length == 0;
        }
    }

    BusinessCalendar calendar() {
        return calendar;
    }

    OpenHours.Due count(Instant start, long n, boolean forward, OpenHours.DayRule rule) {
        return switch (rule) {
            case SAME_TIME -> due(sameTime(start, n, forward), start, forward);
            case SAME_TIME_THEN_OPEN ->
                due(sameTime(start, n, forward).flatMap(at -> open(at, forward)), start, forward);
            case FROM_OPENING -> due(open(start, forward).flatMap(at -> sameTime(at, n, forward)), start, forward);
            case END_OF_DAY -> due(endOfDay(start, n, forward), start, forward);
            case NOMINAL_HOURS -> nominalHours(start, n, forward);
        };
    }

    private OpenHours.Due nominalHours(Instant start, long n, boolean forward) {
        if (hours.nominal().isEmpty() && open(start, forward).isEmpty()) {
            return never(start, forward);
        }
        Duration amount = hours.nominalDay().multipliedBy(n);
        return forward ? hours.deadline(start, amount) : hours.before(start, amount);
    }

    /** An open instant stays; a closed one moves to the next opening, or back to the last closing. */
    private Optional<Instant> open(Instant at, boolean forward) {
        if (hours.isOpen(at)) {
            return Optional.of(at);
        }
        return forward ? hours.nextOpen(at) : hours.prevClose(at);
    }

    private Optional<Instant> sameTime(Instant start, long n, boolean forward) {
        if (n == 0) {
            return Optional.of(start);
        }
        LocalDateTime wall = LocalDateTime.ofInstant(start, hours.zone());
        LocalDate date = dated.clock().dateBegunBy(start.getEpochSecond());
        // The hour that is repeated over midnight belongs to the later date, which has begun: its earliest time stands
        // for it.
        LocalTime time = wall.toLocalDate().isBefore(date)
                ? LocalTime.MIDNIGHT
                : wall.toLocalTime().truncatedTo(ChronoUnit.SECONDS);
        Duration fraction = Duration.between(start.truncatedTo(ChronoUnit.SECONDS), start);
        return step(date, n, forward).map(day -> at(day.atTime(time), fraction));
    }

    private Instant at(LocalDateTime local, Duration fraction) {
        Instant at = Instant.ofEpochSecond(dated.clock().instantOf(local));
        // In a gap the transition stands for the time: it is later than the fraction already.
        return LocalDateTime.ofInstant(at, hours.zone()).equals(local) ? at.plus(fraction) : at;
    }

    private Optional<Instant> endOfDay(Instant start, long n, boolean forward) {
        LocalDate date = dated.clock().dateBegunBy(start.getEpochSecond());
        Optional<LocalDate> day;
        if (n == 0) {
            day = calendar.isBusinessDay(date) ? Optional.of(date) : step(date, 1, forward);
        } else {
            day = step(date, n, forward);
        }
        return day.map(found -> {
            long[] owned = dated.owned(found.toEpochDay());
            return Instant.ofEpochSecond(owned[owned.length - 1]);
        });
    }

    /** The n-th business date after or before the date; empty where 25 years pass without one. */
    private Optional<LocalDate> step(LocalDate date, long n, boolean forward) {
        LocalDate at = date;
        long left = n;
        int emptyYears = 0;
        while (emptyYears < HORIZON_YEARS) {
            LocalDate next = within(at.plusYears(forward ? 1 : -1));
            long found = forward
                    ? calendar.businessDates(at.plusDays(1), next.plusDays(1))
                    : calendar.businessDates(next, at);
            if (found >= left || next.equals(at)) {
                return Optional.of(calendar.shift(at, (int) (forward ? left : -left)));
            }
            left -= found;
            emptyYears = found == 0 ? emptyYears + 1 : 0;
            at = next;
        }
        return Optional.empty();
    }

    private LocalDate within(LocalDate date) {
        DateRange covered = calendar.covered();
        if (date.isBefore(covered.from())) {
            return covered.from();
        }
        return date.isAfter(covered.to()) ? covered.to() : date;
    }

    private OpenHours.Due due(Optional<Instant> at, Instant start, boolean forward) {
        return at.<OpenHours.Due>map(instant -> new OpenHours.Due.At(instant, instant))
                .orElseGet(() -> never(start, forward));
    }

    private static OpenHours.Due never(Instant start, boolean forward) {
        return new OpenHours.Due.NeverOpens(
                start.plusSeconds(forward ? Timeline.HORIZON_SECONDS : -Timeline.HORIZON_SECONDS));
    }
}
