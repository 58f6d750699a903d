package io.counterfoil.payments.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;

/**
 * How books are read: as they stood at the end of a business day, with what was known at an instant.
 *
 * @param effective the business date; the end of that day in the books' zone
 * @param knownAt facts recorded after it are not seen
 */
public record AsOf(LocalDate effective, Instant knownAt) {

    public AsOf {
        Objects.requireNonNull(effective, "effective");
        Objects.requireNonNull(knownAt, "knownAt");
    }

    /** The day that the instant falls on in the zone, with everything known by then. */
    public static AsOf at(Instant now, ZoneId zone) {
        return new AsOf(LocalDate.ofInstant(now, zone), now);
    }

    /** Another day, with the same knowledge. */
    public AsOf on(LocalDate day) {
        return new AsOf(day, knownAt);
    }
}
