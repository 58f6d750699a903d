package io.counterfoil.collections.receivable;

import io.counterfoil.collections.receivable.CurrencyIndex.ItemColumns;
import io.counterfoil.collections.receivable.CurrencyIndex.TermColumns;
import io.counterfoil.collections.receivable.Receivables.Columns;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.party.PartyId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Checks the columns of a host and lays them out as an index, without an object for a row. Not thread-safe: one reading. */
final class ColumnReader {

    private final Columns given;
    private final int rows;
    private final PartyId[] parties;
    private final int[] partyOf;
    private final RowIds ids;
    private final List<Diagnostic> findings = new ArrayList<>();

    /** Place in the index by row; of a row that is there twice, that of the first; -1 for one that is refused. */
    private final int[] placeOf;

    ColumnReader(Columns given) {
        checkShape(given);
        this.given = given;
        this.rows = given.amountMinor.length;
        this.ids = new RowIds(given.ids, rows);
        this.placeOf = new int[rows];
        PartyId[] named = given.parties;
        BitSet used = new BitSet(named.length);
        for (int party : given.party) {
            used.set(party);
        }
        this.parties = used.stream().mapToObj(i -> named[i]).distinct().sorted().toArray(PartyId[]::new);
        this.partyOf = IntStream.range(0, named.length)
                .map(i -> used.get(i) ? Arrays.binarySearch(parties, named[i]) : -1)
                .toArray();
    }

    private static void checkShape(Columns given) {
        int rows = given.amountMinor.length;
        int allocated = given.allocatedMinor.length;
        sameLength("items", rows, given.party.length, given.issuedDay.length, given.dueDay.length);
        sameLength("kinds", rows, given.kinds == null ? rows : given.kinds.length);
        sameLength("instants of items", rows, given.itemNanos == null ? rows : given.itemNanos.length);
        sameLength("allocations", allocated, given.creditRow.length, given.debitRow.length, given.effectiveDay.length);
        sameLength(
                "instants of allocations",
                allocated,
                given.allocationNanos == null ? allocated : given.allocationNanos.length);
        for (int place : given.party) {
            if (place < 0 || place >= given.parties.length) {
                throw new IllegalArgumentException(
                        "party " + place + " is not known, expected one of " + given.parties.length + " parties");
            }
        }
    }

    private static void sameLength(String what, int rows, int... lengths) {
        for (int length : lengths) {
            if (length != rows) {
                throw new IllegalArgumentException(
                        "columns of " + what + " have " + rows + " and " + length + " rows, expected one length");
            }
        }
    }

    Checked<Receivables> read() {
        BitSet accepted = new BitSet(rows);
        for (int row = 0; row < rows; row++) {
            placeOf[row] = -1;
            if (accepts(row)) {
                accepted.set(row);
            }
        }
        int[] rowOf = order(accepted);
        for (int place = 0; place < rowOf.length; place++) {
            placeOf[rowOf[place]] = place;
        }
        for (int row = 0; row < rows; row++) {
            placeOf[row] = placeOf[row] < -1 ? placeOf[-2 - placeOf[row]] : placeOf[row];
        }
        ItemColumns items = items(rowOf);
        ColumnLegs legs = new ColumnLegs(given, placeOf, items, findings);
        CurrencyIndex.LegColumns columns = legs.read();
        ids.toPlaces(placeOf);
        ColumnDocuments documents = new ColumnDocuments(given.currency, ids, rowOf, kinds(rowOf), withoutDue(rowOf));
        CurrencyIndex index = new CurrencyIndex(given.currency, documents, items, columns, TermColumns.none());
        documents.bind(index, parties, legs.rows());
        return Checked.of(new Receivables(documents, index, parties), findings);
    }

    private boolean accepts(int row) {
        if (given.amountMinor[row] <= 0) {
            refuse(
                    ReceivableCode.AMOUNT_INVALID,
                    row,
                    "amount",
                    "amount is " + given.amountMinor[row] + " minor units, expected more than zero");
            return false;
        }
        int before = ids.add(row);
        if (before >= 0) {
            String id = "item " + given.ids.apply(row);
            if (isSame(before, row)) {
                placeOf[row] = -2 - before;
                findings.add(finding(
                        Diagnostic.Level.NOTE,
                        ReceivableCode.DUPLICATE_IGNORED,
                        at("items", row, "id"),
                        id + " came again with the same content and is ignored"));
            } else {
                refuse(
                        ReceivableCode.DUPLICATE_CONFLICT,
                        row,
                        "id",
                        id + " came again with other content, expected an id of its own");
            }
            return false;
        }
        if (given.dueDay[row] != Columns.NO_DUE_DAY && given.dueDay[row] < given.issuedDay[row]) {
            findings.add(finding(
                    Diagnostic.Level.WARNING,
                    ReceivableCode.DUE_BEFORE_ISSUE,
                    at("items", row, "due"),
                    "item " + given.ids.apply(row) + " is due before its issue date"));
        }
        return true;
    }

