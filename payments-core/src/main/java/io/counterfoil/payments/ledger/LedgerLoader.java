package io.counterfoil.payments.ledger;

import io.counterfoil.payments.evidence.Sha256;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A log folded into state, up to the first record that is not what was written.
 *
 * @param state of the good records
 * @param damage where the log stops being good; null where all of it is
 */
record LedgerLoader(LedgerState state, LedgerStore.@Nullable ChainReport damage) {

    static LedgerLoader load(LedgerStore store) {
        LedgerState columns = store instanceof InMemoryLedgerStore memory ? memory.columns() : null;
        LedgerState state = columns != null
                ? replay(columns, ((InMemoryLedgerStore) store).inColumns())
                : store.latestSnapshot()
                        .filter(snapshot -> isOfThisLog(snapshot, store))
                        .flatMap(SnapshotCodec::decode)
                        .orElseGet(LedgerState::new);
        Records.Fold fold = new Records.Fold(state);
        if (store instanceof FileLedgerStore file) {
            LedgerStore.ChainReport report = file.load(state, fold);
            return new LedgerLoader(state, report.isIntact() ? null : report);
        }
        try (Stream<LedgerStore.LedgerRecord> log = store.read(state.log.size() + 1L)) {
            for (Iterator<LedgerStore.LedgerRecord> records = log.iterator(); records.hasNext(); ) {
                LedgerStore.LedgerRecord record = records.next();
                Sha256 expected = record.hashAfter(state.head());
                long sequence = state.log.size() + 1L;
                if (record.sequence() != sequence || !record.hash().equals(expected)) {
                    return new LedgerLoader(
                            state, new LedgerStore.ChainReport(sequence - 1, sequence, expected, record.hash()));
                }
                fold.apply(record);
                state.log.chain.accept(expected.bytes());
            }
        }
        return new LedgerLoader(state, null);
    }

    /** The fold of a log in columns. */
    static LedgerState replay(LedgerState from, int records) {
        LedgerState state = new LedgerState();
        state.expect(from.log);
        Records.Fold fold = new Records.Fold(state);
        for (int record = 1; record <= records; record++) {
            fold.apply(from, record);
        }
        return state;
    }

    /** Whether the log has, at the snapshot's sequence, the hash that the snapshot was taken at. */
    private static boolean isOfThisLog(LedgerStore.Snapshot snapshot, LedgerStore store) {
        if (snapshot.sequence() == 0) {
            return false;
        }
        try (Stream<LedgerStore.LedgerRecord> from = store.read(snapshot.sequence())) {
            Optional<LedgerStore.LedgerRecord> there = from.findFirst();
            return there.map(LedgerStore.LedgerRecord::hash)
                    .filter(snapshot.head()::equals)
                    .isPresent();
        }
    }
}
