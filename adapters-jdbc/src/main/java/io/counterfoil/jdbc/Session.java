package io.counterfoil.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where transactions come from: a data source, each with its own; or the host's one that is under way. */
abstract class Session {

    /** What is done in a transaction. */
    interface Work<T> {
        T run(Tx tx) throws SQLException;
    }

    private final Database.Settings settings;

    Session(Database.Settings settings) {
        this.settings = settings;
    }

    Database.Settings settings() {
        return settings;
    }

    /** Does the work, all of it or nothing. */
    abstract <T> T run(String what, Work<T> work);

    /** A transaction of its own from the data source for each piece of work, tried again where others were in the way. Thread-safe. */
    static final class Own extends Session {

        private static final Logger LOG = LoggerFactory.getLogger(Session.class);

        private final DataSource source;
        private final AtomicReference<@Nullable Dialect> checked = new AtomicReference<>();

        Own(DataSource source, Database.Settings settings) {
            super(settings);
            this.source = source;
        }

        @Override
        <T> T run(String what, Work<T> work) {
            int tries = 1;
            while (true) {
                try {
                    return once(what, work);
                } catch (DatabaseException e) {
                    if (e.code() != DatabaseException.Code.CONTENTION
                            || tries >= settings().tries()) {
                        throw e;
                    }
                    tries++;
                }
            }
        }

        private <T> T once(String what, Work<T> work) {
            Connection connection = open(what);
            boolean done = false;
            try {
                Tx tx = new Tx(connection, dialect(connection), settings());
                T result = work.run(tx);
                commit(tx, what);
                done = true;
                return result;
            } catch (SQLException e) {
                throw DatabaseException.of(e, what);
            } finally {
                release(connection, done);
            }
        }

        /** For migrations: a connection without the check of the schema. */
        <T> T raw(String what, Work<T> work) {
            Connection connection = open(what);
            boolean done = false;
            try {
                Tx tx = new Tx(connection, Dialect.of(connection), settings());
                tx.handOver();
                T result = work.run(tx);
                commit(tx, what);
                done = true;
                return result;
            } catch (SQLException e) {
                throw DatabaseException.of(e, what);
            } finally {
                release(connection, done);
            }
        }

        private Connection open(String what) {
            Connection connection;
            try {
                connection = source.getConnection();
            } catch (SQLException e) {
                throw new DatabaseException(
                        DatabaseException.Code.CONNECTION_LOST, what + ": no connection to the database", e);
            }
            try {
                connection.setAutoCommit(false);
                return connection;
            } catch (SQLException e) {
                release(connection, false);
                throw DatabaseException.of(e, what);
            }
        }

        private Dialect dialect(Connection connection) throws SQLException {
            Dialect known = checked.get();
            if (known == null) {
                known = Dialect.of(connection);
                Migrations.of(known).check(new Tx(connection, known, settings()));
                checked.set(known);
            }
            return known;
        }

        /** H2 answers a commit when it is written (the migration sees to that) and not yet forced to the disk, so it is told to; PostgreSQL answers when it is. */
        private static void commit(Tx tx, String what) throws SQLException {
            try {
                tx.connection().commit();
                if (tx.dialect() == Dialect.H2 && tx.writes()) {
                    try (Statement statement = tx.connection().createStatement()) {
                        statement.execute("checkpoint sync");
                    }
                }
            } catch (SQLException e) {
                String state = DatabaseException.state(e);
                if (state.startsWith("40") || state.startsWith("23") || state.startsWith("CF")) {
                    throw e; // the database says that it rolled back
                }
                throw DatabaseException.unknown(e, what);
            }
        }

        private static void release(Connection connection, boolean committed) {
            try (connection) {
                if (!committed) {
                    connection.rollback();
                }
                connection.setAutoCommit(true);
            } catch (SQLException e) {
                LOG.debug("a connection could not be given back whole", e);
            }
        }
    }

    /** The host's transaction: nothing is committed, rolled back or tried again here. Not thread-safe. */
    static final class Joined extends Session {

        private final Connection connection;
        private @Nullable Dialect dialect;

        Joined(Connection connection, @Nullable Dialect dialect, Database.Settings settings) {
            super(settings);
            this.connection = connection;
            this.dialect = dialect;
        }

        @Override
        <T> T run(String what, Work<T> work) {
            try {
                if (connection.getAutoCommit()) {
                    throw new IllegalArgumentException(
                            "connection commits every statement by itself, expected one in a transaction (autocommit off)");
                }
                Dialect known = dialect;
                if (known == null) {
                    known = Dialect.of(connection);
                    Migrations.of(known).check(new Tx(connection, known, settings()));
                    dialect = known;
                }
                return work.run(new Tx(connection, known, settings()));
            } catch (SQLException e) {
                throw DatabaseException.of(e, what);
            }
        }
    }
}
