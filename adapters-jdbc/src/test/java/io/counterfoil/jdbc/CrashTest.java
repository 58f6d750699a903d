package io.counterfoil.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.ledger.LedgerStore;
import io.counterfoil.payments.lifecycle.EventStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * PostgreSQL is killed with SIGKILL, and the client's process is killed, at random points while it posts. 25 times in the build, {@code -Dcounterfoil.jdbc.crashes=500}
 * for all; {@code -Dcounterfoil.jdbc.seed=N} for other points.
 */
class CrashTest {

    private static final int CRASHES = Integer.getInteger("counterfoil.jdbc.crashes", 25);
    private static final long SEED = Long.getLong("counterfoil.jdbc.seed", 1);

    @TempDir
    Path folder;

    /** Lines that were acknowledged; the killer waits for so many of them. */
    private static final class Acknowledged {

        private final List<String> lines = new ArrayList<>();
        private final CountDownLatch enough;
        private String ended = "";

        Acknowledged(int enough) {
            this.enough = new CountDownLatch(enough);
        }

        synchronized void add(String line) {
            lines.add(line);
            enough.countDown();
        }

        synchronized void end(IOException why) {
            ended = ", its output ended with " + why;
        }

        private synchronized String ended() {
            return ended;
        }

        synchronized List<String> all() {
            return List.copyOf(lines);
        }

        void await(String round) throws InterruptedException {
            assertThat(enough.await(300, TimeUnit.SECONDS))
                    .as("round %s: the client works", round)
                    .isTrue();
        }

        /** Waits for them or for the end of the process, whichever comes first. */
        void await(String round, Process client, Path errors) throws InterruptedException, IOException {
            for (int second = 0; second < 300; second++) {
                if (enough.await(1, TimeUnit.SECONDS)) {
                    return;
                }
                if (!client.isAlive()) {
                    throw new AssertionError(
                            "round " + round + ": the client ended by itself: " + Files.readString(errors));
                }
            }
            throw new AssertionError("round " + round + ": the client said nothing for 300 s" + ended() + ": "
                    + Files.readString(errors));
        }
    }

