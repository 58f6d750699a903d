package io.counterfoil.payments.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A log on the heap. Not thread-safe. */
final class InMemoryLedgerStore implements LedgerStore {

    private final List<LedgerRecord> log = new ArrayList<>();
    private @Nullable Snapshot snapshot;

    @Override
    public long append(List<LedgerRecord> batch) {
        long expected = log.size() + 1L;
        for (LedgerRecord record : batch) {
            if (record.sequence() != expected) {
                throw new IllegalStateException("record " + record.sequence() + " after " + (expected - 1)
                        + ", expected " + expected + System.lineSeparator()
                        + "Maybe another ledger writes to the same store");
            }
            expected++;
        }
        log.addAll(batch);
        return log.size();
    }

    @Override
    public Stream<LedgerRecord> read(long from) {
        if (from < 1) {
            throw new IllegalArgumentException("read from sequence " + from + ", expected 1 or more");
        }
        int start = (int) Math.min(from - 1, log.size());
        return List.copyOf(log.subList(start, log.size())).stream();
    }

    @Override
    public Optional<Snapshot> latestSnapshot() {
        return Optional.ofNullable(snapshot);
    }

    @Override
    public void save(Snapshot latest) {
        Snapshot known = snapshot;
        if (known == null || known.sequence() <= latest.sequence()) {
            snapshot = latest;
        }
    }
}
