package io.counterfoil.collections.receivable;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.ledger.AccountId;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.proof.Proof;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;
import org.jspecify.annotations.Nullable;

/**
 * All open items of a host, or of some of its parties, with everything that happened to them: answers what was open on any day, as known at any instant
 * (collections specification 4.1, 4.2).
 *
 * <p>open(t, k) is the item's amount less what is effective by the end of day t and recorded by k; nothing before it was issued and recorded. Inside, one set
 * of columns per currency; days are those of the books' zone. Immutable, thread-safe.
 */
public final class Receivables {

    private static final Comparator<ItemState> ROW_ORDER = Comparator.<ItemState, PartyId>comparing(
                    state -> state.item.party())
            .thenComparingInt(state -> state.issuedDay)
            .thenComparing(state -> state.item.id());

    private final Supplier<Stream<ReceivableEvent>> events;
    private final List<CurrencyIndex> indexes;
    private final PartyId[] parties;
    private final Finder places;

    private record Place(CurrencyIndex index, int item) {}

    /** Finds items by their ids. */
    private interface Finder {
        @Nullable
        Place find(OpenItemId id);
    }

    Receivables(List<ReceivableEvent> accepted, Collection<ItemState> states) {
        List<ReceivableEvent> kept = List.copyOf(accepted);
        events = kept::stream;
        parties = states.stream()
                .map(state -> state.item.party())
                .distinct()
                .sorted()
                .toArray(PartyId[]::new);
        Map<String, List<ItemState>> byCurrency = new TreeMap<>();
        states.stream()
                .sorted(ROW_ORDER)
                .forEach(state -> byCurrency
                        .computeIfAbsent(state.item.amount().getCurrency().getCurrencyCode(), code -> new ArrayList<>())
                        .add(state));
        List<CurrencyIndex> built = new ArrayList<>();
        byCurrency.values().forEach(group -> {
            for (int i = 0; i < group.size(); i++) {
                group.get(i).place = i;
            }
            built.add(StateReader.index(group, parties));
        });
        indexes = List.copyOf(built);
        Map<OpenItemId, Place> byId = new HashMap<>();
        for (CurrencyIndex index : indexes) {
            for (int i = 0; i < index.count; i++) {
                byId.put(index.documents.id(i), new Place(index, i));
            }
        }
        places = byId::get;
    }

    Receivables(ColumnDocuments documents, CurrencyIndex index, PartyId[] parties) {
        this.events = documents::events;
        this.indexes = List.of(index);
        this.parties = parties;
        this.places = id -> {
            int place = documents.find(id);
            return place < 0 ? null : new Place(index, place);
        };
    }

    /**
     * Reads a log. The order does not matter: events count by when they were recorded, and those of one instant in an order that lets as many stand as can.
     *
     * @return the receivables of every accepted event, and a finding for each one that was refused (an error), ignored as a duplicate (a note) or accepted
     *     with a doubt (a warning); its attribute {@code position} counts the events from 0, its code is a {@link ReceivableCode}
     * @throws ArithmeticException where a sum leaves 64-bit minor units
     */
    public static Checked<Receivables> replay(Stream<ReceivableEvent> events) {
        return new Replay().read(events.toList());
    }

    /**
     * Items and allocations of one currency as columns, for hosts that have millions of them in a database: no object is made for a row, neither now nor when the
     * receivables are aged. What was taken back or written off comes after, as events, by {@link #with(List)}.
     */
    public static Columns columns(CurrencyUnit currency) {
        return new Columns(currency);
    }

    /** No item at all. */
    public static Receivables none() {
        return new Receivables(List.of(), List.of());
    }

    /** These receivables and one event more; costs as much as reading the whole log, so add many at once. */
    public Checked<Receivables> with(ReceivableEvent event) {
        return with(List.of(event));
    }

    /** These receivables and more events; findings count positions from the first of the new ones. Costs as much as reading the whole log. */
    public Checked<Receivables> with(List<ReceivableEvent> more) {
        return new Replay().read(events.get().toList(), more);
    }

    /** Every accepted event, by when it was recorded. */
    public Stream<ReceivableEvent> events() {
        return events.get();
    }

    /** All parties that have an item, open or not, in order. */
    public List<PartyId> parties() {
        return List.of(parties);
    }

    /** All currencies that an item is in, by code. */
    public List<CurrencyUnit> currencies() {
        return indexes.stream().map(index -> index.currency).toList();
    }

    /** The item with the id, whatever became of it. */
    public Optional<OpenItem> item(OpenItemId id) {
        return Optional.ofNullable(places.find(id))
                .map(place -> place.index().documents.item(place.item()));
    }