    private EmbeddedPostgres start() throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("postgresql"))
                .setCleanDataDirectory(false)
                .setServerConfig("synchronous_commit", "on") // which the embedded one turns off
                .setServerConfig("fsync", "on")
                .setPGStartupWait(Duration.ofMinutes(2))
                .start();
    }

    private static String url(EmbeddedPostgres server) {
        return server.getJdbcUrl("postgres", "postgres");
    }

    @Test
    void nothingAcknowledgedIsLostAndNothingIsDoubled() throws Exception {
        SplittableRandom random = new SplittableRandom(SEED);
        Set<String> postgresql = new HashSet<>();
        Set<String> h2 = new HashSet<>();
        String h2Url = "jdbc:h2:file:" + folder.resolve("h2") + ";DB_CLOSE_ON_EXIT=FALSE";
        EmbeddedPostgres server = start();
        try {
            migrate(url(server));
            migrate(h2Url);
            for (int round = 0; round < CRASHES; round++) {
                String name = "r" + round;
                Acknowledged acknowledged = new Acknowledged(1 + random.nextInt(60));
                switch (round % 3) {
                    case 0 -> {
                        server = killServer(server, name, acknowledged);
                        postgresql.addAll(acknowledged.all());
                        check(url(server), postgresql);
                    }
                    case 1 -> {
                        killClient(url(server), name, acknowledged);
                        postgresql.addAll(acknowledged.all());
                        check(url(server), postgresql);
                    }
                    default -> {
                        killClient(h2Url, name, acknowledged);
                        h2.addAll(acknowledged.all());
                        check(h2Url, h2);
                    }
                }
                if ((round + 1) % 25 == 0) {
                    System.out.println("crashes: " + (round + 1) + " of " + CRASHES + ", acknowledged and found: "
                            + postgresql.size() + " on PostgreSQL, " + h2.size() + " on H2");
                }
            }
        } finally {
            server.close();
        }
        assertThat(postgresql).hasSizeGreaterThan(CRASHES);
    }

    private static void migrate(String url) throws Exception {
        try (Pool pool = new Pool(() -> DriverManager.getConnection(url))) {
            Database.on(pool).migrate();
        }
    }

    private EmbeddedPostgres killServer(EmbeddedPostgres server, String name, Acknowledged acknowledged)
            throws Exception {
        String url = url(server);
        List<RuntimeException> ends = new ArrayList<>();
        Thread client = new Thread(() -> {
            try {
                CrashClient.work(
                        Database.on(new Pool(() -> DriverManager.getConnection(url))), name, acknowledged::add);
            } catch (RuntimeException e) {
                ends.add(e);
            }
        });
        client.start();
        acknowledged.await(name);
        long pid = Long.parseLong(Files.readAllLines(folder.resolve("postgresql/postmaster.pid"))
                .get(0)
                .strip());
        ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
        List<ProcessHandle> all = new ArrayList<>(postmaster.descendants().toList());
        all.add(0, postmaster);
        all.forEach(ProcessHandle::destroyForcibly);
        client.join(60_000);
        assertThat(client.isAlive()).isFalse();
        assertThat(ends).hasSize(1);
        for (ProcessHandle one : all) {
            one.onExit().get(30, TimeUnit.SECONDS);
        }
        server.close();
        return start();
    }

    private void killClient(String url, String name, Acknowledged acknowledged) throws Exception {
        Path errors = folder.resolve("errors.txt");
        Process client = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashClient.class.getName(),
                        url,
                        name)
                .redirectError(errors.toFile())
                .start();
        Thread reader = new Thread(() -> {
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    acknowledged.add(line);
                }
            } catch (IOException e) {
                acknowledged.end(e); // the stream of a process that is killed breaks
            }
        });
        reader.start();
        try {
            acknowledged.await(name, client, errors);
        } finally {
            client.destroyForcibly();
        }
        assertThat(client.waitFor(60, TimeUnit.SECONDS)).isTrue();
        reader.join(60_000);
    }

    private static void check(String url, Set<String> acknowledged) throws Exception {
        try (Pool pool = new Pool(() -> DriverManager.getConnection(url))) {
            Database database = Database.on(pool);
            Set<String> known = new HashSet<>();
            try (Stream<LedgerStore.LedgerRecord> log = database.ledger("main").read(1)) {
                assertThat(LedgerStore.ChainReport.of(log).isIntact()).isTrue();
            }
            try (Stream<LedgerStore.LedgerRecord> log = database.ledger("main").read(1)) {
                log.forEach(record -> assertThat(known.add("journal " + record.id()))
                        .as("doubled " + record.id())
                        .isTrue());
            }
            EventStore<String, String> events = database.events("events", Codec.Ids.texts(), Codec.text());
            events.ids().forEach(id -> {
                List<String> stream = events.load(id);
                for (int at = 0; at < stream.size(); at += 2) {
                    assertThat(stream.get(at)).isEqualTo(id + "-" + at / 2);
                    assertThat(stream.get(at + 1)).isEqualTo(id + "-" + at / 2 + "b");
                    known.add("event " + stream.get(at));
                }
            });
            Mailbox box = database.mailbox("box");
            for (String line : acknowledged) {
                if (line.startsWith("message ")) {
                    String id = line.substring("message ".length());
                    Mailbox.Message again = Mailbox.Message.of(id, id.substring(0, id.indexOf('-')), new byte[] {1});
                    assertThat(box.put(again, Instant.EPOCH)).as(id).isEqualTo(Mailbox.Put.REPLAYED);
                    known.add(line);
                }
            }
            assertThat(known).containsAll(acknowledged);
        }
    }
}
