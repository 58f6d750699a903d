package io.counterfoil.payments.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A log on the heap. What a ledger wrote is kept once, in the ledger's own columns, and read out of them; records that were appended otherwise are kept as
 * they are. Not thread-safe.
 */
final class InMemoryLedgerStore implements LedgerStore {

    private @Nullable LedgerState columns;
    private final List<LedgerStore.LedgerRecord> tail = new ArrayList<>();
    private int inColumns;
    private LedgerStore.@Nullable Snapshot snapshot;

    @Override
    public long append(List<LedgerStore.LedgerRecord> batch) {
        long expected = size() + 1L;
        for (LedgerStore.LedgerRecord record : batch) {
            if (record.sequence() != expected) {
                throw notNext(record.sequence(), expected);
            }
            expected++;
        }
        if (tail.isEmpty()) {
            inColumns = size();
        }
        tail.addAll(batch);
        return size();
    }

    private static IllegalStateException notNext(long sequence, long expected) {
        return new IllegalStateException("record " + sequence + " after " + (expected - 1) + ", expected " + expected
                + System.lineSeparator() + "Maybe another ledger writes to the same store");
    }

    private int size() {
        LedgerState known = columns;
        return tail.isEmpty() ? (known == null ? 0 : known.log.size()) : inColumns + tail.size();
    }

    /** The ledger of this state writes next: its columns are the log from here on. */
    void claim(LedgerState state) {
        if (columns == state && tail.isEmpty()) {
            return;
        }
        if (state.log.size() != size()) {
            throw notNext(state.log.size() + 1L, size() + 1L);
        }
        columns = state;
        tail.clear();
    }

    /** The state's columns are the whole log. */
    void hold(LedgerState state) {
        columns = state;
        tail.clear();
    }

    /** The columns that hold the log's beginning; null where none do. */
    @Nullable
    LedgerState columns() {
        return columns;
    }

    /** How many records are in the columns. */
    int inColumns() {
        LedgerState known = columns;
        return tail.isEmpty() && known != null ? known.log.size() : inColumns;
    }

    @Override
    public Stream<LedgerStore.LedgerRecord> read(long from) {
        if (from < 1) {
            throw new IllegalArgumentException("read from sequence " + from + ", expected 1 or more");
        }
        int first = (int) Math.min(from - 1, size());
        int records = inColumns();
        Stream<LedgerStore.LedgerRecord> after =
                List.copyOf(tail.subList(Math.max(0, first - records), tail.size())).stream();
        LedgerState known = columns;
        return known == null || first >= records ? after : Stream.concat(Records.of(known, first + 1, records), after);
    }

    @Override
    public Optional<LedgerStore.Snapshot> latestSnapshot() {
        return Optional.ofNullable(snapshot);
    }

    @Override
    public void save(LedgerStore.Snapshot latest) {
        LedgerStore.Snapshot known = snapshot;
        if (known == null || known.sequence() <= latest.sequence()) {
            snapshot = latest;
        }
    }
}
