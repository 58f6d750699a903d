package io.counterfoil.payments.hours;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * From local time to instants by one monotone rule: a local time is the first instant whose wall clock reads it or later. In a gap that is the transition,
 * in an overlap the first of the two readings, so that the parts of a day add up to its real length.
 */
final class LocalClock {

    static final int DAY_SECONDS = 86_400;
    private static final long FOREVER = 400L * 366 * DAY_SECONDS;

    private final ZoneId zone;
    private final ZoneRules rules;
    /** The stretch asked for last; whoever reads an older one only asks the rules again. */
    private Steady last = new Steady(1, 0, 0);

    LocalClock(ZoneId zone) {
        this.zone = zone;
        this.rules = zone.getRules();
    }

    ZoneId zone() {
        return zone;
    }

    /** The instant of a second of the local date, which may lie on later dates (86,400 is the next midnight). */
    long instantOf(long epochDay, int secondOfDay) {
        long day = epochDay + secondOfDay / DAY_SECONDS;
        int second = secondOfDay % DAY_SECONDS;
        long local = day * DAY_SECONDS + second;
        Steady steady = last;
        if (!steady.holds(local)) {
            steady = steadyAt(local);
            last = steady;
        }
        return steady.isFarFromItsEnds(local)
                ? local - steady.offset
                : instantOf(LocalDateTime.of(LocalDate.ofEpochDay(day), LocalTime.ofSecondOfDay(second)));
    }

    /** A stretch of local seconds, counted from 1970 as if in UTC, through which one offset is in force. */
    private record Steady(long from, long to, int offset) {

        boolean holds(long local) {
            return local >= from && local < to;
        }

        /** Further than any change of the clocks can move a reading. */
        boolean isFarFromItsEnds(long local) {
            return local - from > 2L * DAY_SECONDS && to - local > 2L * DAY_SECONDS;
        }
    }

    private Steady steadyAt(long local) {
        Instant near = Instant.ofEpochSecond(
                local - rules.getOffset(Instant.ofEpochSecond(local)).getTotalSeconds());
        ZoneOffsetTransition before = rules.previousTransition(near.plusSeconds(1));
        ZoneOffsetTransition after = rules.nextTransition(near);
        int offset = rules.getOffset(near).getTotalSeconds();
        // without an end the stretch is cut where a count of seconds stays far from overflow
        return new Steady(
                before == null ? local - FOREVER : before.toEpochSecond() + offset,
                after == null ? local + FOREVER : after.toEpochSecond() + offset,
                offset);
    }

    long instantOf(LocalDateTime local) {
        ZoneOffsetTransition transition = rules.getTransition(local);
        if (transition == null) {
            return local.toEpochSecond(rules.getOffset(local));
        }
        return transition.isGap() ? transition.toEpochSecond() : local.toEpochSecond(transition.getOffsetBefore());
    }

    /** The local date that has begun: where the clock goes back over midnight, the repeated hour stays with the later date. */
    LocalDate dateBegunBy(long epochSecond) {
        LocalDate date =
                LocalDate.ofInstant(Instant.ofEpochSecond(epochSecond), zone).plusDays(1);
        while (instantOf(date.toEpochDay(), 0) > epochSecond) {
            date = date.minusDays(1);
        }
        return date;
    }

    LocalTime timeAt(Instant instant) {
        return LocalTime.ofInstant(instant, zone);
    }
}
