package io.counterfoil.payments.testkit.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.ledger.Account;
import io.counterfoil.payments.ledger.AccountId;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.ledger.LedgerStore;
import io.counterfoil.payments.money.Amounts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link LedgerStore} promises: {@code class MyStoreTest extends LedgerStoreContract}. */
public abstract class LedgerStoreContract {

    private static final Amounts CAD = Amounts.in("CAD");

    /** A new, empty store. */
    protected abstract LedgerStore newStore();

    /** The same content, opened again; the store itself where there is nothing to open. */
    protected LedgerStore reopened(LedgerStore store) {
        return store;
    }

    /**
     * A second store on what the first writes, while the first is open; or, where opening refuses a second writer, its {@link IllegalStateException}. The
     * store itself where there is nothing to open.
     */
    protected LedgerStore second(LedgerStore store) {
        return store;
    }

    @Test
    void anEmptyStoreHasNothing() {
        LedgerStore store = newStore();
        assertThat(read(store, 1)).isEmpty();
        assertThat(store.latestSnapshot()).isEmpty();
        assertThat(store.append(List.of())).isZero();
    }

    @Test
    void recordsComeBackAsTheyWereAppendedInOrder() {
        LedgerStore store = newStore();
        List<LedgerStore.LedgerRecord> log = records(5);
        assertThat(store.append(log.subList(0, 2))).isEqualTo(2);
        assertThat(store.append(log.subList(2, 5))).isEqualTo(5);
        assertThat(read(store, 1)).isEqualTo(log);
        assertThat(read(reopened(store), 1)).isEqualTo(log);
    }

    @Test
    void readingStartsWhereItIsAskedTo() {
        LedgerStore store = newStore();
        List<LedgerStore.LedgerRecord> log = records(5);
        store.append(log);
        assertThat(read(store, 4)).isEqualTo(log.subList(3, 5));
        assertThat(read(store, 6)).isEmpty();
        assertThat(read(store, 1_000)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> read(store, 0)).withMessageContaining("0");
    }

    @Test
    void aGapOrARepetitionIsRefusedAndNothingOfTheBatchIsKept() {
        LedgerStore store = newStore();
        List<LedgerStore.LedgerRecord> log = records(5);
        store.append(log.subList(0, 2));
        assertThatIllegalStateException().isThrownBy(() -> store.append(log.subList(3, 5)));
        assertThatIllegalStateException().isThrownBy(() -> store.append(log.subList(1, 3)));
        assertThatIllegalStateException().isThrownBy(() -> store.append(List.of(log.get(2), log.get(4))));
        assertThat(read(store, 1)).isEqualTo(log.subList(0, 2));
        assertThat(store.append(log.subList(2, 5))).isEqualTo(5);
    }

    @Test
    void aReaderSeesTheLogAsItWasWhenItBegan() {
        LedgerStore store = newStore();
        List<LedgerStore.LedgerRecord> log = records(4);
        store.append(log.subList(0, 2));
        try (Stream<LedgerStore.LedgerRecord> reader = store.read(1)) {
            store.append(log.subList(2, 4));
            assertThat(reader.toList()).startsWith(log.get(0), log.get(1));
        }
    }

    @Test
    void theLatestSnapshotIsTheOneWithTheHighestSequence() {
        LedgerStore store = newStore();
        List<LedgerStore.LedgerRecord> log = records(5);
        store.append(log);
        LedgerStore.Snapshot third = LedgerStore.Snapshot.of(3, log.get(2).hash(), new byte[] {3, 0, -1});
        LedgerStore.Snapshot fifth = LedgerStore.Snapshot.of(5, log.get(4).hash(), new byte[] {5});
        store.save(third);
        assertThat(store.latestSnapshot()).contains(third);
        store.save(fifth);
        store.save(third);
        assertThat(reopened(store).latestSnapshot()).contains(fifth);
    }

    @Test
    void aLedgerGoesOnWhereItStoppedWithAndWithoutASnapshot() {
        LedgerStore store = newStore();
        Ledger ledger = Ledger.builder(ZoneOffset.UTC).store(store).build();
        ledger.open(Account.asset("cash", CAD.currency())).orThrow();
        ledger.open(Account.liability("client", CAD.currency())).orThrow();
        post(ledger, "a");
        Ledger again = Ledger.builder(ZoneOffset.UTC).store(reopened(store)).build();
        assertThat(again.head()).isEqualTo(ledger.head());
        again.saveSnapshot();
        post(again, "b");
        Ledger third = Ledger.builder(ZoneOffset.UTC).store(reopened(store)).build();
        assertThat(third.head()).isEqualTo(again.head());
        assertThat(third.sequence()).isEqualTo(4);
        assertThat(third.verify().isIntact()).isTrue();
    }

