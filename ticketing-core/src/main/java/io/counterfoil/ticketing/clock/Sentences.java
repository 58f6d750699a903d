package io.counterfoil.ticketing.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Durations and instants in English. */
final class Sentences {

    private static final DateTimeFormatter NEAR = DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter FAR = DateTimeFormatter.ofPattern("EEE d MMM yyyy HH:mm", Locale.ENGLISH);

    private Sentences() {}

    /** {@code 6 h 10 min}, {@code 45 min}, {@code 30 s}; seconds only below a minute, nothing rounded up. */
    static String of(Duration amount) {
        Duration size = amount.abs();
        long hours = size.toHours();
        int minutes = size.toMinutesPart();
        if (hours == 0 && minutes == 0) {
            return size.toSecondsPart() + " s";
        }
        String text = hours == 0 ? "" : hours + " h";
        if (minutes > 0) {
            text += (text.isEmpty() ? "" : " ") + minutes + " min";
        }
        return text;
    }

    /** The weekday and time within six days of now, the date beyond. */
    static String of(Instant at, Instant now, ZoneId zone) {
        ZonedDateTime local = at.atZone(zone);
        long days = Math.abs(ChronoUnit.DAYS.between(LocalDate.ofInstant(now, zone), local.toLocalDate()));
        return (days <= 6 ? NEAR : FAR).format(local);
    }
}
