package io.counterfoil.payments.ledger;

import io.counterfoil.payments.lifecycle.Outcome;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a ledger answers to a batch, as columns in the order of its journals. Immutable.
 */
public final class BatchOutcome {

    private static final Posting.LedgerError[] ERRORS = Posting.LedgerError.values();
    private static final byte ACCEPTED = 0;
    private static final byte REPLAYED = 1;
    private static final byte FIRST_ERROR = 2;

    private final byte[] answers;
    private final int[] sequences;
    private final long firstSequence;
    private long lastSequence;
    private int accepted;

    BatchOutcome(int journals, long firstSequence) {
        answers = new byte[journals];
        sequences = new int[journals];
        this.firstSequence = firstSequence;
        lastSequence = firstSequence - 1;
    }

    @SuppressWarnings("EnumOrdinal") // in memory only
    void answer(int journal, Posting.@Nullable LedgerError error, boolean written, int sequence) {
        answers[journal] = error != null ? (byte) (FIRST_ERROR + error.ordinal()) : written ? ACCEPTED : REPLAYED;
        sequences[journal] = sequence;
        accepted += answers[journal] == ACCEPTED ? 1 : 0;
    }

    void nothingAccepted() {
        accepted = 0;
    }

    BatchOutcome endingAt(long sequence) {
        lastSequence = sequence;
        return this;
    }

    /** How many journals. */
    public int size() {
        return answers.length;
    }

    /** How many were written now. */
    public int accepted() {
        return accepted;
    }

    /** Whether every journal is written, now or before. */
    public boolean isComplete() {
        for (byte answer : answers) {
            if (answer >= FIRST_ERROR) {
                return false;
            }
        }
        return true;
    }

    /** The number that the batch's first record has, or would have had. */
    public long firstSequence() {
        return firstSequence;
    }

    /** How many records the batch wrote, those of refusals and expiries among them. */
    public int records() {
        return (int) (lastSequence - firstSequence + 1);
    }

    /** ACCEPTED: written now. REPLAYED: had been written before. REFUSED: not done. */
    public Outcome outcome(int journal) {
        return switch (answers[journal]) {
            case ACCEPTED -> Outcome.ACCEPTED;
            case REPLAYED -> Outcome.REPLAYED;
            default -> Outcome.REFUSED;
        };
    }

    /** Why the journal was refused; empty otherwise. */
    public Optional<Posting.LedgerError> error(int journal) {
        return answers[journal] < FIRST_ERROR ? Optional.empty() : Optional.of(ERRORS[answers[journal] - FIRST_ERROR]);
    }

    /** The number of the journal's record: the one written now, the first one for a replay, the one that remembers the refusal; 0 where none does. */
    public long sequence(int journal) {
        return sequences[journal];
    }

    /** Reads as {@code 8190 of 8192 accepted, records 1 to 8191}. */
    @Override
    public String toString() {
        return accepted + " of " + size() + " accepted, records " + firstSequence + " to " + lastSequence;
    }
}
