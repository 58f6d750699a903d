package io.counterfoil.payments.ledger;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.ledger.internal.ByteColumn;
import io.counterfoil.payments.ledger.internal.IntColumn;
import io.counterfoil.payments.ledger.internal.LongColumn;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The log's records by sequence, from 1: what the ledger must know of each after it is applied. Not thread-safe. */
final class RecordTable {

    /** A pending's state, in {@link #status}. */
    static final byte LEFT = 0;

    static final byte ALL_POSTED = 1;
    static final byte VOIDED = 2;
    static final byte EXPIRED = 3;

    static final byte KEEPS_REST = 1;
    static final byte EVERYTHING = 2;

    final List<String> ids = new ArrayList<>();
    final List<Map<String, String>> attributes = new ArrayList<>();
    final ByteColumn kind;
    final ByteColumn flags;
    final ByteColumn status;
    final IntColumn booked;
    final IntColumn value;
    final IntColumn pending;
    final IntColumn firstRow;
    private final LongColumn atSecond;
    private final IntColumn atNano;
    private Instant latest = Instant.MIN;
    final LongColumn expiresSecond;
    final IntColumn expiresNano;
    final LongColumn[] hash;

    RecordTable() {
        kind = new ByteColumn();
        flags = new ByteColumn();
        status = new ByteColumn();
        booked = new IntColumn();
        value = new IntColumn();
        pending = new IntColumn();
        firstRow = new IntColumn();
        atSecond = new LongColumn();
        atNano = new IntColumn();
        expiresSecond = new LongColumn();
        expiresNano = new IntColumn();
        hash = new LongColumn[] {new LongColumn(), new LongColumn(), new LongColumn(), new LongColumn()};
    }

    private RecordTable(RecordTable from) {
        ids.addAll(from.ids);
        attributes.addAll(from.attributes);
        kind = from.kind.copy();
        flags = from.flags.copy();
        status = from.status.copy();
        booked = from.booked.copy();
        value = from.value.copy();
        pending = from.pending.copy();
        firstRow = from.firstRow.copy();
        atSecond = from.atSecond.copy();
        atNano = from.atNano.copy();
        latest = from.latest;
        expiresSecond = from.expiresSecond.copy();
        expiresNano = from.expiresNano.copy();
        hash = new LongColumn[] {from.hash[0].copy(), from.hash[1].copy(), from.hash[2].copy(), from.hash[3].copy()};
    }

    RecordTable(DataInput in) throws IOException {
        int size = in.readInt();
        for (int i = 0; i < size; i++) {
            ids.add(SnapshotCodec.readText(in));
            attributes.add(SnapshotCodec.readAttributes(in));
        }
        kind = ByteColumn.readFrom(in);
        flags = ByteColumn.readFrom(in);
        status = ByteColumn.readFrom(in);
        booked = IntColumn.readFrom(in);
        value = IntColumn.readFrom(in);
        pending = IntColumn.readFrom(in);
        firstRow = IntColumn.readFrom(in);
        atSecond = LongColumn.readFrom(in);
        atNano = IntColumn.readFrom(in);
        expiresSecond = LongColumn.readFrom(in);
        expiresNano = IntColumn.readFrom(in);
        hash = new LongColumn[] {
            LongColumn.readFrom(in), LongColumn.readFrom(in), LongColumn.readFrom(in), LongColumn.readFrom(in)
        };
        for (int record = 1; record <= size; record++) {
            latest = at(record).isAfter(latest) ? at(record) : latest;
        }
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeInt(size());
        for (int i = 0; i < size(); i++) {
            SnapshotCodec.writeText(out, ids.get(i));
            SnapshotCodec.writeAttributes(out, attributes.get(i));
        }
        kind.writeTo(out);
        flags.writeTo(out);
        status.writeTo(out);
        booked.writeTo(out);
        value.writeTo(out);
        pending.writeTo(out);
        firstRow.writeTo(out);
        atSecond.writeTo(out);
        atNano.writeTo(out);
        expiresSecond.writeTo(out);
        expiresNano.writeTo(out);
        for (LongColumn part : hash) {
            part.writeTo(out);
        }
    }

    RecordTable copy() {
        return new RecordTable(this);
    }

    int size() {
        return kind.size();
    }

    LedgerRecord.Kind kind(int record) {
        return LedgerRecord.Kind.numbered(kind.at(record - 1));
    }

    String id(int record) {
        return ids.get(record - 1);
    }

    Map<String, String> attributes(int record) {
        return attributes.get(record - 1);
    }

    boolean flag(int record, byte flag) {
        return (flags.at(record - 1) & flag) != 0;
    }

    byte status(int record) {
        return status.at(record - 1);
    }

    int booked(int record) {
        return booked.at(record - 1);
    }

    int value(int record) {
        return value.at(record - 1);
    }

    int pending(int record) {
        return pending.at(record - 1);
    }

    /** The first row of the record. */
    int firstRow(int record) {
        return firstRow.at(record - 1);
    }

    Instant at(int record) {
        return Instant.ofEpochSecond(atSecond.at(record - 1), atNano.at(record - 1));
    }

    void addAt(Instant at) {
        atSecond.add(at.getEpochSecond());
        atNano.add(at.getNano());
        latest = at.isAfter(latest) ? at : latest;
    }

    /** The latest instant of any record. */
    Instant latest() {
        return latest;
    }

    Instant expires(int record) {
        return Instant.ofEpochSecond(expiresSecond.at(record - 1), expiresNano.at(record - 1));
    }

    boolean isKnown(int record, Instant knownAt) {
        long second = atSecond.at(record - 1);
        return second < knownAt.getEpochSecond()
                || (second == knownAt.getEpochSecond() && atNano.at(record - 1) <= knownAt.getNano());
    }

    /** The chain's hash at the record; zero bytes before the first. */
    Sha256 hash(int record) {
        return record == 0
                ? Sha256.ZERO
                : new Sha256(
                        hash[0].at(record - 1), hash[1].at(record - 1), hash[2].at(record - 1), hash[3].at(record - 1));
    }

    Sha256 head() {
        return hash(size());
    }

    void addHash(Sha256 digest) {
        hash[0].add(digest.a());
        hash[1].add(digest.b());
        hash[2].add(digest.c());
        hash[3].add(digest.d());
    }
}
