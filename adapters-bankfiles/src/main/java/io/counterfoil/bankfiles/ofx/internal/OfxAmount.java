package io.counterfoil.bankfiles.ofx.internal;

import io.counterfoil.bankfiles.source.ImportCode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Amounts as banks write them in OFX: a point or a comma before the decimals, or both where one of them groups. A lone comma with three digits behind it says two
 * things and is refused, unless the profile names the decimal mark (bank file specification 4.6). Not thread-safe: one is used for many amounts.
 */
final class OfxAmount {

    /** More digits than any amount has; zeros in front aside. */
    private static final int MOST_DIGITS = 18;

    private final Optional<Character> decimalMark;
    private long minor;
    private @Nullable ImportCode failure;

    /** Amounts with the decimal mark of the profile, where it names one. */
    OfxAmount(Optional<Character> decimalMark) {
        this.decimalMark = decimalMark;
    }

    /** Reads the amount; if false, {@link #failure()} says why. */
    boolean read(byte[] bytes, int start, int end, int fractionDigits) {
        int from = start;
        int to = end;
        while (from < to && bytes[from] == ' ') {
            from++;
        }
        while (to > from && bytes[to - 1] == ' ') {
            to--;
        }
        boolean negative = from < to && bytes[from] == '-';
        if (from < to && (bytes[from] == '-' || bytes[from] == '+')) {
            from++;
        }
        int mark = mark(bytes, from, to);
        return mark >= 0 && digits(bytes, from, mark, to, fractionDigits, negative);
    }

    /** Where the decimal mark stands, {@code to} where there is none; -1 where it cannot be told. */
    private int mark(byte[] bytes, int from, int to) {
        int points = 0;
        int commas = 0;
        int point = to;
        int comma = to;
        for (int at = from; at < to; at++) {
            int c = bytes[at];
            if (c == '.') {
                points++;
                point = at;
            } else if (c == ',') {
                commas++;
                comma = at;
            } else if (c < '0' || c > '9') {
                return bad();
            }
        }
        if (from == to || to - from == points + commas) {
            return bad();
        }
        if (commas == 0 && points <= 1 && (points == 0 || !decimalMark.equals(Optional.of(',')))) {
            return point;
        }
        if (decimalMark.isPresent()) {
            char decimal = decimalMark.get();
            boolean once = (decimal == ',' ? commas : points) <= 1;
            int at = decimal == ',' ? comma : point;
            return once && grouped(bytes, from, at, to, decimal == ',' ? '.' : ',') ? at : bad();
        }
        if (points == 0) {
            return commas == 1 && to - comma <= 3 ? comma : bad();
        }
        boolean pointLast = commas > 0 && point > comma && points == 1;
        boolean commaLast = points > 0 && comma > point && commas == 1;
        int last = pointLast ? point : comma;
        return (pointLast || commaLast) && grouped(bytes, from, last, to, pointLast ? ',' : '.') ? last : bad();
    }

    /** Whether the other mark stands between groups of three before the decimal mark, and nowhere else. */
    private static boolean grouped(byte[] bytes, int from, int mark, int to, int group) {
        int since = 0;
        boolean any = false;
        for (int at = from; at < mark; at++) {
            if (bytes[at] == group) {
                if (since == 0 || since > 3 || (any && since != 3)) {
                    return false;
                }
                any = true;
                since = 0;
            } else {
                since++;
            }
        }
        for (int at = mark; at < to; at++) {
            if (bytes[at] == group) {
                return false;
            }
        }
        return !any || since == 3;
    }

    private boolean digits(byte[] bytes, int from, int mark, int to, int fractionDigits, boolean negative) {
        long value = 0;
        int kept = 0;
        int decimals = 0;
        for (int at = from; at < to; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                continue;
            }
            if (at > mark && ++decimals > fractionDigits) {
                if (digit != 0) {
                    return failed(ImportCode.NOT_EXACT);
                }
                continue;
            }
            kept += kept > 0 || digit > 0 ? 1 : 0;
            value = value * 10 + digit;
            if (kept > MOST_DIGITS) {
                return failed(ImportCode.BAD_AMOUNT);
            }
        }
        for (; decimals < fractionDigits; decimals++) {
            value *= 10;
            kept += kept > 0 ? 1 : 0;
        }
        if (kept > MOST_DIGITS) {
            return failed(ImportCode.BAD_AMOUNT);
        }
        minor = negative ? -value : value;
        failure = null;
        return true;
    }

    private int bad() {
        failure = ImportCode.BAD_AMOUNT;
        return -1;
    }

    private boolean failed(ImportCode code) {
        failure = code;
        return false;
    }

    /** Signed minor units. */
    long minor() {
        return minor;
    }

    /** Why the last amount cannot be read. */
    Optional<ImportCode> failure() {
        return Optional.ofNullable(failure);
    }
}
