package io.counterfoil.bankfiles.mt;

import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.bankfiles.source.internal.Days;
import java.nio.charset.Charset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The first line of a {@code :61:}, read in place: what is text stays a range of the bytes until somebody asks for it. Tolerant after the amount, as banks are; value
 * date, mark and amount must fit (bank file specification 4.4). Not thread-safe: one is used for many lines.
 */
final class Line61 {

    /** Characters of an amount, the comma included. */
    private static final int LONGEST_AMOUNT = 15;

    private static final int LONGEST_REFERENCE = 16;
    private static final int TYPE = 4;

    private byte[] bytes = new byte[0];
    private int at;
    private int end;
    private int valueDay;
    private int entryDay;
    private boolean clamped;
    private boolean badEntryDay;
    private boolean credit;
    private boolean reversal;
    private boolean expected;
    private int fundsCode;
    private long minor;
    private int typeFrom;
    private int typeTo;
    private int referenceFrom;
    private int referenceTo;
    private int bankFrom;
    private int bankTo;
    private @Nullable ImportCode failure;

    /**
     * Reads a line.
     *
     * @param digits decimals of the account's currency
     * @param openingDay on which the statement begins, {@link Days#NONE} where it is not known
     * @return whether the line can be used; if not, {@link #failure()} says why and {@link #place()} where
     */
    boolean read(byte[] line, int from, int to, int digits, int openingDay) {
        bytes = line;
        at = from;
        end = to;
        failure = null;
        clamped = false;
        badEntryDay = false;
        entryDay = Days.NONE;
        return readDays(openingDay) && readMark() && readAmount(digits) && readReferences();
    }

    private boolean readDays(int openingDay) {
        if (end - at < 7) {
            return failed(ImportCode.BAD_61);
        }
        int twoDigits = Days.two(bytes, at);
        int month = Days.two(bytes, at + 2);
        int day = Days.two(bytes, at + 4);
        if (twoDigits < 0 || month < 0 || day < 0) {
            return failed(ImportCode.BAD_61);
        }
        int year = Days.century(twoDigits);
        if (month < 1 || month > 12 || day < 1 || day > 31) {
            return failed(ImportCode.BAD_DATE);
        }
        int last = Days.length(year, month);
        clamped = day > last;
        valueDay = Days.of(year, month, Math.min(day, last));
        at += 6;
        if (end - at >= 4 && isBlank(at) && isBlank(at + 1) && isBlank(at + 2) && isBlank(at + 3)) {
            at += 4;
        } else if (end - at >= 4 && isDigit(at) && isDigit(at + 1) && isDigit(at + 2) && isDigit(at + 3)) {
            entryDay = nearest(year, Days.two(bytes, at), Days.two(bytes, at + 2), openingDay);
            badEntryDay = entryDay == Days.NONE;
            at += 4;
        }
        return true;
    }

    /** Of the three years around the value date the one in which the day is nearest to it; of two equally near ones the earlier, unless only the later is in the statement. */
    private int nearest(int year, int month, int day, int openingDay) {
        int best = Days.NONE;
        for (int candidate = year - 1; candidate <= year + 1; candidate++) {
            int found = Days.of(candidate, month, day);
            if (found == Days.NONE) {
                continue;
            }
            int distance = Math.abs(found - valueDay);
            int least = best == Days.NONE ? Integer.MAX_VALUE : Math.abs(best - valueDay);
            boolean onlyThisInside = openingDay != Days.NONE && best < openingDay && found >= openingDay;
            if (distance < least || (distance == least && onlyThisInside)) {
                best = found;
            }
        }
        return best;
    }

    private boolean readMark() {
        int first = charAt(at);
        reversal = first == 'R';
        expected = first == 'E';
        int side = reversal || expected ? charAt(at + 1) : first;
        if (side != 'C' && side != 'D') {
            return failed(ImportCode.BAD_61);
        }
        credit = (side == 'C') != reversal;
        at += reversal || expected ? 2 : 1;
        int letter = charAt(at);
        boolean funds = letter >= 'A' && letter <= 'Z';
        fundsCode = funds ? letter : 0;
        at += funds ? 1 : 0;
        return true;
    }

