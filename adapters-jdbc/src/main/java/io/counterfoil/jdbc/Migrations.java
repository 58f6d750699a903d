package io.counterfoil.jdbc;

import io.counterfoil.payments.evidence.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The versions of the schema, as SQL files with checksums. The runner applies what is missing; a host's own tool (such as Flyway, whose naming the files have) may
 * apply them instead: each file ends with noting its version in {@code cf_schema}.
 *
 * <pre>{@code
 * database.migrate(); // with the runner, or
 * Flyway.configure().dataSource(source).locations("classpath:" + Dialect.POSTGRESQL.folder()).load().migrate();
 * }</pre>
 *
 * <p>Immutable.
 */
public final class Migrations {

    private static final List<String> FILES = List.of("V1__stores.sql");
    private static final long LOCK = 0x4346_5343_4845_4D41L;

    private final Dialect dialect;
    private final List<Migration> all;

    private Migrations(Dialect dialect, List<Migration> all) {
        this.dialect = dialect;
        this.all = all;
    }

    /** The migrations for a database. */
    public static Migrations of(Dialect dialect) {
        return new Migrations(
                dialect,
                FILES.stream().map(file -> Migration.read(dialect, file)).toList());
    }

    /**
     * One step of the schema.
     *
     * @param version from 1, without gaps
     * @param file its name below {@link Dialect#folder()}
     * @param sql statements, separated by semicolons
     * @param sha256 of the file
     */
    public record Migration(int version, String file, String sql, Sha256 sha256) {

        private static Migration read(Dialect dialect, String file) {
            try (InputStream in = Migrations.class.getResourceAsStream("/" + dialect.folder() + "/" + file)) {
                if (in == null) {
                    throw new IllegalStateException("migration " + file + " is not on the class path");
                }
                byte[] bytes = in.readAllBytes();
                int version = Integer.parseInt(file.substring(1, file.indexOf("__")));
                return new Migration(version, file, new String(bytes, StandardCharsets.UTF_8), Sha256.of(bytes));
            } catch (IOException e) {
                throw new UncheckedIOException("migration " + file + " cannot be read", e);
            }
        }
    }

    /** All of them, oldest first. */
    public List<Migration> all() {
        return all;
    }

    /** The version that this library needs. */
    public int latest() {
        return all.get(all.size() - 1).version();
    }

    /** Applies what is missing and notes its checksum; the result is what was applied. */
    List<Migration> apply(Tx tx) throws SQLException {
        if (dialect == Dialect.POSTGRESQL) {
            tx.one("select pg_advisory_xact_lock(?)", row -> true, LOCK);
        }
        Map<Integer, Optional<Sha256>> known = known(tx);
        refuseForeign(known);
        List<Migration> applied = new ArrayList<>();
        for (Migration migration : all) {
            if (!known.containsKey(migration.version())) {
                try (Statement statement = tx.connection().createStatement()) {
                    statement.execute(migration.sql());
                }
                applied.add(migration);
            }
            tx.update(
                    "update cf_schema set sha256 = ? where version = ? and sha256 is null",
                    migration.sha256().bytes(),
                    migration.version());
        }
        return applied;
    }

    /** Refuses a schema that is not the one this library was made for. */
    void check(Tx tx) throws SQLException {
        Map<Integer, Optional<Sha256>> known = known(tx);
        if (known.isEmpty()) {
            throw new DatabaseException(
                    DatabaseException.Code.SCHEMA_MISSING,
                    "the database has no tables of this library, expected version " + latest()
                            + "\nMaybe call Database.migrate() once");
        }
        refuseForeign(known);
        for (Migration migration : all) {
            if (!known.containsKey(migration.version())) {
                throw new DatabaseException(
                        DatabaseException.Code.SCHEMA_OLDER,
                        "the database's tables lack version " + migration.version() + ", expected version " + latest()
                                + "\nMaybe call Database.migrate() once");
            }
        }
    }

    private void refuseForeign(Map<Integer, Optional<Sha256>> known) {
        for (Map.Entry<Integer, Optional<Sha256>> one : known.entrySet()) {
            if (one.getKey() > latest()) {
                throw new DatabaseException(
                        DatabaseException.Code.SCHEMA_NEWER,
                        "the database's tables are of version " + one.getKey() + ", expected at most " + latest()
                                + "\nMaybe this process runs an older release than another one");
            }
            Optional<Migration> ours =
                    all.stream().filter(it -> it.version() == one.getKey()).findFirst();
            if (ours.isPresent()
                    && one.getValue()
                            .filter(sum -> !sum.equals(ours.get().sha256()))
                            .isPresent()) {
                throw new DatabaseException(
                        DatabaseException.Code.SCHEMA_CHANGED,
                        "migration " + one.getKey() + " was applied with checksum "
                                + one.getValue().get().shortHex() + ", expected "
                                + ours.get().sha256().shortHex());
            }
        }
    }

    private static Map<Integer, Optional<Sha256>> known(Tx tx) throws SQLException {
        Map<Integer, Optional<Sha256>> known = new TreeMap<>();
        boolean there = tx.one(
                        "select count(*) from information_schema.tables where lower(table_name) = 'cf_schema' and table_schema = current_schema",
                        row -> row.getLong(1) > 0)
                .orElse(false);
        if (there) {
            tx.list("select version, sha256 from cf_schema", row -> {
                byte[] sum = row.getBytes(2);
                return known.put(row.getInt(1), Optional.ofNullable(sum).map(Sha256::ofDigest)) == null;
            });
        }
        return known;
    }
}
