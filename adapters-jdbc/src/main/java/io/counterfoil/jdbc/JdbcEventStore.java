package io.counterfoil.jdbc;

import io.counterfoil.payments.lifecycle.EventStore;
import io.counterfoil.payments.lifecycle.StateMachine;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Streams in {@code cf_stream} and {@code cf_event}: the version is moved on by compare-and-set, which locks the stream until the commit. */
final class JdbcEventStore<I, E> implements EventStore<I, E> {

    private final Session session;
    private final String store;
    private final Codec.Ids<I> ids;
    private final Codec<E> codec;

    JdbcEventStore(Session session, String store, Codec.Ids<I> ids, Codec<E> codec) {
        this.session = session;
        this.store = Texts.name("store name", store);
        this.ids = ids;
        this.codec = codec;
    }

    @Override
    public List<E> load(I id) {
        String column = column(id);
        return List.copyOf(session.run("loading a stream", tx -> load(tx, column)));
    }

    private List<E> load(Tx tx, String id) throws SQLException {
        return tx.list(
                "select e.body from cf_stream s join cf_event e on e.stream_no = s.stream_no where s.store = ? and s.id = ? order by e.version",
                row -> codec.decode(row.getBytes(1)),
                store,
                id);
    }

    @Override
    public boolean append(I id, long expectedVersion, List<E> events) {
        String column = column(id);
        return session.run(
                "appending to a stream", tx -> append(tx, store, column, expectedVersion, codec, List.copyOf(events)));
    }

    private String column(I id) {
        return Texts.name("id of a stream", ids.text().apply(id));
    }

    static <E> boolean append(Tx tx, String store, String id, long expected, Codec<E> codec, List<E> events)
            throws SQLException {
        if (events.isEmpty()) {
            return expected == version(tx, store, id);
        }
        Set<String> keys = new LinkedHashSet<>();
        events.forEach(event -> codec.key(event).ifPresent(key -> keys.add(Texts.name("command key", key.value()))));
        if (expected > 0 && isUsed(tx, store, id, keys)) {
            return false; // whoever used the key moved the version too
        }
        boolean ours = expected == 0
                ? tx.insertOnce(
                        "insert into cf_stream (store, id, version) values (?, ?, ?)", store, id, (long) events.size())
                : tx.update(
                                "update cf_stream set version = ? where store = ? and id = ? and version = ?",
                                Math.addExact(expected, events.size()),
                                store,
                                id,
                                expected)
                        == 1;
        if (!ours) {
            return false;
        }
        List<@Nullable Object[]> rows = new ArrayList<>();
        long version = expected;
        for (E event : events) {
            version++;
            rows.add(new Object[] {version, tx.record("event", codec.encode(event)), store, id});
        }
        tx.batch(
                "insert into cf_event (stream_no, version, body) select stream_no, cast(? as bigint), ? from cf_stream where store = ? and id = ?",
                rows);
        tx.batch(
                "insert into cf_command (stream_no, command_key, version) select stream_no, ?, cast(? as bigint) from cf_stream where store = ? and id = ?",
                keys.stream()
                        .map(key -> new Object[] {key, expected + 1, store, id})
                        .toList());
        return true;
    }

    private static boolean isUsed(Tx tx, String store, String id, Set<String> keys) throws SQLException {
        for (String key : keys) {
            if (tx.one(
                            "select c.version from cf_stream s join cf_command c on c.stream_no = s.stream_no where s.store = ? and s.id = ? and c.command_key = ?",
                            row -> row.getLong(1),
                            store,
                            id,
                            key)
                    .isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static long version(Tx tx, String store, String id) throws SQLException {
        return tx.one("select version from cf_stream where store = ? and id = ?", row -> row.getLong(1), store, id)
                .orElse(0L);
    }

    @Override
    public Stream<I> ids() {
        return streams().map(stream -> ids.parse().apply(Texts.unescape(stream.id())));
    }

    /** Streams a page at a time, with the events of the page in one answer. */
    @Override
    public <S> Stream<S> all(StateMachine<S, ?, E> machine) {
        return Pages.<Folded<S>>of(last -> session.run("reading streams", tx -> page(tx, machine, last)), Folded::no)
                .map(Folded::state);
    }

    private <S> List<Folded<S>> page(Tx tx, StateMachine<S, ?, E> machine, long after) throws SQLException {
        List<Folded<S>> page = new ArrayList<>();
        List<E> events = new ArrayList<>();
        long[] at = {0};
        tx.list(
                "select s.stream_no, e.body from (select stream_no from cf_stream where store = ? and stream_no > ? order by stream_no limit ?) s"
                        + " join cf_event e on e.stream_no = s.stream_no order by s.stream_no, e.version",
                row -> {
                    long no = row.getLong(1);
                    if (no != at[0] && at[0] != 0) {
                        page.add(new Folded<>(at[0], machine.fold(events)));
                        events.clear();
                    }
                    at[0] = no;
                    return events.add(codec.decode(row.getBytes(2)));
                },
                store,
                after,
                tx.settings().page());
        if (at[0] != 0) {
            page.add(new Folded<>(at[0], machine.fold(events)));
        }
        return page;
    }

    private record Folded<S>(long no, S state) {}

    private record Numbered(long no, String id) {}

    private Stream<Numbered> streams() {
        return Pages.of(
                last -> session.run(
                        "reading ids",
                        tx -> tx.list(
                                "select stream_no, id from cf_stream where store = ? and stream_no > ? order by stream_no limit ?",
                                row -> new Numbered(row.getLong(1), row.getString(2)),
                                store,
                                last,
                                tx.settings().page())),
                Numbered::no);
    }
}
