package io.counterfoil.jdbc;

import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.ReceivableCode;
import io.counterfoil.collections.receivable.ReceivableEvent;
import io.counterfoil.collections.receivable.ReceivableEventId;
import io.counterfoil.collections.receivable.ReceivableStore;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.party.PartyId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Events of receivables in streams, one a party; to which party an item belongs in {@code cf_receivable_item}; the keys of batches in {@code cf_key}. The streams
 * of all parties of a batch are read and appended to at their versions, in the order of their ids: of two batches that meet, one is tried again.
 */
final class JdbcReceivableStore implements ReceivableStore {

    private final Session session;
    private final String store;
    private final Codec<ReceivableEvent> codec;

    JdbcReceivableStore(Session session, String store, Codec<ReceivableEvent> codec) {
        this.session = session;
        this.store = Texts.name("store name", store);
        this.codec = codec;
    }

    @Override
    public Receivables load(Collection<PartyId> parties) {
        List<ReceivableEvent> events = session.run("loading receivables", tx -> {
            List<ReceivableEvent> kept = new ArrayList<>();
            for (PartyId party : new LinkedHashSet<>(parties)) {
                kept.addAll(stream(tx, party.value()).events());
            }
            return kept;
        });
        return Receivables.replay(events.stream()).orThrow();
    }

    @Override
    public void append(List<ReceivableEvent> events, IdempotencyKey key) {
        Batch batch = Batch.of(events);
        String column = Texts.name("idempotency key", key.value());
        session.run("appending to receivables", tx -> {
            if (!isRepeated(tx, column, batch.digest())) {
                append(tx, batch, column);
            }
            return true;
        });
    }

    private boolean isRepeated(Tx tx, String key, Sha256 digest) throws SQLException {
        Optional<Sha256> before = tx.one(
                "select body_sha256 from cf_key where store = ? and key_text = ?",
                row -> Sha256.ofDigest(row.getBytes(1)),
                store,
                key);
        if (before.isPresent() && !before.get().equals(digest)) {
            throw new Refusal.RefusedException(Refusal.of(
                    ReceivableCode.DUPLICATE_CONFLICT,
                    "key " + key + " was used for other events, expected a key of its own"));
        }
        return before.isPresent();
    }

    /** Everything that may be refused is judged before the first row is written: within the host's transaction a refusal leaves nothing behind. */
    private void append(Tx tx, Batch batch, String key) throws SQLException {
        Map<ReceivableEventId, OpenItemId> moves = new HashMap<>();
        for (ReceivableEventId move : batch.earlierMoves()) {
            tx.one(
                            "select item from cf_receivable_move where store = ? and event = ?",
                            row -> OpenItemId.of(Texts.unescape(row.getString(1))),
                            store,
                            Texts.name("event id", move.value()))
                    .ifPresent(item -> moves.put(move, item));
        }
        NavigableSet<String> parties = new TreeSet<>();
        batch.issued().values().forEach(party -> parties.add(party.value()));
        for (OpenItemId item : batch.earlierItems(moves)) {
            party(tx, item).ifPresent(parties::add);
        }
        SortedMap<String, Kept> streams = new TreeMap<>();
        List<ReceivableEvent> kept = new ArrayList<>();
        for (String party : parties) {
            Kept stream = stream(tx, party);
            streams.put(party, stream);
            kept.addAll(stream.events());
        }
        SortedMap<String, List<ReceivableEvent>> placed = new TreeMap<>();
        batch.placed(kept, moves).forEach((party, events) -> placed.put(party.value(), events));
        if (!tx.insertOnce(
                "insert into cf_key (store, key_text, body_sha256, result) values (?, ?, ?, ?)",
                store,
                key,
                batch.digest().bytes(),
                new byte[0])) {
            throw changed();
        }
        for (Map.Entry<String, List<ReceivableEvent>> one : placed.entrySet()) {
            Kept before = streams.get(one.getKey());
            long version = before == null ? 0 : before.version();
            if (!JdbcEventStore.append(tx, store, partyColumn(one.getKey()), version, codec, one.getValue())) {
                throw changed();
            }
        }
        keep(tx, batch);
    }

    private static DatabaseException changed() {
        return new DatabaseException(
                DatabaseException.Code.CONTENTION,
                "the receivables changed meanwhile, nothing was stored\nMaybe repeat it");
    }

    private void keep(Tx tx, Batch batch) throws SQLException {
        for (Map.Entry<OpenItemId, PartyId> one : batch.issued().entrySet()) {
            tx.insertOnce(
                    "insert into cf_receivable_item (store, item, party) values (?, ?, ?)",
                    store,
                    Texts.name("item id", one.getKey().value()),
                    partyColumn(one.getValue().value()));
        }
        for (Map.Entry<ReceivableEventId, OpenItemId> one : batch.moves().entrySet()) {
            tx.insertOnce(
                    "insert into cf_receivable_move (store, event, item) values (?, ?, ?)",
                    store,
                    Texts.name("event id", one.getKey().value()),
                    Texts.name("item id", one.getValue().value()));
        }
    }

    private Optional<String> party(Tx tx, OpenItemId item) throws SQLException {
        return tx.one(
                "select party from cf_receivable_item where store = ? and item = ?",
                row -> Texts.unescape(row.getString(1)),
                store,
                Texts.name("item id", item.value()));
    }

    /** Version and events in one answer, so that they belong together. */
    private Kept stream(Tx tx, String party) throws SQLException {
        List<ReceivableEvent> events = tx.list(
                "select e.body from cf_stream s join cf_event e on e.stream_no = s.stream_no where s.store = ? and s.id = ? order by e.version",
                row -> codec.decode(row.getBytes(1)),
                store,
                partyColumn(party));
        return new Kept(events.size(), events);
    }

    private static String partyColumn(String party) {
        return Texts.name("party id", party);
    }

    private record Kept(long version, List<ReceivableEvent> events) {}
}
