package io.counterfoil.payments.ledger;

import java.util.List;
import java.util.stream.Stream;

/** Writes to the store what was done to the state, and only then lets it stand: what the store does not take is undone. Not thread-safe. */
final class StoreWriter {

    private final LedgerStore store;
    private final LedgerState state;

    StoreWriter(LedgerStore store, LedgerState state) {
        this.store = store;
        this.state = state;
    }

    /** What is done from here on can be undone where the store, or the batch, may not keep it. */
    void begin(int journals, boolean mayUndo) {
        state.expectIds(journals);
        if (store instanceof InMemoryLedgerStore memory) {
            memory.claim(state);
            if (!mayUndo) {
                return;
            }
        }
        state.begin();
    }

    /** Writes what was done, and only then lets it stand. */
    void commit() {
        if (!(store instanceof InMemoryLedgerStore)) {
            int before = state.begunAt();
            if (before < state.log.size()) {
                boolean safe = false;
                try {
                    write(before + 1, state.log.size());
                    safe = true;
                } finally {
                    if (!safe) {
                        state.undo();
                    }
                }
            }
        }
        state.keep();
    }

    private void write(int from, int to) {
        if (store instanceof FileLedgerStore file) {
            file.append(state, from, to);
            return;
        }
        try (Stream<LedgerStore.LedgerRecord> records = Records.of(state, from, to)) {
            store.append(records.toList());
        }
    }

    /** One record more that moves nothing: writes, and only then knows. */
    LedgerStore.LedgerRecord append(LedgerStore.LedgerRecord.Builder next) {
        LedgerStore.LedgerRecord record = next.sealedAfter(state.head());
        if (store instanceof InMemoryLedgerStore memory) {
            memory.claim(state);
        } else {
            store.append(List.of(record));
        }
        state.whole(record);
        return record;
    }
}
