package io.counterfoil.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.counterfoil.payments.ledger.JournalId;
import io.counterfoil.payments.ledger.Ledger;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disk is full: the host is told so by a code, nothing that was acknowledged is lost, and with room again everything goes on. A real small disk needs the right to
 * mount one, and is skipped without it; the disk that H2's file layer plays needs nothing.
 */
class FullDiskTest {

    private static final int MIB = 1 << 20;

    @TempDir
    Path folder;

    private boolean mounted;

    @AfterEach
    void unmount() throws Exception {
        CrampedDisk.limit(Long.MAX_VALUE);
        if (mounted) {
            run("umount", "-l", disk().toString());
        }
    }

    private Path disk() {
        return folder.resolve("disk");
    }

    private static boolean run(String... command) throws Exception {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false; // there is no such command here
        }
    }

    private void mountOrSkip() throws Exception {
        Files.createDirectories(disk());
        mounted = run("mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", disk().toString());
        assumeThat(mounted).as("may mount a small disk").isTrue();
    }

    private void enlarge() throws Exception {
        assertThat(run("mount", "-o", "remount,size=200m", disk().toString())).isTrue();
    }

    /** Posts and keeps until the database says no; how often it said yes before, and what it said. */
    private record Filled(int acknowledged, DatabaseException no) {}

    private static Filled fill(Database database) {
        int acknowledged = 0;
        int lost = 0;
        while (acknowledged < 2_000) {
            try {
                keep(database, acknowledged);
                acknowledged++;
            } catch (DatabaseException e) {
                if (e.code() != DatabaseException.Code.CONNECTION_LOST || ++lost > 3) {
                    return new Filled(acknowledged, e);
                }
                // H2 closed its file as it wrote in the background, and no longer knows why: repeat it, as the code
                // allows
            }
        }
        throw new AssertionError("expected the disk to be full by now");
    }

    private static void keep(Database database, int number) {
        String id = "j" + number;
        if (!database.bytes("b").compareAndSet(id, 0, body(number))) {
            assertThat(database.bytes("b").load(id).orElseThrow().bytes())
                    .as("kept by the try before")
                    .isEqualTo(body(number));
        }
        DatabaseRulesTest.ledger(database, "main")
                .post(DatabaseRulesTest.journal(id, "1.00"), Instant.EPOCH)
                .orThrow();
    }

    private static byte[] body(int number) {
        byte[] body = new byte[64 << 10];
        new Random(number).nextBytes(body); // which nothing compresses
        return body;
    }

    private static void check(Database database, Filled filled) {
        assertThat(filled.acknowledged()).as("there was room at first").isPositive();
        assertThat(filled.no().code())
                .as(filled.no().toString())
                .isIn(DatabaseException.Code.FULL, DatabaseException.Code.OUTCOME_UNKNOWN);
        assertThat(filled.no()).hasMessageContaining("disk is full").hasMessageNotContaining("j0");
        for (int number = 0; number < filled.acknowledged(); number++) {
            assertThat(database.bytes("b").load("j" + number).orElseThrow().bytes())
                    .isEqualTo(body(number));
        }
        Ledger ledger = DatabaseRulesTest.ledger(database, "main");
        assertThat(ledger.verify().isIntact()).isTrue();
        for (int number = 0; number < filled.acknowledged(); number++) {
            assertThat(ledger.journal(JournalId.of("j" + number))).isPresent();
        }
        String again = "j" + filled.acknowledged();
        database.bytes("b").compareAndSet(again, 0, body(filled.acknowledged()));
        assertThat(database.bytes("b").load(again).orElseThrow().bytes()).isEqualTo(body(filled.acknowledged()));
        ledger.post(DatabaseRulesTest.journal(again, "1.00"), Instant.EPOCH).orThrow();
        ledger.post(DatabaseRulesTest.journal("later", "1.00"), Instant.EPOCH).orThrow();
    }

    private static Pool pool(String url) {
        return new Pool(() -> DriverManager.getConnection(url));
    }

    /** A checkpoint waits for what its own thread writes, and does not learn that another's writing failed. */
    @Test
    void h2WritesNothingInTheBackground() throws Exception {
        String url = "jdbc:h2:file:" + folder.resolve("delay");
        try (Pool pool = pool(url)) {
            Database.on(pool).migrate();
        }
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet script = statement.executeQuery("script nodata nopasswords")) {
            List<String> settings = new ArrayList<>();
            while (script.next()) {
                settings.add(script.getString(1));
            }
            assertThat(settings)
                    .as("kept by the database when it is opened again")
                    .contains("SET WRITE_DELAY 0;");
        }
    }

    @Test
    void ofH2ByItsFileLayer() throws Exception {
        CrampedDisk.register();
        fillAndFree(
                "jdbc:h2:" + CrampedDisk.SCHEME + ":" + folder.resolve("db"), () -> CrampedDisk.limit(12 * MIB), () -> {
                    CrampedDisk.limit(Long.MAX_VALUE);
                });
    }

    @Test
    void ofH2OnASmallDisk() throws Exception {
        mountOrSkip();
        fillAndFree("jdbc:h2:file:" + disk().resolve("db"), () -> {}, this::enlarge);
    }

    private interface Change {
        void run() throws Exception;
    }

    /** H2 closes the file after an I/O error; whoever asks next opens it again. */
    private static void fillAndFree(String url, Change cramp, Change free) throws Exception {
        Pool full = pool(url);
        Database.on(full).migrate();
        cramp.run();
        Filled filled = fill(Database.on(full));
        free.run();
        try {
            full.close();
        } catch (SQLException e) {
            assertThat(e.getMessage()).as("it could not write as it closed").isNotBlank();
        }
        try (Pool pool = pool(url)) {
            check(Database.on(pool), filled);
        }
        try (Pool pool = pool(url)) {
            assertThat(DatabaseRulesTest.ledger(Database.on(pool), "main")
                            .verify()
                            .isIntact())
                    .isTrue();
        }
    }

    @Test
    void ofPostgresqlOnASmallDisk() throws Exception {
        mountOrSkip();
        Path tables = Files.createDirectories(disk().resolve("tables"));
        try (EmbeddedPostgres server = EmbeddedPostgres.builder().start()) {
            String url = server.getJdbcUrl("postgres", "postgres");
            try (Connection connection = DriverManager.getConnection(url);
                    Statement statement = connection.createStatement()) {
                statement.execute("create tablespace small location '" + tables + "'");
                statement.execute("alter database postgres set default_tablespace = small");
            }
            try (Pool pool = pool(url)) {
                Database database = Database.on(pool);
                database.migrate();
                Filled filled = fill(database);
                assertThat(filled.no().code()).isEqualTo(DatabaseException.Code.FULL);
                enlarge();
                check(database, filled); // the same server, the same connections
            }
        }
    }
}
