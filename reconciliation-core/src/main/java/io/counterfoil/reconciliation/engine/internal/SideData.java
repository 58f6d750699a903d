package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.calendar.HolidayCalendar;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.item.Item;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.item.ItemView;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.item.internal.Columns;
import io.counterfoil.reconciliation.item.internal.Fingerprints;
import io.counterfoil.reconciliation.item.internal.Prints;
import io.counterfoil.reconciliation.item.internal.TextPool;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/** One side of a run: its columns, codes that mean the same on both sides, and what became of each row. Not thread-safe. */
final class SideData {

    /** Where a day is unknown to the calendar. */
    static final int NOT_COVERED = Integer.MIN_VALUE;

    static final byte OPEN = 0;
    static final byte MATCHED = 1;
    static final byte HELD = 2;
    static final byte EXCLUDED = 3;
    /** Of no concern while the passes run. */
    static final byte PARKED = 4;

    final Side side;
    final ItemBatch batch;
    final Columns columns;
    final byte[] state;
    final int[] currencyCode;
    final int[] partyCode;
    final int[] accountCode;
    final int[] groupCode;
    private final Codes codes;
    private long @Nullable [] references;
    private long @Nullable [] looseReferences;
    private final Map<Integer, Integer> businessIndex = new HashMap<>();

    SideData(Side side, ItemBatch batch, Codes codes) {
        this.side = side;
        this.batch = batch;
        this.codes = codes;
        this.columns = batch.columns();
        this.state = new byte[batch.size()];
        this.currencyCode = new int[batch.currencies().size()];
        for (int i = 0; i < currencyCode.length; i++) {
            currencyCode[i] = codes.currency(batch.currencies().get(i));
        }
        this.partyCode = codes.parties.codes(columns.parties);
        this.accountCode = codes.accounts.codes(columns.accounts);
        this.groupCode = codes.groups.codes(columns.groups);
        for (int row = 0; row < state.length; row++) {
            state[row] = batch.openMinor(row) == 0 ? EXCLUDED : OPEN;
        }
    }

    /** Texts of both sides under one number, fingerprints of both under one key. */
    static final class Codes {
        private final Prints prints = new Columns().prints;
        final Shared currencies = new Shared();
        final Shared parties = new Shared();
        final Shared accounts = new Shared();
        final Shared groups = new Shared();
        private final List<Integer> digits = new ArrayList<>();

        int currency(CurrencyUnit currency) {
            int code = currencies.code(currency.getCurrencyCode());
            if (code == digits.size()) {
                digits.add(currency.getDefaultFractionDigits());
            }
            return code;
        }

        int fractionDigits(int currency) {
            return digits.get(currency);
        }
    }

    static final class Shared {
        private final Map<String, Integer> codes = new HashMap<>();

        int code(String text) {
            return codes.computeIfAbsent(text, t -> codes.size());
        }

        int size() {
            return codes.size();
        }

        private int[] codes(Columns.Dictionary dictionary) {
            int[] all = new int[dictionary.size()];
            for (int i = 0; i < all.length; i++) {
                all[i] = code(String.valueOf(dictionary.text(i)));
            }
            return all;
        }
    }

    private short @Nullable [] heldBy;

    /** Keeps an open row out of the passes after the one with the number. */
    void hold(int row, int pass) {
        short[] passes = heldBy;
        if (passes == null) {
            passes = new short[state.length];
            heldBy = passes;
        }
        state[row] = HELD;
        passes[row] = (short) pass;
    }

    /** The pass that holds a held row. */
    int heldBy(int row) {
        return java.util.Objects.requireNonNull(heldBy, "nothing is held")[row];
    }

    private final Map<Integer, Long> taken = new HashMap<>();

    /** What is open of the row: of what it brought, less what matches took of it in part. */
    long openMinor(int row) {
        long all = batch.openMinor(row);
        return taken.isEmpty() ? all : all - taken.getOrDefault(row, 0L);
    }

    /** What matches took in part, signed as the row. */
    long takenMinor(int row) {
        return taken.getOrDefault(row, 0L);
    }

    void take(int row, long minor) {
        taken.merge(row, minor, Math::addExact);
    }

    /** The row with what is open of it. */
    ItemView view(int row) {
        ItemView view = batch.view(row);
        return taken.containsKey(row)
                ? Item.builder()
                        .from(view)
                        .open(Amounts.in(view.open().getCurrency()).ofMinor(openMinor(row)))
                        .build()
                : view;
    }

    int currency(int row) {
        return currencyCode[columns.currency[row]];
    }

    int party(int row) {
        return shared(columns.party[row], partyCode);
    }

    int account(int row) {
        return shared(columns.account[row], accountCode);
    }

    int group(int row) {
        return shared(columns.group[row], groupCode);
    }

    private static int shared(int code, int[] codes) {
        return code == Columns.MISSING ? Columns.MISSING : codes[code];
    }

    /** Half fingerprints of all references, as they are written. */
    long[] references() {
        long[] known = references;
        if (known == null) {
            known = new long[columns.references.size()];
            Prints prints = columns.printsAlike(codes.prints);
            for (int i = 0; i < known.length; i++) {
                known[i] = prints.low(i) | 1;
            }
            references = known;
        }
        return known;
    }

    /** Fingerprints of all references by their letters and digits; 0 where there are none. */
    long[] looseReferences() {
        long[] known = looseReferences;
        if (known == null) {
            TextPool pool = columns.references;
            known = new long[pool.size()];
            for (int i = 0; i < known.length; i++) {
                byte[] plain = Texts.loosely(pool.text(i)).getBytes(StandardCharsets.UTF_8);
                known[i] = plain.length == 0 ? 0 : Fingerprints.of(plain, 0, plain.length);
            }
            looseReferences = known;
        }
        return known;
    }

    /** Whether the row has a reference in common with the other side's row, as they are written. */
    boolean sharesReference(int row, SideData other, int otherRow) {
        return shares(references(), row, other, other.references(), otherRow);
    }

    /** Whether the row has a reference in common with the other side's row, by letters and digits alone. */
    boolean sharesReferenceLoosely(int row, SideData other, int otherRow) {
        return shares(looseReferences(), row, other, other.looseReferences(), otherRow);
    }

    private boolean shares(long[] mine, int row, SideData other, long[] theirs, int otherRow) {
        for (int i = columns.referenceStart(row); i < columns.referenceEnd[row]; i++) {
            for (int j = other.columns.referenceStart(otherRow); j < other.columns.referenceEnd[otherRow]; j++) {
                if (mine[i] == theirs[j] && mine[i] != 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether both rows have references and none in common, however they are written. */
    boolean contradicts(int row, SideData other, int otherRow) {
        return columns.referenceStart(row) < columns.referenceEnd[row]
                && other.columns.referenceStart(otherRow) < other.columns.referenceEnd[otherRow]
                && !sharesReference(row, other, otherRow)
                && !sharesReferenceLoosely(row, other, otherRow);
    }

    /** How many business days lie before the day, from a fixed one; {@link #NOT_COVERED} where the calendar does not know. */
    int businessIndex(int epochDay, BusinessCalendar calendar) {
        return businessIndex.computeIfAbsent(epochDay, day -> {
            try {
                return Math.toIntExact(calendar.businessDates(calendar.covered().from(), LocalDate.ofEpochDay(day)));
            } catch (HolidayCalendar.NotCoveredException e) {
                return NOT_COVERED;
            }
        });
    }
}
