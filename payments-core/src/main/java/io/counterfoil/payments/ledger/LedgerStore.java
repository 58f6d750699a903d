package io.counterfoil.payments.ledger;

import io.counterfoil.payments.evidence.Sha256;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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

    /**
     * The log in the folder, kept there safe from crashes; an empty one where the folder is new. To be closed when it is no longer written.
     *
     * @throws IllegalStateException where the folder has another writer, or its log is none
     */
    static FileLedgerStore file(java.nio.file.Path folder) {
        return FileLedgerStore.open(folder);
    }

    /** A store in memory, empty. */
    static LedgerStore inMemory() {
        return new InMemoryLedgerStore();
    }

    /**
     * A ledger's state at a record, bound to the chain by the head it was taken at. Its content is the ledger's own form; a store keeps it as it is.
     * Immutable.
     */
    final class Snapshot {

        private final long sequence;
        private final Sha256 head;
        private final byte[] content;

        private Snapshot(long sequence, Sha256 head, byte[] content) {
            this.sequence = sequence;
            this.head = Objects.requireNonNull(head, "head");
            this.content = content;
        }

        /** A snapshot as a store has kept it. */
        public static Snapshot of(long sequence, Sha256 head, byte[] content) {
            if (sequence < 0) {
                throw new IllegalArgumentException("snapshot at sequence " + sequence + ", expected 0 or more");
            }
            return new Snapshot(sequence, head, content.clone());
        }

        /** The last record folded into it. */
        public long sequence() {
            return sequence;
        }

        /** The chain's hash at that record. */
        public Sha256 head() {
            return head;
        }

        /** The state, in the ledger's own form. */
        public byte[] content() {
            return content.clone();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Snapshot snapshot
                    && sequence == snapshot.sequence
                    && head.equals(snapshot.head)
                    && java.util.Arrays.equals(content, snapshot.content);
        }

        @Override
        public int hashCode() {
            return Objects.hash(sequence, head);
        }

        @Override
        public String toString() {
            return "snapshot at " + sequence + " " + head.shortHex();
        }
    }
}