    @Test
    void appendingGoesOnAfterOpeningAgainAndStillRefusesGaps() {
        LedgerStore store = newStore();
        List<LedgerStore.LedgerRecord> log = records(6);
        store.append(log.subList(0, 2));
        LedgerStore again = reopened(store);
        assertThat(again.append(List.of())).isEqualTo(2);
        assertThatIllegalStateException().isThrownBy(() -> again.append(log.subList(3, 4)));
        assertThatIllegalStateException().isThrownBy(() -> again.append(log.subList(1, 2)));
        assertThat(again.append(log.subList(2, 4))).isEqualTo(4);
        LedgerStore third = reopened(again);
        assertThat(third.append(log.subList(4, 6))).isEqualTo(6);
        assertThat(read(third, 1)).isEqualTo(log);
        assertThat(read(third, 4)).isEqualTo(log.subList(3, 6));
    }

    @Test
    void aSnapshotOlderThanTheLogIsFoldedOnWithWhatCameAfter() {
        LedgerStore store = newStore();
        Ledger ledger = Ledger.builder(ZoneOffset.UTC).store(store).build();
        ledger.open(Account.asset("cash", CAD.currency())).orThrow();
        ledger.open(Account.liability("client", CAD.currency())).orThrow();
        post(ledger, "before");
        LedgerStore.Snapshot old = ledger.saveSnapshot();
        post(ledger, "after");
        post(ledger, "later");
        LedgerStore again = reopened(store);
        assertThat(again.latestSnapshot()).contains(old);
        assertThat(old.sequence()).isEqualTo(3);
        Ledger opened = Ledger.builder(ZoneOffset.UTC).store(again).build();
        assertThat(opened.sequence()).isEqualTo(5);
        assertThat(opened.head()).isEqualTo(ledger.head());
        assertThat(opened.fork().saveSnapshot()).isEqualTo(ledger.fork().saveSnapshot());
    }

    @Test
    void aSnapshotThatIsNotOfThisLogIsLeftAside() {
        LedgerStore store = newStore();
        Ledger ledger = Ledger.builder(ZoneOffset.UTC).store(store).build();
        ledger.open(Account.asset("cash", CAD.currency())).orThrow();
        ledger.open(Account.liability("client", CAD.currency())).orThrow();
        post(ledger, "a");
        byte[] content = ledger.fork().saveSnapshot().content();
        store.save(LedgerStore.Snapshot.of(3, Sha256.ZERO, content));
        LedgerStore again = reopened(store);
        Ledger opened = Ledger.builder(ZoneOffset.UTC).store(again).build();
        assertThat(opened.head()).isEqualTo(ledger.head());
        again.save(LedgerStore.Snapshot.of(99, ledger.head(), content));
        Ledger third = Ledger.builder(ZoneOffset.UTC).store(reopened(again)).build();
        assertThat(third.sequence()).isEqualTo(3);
        assertThat(third.head()).isEqualTo(ledger.head());
    }

    @Test
    void aSecondWriterIsRefusedAndTheFirstIsNotDisturbed() {
        LedgerStore store = newStore();
        List<LedgerStore.LedgerRecord> log = records(4);
        store.append(log.subList(0, 2));
        assertThatIllegalStateException().isThrownBy(() -> {
            LedgerStore second = second(store);
            store.append(log.subList(2, 3));
            second.append(log.subList(2, 3));
        });
        long last = store.append(List.of());
        assertThat(last).isBetween(2L, 3L);
        assertThat(store.append(log.subList((int) last, 4))).isEqualTo(4);
        assertThat(read(store, 1)).isEqualTo(log);
    }

    private static void post(Ledger ledger, String id) {
        ledger.post(
                        Journal.of(id)
                                .bookedOn(LocalDate.of(2026, 3, 2))
                                .debit("cash", CAD.of("1.00"))
                                .credit("client", CAD.of("1.00"))
                                .attribute("ref", "Büro;3:4,\n\u0000"),
                        Instant.EPOCH)
                .orThrow();
    }

    private static List<LedgerStore.LedgerRecord> read(LedgerStore store, long from) {
        try (Stream<LedgerStore.LedgerRecord> log = store.read(from)) {
            return log.toList();
        }
    }

    /** A chain of records with everything in it that a record may have. */
    private static List<LedgerStore.LedgerRecord> records(int count) {
        List<LedgerStore.LedgerRecord> log = new ArrayList<>();
        LongStream.rangeClosed(1, count).forEach(sequence -> {
            LedgerStore.LedgerRecord.Builder record = LedgerStore.LedgerRecord.builder()
                    .sequence(sequence)
                    .kind(sequence == 1 ? LedgerStore.LedgerRecord.Kind.OPEN : LedgerStore.LedgerRecord.Kind.POST)
                    .id("id " + sequence + " é,:\n");
            if (sequence > 1) {
                record.bookedOn(LocalDate.of(2026, 3, 2))
                        .valueOn(LocalDate.of(2026, 3, 1))
                        .pending(sequence == 3 ? "p" : "")
                        .addLeg(new Journal.Leg(
                                AccountId.of("cash"), Journal.Side.DEBIT, CAD.currency(), Long.MAX_VALUE))
                        .addLeg(new Journal.Leg(
                                AccountId.of("client"), Journal.Side.CREDIT, CAD.currency(), Long.MAX_VALUE))
                        .putAttribute("note", "line one\nline two");
            }
            log.add(record.sealedAfter(
                    log.isEmpty() ? Sha256.ZERO : log.get(log.size() - 1).hash()));
        });
        return log;
    }
}
