package io.counterfoil.payments.calendar;

import io.counterfoil.payments.evidence.Code;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The days on which no business is done, and the years for which that is known.
 *
 * <p>A port: a host may answer from its own table or from a holiday library; {@link BusinessCalendar.Rails} holds those of the common rails. An implementation is
 * immutable, or at least never changes an answer, and may be called from any thread.
 */
public interface HolidayCalendar {

    /** A name for messages and version digests, such as {@code fed}. */
    String name();

    /** The dates for which {@link #isHoliday} is known; outside nothing may be concluded. */
    DateRange covered();

    /** Whether no business is done on the date: a holiday or a day of the weekend. Only asked for covered dates. */
    boolean isHoliday(LocalDate date);

    /** What the holiday is called, such as {@code Canada Day}; empty for a plain weekend day, or where the calendar knows no names. */
    default Optional<String> holidayName(LocalDate date) {
        return Optional.empty();
    }

    /**
     * A complete list: no other holiday exists from 1900 to 2199.
     *
     * @param holidays the dates, on whatever day of the week
     * @param weekend the days of the week without business, empty for none
     */
    static HolidayCalendar of(Set<LocalDate> holidays, Set<DayOfWeek> weekend) {
        return of("listed", holidays, weekend, ListedHolidays.ALWAYS);
    }

    /**
     * A list that is complete for the covered dates and says nothing about others.
     *
     * @param name for messages and version digests
     * @param holidays the dates, on whatever day of the week
     * @param weekend the days of the week without business, empty for none
     * @param covered the dates for which the list is complete
     */
    static HolidayCalendar of(String name, Set<LocalDate> holidays, Set<DayOfWeek> weekend, DateRange covered) {
        Map<LocalDate, String> unnamed = holidays.stream().collect(Collectors.toMap(Function.identity(), date -> ""));
        return new ListedHolidays(name, Map.copyOf(unnamed), Set.copyOf(weekend), covered);
    }

    /** Thrown where an answer would need a date whose holidays the calendar does not know: it is refused, not taken as a business day. */
    final class NotCoveredException extends IllegalArgumentException {

        private static final long serialVersionUID = 1L;

        private final String calendar;
        private final LocalDate date;
        private final transient DateRange covered;

        /**
         * Names the calendar, the date and what is covered.
         *
         * @param calendar the calendar's name
         * @param date the date that was needed
         * @param covered the dates that the calendar knows
         */
        public NotCoveredException(String calendar, LocalDate date, DateRange covered) {
            super(Reason.NOT_COVERED.id() + ": calendar '" + calendar + "' does not cover " + date
                    + ", expected a date in " + covered + "\nMaybe the calendar needs the holidays of " + date.getYear()
                    + ".");
            this.calendar = calendar;
            this.date = date;
            this.covered = covered;
        }

        /** Always {@link Reason#NOT_COVERED}. */
        public Code code() {
            return Reason.NOT_COVERED;
        }

        /** The calendar's name. */
        public String calendar() {
            return calendar;
        }

        /** The first date that was needed and is not covered. */
        public LocalDate date() {
            return date;
        }

        /** The dates that the calendar knows. */
        public DateRange covered() {
            return covered;
        }

        /** Why an answer about days is refused (payments specification 4.2 and 5). */
        public enum Reason implements Code {
            /** The date is outside the years for which the calendar knows its holidays. */
            NOT_COVERED;

            @Override
            public String id() {
                return "CALENDAR." + name();
            }
        }
    }
}
