package io.counterfoil.payments.calendar;

import static io.counterfoil.payments.calendar.HolidayRule.easter;
import static io.counterfoil.payments.calendar.HolidayRule.last;
import static io.counterfoil.payments.calendar.HolidayRule.mondayNotAfter;
import static io.counterfoil.payments.calendar.HolidayRule.nth;
import static io.counterfoil.payments.calendar.HolidayRule.on;
import static io.counterfoil.payments.calendar.HolidayRule.once;
import static io.counterfoil.payments.calendar.HolidayRule.run;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.THURSDAY;

import io.counterfoil.payments.calendar.HolidayRule.Move;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Arithmetic with business days (payments specification 4.2).
 *
 * <p>Two conventions stand side by side under two names. Banking: {@link #plus} with 0 rolls forward, {@link #between} counts {@code (from, to]}. Day
 * counting as in Strata: {@link #shift} with 0 stays, {@link #businessDates} counts {@code [from, to)}. Every date that an answer needs must be covered by
 * the {@link HolidayCalendar}, or the answer is refused with {@link HolidayCalendar.NotCoveredException}. Steps of any length cost a look-up per year. Immutable,
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
    public LocalDate roll(LocalDate date, Roll convention) {
        if (convention == Roll.NONE || isBusinessDay(date)) {
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
        return businessDays == 0 ? roll(date, Roll.FOLLOWING) : index.step(date, businessDays);
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
        return roll(lastOf(date), Roll.PRECEDING);
    }

    /** The last business day of the month; the last one before it where the month has none. */
    public LocalDate lastInMonth(YearMonth month) {
        return roll(month.atEndOfMonth(), Roll.PRECEDING);
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

    /**
     * The business days of the common payment rails, as tables of dated rules.
     *
     * <p>Each covers whole years from the one named to 2035: the rules are those in force today carried forward. A day proclaimed later (a coronation, a change
     * of the law) is not in them: overlay it with {@link BusinessCalendar#and} until the table knows it. Weekends are no business days. Each call makes a new
     * calendar; keep it. Immutable, thread-safe.
     */
    public static final class Rails {

        private static final int LAST_YEAR = 2035;

        private Rails() {}

        /**
         * The Federal Reserve Banks (FedACH, Fedwire) from 2000: the ten holidays of 5 U.S.C. 6103(a) and, from 2022, Juneteenth. One on a Sunday moves to
         * Monday, one on a Saturday is lost (the Reserve Banks' holiday schedule).
         */
        public static BusinessCalendar fed() {
            return calendar(
                    "fed",
                    2000,
                    List.of(
                            on(Month.JANUARY, 1, Move.SUNDAY_TO_MONDAY).named("New Year's Day"),
                            nth(3, MONDAY, Month.JANUARY).named("Martin Luther King Jr. Day"),
                            nth(3, MONDAY, Month.FEBRUARY).named("Washington's Birthday"),
                            last(MONDAY, Month.MAY).named("Memorial Day"),
                            on(Month.JUNE, 19, Move.SUNDAY_TO_MONDAY)
                                    .since(2022)
                                    .named("Juneteenth"),
                            on(Month.JULY, 4, Move.SUNDAY_TO_MONDAY).named("Independence Day"),
                            nth(1, MONDAY, Month.SEPTEMBER).named("Labor Day"),
                            nth(2, MONDAY, Month.OCTOBER).named("Columbus Day"),
                            on(Month.NOVEMBER, 11, Move.SUNDAY_TO_MONDAY).named("Veterans Day"),
                            nth(4, THURSDAY, Month.NOVEMBER).named("Thanksgiving Day"),
                            on(Month.DECEMBER, 25, Move.SUNDAY_TO_MONDAY).named("Christmas Day")));
        }

        /**
         * Payments Canada (ACSS, EFT and PAD, Lynx) from 2010: the days on which its systems are closed, as in its yearly closure schedule and the Bank of
         * Canada's. A day on a weekend moves to the next weekday; the National Day for Truth and Reconciliation from 2021.
         */
        public static BusinessCalendar paymentsCanada() {
            return calendar(
                    "payments-canada",
                    2010,
                    List.of(
                            on(Month.JANUARY, 1, Move.TO_WEEKDAY).named("New Year's Day"),
                            nth(3, MONDAY, Month.FEBRUARY).named("Family Day"),
                            easter(-2).named("Good Friday"),
                            mondayNotAfter(Month.MAY, 24).named("Victoria Day"),
                            on(Month.JULY, 1, Move.TO_WEEKDAY).named("Canada Day"),
                            nth(1, MONDAY, Month.AUGUST).named("Civic Holiday"),
                            nth(1, MONDAY, Month.SEPTEMBER).named("Labour Day"),
                            on(Month.SEPTEMBER, 30, Move.TO_WEEKDAY)
                                    .since(2021)
                                    .named("National Day for Truth and Reconciliation"),
                            nth(2, MONDAY, Month.OCTOBER).named("Thanksgiving Day"),
                            on(Month.NOVEMBER, 11, Move.TO_WEEKDAY).named("Remembrance Day"),
                            run(Month.DECEMBER, 25, 26).named("Christmas and Boxing Day")));
        }

        /** The Eurosystem's TARGET (SEPA, T2) from 2002: the six closing days of the ECB's long-term calendar of 14 December 2000; none moves. */
        public static BusinessCalendar target() {
            return calendar(
                    "target",
                    2002,
                    List.of(
                            on(Month.JANUARY, 1, Move.NONE).named("New Year's Day"),
                            easter(-2).named("Good Friday"),
                            easter(1).named("Easter Monday"),
                            on(Month.MAY, 1, Move.NONE).named("Labour Day"),
                            on(Month.DECEMBER, 25, Move.NONE).named("Christmas Day"),
                            on(Month.DECEMBER, 26, Move.NONE).named("26 December")));
        }

        /**
         * Bank holidays of England and Wales (Bacs, CHAPS, Faster Payments settlement) from 2002: the Banking and Financial Dealings Act 1971, schedule 1, common
         * law holidays and royal proclamations, as published on gov.uk.
         */
        public static BusinessCalendar englandAndWales() {
            List<HolidayRule> rules = unitedKingdom();
            rules.add(on(Month.JANUARY, 1, Move.TO_WEEKDAY).named("New Year's Day"));
            rules.add(easter(1).named("Easter Monday"));
            rules.add(last(MONDAY, Month.AUGUST).named("Summer bank holiday"));
            return calendar("england-and-wales", 2002, rules);
        }

        /** Bank holidays of Scotland from 2008, sources as for {@link #englandAndWales}; banks there also follow the English days for settlement. */
        public static BusinessCalendar scotland() {
            List<HolidayRule> rules = unitedKingdom();
            rules.add(run(Month.JANUARY, 1, 2).named("New Year's holiday"));
            rules.add(nth(1, MONDAY, Month.AUGUST).named("Summer bank holiday"));
            rules.add(on(Month.NOVEMBER, 30, Move.TO_WEEKDAY).named("St Andrew's Day"));
            rules.add(once(2026, Month.JUNE, 15).named("Bank holiday for the World Cup"));
            return calendar("scotland", 2008, rules);
        }

        /** Bank holidays of Northern Ireland from 2002, sources as for {@link #englandAndWales}. */
        public static BusinessCalendar northernIreland() {
            List<HolidayRule> rules = unitedKingdom();
            rules.add(on(Month.JANUARY, 1, Move.TO_WEEKDAY).named("New Year's Day"));
            rules.add(on(Month.MARCH, 17, Move.TO_WEEKDAY).named("St Patrick's Day"));
            rules.add(easter(1).named("Easter Monday"));
            rules.add(on(Month.JULY, 12, Move.TO_WEEKDAY).named("Battle of the Boyne"));
            rules.add(last(MONDAY, Month.AUGUST).named("Summer bank holiday"));
            return calendar("northern-ireland", 2002, rules);
        }

        private static List<HolidayRule> unitedKingdom() {
            return new ArrayList<>(List.of(
                    easter(-2).named("Good Friday"),
                    nth(1, MONDAY, Month.MAY).except(2020).named("Early May bank holiday"),
                    once(2020, Month.MAY, 8).named("Early May bank holiday"),
                    last(MONDAY, Month.MAY).except(2002, 2012, 2022).named("Spring bank holiday"),
                    once(2002, Month.JUNE, 3).named("Golden Jubilee"),
                    once(2002, Month.JUNE, 4).named("Spring bank holiday"),
                    once(2011, Month.APRIL, 29).named("Royal wedding"),
                    once(2012, Month.JUNE, 4).named("Spring bank holiday"),
                    once(2012, Month.JUNE, 5).named("Diamond Jubilee"),
                    once(2022, Month.JUNE, 2).named("Spring bank holiday"),
                    once(2022, Month.JUNE, 3).named("Platinum Jubilee"),
                    once(2022, Month.SEPTEMBER, 19).named("State funeral of Queen Elizabeth II"),
                    once(2023, Month.MAY, 8).named("Coronation of King Charles III"),
                    run(Month.DECEMBER, 25, 26).named("Christmas and Boxing Day")));
        }

        private static BusinessCalendar calendar(String name, int firstYear, List<HolidayRule> rules) {
            Map<LocalDate, String> holidays = new HashMap<>();
            for (int year = firstYear; year <= LAST_YEAR; year++) {
                for (HolidayRule rule : rules) {
                    rule.addTo(holidays, year);
                }
            }
            DateRange covered = DateRange.of(LocalDate.of(firstYear, 1, 1), LocalDate.of(LAST_YEAR, 12, 31));
            return BusinessCalendar.of(
                    new ListedHolidays(name, Map.copyOf(holidays), Set.of(SATURDAY, SUNDAY), covered));
        }
    }

    /** What becomes of a date on which no business is done (the terms of ISDA's business day conventions). */
    public enum Roll {
        /** It stays. */
        NONE,
        /** The next business day. */
        FOLLOWING,
        /** The business day before. */
        PRECEDING,
        /** The next business day, but the one before where that would leave the month. */
        MODIFIED_FOLLOWING,
        /** The business day before, but the next one where that would leave the month. */
        MODIFIED_PRECEDING
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
        return isHoliday(date) ? first.holidayName(date).or(() -> second.holidayName(date)) : Optional.empty();
    }
}
