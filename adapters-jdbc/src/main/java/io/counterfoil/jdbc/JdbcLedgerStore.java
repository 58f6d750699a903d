package io.counterfoil.jdbc;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.LedgerStore;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A log in {@code cf_ledger_record}, its legs in {@code cf_ledger_leg}. Sequence and head of {@code cf_ledger} are moved on by compare-and-set: a second writer is
 * refused at its next record. Not thread-safe.
 */
final class JdbcLedgerStore implements LedgerStore {

    /** The attribute of a posted part whose rest stays pending (payments specification 4.11). */
    private static final String KEEP_REST = "@keepRest";

    private final Session session;
    private final String name;

    JdbcLedgerStore(Session session, String name) {
        this.session = session;
        this.name = Texts.name("ledger name", name);
    }

    /** Where a log stands. */
    private record At(long ledgerNo, long sequence, Sha256 head) {}

    @Override
    public long append(List<LedgerRecord> batch) {
        if (batch.isEmpty()) {
            return session.run("reading a ledger", this::at).map(At::sequence).orElse(0L);
        }
        List<LedgerRecord> records = List.copyOf(batch);
        Sha256 head = records.get(records.size() - 1).hash();
        long last = records.get(records.size() - 1).sequence();
        try {
            session.run("appending to a ledger", tx -> append(tx, records));
            return last;
        } catch (DatabaseException e) {
            if (e.code() == DatabaseException.Code.OUTCOME_UNKNOWN && isThere(last, head, e)) {
                return last;
            }
            throw e;
        }
    }

    /** A head is the hash of all that was appended: where the log has it, the commit that was not answered was done. */
    private boolean isThere(long sequence, Sha256 head, DatabaseException unknown) {
        try {
            return session.run(
                            "asking for a record",
                            tx -> tx.one(
                                    "select r.hash from cf_ledger l join cf_ledger_record r on r.ledger_no = l.ledger_no where l.name = ? and r.sequence = ?",
                                    row -> Sha256.ofDigest(row.getBytes(1)),
                                    name,
                                    sequence))
                    .filter(head::equals)
                    .isPresent();
        } catch (DatabaseException e) {
            unknown.addSuppressed(e);
            return false;
        }
    }

    private boolean append(Tx tx, List<LedgerRecord> records) throws SQLException {
        At at = at(tx).orElse(null);
        if (at == null) {
            tx.insertOnce(
                    "insert into cf_ledger (name, last_sequence, head) values (?, 0, ?)", name, Sha256.ZERO.bytes());
            at = at(tx).orElseThrow();
        }
        Rows rows = rows(tx, records, at);
        LedgerRecord last = records.get(records.size() - 1);
        int moved = tx.update(
                "update cf_ledger set last_sequence = ?, head = ? where ledger_no = ? and last_sequence = ?",
                last.sequence(),
                last.hash().bytes(),
                at.ledgerNo(),
                at.sequence());
        if (moved == 0) {
            throw secondWriter(at.sequence() + 1, at.sequence());
        }
        rows.insert(tx, at.ledgerNo());
        return true;
    }

    private static Rows rows(Tx tx, List<LedgerRecord> records, At at) {
        Rows rows = new Rows(at.sequence() + 1, records.size());
        MessageDigest digest = Sha256.digester();
        byte[] head = at.head().bytes();
        long expected = at.sequence() + 1;
        for (LedgerRecord record : records) {
            if (record.sequence() != expected) {
                throw secondWriter(record.sequence(), expected - 1);
            }
            byte[] text = tx.record("ledger record", record.chainText());
            digest.update(head);
            digest.update(text);
            head = digest.digest();
            byte[] hash = record.hash().bytes();
            if (!Arrays.equals(head, hash)) {
                throw new IllegalArgumentException("record " + expected + " does not follow from the log");
            }
            rows.add(record, text, hash);
            expected++;
        }
        return rows;
    }

    private static IllegalStateException secondWriter(long sequence, long last) {
        return new IllegalStateException("record " + sequence + " after " + last + ", expected " + (last + 1)
                + "\nMaybe another ledger writes to the same store");
    }

