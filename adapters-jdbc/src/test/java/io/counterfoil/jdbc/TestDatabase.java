package io.counterfoil.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.DriverManager;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** The databases that the tests run on: an H2 in memory, and a PostgreSQL that is started once by whoever asks first and ends with the process. */
enum TestDatabase {
    H2 {
        @Override
        Pool fresh() {
            String url = "jdbc:h2:mem:t" + COUNT.incrementAndGet() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=20000";
            return new Pool(() -> DriverManager.getConnection(url));
        }
    },
    POSTGRESQL {
        @Override
        Pool fresh() {
            String schema = "t" + COUNT.incrementAndGet();
            String url = Server.ONE.getJdbcUrl("postgres", "postgres");
            try (var connection = DriverManager.getConnection(url);
                    var statement = connection.createStatement()) {
                statement.execute("create schema " + schema);
            } catch (java.sql.SQLException e) {
                throw new IllegalStateException(e);
            }
            return new Pool(() -> DriverManager.getConnection(url + "&currentSchema=" + schema));
        }
    };

    private static final AtomicInteger COUNT = new AtomicInteger();

    private static final Map<TestDatabase, DataSource> SHARED = new ConcurrentHashMap<>();

    /** Connections to an empty database of its own. */
    abstract Pool fresh();

    /** A database with tables that tests share, each with stores of other names. */
    DataSource shared() {
        return SHARED.computeIfAbsent(this, TestDatabase::migrated);
    }

    /** A database with tables of its own. */
    DataSource migrated() {
        Pool pool = fresh();
        Database.on(pool).migrate();
        return pool;
    }

    /** A name that no other store has. */
    static String unused() {
        return "store-" + COUNT.incrementAndGet();
    }

    private static final class Server {
        static final EmbeddedPostgres ONE = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("max_connections", "60")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
