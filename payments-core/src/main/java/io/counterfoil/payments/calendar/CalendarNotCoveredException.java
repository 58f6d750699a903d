package io.counterfoil.payments.calendar;

import io.counterfoil.payments.evidence.Code;
import java.time.LocalDate;

/** Thrown where an answer would need a date whose holidays the calendar does not know: it is refused, not taken as a business day. */
public final class CalendarNotCoveredException extends IllegalArgumentException {

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
    public CalendarNotCoveredException(String calendar, LocalDate date, DateRange covered) {
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
