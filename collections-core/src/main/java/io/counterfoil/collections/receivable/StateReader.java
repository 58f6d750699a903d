package io.counterfoil.collections.receivable;

import io.counterfoil.collections.receivable.CurrencyIndex.ItemColumns;
import io.counterfoil.collections.receivable.CurrencyIndex.LegColumns;
import io.counterfoil.collections.receivable.CurrencyIndex.TermColumns;
import io.counterfoil.payments.party.PartyId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Lays the items that were folded from events out in columns. */
final class StateReader {

    private StateReader() {}

    /** The documents of items that came as objects. */
    private static final class Objects implements CurrencyIndex.Documents {

        private final OpenItem[] items;

        Objects(OpenItem[] items) {
            this.items = items;
        }

        @Override
        public OpenItem item(int place) {
            return items[place];
        }

        @Override
        public OpenItemId id(int place) {
            return items[place].id();
        }

        @Override
        public OpenItemKind kind(int place) {
            return items[place].kind();
        }
    }

    /**
     * The index of one currency.
     *
     * @param states in the order of the rows, each with its place
     */
    static CurrencyIndex index(List<ItemState> states, PartyId[] parties) {
        int count = states.size();
        ItemColumns columns = new ItemColumns(count);
        OpenItem[] items = new OpenItem[count];
        int[] termStart = new int[count + 1];
        List<OpenItem.Term> terms = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ItemState state = states.get(i);
            items[i] = state.item;
            columns.party[i] = Arrays.binarySearch(parties, state.item.party());
            columns.issuedDay[i] = state.issuedDay;
            columns.dueDay[i] = state.item.due().map(Leg::dayOf).orElse(state.issuedDay);
            columns.signedMinor[i] = state.signedMinor;
            columns.knownAt[i] = state.known;
            // The first leg of a state is the item itself, which has columns of its own.
            columns.legStart[i + 1] = Math.addExact(columns.legStart[i], state.legs.size() - 1);
            state.item.terms().stream()
                    .sorted(Comparator.comparingInt((OpenItem.Term term) -> Leg.dayOf(term.due())))
                    .forEach(terms::add);
            termStart[i + 1] = terms.size();
        }
        LegColumns legs = new LegColumns(columns.legStart[count]);
        for (int i = 0; i < count; i++) {
            fillLegs(states.get(i), columns.legStart[i], legs);
        }
        return new CurrencyIndex(
                items[0].amount().getCurrency(),
                new Objects(items),
                columns,
                legs,
                new TermColumns(termStart, terms.toArray(OpenItem.Term[]::new)));
    }

    private static void fillLegs(ItemState state, int start, LegColumns columns) {
        List<Leg> legs = state.legs;
        legs.sort(Comparator.comparingInt(Leg::day).thenComparingLong(Leg::known));
        long open = state.signedMinor;
        for (int k = 1; k < legs.size(); k++) {
            Leg leg = legs.get(k);
            int at = start + k - 1;
            ItemState counterpart = leg.counterpart();
            open = Math.addExact(open, leg.minor());
            columns.day[at] = leg.day();
            columns.known[at] = leg.known();
            columns.openAfter[at] = open;
            columns.cause[at] = leg.cause();
            columns.counterpart[at] = counterpart == null ? -1 : counterpart.place;
        }
    }
}
