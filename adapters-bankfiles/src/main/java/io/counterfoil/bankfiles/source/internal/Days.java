package io.counterfoil.bankfiles.source.internal;

/** Days of the Gregorian calendar as numbers, for readers that meet a million of them. */
public final class Days {

    /** No day. */
    public static final int NONE = Integer.MIN_VALUE;

    private static final int DAYS_TO_1970 = 719_528;

    private Days() {}

    /** The day as days since 1970-01-01; {@link #NONE} where it does not exist. */
    public static int of(int year, int month, int day) {
        if (month < 1 || month > 12 || day < 1 || day > length(year, month)) {
            return NONE;
        }
        long y = year;
        long m = month;
        long total = 365 * y + (y + 3) / 4 - (y + 99) / 100 + (y + 399) / 400;
        total += (367 * m - 362) / 12 + day - 1;
        if (month > 2) {
            total -= isLeap(year) ? 1 : 2;
        }
        return (int) (total - DAYS_TO_1970);
    }

    /** The day that the first ten characters write as {@code yyyy-MM-dd}; {@link #NONE} where they do not. */
    public static int ofIso(CharSequence text) {
        if (text.length() < 10 || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return NONE;
        }
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        return year < 0 || month < 0 || day < 0 ? NONE : of(year, month, day);
    }

    private static int number(CharSequence text, int from, int to) {
        int value = 0;
        for (int at = from; at < to; at++) {
            int digit = text.charAt(at) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** How many days the month has. */
    public static int length(int year, int month) {
        return switch (month) {
            case 2 -> isLeap(year) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    /** Years of the form {@code YY}: 80 to 99 are of the last century (bank file specification 4.4). */
    public static int century(int twoDigits) {
        return twoDigits >= 80 ? 1900 + twoDigits : 2000 + twoDigits;
    }

    /** Two digits at the place; -1 where they are none. */
    public static int two(byte[] bytes, int at) {
        int tens = bytes[at] - '0';
        int ones = bytes[at + 1] - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
    }

    private static boolean isLeap(int year) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }
}
