package io.counterfoil.payments.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.testkit.ledger.LedgerCommand;
import io.counterfoil.payments.testkit.ledger.LedgerSimulation;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A ledger that was opened from a snapshot is the one that was never closed: it answers the same, for as long as anybody asks. */
class LedgerSnapshotTest {

    private static final Instant NOW = Instant.parse("2026-03-02T15:00:00Z");
    private static final int SEEDS = Integer.getInteger("counterfoil.snapshot.seeds", 60);
    private static final int BEFORE = 60;
    private static final int AFTER = 60;

    private Instant now = NOW;

    /** What was answered, what stands where, and the words of a proof. */
    private static List<Object> view(Ledger ledger) {
        List<Object> view = new ArrayList<>();
        view.add(ledger.head());
        view.add(ledger.sequence());
        view.add(LedgerSimulation.sums(ledger));
        AsOf later = AsOf.at(NOW.plus(Duration.ofDays(400)), ZoneOffset.UTC);
        for (Account account : ledger.accounts()) {
            for (BalanceBasis basis : BalanceBasis.values()) {
                view.add(ledger.pending(account.id(), later, basis).toList());
                view.add(ledger.entries(account.id(), DateRange.of(day(-400), day(400)), basis)
                        .toList());
            }
        }
        view.add(ledger.prove(DateRange.of(day(-30), day(30))));
        view.add(ledger.verify());
        return view;
    }

    private static LocalDate day(int offset) {
        return LocalDate.of(2026, 3, 2).plusDays(offset);
    }

    @Test
    @DisplayName(
            "PAY-54 opened from a snapshot and what came after it, a ledger is what it was and answers as it would have")
    void opensFromASnapshot() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            now = NOW;
            Random random = new Random(seed);
            LedgerStore store = LedgerStore.inMemory();
            Ledger live = Ledger.builder(ZoneOffset.UTC).store(store).build();
            LedgerSimulation.accounts().forEach(account -> live.open(account).orThrow());
            Supplier<LedgerCommand> commands = LedgerSimulation.commands(random, () -> now);
            List<LedgerCommand> given = new ArrayList<>();
            for (int i = 0; i < BEFORE; i++) {
                now = now.plusSeconds(random.nextInt(3_000));
                given.add(commands.get());
                given.get(i).applyTo(live);
            }
            LedgerStore.Snapshot snapshot = live.saveSnapshot();
            int kept = random.nextInt(5);
            for (int i = 0; i < kept; i++) {
                commands.get().applyTo(live);
            }
            LedgerStore copy = LedgerStore.inMemory();
            copy.append(store.read(1).toList());
            copy.save(snapshot);
            LateStore late = new LateStore(copy, snapshot.sequence());
            Ledger restored = Ledger.builder(ZoneOffset.UTC)
                    .store(late)
                    .expecting(random.nextInt(100))
                    .expectingPendings(random.nextInt(20))
                    .build();
            late.first = 1;
            LedgerStore folded = LedgerStore.inMemory();
            folded.append(store.read(1).toList());
            Ledger again = Ledger.builder(ZoneOffset.UTC).store(folded).build();
            Ledger fork = live.fork();
            assertThat(view(restored)).as("seed %s", seed).isEqualTo(view(live));
            assertThat(view(again)).as("seed %s", seed).isEqualTo(view(live));
            assertThat(restored.saveSnapshot()).isEqualTo(live.saveSnapshot());
            for (int i = 0; i < AFTER; i++) {
                now = now.plusSeconds(random.nextInt(40_000));
                LedgerCommand command = i % 3 == 0 ? given.get(random.nextInt(BEFORE)) : commands.get();
                String answer = command.applyTo(live);
                assertThat(command.applyTo(restored))
                        .as("seed %s, %s", seed, command)
                        .isEqualTo(answer);
                assertThat(command.applyTo(again))
                        .as("seed %s, %s", seed, command)
                        .isEqualTo(answer);
                assertThat(command.applyTo(fork))
                        .as("seed %s, %s", seed, command)
                        .isEqualTo(answer);
            }
            assertThat(view(restored)).isEqualTo(view(live));
            assertThat(view(fork)).isEqualTo(view(live));
            assertThat(copy.read(1).toList()).isEqualTo(store.read(1).toList());
        }
    }

    /** A store whose records before a snapshot are not to be read: who opens it must take the snapshot for them. */
    private static final class LateStore implements LedgerStore {

        private final LedgerStore kept;
        private long first;

        private LateStore(LedgerStore kept, long first) {
            this.kept = kept;
            this.first = first;
        }

        @Override
        public long append(List<LedgerStore.LedgerRecord> batch) {
            return kept.append(batch);
        }

        @Override
        public Stream<LedgerStore.LedgerRecord> read(long from) {
            assertThat(from).isGreaterThanOrEqualTo(first);
            return kept.read(from);
        }

        @Override
        public Optional<LedgerStore.Snapshot> latestSnapshot() {
            return kept.latestSnapshot();
        }

        @Override
        public void save(LedgerStore.Snapshot snapshot) {
            kept.save(snapshot);
        }
    }
}
