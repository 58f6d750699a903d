package io.counterfoil.payments.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rules against lists that the rails themselves published, typed in by hand, and Easter against another method. */
class RailCalendarsTest {

    @Test
    @DisplayName("PAY-05 the Federal Reserve's holidays are those of its schedule")
    void fed() {
        assertThat(weekdaysOff(BusinessCalendar.Rails.fed(), 2024))
                .containsExactlyElementsOf(
                        dates(2024, "01-01 01-15 02-19 05-27 06-19 07-04 09-02 10-14 11-11 11-28 12-25"));
        assertThat(weekdaysOff(BusinessCalendar.Rails.fed(), 2025))
                .containsExactlyElementsOf(
                        dates(2025, "01-01 01-20 02-17 05-26 06-19 07-04 09-01 10-13 11-11 11-27 12-25"));
        assertThat(weekdaysOff(BusinessCalendar.Rails.fed(), 2026))
                .containsExactlyElementsOf(dates(2026, "01-01 01-19 02-16 05-25 06-19 09-07 10-12 11-11 11-26 12-25"));
        assertThat(weekdaysOff(BusinessCalendar.Rails.fed(), 2027))
                .containsExactlyElementsOf(dates(2027, "01-01 01-18 02-15 05-31 07-05 09-06 10-11 11-11 11-25"));
        assertThat(weekdaysOff(BusinessCalendar.Rails.fed(), 2022))
                .containsExactlyElementsOf(dates(2022, "01-17 02-21 05-30 06-20 07-04 09-05 10-10 11-11 11-24 12-26"));
        assertThat(weekdaysOff(BusinessCalendar.Rails.fed(), 2023))
                .containsExactlyElementsOf(dates(2023, "01-02 01-16 02-20 05-29 06-19 07-04 09-04 10-09 11-23 12-25"));
    }

    @Test
    @DisplayName("PAY-05 Payments Canada's closures are those of its schedule")
    void paymentsCanada() {
        assertThat(weekdaysOff(BusinessCalendar.Rails.paymentsCanada(), 2022))
                .containsExactlyElementsOf(
                        dates(2022, "01-03 02-21 04-15 05-23 07-01 08-01 09-05 09-30 10-10 11-11 12-26 12-27"));
        assertThat(weekdaysOff(BusinessCalendar.Rails.paymentsCanada(), 2023))
                .containsExactlyElementsOf(
                        dates(2023, "01-02 02-20 04-07 05-22 07-03 08-07 09-04 10-02 10-09 11-13 12-25 12-26"));
        assertThat(weekdaysOff(BusinessCalendar.Rails.paymentsCanada(), 2024))
                .containsExactlyElementsOf(
                        dates(2024, "01-01 02-19 03-29 05-20 07-01 08-05 09-02 09-30 10-14 11-11 12-25 12-26"));
        assertThat(weekdaysOff(BusinessCalendar.Rails.paymentsCanada(), 2025))
                .containsExactlyElementsOf(
                        dates(2025, "01-01 02-17 04-18 05-19 07-01 08-04 09-01 09-30 10-13 11-11 12-25 12-26"));
        assertThat(weekdaysOff(BusinessCalendar.Rails.paymentsCanada(), 2026))
                .containsExactlyElementsOf(
                        dates(2026, "01-01 02-16 04-03 05-18 07-01 08-03 09-07 09-30 10-12 11-11 12-25 12-28"));
    }

    @Test
    @DisplayName("PAY-05 TARGET closes on six days, none of which moves")
    void target() {
        assertThat(weekdaysOff(BusinessCalendar.Rails.target(), 2024))
                .containsExactlyElementsOf(dates(2024, "01-01 03-29 04-01 05-01 12-25 12-26"));
        assertThat(weekdaysOff(BusinessCalendar.Rails.target(), 2025))
                .containsExactlyElementsOf(dates(2025, "01-01 04-18 04-21 05-01 12-25 12-26"));
        assertThat(weekdaysOff(BusinessCalendar.Rails.target(), 2026))
                .containsExactlyElementsOf(dates(2026, "01-01 04-03 04-06 05-01 12-25"));
        assertThat(weekdaysOff(BusinessCalendar.Rails.target(), 2027))
                .containsExactlyElementsOf(dates(2027, "01-01 03-26 03-29"));
    }

