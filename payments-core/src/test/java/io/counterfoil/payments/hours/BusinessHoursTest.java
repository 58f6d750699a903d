package io.counterfoil.payments.hours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.calendar.HolidayCalendar;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BusinessHoursTest {

    private static final ZoneId TORONTO = ZoneId.of("America/Toronto");
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    private final BusinessHours toronto =
            BusinessHours.in(TORONTO).weekdays("09:00-12:00", "13:00-17:00").build();

    @Test
    @DisplayName("TIC-01 intervals are half-open to the second, and 24:00 is the end of the day")
    void intervals() {
        BusinessHours hours = BusinessHours.in(ZoneId.of("UTC"))
                .on(DayOfWeek.MONDAY, "08:00:01-08:00:03", "23:00-24:00")
                .build();
        assertThat(hours.isOpen(Instant.parse("2027-05-10T08:00:00.999999999Z")))
                .isFalse();
        assertThat(hours.isOpen(Instant.parse("2027-05-10T08:00:01Z"))).isTrue();
        assertThat(hours.isOpen(Instant.parse("2027-05-10T08:00:03Z"))).isFalse();
        assertThat(hours.elapsed(Instant.parse("2027-05-10T00:00:00Z"), Instant.parse("2027-05-11T00:00:00Z")))
                .isEqualTo(Duration.ofSeconds(3602));
        assertThat(hours.elapsed(Instant.parse("2027-05-10T08:00:01.25Z"), Instant.parse("2027-05-10T08:00:02.5Z")))
                .isEqualTo(Duration.ofMillis(1250));
    }

    @Test
    @DisplayName("TIC-01 hours that make no sense are refused when they are built")
    void badHours() {
        for (String text : List.of(
                "00:00-00:00",
                "9-17",
                "09:00-25:00",
                "24:00-25:00",
                "09:00-24:01",
                "09:60-10:00",
                "",
                "09:00:00.5-10:00")) {
            assertThatThrownBy(() -> BusinessHours.in(TORONTO).weekdays(text))
                    .isInstanceOfSatisfying(
                            OpenHours.InvalidException.class,
                            e -> assertThat(e.code()).isEqualTo(OpenHours.InvalidException.Reason.INVALID_HOURS))
                    .hasMessageContaining("MONDAY")
                    .hasMessageContaining("'" + text + "'");
        }
        assertThatThrownBy(() -> BusinessHours.in(TORONTO).holidays(LocalDate.of(2027, 1, 2), LocalDate.of(2027, 1, 1)))
                .isInstanceOfSatisfying(
                        OpenHours.InvalidException.class,
                        e -> assertThat(e.code()).isEqualTo(OpenHours.InvalidException.Reason.INVALID_CALENDAR));
        LocalDate date = LocalDate.of(2027, 1, 1);
        assertThatThrownBy(() -> BusinessHours.in(TORONTO).from(date, Map.of()).from(date, Map.of()))
                .isInstanceOf(OpenHours.InvalidException.class);
    }

    @Test
    @DisplayName("TIC-02 a shift over midnight belongs to the date it begins on")
    void nightShift() {
        BusinessHours.Builder builder =
                BusinessHours.in(LONDON).weekdays("22:00-06:00").holidays(LocalDate.of(2026, 1, 7));
        BusinessHours hours = builder.build();
        assertThat(hours.elapsed(at(LONDON, "2026-01-06T12:00"), at(LONDON, "2026-01-07T12:00")))
                .isEqualTo(Duration.ofHours(8));
        assertThat(hours.elapsed(at(LONDON, "2026-01-07T12:00"), at(LONDON, "2026-01-08T12:00")))
                .isEqualTo(Duration.ZERO);
        assertThat(hours.elapsed(at(LONDON, "2026-01-09T12:00"), at(LONDON, "2026-01-10T12:00")))
                .isEqualTo(Duration.ofHours(8));
        assertThat(hours.calendar().isBusinessDay(LocalDate.of(2026, 1, 10))).isFalse();
        assertThat(builder.closeAtMidnight()
                        .build()
                        .elapsed(at(LONDON, "2026-01-06T12:00"), at(LONDON, "2026-01-07T12:00")))
                .isEqualTo(Duration.ofHours(2));
    }

    @Test
    @DisplayName("TIC-03 a night over the change of the clock has its real length")
    void clockChanges() {
        BusinessHours nights = BusinessHours.in(PARIS).daily("22:00-06:00").build();
        assertThat(nights.elapsed(at(PARIS, "2027-03-27T12:00"), at(PARIS, "2027-03-28T12:00")))
                .isEqualTo(Duration.ofHours(7));
        assertThat(nights.elapsed(at(PARIS, "2027-10-30T12:00"), at(PARIS, "2027-10-31T12:00")))
                .isEqualTo(Duration.ofHours(9));
        BusinessHours half = BusinessHours.in(PARIS).daily("02:30-03:15").build();
        assertThat(half.intervals(at(PARIS, "2027-03-28T00:00"), at(PARIS, "2027-03-29T00:00")))
                .containsExactly(new OpenHours.Interval(
                        Instant.parse("2027-03-28T01:00:00Z"), Instant.parse("2027-03-28T01:15:00Z")));
        BusinessHours apia =
                BusinessHours.in(ZoneId.of("Pacific/Apia")).daily("09:00-17:00").build();
        assertThat(apia.calendar().isBusinessDay(LocalDate.of(2011, 12, 30))).isFalse();
        assertThat(apia.calendar().shift(LocalDate.of(2011, 12, 29), 1)).isEqualTo("2011-12-31");
    }

    @Test
    @DisplayName(
            "TIC-03 the parts of a day add up to the real day at every transition of every fifth zone from 1970 to 2037")
    void partsOfDays() {
        List<String> zones = ZoneId.getAvailableZoneIds().stream().sorted().toList();
        IntStream.range(0, zones.size())
                .filter(at -> at % 5 == 0)
                .mapToObj(zones::get)
                .map(ZoneId::of)
                .forEach(zone -> {
                    BusinessHours parts = BusinessHours.in(zone)
                            .daily("00:00-00:01", "00:01-01:59:59", "01:59:59-03:00", "03:00-24:00")
                            .build();
                    var transition = zone.getRules().nextTransition(Instant.parse("1970-01-05T00:00:00Z"));
                    while (transition != null && transition.getDateTimeBefore().getYear() < 2038) {
                        Instant at = transition.getInstant();
                        assertThat(parts.elapsed(at.minusSeconds(90_001), at.plusSeconds(100_003)))
                                .as(zone + " " + at)
                                .isEqualTo(Duration.ofSeconds(190_004));
                        transition = zone.getRules().nextTransition(at);
                    }
                });
    }

    @Test
    @DisplayName(
            "TIC-04 an opening wins over a holiday, that over replaced hours, that over the week; breaks are cut from all")
    void precedence() {
        LocalDate monday = LocalDate.of(2027, 5, 10);
        BusinessHours hours = BusinessHours.in(TORONTO)
                .weekdays("09:00-17:00")
                .hours(monday, "10:00-12:00")
                .hours(monday.plusDays(1), "10:00-12:00")
                .holidays(monday.plusDays(1))
                .opening(monday.plusDays(2), "08:00-09:00")
                .holidays(monday.plusDays(2))
                .annualHoliday(MonthDay.of(5, 13))
                .breaks(monday, "11:00-11:30")
                .holidays(LocalDate.of(2027, 12, 30), LocalDate.of(2028, 1, 3))
                .build();
        assertThat(day(hours, monday)).isEqualTo(Duration.ofMinutes(90));
        assertThat(day(hours, monday.plusDays(1))).isEqualTo(Duration.ZERO);
        assertThat(day(hours, monday.plusDays(2))).isEqualTo(Duration.ofHours(1));
        assertThat(day(hours, monday.plusDays(3))).isEqualTo(Duration.ZERO);
        assertThat(day(hours, monday.plusDays(4))).isEqualTo(Duration.ofHours(8));
        assertThat(day(hours, LocalDate.of(2028, 1, 3))).isEqualTo(Duration.ZERO);
        assertThat(day(hours, LocalDate.of(2028, 1, 4))).isEqualTo(Duration.ofHours(8));
    }

    @Test
    @DisplayName("TIC-04 holidays of a port close the hours, and years it does not cover are refused")
    void port() {
        BusinessHours hours = BusinessHours.in(TORONTO)
                .weekdays("09:00-17:00")
                .holidays(BusinessCalendar.Rails.paymentsCanada().holidays())
                .build();
        assertThat(day(hours, LocalDate.of(2027, 7, 1))).isEqualTo(Duration.ZERO);
        assertThatThrownBy(() -> hours.elapsed(at(TORONTO, "2035-12-28T12:00"), at(TORONTO, "2036-01-02T12:00")))
                .isInstanceOf(HolidayCalendar.NotCoveredException.class)
                .hasMessageContaining("2036-01-02");
        assertThatThrownBy(() -> hours.deadline(at(TORONTO, "2035-12-28T12:00"), Duration.ofHours(80)))
                .isInstanceOf(HolidayCalendar.NotCoveredException.class);
    }

    @Test
    @DisplayName("TIC-05 another weekly pattern holds from its date on, and the version tells definitions apart")
    void patterns() {
        LocalDate change = LocalDate.of(2027, 6, 2);
        BusinessHours hours = BusinessHours.in(TORONTO)
                .weekdays("09:00-17:00")
                .from(change, later -> later.weekdays("10:00-14:00"))
                .build();
        assertThat(day(hours, change.minusDays(1))).isEqualTo(Duration.ofHours(8));
        assertThat(day(hours, change)).isEqualTo(Duration.ofHours(4));
        assertThat(hours.nominalDay()).isEqualTo(Duration.ofHours(4));
        BusinessHours same = BusinessHours.in(TORONTO)
                .weekdays("12:00-17:00", "09:00-12:00")
                .from(change, later -> later.weekdays("10:00-14:00"))
                .build();
        assertThat(same.version()).isEqualTo(hours.version()).hasSize(64);
        assertThat(toronto.version()).isNotEqualTo(hours.version());
        assertThat(BusinessHours.in(LONDON).weekdays("09:00-17:00").build().version())
                .isNotEqualTo(BusinessHours.in(TORONTO)
                        .weekdays("09:00-17:00")
                        .build()
                        .version());
    }

    @Test
    @DisplayName(
            "TIC-06 hours of two zones are joined, cut and taken from one another; overlaps are merged and reported")
    void joined() {
        BusinessHours london = BusinessHours.in(LONDON).weekdays("09:00-17:00").build();
        LocalDate monday = LocalDate.of(2027, 5, 10); // London 08:00-16:00 Z, Toronto 13:00-16:00 and 17:00-21:00 Z
        Instant from = Instant.parse("2027-05-10T00:00:00Z");
        Instant to = Instant.parse("2027-05-11T00:00:00Z");
        assertThat(london.and(toronto).elapsed(from, to)).isEqualTo(Duration.ofHours(3));
        assertThat(london.or(toronto).elapsed(from, to)).isEqualTo(Duration.ofHours(12));
        assertThat(london.minus(toronto).elapsed(from, to)).isEqualTo(Duration.ofHours(5));
        assertThat(toronto.closed(List.of(monday)).elapsed(from, to)).isEqualTo(Duration.ZERO);
        assertThat(toronto.diagnostics()).isEmpty();
        BusinessHours overlapping = BusinessHours.in(TORONTO)
                .on(DayOfWeek.MONDAY, "09:00-12:00", "11:00-13:00", "13:00-14:00")
                .on(DayOfWeek.SUNDAY, "22:00-10:00")
                .build();
        assertThat(overlapping.diagnostics())
                .hasSize(2)
                .allSatisfy(found -> assertThat(found.code()).isEqualTo(OpenHours.InvalidException.Reason.OVERLAP));
        assertThat(overlapping.elapsed(at(TORONTO, "2027-05-09T12:00"), at(TORONTO, "2027-05-10T23:00")))
                .isEqualTo(Duration.ofHours(16));
    }

    @Test
    @DisplayName("TIC-07 openings and closings")
    void openings() {
        Instant friday = at(TORONTO, "2027-05-07T17:00");
        assertThat(toronto.nextOpen(friday)).contains(at(TORONTO, "2027-05-10T09:00"));
        assertThat(toronto.nextClose(friday)).contains(at(TORONTO, "2027-05-10T12:00"));
        assertThat(toronto.prevClose(friday)).contains(friday);
        assertThat(toronto.prevClose(friday.plusSeconds(90))).contains(friday);
        assertThat(toronto.nextClose(at(TORONTO, "2027-05-10T11:59"))).contains(at(TORONTO, "2027-05-10T12:00"));
        assertThat(BusinessHours.always(TORONTO).nextClose(friday)).isEmpty();
        assertThat(BusinessHours.in(TORONTO).build().nextOpen(friday)).isEmpty();
        assertThat(BusinessHours.in(TORONTO).build().prevClose(friday)).isEmpty();
    }

    @Test
    @DisplayName(
            "TIC-07 open seconds are counted from one beginning, whatever was asked before: differences are open time")
    void openSeconds() {
        BusinessHours hours =
                BusinessHours.in(TORONTO).weekdays("09:00-12:00", "13:00-17:00").build();
        long friday = at(TORONTO, "2027-05-07T16:00").getEpochSecond();
        long first = hours.openSeconds(friday);
        assertThat(hours.openSeconds(at(TORONTO, "2027-05-10T10:00").getEpochSecond()) - first)
                .isEqualTo(2 * 3_600);
        assertThat(hours.openSeconds(at(TORONTO, "2027-05-07T11:59").getEpochSecond()) - first)
                .isEqualTo(-3 * 3_600 - 60);
        assertThat(first - hours.openSeconds(at(TORONTO, "2020-05-07T16:00").getEpochSecond()))
                .as("years that are built later move no answer")
                .isEqualTo(hours.elapsedSeconds(at(TORONTO, "2020-05-07T16:00").getEpochSecond(), friday));
        assertThat(hours.openSeconds(friday)).isEqualTo(first);
    }

    @Test
    @DisplayName("TIC-07 threads that ask for different years at once get the same answers")
    void threads() {
        BusinessHours shared =
                BusinessHours.in(TORONTO).weekdays("09:00-12:00", "13:00-17:00").build();
        List<Long> together = IntStream.range(0, 400)
                .parallel()
                .mapToObj(at -> year(shared, at))
                .toList();
        List<Long> alone = IntStream.range(0, 400)
                .mapToObj(at -> year(
                        BusinessHours.in(TORONTO)
                                .weekdays("09:00-12:00", "13:00-17:00")
                                .build(),
                        at))
                .toList();
        assertThat(together).isEqualTo(alone);
    }

    private static Long year(BusinessHours hours, int at) {
        long from = Instant.parse("1980-01-01T12:00:00Z").getEpochSecond() + (at * 7_919L % 97) * 30_000_000L;
        return hours.elapsedSeconds(from, from + 12_345_678);
    }

    @Test
    @DisplayName("TIC-08 an amount that ends at closing has two answers; hours that never open have a typed one")
    void boundaries() {
        Instant start = at(TORONTO, "2027-05-07T16:00");
        assertThat(toronto.deadline(start, Duration.ofHours(8)))
                .isEqualTo(new OpenHours.Due.At(at(TORONTO, "2027-05-10T17:00"), at(TORONTO, "2027-05-11T09:00")));
        assertThat(toronto.before(at(TORONTO, "2027-05-11T09:00"), Duration.ofHours(8)))
                .isEqualTo(new OpenHours.Due.At(at(TORONTO, "2027-05-07T16:00"), at(TORONTO, "2027-05-07T16:00")));
        Instant night = at(TORONTO, "2027-05-07T20:00");
        assertThat(toronto.deadline(night, Duration.ZERO))
                .isEqualTo(new OpenHours.Due.At(night, at(TORONTO, "2027-05-10T09:00")));
        OpenHours.Due never = BusinessHours.in(TORONTO).build().deadline(start, Duration.ofHours(1));
        assertThat(never).isInstanceOf(OpenHours.Due.NeverOpens.class);
        assertThat(never.at()).isEmpty();
        assertThat(BusinessHours.in(TORONTO).build().deadline(start, BusinessDays.of(2)))
                .isInstanceOf(OpenHours.Due.NeverOpens.class);
        assertThatThrownBy(() -> toronto.deadline(start, Duration.ofHours(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("before");
    }

    @Test
    @DisplayName("TIC-09 the five day rules")
    void dayRules() {
        Instant saturday = at(TORONTO, "2027-05-08T11:00");
        Instant friday = at(TORONTO, "2027-05-07T18:30");
        assertThat(days(saturday, 2, OpenHours.DayRule.SAME_TIME)).isEqualTo(at(TORONTO, "2027-05-11T11:00"));
        assertThat(days(friday, 2, OpenHours.DayRule.SAME_TIME)).isEqualTo(at(TORONTO, "2027-05-11T18:30"));
        assertThat(days(saturday, 2, OpenHours.DayRule.SAME_TIME_THEN_OPEN)).isEqualTo(at(TORONTO, "2027-05-11T11:00"));
        assertThat(days(friday, 2, OpenHours.DayRule.SAME_TIME_THEN_OPEN)).isEqualTo(at(TORONTO, "2027-05-12T09:00"));
        assertThat(days(saturday, 2, OpenHours.DayRule.FROM_OPENING)).isEqualTo(at(TORONTO, "2027-05-12T09:00"));
        assertThat(days(friday, 2, OpenHours.DayRule.FROM_OPENING)).isEqualTo(at(TORONTO, "2027-05-12T09:00"));
        assertThat(days(saturday, 2, OpenHours.DayRule.END_OF_DAY)).isEqualTo(at(TORONTO, "2027-05-11T17:00"));
        assertThat(days(friday, 2, OpenHours.DayRule.END_OF_DAY)).isEqualTo(at(TORONTO, "2027-05-11T17:00"));
        assertThat(days(friday, 2, OpenHours.DayRule.NOMINAL_HOURS)).isEqualTo(at(TORONTO, "2027-05-11T17:00"));
        assertThat(days(saturday, 0, OpenHours.DayRule.END_OF_DAY)).isEqualTo(at(TORONTO, "2027-05-10T17:00"));
        assertThat(toronto.nominalDay()).isEqualTo(Duration.ofHours(7));
        assertThatThrownBy(() -> BusinessHours.in(TORONTO).build().nominalDay())
                .isInstanceOf(IllegalStateException.class);
    }

    private Instant days(Instant start, int n, OpenHours.DayRule rule) {
        return toronto.deadline(start, BusinessDays.of(n, rule))
                .at()
                .orElseThrow()
                .stay();
    }

    @Test
    @DisplayName("TIC-10 an explanation lists intervals and cuts that add up to the answer")
    void explanation() {
        BusinessHours hours = BusinessHours.in(TORONTO)
                .weekdays("09:00-17:00")
                .holidays(LocalDate.of(2027, 5, 11))
                .breaks(LocalDate.of(2027, 5, 10), "12:00-12:30")
                .build();
        OpenHours.Explanation why = hours.explain(at(TORONTO, "2027-05-10T10:00"), at(TORONTO, "2027-05-12T10:00"));
        assertThat(why.lines())
                .extracting(OpenHours.Explanation.Line::kind)
                .containsExactly(
                        OpenHours.Explanation.Kind.OPEN,
                        OpenHours.Explanation.Kind.BREAK,
                        OpenHours.Explanation.Kind.OPEN,
                        OpenHours.Explanation.Kind.HOLIDAY,
                        OpenHours.Explanation.Kind.OPEN);
        assertThat(why.elapsed()).isEqualTo(Duration.ofMinutes(390 + 60)).isEqualTo(why.counted());
        assertThat(why.version()).isEqualTo(hours.version());
        assertThat(why.sentence())
                .startsWith("7 h 30 min of open time")
                .contains("2027-05-11 cut by a holiday 8 h")
                .contains("2027-05-10 cut by a break 30 min");
    }

    private static Duration day(BusinessHours hours, LocalDate date) {
        return hours.elapsed(
                date.atStartOfDay(hours.zone()).toInstant(),
                date.plusDays(1).atStartOfDay(hours.zone()).toInstant());
    }

    private static Instant at(ZoneId zone, String local) {
        return ZonedDateTime.of(LocalDateTime.parse(local), zone).toInstant();
    }
}
