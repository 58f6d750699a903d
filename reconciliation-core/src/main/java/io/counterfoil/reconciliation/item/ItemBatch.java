package io.counterfoil.reconciliation.item;

import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Rejection;
import io.counterfoil.payments.ledger.AccountId;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.ledger.LedgerEntry;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.reconciliation.item.internal.Columns;
import io.counterfoil.reconciliation.item.internal.TextPool;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;
import org.jspecify.annotations.Nullable;

/**
 * One side's items in columns, with what was rejected on the way in (reconciliation specification 3, REC-62). Immutable, thread-safe.
 *
 * <p>Rows are numbered in the order of intake and mean nothing outside this batch; results name ids.
 */
public final class ItemBatch {

    private final Intake intake;
    private final Columns columns;

    ItemBatch(Intake intake) {
        this.intake = intake;
        this.columns = intake.columns;
    }

    /** The host's own records, read field by field. Rejections name the type and the position from 1. */
    public static <T> ItemBatch of(Iterable<? extends T> records, Fields<T> fields) {
        Builder builder = builder(fields.recordType());
        for (T item : records) {
            fields.read(item, builder);
        }
        return builder.build();
    }

    /** The records of a statement or another source of items. */
    public static ItemBatch of(Item.Source source) {
        Builder builder = builder("item");
        source.addItemsTo(builder);
        return builder.build();
    }

    /**
     * The entries of a ledger account in the days, a debit as money in: right for an account of money that is held, such as cash at a bank. An item's id is the
     * journal's, with the number of the leg; its reference is the journal's id, too.
     */
    public static ItemBatch of(Ledger ledger, AccountId account, DateRange days) {
        Builder builder = builder("ledger entry").source(account.toString());
        try (java.util.stream.Stream<LedgerEntry> entries = ledger.entries(account, days)) {
            entries.forEach(entry -> LedgerItems.add(entry, builder));
        }
        return builder.build();
    }

    /** A builder that takes items in field by field; rejections call a record an item. */
    public static Builder builder() {
        return builder("item");
    }

    /** A builder whose rejections name records by the given word. */
    public static Builder builder(String recordType) {
        return new Builder(new Intake(recordType));
    }

    /** No items at all. */
    public static ItemBatch empty() {
        return builder().build();
    }

    /** How many items there are. */
    public int size() {
        return columns.size;
    }

    /** How many records were taken in: items and rejections. */
    public long taken() {
        return intake.taken;
    }

    /** The money of all records taken in whose amount could be read. */
    public Totals takenTotals() {
        return intake.takenTotals.totals();
    }

    /** The money of rejected records whose amount could be read. */
    public Totals rejectedTotals() {
        return intake.rejectedTotals.totals();
    }

    /** What was rejected, in the order of intake. */
    public List<Rejection> rejections() {
        return intake.rejections();
    }

    /** What was taken in with a remark, in the order of intake. */
    public List<Diagnostic> remarks() {
        return intake.remarks();
    }

    /** The currencies of the items, in the order of their first item. */
    public List<CurrencyUnit> currencies() {
        return intake.currencies();
    }

    /** The days of the items, from the first to the last; empty where there is no item. */
    public Optional<DateRange> days() {
        if (columns.size == 0) {
            return Optional.empty();
        }
        int first = columns.day[0];
        int last = first;
        for (int row = 1; row < columns.size; row++) {
            first = Math.min(first, columns.day[row]);
            last = Math.max(last, columns.day[row]);
        }
        return Optional.of(DateRange.of(LocalDate.ofEpochDay(first), LocalDate.ofEpochDay(last)));
    }

    /** A view of the row. */
    public ItemView view(int row) {
        return new Row(this, java.util.Objects.checkIndex(row, size()));
    }

    /** A view that moves over the rows and allocates nothing by moving. */
    public Cursor cursor() {
        return new Cursor(this);
    }

    /** The item with the id. */
    public Optional<ItemView> find(ItemId id) {
        int row = intake.rowOf(id.value());
        return row < 0 ? Optional.empty() : Optional.of(view(row));
    }

