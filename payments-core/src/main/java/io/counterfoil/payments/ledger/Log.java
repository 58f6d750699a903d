package io.counterfoil.payments.ledger;

import io.counterfoil.payments.ledger.internal.ByteColumn;
import io.counterfoil.payments.ledger.internal.Column;
import io.counterfoil.payments.ledger.internal.IntColumn;
import io.counterfoil.payments.ledger.internal.LongColumn;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The log as columns, and with each record what the ledger must know of it later. A record is numbered from 1; its movements are rows, in the order of the
 * log, each pointing to the one before it on the same account. Days and instants are kept once for records in a row that share them; what few records have
 * (a pending, an expiry, attributes) stands in a table of extras. Not thread-safe.
 */
final class Log {

    static final int NONE = -1;
    static final int NO_DAY = Integer.MIN_VALUE;

    /** What a row does to its account: posts, makes pending, takes from what is pending, or nothing, having been refused. */
    static final byte POSTED = 0;

    static final byte PENDED = 1;
    static final byte RELEASED = 2;
    static final byte ASKED = 3;

    /** A pending's state. */
    static final byte LEFT = 0;

    static final byte ALL_POSTED = 1;
    static final byte VOIDED = 2;
    static final byte EXPIRED = 3;

    static final byte KEEPS_REST = 0x40;
    static final byte EVERYTHING = (byte) 0x80;

    private static final int KIND_BITS = 0x0F;
    private static final int FORM_SHIFT = 4;

    // of records
    private final ByteColumn what;
    private final ByteColumn status;
    private final LongColumn idHigh;
    private final LongColumn idLow;
    private final IntColumn terms;
    private final IntColumn firstRow;
    private final IntColumn extra;
    private final List<String> texts;

    // of terms: runs of records with the same days and instant
    private final IntColumn termsBooked;
    private final IntColumn termsValue;
    private final LongColumn termsSecond;
    private final IntColumn termsNano;
    private Instant latest = Instant.MIN;

    // of extras, from 1
    private final IntColumn extraPending;
    private final IntColumn extraNumber;
    private final LongColumn extraSecond;
    private final IntColumn extraNano;
    private final ArrayList<@Nullable Object> extraObject;

    // of rows
    final IntColumn place;
    final LongColumn minor;
    final IntColumn previous;
    /** Of the rows of pendings: what is left. */
    final LongColumn left;

    final Chain chain;

    Log() {
        what = new ByteColumn();
        status = new ByteColumn();
        idHigh = new LongColumn();
        idLow = new LongColumn();
        terms = new IntColumn();
        firstRow = new IntColumn();
        extra = new IntColumn();
        texts = new ArrayList<>();
        termsBooked = new IntColumn();
        termsValue = new IntColumn();
        termsSecond = new LongColumn();
        termsNano = new IntColumn();
        extraPending = new IntColumn();
        extraNumber = new IntColumn();
        extraSecond = new LongColumn();
        extraNano = new IntColumn();
        extraObject = new ArrayList<>();
        place = new IntColumn();
        minor = new LongColumn();
        previous = new IntColumn();
        left = new LongColumn();
        chain = new Chain();
    }

    private Log(Log from) {
        what = from.what.copy();
        status = from.status.copy();
        idHigh = from.idHigh.copy();
        idLow = from.idLow.copy();
        terms = from.terms.copy();
        firstRow = from.firstRow.copy();
        extra = from.extra.copy();
        texts = new ArrayList<>(from.texts);
        termsBooked = from.termsBooked.copy();
        termsValue = from.termsValue.copy();
        termsSecond = from.termsSecond.copy();
        termsNano = from.termsNano.copy();
        latest = from.latest;
        extraPending = from.extraPending.copy();
        extraNumber = from.extraNumber.copy();
        extraSecond = from.extraSecond.copy();
        extraNano = from.extraNano.copy();
        extraObject = new ArrayList<>(from.extraObject);
        place = from.place.copy();
        minor = from.minor.copy();
        previous = from.previous.copy();
        left = from.left.copy();
        chain = from.chain.copy();
    }

