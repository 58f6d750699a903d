package io.counterfoil.bankfiles.bai.internal;

import io.counterfoil.bankfiles.source.internal.Days;
import java.nio.charset.StandardCharsets;

/** Record codes at the start of lines, and days. */
public final class BaiLines {

    private BaiLines() {}

    /** The code of the record that begins there, 0 where none does. */
    static int codeAt(byte[] bytes, int from, int to) {
        if (to - from < 2 || (to - from > 2 && bytes[from + 2] != ',' && bytes[from + 2] != '/')) {
            return 0;
        }
        int code = Days.two(bytes, from);
        return switch (code) {
            case 1, 2, 3, 16, 49, 88, 98, 99 -> code;
            default -> 0;
        };
    }

    /** Where behind blanks a further record begins on the line; 0 where none does. */
    static int recordAfter(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] == ' ') {
            at++;
        }
        return to - at > 2 && bytes[at + 2] == ',' && codeAt(bytes, at, to) != 0 ? at : 0;
    }

    /** Whether the bytes show several records on a physical line. */
    public static boolean showsSeveral(byte[] head) {
        for (int at = 0; at < head.length; at++) {
            if (head[at] == '/' && recordAfter(head, at + 1, head.length) > 0) {
                return true;
            }
        }
        return false;
    }

    /** A day as {@code YYMMDD} or {@code YYYYMMDD}; {@link Days#NONE} where it is none. */
    static int day(String text) {
        byte[] digits = text.getBytes(StandardCharsets.ISO_8859_1);
        if (digits.length != 6 && digits.length != 8) {
            return Days.NONE;
        }
        int at = digits.length - 6;
        int year = Days.two(digits, at);
        int month = Days.two(digits, at + 2);
        int day = Days.two(digits, at + 4);
        int century = at == 0 ? 0 : Days.two(digits, 0);
        if (year < 0 || month < 0 || day < 0 || century < 0) {
            return Days.NONE;
        }
        return Days.of(at == 0 ? Days.century(year) : century * 100 + year, month, day);
    }
}
