package io.counterfoil.reconciliation.reference;

/** Numbers that look like a date: such a number names an item only weakly. */
final class DateShape {

    private static final int FIRST_YEAR = 1990;
    private static final int LAST_YEAR = 2099;

    private DateShape() {}

    static boolean isDateLike(RemittanceText text, int start, int end) {
        int[] parts = new int[3];
        int[] sizes = new int[3];
        int count = 0;
        for (int at = start; at < end; ) {
            int stop = text.digitsEnd(at);
            if (count == 3 || stop == at || stop - at > 14) {
                return false;
            }
            sizes[count] = stop - at;
            parts[count++] = stop - at > 8 ? 0 : Integer.parseInt(text.compact(at, stop));
            if (stop < end && " -/.".indexOf(text.at(stop)) < 0) {
                return false;
            }
            at = stop + 1;
        }
        return switch (count) {
            case 1 -> single(text.compact(start, end));
            case 2 ->
                (sizes[0] == 4 && sizes[1] <= 2 && isYear(parts[0]) && isMonth(parts[1]))
                        || (sizes[1] == 4 && sizes[0] <= 2 && isYear(parts[1]) && isMonth(parts[0]));
            case 3 -> triple(parts, sizes);
            default -> false;
        };
    }

    /** A year, or eight digits with a year at either end, or such a day with hours and minutes. */
    private static boolean single(String digits) {
        return switch (digits.length()) {
            case 4 -> isYear(number(digits, 0, 4)) && number(digits, 0, 4) < 2040;
            case 8 ->
                (isYear(number(digits, 0, 4)) && isDay(number(digits, 4, 6), number(digits, 6, 8)))
                        || (isYear(number(digits, 4, 8)) && isDayEitherWay(number(digits, 0, 2), number(digits, 2, 4)));
            case 12, 14 ->
                isYear(number(digits, 0, 4))
                        && isDay(number(digits, 4, 6), number(digits, 6, 8))
                        && number(digits, 8, 10) < 24
                        && number(digits, 10, 12) < 60;
            default -> false;
        };
    }

    private static boolean triple(int[] parts, int[] sizes) {
        if (sizes[0] == 4) {
            return sizes[1] <= 2 && sizes[2] <= 2 && isYear(parts[0]) && isDay(parts[1], parts[2]);
        }
        boolean year = sizes[2] == 2 || (sizes[2] == 4 && isYear(parts[2]));
        return year && sizes[0] <= 2 && sizes[1] <= 2 && isDayEitherWay(parts[0], parts[1]);
    }

    private static int number(String digits, int from, int to) {
        return Integer.parseInt(digits.substring(from, to));
    }

    private static boolean isYear(int year) {
        return year >= FIRST_YEAR && year <= LAST_YEAR;
    }

    private static boolean isMonth(int month) {
        return month >= 1 && month <= 12;
    }

    private static boolean isDay(int month, int day) {
        return isMonth(month) && day >= 1 && day <= 31;
    }

    private static boolean isDayEitherWay(int one, int other) {
        return isDay(one, other) || isDay(other, one);
    }
}
