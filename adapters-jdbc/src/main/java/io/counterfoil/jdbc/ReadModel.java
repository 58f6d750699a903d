package io.counterfoil.jdbc;

import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import javax.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/**
 * Rows made from the streams of a store, kept in a table so that a screen need not fold every log: open items, a queue of tickets. Logs are the truth: the rows can
 * be made anew at any time, and checked.
 *
 * <pre>{@code
 * ReadModel<TicketEvent> queue = database.readModel("queue", "tickets", codec, events -> rows(tickets.fold(events)));
 * queue.refresh();            // what changed since the last time
 * queue.section("billing", 50); // the first fifty of a section, by rank
 * queue.check();              // streams whose rows are not what their events say: none
 * }</pre>
 *
 * <p>The function is pure. Thread-safe on a data source.
 *
 * @param <E> the events
 */
public final class ReadModel<E> {

    private static final String COLUMNS = "section, rank, key_text, minor, currency";

    private final Session session;
    private final String name;
    private final String store;
    private final Codec<E> codec;
    private final Function<List<E>, List<Row>> rows;

    ReadModel(Session session, String name, String store, Codec<E> codec, Function<List<E>, List<Row>> rows) {
        this.session = session;
        this.name = Texts.name("name of a read model", name);
        this.store = Texts.name("store name", store);
        this.codec = codec;
        this.rows = Objects.requireNonNull(rows, "rows");
    }

    /**
     * A row.
     *
     * @param section what is asked for together, such as a queue or a party
     * @param rank the order within a section, as text
     * @param key what it is, such as an item or a ticket
     * @param minor an amount in minor units; 0 for none
     * @param currency its code; empty for none
     */
    public record Row(String section, String rank, String key, long minor, String currency) {
        public Row {
            Objects.requireNonNull(section, "section");
            Objects.requireNonNull(rank, "rank");
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(currency, "currency");
            if (currency.isEmpty() && minor != 0) {
                throw new IllegalArgumentException("row has " + minor + " minor units of no currency");
            }
        }
    }

    private record Changed(long streamNo) {}

    /** Makes the rows of every stream that has changed since they were made; the result is how many streams had. */
    public int refresh() {
        int refreshed = 0;
        long after = 0;
        while (true) {
            long last = after;
            List<Changed> page = session.run(
                    "finding changed streams",
                    tx -> tx.list(
                            "select s.stream_no from cf_stream s left join cf_view v on v.name = ? and v.stream_no = s.stream_no"
                                    + " where s.store = ? and s.stream_no > ? and (v.version is null or v.version < s.version)"
                                    + " order by s.stream_no limit ?",
                            row -> new Changed(row.getLong(1)),
                            name,
                            store,
                            last,
                            tx.settings().page()));
            if (page.isEmpty()) {
                return refreshed;
            }
            for (Changed stream : page) {
                session.run("making rows", tx -> make(tx, stream.streamNo()));
                after = stream.streamNo();
            }
            refreshed += page.size();
        }
    }

    private boolean make(Tx tx, long streamNo) throws SQLException {
        tx.insertOnce("insert into cf_view (name, stream_no, version) values (?, ?, 1)", name, streamNo);
        tx.one(
                "select version from cf_view where name = ? and stream_no = ? for update",
                row -> row.getLong(1),
                name,
                streamNo);
        List<E> events = events(tx, streamNo);
        tx.update(
                "update cf_view set version = ? where name = ? and stream_no = ?",
                (long) events.size(),
                name,
                streamNo);
        tx.update("delete from cf_view_row where name = ? and stream_no = ?", name, streamNo);
        List<@Nullable Object[]> inserted = new ArrayList<>();
        int number = 0;
        for (Row row : rows.apply(events)) {
            number++;
            inserted.add(new Object[] {
                name,
                streamNo,
                number,
                Texts.name("section", row.section()),
                Texts.name("rank", row.rank()),
                Texts.name("key of a row", row.key()),
                row.minor(),
                row.currency()
            });
        }
        tx.batch(
                "insert into cf_view_row (name, stream_no, row_no, " + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?)",
                inserted);
        return true;
    }

    private List<E> events(Tx tx, long streamNo) throws SQLException {
        return tx.list(
                "select body from cf_event where stream_no = ? order by version",
                row -> codec.decode(row.getBytes(1)),
                streamNo);
    }

    /** Throws all rows away and makes them anew from the logs. */
    public int rebuild() {
        session.run("clearing a read model", tx -> {
            tx.update("delete from cf_view_row where name = ?", name);
            return tx.update("delete from cf_view where name = ?", name);
        });
        return refresh();
    }

    /** The first rows of a section, by rank. */
    public List<Row> section(String section, int limit) {
        return session.run(
                "reading a section",
                tx -> tx.list(
                        "select " + COLUMNS
                                + " from cf_view_row where name = ? and section = ? order by rank, stream_no, row_no limit ?",
                        ReadModel::row,
                        name,
                        Texts.name("section", section),
                        limit));
    }

    /** The sum of a section's amounts. */
    public Totals total(String section, Function<String, CurrencyUnit> currencies) {
        return session
                .run(
                        "adding up a section",
                        tx -> tx.list(
                                "select currency, sum(minor) from cf_view_row where name = ? and section = ? and currency <> '' group by currency",
                                row -> Totals.of(Amounts.in(currencies.apply(row.getString(1)))
                                        .ofMinor(row.getBigDecimal(2).longValueExact())),
                                name,
                                Texts.name("section", section)))
                .stream()
                .reduce(Totals.none(), Totals::plus);
    }

    /** The ids of streams whose rows are not what their events say, whether they are behind or were tampered with. */
    public List<String> check() {
        List<String> wrong = new ArrayList<>();
        Pages.<Checked>of(
                        last -> session.run(
                                "finding streams",
                                tx -> tx.list(
                                        "select stream_no, id from cf_stream where store = ? and stream_no > ? order by stream_no limit ?",
                                        row -> new Checked(row.getLong(1), Texts.unescape(row.getString(2))),
                                        store,
                                        last,
                                        tx.settings().page())),
                        Checked::streamNo)
                .filter(stream -> !session.run("checking rows", tx -> isRight(tx, stream.streamNo())))
                .forEach(stream -> wrong.add(stream.id()));
        return List.copyOf(wrong);
    }

    private record Checked(long streamNo, String id) {}

    private boolean isRight(Tx tx, long streamNo) throws SQLException {
        List<Row> kept = tx.list(
                "select " + COLUMNS + " from cf_view_row where name = ? and stream_no = ? order by row_no",
                ReadModel::row,
                name,
                streamNo);
        return kept.equals(rows.apply(events(tx, streamNo)));
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                Texts.unescape(row.getString(1)),
                Texts.unescape(row.getString(2)),
                Texts.unescape(row.getString(3)),
                row.getLong(4),
                row.getString(5));
    }
}