    /** All items, whatever became of them: by currency, party, issue date and id. */
    public Stream<OpenItem> items() {
        return indexes.stream().flatMap(index -> items(index, 0, index.count));
    }

    /** All items of one party, whatever became of them: by currency, issue date and id. */
    public Stream<OpenItem> items(PartyId party) {
        int number = Arrays.binarySearch(parties, party);
        return number < 0
                ? Stream.empty()
                : indexes.stream().flatMap(index -> items(index, firstOf(index, number), firstOf(index, number + 1)));
    }

    private static Stream<OpenItem> items(CurrencyIndex index, int from, int to) {
        return IntStream.range(from, to).mapToObj(index.documents::item);
    }

    /**
     * What moved the open amount of an item up to the day, as known at the instant, first day first; their sum is what is open.
     *
     * @throws IllegalArgumentException where there is no such item
     */
    public List<ItemMovement> movements(OpenItemId id, AsOf asOf) {
        Place place = place(id);
        return place.index().movements(place.item(), Leg.dayOf(asOf.effective()), Leg.knownOf(asOf.knownAt()));
    }

    /** The same without any write-off, for those who chase or measure what was given up as well (COL-54). Costs as much as reading the whole log. */
    public Receivables withoutWriteOffs() {
        return Receivables.replay(events.get()
                        .filter(event -> event.kind() != ReceivableEvent.Kind.WRITTEN_OFF
                                && event.kind() != ReceivableEvent.Kind.WRITE_OFF_REVERSED))
                .orThrow();
    }

    /**
     * The day on which the last cent of an item was settled; empty while anything is open, and for an item that was never open at the end of a day.
     *
     * @throws IllegalArgumentException where there is no such item
     */
    public Optional<LocalDate> settledOn(OpenItemId id, AsOf asOf) {
        Place place = place(id);
        return place.index()
                .settledOn(place.item(), Leg.dayOf(asOf.effective()), Leg.knownOf(asOf.knownAt()))
                .map(LocalDate::ofEpochDay);
    }

    private Place place(OpenItemId id) {
        Place place = places.find(id);
        if (place == null) {
            int items = indexes.stream().mapToInt(index -> index.count).sum();
            throw new IllegalArgumentException("item " + id + " is not known, expected one of " + items + " items");
        }
        return place;
    }

    /**
     * What is open of an item: positive for a debit, negative for a credit, zero before it was issued and after it was settled.
     *
     * @throws IllegalArgumentException where there is no such item
     */
    public MonetaryAmount open(OpenItemId id, AsOf asOf) {
        Place place = place(id);
        return Amounts.in(place.index().currency).ofMinor(openMinor(place.index(), place.item(), asOf));
    }

    private static long openMinor(CurrencyIndex index, int item, AsOf asOf) {
        return index.open(item, Leg.dayOf(asOf.effective()), Leg.knownOf(asOf.knownAt()));
    }

    /** What is open over all items, credits taken off. */
    public Totals open(AsOf asOf) {
        Totals sum = Totals.none();
        for (CurrencyIndex index : indexes) {
            sum = sum.plus(index.currency, new BlockReader(index, asOf).sum());
        }
        return sum;
    }

    /** What a party owes, credits taken off. */
    public Totals open(PartyId party, AsOf asOf) {
        int number = Arrays.binarySearch(parties, party);
        Totals sum = Totals.none();
        for (CurrencyIndex index : indexes) {
            long minor = 0;
            for (int i = firstOf(index, number); number >= 0 && i < firstOf(index, number + 1); i++) {
                minor = Math.addExact(minor, openMinor(index, i, asOf));
            }
            sum = sum.plus(index.currency, minor);
        }
        return sum;
    }

    /** Everything that is open, line by line. */
    public OpenItems at(AsOf asOf) {
        List<OpenRow> rows = new ArrayList<>();
        indexes.forEach(index -> addRows(index, 0, index.count, asOf, rows));
        return new OpenItems(asOf, rows);
    }

    /** Everything of one party that is open, line by line. */
    public OpenItems at(PartyId party, AsOf asOf) {
        int number = Arrays.binarySearch(parties, party);
        List<OpenRow> rows = new ArrayList<>();
        for (CurrencyIndex index : number < 0 ? List.<CurrencyIndex>of() : indexes) {
            addRows(index, firstOf(index, number), firstOf(index, number + 1), asOf, rows);
        }
        return new OpenItems(asOf, rows);
    }

    private void addRows(CurrencyIndex index, int from, int to, AsOf asOf, List<OpenRow> rows) {
        PositionCursor cursor = cursor(index, asOf);
        RowReader reader = new RowReader(index, Leg.dayOf(asOf.effective()), Leg.knownOf(asOf.knownAt()));
        cursor.scan(from, to, row -> rows.add(reader.read(cursor)));
    }