    /** Whether an item with the id was taken in; the row of it, or -1. */
    public int rowOf(ItemId id) {
        return intake.rowOf(id.value());
    }

    /** The amount of the row in minor units of its currency. */
    public long amountMinor(int row) {
        return columns.amount[row];
    }

    /** What is open of the row in minor units of its currency. */
    public long openMinor(int row) {
        long[] open = columns.open;
        return open == null ? columns.amount[row] : open[row];
    }

    /** The day of the row as days since 1970. */
    public int epochDay(int row) {
        return columns.day[row];
    }

    /** The currency of the row. */
    public CurrencyUnit currency(int row) {
        return intake.currencies().get(columns.currency[row]);
    }

    /** The same items, all standing on the account: for two sides that name one account in different ways. */
    public ItemBatch onAccount(String account) {
        return new ItemBatch(intake.onAccount(account));
    }

    /**
     * The items of these rows alone, as if only they had been taken in.
     *
     * @param withRejections whether what was rejected belongs to this part
     */
    public ItemBatch part(int[] rows, boolean withRejections) {
        return new ItemBatch(intake.part(rows, withRejections));
    }

    /** The columns, for the engines of this module: the type is not exported. */
    public Columns columns() {
        return columns;
    }

    @Override
    public String toString() {
        return "ItemBatch(" + size() + " items, " + rejections().size() + " rejected, " + takenTotals() + " taken in)";
    }

    private static class Row implements ItemView {

        private final ItemBatch batch;
        int row;

        Row(ItemBatch batch, int row) {
            this.batch = batch;
            this.row = row;
        }

        @Override
        public ItemId id() {
            return ItemId.of(batch.columns.ids.text(row));
        }

        @Override
        public MonetaryAmount amount() {
            return batch.intake.amounts(batch.columns.currency[row]).ofMinor(batch.columns.amount[row]);
        }

        @Override
        public MonetaryAmount open() {
            return batch.intake.amounts(batch.columns.currency[row]).ofMinor(batch.openMinor(row));
        }

        @Override
        public LocalDate day() {
            return LocalDate.ofEpochDay(batch.columns.day[row]);
        }

        @Override
        public Optional<LocalDate> due() {
            int[] due = batch.columns.due;
            return due == null || due[row] == Columns.NO_DAY
                    ? Optional.empty()
                    : Optional.of(LocalDate.ofEpochDay(due[row]));
        }

        @Override
        public Optional<Instant> instant() {
            long nanos = batch.columns.instantOf(row);
            return nanos == Columns.NO_INSTANT
                    ? Optional.empty()
                    : Optional.of(Instant.ofEpochSecond(
                            Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L)));
        }

        @Override
        public List<String> references() {
            TextPool pool = batch.columns.references;
            List<String> found = new ArrayList<>();
            for (int i = batch.columns.referenceStart(row); i < batch.columns.referenceEnd[row]; i++) {
                found.add(pool.text(i));
            }
            return List.copyOf(found);
        }

        @Override
        public Optional<String> party() {
            return Optional.ofNullable(batch.columns.parties.text(batch.columns.party[row]));
        }

        @Override
        public Optional<String> account() {
            return Optional.ofNullable(batch.columns.accounts.text(batch.columns.account[row]));
        }

        @Override
        public Optional<String> group() {
            return Optional.ofNullable(batch.columns.groups.text(batch.columns.group[row]));
        }

        @Override
        public Optional<String> text() {
            int[] text = batch.columns.text;
            return text == null || text[row] == Columns.MISSING
                    ? Optional.empty()
                    : Optional.of(batch.columns.texts.text(text[row]));
        }