    Log(DataInput in) throws IOException {
        what = ByteColumn.readFrom(in);
        status = ByteColumn.readFrom(in);
        idHigh = LongColumn.readFrom(in);
        idLow = LongColumn.readFrom(in);
        terms = IntColumn.readFrom(in);
        firstRow = IntColumn.readFrom(in);
        extra = IntColumn.readFrom(in);
        texts = SnapshotCodec.readTexts(in);
        termsBooked = IntColumn.readFrom(in);
        termsValue = IntColumn.readFrom(in);
        termsSecond = LongColumn.readFrom(in);
        termsNano = IntColumn.readFrom(in);
        extraPending = IntColumn.readFrom(in);
        extraNumber = IntColumn.readFrom(in);
        extraSecond = LongColumn.readFrom(in);
        extraNano = IntColumn.readFrom(in);
        extraObject = new ArrayList<>(SnapshotCodec.readObjects(in));
        place = IntColumn.readFrom(in);
        minor = LongColumn.readFrom(in);
        previous = IntColumn.readFrom(in);
        left = LongColumn.readFrom(in);
        chain = Chain.readFrom(in, what.size());
        for (int at = 0; at < termsSecond.size(); at++) {
            Instant instant = Instant.ofEpochSecond(termsSecond.at(at), termsNano.at(at));
            latest = instant.isAfter(latest) ? instant : latest;
        }
    }

    void writeTo(DataOutput out) throws IOException {
        what.writeTo(out);
        status.writeTo(out);
        idHigh.writeTo(out);
        idLow.writeTo(out);
        terms.writeTo(out);
        firstRow.writeTo(out);
        extra.writeTo(out);
        SnapshotCodec.writeTexts(out, texts);
        termsBooked.writeTo(out);
        termsValue.writeTo(out);
        termsSecond.writeTo(out);
        termsNano.writeTo(out);
        extraPending.writeTo(out);
        extraNumber.writeTo(out);
        extraSecond.writeTo(out);
        extraNano.writeTo(out);
        SnapshotCodec.writeObjects(out, extraObject);
        place.writeTo(out);
        minor.writeTo(out);
        previous.writeTo(out);
        left.writeTo(out);
        chain.writeTo(out);
    }

    Log copy() {
        return new Log(this);
    }

    private List<Column> ofRecords() {
        return List.of(what, status, idHigh, idLow, terms, firstRow, extra);
    }

    private List<Column> ofExtras() {
        return List.of(extraPending, extraNumber, extraSecond, extraNano);
    }

    private List<Column> ofRows() {
        return List.of(place, minor, previous);
    }

    /** Makes room for so many records more, with so many rows. */
    void expect(int records, int rows) {
        int all = Math.addExact(size(), records);
        ofRecords().forEach(column -> column.reserve(all));
        int allRows = Math.addExact(rows(), rows);
        ofRows().forEach(column -> column.reserve(allRows));
    }

    /** Makes room for so many pendings of two legs more, each settled once. */
    void expectPendings(int pendings) {
        int extras = Math.addExact(extraPending.size(), Math.multiplyExact(pendings, 2));
        ofExtras().forEach(column -> column.reserve(extras));
        extraObject.ensureCapacity(extras);
        left.reserve(Math.addExact(left.size(), Math.multiplyExact(pendings, 2)));
    }

    int size() {
        return what.size();
    }

    int rows() {
        return place.size();
    }

    // ---- writing

    /** One record more, without rows; its days and instant are those of the last {@link #terms}. */
    int add(byte kind, byte flags, byte form, long high, long low) {
        what.add((byte) (kind | form << FORM_SHIFT | flags));
        status.add(LEFT);
        idHigh.add(high);
        idLow.add(low);
        terms.add(termsBooked.size() - 1);
        firstRow.add(place.size());
        extra.add(0);
        return what.size();
    }

