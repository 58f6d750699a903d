package io.counterfoil.bankfiles.nacha.internal;

import io.counterfoil.bankfiles.fixedwidth.FixedLine;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;

/** The batch at hand: its header, its counted figures and, for explaining a difference, the entries it began with. Not thread-safe. */
final class Batch {

    /** Entries kept for explanations; a larger batch is counted and not explained. */
    private static final int EXPLAINED = 65_536;

    private final FixedLine header = new FixedLine();
    private long[] amounts = new long[64];
    private int[] routings = new int[64];
    private long[] lines = new long[64];
    private int kept;
    private boolean open;
    private boolean advice;
    private long entries;
    private long addenda;
    private long hash;
    private long debits;
    private long credits;

    void begin(FixedLine line) {
        header.copy(line);
        advice = line.text(51, 53).equals("ADV");
        clear();
        open = true;
    }

    /** A batch without header, for entries that stand outside any. */
    void beginWithoutHeader() {
        header.copy(new FixedLine());
        advice = false;
        clear();
        open = true;
    }

    private void clear() {
        kept = 0;
        entries = 0;
        addenda = 0;
        hash = 0;
        debits = 0;
        credits = 0;
    }

    void end() {
        open = false;
    }

    boolean isOpen() {
        return open;
    }

    boolean isAdvice() {
        return advice;
    }

    boolean isInternational() {
        return header.length() > 52 && header.at(51) == 'I' && header.at(52) == 'A';
    }

    FixedLine header() {
        return header;
    }

    String entryClass() {
        return header.text(51, 53);
    }

    /** The day of effect, {@code YYMMDD}. */
    Optional<LocalDate> effectiveOn() {
        return day(header, 70);
    }

    /** A day {@code YYMMDD} of this century. */
    static Optional<LocalDate> day(FixedLine line, int from) {
        long digits = line.digits(from, from + 5);
        if (digits <= 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    LocalDate.of(2000 + (int) (digits / 10_000), (int) (digits / 100 % 100), (int) (digits % 100)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    void addenda() {
        addenda++;
    }

    void entry(long line, long routing, int sign, long amount) {
        entries++;
        hash += routing;
        if (sign < 0) {
            debits += amount;
        } else if (sign > 0) {
            credits += amount;
        }
        if (kept < EXPLAINED) {
            if (kept == amounts.length) {
                amounts = Arrays.copyOf(amounts, kept * 2);
                routings = Arrays.copyOf(routings, kept * 2);
                lines = Arrays.copyOf(lines, kept * 2);
            }
            amounts[kept] = sign * amount;
            routings[kept] = (int) routing;
            lines[kept] = line;
            kept++;
        }
    }

    long entries() {
        return entries;
    }

    long addendaCount() {
        return addenda;
    }

    long count() {
        return entries + addenda;
    }

    long hash() {
        return hash % NachaReader.HASH;
    }

    long debits() {
        return debits;
    }

    long credits() {
        return credits;
    }

    /** What could explain that the batch does not add up: figures declared, -1 where not readable. Empty where nothing single does (BNK-44). */
    String explain(long count, long declaredHash, long declaredDebits, long declaredCredits) {
        if (entries != kept || count < 0 || declaredHash < 0 || declaredDebits < 0 || declaredCredits < 0) {
            return "";
        }
        long net = (declaredDebits - debits) - (declaredCredits - credits);
        long amount = Math.abs(declaredDebits - debits) + Math.abs(declaredCredits - credits);
        boolean single = declaredDebits == debits || declaredCredits == credits;
        long hashOff = Math.floorMod(declaredHash - hash(), NachaReader.HASH);
        if (!single) {
            return "";
        }
        if (count > count()) {
            return count == count() + 1 && hashOff < 100_000_000L && hashOff > 0
                    ? "one entry is missing: amount " + cents(amount) + ", receiving bank "
                            + Long.toString(100_000_000L + hashOff).substring(1)
                    : "";
        }
        if (count < count()) {
            return count == count() - 1 ? surplus(-net, Math.floorMod(hash() - declaredHash, NachaReader.HASH)) : "";
        }
        return hashOff == 0 && amount > 0 ? transposed(net) : "";
    }

    /** The entry that stands once too often. */
    private String surplus(long signed, long routing) {
        for (int i = kept - 1; i > 0; i--) {
            if (-amounts[i] == signed && routings[i] == routing) {
                for (int j = 0; j < i; j++) {
                    if (amounts[j] == amounts[i] && routings[j] == routings[i]) {
                        return "the entry on line " + lines[i] + " is the one on line " + lines[j] + " again";
                    }
                }
                return "the entry on line " + lines[i] + " is one too many";
            }
        }
        return "";
    }

    /** The entry in whose amount two neighbouring digits changed places; nothing where several could be. */
    private String transposed(long off) {
        if (off % 9 != 0) {
            return "";
        }
        String found = "";
        for (int i = 0; i < kept; i++) {
            long is = Math.abs(amounts[i]);
            long was = is + (amounts[i] < 0 ? off : -off);
            if (was > 0 && isTransposition(is, was)) {
                if (!found.isEmpty()) {
                    return "";
                }
                found = "two digits of the entry on line " + lines[i] + " changed places: " + cents(is) + " for "
                        + cents(was);
            }
        }
        return found;
    }

    static boolean isTransposition(long one, long other) {
        long unit = 1;
        for (int i = 0; i < 11; i++) {
            long low = one / unit % 10;
            long high = one / (unit * 10) % 10;
            if (low != high && one + (low - high) * 10 * unit + (high - low) * unit == other) {
                return true;
            }
            unit *= 10;
        }
        return false;
    }

    private static String cents(long amount) {
        return java.math.BigDecimal.valueOf(amount, 2).toPlainString();
    }
}
