package io.counterfoil.payments.calendar;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.Objects;
import java.util.Optional;

/**
 * Arithmetic with business days (payments specification 4.2).
 *
 * <p>Two conventions stand side by side under two names. Banking: {@link #plus} with 0 rolls forward, {@link #between} counts {@code (from, to]}. Day
 * counting as in Strata: {@link #shift} with 0 stays, {@link #businessDates} counts {@code [from, to)}. Every date that an answer needs must be covered by
 * the {@link HolidayCalendar}, or the answer is refused with {@link CalendarNotCoveredException}. Steps of any length cost a look-up per year. Immutable,
 * thread-safe.
 */
public final class BusinessCalendar {

    private final HolidayCalendar holidays;
    private final DayIndex index;

    private BusinessCalendar(HolidayCalendar holidays) {
        this.holidays = holidays;
        this.index = new DayIndex(holidays);
    }

    /** Every covered date that is not a holiday is a business day. */
    public static BusinessCalendar of(HolidayCalendar holidays) {
        return new BusinessCalendar(Objects.requireNonNull(holidays, "holidays"));
    }

    /** The name of the holiday calendar. */
    public String name() {
        return holidays.name();
    }

    /** The holidays it was made from, such as for business hours that close on them. */
    public HolidayCalendar holidays() {
        return holidays;
    }

    /** The dates about which something is known. */
    public DateRange covered() {
        return holidays.covered();
    }

    /** Whether business is done on the date. */
    public boolean isBusinessDay(LocalDate date) {
        return index.isBusinessDay(date);
    }

    /** The date itself where it is a business day, else what the convention makes of it. */
    public LocalDate roll(LocalDate date, RollConvention convention) {
        if (convention == RollConvention.NONE || isBusinessDay(date)) {
            return date;
        }
        return switch (convention) {
            case FOLLOWING -> index.step(date, 1);
            case PRECEDING -> index.step(date, -1);
            case MODIFIED_FOLLOWING -> inMonth(date, 1);
            case MODIFIED_PRECEDING -> inMonth(date, -1);
            case NONE -> date;
        };
    }

    private LocalDate inMonth(LocalDate date, int direction) {
        boolean leaves = direction > 0
                ? index.count(date, lastOf(date).plusDays(1)) == 0
                : index.count(date.withDayOfMonth(1), date) == 0;
        return index.step(date, leaves ? -direction : direction);
    }

    /** The n-th business day after the date, before it for a negative n; 0 rolls forward. */
    public LocalDate plus(LocalDate date, int businessDays) {
        return businessDays == 0 ? roll(date, RollConvention.FOLLOWING) : index.step(date, businessDays);
    }

    /** The n-th business day after the date, before it for a negative n; 0 leaves the date where it is, business day or not. */
    public LocalDate shift(LocalDate date, int businessDays) {
        return businessDays == 0 ? date : index.step(date, businessDays);
    }

    /** How many business days are after the first date and not after the second; negative where the dates are reversed. */
    public int between(LocalDate fromExclusive, LocalDate toInclusive) {
        return fromExclusive.isAfter(toInclusive)
                ? -index.count(toInclusive.plusDays(1), fromExclusive.plusDays(1))
                : index.count(fromExclusive.plusDays(1), toInclusive.plusDays(1));
    }

    /** How many business days are not before the first date and before the second; negative where the dates are reversed. */
    public long businessDates(LocalDate from, LocalDate toExclusive) {
        return from.isAfter(toExclusive) ? -index.count(toExclusive, from) : index.count(from, toExclusive);
    }

    /** The last business day of the date's month; the last one before it where the month has none. */
    public LocalDate lastInMonth(LocalDate date) {
        return roll(lastOf(date), RollConvention.PRECEDING);
    }

    /** The last business day of the month; the last one before it where the month has none. */
    public LocalDate lastInMonth(YearMonth month) {
        return roll(month.atEndOfMonth(), RollConvention.PRECEDING);
    }

    /** Open only where both are; covers what both cover. */
    public BusinessCalendar and(BusinessCalendar other) {
        return of(new JoinedHolidays(holidays, other.holidays, true, common(other)));
    }

    /** Open where either is; covers what both cover. */
    public BusinessCalendar or(BusinessCalendar other) {
        return of(new JoinedHolidays(holidays, other.holidays, false, common(other)));
    }

    private DateRange common(BusinessCalendar other) {
        DateRange mine = covered();
        DateRange theirs = other.covered();
        LocalDate from = mine.from().isAfter(theirs.from()) ? mine.from() : theirs.from();
        LocalDate to = mine.to().isBefore(theirs.to()) ? mine.to() : theirs.to();
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("calendars '" + name() + "' " + mine + " and '" + other.name() + "' "
                    + theirs + " have no covered date in common");
        }
        return DateRange.of(from, to);
    }

    private static LocalDate lastOf(LocalDate date) {
        return date.with(TemporalAdjusters.lastDayOfMonth());
    }

    @Override
    public String toString() {
        return "BusinessCalendar(" + name() + ", " + covered() + ")";
    }
}

record JoinedHolidays(HolidayCalendar first, HolidayCalendar second, boolean bothMustBeOpen, DateRange covered)
        implements HolidayCalendar {

    @Override
    public String name() {
        return first.name() + (bothMustBeOpen ? "+" : "|") + second.name();
    }

    @Override
    public boolean isHoliday(LocalDate date) {
        return bothMustBeOpen
                ? first.isHoliday(date) || second.isHoliday(date)
                : first.isHoliday(date) && second.isHoliday(date);
    }

    @Override
    public Optional<String> holidayName(LocalDate date) {
        return first.holidayName(date).or(() -> second.holidayName(date));
    }
}