    private Optional<At> at(Tx tx) throws SQLException {
        return tx.one(
                "select ledger_no, last_sequence, head from cf_ledger where name = ?",
                row -> new At(row.getLong(1), row.getLong(2), Sha256.ofDigest(row.getBytes(3))),
                name);
    }

    @Override
    public Stream<LedgerRecord> read(long from) {
        if (from < 1) {
            throw new IllegalArgumentException("read from sequence " + from + ", expected 1 or more");
        }
        long end = session.run("reading a ledger", this::at).map(At::sequence).orElse(0L);
        return Pages.of(from - 1, last -> last >= end ? List.of() : page(last, end), LedgerRecord::sequence);
    }

    private List<LedgerRecord> page(long after, long end) {
        return session.run(
                "reading a ledger",
                tx -> tx.list(
                        "select r.sequence, r.legs, r.hash, r.body from cf_ledger_record r join cf_ledger l on l.ledger_no = r.ledger_no"
                                + " where l.name = ? and r.sequence > ? and r.sequence <= ? order by r.sequence limit ?",
                        row -> LedgerRecord.parse(
                                row.getBytes(4), row.getLong(1), row.getInt(2), Sha256.ofDigest(row.getBytes(3))),
                        name,
                        after,
                        end,
                        tx.settings().page()));
    }

    @Override
    public Optional<Snapshot> latestSnapshot() {
        return session.run(
                "reading a snapshot",
                tx -> tx.one(
                        "select s.sequence, s.head, s.content from cf_ledger_snapshot s join cf_ledger l on l.ledger_no = s.ledger_no where l.name = ?",
                        row -> Snapshot.of(row.getLong(1), Sha256.ofDigest(row.getBytes(2)), row.getBytes(3)),
                        name));
    }

    @Override
    public void save(Snapshot snapshot) {
        session.run("saving a snapshot", tx -> {
            byte[] content = tx.body("snapshot", snapshot.content());
            byte[] head = snapshot.head().bytes();
            tx.insertOnce(
                    "insert into cf_ledger (name, last_sequence, head) values (?, 0, ?)", name, Sha256.ZERO.bytes());
            long no = at(tx).orElseThrow().ledgerNo();
            boolean first = tx.insertOnce(
                    "insert into cf_ledger_snapshot (ledger_no, sequence, head, content) values (?, ?, ?, ?)",
                    no,
                    snapshot.sequence(),
                    head,
                    content);
            if (!first) {
                tx.update(
                        "update cf_ledger_snapshot set sequence = ?, head = ?, content = ? where ledger_no = ? and sequence <= ?",
                        snapshot.sequence(),
                        head,
                        content,
                        no,
                        snapshot.sequence());
            }
            return first;
        });
    }

    /** What is inserted, in columns. */
    private static final class Rows {

        private final long first;
        private final String[] kinds;
        private final String[] ids;
        private final @Nullable String[] booked;
        private final @Nullable String[] value;
        private final String[] pendings;
        private final Boolean[] keepsRest;
        private final Integer[] legCounts;
        private final byte[][] hashes;
        private final byte[][] bodies;
        private int size;
        private final LegRows legs;

        Rows(long first, int count) {
            this.first = first;
            kinds = new String[count];
            ids = new String[count];
            booked = new @Nullable String[count];
            value = new @Nullable String[count];
            pendings = new String[count];
            keepsRest = new Boolean[count];
            legCounts = new Integer[count];
            hashes = new byte[count][];
            bodies = new byte[count][];
            legs = new LegRows(2 * count);
        }

        void add(LedgerRecord record, byte[] text, byte[] hash) {
            kinds[size] = record.kind().name();
            ids[size] = Texts.escape(record.id());
            booked[size] = record.bookedOn().map(Object::toString).orElse(null);
            value[size] = record.valueOn().map(Object::toString).orElse(null);
            pendings[size] = Texts.escape(record.pending());
            keepsRest[size] = record.attributes().containsKey(KEEP_REST);
            legCounts[size] = record.legs().size();
            hashes[size] = hash;
            bodies[size] = text;
            size++;
            int number = 0;
            for (Journal.Leg leg : record.legs()) {
                number++;
                legs.add(record.sequence(), number, leg);
            }
        }

