package io.counterfoil.collections.receivable;

import io.counterfoil.payments.party.PartyId;
import java.util.function.Consumer;
import javax.money.CurrencyUnit;

/** Passes over the open rows of one currency. Not thread-safe: confined to one scan. */
final class PositionCursor implements OpenPosition {

    private final CurrencyIndex index;
    private final PartyId[] parties;
    private final int day;
    private final long known;
    private int at;
    private int term = -1;
    private int dueDay;
    private long openMinor;
    private long returnedMinor;
    private int returnedDay;

    PositionCursor(CurrencyIndex index, PartyId[] parties, int day, long known) {
        this.index = index;
        this.parties = parties;
        this.day = day;
        this.known = known;
    }

    void scan(int from, int to, Consumer<? super OpenPosition> consumer) {
        for (at = from; at < to; at++) {
            openMinor = index.open(at, day, known);
            if (openMinor == 0) {
                continue;
            }
            if (index.termCount(at) == 0) {
                term = -1;
                dueDay = index.dueDay[at];
                readReturns(openMinor);
                consumer.accept(this);
            } else {
                scanTerms(consumer);
            }
        }
    }

    private void scanTerms(Consumer<? super OpenPosition> consumer) {
        long total = index.signedMinor[at];
        long sign = total < 0 ? -1 : 1;
        int start = index.termStart[at];
        long[] paid = TermSpread.paid(
                index.termMinor,
                start,
                index.termStart[at + 1],
                (total - openMinor) * sign,
                index.documents.item(at).termAllocation());
        long returnsLeft = Long.MAX_VALUE;
        for (term = 0; term < paid.length; term++) {
            long open = index.termMinor[start + term] - paid[term];
            if (open == 0) {
                continue;
            }
            openMinor = open * sign;
            dueDay = index.termDay[start + term];
            readReturns(returnsLeft);
            returnsLeft = returnsLeft == Long.MAX_VALUE ? returnsOf() - returnedMinor : returnsLeft - returnedMinor;
            consumer.accept(this);
        }
    }

    /** Finds what came back before the due date, at most what is open and what is left of it for this row. */
    private void readReturns(long atMost) {
        returnedMinor = 0;
        returnedDay = Integer.MAX_VALUE;
        if (openMinor < 0) {
            return;
        }
        long returned = 0;
        for (int leg = index.legStart[at]; leg < index.legStart[at + 1] && index.legDay[leg] <= day; ) {
            int today = index.legDay[leg];
            if (today >= dueDay) {
                break;
            }
            long onDay = 0;
            for (; leg < index.legStart[at + 1] && index.legDay[leg] == today; leg++) {
                onDay += isReturn(leg) ? index.legMinor(at, leg) : 0;
            }
            if (onDay != 0) {
                returned += onDay;
                returnedDay = Math.min(returnedDay, today);
            }
        }
        returnedMinor = Math.min(Math.min(returned, openMinor), atMost);
        if (returnedMinor == 0) {
            returnedDay = Integer.MAX_VALUE;
        }
    }

    private long returnsOf() {
        long returned = 0;
        for (int leg = index.legStart[at]; leg < index.legStart[at + 1] && index.legDay[leg] <= day; leg++) {
            if (isReturn(leg)) {
                returned += index.legMinor(at, leg);
            }
        }
        return returned;
    }

    private boolean isReturn(int leg) {
        return index.legKnown[leg] <= known && index.legCause[leg] == Leg.CASH_RETURNED;
    }

    @Override
    public OpenItem item() {
        return index.documents.item(at);
    }

    @Override
    public int termIndex() {
        return term;
    }

    @Override
    public String termId() {
        return term < 0 ? "" : index.terms[index.termStart[at] + term].id();
    }

    @Override
    public PartyId party() {
        return parties[index.party[at]];
    }

    @Override
    public int partyNumber() {
        return index.party[at];
    }

    @Override
    public CurrencyUnit currency() {
        return index.currency;
    }

    @Override
    public int issuedDay() {
        return index.issuedDay[at];
    }

    @Override
    public int dueDay() {
        return dueDay;
    }

    @Override
    public long openMinor() {
        return openMinor;
    }

    @Override
    public long returnedMinor() {
        return returnedMinor;
    }

    @Override
    public int returnedDay() {
        return returnedDay;
    }

    /** The row's place in the index. */
    int place() {
        return at;
    }
}
