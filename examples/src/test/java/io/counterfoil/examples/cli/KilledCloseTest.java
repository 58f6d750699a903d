package io.counterfoil.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.examples.dayclose.DayCloseRun;
import io.counterfoil.examples.dayclose.DayStores;
import io.counterfoil.examples.dayclose.InputFolder;
import io.counterfoil.examples.dayclose.Progress;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process of a day close is killed (SIGKILL) while it works, several times, and started again on the same store: it ends in the report of a close that nobody
 * disturbed, byte for byte; once more on the same store changes no row and reports the same. {@code -Dcounterfoil.examples.kills=N} kills each more often (3 in the
 * build), {@code -Dcounterfoil.examples.seed=N} at other points.
 */
class KilledCloseTest {

    private static final int KILLS = Integer.getInteger("counterfoil.examples.kills", 3);
    private static final long SEED = Long.getLong("counterfoil.examples.seed", 1);
    private static String undisturbed = "";

    @TempDir
    Path folder;

    @BeforeAll
    static void closeWithoutAStore() {
        undisturbed = DayCloseRun.simulated(
                        InputFolder.example(), DayStores.inMemory(), CloseClient.CLOSE, Progress.silent())
                .report();
    }

    @Test
    void onAFileOfH2() throws Exception {
        killAndRepeat(
                "jdbc:h2:file:" + folder.resolve("store"),
                "jdbc:h2:file:" + folder.resolve("whole"),
                "h2:" + folder.resolve("store"));
    }

    @Test
    void onPostgresql() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("synchronous_commit", "on")
                .start()) {
            String url = server.getJdbcUrl("postgres", "postgres");
            try (Connection connection = CloseClient.source(url).getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("create schema store");
                statement.execute("create schema whole");
            }
            String store = url + "&currentSchema=store";
            killAndRepeat(store, url + "&currentSchema=whole", store + " --store-user postgres");
        }
    }

    private void killAndRepeat(String store, String whole, String option) throws Exception {
        List<String> begun = new ArrayList<>();
        assertThat(CloseClient.close(whole, begun::add)).as("with a database").isEqualTo(undisturbed);
        SplittableRandom random = new SplittableRandom(SEED);
        Path report = folder.resolve("report.html");
        int killed = 0;
        for (int round = 0; round < KILLS; round++) {
            int after = 1 + random.nextInt(2 * begun.size() / KILLS);
            killed += killAfter(after, store, report) ? 1 : 0;
        }
        assertThat(killed).as("a process that was killed before it ended").isPositive();
        assertThat(killAfter(Integer.MAX_VALUE, store, report)).isFalse();
        assertThat(Files.readString(report)).isEqualTo(undisturbed);
        Map<String, Long> rows = rows(store);
        assertThat(rows.get("cf_ledger_record")).isEqualTo(rows(whole).get("cf_ledger_record"));
        Desk.Said said = new Desk(folder).run("day-close --report @again.html --store " + option);
        assertThat(said.status()).as(said.all()).isZero();
        assertThat(Files.readString(folder.resolve("again.html")))
                .as("once more, by hand")
                .isEqualTo(undisturbed);
        assertThat(rows(store)).isEqualTo(rows).isEqualTo(rows(whole));
    }

    /** Whether it was killed before it had written its report. */
    private static boolean killAfter(int transactions, String url, Path report) throws Exception {
        Files.deleteIfExists(report);
        Path errors = report.resolveSibling("errors.txt");
        Process client = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CloseClient.class.getName(),
                        url,
                        report.toString())
                .redirectError(errors.toFile())
                .start();
        boolean killed = false;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
            int begun = 0;
            while (begun < transactions && lines.readLine() != null) {
                begun++;
            }
            killed = begun == transactions;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (killed) {
                client.destroyForcibly();
            }
        }
        assertThat(client.waitFor(300, TimeUnit.SECONDS)).isTrue();
        if (!killed) {
            assertThat(client.exitValue()).as(Files.readString(errors)).isZero();
        }
        return killed && !Files.exists(report);
    }

    private static Map<String, Long> rows(String url) throws SQLException {
        Map<String, Long> rows = new TreeMap<>();
        try (Connection connection = CloseClient.source(url).getConnection();
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet found = statement.executeQuery(
                    "select lower(table_name) from information_schema.tables where table_schema = current_schema and lower(table_name) like 'cf_%'")) {
                while (found.next()) {
                    tables.add(found.getString(1));
                }
            }
            for (String table : tables) {
                try (ResultSet count = statement.executeQuery("select count(*) from " + table)) {
                    count.next();
                    rows.put(table, count.getLong(1));
                }
            }
        }
        return rows;
    }
}
