package io.counterfoil.collections.receivable;

import io.counterfoil.collections.receivable.Receivables.ItemMovement;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.money.CurrencyUnit;

/**
 * All items of one currency as columns, in the order of party, issue date and id; legs in one row per item, by day, with running sums (collections
 * specification 8). Immutable after it is built.
 */
final class CurrencyIndex {

    final CurrencyUnit currency;
    final OpenItem[] items;
    final int[] party;
    final int[] issuedDay;
    final int[] dueDay;
    final long[] signedMinor;

    /** Terms of an item stand from {@code termStart[i]} to {@code termStart[i + 1]}, first due first; none for an item that is due at once. */
    final int[] termStart;

    final OpenItem.Term[] terms;
    final int[] termDay;
    final long[] termMinor;

    /** Legs of an item stand from {@code legStart[i]} to {@code legStart[i + 1]}, by day. */
    final int[] legStart;

    final int[] legDay;
    final long[] legKnown;
    final long[] legMinor;
    final byte[] legCause;
    final int[] legCounterpart;

    /** Sum of the item's legs up to and with this one. */
    private final long[] legSum;

    private final long latestKnown;

    CurrencyIndex(CurrencyUnit currency, List<ItemState> states, PartyId[] parties) {
        this.currency = currency;
        int count = states.size();
        items = new OpenItem[count];
        party = new int[count];
        issuedDay = new int[count];
        dueDay = new int[count];
        signedMinor = new long[count];
        termStart = new int[count + 1];
        legStart = new int[count + 1];
        for (int i = 0; i < count; i++) {
            ItemState state = states.get(i);
            state.place = i;
            items[i] = state.item;
            party[i] = Arrays.binarySearch(parties, state.item.party());
            issuedDay[i] = state.issuedDay;
            dueDay[i] = state.item.due().map(Leg::dayOf).orElse(state.issuedDay);
            signedMinor[i] = state.signedMinor;
            termStart[i + 1] = Math.addExact(termStart[i], state.item.terms().size());
            legStart[i + 1] = Math.addExact(legStart[i], state.legs.size());
        }
        terms = new OpenItem.Term[termStart[count]];
        termDay = new int[terms.length];
        termMinor = new long[terms.length];
        fillTerms();
        legDay = new int[legStart[count]];
        legKnown = new long[legDay.length];
        legMinor = new long[legDay.length];
        legCause = new byte[legDay.length];
        legCounterpart = new int[legDay.length];
        legSum = new long[legDay.length];
        latestKnown = fillLegs(states);
    }

    private void fillTerms() {
        for (int i = 0; i < items.length; i++) {
            OpenItem.Term[] sorted = items[i].terms().toArray(OpenItem.Term[]::new);
            Arrays.sort(sorted, Comparator.comparingInt((OpenItem.Term term) -> Leg.dayOf(term.due())));
            for (int k = 0; k < sorted.length; k++) {
                terms[termStart[i] + k] = sorted[k];
                termDay[termStart[i] + k] = Leg.dayOf(sorted[k].due());
                termMinor[termStart[i] + k] = Amounts.minor(sorted[k].amount());
            }
        }
    }

    private long fillLegs(List<ItemState> states) {
        long latest = Long.MIN_VALUE;
        for (int i = 0; i < items.length; i++) {
            List<Leg> legs = states.get(i).legs;
            legs.sort(Comparator.comparingInt(Leg::day).thenComparingLong(Leg::known));
            long sum = 0;
            for (int k = 0; k < legs.size(); k++) {
                Leg leg = legs.get(k);
                int at = legStart[i] + k;
                ItemState counterpart = leg.counterpart();
                sum = Math.addExact(sum, leg.minor());
                legDay[at] = leg.day();
                legKnown[at] = leg.known();
                legMinor[at] = leg.minor();
                legCause[at] = leg.cause();
                legCounterpart[at] = counterpart == null ? -1 : counterpart.place;
                legSum[at] = sum;
                latest = Math.max(latest, leg.known());
            }
        }
        return latest;
    }

    /** The open amount of an item, signed, on the day as known at the instant. */
    long open(int item, int day, long known) {
        return known >= latestKnown ? sumOfAll(item, day) : sumOfKnown(item, day, known);
    }

    private long sumOfAll(int item, int day) {
        int low = legStart[item];
        int high = legStart[item + 1];
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (legDay[middle] <= day) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == legStart[item] ? 0 : legSum[low - 1];
    }

    private long sumOfKnown(int item, int day, long known) {
        long sum = 0;
        for (int leg = legStart[item]; leg < legStart[item + 1] && legDay[leg] <= day; leg++) {
            if (legKnown[leg] <= known) {
                sum += legMinor[leg];
            }
        }
        return sum;
    }

    /** Whether the item is there on the day, as known at the instant: issued, recorded, not voided. */
    boolean isThere(int item, int day, long known) {
        return sumOf(item, day, known, Leg.ISSUED, Leg.ISSUED) != 0;
    }

    /** Sum of the legs of two causes up to the day, as known at the instant. */
    long sumOf(int item, int day, long known, byte cause, byte orCause) {
        long sum = 0;
        for (int leg = legStart[item]; leg < legStart[item + 1] && legDay[leg] <= day; leg++) {
            if (legKnown[leg] <= known && (legCause[leg] == cause || legCause[leg] == orCause)) {
                sum += legMinor[leg];
            }
        }
        return sum;
    }

    /** The legs of an item up to the day, as known at the instant. */
    List<ItemMovement> movements(int item, int day, long known) {
        Amounts amounts = Amounts.in(currency);
        ItemMovement.Cause[] causes = ItemMovement.Cause.values();
        List<ItemMovement> movements = new ArrayList<>();
        for (int leg = legStart[item]; leg < legStart[item + 1] && legDay[leg] <= day; leg++) {
            if (legKnown[leg] <= known) {
                movements.add(new ItemMovement(
                        LocalDate.ofEpochDay(legDay[leg]),
                        causes[legCause[leg]],
                        legCounterpart[leg] < 0 ? Optional.empty() : Optional.of(items[legCounterpart[leg]].id()),
                        amounts.ofMinor(legMinor[leg])));
            }
        }
        return movements;
    }

    /** The last day on which the item's open amount became nothing, where it is nothing on the day and was something before. */
    Optional<Long> settledOn(int item, int day, long known) {
        long sum = 0;
        Optional<Long> settled = Optional.empty();
        int leg = legStart[item];
        while (leg < legStart[item + 1] && legDay[leg] <= day) {
            int today = legDay[leg];
            long before = sum;
            for (; leg < legStart[item + 1] && legDay[leg] == today; leg++) {
                sum += legKnown[leg] <= known ? legMinor[leg] : 0;
            }
            if (sum != 0) {
                settled = Optional.empty();
            } else if (before != 0) {
                settled = Optional.of((long) today);
            }
        }
        return settled;
    }

    int termCount(int item) {
        return termStart[item + 1] - termStart[item];
    }
}
