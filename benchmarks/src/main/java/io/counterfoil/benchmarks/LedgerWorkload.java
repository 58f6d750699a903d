package io.counterfoil.benchmarks;

import io.counterfoil.benchmarks.results.Role;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.ledger.Account;
import io.counterfoil.payments.ledger.FileLedgerStore;
import io.counterfoil.payments.ledger.JournalBatch;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.ledger.LedgerStore;
import io.counterfoil.payments.money.Amounts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** W8: double-entry posting with a check of ids and limits, in memory, with the hash chain, and durable. */
final class LedgerWorkload extends RacedWorkload {

    private static final int BATCH = 8_192;
    private static final int DURABLE_LIMIT = 200_000;
    private static final int DATABASE_LIMIT = 16_384;
    private static final int FILE_LIMIT = 50_000;
    private static final Instant NOW = Instant.parse("2026-03-02T15:00:00Z");
    private static final String DOUBLING =
            "tables double as they grow: what is kept and allocated depends on how full the last doubling is";

    private static final String AT_THIS_SIZE =
            "not profiled at this size; 3.4 at 1,000,000 transfers in a run of its own";

    private static final String POST = "post";
    private static final String TWO_PHASE = "pend, post, void";
    private static final String CHAIN = "chain";
    private static final String REPLAY = "replay";
    private static final String DURABLE = "durable";
    private static final String OURS = "Counterfoil";
    private static final String ARRAYS = "arrays";
    private static final String SQLITE = "SQLite WAL";

    private static final String TWO_COMMANDS =
            "each transfer is two journals with an id of their own, where the bound moves a"
                    + " number between two columns";
    private static final String TEXTS_FIRST =
            "the bare run hashes texts that are ready; ours writes the text of each journal" + " first";
    private static final String BY_THE_WALL =
            "by the clock on the wall: the disk and the other programs of the machine are in" + " it";

    private double bytesKept;
    private final java.util.Map<String, String> absent = new java.util.TreeMap<>(
            java.util.Map.of("TigerBeetle", "not run: it needs a server of its own beside the benchmark"));

    @Override
    public String name() {
        return "W8";
    }

    @Override
    public String title() {
        return "Double-entry posting";
    }

    @Override
    int defaultRows() {
        return 2_000_000;
    }

    @Override
    List<Race> races(int rows, Options options) {
        Transfers data = Transfers.of(
                rows, options.number("accounts", 10_000), options.text("zipf").isPresent());
        bytesKept = bytesKept(data);
        return List.of(posts(data), twoPhase(data), chained(data), replayed(data), durable(data));
    }

    @Override
    void judge(Results results, Targets targets) {
        Race.Result post = results.of(POST);
        targets.atLeast("transfers M/s", 1e3 / post.nanos(OURS), 5);
        targets.atMost("ledger/bound", post.ratio(OURS, ARRAYS), 3.5, AT_THIS_SIZE);
        targets.atMost("two-phase transfers/bound", results.of(TWO_PHASE).ratio(OURS, ARRAYS), 3.5, TWO_COMMANDS);
        targets.atLeast("HashMap objects/ledger", post.ratio("HashMap objects", OURS), 1);
        targets.atMost("bytes a transfer beside its id", bytesKept, 64, DOUBLING);
        targets.atMost("bytes allocated a journal", post.bytes(OURS), 8, DOUBLING);
        Race.Result chain = results.of(CHAIN);
        targets.atLeast("chained M/s", 1e3 / chain.nanos(OURS), 0.4);
        targets.atMost(
                "chain beyond the run without/bare SHA-256",
                (chain.nanos(OURS) - post.nanos(OURS)) / chain.nanos("bare SHA-256"),
                1.5,
                TEXTS_FIRST);
        targets.atLeast("verify M records/s", 1e3 / chain.nanos("Counterfoil verify"), 0.5);
        targets.atLeast("replay M records/s", 1e3 / results.of(REPLAY).nanos(OURS), 2);
        Race.Result durable = results.of(DURABLE);
        if (durable.has(SQLITE)) {
            targets.atLeast("SQLite WAL/durable ledger", durable.ratio(SQLITE, OURS), 10, BY_THE_WALL);
        }
        targets.atLeast("durable group commit k/s", 1e6 / durable.nanos(OURS), 100, BY_THE_WALL);
    }

