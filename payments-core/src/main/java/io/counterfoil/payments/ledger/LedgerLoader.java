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
record LedgerLoader(LedgerState state, @Nullable ChainReport damage) {

    static LedgerLoader load(LedgerStore store) {
        LedgerState state = store.latestSnapshot()
                .filter(snapshot -> isOfThisLog(snapshot, store))
                .flatMap(SnapshotCodec::decode)
                .orElseGet(LedgerState::new);
        Sha256 head = state.records.head();
        try (Stream<LedgerRecord> log = store.read(state.records.size() + 1L)) {
            for (Iterator<LedgerRecord> records = log.iterator(); records.hasNext(); ) {
                LedgerRecord record = records.next();
                Sha256 expected = record.hashAfter(head);
                long sequence = state.records.size() + 1L;
                if (record.sequence() != sequence || !record.hash().equals(expected)) {
                    return new LedgerLoader(state, new ChainReport(sequence - 1, sequence, expected, record.hash()));
                }
                state.apply(record);
                head = expected;
            }
        }
        return new LedgerLoader(state, null);
    }

    /** Whether the log has, at the snapshot's sequence, the hash that the snapshot was taken at. */
    private static boolean isOfThisLog(Snapshot snapshot, LedgerStore store) {
        if (snapshot.sequence() == 0) {
            return false;
        }
        try (Stream<LedgerRecord> from = store.read(snapshot.sequence())) {
            Optional<LedgerRecord> there = from.findFirst();
            return there.map(LedgerRecord::hash).filter(snapshot.head()::equals).isPresent();
        }
    }
}
