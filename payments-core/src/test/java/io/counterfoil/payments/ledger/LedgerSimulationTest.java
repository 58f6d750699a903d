package io.counterfoil.payments.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.testkit.ledger.LedgerCommand;
import io.counterfoil.payments.testkit.ledger.LedgerSimulation;
import io.counterfoil.payments.testkit.ledger.LedgerTraffic;
import io.counterfoil.payments.testkit.ledger.ReferenceLedger;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LedgerSimulationTest {

    private static final int SEEDS = Integer.getInteger("counterfoil.simulation.seeds", 500);
    private static final int OPERATIONS = Integer.getInteger("counterfoil.simulation.operations", 20_000);
    private static final long FIRST_SEED = Long.getLong("counterfoil.simulation.seed", 1);
    private static final int COMMANDS_OF_A_LEDGER = 200;

    @Test
    @DisplayName("PAY-58 crashes, duplicates, late and reordered commands leave the ledger what the slow one is")
    void survivesEverySeed() {
        LedgerSimulation.Report report = LedgerSimulation.inMemory().run(FIRST_SEED, SEEDS);
        System.out.println("simulation " + report);
        assertThat(report.seeds()).isEqualTo(SEEDS);
        assertThat(report.crashes()).isPositive();
    }

    @Test
    @DisplayName("PAY-58 a store that loses what it acknowledged is found, and the seed named")
    void findsAStoreThatLoses() {
        assertThatThrownBy(() -> LedgerSimulation.on(Forgetful::new).run(1, 300))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("seed ");
    }

    /** Forgets the last record when it is opened again. */
    private static final class Forgetful implements LedgerSimulation.Medium {

        private LedgerStore store = LedgerStore.inMemory();

        @Override
        public LedgerStore open() {
            try (Stream<LedgerStore.LedgerRecord> log = store.read(1)) {
                List<LedgerStore.LedgerRecord> kept = log.toList();
                LedgerStore next = LedgerStore.inMemory();
                next.append(kept.subList(0, Math.max(0, kept.size() - 1)));
                store = next;
            }
            return store;
        }
    }

    @Test
    @DisplayName("PAY-48 random commands: the engine answers as the slow ledger does, error for error, sum for sum")
    void isTheSlowLedger() {
        Map<String, Long> answers = new TreeMap<>();
        long given = 0;
        long seed = FIRST_SEED;
        for (; given < OPERATIONS; seed++) {
            int commands = Math.min(COMMANDS_OF_A_LEDGER, OPERATIONS - (int) given);
            compare(seed, commands, answers);
            given += commands;
        }
        System.out.println(
                "random commands: " + given + " from seed " + FIRST_SEED + " to " + (seed - 1) + ", " + answers);
        assertThat(answers.get("ACCEPTED")).isGreaterThan(given / 2);
    }

    private static void compare(long seed, int commands, Map<String, Long> answers) {
        LedgerTraffic traffic = new LedgerTraffic(seed);
        Ledger ledger = Ledger.inMemory(ZoneOffset.UTC);
        ReferenceLedger reference = new ReferenceLedger();
        for (Account account : LedgerTraffic.accounts()) {
            ledger.open(account).orThrow();
            reference.open(account);
        }
        for (int step = 1; step <= commands; step++) {
            LedgerCommand command = traffic.next();
            String answer = command.applyTo(ledger);
            String expected = reference.apply(command);
            if (!answer.equals(expected)) {
                throw new AssertionError("seed " + seed + ", step " + step + ": " + command + " answered " + answer
                        + ", expected " + expected);
            }
            answers.merge(answer.replaceFirst(":.*", ""), 1L, Long::sum);
            if (step % 100 == 0 || step == commands) {
                assertThat(LedgerSimulation.sums(ledger))
                        .as("seed %s, step %s", seed, step)
                        .isEqualTo(reference.sums());
            }
        }
    }
}
