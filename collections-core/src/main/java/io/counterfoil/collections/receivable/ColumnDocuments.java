package io.counterfoil.collections.receivable;

import io.counterfoil.collections.receivable.ColumnReader.RowIds;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/** Makes documents and events of columns when somebody asks for one. Immutable once it is bound. */
final class ColumnDocuments implements CurrencyIndex.Documents {

    private final Amounts amounts;
    private final RowIds ids;
    private final int[] rowOf;
    private final OpenItemKind[] kinds;
    private final BitSet withoutDue;
    private @Nullable Bound bound;

    private static final class Bound {
        final CurrencyIndex index;
        final PartyId[] parties;
        final int[] legRows;

        Bound(CurrencyIndex index, PartyId[] parties, int[] legRows) {
            this.index = index;
            this.parties = parties;
            this.legRows = legRows;
        }
    }

    ColumnDocuments(CurrencyUnit currency, RowIds ids, int[] rowOf, OpenItemKind[] kinds, BitSet withoutDue) {
        this.amounts = Amounts.in(currency);
        this.ids = ids;
        this.rowOf = rowOf;
        this.kinds = kinds;
        this.withoutDue = withoutDue;
    }

    void bind(CurrencyIndex index, PartyId[] parties, int[] legRows) {
        bound = new Bound(index, parties, legRows);
    }

    private Bound bound() {
        Bound known = bound;
        if (known == null) {
            throw new IllegalStateException("documents are asked for before their index is there");
        }
        return known;
    }

    @Override
    public OpenItem item(int place) {
        CurrencyIndex index = bound().index;
        OpenItem.Builder item = OpenItem.builder()
                .id(id(place))
                .party(bound().parties[index.party[place]])
                .kind(kind(place))
                .amount(amounts.ofMinor(Math.abs(index.signedMinor[place])))
                .issued(LocalDate.ofEpochDay(index.issuedDay[place]))
                .recordedAt(Leg.instantOf(index.knownAt[place]));
        if (!withoutDue.get(place)) {
            item.due(LocalDate.ofEpochDay(index.dueDay[place]));
        }
        return item.build();
    }

    @Override
    public OpenItemId id(int place) {
        return OpenItemId.of(ids.of(rowOf[place]));
    }

    @Override
    public OpenItemKind kind(int place) {
        return kinds[place];
    }

    /** The place of the item; -1 where there is none. */
    int find(OpenItemId id) {
        return ids.find(id.value(), rowOf);
    }

    int count() {
        return rowOf.length;
    }

    /** What the columns say, as events, by when it was recorded. */
    Stream<ReceivableEvent> events() {
        CurrencyIndex index = bound().index;
        List<ReceivableEvent> events = new ArrayList<>();
        for (int place = 0; place < index.count; place++) {
            events.add(new ReceivableEvent.ItemIssued(item(place)));
        }
        for (int place = 0; place < index.count; place++) {
            for (int leg = index.legStart[place];
                    index.signedMinor[place] > 0 && leg < index.legStart[place + 1];
                    leg++) {
                events.add(new ReceivableEvent.Allocated(
                        ReceivableEventId.of("allocation " + bound().legRows[leg]),
                        id(index.legCounterpart[leg]),
                        id(place),
                        amounts.ofMinor(-index.legMinor(place, leg)),
                        LocalDate.ofEpochDay(index.legDay[leg]),
                        Leg.instantOf(index.legKnown[leg])));
            }
        }
        events.sort(Comparator.comparing(ReceivableEvent::recordedAt));
        return events.stream();
    }
}
