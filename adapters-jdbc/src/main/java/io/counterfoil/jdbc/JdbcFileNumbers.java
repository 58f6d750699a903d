package io.counterfoil.jdbc;

import io.counterfoil.payments.idempotency.FileNumbers;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import java.sql.SQLException;
import java.util.Optional;

/** The last number of each series in {@code cf_file_series}, locked while a number is taken; of each file its number in {@code cf_file_number}. */
final class JdbcFileNumbers implements FileNumbers {

    private static final String NEW_SERIES = "insert into cf_file_series (store, series, last) values (?, ?, ?)";

    private final Session session;
    private final String store;

    JdbcFileNumbers(Session session, String store) {
        this.session = session;
        this.store = Texts.name("store name", store);
    }

    @Override
    public int numberOf(String series, IdempotencyKey file) {
        if (series.isBlank()) {
            throw new IllegalArgumentException("series is blank, expected a name such as cpa005:0123456789");
        }
        String seriesName = Texts.name("series", series);
        String fileName = Texts.name("file", file.value());
        return session.run("taking a file number", tx -> {
            Optional<Integer> known = find(tx, seriesName, fileName);
            if (known.isPresent()) {
                return known.get();
            }
            Optional<Integer> last = lock(tx, seriesName);
            if (last.isEmpty()) {
                tx.insertOnce(NEW_SERIES, store, seriesName, 0);
                last = lock(tx, seriesName);
            }
            Optional<Integer> meanwhile = find(tx, seriesName, fileName);
            if (meanwhile.isPresent()) {
                return meanwhile.get();
            }
            int number = last.orElseThrow() % LAST + 1;
            tx.update("update cf_file_series set last = ? where store = ? and series = ?", number, store, seriesName);
            tx.update(
                    "insert into cf_file_number (store, series, file, number) values (?, ?, ?, ?)",
                    store,
                    seriesName,
                    fileName,
                    number);
            return number;
        });
    }

    boolean continueAfter(String series, int lastUsed) {
        if (lastUsed < 1 || lastUsed > LAST) {
            throw new IllegalArgumentException("file number " + lastUsed + ", expected 1 to " + LAST);
        }
        return session.run(
                "continuing a series", tx -> tx.insertOnce(NEW_SERIES, store, Texts.name("series", series), lastUsed));
    }

    private Optional<Integer> find(Tx tx, String series, String file) throws SQLException {
        return tx.one(
                "select number from cf_file_number where store = ? and series = ? and file = ?",
                row -> row.getInt(1),
                store,
                series,
                file);
    }

    private Optional<Integer> lock(Tx tx, String series) throws SQLException {
        return tx.one(
                "select last from cf_file_series where store = ? and series = ? for update",
                row -> row.getInt(1),
                store,
                series);
    }
}