    /** Passes over everything that is open, by currency, party, issue date and id; the position is valid only during the call. */
    public void scan(AsOf asOf, Consumer<? super OpenPosition> consumer) {
        for (CurrencyIndex index : indexes) {
            cursor(index, asOf).scan(0, index.count, consumer);
        }
    }

    /**
     * Passes over everything that is open in blocks of rows, in the order of {@link #scan(AsOf, Consumer)}: for engines that read millions of rows. A row of a
     * block may have nothing open; the block is valid only during the call.
     */
    public void scanBlocks(AsOf asOf, Consumer<? super OpenPosition.Block> consumer) {
        for (CurrencyIndex index : indexes) {
            new BlockReader(index, asOf).scan(consumer);
        }
    }

    /** Passes over what is open of one party; nothing for a party without items. */
    public void scan(PartyId party, AsOf asOf, Consumer<? super OpenPosition> consumer) {
        int number = Arrays.binarySearch(parties, party);
        if (number < 0) {
            return;
        }
        for (CurrencyIndex index : indexes) {
            cursor(index, asOf).scan(firstOf(index, number), firstOf(index, number + 1), consumer);
        }
    }

    /**
     * A time during which something of a debit item, or of one of its terms, was open at the end of each day. Days are epoch days.
     *
     * @param item the item
     * @param dueDay when it must be paid; the issue date where it has no due date
     * @param fromDay the first day
     * @param toDay the first day on which nothing was open; {@link Integer#MAX_VALUE} where it still is on the as-of day
     */
    public record OpenSpan(OpenItem item, int dueDay, int fromDay, int toDay) {}

    /** Passes over the times during which debit items of one party were open, up to the day and as known at the instant: by currency, item, and time. */
    public void scanSpans(PartyId party, AsOf asOf, Consumer<? super OpenSpan> consumer) {
        int number = Arrays.binarySearch(parties, party);
        if (number < 0) {
            return;
        }
        for (CurrencyIndex index : indexes) {
            new SpanReader(index, Leg.dayOf(asOf.effective()), Leg.knownOf(asOf.knownAt()))
                    .scan(firstOf(index, number), firstOf(index, number + 1), consumer);
        }
    }

    private PositionCursor cursor(CurrencyIndex index, AsOf asOf) {
        return new PositionCursor(index, parties, Leg.dayOf(asOf.effective()), Leg.knownOf(asOf.knownAt()));
    }

