package io.counterfoil.collections.receivable;

import static io.counterfoil.collections.receivable.ColumnReader.at;
import static io.counterfoil.collections.receivable.ColumnReader.finding;

import io.counterfoil.collections.receivable.CurrencyIndex.ItemColumns;
import io.counterfoil.collections.receivable.CurrencyIndex.LegColumns;
import io.counterfoil.collections.receivable.Receivables.Columns;
import io.counterfoil.payments.evidence.Diagnostic;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Checks the allocations of a host and puts both sides of each in the row of its item, by day and instant. Not thread-safe: one reading. */
final class ColumnLegs {

    private static final int HALF = 1 << 16;

    private final Columns given;
    private final int[] placeOf;
    private final ItemColumns items;
    private final List<Diagnostic> findings;
    private final int count;
    private int[] legRow = new int[0];

    ColumnLegs(Columns given, int[] placeOf, ItemColumns items, List<Diagnostic> findings) {
        this.given = given;
        this.placeOf = placeOf;
        this.items = items;
        this.findings = findings;
        this.count = given.allocatedMinor.length;
    }

    /** The host's row of the allocation behind each leg. */
    int[] rows() {
        return legRow;
    }

    LegColumns read() {
        BitSet accepted = new BitSet(count);
        for (int row = 0; row < count; row++) {
            if (accepts(row)) {
                accepted.set(row);
            }
        }
        if (isOverAllocated(accepted)) {
            takeInOrder(accepted);
        }
        place(accepted);
        return columns();
    }

    private boolean accepts(int row) {
        int credit = given.creditRow[row];
        int debit = given.debitRow[row];
        if (credit == debit) {
            return refuse(ReceivableCode.SELF, row, "debit", "allocation goes from item row " + credit + " to itself");
        }
        if (given.allocatedMinor[row] <= 0) {
            String amount = given.allocatedMinor[row] + " minor units";
            return refuse(
                    ReceivableCode.AMOUNT_INVALID, row, "amount", "amount is " + amount + ", expected more than zero");
        }
        if (!isKnown(credit) || !isKnown(debit)) {
            int unknown = isKnown(credit) ? debit : credit;
            String side = isKnown(credit) ? "debit" : "credit";
            return refuse(
                    ReceivableCode.UNKNOWN_ITEM, row, side, side + " is item row " + unknown + ", which is not there");
        }
        boolean fromDebit = given.kind(credit).isDebit();
        if (fromDebit == given.kind(debit).isDebit()) {
            return refuse(
                    ReceivableCode.SAME_SIGN,
                    row,
                    "debit",
                    "allocation joins " + given.kind(credit) + " and " + given.kind(debit)
                            + ", expected a credit and a debit");
        }
        if (fromDebit) {
            return refuse(
                    ReceivableCode.DIRECTION,
                    row,
                    "credit",
                    "allocation goes from " + given.kind(credit) + ", expected from the credit to the debit");
        }
        int from = placeOf[credit];
        int to = placeOf[debit];
        if (items.party[from] != items.party[to]) {
            return refuse(
                    ReceivableCode.PARTY_MISMATCH, row, "debit", "allocation joins two parties, expected one party");
        }
        if (given.effectiveDay[row] < Math.max(items.issuedDay[from], items.issuedDay[to])) {
            return refuse(
                    ReceivableCode.BEFORE_DOCUMENT,
                    row,
                    "effective",
                    "effective is day " + given.effectiveDay[row] + ", expected that of both documents or later");
        }
        return true;
    }

    private boolean isKnown(int row) {
        return row >= 0 && row < placeOf.length && placeOf[row] >= 0;
    }

    private boolean refuse(ReceivableCode code, int row, String field, String message) {
        findings.add(finding(Diagnostic.Level.ERROR, code, at("allocations", row, field), message));
        return false;
    }

    private boolean isOverAllocated(BitSet accepted) {
        long[] left = left();
        boolean over = false;
        for (int row = accepted.nextSetBit(0); row >= 0; row = accepted.nextSetBit(row + 1)) {
            int from = placeOf[given.creditRow[row]];
            int to = placeOf[given.debitRow[row]];
            left[from] = Math.subtractExact(left[from], given.allocatedMinor[row]);
            left[to] = Math.subtractExact(left[to], given.allocatedMinor[row]);
            over |= left[from] < 0 || left[to] < 0;
        }
        return over;
    }

    private long[] left() {
        return Arrays.stream(items.signedMinor).map(Math::abs).toArray();
    }

