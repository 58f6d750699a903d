package io.counterfoil.payments.hours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.calendar.HolidayCalendar;
import io.counterfoil.payments.evidence.Diagnostic;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What hours say of themselves, joined hours date by date, and day rules backwards. By hand, in UTC unless a clock changes. */
class HoursWordsTest {

    private static final ZoneId UTC = ZoneOffset.UTC;
    private static final ZoneId TORONTO = ZoneId.of("America/Toronto");
    private static final LocalDate MONDAY = LocalDate.of(2027, 5, 10);
    private static final LocalDate TUESDAY = MONDAY.plusDays(1);

    private final BusinessHours days =
            BusinessHours.in(UTC).weekdays("09:00-17:00").build();
    private final BusinessHours late = BusinessHours.in(UTC)
            .weekdays("12:00-20:00")
            .holidays(TUESDAY)
            .breaks(MONDAY, "13:00-13:30")
            .build();

    private static Instant at(LocalDate date, String time) {
        return Instant.parse(date + "T" + time + ":00Z");
    }

    private static List<String> lines(BusinessHours hours) {
        OpenHours.Explanation why = hours.explain(at(MONDAY, "00:00"), at(TUESDAY.plusDays(1), "00:00"));
        assertThat(why.counted())
                .isEqualTo(hours.elapsed(at(MONDAY, "00:00"), at(TUESDAY.plusDays(1), "00:00")))
                .isEqualTo(why.elapsed());
        return why.lines().stream()
                .map(line -> line.date().getDayOfWeek().name().substring(0, 3) + " "
                        + line.from().toString().substring(11, 16) + "-"
                        + line.to().toString().substring(11, 16) + " " + line.kind())
                .toList();
    }

    @Test
    @DisplayName("TIC-06 TIC-10 closed dates own nothing, are holidays, and say so")
    void closed() {
        BusinessHours closed = days.closed(List.of(MONDAY));
        assertThat(lines(closed)).containsExactly("MON 09:00-17:00 CLOSED_DATE", "TUE 09:00-17:00 OPEN");
        assertThat(closed.isHoliday(MONDAY)).isTrue();
        assertThat(closed.isHoliday(TUESDAY)).isFalse();
        assertThat(closed.calendar().isBusinessDay(MONDAY)).isFalse();
        assertThat(closed.calendar().isBusinessDay(TUESDAY)).isTrue();
        assertThat(closed.nominalDay()).isEqualTo(Duration.ofHours(8));
        assertThat(closed.covered()).isEqualTo(days.covered());
        assertThat(late.closed(List.of(TUESDAY.plusDays(1))).isBreak(at(MONDAY, "13:15")))
                .isTrue();
        assertThat(late.closed(List.of(MONDAY)).isHoliday(TUESDAY)).isTrue();
    }

    @Test
    @DisplayName("TIC-06 TIC-10 hours open in both, in either, or in one and not the other, with what was lost and why")
    void joined() {
        assertThat(lines(days.and(late)))
                .containsExactly(
                        "MON 09:00-12:00 OTHER_CLOSED",
                        "MON 12:00-13:00 OPEN",
                        "MON 13:00-13:30 OTHER_CLOSED",
                        "MON 13:30-17:00 OPEN",
                        "TUE 09:00-17:00 OTHER_CLOSED");
        assertThat(lines(days.minus(late)))
                .containsExactly(
                        "MON 09:00-12:00 OPEN",
                        "MON 12:00-13:00 TAKEN_OUT",
                        "MON 13:00-13:30 OPEN",
                        "MON 13:30-17:00 TAKEN_OUT",
                        "TUE 09:00-17:00 OPEN");
        assertThat(lines(days.or(late)))
                .containsExactly("MON 09:00-20:00 OPEN", "TUE 09:00-17:00 OPEN", "TUE 17:00-20:00 HOLIDAY");
        assertThat(lines(late))
                .containsExactly(
                        "MON 12:00-13:00 OPEN",
                        "MON 13:00-13:30 BREAK",
                        "MON 13:30-20:00 OPEN",
                        "TUE 12:00-20:00 HOLIDAY");
    }

