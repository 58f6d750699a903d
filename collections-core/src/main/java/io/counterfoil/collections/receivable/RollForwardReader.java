package io.counterfoil.collections.receivable;

import io.counterfoil.collections.receivable.RollForward.Cause;
import io.counterfoil.collections.receivable.RollForward.Movements;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.party.PartyId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Sums legs by party and cause. Allocations move money between items of one party and so are no movement of its total. */
final class RollForwardReader {

    private final int firstDay;
    private final int lastDay;
    private final long known;

    private RollForwardReader(DateRange range, AsOf asOf) {
        this.firstDay = Leg.dayOf(range.from());
        this.lastDay = Leg.dayOf(range.to().isBefore(asOf.effective()) ? range.to() : asOf.effective());
        this.known = Leg.knownOf(asOf.knownAt());
    }

    static RollForward read(List<CurrencyIndex> indexes, PartyId[] parties, DateRange range, AsOf asOf) {
        RollForwardReader reader = new RollForwardReader(range, asOf);
        List<Map<Cause, Totals>> sums = new ArrayList<>();
        for (int party = 0; party < parties.length; party++) {
            sums.add(new EnumMap<>(Cause.class));
        }
        for (CurrencyIndex index : indexes) {
            for (int item = 0; item < index.count; item++) {
                reader.add(index, item, sums.get(index.party[item]));
            }
        }
        TreeMap<PartyId, Movements> movements = new TreeMap<>();
        for (int party = 0; party < parties.length; party++) {
            movements.put(parties[party], new Movements(sums.get(party)));
        }
        return new RollForward(range, movements);
    }

    private void add(CurrencyIndex index, int item, Map<Cause, Totals> sums) {
        OpenItemKind kind = index.documents.kind(item);
        if (index.issuedDay[item] <= lastDay && index.knownAt[item] <= known) {
            Cause issued = index.issuedDay[item] < firstDay ? Cause.OPENING : causeOf(kind);
            add(index, issued, index.signedMinor[item], sums);
        }
        for (int leg = index.legStart[item]; leg < index.legStart[item + 1] && index.legDay[leg] <= lastDay; leg++) {
            if (index.legKnown[leg] <= known) {
                boolean before = index.legDay[leg] < firstDay;
                long minor = index.legMinor(item, leg);
                movement(index.legCause[leg], kind)
                        .ifPresent(cause -> add(index, before ? Cause.OPENING : cause, minor, sums));
            }
        }
    }

    private static void add(CurrencyIndex index, Cause cause, long minor, Map<Cause, Totals> sums) {
        sums.merge(cause, Totals.none().plus(index.currency, minor), Totals::plus);
    }

    private static Optional<Cause> movement(byte legCause, OpenItemKind kind) {
        return switch (legCause) {
            case Leg.ISSUED -> Optional.of(causeOf(kind));
            case Leg.WITHDRAWN -> Optional.of(Cause.RETURNED);
            case Leg.WRITE_OFF, Leg.WRITE_OFF_RETURNED -> Optional.of(Cause.WRITTEN_OFF);
            default -> Optional.empty();
        };
    }

    private static Cause causeOf(OpenItemKind kind) {
        return switch (kind) {
            case INVOICE, DEBIT_NOTE, FEE, INTEREST, REFUND, ORDER -> Cause.ISSUED;
            case CREDIT_NOTE -> Cause.CREDITED;
            case RECEIPT -> Cause.RECEIVED;
            case ADJUSTMENT_DEBIT, ADJUSTMENT_CREDIT -> Cause.ADJUSTED;
        };
    }
}