    /** Days and instant of the records that come next. */
    void terms(int booked, int value, long second, int nano) {
        int last = termsBooked.size() - 1;
        if (last >= 0
                && termsBooked.at(last) == booked
                && termsValue.at(last) == value
                && termsSecond.at(last) == second
                && termsNano.at(last) == nano) {
            return;
        }
        termsBooked.add(booked);
        termsValue.add(value);
        termsSecond.add(second);
        termsNano.add(nano);
        if (second > latest.getEpochSecond() || (second == latest.getEpochSecond() && nano > latest.getNano())) {
            latest = Instant.ofEpochSecond(second, nano);
        }
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
        extraPending.add(pending);
        extraNumber.add(number);
        extraSecond.add(expiresSecond);
        extraNano.add(expiresNano);
        extraObject.add(object);
        extra.set(extra.size() - 1, extraPending.size());
    }

    int addRow(int account, int side, byte effect, long amountMinor, int previousRow) {
        place.add(account << 3 | effect << 1 | side);
        minor.add(amountMinor);
        previous.add(previousRow);
        return place.size() - 1;
    }

    void status(int record, byte now) {
        status.set(record - 1, now);
    }

    /** Forgets every record after the given one. Only records may have been added since, with nothing else in between. */
    void truncate(Mark mark) {
        ofRecords().forEach(column -> column.truncate(mark.records()));
        texts.subList(mark.texts(), texts.size()).clear();
        List.<Column>of(termsBooked, termsValue, termsSecond, termsNano)
                .forEach(column -> column.truncate(mark.terms()));
        ofExtras().forEach(column -> column.truncate(mark.extras()));
        extraObject.subList(mark.extras(), extraObject.size()).clear();
        ofRows().forEach(column -> column.truncate(mark.rows()));
        left.truncate(mark.left());
        latest = mark.latest();
    }

    Mark mark() {
        return new Mark(
                size(), texts.size(), termsBooked.size(), extraPending.size(), place.size(), left.size(), latest);
    }

    /** How far every part of a log goes. */
    record Mark(int records, int texts, int terms, int extras, int rows, int left, Instant latest) {}

    // ---- records

    LedgerRecord.Kind kind(int record) {
        return LedgerRecord.Kind.numbered((byte) (what.at(record - 1) & KIND_BITS));
    }

    byte kindNumber(int record) {
        return (byte) (what.at(record - 1) & KIND_BITS);
    }

    boolean flag(int record, byte flag) {
        return (what.at(record - 1) & flag) != 0;
    }

    byte flags(int record) {
        return (byte) (what.at(record - 1) & (KEEPS_REST | EVERYTHING));
    }

    byte status(int record) {
        return status.at(record - 1);
    }

    byte idForm(int record) {
        return (byte) (what.at(record - 1) >>> FORM_SHIFT & 3);
    }

    long idHigh(int record) {
        return idHigh.at(record - 1);
    }

    long idLow(int record) {
        return idLow.at(record - 1);
    }

    long idHash(int record) {
        return PackedId.hash(idForm(record), idHigh(record), idLow(record));
    }

    boolean hasId(int record, byte form, long high, long low, @Nullable String text) {
        if (idHigh.at(record - 1) != high || idForm(record) != form) {
            return false;
        }
        return form == PackedId.TEXT ? texts.get((int) idLow.at(record - 1)).equals(text) : idLow.at(record - 1) == low;
    }

    String id(int record) {
        byte form = idForm(record);
        return form == PackedId.TEXT
                ? texts.get((int) idLow(record))
                : PackedId.unpacked(form, idHigh(record), idLow(record));
    }

    int booked(int record) {
        return termsBooked.at(terms.at(record - 1));
    }

    int value(int record) {
        return termsValue.at(terms.at(record - 1));
    }

    long atSecond(int record) {
        return termsSecond.at(terms.at(record - 1));
    }

    int atNano(int record) {
        return termsNano.at(terms.at(record - 1));
    }

    Instant at(int record) {
        return Instant.ofEpochSecond(atSecond(record), atNano(record));
    }

