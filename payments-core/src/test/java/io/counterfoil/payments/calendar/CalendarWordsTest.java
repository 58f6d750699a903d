package io.counterfoil.payments.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CalendarWordsTest {

    private static final Set<DayOfWeek> WEEKEND = Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
    private static final DateRange YEAR = DateRange.of(LocalDate.of(2027, 1, 1), LocalDate.of(2027, 12, 31));

    private final BusinessCalendar weekdays = calendar("weekdays", Set.of(), YEAR);

    @Test
    void anInstantIsADayOfTheZone() {
        Instant night = Instant.parse("2027-03-02T03:30:00Z");
        AsOf toronto = AsOf.at(night, ZoneId.of("America/Toronto"));
        assertThat(toronto).isEqualTo(new AsOf(LocalDate.of(2027, 3, 1), night));
        assertThat(toronto.on(LocalDate.of(2027, 2, 28))).isEqualTo(new AsOf(LocalDate.of(2027, 2, 28), night));
    }

    @Test
    void aPeriodHasBothItsEnds() {
        DateRange february = DateRange.month(2028, 2);
        assertThat(february).isEqualTo(DateRange.of(LocalDate.of(2028, 2, 1), LocalDate.of(2028, 2, 29)));
        assertThat(february.days()).isEqualTo(29);
        assertThat(february.stream()).hasSize(29).endsWith(LocalDate.of(2028, 2, 29));
        assertThat(february.contains(LocalDate.of(2028, 2, 29))).isTrue();
        assertThat(february.contains(LocalDate.of(2028, 3, 1))).isFalse();
        assertThat(february).hasToString("2028-02-01..2028-02-29");
        assertThat(DateRange.day(LocalDate.of(2027, 3, 1)).days()).isOne();
        assertThatThrownBy(() -> DateRange.of(LocalDate.of(2027, 3, 2), LocalDate.of(2027, 3, 1)))
                .hasMessage("period ends on 2027-03-01 before it begins on 2027-03-02");
    }

    @Test
    @DisplayName("PAY-04 the last business day of a month, and where a month has none the last before it")
    void lastInMonth() {
        assertThat(weekdays.lastInMonth(LocalDate.of(2027, 1, 9))).isEqualTo(LocalDate.of(2027, 1, 29));
        assertThat(weekdays.lastInMonth(YearMonth.of(2027, 2))).isEqualTo(LocalDate.of(2027, 2, 26));
        assertThat(weekdays.lastInMonth(YearMonth.of(2027, 6))).isEqualTo(LocalDate.of(2027, 6, 30));
        Set<LocalDate> closed = new HashSet<>(DateRange.month(2027, 5).stream().toList());
        assertThat(calendar("no May", closed, YEAR).lastInMonth(YearMonth.of(2027, 5)))
                .isEqualTo(LocalDate.of(2027, 4, 30));
    }

    @Test
    @DisplayName("PAY-04 a roll stays in the month only where the month has a business day on that side")
    void modifiedRolls() {
        assertThat(weekdays.roll(LocalDate.of(2027, 1, 30), BusinessCalendar.Roll.MODIFIED_FOLLOWING))
                .isEqualTo(LocalDate.of(2027, 1, 29));
        assertThat(weekdays.roll(LocalDate.of(2027, 1, 23), BusinessCalendar.Roll.MODIFIED_FOLLOWING))
                .isEqualTo(LocalDate.of(2027, 1, 25));
        assertThat(weekdays.roll(LocalDate.of(2027, 5, 1), BusinessCalendar.Roll.MODIFIED_PRECEDING))
                .isEqualTo(LocalDate.of(2027, 5, 3));
        assertThat(weekdays.roll(LocalDate.of(2027, 5, 8), BusinessCalendar.Roll.MODIFIED_PRECEDING))
                .isEqualTo(LocalDate.of(2027, 5, 7));
    }

    @Test
    @DisplayName("PAY-04 joined calendars cover what both cover, and two that share no day cannot be joined")
    void joined() {
        BusinessCalendar late =
                calendar("late", Set.of(), DateRange.of(LocalDate.of(2027, 6, 1), LocalDate.of(2028, 6, 30)));
        assertThat(weekdays.and(late).covered())
                .isEqualTo(DateRange.of(LocalDate.of(2027, 6, 1), LocalDate.of(2027, 12, 31)));
        assertThat(late.or(weekdays).covered())
                .isEqualTo(DateRange.of(LocalDate.of(2027, 6, 1), LocalDate.of(2027, 12, 31)));
        assertThat(weekdays.and(late).name()).isEqualTo("weekdays+late");
        assertThat(weekdays.or(late)).hasToString("BusinessCalendar(weekdays|late, 2027-06-01..2027-12-31)");
        BusinessCalendar never = calendar("never", Set.of(), DateRange.month(2029, 1));
        assertThatThrownBy(() -> weekdays.and(never))
                .hasMessage("calendars 'weekdays' 2027-01-01..2027-12-31 and 'never' 2029-01-01..2029-01-31"
                        + " have no covered date in common");
        BusinessCalendar eve = calendar("eve", Set.of(), DateRange.day(LocalDate.of(2027, 12, 31)));
        assertThat(weekdays.and(eve).covered()).isEqualTo(DateRange.day(LocalDate.of(2027, 12, 31)));
    }

    @Test
    @DisplayName("PAY-05 a joined calendar names a day only where it is closed, by whichever calendar has a name")
    void joinedNames() {
        HolidayCalendar canada = BusinessCalendar.Rails.paymentsCanada().holidays();
        LocalDate canadaDay = LocalDate.of(2027, 7, 1);
        LocalDate christmas = LocalDate.of(2028, 12, 25);
        BusinessCalendar both = BusinessCalendar.Rails.paymentsCanada().and(BusinessCalendar.Rails.fed());
        BusinessCalendar either = BusinessCalendar.Rails.paymentsCanada().or(BusinessCalendar.Rails.fed());
        assertThat(canada.holidayName(canadaDay)).contains("Canada Day");
        assertThat(both.holidays().holidayName(canadaDay)).contains("Canada Day");
        assertThat(both.holidays().holidayName(LocalDate.of(2027, 6, 18))).isEmpty();
        assertThat(BusinessCalendar.Rails.fed()
                        .and(BusinessCalendar.Rails.paymentsCanada())
                        .holidays()
                        .holidayName(canadaDay))
                .contains("Canada Day");
        assertThat(either.isBusinessDay(canadaDay)).isTrue();
        assertThat(either.holidays().holidayName(canadaDay)).isEmpty();
        assertThat(either.holidays().holidayName(christmas)).contains("Christmas and Boxing Day");
    }

    @Test
    @DisplayName("PAY-05 a date outside the covered years is refused with the calendar, the date and what is covered")
    void notCovered() {
        assertThatThrownBy(() -> weekdays.plus(LocalDate.of(2027, 12, 31), 1))
                .isInstanceOfSatisfying(HolidayCalendar.NotCoveredException.class, e -> {
                    assertThat(e.covered()).isEqualTo(YEAR);
                    assertThat(e.date()).isEqualTo(LocalDate.of(2028, 1, 1));
                    assertThat(e.calendar()).isEqualTo("weekdays");
                    assertThat(e.code().id()).isEqualTo("CALENDAR.NOT_COVERED");
                });
        assertThatThrownBy(() -> weekdays.shift(LocalDate.of(2027, 1, 1), -1))
                .isInstanceOfSatisfying(
                        HolidayCalendar.NotCoveredException.class,
                        e -> assertThat(e.date()).isEqualTo(LocalDate.of(2026, 12, 31)));
        assertThat(weekdays.shift(LocalDate.of(2027, 1, 2), -1)).isEqualTo(LocalDate.of(2027, 1, 1));
        assertThat(weekdays.plus(LocalDate.of(2027, 12, 30), 1)).isEqualTo(LocalDate.of(2027, 12, 31));
    }

    @Test
    @DisplayName("PAY-06 a recurrence takes days 1 to 31 and up to its limit of occurrences, and says what it is")
    void recurrenceLimits() {
        LocalDate start = LocalDate.of(2027, 1, 15);
        Recurrence monthly = Recurrence.every(1, Recurrence.Unit.MONTH, start);
        assertThat(monthly.onDaysOfMonth(List.of(1, 31)).first(3, weekdays))
                .extracting(one -> one.nominal().toString())
                .containsExactly("2027-01-31", "2027-02-01", "2027-02-28");
        assertThat(monthly.onDaysOfMonth(List.of(15)).first(1, weekdays))
                .extracting(Recurrence.Occurrence::nominal)
                .containsExactly(start);
        assertThatThrownBy(() -> monthly.onDaysOfMonth(List.of(32))).isInstanceOf(IllegalArgumentException.class);
        assertThat(monthly.first(0, weekdays)).isEmpty();
        assertThatThrownBy(() -> monthly.first(-1, weekdays)).isInstanceOf(IllegalArgumentException.class);
        assertThat(monthly.occurrences(DateRange.of(start.minusDays(40), start.minusDays(1)), weekdays))
                .isEmpty();
        assertThat(monthly).hasToString("every 1 MONTH from 2027-01-15, NONE");
        assertThat(monthly.onDaysOfMonth(List.of(-1)).rolled(BusinessCalendar.Roll.PRECEDING))
                .hasToString("every 1 MONTH from 2027-01-15 on days [-1], PRECEDING");
    }

    @Test
    @DisplayName("PAY-06 the occurrences of a late window are those that counting from the start finds")
    void lateWindow() {
        BusinessCalendar decades =
                calendar("decades", Set.of(), DateRange.of(LocalDate.of(2000, 1, 1), LocalDate.of(2060, 12, 31)));
        Recurrence ends = Recurrence.every(1, Recurrence.Unit.MONTH, LocalDate.of(2000, 1, 31))
                .onDaysOfMonth(List.of(1, -1));
        DateRange window = DateRange.of(LocalDate.of(2040, 1, 31), LocalDate.of(2040, 3, 1));
        assertThat(ends.occurrences(window, decades))
                .extracting(one -> one.nominal().toString())
                .containsExactly("2040-01-31", "2040-02-01", "2040-02-29", "2040-03-01");
    }

    private static BusinessCalendar calendar(String name, Set<LocalDate> holidays, DateRange covered) {
        return BusinessCalendar.of(HolidayCalendar.of(name, holidays, WEEKEND, covered));
    }
}
