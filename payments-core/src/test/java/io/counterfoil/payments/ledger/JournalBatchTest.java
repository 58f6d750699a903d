package io.counterfoil.payments.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.counterfoil.payments.lifecycle.Outcome;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.testkit.ledger.LedgerCommand;
import io.counterfoil.payments.testkit.ledger.LedgerSimulation;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalBatchTest {

    private static final int SEEDS = Integer.getInteger("counterfoil.batch.seeds", 200);
    private static final Instant NOW = Instant.parse("2026-03-02T15:00:00Z");
    private static final int DAY = 20_514;
    private static final Amounts CAD = Amounts.in("CAD");

    private final Ledger ledger = Ledger.inMemory(ZoneOffset.UTC);
    private int cash;
    private int client;

    @BeforeEach
    void open() {
        ledger.open(Account.asset("cash", CAD.currency())).orThrow();
        ledger.open(Account.liability("client", CAD.currency()).notBelowZero()).orThrow();
        cash = ledger.number(AccountId.of("cash"));
        client = ledger.number(AccountId.of("client"));
    }

    private static JournalBatch batch() {
        return JournalBatch.ofCapacity(1).on(DAY, DAY);
    }

    @Test
    @DisplayName("PAY-57 a batch answers in columns: what was written where, and why the others were not")
    void answersInColumns() {
        JournalBatch batch = batch().post("a")
                .debit(cash, 100)
                .credit(client, 100)
                .post("b")
                .debit(client, 101)
                .credit(cash, 101)
                .pend(7, 255)
                .debit(client, 60)
                .credit(cash, 60)
                .postPending("c", "000000000000000700000000000000ff")
                .debit(client, 20)
                .credit(cash, 20)
                .keepRest()
                .voidPending("d", "000000000000000700000000000000ff")
                .post("a")
                .debit(cash, 100)
                .credit(client, 100)
                .post("e")
                .debit(cash, 1)
                .credit(999, 1);
        BatchOutcome outcome = ledger.post(batch, NOW);
        assertThat(outcome.size()).isEqualTo(7);
        assertThat(Stream.iterate(0, i -> i + 1).limit(7).map(outcome::outcome))
                .containsExactly(
                        Outcome.ACCEPTED,
                        Outcome.REFUSED,
                        Outcome.ACCEPTED,
                        Outcome.ACCEPTED,
                        Outcome.ACCEPTED,
                        Outcome.REPLAYED,
                        Outcome.REFUSED);
        assertThat(outcome.error(1)).contains(Posting.LedgerError.BALANCE_GUARD);
        assertThat(outcome.error(6)).contains(Posting.LedgerError.ACCOUNT_UNKNOWN);
        assertThat(Stream.iterate(0, i -> i + 1).limit(7).map(outcome::sequence))
                .containsExactly(3L, 4L, 5L, 6L, 7L, 3L, 8L);
        assertThat(outcome.firstSequence()).isEqualTo(3);
        assertThat(outcome.records()).isEqualTo(6);
        assertThat(outcome.accepted()).isEqualTo(4);
        assertThat(outcome.isComplete()).isFalse();
        assertThat(outcome).hasToString("4 of 7 accepted, records 3 to 8");
        assertThat(ledger.verify().isIntact()).isTrue();
        assertThat(ledger.journal(JournalId.of("000000000000000700000000000000ff")))
                .isPresent();
    }

    @Test
    @DisplayName("PAY-49 a refused leg on a number that was never given is remembered as it was, and names no account")
    void unknownNumbersAreRememberedAsTheyWere() {
        LedgerStore store = LedgerStore.inMemory();
        Ledger kept = Ledger.builder(ZoneOffset.UTC).store(store).build();
        kept.open(Account.asset("#999", CAD.currency())).orThrow();
        JournalBatch batch = batch().post("e")
                .debit(0, 4)
                .credit(999, 1)
                .credit(7, 3)
                .post("f")
                .debit(998, 2)
                .credit(999, 2);
        assertThat(kept.post(batch, NOW).accepted()).isZero();
        List<LedgerStore.LedgerRecord> records = store.read(2).toList();
        assertThat(records.get(0).legs())
                .containsExactly(new Journal.Leg(AccountId.of("#999"), Journal.Side.DEBIT, CAD.currency(), 4));
        assertThat(records.get(0).attributes())
                .containsEntry("@unknown", "2:999:C:1,3:7:C:3")
                .containsEntry("@code", "LEDGER.ACCOUNT_UNKNOWN");
        assertThat(records.get(1).legs()).isEmpty();
        assertThat(records.get(1).attributes()).containsEntry("@unknown", "1:998:D:2,2:999:C:2");
        LedgerStore copy = LedgerStore.inMemory();
        copy.append(store.read(1).toList());
        Ledger again = Ledger.builder(ZoneOffset.UTC).store(copy).build();
        assertThat(again.fork().saveSnapshot()).isEqualTo(kept.fork().saveSnapshot());
        assertThat(again.post(batch, NOW).error(1)).contains(Posting.LedgerError.KEY_ALREADY_REFUSED);
    }

    @Test
    @DisplayName("PAY-57 all or nothing: one refusal undoes the batch, and its id stays refused")
    void allOrNothing() {
        ledger.post(batch().post("p").debit(cash, 50).credit(client, 50), NOW);
        ledger.pend(
                Journal.of("h")
                        .bookedOn(java.time.LocalDate.ofEpochDay(DAY))
                        .debit("client", CAD.of("0.30"))
                        .credit("cash", CAD.of("0.30")),
                Journal.Expiry.at(NOW.plusSeconds(60)),
                NOW);
        byte[] before = ledger.fork().saveSnapshot().content();
        JournalBatch batch = batch().allOrNothing()
                .postPending("h:1", "h")
                .debit(client, 10)
                .credit(cash, 10)
                .pend("a text that is too long to be packed")
                .debit(cash, 5)
                .credit(client, 5)
                .until(NOW.plusSeconds(5))
                .post("bad")
                .debit(cash, 1)
                .credit(client, 2)
                .post("after")
                .debit(cash, 1)
                .credit(client, 1);
        BatchOutcome outcome = ledger.post(batch, NOW);
        assertThat(outcome.error(0)).contains(Posting.LedgerError.BATCH_REFUSED);
        assertThat(outcome.error(2)).contains(Posting.LedgerError.UNBALANCED);
        assertThat(outcome.error(3)).contains(Posting.LedgerError.BATCH_REFUSED);
        assertThat(outcome.records()).isZero();
        assertThat(ledger.fork().saveSnapshot().content()).isEqualTo(before);
        batch.clear()
                .post("x")
                .debit(cash, 1)
                .credit(client, 1)
                .post("y")
                .debit(client, 9_999)
                .credit(cash, 9_999);
        assertThat(ledger.post(batch, NOW).error(1)).contains(Posting.LedgerError.BALANCE_GUARD);
        outcome = ledger.post(batch, NOW);
        assertThat(outcome.error(1)).contains(Posting.LedgerError.KEY_ALREADY_REFUSED);
        assertThat(ledger.journal(JournalId.of("x"))).isEmpty();
        batch.clear().post("x").debit(cash, 1).credit(client, 1);
        assertThat(ledger.post(batch, NOW).isComplete()).isTrue();
        assertThat(ledger.expire(NOW.plusSeconds(60)).records()).isEqualTo(1);
        assertThat(ledger.verify().isIntact()).isTrue();
    }

    @Test
    @DisplayName("PAY-57 a batch is the same as its journals one by one: same answers, same state, same hashes")
    void isTheSameAsOneByOne(@TempDir Path folder) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Random random = new Random(seed);
            try (FileLedgerStore file = LedgerStore.file(folder.resolve("s" + seed))) {
                Ledger single = opened(LedgerStore.inMemory());
                Ledger batched = opened(LedgerStore.inMemory());
                Ledger durable = opened(file);
                var commands = LedgerSimulation.commands(random, () -> NOW);
                JournalBatch batch = batch();
                List<LedgerCommand> taken = new ArrayList<>();
                for (int i = 0; i < 40; i++) {
                    LedgerCommand command = commands.get();
                    if (add(batch, command, single)) {
                        taken.add(command);
                    }
                }
                BatchOutcome outcome = batched.post(batch, NOW);
                durable.post(batch, NOW);
                for (int i = 0; i < taken.size(); i++) {
                    String answer = taken.get(i).applyTo(single).replaceAll(":.*", "");
                    String answered = outcome.error(i)
                            .map(Enum::name)
                            .orElse(outcome.outcome(i).name());
                    assertThat(answered).as("seed %s, %s", seed, taken.get(i)).isEqualTo(answer);
                }
                assertThat(batched.head()).isEqualTo(single.head());
                assertThat(durable.head()).isEqualTo(single.head());
                byte[] expected = single.fork().saveSnapshot().content();
                assertThat(batched.fork().saveSnapshot().content()).isEqualTo(expected);
                assertThat(durable.fork().saveSnapshot().content()).isEqualTo(expected);
                assertThat(durable.verify().isIntact()).isTrue();
                Ledger again = Ledger.builder(ZoneOffset.UTC).store(file).build();
                assertThat(again.fork().saveSnapshot().content()).isEqualTo(expected);
            }
        }
    }

    private static Ledger opened(LedgerStore store) {
        Ledger ledger = Ledger.builder(ZoneOffset.UTC).store(store).build();
        LedgerSimulation.accounts().forEach(account -> ledger.open(account).orThrow());
        return ledger;
    }

    /** Adds the command, where a batch can say it. */
    private static boolean add(JournalBatch batch, LedgerCommand command, Ledger ledger) {
        List<Journal.Leg> legs = command.legs();
        boolean sayable = legs == null
                || legs.stream()
                        .allMatch(leg -> ledger.account(leg.account())
                                .filter(account -> account.currency().equals(leg.currency()))
                                .isPresent());
        if (!sayable || (legs != null && legs.isEmpty())) {
            return false;
        }
        batch.on((int) command.booked().toEpochDay(), (int) command.value().toEpochDay());
        switch (command.op()) {
            case POST -> batch.post(command.id());
            case PEND -> batch.pend(command.id()).until(command.expiry().at());
            case POST_PENDING -> batch.postPending(command.id(), command.pending());
            case VOID_PENDING -> batch.voidPending(command.id(), command.pending());
            default -> {
                return false;
            }
        }
        if (legs != null && command.op() != LedgerCommand.Op.VOID_PENDING) {
            for (Journal.Leg leg : legs) {
                int number = ledger.number(leg.account());
                if (leg.side() == Journal.Side.DEBIT) {
                    batch.debit(number, leg.minor());
                } else {
                    batch.credit(number, leg.minor());
                }
            }
        }
        if (command.keepRest() && command.op() == LedgerCommand.Op.POST_PENDING) {
            batch.keepRest();
        }
        return true;
    }

    @Test
    @DisplayName("PAY-54 a store that fails leaves the ledger as it was, and the batch can be given again")
    void aFailingStoreLeavesNothing() {
        Failing store = new Failing();
        Ledger failing = opened(store);
        byte[] before = failing.fork().saveSnapshot().content();
        JournalBatch batch = batch().post("a")
                .debit(0, 5)
                .credit(2, 5)
                .pend("b")
                .debit(0, 5)
                .credit(2, 5)
                .until(NOW.plusSeconds(9));
        store.fails = true;
        assertThatIllegalStateException()
                .isThrownBy(() -> failing.post(batch, NOW))
                .withMessage("disk full");
        assertThat(failing.fork().saveSnapshot().content()).isEqualTo(before);
        store.fails = false;
        assertThat(failing.post(batch, NOW).isComplete()).isTrue();
        assertThat(failing.verify().isIntact()).isTrue();
    }

    private static final class Failing implements LedgerStore {

        private final LedgerStore store = LedgerStore.inMemory();
        private boolean fails;

        @Override
        public long append(List<LedgerStore.LedgerRecord> batch) {
            if (fails) {
                throw new IllegalStateException("disk full");
            }
            return store.append(batch);
        }

        @Override
        public Stream<LedgerStore.LedgerRecord> read(long from) {
            return store.read(from);
        }

        @Override
        public java.util.Optional<LedgerStore.Snapshot> latestSnapshot() {
            return store.latestSnapshot();
        }

        @Override
        public void save(LedgerStore.Snapshot snapshot) {
            store.save(snapshot);
        }
    }

    @Test
    @DisplayName("PAY-53 each of many single-bit changes of the kept chain is found")
    void findsFlippedBits() {
        SplittableRandom random = new SplittableRandom(53);
        JournalBatch batch = batch();
        for (int i = 0; i < 300; i++) {
            batch.post("j" + i).debit(cash, 1 + i).credit(client, 1 + i);
        }
        LedgerStore store = LedgerStore.inMemory();
        Ledger kept = Ledger.builder(ZoneOffset.UTC).store(store).build();
        kept.open(Account.asset("cash", CAD.currency())).orThrow();
        kept.open(Account.liability("client", CAD.currency())).orThrow();
        kept.post(batch, NOW);
        LedgerState state = new LedgerState();
        Records.Fold fold = new Records.Fold(state);
        store.read(1).forEach(fold::apply);
        state.head();
        int flips = Integer.getInteger("counterfoil.flips", 2_000);
        for (int i = 0; i < flips; i++) {
            int row = random.nextInt(state.log.rows.size());
            long minor = state.log.rows.minor(row);
            state.log.rows.cells.set(2 * row, minor ^ 1L << random.nextInt(62));
            LedgerStore.ChainReport report = state.log.chain.verify(state);
            assertThat(report.isIntact()).isFalse();
            assertThat(state.log.recordOf(row) - report.firstBadSequence()).isBetween(0L, 63L);
            state.log.rows.cells.set(2 * row, minor);
        }
        assertThat(state.log.chain.verify(state).isIntact()).isTrue();
    }

    @Test
    void programmersErrorsAreThrownAtOnce() {
        assertThatIllegalArgumentException().isThrownBy(() -> JournalBatch.ofCapacity(0));
        assertThatIllegalArgumentException().isThrownBy(() -> batch().post("a").debit(-1, 5));
        assertThatIllegalArgumentException().isThrownBy(() -> batch().on(Integer.MIN_VALUE, 5));
        assertThatIllegalStateException().isThrownBy(() -> batch().debit(0, 5));
        assertThatIllegalStateException()
                .isThrownBy(() -> batch().voidPending("a", "b").debit(0, 5));
        assertThatIllegalStateException().isThrownBy(() -> batch().post("a").keepRest());
        assertThatIllegalStateException().isThrownBy(() -> batch().post("a").until(NOW));
        assertThatIllegalArgumentException().isThrownBy(() -> ledger.number(AccountId.of("ghost")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ledger.builder(ZoneOffset.UTC).expecting(-1));
    }
}
