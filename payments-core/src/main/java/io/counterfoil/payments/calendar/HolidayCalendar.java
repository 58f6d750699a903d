package io.counterfoil.payments.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;

/**
 * The days on which no business is done, and the years for which that is known.
 *
 * <p>A port: a host may answer from its own table or from a holiday library; {@link RailCalendars} holds those of the common rails. An implementation is
 * immutable, or at least never changes an answer, and may be called from any thread.
 */
public interface HolidayCalendar {

    /** A name for messages and version digests, such as {@code fed}. */
    String name();

    /** The dates for which {@link #isHoliday} is known; outside nothing may be concluded. */
    DateRange covered();

    /** Whether no business is done on the date: a holiday or a day of the weekend. Only asked for covered dates. */
    boolean isHoliday(LocalDate date);

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
        return new ListedHolidays(name, Set.copyOf(holidays), Set.copyOf(weekend), covered);
    }
}

record ListedHolidays(String name, Set<LocalDate> holidays, Set<DayOfWeek> weekend, DateRange covered)
        implements HolidayCalendar {

    static final DateRange ALWAYS = DateRange.of(LocalDate.of(1900, 1, 1), LocalDate.of(2199, 12, 31));

    @Override
    public boolean isHoliday(LocalDate date) {
        return weekend.contains(date.getDayOfWeek()) || holidays.contains(date);
    }

    @Override
    public String toString() {
        return name + " (" + holidays.size() + " holidays, " + covered + ")";
    }
}
