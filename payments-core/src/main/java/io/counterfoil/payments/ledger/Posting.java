package io.counterfoil.payments.ledger;

import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.evidence.RefusedException;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.lifecycle.Outcome;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a ledger answers to a command. Immutable.
 */
public final class Posting {

    private final Outcome outcome;
    private final long sequence;
    private final Sha256 hash;
    private final int records;
    private final @Nullable Refusal refusal;

    private Posting(Outcome outcome, long sequence, Sha256 hash, int records, @Nullable Refusal refusal) {
        this.outcome = outcome;
        this.sequence = sequence;
        this.hash = Objects.requireNonNull(hash, "hash");
        this.records = records;
        this.refusal = refusal;
    }

    /** There was nothing to write: done, without a record. What a money effect that moves no money answers. */
    public static Posting nothing() {
        return new Posting(Outcome.ACCEPTED, 0, Sha256.ZERO, 0, null);
    }

    static Posting accepted(long sequence, Sha256 hash, int records) {
        return new Posting(Outcome.ACCEPTED, sequence, hash, records, null);
    }

    static Posting replayed(long sequence, Sha256 hash) {
        return new Posting(Outcome.REPLAYED, sequence, hash, 0, null);
    }

    static Posting refused(Refusal refusal) {
        return new Posting(Outcome.REFUSED, 0, Sha256.ZERO, 0, refusal);
    }

    static Posting refused(Refusal refusal, long sequence, Sha256 hash, int records) {
        return new Posting(Outcome.REFUSED, sequence, hash, records, refusal);
    }

    /** ACCEPTED: written now. REPLAYED: had been written before, nothing changed. REFUSED: not done. */
    public Outcome outcome() {
        return outcome;
    }

    /**
     * The number of the record: the one written now, the first one for a replay, the one that remembers the refusal where it uses up the id; 0 for a
     * refusal that leaves no record and for {@link #nothing()}. For {@link Ledger#expire} the last record of the log.
     */
    public long sequence() {
        return sequence;
    }

    /** The chain's hash at {@link #sequence()}; {@link Sha256#ZERO} where that is 0. */
    public Sha256 hash() {
        return hash;
    }

    /** How many records the command wrote: for {@link Ledger#expire} the pendings that expired now. */
    public int records() {
        return records;
    }

    /** Why it was refused, its code being a {@link LedgerError}; empty otherwise. */
    public Optional<Refusal> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** The ledger's error; empty where it was not refused. */
    public Optional<LedgerError> error() {
        return refusal().map(r -> (LedgerError) r.code());
    }

    /**
     * This posting, unless it is a refusal.
     *
     * @throws RefusedException with code and sentence
     */
    public Posting orThrow() {
        Refusal no = refusal;
        if (no != null) {
            throw new RefusedException(no);
        }
        return this;
    }

    /** Reads as {@code ACCEPTED 17} or {@code REFUSED LEDGER.BALANCE_GUARD}. */
    @Override
    public String toString() {
        Refusal no = refusal;
        return outcome + " " + (no == null ? Long.toString(sequence) : no.code().id());
    }
}
