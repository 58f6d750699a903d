package io.counterfoil.payments.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The index of business days beside a walk from day to day. */
class BusinessCalendarProperties {

    @Provide
    Arbitrary<LocalDate> dates() {
        return Arbitraries.integers().between(-800, 800).map(LocalDate.of(2027, 1, 1)::plusDays);
    }

    @Provide
    Arbitrary<BusinessCalendar> calendars() {
        Arbitrary<Set<LocalDate>> holidays = dates().set().ofMaxSize(120);
        Arbitrary<Set<DayOfWeek>> weekend =
                Arbitraries.of(DayOfWeek.class).set().ofMaxSize(3);
        return Combinators.combine(holidays, weekend)
                .as((days, week) -> BusinessCalendar.of(HolidayCalendar.of(days, week)));
    }

    @Property
    @Label("property 3: between undoes plus from a business day")
    void betweenUndoesPlus(
            @ForAll("calendars") BusinessCalendar calendar,
            @ForAll("dates") LocalDate date,
            @ForAll @IntRange(min = -900, max = 900) int n) {
        LocalDate day = calendar.roll(date, BusinessCalendar.Roll.FOLLOWING);
        assertThat(calendar.between(day, calendar.plus(day, n))).isEqualTo(n);
    }

    @Property
    void stepsAreThoseOfAWalk(
            @ForAll("calendars") BusinessCalendar calendar,
            @ForAll("dates") LocalDate date,
            @ForAll @IntRange(min = 1, max = 400) int n) {
        assertThat(calendar.shift(date, n)).isEqualTo(walk(calendar, date, n, 1));
        assertThat(calendar.shift(date, -n)).isEqualTo(walk(calendar, date, n, -1));
        assertThat(calendar.shift(date, 0)).isEqualTo(date);
    }

    private static LocalDate walk(BusinessCalendar calendar, LocalDate date, int n, int step) {
        LocalDate at = date;
        int left = n;
        while (left > 0) {
            at = at.plusDays(step);
            left -= calendar.holidays().isHoliday(at) ? 0 : 1;
        }
        return at;
    }

    @Property
    void countsAreThoseOfAWalk(
            @ForAll("calendars") BusinessCalendar calendar,
            @ForAll("dates") LocalDate one,
            @ForAll("dates") LocalDate other) {
        LocalDate from = one.isAfter(other) ? other : one;
        LocalDate to = one.isAfter(other) ? one : other;
        assertThat(calendar.businessDates(from, to)).isEqualTo(open(calendar, from.datesUntil(to)));
        assertThat(calendar.businessDates(to, from)).isEqualTo(-open(calendar, from.datesUntil(to)));
        long after = open(calendar, from.plusDays(1).datesUntil(to.plusDays(1)));
        assertThat((long) calendar.between(from, to)).isEqualTo(after);
        assertThat((long) calendar.between(to, from)).isEqualTo(-after);
    }

    private static long open(BusinessCalendar calendar, Stream<LocalDate> dates) {
        return dates.filter(date -> !calendar.holidays().isHoliday(date)).count();
    }

    @Property
    void rollingGoesToTheNearestBusinessDayInItsDirection(
            @ForAll("calendars") BusinessCalendar calendar, @ForAll("dates") LocalDate date) {
        LocalDate next = calendar.isBusinessDay(date) ? date : walk(calendar, date, 1, 1);
        LocalDate previous = calendar.isBusinessDay(date) ? date : walk(calendar, date, 1, -1);
        assertThat(calendar.roll(date, BusinessCalendar.Roll.NONE)).isEqualTo(date);
        assertThat(calendar.roll(date, BusinessCalendar.Roll.FOLLOWING)).isEqualTo(next);
        assertThat(calendar.roll(date, BusinessCalendar.Roll.PRECEDING)).isEqualTo(previous);
        YearMonth month = YearMonth.from(date);
        assertThat(calendar.roll(date, BusinessCalendar.Roll.MODIFIED_FOLLOWING))
                .isEqualTo(YearMonth.from(next).equals(month) ? next : previous);
        assertThat(calendar.roll(date, BusinessCalendar.Roll.MODIFIED_PRECEDING))
                .isEqualTo(YearMonth.from(previous).equals(month) ? previous : next);
        assertThat(calendar.plus(date, 0)).isEqualTo(next);
    }

    @Property
    void joinedCalendarsAnswerDayByDay(
            @ForAll("calendars") BusinessCalendar one,
            @ForAll("calendars") BusinessCalendar other,
            @ForAll("dates") LocalDate date) {
        assertThat(one.and(other).isBusinessDay(date)).isEqualTo(one.isBusinessDay(date) && other.isBusinessDay(date));
        assertThat(one.or(other).isBusinessDay(date)).isEqualTo(one.isBusinessDay(date) || other.isBusinessDay(date));
    }
}
