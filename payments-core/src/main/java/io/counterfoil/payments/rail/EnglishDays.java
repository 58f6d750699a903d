package io.counterfoil.payments.rail;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Words for days and times in sentences. */
final class EnglishDays {

    private EnglishDays() {}

    static String name(DayOfWeek day) {
        String lower = day.name().toLowerCase(Locale.ROOT);
        return Character.toUpperCase(lower.charAt(0)) + lower.substring(1);
    }

    /** To the second, or as it is where the second would not show that it is later. */
    static LocalTime shownAfter(LocalTime time, LocalTime cutOff) {
        LocalTime second = time.truncatedTo(ChronoUnit.SECONDS);
        return second.isAfter(cutOff) ? second : time;
    }
}
