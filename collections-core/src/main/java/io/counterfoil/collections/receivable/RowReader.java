package io.counterfoil.collections.receivable;

import io.counterfoil.payments.money.Amounts;
import java.util.Optional;

/** Makes the list line of the row that a cursor stands on. */
final class RowReader {

    private final CurrencyIndex index;
    private final Amounts amounts;
    private final int day;
    private final long known;

    RowReader(CurrencyIndex index, int day, long known) {
        this.index = index;
        this.amounts = Amounts.in(index.currency);
        this.day = day;
        this.known = known;
    }

    OpenRow read(PositionCursor cursor) {
        int item = cursor.place();
        long sign = index.signedMinor[item] < 0 ? -1 : 1;
        long cash = -sign * index.sumOf(item, day, known, Leg.CASH, Leg.CASH_RETURNED);
        long credit = -sign * index.sumOf(item, day, known, Leg.CREDIT, Leg.CREDIT_RETURNED);
        long writtenOff = -sign * index.sumOf(item, day, known, Leg.WRITE_OFF, Leg.WRITE_OFF_RETURNED);
        long applied = -sign * index.sumOf(item, day, known, Leg.APPLIED, Leg.APPLIED);
        long openLater = index.open(item, Integer.MAX_VALUE, known);
        long future = index.open(item, day, known) - openLater;
        Optional<OpenItem.Term> term = Optional.empty();
        int number = cursor.termIndex();
        if (number >= 0) {
            term = Optional.of(index.terms[index.termStart[item] + number]);
            future = cursor.openMinor()
                    - sign * (termMinor(item, number) - paid(item, number, settled(item, openLater)));
            long onlyCash = paid(item, number, cash);
            long withCredit = paid(item, number, cash + credit);
            writtenOff = paid(item, number, cash + credit + writtenOff) - withCredit;
            credit = withCredit - onlyCash;
            cash = onlyCash;
        }
        return OpenRow.builder()
                .item(cursor.item())
                .term(term)
                .open(amounts.ofMinor(cursor.openMinor()))
                .cash(amounts.ofMinor(cash))
                .credit(amounts.ofMinor(credit))
                .writtenOff(amounts.ofMinor(writtenOff))
                .applied(amounts.ofMinor(applied))
                .future(amounts.ofMinor(future))
                .build();
    }

    private long settled(int item, long open) {
        return Math.abs(index.signedMinor[item] - open);
    }

    private long termMinor(int item, int number) {
        return index.termMinor[index.termStart[item] + number];
    }

    private long paid(int item, int number, long total) {
        return TermSpread.paid(
                index.termMinor,
                index.termStart[item],
                index.termStart[item + 1],
                total,
                index.documents.item(item).termAllocation())[number];
    }
}