    /** What was recorded first comes first, of one instant the row that comes first: an allocation beyond what is left is refused. */
    private void takeInOrder(BitSet accepted) {
        long[] left = left();
        int[] order = accepted.stream()
                .boxed()
                .sorted(Comparator.comparingLong((Integer row) -> given.allocationNanos(row))
                        .thenComparing(row -> row))
                .mapToInt(row -> row)
                .toArray();
        for (int row : order) {
            int from = placeOf[given.creditRow[row]];
            int to = placeOf[given.debitRow[row]];
            long amount = given.allocatedMinor[row];
            long most = Math.min(left[from], left[to]);
            if (amount > most) {
                accepted.clear(row);
                refuse(
                        ReceivableCode.OVER_ALLOCATION,
                        row,
                        "amount",
                        "allocation is " + amount + " minor units, left is " + most);
            } else {
                left[from] -= amount;
                left[to] -= amount;
            }
        }
    }

    private void place(BitSet accepted) {
        int[] start = items.legStart;
        accepted.stream().forEach(row -> {
            start[placeOf[given.creditRow[row]] + 1]++;
            start[placeOf[given.debitRow[row]] + 1]++;
        });
        for (int place = 0; place < items.party.length; place++) {
            start[place + 1] = Math.addExact(start[place], start[place + 1]);
        }
        int[] next = Arrays.copyOf(start, items.party.length);
        legRow = new int[start[items.party.length]];
        for (int row : byDay(accepted)) {
            legRow[next[placeOf[given.creditRow[row]]]++] = row;
            legRow[next[placeOf[given.debitRow[row]]]++] = row;
        }
        for (int place = 0; place < items.party.length; place++) {
            orderTies(start[place], start[place + 1]);
        }
    }

    /** The rows by day, those of one day as they came: a radix sort by both halves of the day. */
    private int[] byDay(BitSet accepted) {
        int[] rows = accepted.stream().toArray();
        for (int shift = 0; shift < 32; shift += 16) {
            int[] start = new int[HALF + 1];
            for (int row : rows) {
                start[half(row, shift) + 1]++;
            }
            for (int half = 0; half < HALF; half++) {
                start[half + 1] += start[half];
            }
            int[] sorted = new int[rows.length];
            for (int row : rows) {
                sorted[start[half(row, shift)]++] = row;
            }
            rows = sorted;
        }
        return rows;
    }

    private int half(int row, int shift) {
        return ((given.effectiveDay[row] ^ Integer.MIN_VALUE) >>> shift) & (HALF - 1);
    }

    private void orderTies(int from, int to) {
        for (int first = from; first < to; ) {
            int after = first + 1;
            boolean sorted = true;
            while (after < to && given.effectiveDay[legRow[after]] == given.effectiveDay[legRow[first]]) {
                sorted &= known(legRow[after - 1]) <= known(legRow[after]);
                after++;
            }
            if (!sorted) {
                int[] byKnown = IntStream.range(first, after)
                        .mapToObj(leg -> legRow[leg])
                        .sorted(Comparator.comparingLong(this::known))
                        .mapToInt(row -> row)
                        .toArray();
                System.arraycopy(byKnown, 0, legRow, first, byKnown.length);
            }
            first = after;
        }
    }

    /** An allocation is known as soon as it and both its documents are. */
    private long known(int row) {
        return Math.max(
                given.allocationNanos(row),
                Math.max(items.knownAt[placeOf[given.creditRow[row]]], items.knownAt[placeOf[given.debitRow[row]]]));
    }

    private LegColumns columns() {
        LegColumns legs = new LegColumns(legRow.length);
        for (int place = 0; place < items.party.length; place++) {
            long open = items.signedMinor[place];
            boolean debit = open > 0;
            for (int leg = items.legStart[place]; leg < items.legStart[place + 1]; leg++) {
                int row = legRow[leg];
                long minor = given.allocatedMinor[row];
                open += debit ? -minor : minor;
                legs.day[leg] = given.effectiveDay[row];
                legs.known[leg] = known(row);
                legs.openAfter[leg] = open;
                legs.counterpart[leg] = placeOf[debit ? given.creditRow[row] : given.debitRow[row]];
                legs.cause[leg] = debit ? causeBy(given.kind(given.creditRow[row])) : Leg.APPLIED;
            }
        }
        return legs;
    }

    private static byte causeBy(OpenItemKind credit) {
        return credit == OpenItemKind.RECEIPT ? Leg.CASH : Leg.CREDIT;
    }
}
