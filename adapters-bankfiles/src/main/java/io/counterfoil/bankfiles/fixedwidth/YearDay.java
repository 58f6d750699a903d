package io.counterfoil.bankfiles.fixedwidth;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/** Dates {@code 0YYDDD} of this century, and the numbers of files (bank file specification 4.9). */
public final class YearDay {

    private static final int CENTURY = 2000;
    private static final int LAST_NUMBER = 9999;

    private YearDay() {}

    /** The day that the text says. */
    public static Optional<LocalDate> parse(String text) {
        return text.matches("[0-9]{6}") ? of(Long.parseLong(text)) : Optional.empty();
    }

    /** The day of six digits as a number; nothing for a negative one. */
    public static Optional<LocalDate> of(long digits) {
        int year = CENTURY + (int) (digits / 1000);
        int day = (int) (digits % 1000);
        if (digits < 0
                || digits >= 100_000
                || day < 1
                || day > (LocalDate.of(year, 1, 1).isLeapYear() ? 366 : 365)) {
            return Optional.empty();
        }
        return Optional.of(LocalDate.ofYearDay(year, day));
    }

    /** As the standard writes it. */
    public static String text(LocalDate day) {
        return String.format(Locale.ROOT, "0%02d%03d", day.getYear() % 100, day.getDayOfYear());
    }

    /** Whether the number is the one after the other; 9999 is followed by 1. */
    public static boolean follows(int previous, int current) {
        return current == (previous == LAST_NUMBER ? 1 : previous + 1);
    }
}
