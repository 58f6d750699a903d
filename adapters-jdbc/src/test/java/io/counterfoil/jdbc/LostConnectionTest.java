package io.counterfoil.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.idempotency.VersionedBytes;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.ledger.LedgerStore;
import io.counterfoil.payments.lifecycle.EventStore;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The connection is lost at every call to JDBC in turn, before the call or after it: all or nothing is stored, the host is told what it knows, and repeating heals. */
class LostConnectionTest {

    /** Calls once with every break, and hands what is known of the outcome to the check. */
    private static int breakEverywhere(
            DataSource source, Consumer<Database> act, BiConsumer<Integer, DatabaseException> check) {
        int breaks = 0;
        for (boolean afterwards : new boolean[] {false, true}) {
            for (int at = 1; ; at++) {
                FaultySource faulty = new FaultySource(source, at, afterwards);
                Database database = Database.on(faulty.proxy());
                DatabaseException seen = null;
                try {
                    act.accept(database);
                } catch (DatabaseException e) {
                    seen = e;
                }
                breaks++;

                check.accept(breaks, seen);
                if (!faulty.broke()) {
                    break;
                }
            }
        }
        return breaks;
    }

    private static void assertTyped(DatabaseException seen, boolean stored) {
        if (seen == null) {
            assertThat(stored).isTrue();
        } else {
            assertThat(seen.code())
                    .isIn(DatabaseException.Code.CONNECTION_LOST, DatabaseException.Code.OUTCOME_UNKNOWN);
            if (stored) {
                assertThat(seen.code())
                        .as("who is told that nothing was stored")
                        .isEqualTo(DatabaseException.Code.OUTCOME_UNKNOWN);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void ofAStream(TestDatabase on) {
        DataSource source = on.shared();
        String name = TestDatabase.unused();
        Codec<String> codec = Codec.text().keyed(IdempotencyKey::of);
        EventStore<String, String> clean = Database.on(source).events(name, Codec.Ids.texts(), codec);
        int[] round = {0};
        int breaks = breakEverywhere(
                source,
                database -> {
                    round[0]++;
                    String id = "s" + round[0];
                    database.events(name, Codec.Ids.texts(), codec).append(id, 0, List.of("a", "b"));
                },
                (at, seen) -> {
                    String id = "s" + round[0];
                    List<String> stored = clean.load(id);
                    assertThat(stored).isIn(List.of(), List.of("a", "b"));
                    assertTyped(seen, !stored.isEmpty());
                    clean.append(id, 0, List.of("a", "b"));
                    assertThat(clean.load(id)).containsExactly("a", "b");
                });
        assertThat(breaks).isGreaterThan(20);
    }

    @ParameterizedTest
    @EnumSource
    void ofAValue(TestDatabase on) {
        DataSource source = on.shared();
        String name = TestDatabase.unused();
        VersionedBytes clean = Database.on(source).bytes(name);
        int[] version = {0};
        breakEverywhere(
                source,
                database -> database.bytes(name).compareAndSet("k", version[0], new byte[] {(byte) version[0]}),
                (at, seen) -> {
                    long now = clean.load("k")
                            .map(VersionedBytes.Versioned::version)
                            .orElse(0L);
                    assertThat(now).isIn((long) version[0], version[0] + 1L);
                    assertTyped(seen, now != version[0]);
                    version[0] = (int) now;
                });
        assertThat(version[0]).isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void ofALedger(TestDatabase on) {
        DataSource source = on.shared();
        String name = TestDatabase.unused();
        int[] round = {0};
        breakEverywhere(
                source,
                database -> {
                    round[0]++;
                    DatabaseRulesTest.ledger(Database.on(source), name + round[0]);
                    DatabaseRulesTest.ledger(database, name + round[0])
                            .post(DatabaseRulesTest.journal("j", "1.00"), Instant.EPOCH)
                            .orThrow();
                },
                (at, seen) -> {
                    Ledger again = DatabaseRulesTest.ledger(Database.on(source), name + round[0]);
                    long before = again.sequence();
                    again.post(DatabaseRulesTest.journal("j", "1.00"), Instant.EPOCH)
                            .orThrow();
                    assertTyped(seen, again.sequence() == before);
                    assertThat(again.sequence()).as("once, after two accounts").isEqualTo(3);
                    try (Stream<LedgerStore.LedgerRecord> log =
                            Database.on(source).ledger(name + round[0]).read(1)) {
                        assertThat(LedgerStore.ChainReport.of(log).isIntact()).isTrue();
                    }
                });
    }

    @ParameterizedTest
    @EnumSource
    void ofAMessage(TestDatabase on) {
        DataSource source = on.shared();
        String name = TestDatabase.unused();
        Mailbox clean = Database.on(source).mailbox(name);
        int[] round = {0};
        breakEverywhere(
                source,
                database -> {
                    round[0]++;
                    database.mailbox(name).put(message(round[0]), Instant.EPOCH);
                },
                (at, seen) -> {
                    Mailbox.Put repeated = clean.put(message(round[0]), Instant.EPOCH);
                    assertTyped(seen, repeated == Mailbox.Put.REPLAYED);
                });
        List<String> delivered = new java.util.ArrayList<>();
        Mailbox.Lease lease =
                clean.lease("w", java.time.Duration.ofHours(1), Instant.EPOCH).orElseThrow();
        clean.deliver(lease, 10_000, Instant.EPOCH, message -> delivered.add(message.id()));
        assertThat(delivered)
                .containsExactlyElementsOf(java.util.stream.IntStream.rangeClosed(1, round[0])
                        .mapToObj(n -> "m" + n)
                        .toList());
    }

    private static Mailbox.Message message(int number) {
        return Mailbox.Message.of("m" + number, "k", new byte[] {(byte) number});
    }
}
