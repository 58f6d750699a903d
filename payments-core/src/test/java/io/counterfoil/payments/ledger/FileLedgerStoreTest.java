package io.counterfoil.payments.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.testkit.ledger.LedgerSimulation;
import io.counterfoil.payments.testkit.ledger.LedgerStoreContract;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLedgerStoreTest extends LedgerStoreContract {

    private static final Amounts CAD = Amounts.in("CAD");
    private static final Instant NOW = Instant.parse("2026-03-02T15:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    @TempDir
    Path folder;

    private final List<FileLedgerStore> open = new ArrayList<>();
    private final Map<LedgerStore, Path> folders = new HashMap<>();

    @Override
    protected LedgerStore newStore() {
        return opened(folder.resolve("s" + open.size()));
    }

    @Override
    protected LedgerStore reopened(LedgerStore store) {
        Path where = folders.get(store);
        folders.forEach((other, path) -> {
            if (path.equals(where)) {
                ((FileLedgerStore) other).close();
            }
        });
        return opened(where);
    }

    @Override
    protected LedgerStore second(LedgerStore store) {
        return LedgerStore.file(folders.get(store));
    }

    private FileLedgerStore opened(Path where) {
        FileLedgerStore store = LedgerStore.file(where);
        open.add(store);
        folders.put(store, where);
        return store;
    }

    @AfterEach
    void close() {
        open.forEach(FileLedgerStore::close);
    }

    private static Ledger ledger(LedgerStore store) {
        return Ledger.builder(ZoneOffset.UTC).store(store).build();
    }

    private static Journal journal(String id) {
        return Journal.of(id)
                .bookedOn(DAY)
                .debit("cash", CAD.of("1.00"))
                .credit("client", CAD.of("1.00"))
                .attribute("1st", "before @ in order");
    }

    /** A small log of single commands and a batch; the result is its bytes and where each append ended. */
    private List<Long> fill(Path where) throws IOException {
        List<Long> ends = new ArrayList<>();
        try (FileLedgerStore store = LedgerStore.file(where)) {
            Ledger ledger = ledger(store);
            Path log = where.resolve("ledger.log");
            ends.add(Files.size(log));
            ledger.open(Account.asset("cash", CAD.currency())).orThrow();
            ends.add(Files.size(log));
            ledger.open(Account.liability("client", CAD.currency())).orThrow();
            ends.add(Files.size(log));
            ledger.post(journal("a"), NOW).orThrow();
            ends.add(Files.size(log));
            JournalBatch batch = JournalBatch.ofCapacity(3).on(20_000, 20_001);
            batch.post(1, 2)
                    .debit(0, 5)
                    .credit(1, 5)
                    .pend("hold")
                    .debit(0, 7)
                    .credit(1, 7)
                    .until(NOW.plusSeconds(60));
            batch.postPending("taken", "hold").debit(0, 3).credit(1, 3);
            assertThat(ledger.post(batch, NOW).accepted()).isEqualTo(3);
            ends.add(Files.size(log));
            ledger.post(journal("ghost").debit("ghost", CAD.of("1")).credit("cash2", CAD.of("1")), NOW);
            ends.add(Files.size(log));
        }
        return ends;
    }

    @Test
    @DisplayName("PAY-54 a process killed at any byte of an append loses nothing that was answered")
    void survivesACutAtEveryByte() throws IOException {
        Path whole = folder.resolve("whole");
        List<Long> ends = fill(whole);
        byte[] bytes = Files.readAllBytes(whole.resolve("ledger.log"));
        long[] records = {0, 1, 2, 3, 6, 7};
        for (int length = 0; length <= bytes.length; length++) {
            Path cut = folder.resolve("cut");
            Files.createDirectories(cut);
            Files.write(cut.resolve("ledger.log"), Arrays.copyOf(bytes, length));
            int answered = 0;
            while (answered + 1 < ends.size() && ends.get(answered + 1) <= length) {
                answered++;
            }
            try (FileLedgerStore store = LedgerStore.file(cut)) {
                assertThat(store.recovery().records()).as("at byte %s", length).isEqualTo(records[answered]);
                assertThat(store.recovery().damaged()).isFalse();
                assertThat(store.recovery().cutBytes())
                        .isEqualTo(length < ends.get(0) ? 0 : length - ends.get(answered));
                Ledger ledger = ledger(store);
                assertThat(ledger.verify().isIntact()).isTrue();
                ledger.open(Account.expense("after", CAD.currency())).orThrow();
            }
            try (FileLedgerStore store = LedgerStore.file(cut)) {
                assertThat(ledger(store).sequence()).isEqualTo(records[answered] + 1);
            }
        }
    }

    @Test
    @DisplayName(
            "PAY-53 a bit flipped anywhere in a log file is found; before the end nothing is cut and the ledger opens read-only")
    void findsFlippedBits() throws IOException {
        Path whole = folder.resolve("whole");
        List<Long> ends = fill(whole);
        byte[] bytes = Files.readAllBytes(whole.resolve("ledger.log"));
        long[] records = {0, 1, 2, 3, 6, 7};
        Random random = new Random(53);
        for (int at = 8; at < ends.get(4); at++) {
            Path bad = folder.resolve("bad");
            Files.createDirectories(bad);
            byte[] flipped = bytes.clone();
            flipped[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(bad.resolve("ledger.log"), flipped);
            int frame = 0;
            while (ends.get(frame + 1) <= at) {
                frame++;
            }
            try (FileLedgerStore store = LedgerStore.file(bad)) {
                Ledger ledger = ledger(store);
                LedgerStore.ChainReport report = ledger.verify();
                assertThat(report.isIntact()).as("byte %s", at).isFalse();
                assertThat(report.firstBadSequence()).isBetween(records[frame] + 1, records[frame + 1]);
                assertThat(ledger.sequence()).isEqualTo(report.records());
                assertThat(ledger.post(journal("b"), NOW).error()).contains(Posting.LedgerError.LOG_DAMAGED);
            }
            assertThat(Files.size(bad.resolve("ledger.log"))).isEqualTo(bytes.length);
        }
    }

    @Test
    void aFolderHasOneWriter() {
        Path where = folder.resolve("one");
        FileLedgerStore first = opened(where);
        assertThatIllegalStateException()
                .isThrownBy(() -> LedgerStore.file(where))
                .withMessageContaining("has a writer");
        first.close();
        opened(where);
    }

    @Test
    void whatIsNoLogIsLeftAlone() throws IOException {
        Path where = Files.createDirectories(folder.resolve("other"));
        Files.writeString(where.resolve("ledger.log"), "a letter to my aunt");
        assertThatIllegalStateException()
                .isThrownBy(() -> LedgerStore.file(where))
                .withMessageContaining("is not a ledger's log");
        assertThat(Files.readString(where.resolve("ledger.log"))).isEqualTo("a letter to my aunt");
    }

    @Test
    @DisplayName("PAY-58 simulated on the file store, with appends torn at any byte")
    void survivesSimulation() {
        LedgerSimulation.Report report = LedgerSimulation.on(() -> new FileMedium(folder.resolve("simulated")))
                .run(1, Integer.getInteger("counterfoil.simulation.files", 150));
        assertThat(report.torn()).isPositive();
        assertThat(report.crashes()).isGreaterThan(report.torn());
    }

    /** A folder whose last append may be cut short. */
    static final class FileMedium implements LedgerSimulation.Medium {

        private final Path where;
        private long before = -1;
        private @org.jspecify.annotations.Nullable FileLedgerStore store;

        FileMedium(Path where) {
            this.where = where;
            try (var files = Files.exists(where) ? Files.list(where) : java.util.stream.Stream.<Path>empty()) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public LedgerStore open() {
            close();
            FileLedgerStore opened = LedgerStore.file(where);
            store = opened;
            before = size();
            return new LedgerStore() {
                @Override
                public long append(List<LedgerStore.LedgerRecord> batch) {
                    before = size();
                    return opened.append(batch);
                }

                @Override
                public java.util.stream.Stream<LedgerStore.LedgerRecord> read(long from) {
                    return opened.read(from);
                }

                @Override
                public java.util.Optional<LedgerStore.Snapshot> latestSnapshot() {
                    return opened.latestSnapshot();
                }

                @Override
                public void save(LedgerStore.Snapshot snapshot) {
                    opened.save(snapshot);
                }
            };
        }

        private long size() {
            try {
                return Files.size(where.resolve("ledger.log"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public boolean tear(Random random) {
            close();
            try {
                byte[] bytes = Files.readAllBytes(where.resolve("ledger.log"));
                int left = (int) before + random.nextInt((int) (bytes.length - before));
                Files.write(where.resolve("ledger.log"), Arrays.copyOf(bytes, left));
                return true;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            FileLedgerStore known = store;
            if (known != null) {
                known.close();
                store = null;
            }
        }
    }

    @Test
    @DisplayName("PAY-54 a process that is killed outright has kept every answer it gave")
    void survivesBeingKilled() throws Exception {
        Path where = folder.resolve("killed");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Killed.class.getName(),
                        where.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        long answered = 0;
        try (BufferedReader answers =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = answers.readLine();
            while (line != null && answered < 300) {
                answered = Long.parseLong(line);
                line = answers.readLine();
            }
            process.destroyForcibly().waitFor();
        }
        assertThat(answered).isGreaterThanOrEqualTo(300);
        try (FileLedgerStore store = LedgerStore.file(where)) {
            Ledger ledger = ledger(store);
            assertThat(ledger.sequence()).isGreaterThanOrEqualTo(answered);
            assertThat(ledger.verify().isIntact()).isTrue();
        }
    }

    /** Posts until it is killed, and prints each answer. */
    static final class Killed {

        private Killed() {}

        public static void main(String[] arguments) {
            try (FileLedgerStore store = LedgerStore.file(Path.of(arguments[0]))) {
                Ledger ledger = ledger(store);
                ledger.open(Account.asset("cash", CAD.currency())).orThrow();
                ledger.open(Account.liability("client", CAD.currency())).orThrow();
                for (int i = 0; i < 1_000_000; i++) {
                    System.out.println(
                            ledger.post(journal("j" + i), NOW).orThrow().sequence());
                }
            }
        }
    }
}
