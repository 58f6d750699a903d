package io.counterfoil.payments.ledger;

import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.proof.ProofStatus;
import java.util.List;
import java.util.Objects;
import javax.money.MonetaryAmount;
import org.jspecify.annotations.Nullable;

/**
 * A period of the books, proven: per account opening, movement, closing and pending, per currency debits = credits, and where the chain stood.
 *
 * <p>Computed from the legs by their day of booking, beside the balances that the ledger keeps; where the two differ it is BROKEN. A proof of a
 * locked period is the same for ever. Amounts of an account are positive on the side on which it grows. Equal when the digests are equal. Immutable.
 */
public final class PeriodProof implements Proof {

    private final DateRange period;
    private final List<Line> lines;
    private final long sequence;
    private final Sha256 chainHead;
    private final String canonicalText;
    private final Proof figures;

    PeriodProof(
            DateRange period, List<Line> lines, long sequence, Sha256 chainHead, String canonicalText, Proof figures) {
        this.period = period;
        this.lines = List.copyOf(lines);
        this.sequence = sequence;
        this.chainHead = chainHead;
        this.canonicalText = canonicalText;
        this.figures = figures;
    }

    /** The days, by day of booking. */
    public DateRange period() {
        return period;
    }

    /** Each account that has moved by the end of the period, by id. */
    public List<Line> lines() {
        return lines;
    }

    /** Number of the record at which the chain stood. */
    public long sequence() {
        return sequence;
    }

    /** The chain's hash at that record. */
    public Sha256 chainHead() {
        return chainHead;
    }

    /** The text whose digest is the proof's: one fact a line, in a fixed order. */
    public String canonicalText() {
        return canonicalText;
    }

    /** SHA-256 of {@link #canonicalText()}. */
    @Override
    public Sha256 digest() {
        return Sha256.of(canonicalText);
    }

    @Override
    public SubjectRef subject() {
        return figures.subject();
    }

    @Override
    public String sentence() {
        return figures.sentence();
    }

    @Override
    public ProofStatus status() {
        return figures.status();
    }

    @Override
    public List<Proof.Figure> figures() {
        return figures.figures();
    }

    @Override
    public List<Proof.Figure> differences() {
        return figures.differences();
    }

    @Override
    public List<Diagnostic> problems() {
        return figures.problems();
    }

    /** The proof for people: status, sums, where the chain stood, and the trial balance. */
    public Document toDocument() {
        return ProofDocument.of(this);
    }

    /** This proof, where it holds. */
    @Override
    public PeriodProof orThrow() {
        Proof.super.orThrow();
        return this;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PeriodProof proof && canonicalText.equals(proof.canonicalText);
    }

    @Override
    public int hashCode() {
        return canonicalText.hashCode();
    }

    @Override
    public String toString() {
        return status() + " " + sentence();
    }

    /**
     * One account in the period.
     *
     * @param account whose
     * @param opening posted before the period
     * @param debits posted in the period
     * @param credits posted in the period
     * @param closing posted by the end of the period
     * @param pendingDebits pending at the end of the period
     * @param pendingCredits pending at the end of the period
     */
    public record Line(
            AccountId account,
            MonetaryAmount opening,
            MonetaryAmount debits,
            MonetaryAmount credits,
            MonetaryAmount closing,
            MonetaryAmount pendingDebits,
            MonetaryAmount pendingCredits) {

        public Line {
            Objects.requireNonNull(account, "account");
        }
    }

    /** What can keep a period's proof from holding. */
    public enum Fault implements Code {
        /** The hash chain is broken: what comes after the last good record is not in the books. */
        CHAIN_BROKEN,
        /** The balances that the ledger keeps are not the sum of its legs. */
        BALANCE_NOT_FOLD,
        /** A locked period is not what its lock says. */
        LOCKED_PERIOD_DIFFERS;

        @Override
        public String id() {
            return "LEDGER." + name();
        }
    }
}