        void insert(Tx tx, long ledgerNo) throws SQLException {
            legs.insert(tx, ledgerNo);
            if (tx.dialect() == Dialect.POSTGRESQL) {
                tx.update(
                        "insert into cf_ledger_record (ledger_no, sequence, kind, id, booked_on, value_on, pending, keeps_rest, legs, hash, body)"
                                + " select ?, ? + n, kind, id, cast(booked as date), cast(value as date), pending, keeps_rest, legs, hash, body"
                                + " from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?) with ordinality as a(kind, id, booked, value, pending, keeps_rest, legs, hash, body, n)",
                        ledgerNo,
                        first - 1,
                        tx.array("text", kinds),
                        tx.array("text", ids),
                        tx.array("text", booked),
                        tx.array("text", value),
                        tx.array("text", pendings),
                        tx.array("boolean", keepsRest),
                        tx.array("integer", legCounts),
                        tx.array("bytea", hashes),
                        tx.array("bytea", bodies));
                return;
            }
            List<@Nullable Object[]> rows = new ArrayList<>(size);
            for (int at = 0; at < size; at++) {
                rows.add(new @Nullable Object[] {
                    ledgerNo,
                    first + at,
                    kinds[at],
                    ids[at],
                    booked[at],
                    value[at],
                    pendings[at],
                    keepsRest[at],
                    legCounts[at],
                    hashes[at],
                    bodies[at]
                });
            }
            tx.batch(
                    "insert into cf_ledger_record (ledger_no, sequence, kind, id, booked_on, value_on, pending, keeps_rest, legs, hash, body)"
                            + " values (?, ?, ?, ?, cast(? as date), cast(? as date), ?, ?, ?, ?, ?)",
                    rows);
        }
    }

    /** Legs in columns. */
    private static final class LegRows {

        private Long[] sequences;
        private Integer[] numbers;
        private String[] accounts;
        private String[] sides;
        private String[] currencies;
        private Long[] minors;
        private int size;

        LegRows(int expected) {
            sequences = new Long[expected];
            numbers = new Integer[expected];
            accounts = new String[expected];
            sides = new String[expected];
            currencies = new String[expected];
            minors = new Long[expected];
        }

        void add(long sequence, int number, Journal.Leg leg) {
            if (size == sequences.length) {
                resize(Math.max(16, 2 * size));
            }
            sequences[size] = sequence;
            numbers[size] = number;
            accounts[size] = Texts.escape(leg.account().value());
            sides[size] = leg.side() == Journal.Side.DEBIT ? "D" : "C";
            currencies[size] = leg.currency().getCurrencyCode();
            minors[size] = leg.minor();
            size++;
        }

        private void resize(int to) {
            sequences = Arrays.copyOf(sequences, to);
            numbers = Arrays.copyOf(numbers, to);
            accounts = Arrays.copyOf(accounts, to);
            sides = Arrays.copyOf(sides, to);
            currencies = Arrays.copyOf(currencies, to);
            minors = Arrays.copyOf(minors, to);
        }

        void insert(Tx tx, long ledgerNo) throws SQLException {
            if (size == 0) {
                return;
            }
            resize(size);
            if (tx.dialect() == Dialect.POSTGRESQL) {
                tx.update(
                        "insert into cf_ledger_leg (ledger_no, sequence, leg, account, side, currency, minor)"
                                + " select ?, sequence, leg, account, side, currency, minor"
                                + " from unnest(?, ?, ?, ?, ?, ?) as a(sequence, leg, account, side, currency, minor)",
                        ledgerNo,
                        tx.array("bigint", sequences),
                        tx.array("integer", numbers),
                        tx.array("text", accounts),
                        tx.array("text", sides),
                        tx.array("text", currencies),
                        tx.array("bigint", minors));
                return;
            }
            List<@Nullable Object[]> rows = new ArrayList<>(size);
            for (int at = 0; at < size; at++) {
                rows.add(new @Nullable Object[] {
                    ledgerNo, sequences[at], numbers[at], accounts[at], sides[at], currencies[at], minors[at]
                });
            }
            tx.batch(
                    "insert into cf_ledger_leg (ledger_no, sequence, leg, account, side, currency, minor) values (?, ?, ?, ?, ?, ?, ?)",
                    rows);
        }
    }
}