    private boolean isSame(int one, int other) {
        return given.amountMinor[one] == given.amountMinor[other]
                && partyOf[given.party[one]] == partyOf[given.party[other]]
                && given.issuedDay[one] == given.issuedDay[other]
                && given.dueDay[one] == given.dueDay[other]
                && given.kind(one) == given.kind(other);
    }

    private void refuse(ReceivableCode code, int row, String field, String message) {
        findings.add(finding(Diagnostic.Level.ERROR, code, at("items", row, field), message));
    }

    static Diagnostic.Location at(String column, int row, String field) {
        return Diagnostic.Location.of(column, row + 1L).field(field);
    }

    static Diagnostic finding(
            Diagnostic.Level level, ReceivableCode code, Diagnostic.Location location, String message) {
        return new Diagnostic(level, code, message, location, Map.of("position", Long.toString(location.line() - 1)));
    }

    /** The accepted rows by party, issue date and id. */
    private int[] order(BitSet accepted) {
        int[] start = new int[parties.length + 1];
        accepted.stream().forEach(row -> start[partyOf[given.party[row]] + 1]++);
        for (int party = 0; party < parties.length; party++) {
            start[party + 1] += start[party];
        }
        int[] next = Arrays.copyOf(start, parties.length);
        long[] keys = new long[accepted.cardinality()];
        for (int row = accepted.nextSetBit(0); row >= 0; row = accepted.nextSetBit(row + 1)) {
            keys[next[partyOf[given.party[row]]]++] = ((long) given.issuedDay[row] << 32) | row;
        }
        for (int party = 0; party < parties.length; party++) {
            Arrays.sort(keys, start[party], start[party + 1]);
            orderTies(keys, start[party], start[party + 1]);
        }
        int[] rowOf = new int[keys.length];
        for (int place = 0; place < keys.length; place++) {
            rowOf[place] = (int) keys[place];
        }
        return rowOf;
    }

    private void orderTies(long[] keys, int from, int to) {
        for (int first = from; first < to; ) {
            int after = first + 1;
            while (after < to && keys[after] >> 32 == keys[first] >> 32) {
                after++;
            }
            if (after - first > 1) {
                Long[] tied = Arrays.stream(keys, first, after).boxed().toArray(Long[]::new);
                Arrays.sort(tied, Comparator.comparing((Long key) -> given.ids.apply((int) (long) key)));
                for (int i = 0; i < tied.length; i++) {
                    keys[first + i] = tied[i];
                }
            }
            first = after;
        }
    }

    private ItemColumns items(int[] rowOf) {
        ItemColumns items = new ItemColumns(rowOf.length);
        for (int place = 0; place < rowOf.length; place++) {
            int row = rowOf[place];
            int due = given.dueDay[row];
            items.party[place] = partyOf[given.party[row]];
            items.issuedDay[place] = given.issuedDay[row];
            items.dueDay[place] = due == Columns.NO_DUE_DAY ? given.issuedDay[row] : due;
            items.signedMinor[place] = given.kind(row).signed(given.amountMinor[row]);
            items.knownAt[place] = given.itemNanos(row);
        }
        return items;
    }

    private OpenItemKind[] kinds(int[] rowOf) {
        return Arrays.stream(rowOf).mapToObj(given::kind).toArray(OpenItemKind[]::new);
    }

    private BitSet withoutDue(int[] rowOf) {
        BitSet without = new BitSet();
        for (int place = 0; place < rowOf.length; place++) {
            if (given.dueDay[rowOf[place]] == Columns.NO_DUE_DAY) {
                without.set(place);
            }
        }
        return without;
    }

    /** Finds rows, later places, by the id that the host has for them. */
    static final class RowIds {

        private final java.util.function.IntFunction<String> ids;
        private final int[] slots;

        RowIds(java.util.function.IntFunction<String> ids, int rows) {
            this.ids = ids;
            this.slots = new int[Math.max(16, Integer.highestOneBit(Math.max(1, rows)) << 2)];
        }

        String of(int row) {
            return ids.apply(row);
        }

        /** Remembers the row, or answers with the one that has its id already; -1 for a new one. */
        int add(int row) {
            String id = OpenItemId.of(ids.apply(row)).value();
            int slot = slot(id);
            while (slots[slot] != 0) {
                if (ids.apply(slots[slot] - 1).equals(id)) {
                    return slots[slot] - 1;
                }
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = row + 1;
            return -1;
        }

        void toPlaces(int[] placeOf) {
            for (int slot = 0; slot < slots.length; slot++) {
                slots[slot] = slots[slot] == 0 ? 0 : placeOf[slots[slot] - 1] + 1;
            }
        }

        /** The place of the id; -1 where there is none. */
        int find(String id, int[] rowOf) {
            int slot = slot(id);
            while (slots[slot] != 0) {
                if (ids.apply(rowOf[slots[slot] - 1]).equals(id)) {
                    return slots[slot] - 1;
                }
                slot = (slot + 1) & (slots.length - 1);
            }
            return -1;
        }

        private int slot(String id) {
            int mixed = id.hashCode() * 0x9E3779B9;
            return (mixed ^ (mixed >>> 15)) & (slots.length - 1);
        }
    }
}
