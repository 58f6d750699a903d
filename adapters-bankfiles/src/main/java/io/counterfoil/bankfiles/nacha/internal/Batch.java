package io.counterfoil.bankfiles.nacha.internal;

import io.counterfoil.bankfiles.fixedwidth.FixedLine;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
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
    private String entryClass = "";
    private long entries;
    private long addenda;
    private long hash;
    private long debits;
    private long credits;

    void begin(FixedLine line) {
        header.copy(line);
        entryClass = line.text(51, 53);
        clear();
    }

    /** A batch without header, for entries that stand outside any. */
    void beginWithoutHeader() {
        header.copy(new FixedLine());
        entryClass = "";
        clear();
    }

    private void clear() {
        open = true;
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
        return entryClass.equals("ADV");
    }

    boolean isInternational() {
        return entryClass.equals("IAT");
    }

    FixedLine header() {
        return header;
    }

    String entryClass() {
        return entryClass;
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
        long debitOff = declaredDebits - debits;
        long creditOff = declaredCredits - credits;
        if (debitOff != 0 && creditOff != 0) {
            return "";
        }
        long off = debitOff + creditOff;
        long hashOff = declaredHash - hash();
        if (count == count() + 1) {
            return off >= 0 ? missing(off, Math.floorMod(hashOff, NachaReader.HASH)) : "";
        }
        if (count == count() - 1) {
            return off <= 0 ? surplus(debitOff - creditOff, Math.floorMod(-hashOff, NachaReader.HASH)) : "";
        }
        return count == count() && hashOff == 0 && off % 9 == 0 && off != 0
                ? transposed(debitOff != 0 ? -1 : 1, off)
                : "";
    }

    private static String missing(long amount, long routing) {
        return routing > 0 && routing < 100_000_000L
                ? "one entry is missing: amount " + cents(amount) + ", receiving bank "
                        + String.format(Locale.ROOT, "%08d", routing)
                : "";
    }

    /** The entry that stands once too often: debits are negative, credits positive. */
    private String surplus(long signed, long routing) {
        for (int i = kept - 1; i >= 0; i--) {
            if (amounts[i] == signed && routings[i] == routing) {
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

    /** The debit or credit in whose amount two neighbouring digits changed places; nothing where several could be. */
    private String transposed(int sign, long off) {
        String found = "";
        for (int i = 0; i < kept; i++) {
            long is = Math.abs(amounts[i]);
            if (Long.signum(amounts[i]) == sign && isTransposition(is, is + off)) {
                if (!found.isEmpty()) {
                    return "";
                }
                found = "two digits of the entry on line " + lines[i] + " changed places: " + cents(is) + " for "
                        + cents(is + off);
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