    @Override
    List<String> notes() {
        return absent.entrySet().stream()
                .map(peer -> "without " + peer.getKey() + ": " + peer.getValue())
                .toList();
    }

    // ---- contenders

    private Race posts(Transfers data) {
        return Race.of(POST, data.size())
                .with(Contender.of(Role.BOUND, ARRAYS, n -> new Peers.Arrays(data), Peers.Arrays::post))
                .with(Contender.of(Role.OURS, OURS, n -> ledger(data, LedgerStore.inMemory(), n), (ledger, n) -> {
                    return data.digest(post(ledger, data, n, false));
                }))
                .with(Contender.of(Role.PEER, "HashMap long", n -> new Peers.LongMap(data), Peers.LongMap::post))
                .with(Contender.of(Role.PEER, "HashMap objects", n -> new Peers.Objects(data), Peers.Objects::post));
    }

    /** Every transfer is made pending, then posted in full or, one in four, voided: two commands a transfer. */
    private Race twoPhase(Transfers data) {
        int transfers = data.size() / 2;
        return Race.of(TWO_PHASE, transfers)
                .with(Contender.of(Role.BOUND, ARRAYS, n -> new Peers.Arrays(data), Peers.Arrays::postTwice))
                .with(Contender.of(
                        Role.OURS, OURS, n -> ledger(data, LedgerStore.inMemory(), 2 * n, n), (ledger, n) -> {
                            return data.digest(pendAndPost(ledger, data, n));
                        }));
    }

    private Race chained(Transfers data) {
        int limit = Math.min(data.size(), 500_000);
        return Race.of(CHAIN, limit)
                .with(Contender.of(
                        Role.BOUND, "bare SHA-256", n -> Peers.chainTexts(data, n), LedgerWorkload::bareChain))
                .with(Contender.of(Role.OURS, OURS, n -> ledger(data, LedgerStore.inMemory(), n), (ledger, n) -> {
                    post(ledger, data, n, true);
                    return n;
                }))
                .with(Contender.of(
                        Role.OURS,
                        "Counterfoil verify",
                        n -> post(ledger(data, LedgerStore.inMemory(), n), data, n, true),
                        (ledger, n) -> ledger.verify().isIntact() ? n : -1));
    }

    private static Object bareChain(Peers.Texts texts, int n) throws Exception {
        MessageDigest digest = Sha256.digester();
        byte[] head = new byte[32];
        for (int i = 0; i < n; i++) {
            digest.update(head);
            digest.update(texts.bytes(), texts.start(i), texts.length(i));
            digest.digest(head, 0, head.length);
        }
        return n;
    }

    private Race replayed(Transfers data) {
        return Race.of(REPLAY, data.size())
                .with(Contender.of(
                        Role.OURS,
                        OURS,
                        n -> {
                            LedgerStore store = LedgerStore.inMemory();
                            post(ledger(data, store, n), data, n, false);
                            return store;
                        },
                        (store, n) -> opened(store, data)))
                .with(Contender.of(
                                Role.OURS,
                                "Counterfoil from a file, verified",
                                n -> {
                                    Durable durable = Durable.open(data, n);
                                    post(durable.ledger(), data, n, false);
                                    return durable;
                                },
                                (durable, n) -> opened(durable.store(), data))
                        .atMost(FILE_LIMIT)
                        .closing(Durable::close));
    }

    /** How many records a ledger has, beside those of its accounts, that is opened on the store. */
    private static Object opened(LedgerStore store, Transfers data) {
        return Ledger.builder(ZoneOffset.UTC).store(store).build().sequence() - data.accounts();
    }

