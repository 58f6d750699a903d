package io.counterfoil.payments.hours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LocalClockTest {

    private static final int DAY = 86_400;
    private static final ZoneId TORONTO = ZoneId.of("America/Toronto");

    @Test
    @DisplayName(
            "TIC-03 in every zone, around every change of its clocks from 1900 to 2045, a local time is the first instant that reads it or later")
    void everyTransitionOfEveryZone() {
        Set<ZoneRules> seen = new HashSet<>();
        long checked = 0;
        for (String id : ZoneId.getAvailableZoneIds().stream().sorted().toList()) {
            ZoneRules rules = ZoneId.of(id).getRules();
            if (seen.add(rules)) {
                checked += check(ZoneId.of(id), transitions(rules));
            }
        }
        assertThat(checked).isGreaterThan(500_000);
    }

    private static List<ZoneOffsetTransition> transitions(ZoneRules rules) {
        List<ZoneOffsetTransition> found = new ArrayList<>();
        ZoneOffsetTransition next = rules.nextTransition(Instant.parse("1900-01-03T00:00:00Z"));
        while (next != null && next.getDateTimeBefore().getYear() <= 2045) {
            found.add(next);
            next = rules.nextTransition(next.getInstant());
        }
        return found;
    }

    /** In a shuffled order, so that what the clock remembers is of another year most of the time, and in order, so that it is not. */
    private static long check(ZoneId zone, List<ZoneOffsetTransition> transitions) {
        List<LocalDateTime> times = new ArrayList<>();
        for (ZoneOffsetTransition transition : transitions) {
            for (LocalDateTime edge : List.of(transition.getDateTimeBefore(), transition.getDateTimeAfter())) {
                for (int seconds : new int[] {-3 * DAY, -2 * DAY, -DAY, -1, 0, 1, 1800, DAY, 2 * DAY, 2 * DAY + 1}) {
                    times.add(edge.plusSeconds(seconds));
                }
            }
        }
        LocalClock clock = new LocalClock(zone);
        for (int round = 0; round < 2; round++) {
            for (LocalDateTime time : times) {
                long at = clock.instantOf(
                        time.toLocalDate().toEpochDay(), time.toLocalTime().toSecondOfDay());
                if (!isFirst(at, time, zone.getRules())) {
                    fail("%s in %s is not %s", time, zone, Instant.ofEpochSecond(at));
                }
            }
            Collections.shuffle(times, new Random(zone.getId().hashCode()));
        }
        return 2L * times.size();
    }

    /** By the definition: it reads the time or later, and no instant before it does; a clock reads most just before it is set back. */
    private static boolean isFirst(long at, LocalDateTime time, ZoneRules rules) {
        if (wall(at, rules).isBefore(time) || !wall(at - 1, rules).isBefore(time)) {
            return false;
        }
        ZoneOffsetTransition before = rules.previousTransition(Instant.ofEpochSecond(at));
        while (before != null && before.toEpochSecond() > at - 3 * DAY) {
            if (!wall(before.toEpochSecond() - 1, rules).isBefore(time)) {
                return false;
            }
            before = rules.previousTransition(before.getInstant());
        }
        return true;
    }

    private static LocalDateTime wall(long second, ZoneRules rules) {
        return LocalDateTime.ofEpochSecond(second, 0, rules.getOffset(Instant.ofEpochSecond(second)));
    }

    @Test
    @DisplayName("TIC-03 seconds beyond midnight are of the next date, and a date has begun once its midnight is past")
    void dates() {
        LocalClock clock = new LocalClock(TORONTO);
        LocalDate monday = LocalDate.of(2027, 3, 1);
        assertThat(clock.instantOf(monday.toEpochDay(), DAY + 3_600))
                .isEqualTo(Instant.parse("2027-03-02T06:00:00Z").getEpochSecond());
        assertThat(clock.dateBegunBy(Instant.parse("2027-03-02T04:59:59Z").getEpochSecond()))
                .isEqualTo(monday);
        assertThat(clock.dateBegunBy(Instant.parse("2027-03-02T05:00:00Z").getEpochSecond()))
                .isEqualTo(monday.plusDays(1));
        assertThat(clock.timeAt(Instant.parse("2027-03-02T05:00:00Z"))).isEqualTo(LocalTime.MIDNIGHT);
        // St. John's set its clocks back at 00:01 on 7 November 2010, from 02:31Z on they read 23:01 of the 6th again.
        LocalClock johns = new LocalClock(ZoneId.of("America/St_Johns"));
        LocalDate sunday = LocalDate.of(2010, 11, 7);
        assertThat(johns.dateBegunBy(Instant.parse("2010-11-07T02:29:59Z").getEpochSecond()))
                .isEqualTo(sunday.minusDays(1));
        assertThat(johns.dateBegunBy(Instant.parse("2010-11-07T02:30:00Z").getEpochSecond()))
                .isEqualTo(sunday);
        assertThat(johns.dateBegunBy(Instant.parse("2010-11-07T02:45:00Z").getEpochSecond()))
                .isEqualTo(sunday);
        assertThat(johns.timeAt(Instant.parse("2010-11-07T02:45:00Z"))).isEqualTo(LocalTime.of(23, 15));
    }

    @Test
    @DisplayName("TIC-03 a zone without changes has one offset for ever")
    void fixed() {
        LocalClock clock = new LocalClock(ZoneOffset.ofHoursMinutes(5, 30));
        for (int year : new int[] {1900, 1970, 2027, 2199}) {
            LocalDate day = LocalDate.of(year, 1, 1);
            assertThat(clock.instantOf(day.toEpochDay(), 3_600))
                    .isEqualTo(day.atTime(1, 0).toEpochSecond(ZoneOffset.ofHoursMinutes(5, 30)));
        }
    }
}
