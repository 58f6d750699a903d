package io.counterfoil.payments.ledger;

import io.counterfoil.payments.evidence.Sha256;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A ledger's state at a record, bound to the chain by the head it was taken at. Its content is the ledger's own form; a store keeps it as it is.
 * Immutable.
 */
public final class Snapshot {

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
