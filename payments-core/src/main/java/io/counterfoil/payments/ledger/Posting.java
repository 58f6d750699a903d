package io.counterfoil.payments.ledger;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Refusal;
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
     * @throws Refusal.RefusedException with code and sentence
     */
    public Posting orThrow() {
        Refusal no = refusal;
        if (no != null) {
            throw new Refusal.RefusedException(no);
        }
        return this;
    }

    /** Reads as {@code ACCEPTED 17} or {@code REFUSED LEDGER.BALANCE_GUARD}. */
    @Override
    public String toString() {
        Refusal no = refusal;
        return outcome + " " + (no == null ? Long.toString(sequence) : no.code().id());
    }

    /**
     * Why a ledger refuses a command, in the order in which it looks (payments specification 4.11): the first that holds is the answer.
     */
    public enum LedgerError implements Code {
        /** The log of this ledger does not prove itself: it can be read, not written. */
        LOG_DAMAGED(false),
        /** The id is blank. */
        ID_BLANK(false),
        /** The id was refused before in a way that a later retry must not undo; attribute {@code first} is that error. */
        KEY_ALREADY_REFUSED(false),
        /** The id stands for another body; attribute {@code difference} is the first part that differs. */
        EXISTS_DIFFERENT(false),
        /** A journal has two legs or more. */
        LEGS_TOO_FEW(false),
        /** A leg is zero or negative. */
        AMOUNT_NOT_POSITIVE(false),
        /** An account is debited and credited in one journal. */
        ACCOUNT_ON_BOTH_SIDES(false),
        /** There is no such account. */
        ACCOUNT_UNKNOWN(true),
        /** The leg is in another currency than its account. */
        CURRENCY_MISMATCH(false),
        /** Debits and credits differ in a currency. */
        UNBALANCED(false),
        /** There is no such pending journal. */
        PENDING_UNKNOWN(true),
        /** The journal exists and was never pending. */
        NOT_PENDING(false),
        /** Nothing is left: it was posted. */
        PENDING_ALREADY_POSTED(false),
        /** Nothing is left: it was voided. */
        PENDING_ALREADY_VOIDED(false),
        /** Nothing is left: it expired. */
        PENDING_EXPIRED(false),
        /** Account and side are not among the pending legs. */
        PENDING_LEG_UNKNOWN(false),
        /** More than what is left of the pending. */
        PENDING_AMOUNT_EXCEEDED(false),
        /** The expiry is not in the future. */
        EXPIRY_NOT_AFTER_NOW(false),
        /** The day of booking is in a locked period. */
        PERIOD_LOCKED(true),
        /** The account is closed. */
        ACCOUNT_CLOSED(true),
        /** A sum of an account would leave 63 bits. */
        OVERFLOW(true),
        /** The balance would fall below the account's floor, pending included. */
        BALANCE_GUARD(true),
        /** Another journal of a batch that is all or nothing was refused. */
        BATCH_REFUSED(false),
        /** The account cannot be closed while something is pending on it. */
        PENDING_OPEN(false),
        /** The period's proof is not the one that the ledger gives now, or does not end on the day to lock. */
        PROOF_DIFFERS(false);

        private final boolean consumesKey;

        LedgerError(boolean consumesKey) {
            this.consumesKey = consumesKey;
        }

        /** Whether the journal's id is used up by this refusal: it answers {@link #KEY_ALREADY_REFUSED} for ever after. */
        public boolean consumesKey() {
            return consumesKey;
        }

        @Override
        public String id() {
            return "LEDGER." + name();
        }
    }
}
