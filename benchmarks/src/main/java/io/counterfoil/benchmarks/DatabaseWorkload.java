package io.counterfoil.benchmarks;

import io.counterfoil.benchmarks.results.Role;
import io.counterfoil.jdbc.Database;
import io.counterfoil.payments.ledger.Ledger;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The ledger on PostgreSQL, with hash chain, legs in columns and checks in the database, beside what a host would write first: a row and two balances a transaction;
 * and beside SQLite with a commit for each batch. Every commit is on disk.
 */
final class DatabaseWorkload extends RacedWorkload {

    private static final int NAIVE_LIMIT = 1_000;
    private static final int SQLITE_LIMIT = 16_384;
    private static final String NO_SERVER =
            "SQLite runs inside the process and has no round trip; ours also keeps and checks the legs, the text and the hash of each record";

    private static final String POST = "post";
    private static final String OURS = "Counterfoil on PostgreSQL";
    private static final String NAIVE = "PostgreSQL, one by one";
    private static final String SQLITE = "SQLite WAL";

    @Override
    public String name() {
        return "database";
    }

    @Override
    public String title() {
        return "The ledger on PostgreSQL";
    }

    @Override
    int defaultRows() {
        return 100_000;
    }

    @Override
    List<Race> races(int rows, Options options) throws SQLException, IOException {
        Transfers data = Transfers.of(rows, options.number("accounts", 500), false);
        Server server = Server.start();
        Race race = Race.of(POST, rows)
                .waiting()
                .with(Contender.of(Role.OURS, OURS, n -> server.ledger(data, n), (ledger, n) -> {
                    return data.digest(LedgerWorkload.post(ledger, data, n, false));
                }))
                .with(Contender.of(Role.PEER, NAIVE, n -> server.tables(data), (db, n) -> {
                            return Databases.postEach(db, data, n);
                        })
                        .atMost(NAIVE_LIMIT)
                        .closing(Connection::close));
        Databases.addSqlite(race, data, SQLITE_LIMIT);
        return List.of(race);
    }

    @Override
    void judge(Results results, Targets targets) {
        Race.Result post = results.of(POST);
        targets.atLeast("one by one/ledger", post.ratio(NAIVE, OURS), 10);
        targets.atLeast("SQLite WAL/ledger", post.ratio(SQLITE, OURS), 1, NO_SERVER);
        targets.atLeast("k/s", 1e6 / post.nanos(OURS), 10);
    }

    /** One server for a size, a schema of its own for each round; it ends with the process. */
    private static final class Server {

        private final EmbeddedPostgres postgres;
        private int schemas;

        private Server(EmbeddedPostgres postgres) {
            this.postgres = postgres;
        }

        static Server start() throws IOException {
            return new Server(EmbeddedPostgres.builder()
                    .setServerConfig("synchronous_commit", "on") // which the embedded one turns off
                    .setServerConfig("fsync", "on") // and so this
                    .start());
        }

        private String schema() {
            schemas++;
            String name = "round" + schemas;
            try (Connection connection = DriverManager.getConnection(postgres.getJdbcUrl("postgres", "postgres"));
                    Statement statement = connection.createStatement()) {
                if (schemas > 1) {
                    statement.execute("drop schema round" + (schemas - 1) + " cascade");
                }
                statement.execute("create schema " + name);
            } catch (SQLException e) {
                throw new IllegalStateException("no schema " + name, e);
            }
            return name;
        }

        Ledger ledger(Transfers data, int journals) {
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setUrl(postgres.getJdbcUrl("postgres", "postgres"));
            source.setCurrentSchema(schema());
            Database database = Database.on(source);
            database.migrate();
            return LedgerWorkload.ledger(data, database.ledger("main"), journals);
        }

        Connection tables(Transfers data) {
            try {
                Connection connection = DriverManager.getConnection(
                        postgres.getJdbcUrl("postgres", "postgres") + "&currentSchema=" + schema());
                Databases.prepare(connection, data);
                return connection;
            } catch (SQLException e) {
                throw new UncheckedIOException(new IOException(e));
            }
        }
    }
}