    private Race durable(Transfers data) {
        int limit = Math.min(data.size(), DURABLE_LIMIT);
        Race race = Race.of(DURABLE, limit)
                .waiting()
                .with(Contender.of(Role.OURS, OURS, n -> Durable.open(data, n), (durable, n) -> {
                            return data.digest(post(durable.ledger(), data, n, false));
                        })
                        .closing(Durable::close));
        try {
            Databases.addTo(race, data, DATABASE_LIMIT);
        } catch (RuntimeException | java.sql.SQLException e) {
            absent.put("databases", String.valueOf(e.getMessage()));
        }
        return race;
    }

    /** A ledger on a folder of its own. */
    private record Durable(Path folder, FileLedgerStore store, Ledger ledger) {

        static Durable open(Transfers data, int n) {
            try {
                Path folder = Files.createTempDirectory("counterfoil-w8");
                FileLedgerStore store = LedgerStore.file(folder);
                return new Durable(folder, store, LedgerWorkload.ledger(data, store, n));
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        void close() throws java.io.IOException {
            store.close();
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    // ---- ours

    static Ledger ledger(Transfers data, LedgerStore store, int journals) {
        return ledger(data, store, journals, 0);
    }

    private static Ledger ledger(Transfers data, LedgerStore store, int journals, int pendings) {
        Ledger ledger = Ledger.builder(ZoneOffset.UTC)
                .store(store)
                .expecting(journals + data.accounts())
                .expectingPendings(pendings)
                .build();
        var cad = Amounts.in("CAD");
        for (int i = 0; i < data.accounts(); i++) {
            Account account = Account.asset("account:" + i, cad.currency());
            ledger.open(i % 2 == 0 ? account.notBelow(cad.ofMinor(data.floor())) : account)
                    .orThrow();
        }
        return ledger;
    }

    static Ledger post(Ledger ledger, Transfers data, int n, boolean chained) {
        JournalBatch batch = JournalBatch.ofCapacity(BATCH).on(20_514, 20_514);
        for (int from = 0; from < n; from += BATCH) {
            int to = Math.min(n, from + BATCH);
            batch.clear();
            for (int i = from; i < to; i++) {
                batch.post(data.idHigh(i), data.idLow(i))
                        .debit(data.debit(i), data.minor(i))
                        .credit(data.credit(i), data.minor(i));
            }
            ledger.post(batch, NOW);
            if (chained) {
                ledger.head();
            }
        }
        return ledger;
    }

    private static Ledger pendAndPost(Ledger ledger, Transfers data, int n) {
        JournalBatch batch = JournalBatch.ofCapacity(BATCH).on(20_514, 20_514);
        for (int from = 0; from < n; from += BATCH / 2) {
            int to = Math.min(n, from + BATCH / 2);
            batch.clear();
            for (int i = from; i < to; i++) {
                batch.pend(data.idHigh(i), data.idLow(i))
                        .debit(data.debit(i), data.minor(i))
                        .credit(data.credit(i), data.minor(i));
            }
            for (int i = from; i < to; i++) {
                long high = ~data.idHigh(i);
                if (data.isVoided(i)) {
                    batch.voidPending(high, data.idLow(i), data.idHigh(i), data.idLow(i));
                } else {
                    batch.postPending(high, data.idLow(i), data.idHigh(i), data.idLow(i));
                }
            }
            ledger.post(batch, NOW);
        }
        return ledger;
    }

    /** What a ledger of so many transfers keeps alive, less 16 bytes of id each. */
    private static double bytesKept(Transfers data) {
        long before = used();
        Ledger ledger = ledger(data, LedgerStore.inMemory(), 0);
        long empty = used() - before;
        ledger = post(ledger(data, LedgerStore.inMemory(), data.size()), data, data.size(), false);
        long full = used() - before;
        if (ledger.sequence() < data.size()) {
            throw new IllegalStateException("not every transfer left a record: " + ledger.sequence());
        }
        return (double) (full - empty) / data.size() - 16;
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
