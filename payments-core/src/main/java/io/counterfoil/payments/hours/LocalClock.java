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

    private final ZoneId zone;
    private final ZoneRules rules;

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
        return instantOf(LocalDateTime.of(LocalDate.ofEpochDay(day), LocalTime.ofSecondOfDay(second)));
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
