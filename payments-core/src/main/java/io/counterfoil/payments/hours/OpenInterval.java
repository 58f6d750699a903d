package io.counterfoil.payments.hours;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A stretch of time, half-open.
 *
 * @param from the first instant
 * @param to the first instant after it, later than {@code from}
 */
public record OpenInterval(Instant from, Instant to) {

    public OpenInterval {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException(
                    "interval ends at " + to + ", expected later than its beginning " + from);
        }
    }

    /** How long it is. */
    public Duration length() {
        return Duration.between(from, to);
    }

    /** Whether the instant lies inside. */
    public boolean contains(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(to);
    }

    /** Cut at the local midnights of the zone: what of it belongs to each date, in order; a date begins at the first instant whose wall clock reads it. */
    public Map<LocalDate, OpenInterval> byLocalDate(ZoneId zone) {
        LocalClock clock = new LocalClock(zone);
        Map<LocalDate, OpenInterval> parts = new LinkedHashMap<>();
        Instant at = from;
        while (at.isBefore(to)) {
            LocalDate date = clock.dateBegunBy(at.getEpochSecond());
            Instant midnight =
                    Instant.ofEpochSecond(clock.instantOf(date.plusDays(1).toEpochDay(), 0));
            Instant end = midnight.isBefore(to) ? midnight : to;
            parts.put(date, new OpenInterval(at, end));
            at = end;
        }
        return parts;
    }

    /** Reads as {@code 2027-05-07T13:00:00Z..2027-05-07T16:00:00Z}. */
    @Override
    public String toString() {
        return from + ".." + to;
    }
}
