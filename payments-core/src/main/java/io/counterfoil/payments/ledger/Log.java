package io.counterfoil.payments.ledger;

import io.counterfoil.payments.ledger.internal.LongColumn;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The log in memory, and with each record what the ledger must know of it later. A record is numbered from 1 and has four cells: its id in two, then its
 * {@link Terms} with status, kind, form of the id and flags, then its first one of {@link Rows} with its {@link Extras}. So what is read together lies
 * together, and a record is written in one place. Not thread-safe.
 */
final class Log {

    static final int NONE = -1;
    static final int NO_DAY = Integer.MIN_VALUE;

    /** A pending's state. */
    static final byte LEFT = 0;

    static final byte ALL_POSTED = 1;
    static final byte VOIDED = 2;
    static final byte EXPIRED = 3;

    static final byte KEEPS_REST = 0x40;
    static final byte EVERYTHING = (byte) 0x80;

    private static final int CELL_BITS = 2;
    private static final int ID_LOW = 1;
    private static final int WHAT = 2;
    private static final int PLACE = 3;
    private static final int STATUS_SHIFT = 8;
    private static final long STATUS = 0xFF00L;
    private static final int KIND_BITS = 0x0F;
    private static final int FORM_SHIFT = 4;
    private static final long LOW = 0xFFFF_FFFFL;

    private final LongColumn cells;
    private final List<String> texts;
    private final Terms terms;
    private final Extras extras;
    final Rows rows;
    /** Of the rows of pendings: what is left. */
    final LongColumn left;

    final Chain chain;

    private int current = NONE;

    Log() {
        cells = new LongColumn();
        texts = new ArrayList<>();
        terms = new Terms();
        extras = new Extras();
        rows = new Rows();
        left = new LongColumn();
        chain = new Chain();
    }

    private Log(Log from) {
        cells = from.cells.copy();
        texts = new ArrayList<>(from.texts);
        terms = from.terms.copy();
        extras = from.extras.copy();
        rows = from.rows.copy();
        left = from.left.copy();
        chain = from.chain.copy();
    }

    Log(DataInput in) throws IOException {
        cells = LongColumn.readFrom(in);
        texts = SnapshotCodec.readTexts(in);
        terms = Terms.readFrom(in);
        extras = Extras.readFrom(in);
        rows = Rows.readFrom(in);
        left = LongColumn.readFrom(in);
        chain = Chain.readFrom(in, size());
    }

    void writeTo(DataOutput out) throws IOException {
        cells.writeTo(out);
        SnapshotCodec.writeTexts(out, texts);
        terms.writeTo(out);
        extras.writeTo(out);
        rows.writeTo(out);
        left.writeTo(out);
        chain.writeTo(out);
    }

    Log copy() {
        return new Log(this);
    }

    /** Makes room for so many records more, with so many rows. */
    void expect(int records, int itsRows) {
        cells.reserve(Math.multiplyExact(Math.addExact(size(), records), 1 << CELL_BITS));
        rows.expect(itsRows);
    }

    /** Makes room for so many pendings of two legs more, each settled once. */
    void expectPendings(int pendings) {
        int twice = Math.multiplyExact(pendings, 2);
        extras.expect(twice);
        left.reserve(Math.addExact(left.size(), twice));
    }

    int size() {
        return cells.size() >> CELL_BITS;
    }

    // ---- writing

    /** One record more, without rows; its days and instant are those of the last {@link #terms}. */
    int add(byte kind, byte flags, byte form, long high, long low) {
        long what = (kind | form << FORM_SHIFT | flags) & 0xFF;
        cells.add(high, low, (long) current << Integer.SIZE | what, (long) rows.size() << Integer.SIZE);
        return size();
    }

    /** Days and instant of the records that come next. */
    void terms(int booked, int value, long second, int nano) {
        current = terms.of(booked, value, second, nano);
    }

    /** A text that is too long for a packed id; the result is where it stands. */
    int text(String id) {
        texts.add(id);
        return texts.size() - 1;
    }

    /**
     * Completes the record just added.
     *
     * @param pending the pending that it speaks of, 0 for none
     * @param number of a pending the place of its first row in {@link #left}, of a refusal its code
     */
    void extra(int pending, int number, long expiresSecond, int expiresNano, @Nullable Object object) {
        int at = cells.size() - (1 << CELL_BITS) + PLACE;
        cells.set(at, (cells.at(at) & ~LOW) | extras.add(pending, number, expiresSecond, expiresNano, object));
    }

    void status(int record, byte now) {
        int at = base(record) + WHAT;
        cells.set(at, (cells.at(at) & ~STATUS) | ((long) now << STATUS_SHIFT));
    }

    /** Forgets every record after the given one. Only records may have been added since, with nothing else in between. */
    void truncate(Mark mark) {
        cells.truncate(mark.records() << CELL_BITS);
        texts.subList(mark.texts(), texts.size()).clear();
        terms.truncate(mark.terms(), mark.latest());
        extras.truncate(mark.extras());
        rows.truncate(mark.rows());
        left.truncate(mark.left());
    }

    Mark mark() {
        return new Mark(size(), texts.size(), terms.size(), extras.size(), rows.size(), left.size(), latest());
    }

    /** How far every part of a log goes. */
    record Mark(int records, int texts, int terms, int extras, int rows, int left, Instant latest) {}

    // ---- records

    private static int base(int record) {
        return (record - 1) << CELL_BITS;
    }

    private int what(int record) {
        return (int) cells.at(base(record) + WHAT);
    }

