package io.counterfoil.collections.aging;

import io.counterfoil.collections.receivable.OpenItem;
import io.counterfoil.collections.receivable.OpenPosition;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.money.Amounts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.money.CurrencyUnit;

/** The open rows of one party in one currency, as columns. Not thread-safe: confined to one pass. */
final class PartyRows {

    /** The place of what stands outside the buckets. */
    static final int UNAPPLIED = -1;

    private final Aging aging;
    private final int asOfDay;
    private final int partyNumber;
    private final CurrencyUnit currency;
    private final List<OpenItem> items = new ArrayList<>(4);
    private final List<String> termIds = new ArrayList<>(4);
    private int[] fromDay = new int[4];
    private int[] bucket = new int[4];
    private long[] open = new long[4];
    private long[] counted = new long[4];

    PartyRows(Aging aging, AsOf asOf, OpenPosition first) {
        this.aging = aging;
        this.asOfDay = Math.toIntExact(asOf.effective().toEpochDay());
        this.partyNumber = first.partyNumber();
        this.currency = first.currency();
    }

    boolean isOf(OpenPosition position) {
        return position.partyNumber() == partyNumber && position.currency().equals(currency);
    }

    void add(OpenPosition position) {
        int at = items.size();
        if (at == open.length) {
            fromDay = Arrays.copyOf(fromDay, at * 2);
            bucket = Arrays.copyOf(bucket, at * 2);
            open = Arrays.copyOf(open, at * 2);
            counted = Arrays.copyOf(counted, at * 2);
        }
        items.add(position.item());
        termIds.add(position.termId());
        fromDay[at] = aging.basis() == AgeBasis.ISSUE_DATE ? position.issuedDay() : position.dueDay();
        open[at] = position.openMinor();
    }

    void placeByDate() {
        for (int i = 0; i < count(); i++) {
            bucket[i] = aging.scheme().indexOf(fromDay[i], asOfDay, aging.dueToday());
            counted[i] = open[i];
        }
    }

    void placeIn(int row, int place) {
        bucket[row] = place;
    }

    /** Takes as much of a credit off a debit as both have. */
    void net(int debit, int credit) {
        long amount = Math.min(counted[debit], -counted[credit]);
        counted[debit] -= amount;
        counted[credit] += amount;
    }

    int count() {
        return items.size();
    }

    int partyNumber() {
        return partyNumber;
    }

    CurrencyUnit currency() {
        return currency;
    }

    OpenItem item(int row) {
        return items.get(row);
    }

    int fromDay(int row) {
        return fromDay[row];
    }

    long open(int row) {
        return open[row];
    }

    long counted(int row) {
        return counted[row];
    }

    /** Place among the scheme's buckets, or {@link #UNAPPLIED}. */
    int bucket(int row) {
        return bucket[row];
    }

    void addTo(List<AgedItem> list) {
        Amounts amounts = Amounts.in(currency);
        for (int i = 0; i < count(); i++) {
            OpenItem item = items.get(i);
            boolean hasDue = item.due().isPresent() || !termIds.get(i).isEmpty();
            list.add(AgedItem.builder()
                    .item(item)
                    .termId(termIds.get(i))
                    .agedFrom(LocalDate.ofEpochDay(fromDay[i]))
                    .withoutDueDate(aging.basis() == AgeBasis.DUE_DATE && !hasDue)
                    .ageDays(asOfDay - fromDay[i])
                    .open(amounts.ofMinor(open[i]))
                    .counted(amounts.ofMinor(counted[i]))
                    .bucket(
                            bucket[i] == UNAPPLIED
                                    ? Optional.empty()
                                    : Optional.of(aging.scheme().buckets().get(bucket[i])))
                    .build());
        }
    }
}
