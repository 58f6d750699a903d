package io.counterfoil.ticketing.issues;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.hours.BusinessDays;
import io.counterfoil.payments.hours.BusinessHours;
import io.counterfoil.payments.hours.OpenHours;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Known defects of others' business hours (facts, {@code ticketing_traps.json}): one test each, by its id. */
class PeerCalendarDefectsTest {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final BusinessHours OFFICE =
            BusinessHours.in(ZoneOffset.UTC).weekdays("09:00-17:00").build();

    private static Instant utc(String text) {
        return Instant.parse(text + "Z");
    }

    private static Instant paris(String local) {
        return LocalDateTime.parse(local).atZone(PARIS).toInstant();
    }

    private static BusinessHours daily(ZoneId zone, String... hours) {
        return BusinessHours.in(zone).daily(hours).build();
    }

    private static long seconds(BusinessHours hours, String from, String to) {
        return hours.elapsed(utc(from), utc(to)).toSeconds();
    }

    @Test
    @DisplayName("TRAP-01 a local time in an overlap that is no summer time is the earlier one")
    void trap01() {
        BusinessHours caracas = daily(ZoneId.of("America/Caracas"), "02:45-03:30");
        assertThat(caracas.nextOpen(utc("2007-12-09T05:00:00"))).contains(utc("2007-12-09T06:45:00"));
        assertThat(seconds(caracas, "2007-12-09T04:00:00", "2007-12-09T12:00:00"))
                .isEqualTo(4_500);
    }

    @Test
    @DisplayName("TRAP-02 a local time in a gap is the instant of the change, not shifted by the gap")
    void trap02() {
        BusinessHours hours = daily(PARIS, "02:30-03:15");
        assertThat(hours.nextOpen(utc("2027-03-28T00:00:00"))).contains(utc("2027-03-28T01:00:00"));
        assertThat(seconds(hours, "2027-03-28T00:00:00", "2027-03-28T12:00:00")).isEqualTo(900);
    }

    @Test
    @DisplayName("TRAP-03 overlapping hours count once, and are reported")
    void trap03() {
        BusinessHours hours = BusinessHours.in(ZoneOffset.UTC)
                .on(DayOfWeek.MONDAY, "09:00-12:00", "11:00-13:00")
                .build();
        assertThat(seconds(hours, "2027-03-01T00:00:00", "2027-03-02T00:00:00")).isEqualTo(4 * 3_600);
        assertThat(hours.diagnostics())
                .singleElement()
                .satisfies(overlap -> assertThat(overlap.code()).isEqualTo(OpenHours.InvalidException.Reason.OVERLAP));
    }

    @Test
    @DisplayName("TRAP-04 a break is closed")
    void trap04() {
        BusinessHours hours = BusinessHours.in(ZoneOffset.UTC)
                .weekdays("09:00-17:00")
                .breaks(LocalDate.of(2027, 3, 1), "12:00-13:00")
                .build();
        assertThat(hours.isOpen(utc("2027-03-01T11:59:59"))).isTrue();
        assertThat(hours.isOpen(utc("2027-03-01T12:00:00"))).isFalse();
        assertThat(hours.isOpen(utc("2027-03-01T13:00:00"))).isTrue();
    }

    @Test
    @DisplayName("TRAP-05 seconds are kept when days are added")
    void trap05() {
        assertThat(OFFICE.deadline(utc("2027-03-01T10:00:37"), BusinessDays.of(1, OpenHours.DayRule.SAME_TIME))
                        .at()
                        .orElseThrow()
                        .stay())
                .isEqualTo(utc("2027-03-02T10:00:37"));
    }

    @Test
    @DisplayName("TRAP-06 a whole day of 25 hours has 90,000 seconds")
    void trap06() {
        assertThat(daily(PARIS, "00:00-24:00").elapsed(paris("2027-10-31T00:00"), paris("2027-11-01T00:00")))
                .isEqualTo(Duration.ofHours(25));
    }

    @Test
    @DisplayName("TRAP-07 of an interval half inside a gap the half that exists counts")
    void trap07() {
        assertThat(seconds(daily(PARIS, "01:30-02:30"), "2027-03-28T00:00:00", "2027-03-28T12:00:00"))
                .isEqualTo(1_800);
    }

    @Test
    @DisplayName("TRAP-08 hours that never open end the search with an answer")
    void trap08() {
        assertThat(BusinessHours.in(ZoneOffset.UTC).build().deadline(utc("2027-03-01T00:00:00"), Duration.ofHours(1)))
                .isInstanceOf(OpenHours.Due.NeverOpens.class);
    }

    @Test
    @DisplayName("TRAP-09 two hours from Friday four are Monday ten by the wall clock, over a change")
    void trap09() {
        BusinessHours hours = BusinessHours.in(PARIS).weekdays("09:00-17:00").build();
        assertThat(hours.deadline(paris("2027-03-26T16:00"), Duration.ofHours(2))
                        .at()
                        .orElseThrow()
                        .stay())
                .isEqualTo(utc("2027-03-29T08:00:00"));
    }

    @Test
    @DisplayName("TRAP-10 midnight is 24:00 and loses nothing")
    void trap10() {
        BusinessHours hours = daily(ZoneOffset.UTC, "22:00-24:00", "00:00-02:00");
        assertThat(hours.elapsed(utc("2027-03-01T22:00:00"), utc("2027-03-02T02:00:00")))
                .isEqualTo(Duration.ofHours(4));
        assertThat(hours.nextClose(utc("2027-03-01T23:00:00"))).contains(utc("2027-03-02T02:00:00"));
    }