    private static int firstOf(CurrencyIndex index, int party) {
        int low = 0;
        int high = index.party.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (index.party[middle] < party) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** How the open amount of every party came from that of the day before the range to that of its last day; days after the as-of day are not seen. */
    public RollForward rollForward(DateRange range, AsOf asOf) {
        return RollForwardReader.read(indexes, parties, range, asOf);
    }

    /** The open items in the host's base currency, with what exchange rates won or lost (COL-10). */
    public Checked<BaseView> inBase(CurrencyUnit base, RoundingMode rounding, AsOf asOf) {
        return BaseViewReader.read(indexes, new BaseViewReader.Request(base, rounding, asOf, Map.of()));
    }

    /**
     * The open items in the host's base currency, with what exchange rates won or lost, and what they would win or lose at the rates given.
     *
     * @param revaluation what one unit of a currency, by code, is in the base currency on the as-of day
     */
    public Checked<BaseView> inBase(
            CurrencyUnit base, RoundingMode rounding, AsOf asOf, Map<String, BigDecimal> revaluation) {
        return BaseViewReader.read(indexes, new BaseViewReader.Request(base, rounding, asOf, revaluation));
    }

    /** Ties what is open to the control account of the ledger, exactly, per currency; each difference comes with what may have caused it (COL-12). */
    public Proof prove(Totals controlAccount, AsOf asOf) {
        return ControlProof.prove(indexes, controlAccount, open(asOf), asOf);
    }

    /**
     * The same for receivables that several accounts of the ledger hold, and for the monitor (COL-13): BROKEN where open items and the accounts together differ, else
     * UNPROVED where something open is not among the reconciled items, each of which is a problem of the proof.
     *
     * @param controlAccounts the balance of each account, debit positive
     * @param reconciled the items that were reconciled with the customer or the bank; others, such as those long settled, may be among them
     */
    public Proof prove(Map<AccountId, Totals> controlAccounts, Set<OpenItemId> reconciled, AsOf asOf) {
        return ControlProof.prove(indexes, controlAccounts, at(asOf), reconciled);
    }

    /**
     * Columns of items and allocations; row for row, every array of one kind has the same length. Days are epoch days, amounts unsigned minor units, instants
     * nanoseconds since 1970. The arrays are read once, by {@link #build()}; the ids are asked for whenever they are needed, so the function must be pure. Not
     * thread-safe.
     */
    public static final class Columns {

        /** The due day of an item that has none. */
        public static final int NO_DUE_DAY = Integer.MIN_VALUE;

        final CurrencyUnit currency;
        PartyId[] parties = new PartyId[0];
        IntFunction<String> ids = row -> "item " + row;
        int[] party = new int[0];
        long[] amountMinor = new long[0];
        int[] issuedDay = new int[0];
        int[] dueDay = new int[0];
        int[] creditRow = new int[0];
        int[] debitRow = new int[0];
        long[] allocatedMinor = new long[0];
        int[] effectiveDay = new int[0];
        OpenItemKind @Nullable [] kinds;
        long @Nullable [] itemNanos;
        long @Nullable [] allocationNanos;

        private Columns(CurrencyUnit currency) {
            this.currency = Objects.requireNonNull(currency, "currency");
        }

        /** Who owes: the column of parties holds places in this list. */
        public Columns parties(List<PartyId> all) {
            parties = all.toArray(PartyId[]::new);
            return this;
        }

        /** The documents: whose, how much, of which day and due on which, or {@link #NO_DUE_DAY}. */
        public Columns items(int[] partyPlace, long[] minor, int[] issued, int[] due) {
            party = partyPlace;
            amountMinor = minor;
            issuedDay = issued;
            dueDay = due;
            return this;
        }

        /** The document's number by its row; {@code item 0} and so on unless given. */
        public Columns ids(IntFunction<String> ofRow) {
            ids = Objects.requireNonNull(ofRow, "ofRow");
            return this;
        }

        /** What the documents are; invoices unless given. */
        public Columns kinds(OpenItemKind[] ofRow) {
            kinds = ofRow;
            return this;
        }

        /** When items and allocations were recorded; always known unless given. */
        public Columns recorded(long[] itemsNanos, long[] allocationsNanos) {
            itemNanos = itemsNanos;
            allocationNanos = allocationsNanos;
            return this;
        }

        /** What credits were used for: rows of both items, how much, and from which day on. The first is known as {@code allocation 0}. */
        public Columns allocations(int[] fromCredit, int[] toDebit, long[] minor, int[] effective) {
            creditRow = fromCredit;
            debitRow = toDebit;
            allocatedMinor = minor;
            effectiveDay = effective;
            return this;
        }

        OpenItemKind kind(int row) {
            OpenItemKind[] given = kinds;
            return given == null ? OpenItemKind.INVOICE : given[row];
        }

        long itemNanos(int row) {
            long[] given = itemNanos;
            return given == null ? 0 : given[row];
        }

        long allocationNanos(int row) {
            long[] given = allocationNanos;
            return given == null ? 0 : given[row];
        }

        /**
         * The receivables, with a finding for each row that was refused, ignored as a duplicate or accepted with a doubt, as {@link Receivables#replay} has them.
         * Where allocations are more than an item, those stand that were recorded first, of one instant those whose rows come first.
         *
         * @throws IllegalArgumentException where arrays of one kind have several lengths or a party is not in the list
         */
        public Checked<Receivables> build() {
            return amountMinor.length == 0 && party.length == 0 ? Checked.of(none()) : new ColumnReader(this).read();
        }
    }

    /**
     * One movement of what is open of an item: the open amount on a day is the sum of the movements up to it. Taking something back is a movement of its own.
     * Immutable.
     *
     * @param on the day from which it counts
     * @param cause what moved it
     * @param counterpart the item on the other side of an allocation; empty for all else
     * @param amount signed as the party's balance: a payment of an invoice is negative
     */
    public record ItemMovement(LocalDate on, Cause cause, Optional<OpenItemId> counterpart, MonetaryAmount amount) {

        public ItemMovement {
            Objects.requireNonNull(on, "on");
            Objects.requireNonNull(cause, "cause");
            Objects.requireNonNull(counterpart, "counterpart");
            Objects.requireNonNull(amount, "amount");
        }

        /** What moves the open amount of an item. */
        public enum Cause {
            /** The item itself, and its voiding. */
            ISSUED,
            /** The item went back on a day. */
            WITHDRAWN,
            /** Paid by a receipt. */
            CASH,
            /** A receipt's payment came back. */
            CASH_RETURNED,
            /** Covered by another credit. */
            CREDIT,
            /** Another credit came back. */
            CREDIT_RETURNED,
            /** Given up. */
            WRITE_OFF,
            /** No longer given up. */
            WRITE_OFF_RETURNED,
            /** On the credit's side: used for a debit, or back from one. */
            APPLIED
        }
    }
}
