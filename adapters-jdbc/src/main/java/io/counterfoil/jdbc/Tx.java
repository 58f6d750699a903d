package io.counterfoil.jdbc;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements in one transaction. SQL is always constant text; values are bound. Not thread-safe. */
final class Tx {

    private static final String UNIQUE_VIOLATION = "23505";

    private final Connection connection;
    private final Dialect dialect;
    private final Database.Settings settings;
    private boolean writes;

    Tx(Connection connection, Dialect dialect, Database.Settings settings) {
        this.connection = connection;
        this.dialect = dialect;
        this.settings = settings;
    }

    /** Reads a row. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    Connection connection() {
        return connection;
    }

    Dialect dialect() {
        return dialect;
    }

    Database.Settings settings() {
        return settings;
    }

    /** Whether anything may have been changed. */
    boolean writes() {
        return writes;
    }

    /** Something else will change what it likes in this transaction. */
    void handOver() {
        writes = true;
    }

    PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setQueryTimeout(settings.timeoutSeconds());
        return statement;
    }

    /** Changes rows; the result is how many. */
    int update(String sql, @Nullable Object... values) throws SQLException {
        writes = true;
        try (PreparedStatement statement = prepare(sql)) {
            bind(statement, values);
            return statement.executeUpdate();
        }
    }

    /** Inserts a row where its key is free; waits for another transaction that may be about to take it. */
    boolean insertOnce(String sql, @Nullable Object... values) throws SQLException {
        if (dialect == Dialect.POSTGRESQL) {
            return update(sql + " on conflict do nothing", values) == 1;
        }
        try {
            return update(sql, values) == 1;
        } catch (SQLException e) {
            if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    /** The same statement for each of the rows, on one way to the server. */
    void batch(String sql, List<@Nullable Object[]> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        writes = true;
        try (PreparedStatement statement = prepare(sql)) {
            for (@Nullable Object[] row : rows) {
                bind(statement, row);
                statement.addBatch();
            }
            int changed = 0;
            for (int count : statement.executeBatch()) {
                changed += count == java.sql.Statement.SUCCESS_NO_INFO ? 1 : count;
            }
            if (changed != rows.size()) {
                throw new IllegalStateException(
                        "batch of " + rows.size() + " rows changed " + changed + ", expected one each");
            }
        }
    }

    <T> Optional<T> one(String sql, Row<T> row, @Nullable Object... values) throws SQLException {
        List<T> found = list(sql, row, values);
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0));
    }

    <T> List<T> list(String sql, Row<T> row, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(sql)) {
            bind(statement, values);
            List<T> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(row.read(rows));
                }
            }
            return found;
        }
    }

    static void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int at = 0; at < values.length; at++) {
            Object value = values[at];
            if (value instanceof byte[] bytes) {
                statement.setBytes(at + 1, bytes);
            } else if (value instanceof Instant instant) {
                statement.setObject(at + 1, OffsetDateTime.ofInstant(instant, ZoneOffset.UTC));
            } else {
                statement.setObject(at + 1, value);
            }
        }
    }

    static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** A column of values, on PostgreSQL: many rows in one statement. */
    Array array(String type, @Nullable Object[] values) throws SQLException {
        return connection.createArrayOf(type, values);
    }

    /** Bytes for a column of bodies, where they are not too many. */
    byte[] body(String what, byte[] bytes) {
        return limited(what, bytes, dialect.maxBodyBytes());
    }

    /** Bytes for a column of records, where they are not too many. */
    byte[] record(String what, byte[] bytes) {
        return limited(what, bytes, dialect.maxRecordBytes());
    }

    private static byte[] limited(String what, byte[] bytes, int limit) {
        if (bytes.length > limit) {
            throw new DatabaseException(
                    DatabaseException.Code.TOO_LARGE,
                    what + " has " + bytes.length + " bytes, expected at most " + limit);
        }
        return bytes;
    }
}
