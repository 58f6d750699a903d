package io.counterfoil.payments.ledger;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a ledger's log is kept: append-only, one writer.
 *
 * <p>An implementation shows with the contract suite of the test kit that it keeps these promises. Not thread-safe unless it says so.
 */
public interface LedgerStore {

    /**
     * Appends the records, all or none, and returns when they are safe.
     *
     * @param batch with sequences that go on from the last one, without gaps
     * @return the sequence of the last record of the log; 0 for an empty one
     * @throws IllegalStateException where the sequences do not go on from the log's last: a second writer was there
     */
    long append(List<LedgerRecord> batch);

    /**
     * The records from the sequence on, in order, as they were appended; empty beyond the end. The stream must be closed.
     *
     * @param from 1 for the whole log
     */
    Stream<LedgerRecord> read(long from);

    /** The snapshot with the highest sequence, where there is one. */
    Optional<Snapshot> latestSnapshot();

    /** Keeps a snapshot of state, so that opening need not fold the whole log. */
    void save(Snapshot snapshot);

    /** A store in memory, empty. */
    static LedgerStore inMemory() {
        return new InMemoryLedgerStore();
    }
}