    @Test
    @DisplayName("TIC-06 a holiday or a break of joined hours is one of either, of both, or of the first")
    void joinedHolidays() {
        Instant pause = at(MONDAY, "13:15");
        assertThat(List.of(
                        days.and(late).isHoliday(TUESDAY),
                        late.and(days).isHoliday(TUESDAY),
                        days.or(late).isHoliday(TUESDAY),
                        late.or(late).isHoliday(TUESDAY),
                        days.minus(late).isHoliday(TUESDAY),
                        late.minus(days).isHoliday(TUESDAY)))
                .containsExactly(true, true, false, true, false, true);
        assertThat(List.of(
                        days.and(late).isBreak(pause),
                        late.and(days).isBreak(pause),
                        days.or(late).isBreak(pause),
                        late.or(late).isBreak(pause),
                        days.minus(late).isBreak(pause),
                        late.minus(days).isBreak(pause)))
                .containsExactly(true, true, false, true, false, true);
        assertThat(late.isBreak(at(MONDAY, "13:30"))).isFalse();
        assertThat(late.isBreak(at(MONDAY, "13:00"))).isTrue();
        assertThat(late.isBreak(at(MONDAY, "12:59"))).isFalse();
    }

    @Test
    @DisplayName("TIC-06 hours of two zones know two days less at either end than both calendars do")
    void joinedCover() {
        HolidayCalendar year = HolidayCalendar.of(
                "year", Set.of(), Set.of(), DateRange.of(LocalDate.of(2027, 1, 1), LocalDate.of(2027, 12, 31)));
        BusinessHours known =
                BusinessHours.in(UTC).daily("09:00-17:00").holidays(year).build();
        BusinessHours toronto = BusinessHours.in(TORONTO).daily("09:00-17:00").build();
        BusinessHours nights = BusinessHours.in(UTC).daily("22:00-02:00").build();
        assertThat(known.and(days).covered()).isEqualTo(year.covered());
        DateRange less = DateRange.of(LocalDate.of(2027, 1, 3), LocalDate.of(2027, 12, 29));
        assertThat(known.and(toronto).covered()).isEqualTo(less);
        assertThat(known.or(nights).covered()).isEqualTo(less);
        assertThat(nights.minus(known).covered()).isEqualTo(less);
        BusinessHours never = BusinessHours.in(UTC)
                .daily("09:00-17:00")
                .holidays(HolidayCalendar.of("2030", Set.of(), Set.of(), DateRange.month(2030, 1)))
                .build();
        assertThatThrownBy(() -> known.and(never))
                .isInstanceOf(OpenHours.InvalidException.class)
                .hasMessage("HOURS.INVALID_CALENDAR: calendars cover 2027-01-01..2027-12-31 and"
                        + " 2030-01-01..2030-01-31, expected dates in common");
    }

    @Test
    @DisplayName("TIC-04 the first covered night belongs to a date that is not known; the last midnight is the end")
    void edgesOfTheCover() {
        HolidayCalendar year = HolidayCalendar.of(
                "year", Set.of(), Set.of(), DateRange.of(LocalDate.of(2027, 1, 1), LocalDate.of(2027, 12, 31)));
        BusinessHours byDay =
                BusinessHours.in(UTC).daily("00:00-24:00").holidays(year).build();
        BusinessHours byNight =
                BusinessHours.in(UTC).daily("22:00-02:00").holidays(year).build();
        Instant first = Instant.parse("2027-01-01T00:00:00Z");
        Instant last = Instant.parse("2028-01-01T00:00:00Z");
        assertThat(byDay.elapsed(first, last)).isEqualTo(Duration.ofDays(365));
        assertThatThrownBy(() -> byDay.elapsed(first.minusSeconds(1), last))
                .isInstanceOf(HolidayCalendar.NotCoveredException.class)
                .hasMessageContaining("hours in Z")
                .hasMessageContaining("2026-12-31");
        assertThatThrownBy(() -> byDay.elapsed(first, last.plusNanos(1)))
                .isInstanceOf(HolidayCalendar.NotCoveredException.class);
        assertThatThrownBy(() -> byNight.isOpen(first)).isInstanceOf(HolidayCalendar.NotCoveredException.class);
        assertThat(byNight.isOpen(first.plus(Duration.ofDays(1)))).isTrue();
        assertThatThrownBy(() -> byDay.isHoliday(LocalDate.of(2028, 1, 1)))
                .isInstanceOf(HolidayCalendar.NotCoveredException.class)
                .hasMessageContaining("hours in Z");
        assertThatThrownBy(() -> byDay.isBreak(last.plusSeconds(1)))
                .isInstanceOf(HolidayCalendar.NotCoveredException.class);
        assertThatThrownBy(() -> byDay.intervals(first, last.plusSeconds(1)))
                .isInstanceOf(HolidayCalendar.NotCoveredException.class);
        assertThatThrownBy(() -> byDay.intervals(first.minusSeconds(1), last))
                .isInstanceOf(HolidayCalendar.NotCoveredException.class);
        assertThatThrownBy(() -> byDay.deadlineSecond(last.getEpochSecond() + 1, 0))
                .isInstanceOf(HolidayCalendar.NotCoveredException.class);
        assertThat(byDay.intervals(first, last)).containsExactly(new OpenHours.Interval(first, last));
    }

