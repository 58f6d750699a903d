package io.counterfoil.collections.aging;

import io.counterfoil.collections.receivable.OpenPosition;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.party.PartyId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.money.CurrencyUnit;

/** Adds up rows by party and bucket, and makes amounts of the sums when they are asked for. Not thread-safe while it adds up; after that it does not change. */
final class BucketSums implements Placement.Sink {

    private final List<AgingBucket> buckets;
    private final List<PartyId> parties;
    private final int width;
    private final Map<String, ByCurrency> currencies = new TreeMap<>();

    private static final class ByCurrency {
        final CurrencyUnit currency;
        final long[] sums;
        final boolean[] there;

        ByCurrency(CurrencyUnit currency, int parties, int width) {
            this.currency = currency;
            this.sums = new long[Math.multiplyExact(parties, width)];
            this.there = new boolean[parties];
        }
    }

    BucketSums(List<AgingBucket> buckets, List<PartyId> parties) {
        this.buckets = buckets;
        this.parties = parties;
        this.width = buckets.size() + 2; // the buckets, the column outside of them, and all unapplied credits
    }

    private ByCurrency of(CurrencyUnit currency) {
        return currencies.computeIfAbsent(
                currency.getCurrencyCode(), code -> new ByCurrency(currency, parties.size(), width));
    }

    @Override
    public void add(PartyRows rows) {
        ByCurrency ofCurrency = of(rows.currency());
        int separate = buckets.size();
        long[] sums = ofCurrency.sums;
        int first = rows.partyNumber() * width;
        int unapplied = first + separate + 1;
        for (int i = 0; i < rows.count(); i++) {
            int at = first + (rows.bucket(i) < 0 ? separate : rows.bucket(i));
            sums[at] = Math.addExact(sums[at], rows.counted(i));
            if (rows.open(i) < 0) {
                sums[unapplied] = Math.addExact(sums[unapplied], rows.open(i));
            }
        }
        ofCurrency.there[rows.partyNumber()] = true;
    }

    /** Adds rows that stand in the bucket of their own date, credits with the others. */
    void addByDate(OpenPosition.Block block, BucketTable table) {
        ByCurrency ofCurrency = of(block.currency());
        long[] sums = ofCurrency.sums;
        boolean[] there = ofCurrency.there;
        int unapplied = buckets.size() + 1;
        boolean byIssueDate = table.isByIssueDate();
        int size = block.size();
        for (int row = 0; row < size; row++) {
            long open = block.openMinor(row);
            int party = block.partyNumber(row);
            int first = party * width;
            int at = first + table.place(byIssueDate ? block.issuedDay(row) : block.dueDay(row));
            sums[at] = Math.addExact(sums[at], open);
            sums[first + unapplied] = Math.addExact(sums[first + unapplied], Math.min(open, 0));
            there[party] |= open != 0;
        }
    }

    /** Adds rows in the bucket of their own date, credits apart. Nothing is asked of a row that it could answer either way: a processor guesses such answers badly. */
    void addApart(OpenPosition.Block block, BucketTable table) {
        ByCurrency ofCurrency = of(block.currency());
        long[] sums = ofCurrency.sums;
        boolean[] there = ofCurrency.there;
        int separate = buckets.size();
        boolean byIssueDate = table.isByIssueDate();
        int size = block.size();
        for (int row = 0; row < size; row++) {
            long open = block.openMinor(row);
            int party = block.partyNumber(row);
            int place = table.place(byIssueDate ? block.issuedDay(row) : block.dueDay(row));
            int at = party * width + (open < 0 ? separate : place);
            sums[at] = Math.addExact(sums[at], open);
            there[party] |= open != 0;
        }
    }

    /** After rows were added with credits apart: these are all unapplied credits. */
    void noteUnapplied() {
        int separate = buckets.size();
        for (ByCurrency ofCurrency : currencies.values()) {
            for (int at = separate; at < ofCurrency.sums.length; at += width) {
                ofCurrency.sums[at + 1] = ofCurrency.sums[at];
            }
        }
    }

    /** The parties of which anything is open, in order. */
    List<PartyId> parties() {
        return IntStream.range(0, parties.size())
                .filter(this::isThere)
                .mapToObj(parties::get)
                .toList();
    }

    private boolean isThere(int party) {
        return currencies.values().stream().anyMatch(ofCurrency -> ofCurrency.there[party]);
    }

    AgingTotals of(PartyId party) {
        int number = Collections.binarySearch(parties, party);
        return number < 0 ? totals(0, 0) : totals(number, number + 1);
    }

    AgingTotals total() {
        return totals(0, parties.size());
    }

    private AgingTotals totals(int fromParty, int toParty) {
        List<Totals> amounts = new ArrayList<>(Collections.nCopies(width, Totals.none()));
        for (ByCurrency ofCurrency : currencies.values()) {
            long[] sums = new long[width];
            for (int at = fromParty * width; at < toParty * width; ) {
                for (int column = 0; column < width; column++) {
                    sums[column] = Math.addExact(sums[column], ofCurrency.sums[at++]);
                }
            }
            Amounts money = Amounts.in(ofCurrency.currency);
            for (int column = 0; column < width; column++) {
                amounts.set(column, amounts.get(column).plus(money.ofMinor(sums[column])));
            }
        }
        int separate = buckets.size();
        return new AgingTotals(buckets, amounts.subList(0, separate), amounts.get(separate), amounts.get(separate + 1));
    }
}
