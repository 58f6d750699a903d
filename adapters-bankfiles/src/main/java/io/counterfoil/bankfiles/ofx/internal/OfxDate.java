package io.counterfoil.bankfiles.ofx.internal;

import io.counterfoil.bankfiles.source.internal.Days;
import java.time.Instant;
import java.util.Optional;

/**
 * Dates as {@code yyyyMMdd[HHmm[ss][.SSS]][offset:name]} (OFX 1.6, 3.2.8.2). The day is the one that is written; without an offset a time is in GMT. Not thread-safe:
 * one is used for many dates.
 */
final class OfxDate {

    private static final int MINUTES_PER_DAY = 1_440;
    private static final int MOST_HOURS = 18;

    private int day;
    private boolean timed;
    private long second;
    private int millis;

    /** Reads a date; false where it is none. */
    boolean read(byte[] bytes, int start, int end) {
        int from = start;
        int to = end;
        while (from < to && bytes[from] == ' ') {
            from++;
        }
        while (to > from && bytes[to - 1] == ' ') {
            to--;
        }
        int at = from;
        while (at < to && isDigit(bytes[at])) {
            at++;
        }
        int digits = at - from;
        if (digits != 8 && digits != 12 && digits != 14) {
            return false;
        }
        day = Days.of(
                Days.two(bytes, from) * 100 + Days.two(bytes, from + 2),
                Days.two(bytes, from + 4),
                Days.two(bytes, from + 6));
        timed = digits > 8;
        int hour = timed ? Days.two(bytes, from + 8) : 0;
        int minute = timed ? Days.two(bytes, from + 10) : 0;
        int seconds = digits == 14 ? Days.two(bytes, from + 12) : 0;
        if (day == Days.NONE || hour > 23 || minute > 59 || seconds > 59) {
            return false;
        }
        millis = 0;
        if (at < to && bytes[at] == '.') {
            int fraction = at + 1;
            int scale = 100;
            at = fraction;
            while (at < to && isDigit(bytes[at])) {
                millis += (bytes[at] - '0') * scale;
                scale /= 10;
                at++;
            }
            if (!timed || at == fraction) {
                return false;
            }
        }
        int offset = at < to ? offset(bytes, at, to) : 0;
        if (offset == Integer.MIN_VALUE) {
            return false;
        }
        second = day * 86_400L + hour * 3_600L + minute * 60L + seconds - offset * 60L;
        return true;
    }

    /** Minutes east of GMT as in {@code [-5:EST]} or {@code [+5.5:IST]}; {@link Integer#MIN_VALUE} where it cannot be read. */
    private static int offset(byte[] bytes, int from, int to) {
        if (bytes[from] != '[' || bytes[to - 1] != ']') {
            return Integer.MIN_VALUE;
        }
        int at = from + 1;
        boolean west = bytes[at] == '-';
        at += west || bytes[at] == '+' ? 1 : 0;
        int hours = 0;
        int first = at;
        while (at < to && isDigit(bytes[at]) && hours <= MINUTES_PER_DAY) {
            hours = hours * 10 + (bytes[at] - '0');
            at++;
        }
        if (at == first || hours > MOST_HOURS) {
            return Integer.MIN_VALUE;
        }
        int minutes = 0;
        if (bytes[at] == '.') {
            int scale = 6;
            at++;
            int hundredths = 0;
            int read = 0;
            while (at < to && isDigit(bytes[at])) {
                hundredths = read < 2 ? hundredths * 10 + (bytes[at] - '0') : hundredths;
                read++;
                at++;
            }
            hundredths = read == 1 ? hundredths * 10 : hundredths;
            minutes = hundredths * scale / 10;
        }
        if (bytes[at] != ':' && at != to - 1) {
            return Integer.MIN_VALUE;
        }
        int total = hours * 60 + minutes;
        return west ? -total : total;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /** Days since 1970 of the day that is written. */
    int day() {
        return day;
    }

    /** The moment, where a time is written. */
    Optional<Instant> instant() {
        return timed ? Optional.of(Instant.ofEpochSecond(second, millis * 1_000_000L)) : Optional.empty();
    }
}