    @Test
    @DisplayName("TIC-05 the version tells apart every definition that could answer differently")
    void versions() {
        LocalDate date = LocalDate.of(2027, 5, 12);
        HolidayCalendar one = HolidayCalendar.of("c", Set.of(date), Set.of(), DateRange.month(2027, 5));
        HolidayCalendar other = HolidayCalendar.of("c", Set.of(TUESDAY), Set.of(), DateRange.month(2027, 5));
        Stream<BusinessHours> made = Stream.of(
                week().build(),
                week().holidays(date).build(),
                week().annualHoliday(MonthDay.from(date)).build(),
                week().holidays(date, date).build(),
                week().hours(date).build(),
                week().hours(date, "09:00-10:00").build(),
                week().opening(date, "09:00-10:00").build(),
                week().breaks(date, "09:00-10:00").build(),
                week().closeAtMidnight().build(),
                week().holidays(one).build(),
                week().holidays(other).build(),
                week().from(date, Map.of()).build(),
                week().from(date.plusDays(1), Map.of()).build(),
                week().nominalDay(Duration.ofHours(7)).build(),
                week().build().closed(List.of(date)),
                days.and(late),
                late.and(days),
                days.or(late),
                days.minus(late),
                BusinessHours.in(ZoneOffset.ofHours(1)).weekdays("09:00-17:00").build());
        assertThat(made.map(BusinessHours::version)).doesNotHaveDuplicates().hasSize(20);
        assertThat(week().build().version()).isEqualTo(days.version());
        assertThat(week().nominalDay(Duration.ofHours(8)).build().version())
                .as("what it was anyway")
                .isEqualTo(days.version());
        assertThat(days)
                .hasToString("BusinessHours(Z, 1900-01-01..2199-12-31, version "
                        + days.version().substring(0, 12) + ")");
    }

    private static BusinessHours.Builder week() {
        return BusinessHours.in(UTC).weekdays("09:00-17:00");
    }

    @ParameterizedTest
    @CsvSource({
        "SAME_TIME, 2027-05-17T10:00:00Z, 1, 2027-05-14T10:00:00Z",
        "SAME_TIME, 2027-05-15T11:00:00Z, 1, 2027-05-14T11:00:00Z",
        "SAME_TIME, 2027-05-15T11:00:00Z, 0, 2027-05-15T11:00:00Z",
        "SAME_TIME_THEN_OPEN, 2027-05-17T18:30:00Z, 1, 2027-05-14T17:00:00Z",
        "SAME_TIME_THEN_OPEN, 2027-05-17T10:30:00Z, 1, 2027-05-14T10:30:00Z",
        "FROM_OPENING, 2027-05-16T11:00:00Z, 1, 2027-05-13T17:00:00Z",
        "FROM_OPENING, 2027-05-14T11:00:00Z, 1, 2027-05-13T11:00:00Z",
        "END_OF_DAY, 2027-05-17T10:00:00Z, 1, 2027-05-14T17:00:00Z",
        "END_OF_DAY, 2027-05-15T10:00:00Z, 0, 2027-05-14T17:00:00Z",
        "END_OF_DAY, 2027-05-14T10:00:00Z, 0, 2027-05-14T17:00:00Z",
        "NOMINAL_HOURS, 2027-05-11T11:00:00Z, 1, 2027-05-10T11:00:00Z",
        "NOMINAL_HOURS, 2027-05-17T11:00:00Z, 2, 2027-05-13T11:00:00Z"
    })
    @DisplayName("TIC-09 the five day rules backwards, in both ways of asking")
    void backwards(OpenHours.DayRule rule, Instant end, int n, Instant expected) {
        assertThat(days.before(end, BusinessDays.of(n, rule)).at().orElseThrow().stay())
                .isEqualTo(expected);
        if (n > 0) {
            assertThat(days.deadline(end, BusinessDays.of(-n, rule))
                            .at()
                            .orElseThrow()
                            .stay())
                    .isEqualTo(expected);
            assertThat(days.before(expected, BusinessDays.of(-n, OpenHours.DayRule.SAME_TIME)))
                    .isEqualTo(days.deadline(expected, BusinessDays.of(n, OpenHours.DayRule.SAME_TIME)));
        }
    }