    LedgerStore.LedgerRecord.Kind kind(int record) {
        return LedgerStore.LedgerRecord.Kind.numbered(kindNumber(record));
    }

    byte kindNumber(int record) {
        return (byte) (what(record) & KIND_BITS);
    }

    boolean flag(int record, byte flag) {
        return ((byte) what(record) & flag) != 0;
    }

    byte flags(int record) {
        return (byte) (what(record) & (KEEPS_REST | EVERYTHING));
    }

    byte status(int record) {
        return (byte) (what(record) >>> STATUS_SHIFT);
    }

    byte idForm(int record) {
        return (byte) (what(record) >>> FORM_SHIFT & 3);
    }

    long idHigh(int record) {
        return cells.at(base(record));
    }

    long idLow(int record) {
        return cells.at(base(record) + ID_LOW);
    }

    long idHash(int record) {
        return PackedId.hash(idForm(record), idHigh(record), idLow(record));
    }

    boolean hasId(int record, byte form, long high, long low, @Nullable String text) {
        if (idHigh(record) != high || idForm(record) != form) {
            return false;
        }
        return form == PackedId.TEXT ? texts.get((int) idLow(record)).equals(text) : idLow(record) == low;
    }

    String id(int record) {
        byte form = idForm(record);
        return form == PackedId.TEXT
                ? texts.get((int) idLow(record))
                : PackedId.unpacked(form, idHigh(record), idLow(record));
    }

    private int termsOf(int record) {
        return (int) (cells.at(base(record) + WHAT) >> Integer.SIZE);
    }

    int booked(int record) {
        return terms.booked(termsOf(record));
    }

    int value(int record) {
        return terms.value(termsOf(record));
    }

    long atSecond(int record) {
        return terms.second(termsOf(record));
    }

    int atNano(int record) {
        return terms.nano(termsOf(record));
    }

    Instant at(int record) {
        return Instant.ofEpochSecond(atSecond(record), atNano(record));
    }

    /** The latest instant of any record. */
    Instant latest() {
        return terms.latest();
    }

    boolean isKnown(int record, Instant knownAt) {
        return isKnown(record, knownAt.getEpochSecond(), knownAt.getNano());
    }

    boolean isKnown(int record, long second, int nano) {
        long own = atSecond(record);
        return own < second || (own == second && atNano(record) <= nano);
    }

    private int extraOf(int record) {
        return (int) cells.at(base(record) + PLACE);
    }

    boolean hasExtra(int record) {
        return extraOf(record) != 0;
    }

    /** The pending that the record speaks of; 0 for none. */
    int pending(int record) {
        int extra = extraOf(record);
        return extra == 0 ? 0 : extras.pending(extra);
    }

    /** The number in the record's extra: of a pending where what is left begins, of a refusal its code. */
    int number(int record) {
        return extras.number(extraOf(record));
    }

    boolean expires(int record) {
        return extras.expiresSecond(extraOf(record)) != Instant.MAX.getEpochSecond();
    }

    Instant expiry(int record) {
        int extra = extraOf(record);
        return extra == 0 ? Instant.MAX : Instant.ofEpochSecond(extras.expiresSecond(extra), extras.expiresNano(extra));
    }

    /** The host's attributes. */
    @SuppressWarnings("unchecked") // an extra's object is the host's attributes or a whole record
    Map<String, String> attributes(int record) {
        int extra = extraOf(record);
        Object object = extra == 0 ? null : extras.object(extra);
        if (object instanceof LedgerStore.LedgerRecord whole) {
            return Keys.hosts(whole.attributes());
        }
        return object == null ? Map.of() : (Map<String, String>) object;
    }

    /** The record itself where it was kept whole, as those are that move nothing. */
    LedgerStore.@Nullable LedgerRecord whole(int record) {
        int extra = extraOf(record);
        return extra != 0 && extras.object(extra) instanceof LedgerStore.LedgerRecord whole ? whole : null;
    }

    // ---- rows of records

    int firstRow(int record) {
        return (int) (cells.at(base(record) + PLACE) >> Integer.SIZE);
    }

    /** The end of the record's rows. */
    int endOfRows(int record) {
        return record < size() ? firstRow(record + 1) : rows.size();
    }

    /** Where in {@link #left} the pending's row stands. */
    int leftOf(int pending, int row) {
        return number(pending) + row - firstRow(pending);
    }

    /** The record of the row: a guess, as if all had as many rows, then steps that double, then halving. */
    int recordOf(int row) {
        int low = 1;
        int high = size();
        int guess = (int) ((long) row * high / Math.max(1, rows.size())) + 1;
        int step = 1;
        if (firstRow(guess) <= row) {
            low = guess;
            while (low + step <= high && firstRow(low + step) <= row) {
                low += step;
                step <<= 1;
            }
            high = Math.min(high, low + step);
        } else {
            high = guess;
            while (high - step >= 1 && firstRow(high - step) > row) {
                high -= step;
                step <<= 1;
            }
            low = Math.max(1, high - step);
        }
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (firstRow(middle) <= row) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** Day of booking of a row of the record: a release never takes effect before what it releases, else a balance of a day between would be negative. */
    int bookedOfRow(int record, int row) {
        return rows.effect(row) == Rows.RELEASED ? Math.max(booked(record), booked(pending(record))) : booked(record);
    }

    int valueOfRow(int record, int row) {
        return rows.effect(row) == Rows.RELEASED ? Math.max(value(record), value(pending(record))) : value(record);
    }
}
