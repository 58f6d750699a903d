package io.counterfoil.jdbc;

import io.counterfoil.payments.idempotency.VersionedBytes;
import java.util.Optional;

/** Bytes in {@code cf_value}. */
final class JdbcVersionedBytes implements VersionedBytes {

    private final Session session;
    private final String store;

    JdbcVersionedBytes(Session session, String store) {
        this.session = session;
        this.store = Texts.name("store name", store);
    }

    @Override
    public Optional<Versioned> load(String key) {
        String column = Texts.name("key", key);
        return session.run(
                "loading a value",
                tx -> tx.one(
                        "select version, body from cf_value where store = ? and key_text = ?",
                        row -> Versioned.of(row.getLong(1), row.getBytes(2)),
                        store,
                        column));
    }

    @Override
    public boolean compareAndSet(String key, long expectedVersion, byte[] bytes) {
        if (expectedVersion < NONE) {
            throw new IllegalArgumentException("expected version " + expectedVersion + ", expected 0 or more");
        }
        String column = Texts.name("key", key);
        return session.run("setting a value", tx -> {
            byte[] body = tx.body("value", bytes);
            return expectedVersion == NONE
                    ? tx.insertOnce(
                            "insert into cf_value (store, key_text, version, body) values (?, ?, 1, ?)",
                            store,
                            column,
                            body)
                    : tx.update(
                                    "update cf_value set version = version + 1, body = ? where store = ? and key_text = ? and version = ?",
                                    body,
                                    store,
                                    column,
                                    expectedVersion)
                            == 1;
        });
    }
}
