package io.counterfoil.jdbc;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.idempotency.IdempotencyStore;
import java.sql.SQLException;
import java.util.Optional;

/** First results in {@code cf_key}, which is only added to. */
final class JdbcIdempotencyStore implements IdempotencyStore {

    private final Session session;
    private final String store;

    JdbcIdempotencyStore(Session session, String store) {
        this.session = session;
        this.store = Texts.name("store name", store);
    }

    @Override
    public Optional<Entry> find(IdempotencyKey key) {
        return session.run("finding an idempotency key", tx -> find(tx, key));
    }

    @Override
    public Entry keep(Entry entry) {
        return session.run("keeping a first result", tx -> {
            boolean first = tx.insertOnce(
                    "insert into cf_key (store, key_text, body_sha256, result) values (?, ?, ?, ?)",
                    store,
                    Texts.name("idempotency key", entry.key().value()),
                    entry.body().bytes(),
                    tx.body("result", Texts.bytes(entry.result())));
            return first ? entry : find(tx, entry.key()).orElseThrow();
        });
    }

    private Optional<Entry> find(Tx tx, IdempotencyKey key) throws SQLException {
        return tx.one(
                "select body_sha256, result from cf_key where store = ? and key_text = ?",
                row -> new Entry(key, Sha256.ofDigest(row.getBytes(1)), Texts.text(row.getBytes(2))),
                store,
                Texts.name("idempotency key", key.value()));
    }
}
