package io.counterfoil.payments.hours;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Opening hours of a date in local time, half-open; past 86,400 seconds they run into the next date and still belong to the date they begin on.
 *
 * @param fromSecond second of the day, 0 to 86,399
 * @param toSecond later than {@code fromSecond}, at most 24 hours after it
 */
public record OpenHours(int fromSecond, int toSecond) {

    private static final Pattern TEXT = Pattern.compile(
            "([0-2][0-9]):([0-5][0-9])(?::([0-5][0-9]))?\\s*[-–]\\s*([0-2][0-9]):([0-5][0-9])(?::([0-5][0-9]))?");

    public OpenHours {
        if (fromSecond < 0
                || fromSecond >= LocalClock.DAY_SECONDS
                || toSecond <= fromSecond
                || toSecond - fromSecond > LocalClock.DAY_SECONDS) {
            throw invalid("from second " + fromSecond + " to " + toSecond + " of the day");
        }
    }

    /**
     * Reads {@code HH:MM[:SS]-HH:MM[:SS]}. An end that is not after the beginning is on the next date; {@code 24:00} is the end of the day.
     *
     * @throws InvalidHoursException for anything else, also for {@code 00:00-00:00}, which says neither nothing nor everything
     */
    public static OpenHours parse(String text) {
        Matcher found = TEXT.matcher(text.strip());
        if (!found.matches()) {
            throw invalid("'" + text + "'");
        }
        int from = second(found, 1);
        int to = second(found, 4);
        if (from >= LocalClock.DAY_SECONDS || to > LocalClock.DAY_SECONDS || (from == 0 && to == 0)) {
            throw invalid("'" + text + "'");
        }
        return new OpenHours(from, to <= from ? to + LocalClock.DAY_SECONDS : to);
    }

    static List<OpenHours> parseAll(String where, String... texts) {
        try {
            return Arrays.stream(texts).map(OpenHours::parse).toList();
        } catch (InvalidHoursException e) {
            throw new InvalidHoursException(HoursCode.INVALID_HOURS, where + ": " + e.getMessage());
        }
    }

    /** {@code 00:00-24:00}. */
    public static OpenHours wholeDay() {
        return new OpenHours(0, LocalClock.DAY_SECONDS);
    }

    private static int second(Matcher found, int group) {
        String seconds = found.group(group + 2);
        return Integer.parseInt(found.group(group)) * 3600
                + Integer.parseInt(found.group(group + 1)) * 60
                + (seconds == null ? 0 : Integer.parseInt(seconds));
    }

    private static InvalidHoursException invalid(String shown) {
        return new InvalidHoursException(
                HoursCode.INVALID_HOURS,
                "hours " + shown + ", expected HH:MM[:SS]-HH:MM[:SS] that are not empty, such as 09:00-17:30\n"
                        + "Maybe the whole day is meant: write 00:00-24:00.");
    }

    /** Reads as {@code 09:00:00-17:30:00}; an end on the next date as the time of that date. */
    @Override
    public String toString() {
        int to = toSecond > LocalClock.DAY_SECONDS ? toSecond - LocalClock.DAY_SECONDS : toSecond;
        return text(fromSecond) + "-" + text(to);
    }

    private static String text(int second) {
        return two(second / 3600) + ":" + two(second / 60 % 60) + ":" + two(second % 60);
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }
}
