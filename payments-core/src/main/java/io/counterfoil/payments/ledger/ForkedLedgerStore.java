package io.counterfoil.payments.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The first records of another store, read only, and records of its own after them. Not thread-safe. */
final class ForkedLedgerStore implements LedgerStore {

    private final LedgerStore base;
    private final long shared;
    private final List<LedgerRecord> own = new ArrayList<>();

    ForkedLedgerStore(LedgerStore base, long shared) {
        this.base = base;
        this.shared = shared;
    }

    @Override
    public long append(List<LedgerRecord> batch) {
        own.addAll(batch);
        return shared + own.size();
    }

    @Override
    public Stream<LedgerRecord> read(long from) {
        int skipped = (int) Math.min(Math.max(from - 1 - shared, 0), own.size());
        Stream<LedgerRecord> tail = List.copyOf(own.subList(skipped, own.size())).stream();
        return from > shared ? tail : Stream.concat(base.read(from).limit(shared - from + 1), tail);
    }

    @Override
    public Optional<Snapshot> latestSnapshot() {
        return Optional.empty();
    }

    /** A fork is not opened again: there is nothing to keep it for. */
    @Override
    public void save(Snapshot snapshot) {}
}
