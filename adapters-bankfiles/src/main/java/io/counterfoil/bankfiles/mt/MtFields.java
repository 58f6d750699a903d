package io.counterfoil.bankfiles.mt;

/** The fields of a statement message, told by the tag at the start of a line. */
final class MtFields {

    static final int NONE = 0;
    static final int REFERENCE = 20;
    static final int ACCOUNT = 25;
    static final int NUMBER = 28;
    static final int FLOOR = 34;
    static final int OPENING = 60;
    static final int OPENING_PAGE = 160;
    static final int LINE = 61;
    static final int CLOSING = 62;
    static final int CLOSING_PAGE = 162;
    static final int AVAILABLE = 64;
    static final int FORWARD = 65;
    static final int INFORMATION = 86;
    static final int DEBITS = 90;
    static final int CREDITS = 190;
    static final int NARRATIVE = 1_000;
    /** A tag of the standard that says nothing here. */
    static final int OTHER = 1_001;

    private MtFields() {}

    /** The field whose tag stands there; {@link #NONE} where what stands there is text, such as half a time of day. */
    static int at(byte[] bytes, int from, int to) {
        int end = from + 1;
        while (end < to && end - from < 4 && bytes[end] != ':') {
            end++;
        }
        if (end >= to || bytes[end] != ':' || bytes[from] != ':' || end - from < 3) {
            return NONE;
        }
        int a = bytes[from + 1];
        int b = bytes[from + 2];
        int letter = end - from == 4 ? bytes[from + 3] : ' ';
        if (a == 'N' && b == 'S' && letter == ' ') {
            return NARRATIVE;
        }
        if (a < '0' || a > '9' || b < '0' || b > '9') {
            return NONE;
        }
        return known((a - '0') * 10 + b - '0', letter);
    }

    private static int known(int number, int letter) {
        return switch (number) {
            case 20 -> letter == ' ' ? REFERENCE : NONE;
            case 21 -> letter == ' ' ? OTHER : NONE;
            case 25 -> letter == ' ' || letter == 'P' ? ACCOUNT : NONE;
            case 28 -> letter == ' ' || letter == 'C' ? NUMBER : NONE;
            case 13 -> letter == ' ' || letter == 'D' ? OTHER : NONE;
            case 34 -> letter == 'F' ? FLOOR : NONE;
            case 60 -> letter == 'M' ? OPENING_PAGE : letter == 'F' || letter == ' ' ? OPENING : NONE;
            case 61 -> letter == ' ' ? LINE : NONE;
            case 62 -> letter == 'M' ? CLOSING_PAGE : letter == 'F' || letter == ' ' ? CLOSING : NONE;
            case 64 -> letter == ' ' ? AVAILABLE : NONE;
            case 65 -> letter == ' ' ? FORWARD : NONE;
            case 86 -> letter == ' ' ? INFORMATION : NONE;
            case 90 -> letter == 'D' ? DEBITS : letter == 'C' ? CREDITS : NONE;
            case 94 -> letter == '0' || letter == '2' ? OTHER : NONE;
            default -> NONE;
        };
    }

    /** After the second colon of the tag. */
    static int valueFrom(byte[] bytes, int from) {
        int at = from + 1;
        while (bytes[at] != ':') {
            at++;
        }
        return at + 1;
    }

    /** Whether the tag is the second half of a time of day that a line break cut: two digits before it, minutes and seconds in it. */
    static boolean isTime(byte[] before, int beforeLength, byte[] bytes, int from, int to) {
        return beforeLength >= 3
                && (before[beforeLength - 3] == 'T' || before[beforeLength - 3] == ' ')
                && isTwo(before, beforeLength - 2, beforeLength)
                && to - from >= 6
                && bytes[from + 3] == ':'
                && isTwo(bytes, from + 1, to)
                && isTwo(bytes, from + 4, to)
                && (from + 6 == to || bytes[from + 6] < '0' || bytes[from + 6] > '9');
    }

    private static boolean isTwo(byte[] bytes, int at, int to) {
        return at + 1 < to && bytes[at] >= '0' && bytes[at] <= '5' && bytes[at + 1] >= '0' && bytes[at + 1] <= '9';
    }
}
