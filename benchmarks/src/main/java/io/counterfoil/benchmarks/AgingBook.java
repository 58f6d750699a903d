package io.counterfoil.benchmarks;

import io.counterfoil.collections.receivable.OpenItemKind;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * W7's books: a hundred items for each customer over two years, due after thirty days. Without allocations all of them are invoices; with them, forty of a hundred
 * are receipts, and each invoice is paid by two or three allocations, which three of ten leave half open.
 */
final class AgingBook {

    static final LocalDate FIRST_DAY = LocalDate.of(2025, 1, 1);
    static final int DAYS = 720;

    private static final int PER_CUSTOMER = 100;
    private static final int INVOICES = 60;
    private static final long SEED = 7;
    private static final long NANOS_A_DAY = 86_400_000_000_000L;

    final int items;
    final int customers;
    final int[] party;
    final boolean[] receipt;
    final long[] minor;
    final int[] issued;
    final int[] due;
    final long[] recorded;
    final int allocations;
    final int[] credit;
    final int[] debit;
    final long[] allocated;
    final int[] effective;
    final long[] allocationRecorded;

    AgingBook(int items, boolean withAllocations) {
        this.items = items;
        customers = (items + PER_CUSTOMER - 1) / PER_CUSTOMER;
        party = new int[items];
        receipt = new boolean[items];
        minor = new long[items];
        issued = new int[items];
        due = new int[items];
        recorded = new long[items];
        int most = withAllocations ? Math.multiplyExact(customers, INVOICES / 2 * 5) : 0;
        credit = new int[most];
        debit = new int[most];
        allocated = new long[most];
        effective = new int[most];
        allocationRecorded = new long[most];
        SplittableRandom random = new SplittableRandom(SEED);
        for (int item = 0; item < items; item++) {
            party[item] = item / PER_CUSTOMER;
            receipt[item] = withAllocations && item % PER_CUSTOMER >= INVOICES;
            minor[item] = receipt[item] ? 0 : random.nextInt(100, 1_000_000);
            issued[item] = firstDay() + random.nextInt(DAYS);
            due[item] = issued[item] + 30;
            recorded[item] = issued[item] * NANOS_A_DAY;
        }
        allocations = withAllocations ? allocate(random) : 0;
        for (int item = 0; item < items; item++) {
            minor[item] += receipt[item] && (minor[item] == 0 || item % 2 == 0) ? random.nextInt(1, 50_000) : 0;
        }
    }

    private int allocate(SplittableRandom random) {
        int at = 0;
        for (int item = 0; item < items; item++) {
            int first = party[item] * PER_CUSTOMER + INVOICES;
            if (receipt[item] || first + PER_CUSTOMER - INVOICES > items) {
                continue;
            }
            int parts = 2 + item % 2;
            long paid = item % 10 < 3 ? minor[item] / 2 : minor[item];
            for (int part = 1; part <= parts; part++) {
                long amount = part == parts ? paid - paid / parts * (parts - 1) : paid / parts;
                int from = first + random.nextInt(PER_CUSTOMER - INVOICES);
                credit[at] = from;
                debit[at] = item;
                allocated[at] = amount;
                effective[at] = Math.max(issued[item], issued[from]) + random.nextInt(60);
                allocationRecorded[at] = (effective[at] + random.nextInt(6)) * NANOS_A_DAY;
                minor[from] += amount;
                at++;
            }
        }
        return at;
    }

    static int firstDay() {
        return Math.toIntExact(FIRST_DAY.toEpochDay());
    }

    static long nanosOf(int day) {
        return day * NANOS_A_DAY;
    }

    long signed(int item) {
        return receipt[item] ? -minor[item] : minor[item];
    }

    /** The book as ours. */
    Receivables receivables() {
        List<PartyId> names = new ArrayList<>();
        for (int customer = 0; customer < customers; customer++) {
            names.add(PartyId.of(String.format("customer-%08d", customer)));
        }
        OpenItemKind[] kinds = new OpenItemKind[items];
        for (int item = 0; item < items; item++) {
            kinds[item] = receipt[item] ? OpenItemKind.RECEIPT : OpenItemKind.INVOICE;
        }
        return Receivables.columns(Amounts.in("GBP").currency())
                .parties(names)
                .items(party, minor, issued, due)
                .kinds(kinds)
                .ids(row -> "I" + row)
                .recorded(recorded, first(allocationRecorded))
                .allocations(first(credit), first(debit), first(allocated), first(effective))
                .build()
                .orThrow();
    }

    private int[] first(int[] column) {
        return column.length == allocations ? column : java.util.Arrays.copyOf(column, allocations);
    }

    private long[] first(long[] column) {
        return column.length == allocations ? column : java.util.Arrays.copyOf(column, allocations);
    }

    /** The book as the least program would keep it: items by customer, the legs of each item in a row, by day. */
    static final class Bare {
        final int[] party;
        final int[] issued;
        final int[] due;
        final long[] signed;
        final int[] legStart;
        final int[] legDay;
        final long[] legMinor;
        final long[] legRecorded;
        final int customers;

        Bare(AgingBook book) {
            customers = book.customers;
            party = book.party;
            issued = book.issued;
            due = book.due;
            signed = new long[book.items];
            legStart = new int[book.items + 1];
            for (int item = 0; item < book.items; item++) {
                signed[item] = book.signed(item);
            }
            for (int row = 0; row < book.allocations; row++) {
                legStart[book.credit[row] + 1]++;
                legStart[book.debit[row] + 1]++;
            }
            for (int item = 0; item < book.items; item++) {
                legStart[item + 1] += legStart[item];
            }
            int[] next = java.util.Arrays.copyOf(legStart, book.items);
            legDay = new int[legStart[book.items]];
            legMinor = new long[legDay.length];
            legRecorded = new long[legDay.length];
            for (int row = 0; row < book.allocations; row++) {
                insert(next[book.credit[row]]++, legStart[book.credit[row]], book, row, book.allocated[row]);
                insert(next[book.debit[row]]++, legStart[book.debit[row]], book, row, -book.allocated[row]);
            }
        }

        private void insert(int end, int start, AgingBook book, int row, long amount) {
            int at = end;
            while (at > start && legDay[at - 1] > book.effective[row]) {
                legDay[at] = legDay[at - 1];
                legMinor[at] = legMinor[at - 1];
                legRecorded[at] = legRecorded[at - 1];
                at--;
            }
            legDay[at] = book.effective[row];
            legMinor[at] = amount;
            legRecorded[at] = book.allocationRecorded[row];
        }
    }
}