    private boolean readAmount(int digits) {
        int start = at;
        long whole = 0;
        while (isDigit(at) && at - start < LONGEST_AMOUNT) {
            whole = whole * 10 + (bytes[at] - '0');
            at++;
        }
        if (at == start || charAt(at) != ',') {
            return failed(ImportCode.BAD_61);
        }
        at++;
        int decimals = 0;
        while (isDigit(at)) {
            int digit = bytes[at] - '0';
            if (decimals < digits) {
                whole = whole * 10 + digit;
            } else if (digit != 0) {
                return failed(ImportCode.NOT_EXACT);
            }
            decimals++;
            at++;
            if (at - start > LONGEST_AMOUNT) {
                return failed(ImportCode.BAD_61);
            }
        }
        if (at - start > LONGEST_AMOUNT) {
            return failed(ImportCode.BAD_61);
        }
        for (; decimals < digits; decimals++) {
            whole *= 10;
        }
        minor = credit ? whole : -whole;
        return true;
    }

    private boolean readReferences() {
        while (isBlank(at)) {
            at++;
        }
        int opening = charAt(at);
        typeFrom = at;
        typeTo = at;
        if (opening == 'F' || opening == 'N' || opening == 'S') {
            typeTo = Math.min(end, at + TYPE);
            at = typeTo;
            typeTo = trimmedEnd(typeFrom, typeTo);
        }
        int slashes = at;
        while (slashes + 1 < end && !(bytes[slashes] == '/' && bytes[slashes + 1] == '/')) {
            slashes++;
        }
        boolean split = slashes + 1 < end;
        referenceFrom = trimmedStart(at, split ? slashes : end);
        referenceTo = trimmedEnd(referenceFrom, split ? slashes : end);
        bankFrom = split ? trimmedStart(slashes + 2, end) : end;
        bankTo = trimmedEnd(bankFrom, end);
        return true;
    }

    private boolean failed(ImportCode code) {
        failure = code;
        return false;
    }

    private int charAt(int index) {
        return index < end ? bytes[index] : -1;
    }

    private boolean isBlank(int index) {
        return index < end && bytes[index] == ' ';
    }

    private boolean isDigit(int index) {
        return index < end && bytes[index] >= '0' && bytes[index] <= '9';
    }

    private int trimmedStart(int from, int to) {
        int start = from;
        while (start < to && bytes[start] >= 0 && bytes[start] <= ' ') {
            start++;
        }
        return start;
    }

    private int trimmedEnd(int from, int to) {
        int last = to;
        while (last > from && bytes[last - 1] >= 0 && bytes[last - 1] <= ' ') {
            last--;
        }
        return last;
    }

    /** Why the line cannot be used. */
    Optional<ImportCode> failure() {
        return Optional.ofNullable(failure);
    }

    /** Where reading stopped, in the bytes. */
    int place() {
        return at;
    }

    /** Days since 1970. */
    int valueDay() {
        return valueDay;
    }

    /** Days since 1970; {@link Days#NONE} where none can be read. */
    int entryDay() {
        return entryDay;
    }

    /** The day it was booked: the entry day, else the value day. */
    int bookedDay() {
        return entryDay == Days.NONE ? valueDay : entryDay;
    }

    /** Whether the value day does not exist and the last one of its month stands in. */
    boolean isClamped() {
        return clamped;
    }

    /** Whether there is an entry day that exists in none of the three years. */
    boolean hasBadEntryDay() {
        return badEntryDay;
    }

    /** Signed as the account holder sees it: C, EC, RD are money in. */
    long minor() {
        return minor;
    }

    /** RC or RD. */
    boolean isReversal() {
        return reversal;
    }

    /** C, D, RC, RD, EC or ED. */
    String mark() {
        return (reversal ? "R" : expected ? "E" : "") + (credit == reversal ? "D" : "C");
    }

    /** A letter; 0 where there is none. */
    int fundsCode() {
        return fundsCode;
    }

    boolean hasType() {
        return typeTo > typeFrom;
    }

    /** Whether the type is a letter and anything but three letters or digits. */
    boolean hasOddType() {
        if (!hasType()) {
            return false;
        }
        boolean odd = typeTo - typeFrom != TYPE;
        for (int i = typeFrom + 1; i < typeTo; i++) {
            int c = bytes[i];
            odd |= !((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'));
        }
        return odd;
    }

    boolean hasLongReference() {
        return referenceTo - referenceFrom > LONGEST_REFERENCE;
    }

    boolean hasBankReference() {
        return bankTo > bankFrom;
    }

    /** The transaction type; empty where there is none. */
    String type(Charset charset) {
        return text(typeFrom, typeTo, charset);
    }

    /** The customer's reference as written; empty where there is none. */
    String reference(Charset charset) {
        return text(referenceFrom, referenceTo, charset);
    }

    /** The bank's reference as written; empty where there is none. */
    String bankReference(Charset charset) {
        return text(bankFrom, bankTo, charset);
    }

    private String text(int from, int to, Charset charset) {
        return from >= to ? "" : new String(bytes, from, to - from, charset);
    }
}