    /** The latest instant of any record. */
    Instant latest() {
        return latest;
    }

    boolean isKnown(int record, Instant knownAt) {
        long second = atSecond(record);
        return second < knownAt.getEpochSecond()
                || (second == knownAt.getEpochSecond() && atNano(record) <= knownAt.getNano());
    }

    boolean hasExtra(int record) {
        return extra.at(record - 1) != 0;
    }

    /** The pending that the record speaks of; 0 for none. */
    int pending(int record) {
        int at = extra.at(record - 1);
        return at == 0 ? 0 : extraPending.at(at - 1);
    }

    /** The number in the record's extra: of a pending where what is left begins, of a refusal its code. */
    int number(int record) {
        return extraNumber.at(extra.at(record - 1) - 1);
    }

    boolean expires(int record) {
        return extraSecond.at(extra.at(record - 1) - 1) != Instant.MAX.getEpochSecond();
    }

    Instant expiry(int record) {
        int at = extra.at(record - 1);
        return at == 0 ? Instant.MAX : Instant.ofEpochSecond(extraSecond.at(at - 1), extraNano.at(at - 1));
    }

    /** The host's attributes. */
    @SuppressWarnings("unchecked") // an extra's object is the host's attributes or a whole record
    Map<String, String> attributes(int record) {
        int at = extra.at(record - 1);
        Object object = at == 0 ? null : extraObject.get(at - 1);
        if (object instanceof LedgerRecord whole) {
            return Keys.hosts(whole.attributes());
        }
        return object == null ? Map.of() : (Map<String, String>) object;
    }

    /** The record itself where it was kept whole, as those are that move nothing. */
    @Nullable
    LedgerRecord whole(int record) {
        int at = extra.at(record - 1);
        return at != 0 && extraObject.get(at - 1) instanceof LedgerRecord whole ? whole : null;
    }

    LedgerRecord wholeOf(int record) {
        return Objects.requireNonNull(whole(record), () -> "record " + record + " was not kept whole");
    }

    // ---- rows

    int firstRow(int record) {
        return firstRow.at(record - 1);
    }

    /** The end of the record's rows. */
    int endOfRows(int record) {
        return record < size() ? firstRow.at(record) : place.size();
    }

    int account(int row) {
        return place.at(row) >>> 3;
    }

    /** 0 for a debit, 1 for a credit. */
    int sideNumber(int row) {
        return place.at(row) & 1;
    }

    Journal.Side side(int row) {
        return sideNumber(row) == 0 ? Journal.Side.DEBIT : Journal.Side.CREDIT;
    }

    byte effect(int row) {
        return (byte) (place.at(row) >>> 1 & 3);
    }

    /** Where in {@link #left} the pending's row stands. */
    int leftOf(int pending, int row) {
        return number(pending) + row - firstRow(pending);
    }

    /** The record of the row: a guess, as if all had as many rows, then steps that double, then halving. */
    int recordOf(int row) {
        int low = 1;
        int high = size();
        int guess = (int) ((long) row * high / Math.max(1, place.size())) + 1;
        int step = 1;
        if (firstRow.at(guess - 1) <= row) {
            low = guess;
            while (low + step <= high && firstRow.at(low + step - 1) <= row) {
                low += step;
                step <<= 1;
            }
            high = Math.min(high, low + step);
        } else {
            high = guess;
            while (high - step >= 1 && firstRow.at(high - step - 1) > row) {
                high -= step;
                step <<= 1;
            }
            low = Math.max(1, high - step);
        }
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (firstRow.at(middle - 1) <= row) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** Day of booking of a row of the record: a release never takes effect before what it releases, else a balance of a day between would be negative. */
    int bookedOfRow(int record, int row) {
        return effect(row) == RELEASED ? Math.max(booked(record), booked(pending(record))) : booked(record);
    }

    int valueOfRow(int record, int row) {
        return effect(row) == RELEASED ? Math.max(value(record), value(pending(record))) : value(record);
    }
}