    @Test
    @DisplayName("PAY-05 bank holidays of England and Wales are those of gov.uk, proclamations among them")
    void englandAndWales() {
        assertThat(weekdaysOff(BusinessCalendar.Rails.englandAndWales(), 2020))
                .containsExactlyElementsOf(dates(2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28"));
        assertThat(weekdaysOff(BusinessCalendar.Rails.englandAndWales(), 2021))
                .containsExactlyElementsOf(dates(2021, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28"));
        assertThat(weekdaysOff(BusinessCalendar.Rails.englandAndWales(), 2022))
                .containsExactlyElementsOf(dates(2022, "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27"));
        assertThat(weekdaysOff(BusinessCalendar.Rails.englandAndWales(), 2023))
                .containsExactlyElementsOf(dates(2023, "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26"));
        assertThat(weekdaysOff(BusinessCalendar.Rails.englandAndWales(), 2024))
                .containsExactlyElementsOf(dates(2024, "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26"));
        assertThat(weekdaysOff(BusinessCalendar.Rails.englandAndWales(), 2025))
                .containsExactlyElementsOf(dates(2025, "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26"));
        assertThat(weekdaysOff(BusinessCalendar.Rails.englandAndWales(), 2026))
                .containsExactlyElementsOf(dates(2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"));
        assertThat(weekdaysOff(BusinessCalendar.Rails.englandAndWales(), 2027))
                .containsExactlyElementsOf(dates(2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28"));
    }

    @Test
    @DisplayName("PAY-05 bank holidays of Scotland and Northern Ireland are those of gov.uk")
    void neighbours() {
        assertThat(weekdaysOff(BusinessCalendar.Rails.scotland(), 2022))
                .containsExactlyElementsOf(
                        dates(2022, "01-03 01-04 04-15 05-02 06-02 06-03 08-01 09-19 11-30 12-26 12-27"));
        assertThat(weekdaysOff(BusinessCalendar.Rails.scotland(), 2023))
                .containsExactlyElementsOf(dates(2023, "01-02 01-03 04-07 05-01 05-08 05-29 08-07 11-30 12-25 12-26"));
        assertThat(weekdaysOff(BusinessCalendar.Rails.scotland(), 2024))
                .containsExactlyElementsOf(dates(2024, "01-01 01-02 03-29 05-06 05-27 08-05 12-02 12-25 12-26"));
        assertThat(weekdaysOff(BusinessCalendar.Rails.scotland(), 2026))
                .containsExactlyElementsOf(dates(2026, "01-01 01-02 04-03 05-04 05-25 06-15 08-03 11-30 12-25 12-28"));
        assertThat(weekdaysOff(BusinessCalendar.Rails.northernIreland(), 2024))
                .containsExactlyElementsOf(dates(2024, "01-01 03-18 03-29 04-01 05-06 05-27 07-12 08-26 12-25 12-26"));
        assertThat(weekdaysOff(BusinessCalendar.Rails.northernIreland(), 2025))
                .containsExactlyElementsOf(dates(2025, "01-01 03-17 04-18 04-21 05-05 05-26 07-14 08-25 12-25 12-26"));
    }

    @Test
    @DisplayName("PAY-05 Easter agrees with the ecclesiastical full moon and Sunday letters from 1900 to 2199")
    void easter() {
        for (int year = 1900; year <= 2199; year++) {
            assertThat(HolidayRule.easterSunday(year)).isEqualTo(easterByFullMoon(year));
        }
        assertThat(HolidayRule.easterSunday(2024)).isEqualTo("2024-03-31");
        assertThat(HolidayRule.easterSunday(2025)).isEqualTo("2025-04-20");
        assertThat(HolidayRule.easterSunday(2038)).isEqualTo("2038-04-25");
    }

    /** The Sunday after the paschal full moon, by golden number and epact (Clavius, as in the explanatory supplement), walking day by day. */
    private static LocalDate easterByFullMoon(int year) {
        int golden = year % 19 + 1;
        int century = year / 100 + 1;
        int solar = 3 * century / 4 - 12;
        int lunar = (8 * century + 5) / 25 - 5;
        int epact = Math.floorMod(11 * golden + 20 + lunar - solar, 30);
        if ((epact == 25 && golden > 11) || epact == 24) {
            epact++;
        }
        int day = 44 - epact;
        LocalDate moon = LocalDate.of(year, 3, 1).plusDays((day < 21 ? day + 30 : day) - 1L);
        LocalDate sunday = moon.plusDays(1);
        while (sunday.getDayOfWeek() != DayOfWeek.SUNDAY) {
            sunday = sunday.plusDays(1);
        }
        return sunday;
    }

    @Test
    @DisplayName("PAY-05 a date outside the covered years is refused, not taken as a business day")
    void notCovered() {
        BusinessCalendar canada = BusinessCalendar.Rails.paymentsCanada();
        assertThatThrownBy(() -> canada.isBusinessDay(LocalDate.of(2036, 1, 2)))
                .isInstanceOfSatisfying(HolidayCalendar.NotCoveredException.class, e -> {
                    assertThat(e.code()).isEqualTo(HolidayCalendar.NotCoveredException.Reason.NOT_COVERED);
                    assertThat(e.date()).isEqualTo("2036-01-02");
                    assertThat(e.calendar()).isEqualTo("payments-canada");
                });
        assertThatThrownBy(() -> canada.plus(LocalDate.of(2035, 12, 31), 1))
                .isInstanceOf(HolidayCalendar.NotCoveredException.class)
                .hasMessageContaining("2036-01-01");
        assertThatThrownBy(() -> canada.between(LocalDate.of(2009, 12, 30), LocalDate.of(2010, 2, 1)))
                .isInstanceOf(HolidayCalendar.NotCoveredException.class);
        assertThat(canada.between(LocalDate.of(2009, 12, 31), LocalDate.of(2010, 1, 4)))
                .isEqualTo(1);
    }

    private static List<LocalDate> weekdaysOff(BusinessCalendar calendar, int year) {
        Set<DayOfWeek> weekend = Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
        Stream<LocalDate> days = LocalDate.of(year, 1, 1).datesUntil(LocalDate.of(year + 1, 1, 1));
        return days.filter(day -> !weekend.contains(day.getDayOfWeek()) && !calendar.isBusinessDay(day))
                .toList();
    }

    private static List<LocalDate> dates(int year, String monthDays) {
        return Arrays.stream(monthDays.split(" "))
                .map(text -> LocalDate.parse(year + "-" + text))
                .toList();
    }
}
