package io.counterfoil.benchmarks;

import io.counterfoil.benchmarks.results.Role;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.stream.Stream;

/** The same transfers in databases: a table of accounts, a table of transfers with a unique id, a commit for each batch of 8,192. */
final class Databases {

    private static final int BATCH = 8_192;
    private static final String TABLES = """
            create table account (id integer primary key, floor bigint not null, balance bigint not null);
            create table transfer (high bigint not null, low bigint not null, debit integer not null, credit integer not null,
                minor bigint not null, refused integer not null, primary key (high, low));
            """;

    private Databases() {}

    static void addTo(Race race, Transfers data, int limit) throws SQLException {
        addSqlite(race, data, limit);
        race.with(Contender.of(Role.PEER, "PostgreSQL in batches", n -> Postgres.open(data), (db, n) -> {
                    return post(db.connection(), data, n, Databases::moveInOneBatch);
                })
                .atMost(limit)
                .closing(Postgres::close));
    }

    static void addSqlite(Race race, Transfers data, int limit) {
        race.with(Contender.of(Role.PEER, "SQLite WAL", n -> Sqlite.open(data), (db, n) -> {
                    return post(db.connection(), data, n, Databases::moveOneByOne);
                })
                .atMost(limit)
                .closing(Sqlite::close));
    }

    private record Sqlite(Path folder, Connection connection) {

        static Sqlite open(Transfers data) {
            try {
                Path folder = Files.createTempDirectory("counterfoil-w8-sqlite");
                Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("db"));
                try (Statement statement = connection.createStatement()) {
                    statement.execute("pragma journal_mode = wal");
                    statement.execute("pragma synchronous = full");
                }
                prepare(connection, data);
                return new Sqlite(folder, connection);
            } catch (IOException | SQLException e) {
                throw new IllegalStateException("SQLite could not be opened", e);
            }
        }

        void close() throws SQLException, IOException {
            connection.close();
            delete(folder);
        }
    }

    private record Postgres(EmbeddedPostgres server, Connection connection) {

        static Postgres open(Transfers data) {
            try {
                EmbeddedPostgres server = EmbeddedPostgres.builder().start();
                Connection connection = DriverManager.getConnection(
                        server.getJdbcUrl("postgres", "postgres") + "&reWriteBatchedInserts=true");
                prepare(connection, data);
                return new Postgres(server, connection);
            } catch (IOException | SQLException e) {
                throw new IllegalStateException("PostgreSQL could not be started", e);
            }
        }

        void close() throws SQLException, IOException {
            connection.close();
            server.close();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (UncheckedIOException e) {
            throw new IOException(e);
        }
    }

    static void prepare(Connection connection, Transfers data) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            for (String table : TABLES.split(";\n")) {
                if (!table.isBlank()) {
                    statement.executeUpdate(table);
                }
            }
        }
        try (PreparedStatement insert = connection.prepareStatement("insert into account values (?, ?, 0)")) {
            for (int i = 0; i < data.accounts(); i++) {
                insert.setInt(1, i);
                insert.setLong(2, i % 2 == 0 ? data.floor() : Long.MIN_VALUE / 2);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        connection.commit();
    }

    /** Moves the money of some transfers. The limit is judged in the statement that takes: a transfer that it refuses changes no row. */
    private interface Moves {
        void move(Connection connection, Transfers data, int from, int to) throws SQLException;
    }

    private static Object post(Connection connection, Transfers data, int n, Moves moves) throws SQLException {
        return post(connection, data, n, BATCH, moves);
    }

    private static Object post(Connection connection, Transfers data, int n, int batch, Moves moves)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into transfer values (?, ?, ?, ?, ?, 0) on conflict do nothing")) {
            for (int from = 0; from < n; from += batch) {
                int to = Math.min(n, from + batch);
                for (int i = from; i < to; i++) {
                    insert.setLong(1, data.idHigh(i));
                    insert.setLong(2, data.idLow(i));
                    insert.setInt(3, data.debit(i));
                    insert.setInt(4, data.credit(i));
                    insert.setLong(5, data.minor(i));
                    insert.addBatch();
                }
                insert.executeBatch();
                moves.move(connection, data, from, to);
                connection.commit();
            }
        }
        long[] balances = new long[data.accounts()];
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select id, balance from account")) {
            while (rows.next()) {
                balances[rows.getInt(1)] = rows.getLong(2);
            }
        }
        return Transfers.digest(balances);
    }

    /** A transaction for each transfer. */
    static Object postEach(Connection connection, Transfers data, int n) throws SQLException {
        return post(connection, data, n, 1, Databases::moveOneByOne);
    }

    private static void moveOneByOne(Connection connection, Transfers data, int from, int to) throws SQLException {
        try (PreparedStatement take = connection.prepareStatement(
                        "update account set balance = balance - ? where id = ? and balance - ? >= floor");
                PreparedStatement give =
                        connection.prepareStatement("update account set balance = balance + ? where id = ?")) {
            for (int i = from; i < to; i++) {
                take.setLong(1, data.minor(i));
                take.setInt(2, data.credit(i));
                take.setLong(3, data.minor(i));
                if (take.executeUpdate() == 1) {
                    give.setLong(1, data.minor(i));
                    give.setInt(2, data.debit(i));
                    give.executeUpdate();
                }
            }
        }
    }

    /** One statement a transfer, many on one way to the server. */
    private static void moveInOneBatch(Connection connection, Transfers data, int from, int to) throws SQLException {
        try (PreparedStatement move = connection.prepareStatement("""
                with taken as (update account set balance = balance - ? where id = ? and balance - ? >= floor returning 1)
                update account set balance = balance + ? where id = ? and exists (select 1 from taken)
                """)) {
            for (int i = from; i < to; i++) {
                move.setLong(1, data.minor(i));
                move.setInt(2, data.credit(i));
                move.setLong(3, data.minor(i));
                move.setLong(4, data.minor(i));
                move.setInt(5, data.debit(i));
                move.addBatch();
            }
            move.executeBatch();
        }
    }
}