        @Override
        public String toString() {
            return id() + " " + Amounts.plain(amount()) + " "
                    + amount().getCurrency().getCurrencyCode() + " " + day();
        }
    }

    /** A view that moves: what it answered before {@link #next()} it does not answer after it. Not thread-safe. */
    public static final class Cursor extends Row {

        private final int size;

        private Cursor(ItemBatch batch) {
            super(batch, -1);
            this.size = batch.size();
        }

        /** Moves to the next row, the first one at the first call; false where there is none. */
        public boolean next() {
            if (row + 1 >= size) {
                return false;
            }
            row++;
            return true;
        }

        /** The row it stands on. */
        public int row() {
            return row;
        }
    }

    /**
     * Takes records in: set the fields of one, then {@link #add()}. Nothing is thrown on data; a bad record becomes a rejection. Not thread-safe.
     */
    public static final class Builder {

        private final Intake intake;

        private Builder(Intake intake) {
            this.intake = intake;
        }

        /** Names the source in rejections and remarks; "records" unless it is called. */
        public Builder source(String name) {
            intake.source = name;
            return this;
        }

        /**
         * The key of the fingerprints by which references are joined; a fixed one unless it is called. References come from outside: who fears that somebody chooses
         * them so that their fingerprints meet gives both sides a key of his own. No result depends on it; batches with different keys cost a second fingerprint.
         *
         * @throws IllegalStateException where a record was taken in before
         */
        public Builder fingerprintKey(long high, long low) {
            intake.fingerprintKey(high, low);
            return this;
        }

        /** How amounts of this and the following records are signed. */
        public Builder sign(SignConvention convention) {
            intake.sign = convention;
            return this;
        }

        /** The id of the record. */
        public Builder id(@Nullable String id) {
            intake.draft.id = id;
            return this;
        }

        /** The amount of the record. */
        public Builder amount(MonetaryAmount amount) {
            intake.amount(amount);
            return this;
        }

        /** The amount of the record in minor units. */
        public Builder amountMinor(long minor, CurrencyUnit currency) {
            intake.amountMinor(minor, currency);
            return this;
        }

        /** The amount of the record as text: {@code [+-]?digits[.digits]}, and the code of its currency. */
        public Builder amount(@Nullable String number, @Nullable String currencyCode) {
            intake.amountText(number, currencyCode);
            return this;
        }

        /** The amount from two columns, of which one is filled: money out and money in, both unsigned. */
        public Builder debitOrCredit(@Nullable String debit, @Nullable String credit, @Nullable String currencyCode) {
            intake.debitOrCredit(debit, credit, currencyCode);
            return this;
        }

        /** What is still open; the whole amount unless it is called. */
        public Builder open(MonetaryAmount open) {
            intake.draft.open = open;
            return this;
        }

        /** The day it was booked or is expected. */
        public Builder day(@Nullable LocalDate day) {
            intake.draft.day = day;
            return this;
        }

        /** The day it falls due. */
        public Builder due(@Nullable LocalDate due) {
            intake.draft.due = due;
            return this;
        }

        /** The instant it happened, between 1970 and 2100; only windows in seconds look at it. */
        public Builder instant(@Nullable Instant instant) {
            intake.draft.instant = instant;
            return this;
        }

        /** One more reference; blank ones are missing. */
        public Builder reference(String reference) {
            intake.draft.reference(reference);
            return this;
        }

        /** The other party; blank is missing. */
        public Builder party(String party) {
            intake.draft.party = party;
            return this;
        }

        /** The account it stands on: a token or the last four digits. */
        public Builder account(String account) {
            intake.draft.account = account;
            return this;
        }

        /** The payout, batch or slip it belongs to. */
        public Builder group(String group) {
            intake.draft.group = group;
            return this;
        }

        /** Free text; card numbers in it are redacted. */
        public Builder text(String text) {
            intake.draft.text = text;
            return this;
        }

        /** Takes the record in. */
        public Builder add() {
            intake.add();
            return this;
        }

        /** Takes an item in. */
        public Builder add(ItemView item) {
            id(item.id().value())
                    .amount(item.amount())
                    .open(item.open())
                    .day(item.day())
                    .due(item.due().orElse(null))
                    .instant(item.instant().orElse(null));
            item.references().forEach(this::reference);
            item.party().ifPresent(this::party);
            item.account().ifPresent(this::account);
            item.group().ifPresent(this::group);
            item.text().ifPresent(this::text);
            return add();
        }

        /** The batch; the builder may not be used after it. */
        public ItemBatch build() {
            intake.finish();
            return new ItemBatch(intake);
        }
    }
}