    @Test
    @DisplayName(
            "TIC-09 a time that the day skips is the change of the clock, and a fraction of a second stays elsewhere")
    void sameTimeInAGap() {
        BusinessHours toronto = BusinessHours.in(TORONTO).daily("00:00-24:00").build();
        BusinessDays next = BusinessDays.of(1, OpenHours.DayRule.SAME_TIME);
        // 14 March 2027: 02:00 becomes 03:00 at 07:00Z
        assertThat(toronto.deadline(Instant.parse("2027-03-13T07:30:00.5Z"), next)
                        .at()
                        .orElseThrow()
                        .stay())
                .isEqualTo(Instant.parse("2027-03-14T07:00:00Z"));
        assertThat(toronto.deadline(Instant.parse("2027-03-12T07:30:00.5Z"), next)
                        .at()
                        .orElseThrow()
                        .stay())
                .isEqualTo(Instant.parse("2027-03-13T07:30:00.5Z"));
    }

    @Test
    @DisplayName("TIC-08 hours that never open say how far was searched, on and back, by any rule")
    void never() {
        BusinessHours never = BusinessHours.in(UTC).build();
        BusinessHours once =
                BusinessHours.in(UTC).opening(MONDAY, "09:00-10:00").build();
        Instant start = at(MONDAY, "12:00");
        Duration horizon = Duration.ofDays(25 * 365 + 6);
        for (OpenHours.DayRule rule : OpenHours.DayRule.values()) {
            assertThat(never.deadline(start, BusinessDays.of(1, rule)))
                    .isEqualTo(new OpenHours.Due.NeverOpens(start.plus(horizon)));
            assertThat(never.before(start, BusinessDays.of(1, rule)))
                    .isEqualTo(new OpenHours.Due.NeverOpens(start.minus(horizon)));
        }
        assertThat(never.before(start, Duration.ofHours(1)).at()).isEmpty();
        assertThat(once.deadline(start, Duration.ofHours(1)).at()).isEmpty();
        assertThat(once.before(start, Duration.ofHours(1)).at()).isEmpty();
        assertThat(once.deadline(at(MONDAY, "08:00"), Duration.ofMinutes(30)))
                .isEqualTo(new OpenHours.Due.At(at(MONDAY, "09:30"), at(MONDAY, "09:30")));
        assertThat(once.before(start, Duration.ofMinutes(30)))
                .isEqualTo(new OpenHours.Due.At(at(MONDAY, "09:30"), at(MONDAY, "09:30")));
        assertThat(once.nextOpen(start)).isEmpty();
        assertThat(once.prevClose(at(MONDAY, "08:00"))).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> once.before(start, Duration.ofSeconds(-1)))
                .withMessage("amount of business time is PT-1S, expected none or more\n"
                        + "Maybe the other direction is meant: use deadline.");
    }

    @Test
    @DisplayName("TIC-07 open time of years is one stretch, however far its ends lie apart")
    void longStretches() {
        LocalDate closed = LocalDate.of(2030, 1, 1);
        BusinessHours almostAlways =
                BusinessHours.in(UTC).daily("00:00-24:00").holidays(closed).build();
        assertThat(almostAlways.nextClose(at(MONDAY, "12:00"))).contains(at(closed, "00:00"));
        assertThat(almostAlways.nextOpen(at(closed, "05:00"))).contains(at(closed.plusDays(1), "00:00"));
        assertThat(almostAlways.prevClose(at(closed.plusDays(1), "00:00"))).contains(at(closed, "00:00"));
        assertThat(almostAlways.prevClose(at(closed.plusYears(2), "00:00"))).contains(at(closed.plusYears(2), "00:00"));
        assertThat(almostAlways.intervals(at(MONDAY, "00:00"), at(closed.plusYears(2), "00:00")))
                .containsExactly(
                        new OpenHours.Interval(at(MONDAY, "00:00"), at(closed, "00:00")),
                        new OpenHours.Interval(at(closed.plusDays(1), "00:00"), at(closed.plusYears(2), "00:00")));
        assertThat(almostAlways.nextClose(at(closed, "05:00"))).isEmpty();
        // a thousand days of open time, one closed day among them
        assertThat(almostAlways.deadlineSecond(at(MONDAY, "00:00").getEpochSecond(), 1_000 * 86_400L))
                .isEqualTo(at(MONDAY.plusDays(1_001), "00:00").getEpochSecond());
        assertThat(days.intervals(at(MONDAY, "10:00"), at(MONDAY, "10:00"))).isEmpty();
        assertThat(days.intervals(
                        Instant.parse("2027-05-10T08:00:00Z"), Instant.parse("2027-05-10T09:00:00.000000001Z")))
                .containsExactly(new OpenHours.Interval(
                        Instant.parse("2027-05-10T09:00:00Z"), Instant.parse("2027-05-10T09:00:00.000000001Z")));
    }

    @Test
    @DisplayName("TIC-01 opening hours are at most a day, begin in their date and read as they are written")
    void openHours() {
        assertThat(OpenHours.parse(" 22:00-06:00 "))
                .isEqualTo(new OpenHours(79_200, 108_000))
                .hasToString("22:00:00-06:00:00");
        assertThat(OpenHours.parse("09:00:05 – 10:00")).hasToString("09:00:05-10:00:00");
        assertThat(OpenHours.parse("08:00-08:00")).isEqualTo(new OpenHours(28_800, 115_200));
        assertThat(OpenHours.wholeDay())
                .isEqualTo(OpenHours.parse("00:00-24:00"))
                .hasToString("00:00:00-24:00:00");
        assertThat(new OpenHours(86_399, 172_799)).hasToString("23:59:59-23:59:59");
        for (int[] bad : new int[][] {{-1, 5}, {86_400, 86_401}, {5, 5}, {0, 86_401}}) {
            assertThatThrownBy(() -> new OpenHours(bad[0], bad[1]))
                    .isInstanceOf(OpenHours.InvalidException.class)
                    .hasMessageStartingWith("HOURS.INVALID_HOURS: hours from second " + bad[0] + " to " + bad[1]
                            + " of the day, expected HH:MM");
        }
        assertThatThrownBy(() -> BusinessHours.in(UTC).opening(MONDAY, "9-5"))
                .hasMessageStartingWith("HOURS.INVALID_HOURS: opening 2027-05-10: hours '9-5', expected HH:MM");
        assertThatThrownBy(() -> BusinessHours.in(UTC).nominalDay(Duration.ZERO))
                .hasMessage("HOURS.INVALID_CALENDAR: nominal day is PT0S, expected more than nothing");
        assertThatThrownBy(() -> BusinessHours.in(UTC).nominalDay(Duration.ofSeconds(-1)))
                .isInstanceOf(OpenHours.InvalidException.class);
        assertThatThrownBy(() -> BusinessHours.in(UTC).build().nominalDay())
                .hasMessage(
                        "nominal day of hours in Z is not known, expected weekly hours or a nominal day set at build");
    }

    @Test
    @DisplayName("TIC-06 hours that share time are merged and named with the list they stand in; touching ones are not")
    void overlaps() {
        BusinessHours hours = BusinessHours.in(UTC)
                .on(DayOfWeek.MONDAY, "09:00-12:00", "12:00-13:00", "11:00-12:30")
                .on(DayOfWeek.SUNDAY, "22:00-09:00")
                .on(DayOfWeek.TUESDAY, "22:00-10:00")
                .on(DayOfWeek.WEDNESDAY, "09:00-10:00")
                .from(LocalDate.of(2027, 6, 1), later -> later.on(DayOfWeek.FRIDAY, "09:00-12:00", "10:00-11:00"))
                .hours(MONDAY, "09:00-12:00", "11:59-13:00")
                .opening(TUESDAY, "09:00-12:00", "09:00-12:00")
                .build();
        assertThat(hours.diagnostics())
                .extracting(Diagnostic::message)
                .containsExactly(
                        "hours 09:00:00-12:00:00 and 11:00:00-12:30:00 of weekly MONDAY share time, expected none; they are merged",
                        "hours 12:00:00-13:00:00 and 11:00:00-12:30:00 of weekly MONDAY share time, expected none; they are merged",
                        "hours 22:00:00-10:00:00 and 09:00:00-10:00:00 of weekly WEDNESDAY share time, expected none; they are merged",
                        "hours 09:00:00-12:00:00 and 10:00:00-11:00:00 of weekly from 2027-06-01 FRIDAY share time, expected none; they are merged",
                        "hours 09:00:00-12:00:00 and 11:59:00-13:00:00 of hours 2027-05-10 share time, expected none; they are merged",
                        "hours 09:00:00-12:00:00 and 09:00:00-12:00:00 of opening 2027-05-11 share time, expected none; they are merged");
        assertThat(hours.elapsed(at(MONDAY, "09:00"), at(TUESDAY, "00:00"))).isEqualTo(Duration.ofHours(4));
        assertThat(hours.elapsed(at(TUESDAY, "00:00"), at(TUESDAY.plusDays(1), "00:00")))
                .isEqualTo(Duration.ofHours(3));
        assertThat(hours.and(hours).diagnostics()).hasSize(12);
    }

    @Test
    @DisplayName("TIC-09 the nominal day is the commonest length of a day of the last pattern, of two the longer")
    void nominalDay() {
        BusinessHours tied = BusinessHours.in(UTC)
                .on(DayOfWeek.MONDAY, "09:00-17:00")
                .on(DayOfWeek.TUESDAY, "09:00-16:00")
                .build();
        assertThat(tied.nominalDay()).isEqualTo(Duration.ofHours(8));
        assertThat(BusinessHours.in(UTC)
                        .on(DayOfWeek.MONDAY, "09:00-17:00")
                        .on(DayOfWeek.TUESDAY, "09:00-12:00", "13:00-16:00")
                        .on(DayOfWeek.FRIDAY, "09:00-15:00")
                        .build()
                        .nominalDay())
                .isEqualTo(Duration.ofHours(6));
        assertThat(week().nominalDay(Duration.ofHours(7)).build().nominalDay()).isEqualTo(Duration.ofHours(7));
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 min",
        "PT1H, 1 h",
        "PT1H1M1S, 1 h 1 min 1 s",
        "PT1H5S, 1 h 5 s",
        "PT61S, 1 min 1 s",
        "PT1.5S, 1.5 s",
        "PT0.000000001S, 0.000000001 s",
        "PT-1H-30M, -1 h 30 min",
        "PT100H, 100 h"
    })
    @DisplayName("TIC-10 amounts of time in words")
    void amounts(Duration duration, String words) {
        assertThat(OpenHours.Explanation.shown(duration)).isEqualTo(words);
    }

    @Test
    @DisplayName("TIC-10 an explanation of reversed instants has the same lines and the opposite sum")
    void reversed() {
        OpenHours.Explanation back = days.explain(at(MONDAY, "12:00"), at(MONDAY, "10:00"));
        assertThat(back.elapsed()).isEqualTo(Duration.ofHours(-2));
        assertThat(back.from()).isEqualTo(at(MONDAY, "10:00"));
        assertThat(back.lines())
                .containsExactly(new OpenHours.Explanation.Line(
                        MONDAY, at(MONDAY, "10:00"), at(MONDAY, "12:00"), OpenHours.Explanation.Kind.OPEN));
        assertThat(back.sentence())
                .isEqualTo("-2 h of open time from 2027-05-10T10:00:00Z to 2027-05-10T12:00:00Z: 2027-05-10 open 2 h");
    }

    @Test
    @DisplayName("TIC-07 an interval holds its beginning and not its end, and is cut at the midnights of a zone")
    void intervals() {
        Instant from = Instant.parse("2027-03-13T20:00:00Z");
        Instant to = Instant.parse("2027-03-15T10:00:00Z");
        OpenHours.Interval interval = new OpenHours.Interval(from, to);
        assertThat(interval.contains(from)).isTrue();
        assertThat(interval.contains(to)).isFalse();
        assertThat(interval.contains(from.minusNanos(1))).isFalse();
        assertThat(interval).hasToString("2027-03-13T20:00:00Z..2027-03-15T10:00:00Z");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OpenHours.Interval(from, from))
                .withMessage("interval ends at " + from + ", expected later than its beginning " + from);
        // Toronto: midnight of the 14th at 05:00Z, of the 15th at 04:00Z
        assertThat(interval.byLocalDate(TORONTO))
                .containsExactly(
                        Map.entry(
                                LocalDate.of(2027, 3, 13),
                                new OpenHours.Interval(from, Instant.parse("2027-03-14T05:00:00Z"))),
                        Map.entry(
                                LocalDate.of(2027, 3, 14),
                                new OpenHours.Interval(
                                        Instant.parse("2027-03-14T05:00:00Z"), Instant.parse("2027-03-15T04:00:00Z"))),
                        Map.entry(
                                LocalDate.of(2027, 3, 15),
                                new OpenHours.Interval(Instant.parse("2027-03-15T04:00:00Z"), to)));
    }
}