    @Test
    @DisplayName("TRAP-11 a shift over midnight belongs to the date it begins on")
    void trap11() {
        BusinessHours hours = BusinessHours.in(ZoneOffset.UTC)
                .daily("22:00-06:00")
                .holidays(LocalDate.of(2027, 3, 2))
                .build();
        assertThat(seconds(hours, "2027-03-01T12:00:00", "2027-03-02T12:00:00")).isEqualTo(8 * 3_600);
        assertThat(seconds(hours, "2027-03-02T12:00:00", "2027-03-03T12:00:00")).isZero();
    }

    @Test
    @DisplayName("TRAP-12 lunch is not counted")
    void trap12() {
        BusinessHours hours = BusinessHours.in(ZoneOffset.UTC)
                .weekdays("09:00-12:00", "13:00-17:00")
                .build();
        assertThat(seconds(hours, "2027-03-01T11:00:00", "2027-03-01T14:00:00")).isEqualTo(2 * 3_600);
    }

    @Test
    @DisplayName("TRAP-13 an hour back from a closed Saturday is Friday four, not an opening")
    void trap13() {
        assertThat(OFFICE.before(utc("2027-03-06T12:00:00"), Duration.ofHours(1))
                        .at()
                        .orElseThrow()
                        .stay())
                .isEqualTo(utc("2027-03-05T16:00:00"));
    }

    @Test
    @DisplayName("TRAP-25 a holiday range over new year holds on both sides, and days are local dates")
    void trap25() {
        BusinessHours hours = BusinessHours.in(PARIS)
                .daily("00:00-24:00")
                .holidays(LocalDate.of(2026, 12, 30), LocalDate.of(2027, 1, 2))
                .build();
        assertThat(hours.elapsed(paris("2026-12-29T00:00"), paris("2027-01-04T00:00")))
                .isEqualTo(Duration.ofDays(2));
        assertThat(hours.deadline(paris("2027-03-27T12:00"), BusinessDays.of(1, OpenHours.DayRule.SAME_TIME))
                        .at()
                        .orElseThrow()
                        .stay())
                .as("noon the next day is 23 hours later")
                .isEqualTo(paris("2027-03-28T12:00"));
    }

    @Test
    @DisplayName("TRAP-30 a day has several intervals, and holidays are closed")
    void trap30() {
        BusinessHours hours = BusinessHours.in(ZoneOffset.UTC)
                .weekdays("09:00-12:00", "13:00-15:00", "16:00-18:00")
                .holidays(LocalDate.of(2027, 3, 2))
                .build();
        assertThat(seconds(hours, "2027-03-01T00:00:00", "2027-03-04T00:00:00")).isEqualTo(2 * 7 * 3_600);
    }

    @Test
    @DisplayName("TRAP-34 two zones live in one process, and a deadline may lie years ahead")
    void trap34() {
        assertThat(daily(ZoneOffset.UTC, "00:00-24:00")
                        .deadline(utc("2027-03-01T00:00:00"), Duration.ofDays(4_000))
                        .at()
                        .orElseThrow()
                        .stay())
                .isEqualTo(utc("2027-03-01T00:00:00").plus(Duration.ofDays(4_000)));
        assertThat(BusinessHours.in(PARIS).weekdays("09:00-17:00").build().isOpen(utc("2027-03-01T08:30:00")))
                .isTrue();
        assertThat(OFFICE.isOpen(utc("2027-03-01T08:30:00"))).isFalse();
    }

    @Test
    @DisplayName("TRAP-35 intervals are half-open, and no answer depends on what was asked before")
    void trap35() {
        Instant open = utc("2027-03-01T09:00:00");
        Instant close = utc("2027-03-01T17:00:00");
        assertThat(OFFICE.elapsed(open, close)).isEqualTo(Duration.ofHours(8));
        assertThat(OFFICE.isOpen(close)).isFalse();
        OFFICE.elapsed(utc("2040-01-01T00:00:00"), utc("2041-01-01T00:00:00"));
        assertThat(OFFICE.elapsed(open, close)).isEqualTo(Duration.ofHours(8));
        assertThat(OFFICE.elapsed(close, open)).isEqualTo(Duration.ofHours(-8));
    }

    @Test
    @DisplayName("TRAP-36 a night shift has seven hours in spring and nine in autumn")
    void trap36() {
        BusinessHours nights = daily(PARIS, "22:00-06:00");
        assertThat(nights.elapsed(paris("2027-03-27T12:00"), paris("2027-03-28T12:00")))
                .isEqualTo(Duration.ofHours(7));
        assertThat(nights.elapsed(paris("2027-10-30T12:00"), paris("2027-10-31T12:00")))
                .isEqualTo(Duration.ofHours(9));
    }

    @Test
    @DisplayName("TRAP-38 the search back ends too")
    void trap38() {
        BusinessHours never = BusinessHours.in(PARIS).build();
        assertThat(never.before(utc("2027-03-28T02:00:00"), Duration.ofSeconds(1)))
                .isInstanceOf(OpenHours.Due.NeverOpens.class);
        assertThat(never.nextOpen(utc("2027-03-28T02:00:00"))).isEmpty();
    }
}
