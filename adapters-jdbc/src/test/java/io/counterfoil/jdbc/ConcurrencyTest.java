package io.counterfoil.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.idempotency.IdempotencyStore;
import io.counterfoil.payments.ledger.Account;
import io.counterfoil.payments.ledger.AccountId;
import io.counterfoil.payments.ledger.BalanceBasis;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.ledger.LedgerStore;
import io.counterfoil.payments.ledger.Posting;
import io.counterfoil.payments.lifecycle.EventStore;
import io.counterfoil.payments.money.Amounts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Sixteen threads on the same streams, keys and accounts. How much they do grows with {@code -Dcounterfoil.jdbc.load=N} (1 in the build; 50 is minutes).
 */
class ConcurrencyTest {

    private static final int THREADS = 16;
    private static final int LOAD = Integer.getInteger("counterfoil.jdbc.load", 1);
    private static final Amounts CAD = Amounts.in("CAD");

    private static <T> List<T> together(java.util.function.IntFunction<T> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<T>> tasks = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int me = thread;
                tasks.add(() -> work.apply(me));
            }
            List<T> answers = new ArrayList<>();
            for (Future<T> one : threads.invokeAll(tasks)) {
                answers.add(one.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    /** Appends at the version that was last loaded, and loads, on a few streams; the result is what was done to each. */
    private static Map<String, StreamHistory> exercise(EventStore<String, String> store, int calls) throws Exception {
        Map<String, StreamHistory> histories = new HashMap<>();
        for (int stream = 0; stream < 3; stream++) {
            histories.put("ticket-" + stream, new StreamHistory());
        }
        together(me -> {
            SplittableRandom random = new SplittableRandom(me);
            for (int call = 0; call < calls; call++) {
                String id = "ticket-" + random.nextInt(3);
                StreamHistory history = histories.get(id);
                long began = history.begin();
                List<String> seen = store.load(id);
                history.loaded(began, seen);
                String event = me + "-" + call;
                long start = history.begin();
                history.appended(start, event, seen.size(), store.append(id, seen.size(), List.of(event)));
            }
            return true;
        });
        return histories;
    }

    private static List<String> violations(EventStore<String, String> store, Map<String, StreamHistory> histories) {
        List<String> found = new ArrayList<>();
        histories.forEach((id, history) -> found.addAll(history.violations(store.load(id))));
        return found;
    }

    @ParameterizedTest
    @EnumSource
    void streamsDoOneThingAfterTheOther(TestDatabase on) throws Exception {
        EventStore<String, String> store =
                Database.on(on.shared()).events(TestDatabase.unused(), Codec.Ids.texts(), Codec.text());
        Map<String, StreamHistory> histories = exercise(store, 40 * LOAD);
        assertThat(violations(store, histories)).isEmpty();
        assertThat(store.load("ticket-0").size() + store.load("ticket-1").size())
                .isPositive();
    }

    /** What may go wrong in a store. */
    private enum Fault {
        LOST_UPDATE,
        DOUBLE_EFFECT,
        STALE_READ,
        WRONG_REFUSAL
    }

    @ParameterizedTest
    @EnumSource
    void theCheckFindsWhatABrokenStoreDoes(Fault fault) throws Exception {
        Map<String, List<String>> streams = new ConcurrentHashMap<>();
        AtomicInteger calls = new AtomicInteger();
        EventStore<String, String> broken = new EventStore<>() {
            @Override
            public synchronized List<String> load(String id) {
                List<String> all = streams.getOrDefault(id, List.of());
                boolean stale = fault == Fault.STALE_READ && calls.incrementAndGet() % 50 == 0 && all.size() > 1;
                return List.copyOf(stale ? all.subList(0, all.size() - 1) : all);
            }

            @Override
            public synchronized boolean append(String id, long expectedVersion, List<String> events) {
                List<String> all = streams.computeIfAbsent(id, one -> new ArrayList<>());
                if (all.size() != expectedVersion) {
                    return false;
                }
                boolean now = fault != Fault.STALE_READ && calls.incrementAndGet() % 50 == 0;
                if (fault != Fault.LOST_UPDATE || !now) {
                    all.addAll(events);
                }
                if (fault == Fault.DOUBLE_EFFECT && now) {
                    all.addAll(events);
                }
                return fault != Fault.WRONG_REFUSAL || !now;
            }

            @Override
            public Stream<String> ids() {
                return streams.keySet().stream();
            }
        };
        Map<String, StreamHistory> histories = exercise(broken, 60);
        assertThat(violations(broken, histories)).isNotEmpty();
    }

    @Test
    void theCheckFindsNothingInTheStoreInMemory() throws Exception {
        EventStore<String, String> store = EventStore.inMemory();
        assertThat(violations(store, exercise(store, 200))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void ofOneKeyThereIsOneResult(TestDatabase on) throws Exception {
        IdempotencyStore store = Database.on(on.shared()).idempotency(TestDatabase.unused());
        int keys = 20 * LOAD;
        List<List<String>> answers = together(me -> IntStream.range(0, keys)
                .mapToObj(key -> store.keep(new IdempotencyStore.Entry(
                                IdempotencyKey.of("k" + key), Sha256.of("body"), "result of " + me))
                        .result())
                .toList());
        assertThat(answers.stream().distinct()).hasSize(1);
        for (int key = 0; key < keys; key++) {
            assertThat(store.find(IdempotencyKey.of("k" + key)).orElseThrow().result())
                    .isEqualTo(answers.get(0).get(key));
        }
    }

    /** Every thread has a ledger of its own on one log; whoever comes second opens it again and repeats with the same id. */
    @ParameterizedTest
    @EnumSource
    void accountsAreNeverOverdrawnAndEveryJournalIsThereOnce(TestDatabase on) throws Exception {
        Database database = Database.on(on.shared());
        String name = TestDatabase.unused();
        Ledger first = open(database, name);
        first.open(Account.liability("wallet", CAD.currency()).notBelow(CAD.of("0")))
                .orThrow();
        first.open(Account.asset("bank", CAD.currency())).orThrow();
        int journals = 6 * LOAD;
        AtomicInteger taken = new AtomicInteger();
        AtomicInteger given = new AtomicInteger();
        together(me -> {
            Ledger ledger = open(database, name);
            for (int journal = 0; journal < journals; journal++) {
                boolean in = (me % 8 + journal) % 3 == 0;
                Journal move = move("j-" + me % 8 + "-" + journal, in); // two threads share each id
                Posting posting = null;
                while (posting == null) {
                    try {
                        posting = ledger.post(move, Instant.EPOCH);
                    } catch (IllegalStateException secondWriter) {
                        ledger = open(database, name);
                    }
                }
            }
            return true;
        });
        Ledger last = open(database, name);
        try (Stream<LedgerStore.LedgerRecord> log = database.ledger(name).read(1)) {
            assertThat(LedgerStore.ChainReport.of(log).isIntact()).isTrue();
        }
        long balance = 0;
        List<String> ids = new ArrayList<>();
        try (Stream<LedgerStore.LedgerRecord> log = database.ledger(name).read(3)) {
            for (LedgerStore.LedgerRecord record : log.toList()) {
                ids.add(record.id());
                if (record.kind() == LedgerStore.LedgerRecord.Kind.POST) {
                    boolean in = record.legs().get(0).account().value().equals("bank");
                    balance += in ? 500 : -300;
                    (in ? given : taken).incrementAndGet();
                    assertThat(balance).as("after " + record.id()).isNotNegative();
                }
            }
        }
        assertThat(ids).doesNotHaveDuplicates().hasSize(8 * journals);
        assertThat(last.balance(
                                AccountId.of("wallet"),
                                new AsOf(LocalDate.of(2027, 3, 31), Instant.EPOCH.plusSeconds(1)),
                                BalanceBasis.BOOKED)
                        .postedMinor())
                .isEqualTo(balance);
        LedgerBalances balances = database.balances(name);
        assertThat(balances.refresh()).isEqualTo(last.sequence());
        assertThat(balances.check()).isEmpty();
    }

    private static Ledger open(Database database, String name) {
        return Ledger.builder(ZoneOffset.UTC).store(database.ledger(name)).build();
    }

    private static Journal move(String id, boolean in) {
        String amount = in ? "5.00" : "3.00";
        return Journal.of(id)
                .bookedOn(LocalDate.of(2027, 3, 2))
                .debit(in ? "bank" : "wallet", CAD.of(amount))
                .credit(in ? "wallet" : "bank", CAD.of(amount));
    }

    @ParameterizedTest
    @EnumSource
    void workersOnOneMailboxDeliverInOrderAndWorkOnEachMessageOnce(TestDatabase on) throws Exception {
        Database database = Database.on(on.shared());
        String name = TestDatabase.unused();
        Mailbox box = database.mailbox(name);
        int messages = 6 * LOAD;
        together(me -> {
            for (int message = 0; message < messages; message++) {
                box.put(Mailbox.Message.of(me + "/" + message, "key-" + me % 5, new byte[] {1}), Instant.EPOCH);
            }
            return true;
        });
        AtomicInteger open = new AtomicInteger(THREADS * messages);
        together(me -> {
            while (open.get() > 0) {
                box.lease("worker-" + me, java.time.Duration.ofHours(1), Instant.EPOCH)
                        .ifPresent(lease -> {
                            Mailbox.Round round = box.perform(lease, 7, Instant.EPOCH, (tx, message) -> {
                                EventStore<String, String> log = tx.events(name, Codec.Ids.texts(), Codec.text());
                                log.append(
                                        message.key(), log.load(message.key()).size(), List.of(message.id()));
                            });
                            open.addAndGet(-round.delivered());
                            box.release(lease, Instant.EPOCH);
                        });
            }
            return true;
        });
        EventStore<String, String> log = database.events(name, Codec.Ids.texts(), Codec.text());
        List<String> worked = log.ids().flatMap(id -> log.load(id).stream()).toList();
        assertThat(worked).doesNotHaveDuplicates().hasSize(THREADS * messages);
        log.ids().forEach(key -> {
            Map<String, Integer> last = new HashMap<>();
            for (String id : log.load(key)) {
                String[] parts = id.split("/", -1);
                Integer before = last.put(parts[0], Integer.parseInt(parts[1]));
                assertThat(before == null ? -1 : before).isLessThan(Integer.parseInt(parts[1]));
            }
        });
    }
}
