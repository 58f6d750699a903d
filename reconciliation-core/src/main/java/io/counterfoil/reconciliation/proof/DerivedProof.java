package io.counterfoil.reconciliation.proof;

import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.proof.ProofStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A proof that carries more than its figures: the figures are a plain proof behind it. Equal where the plain proofs are. */
abstract class DerivedProof implements Proof {

    private final Proof plain;

    DerivedProof(Proof plain) {
        this.plain = plain;
    }

    @Override
    public final SubjectRef subject() {
        return plain.subject();
    }

    @Override
    public final String sentence() {
        return plain.sentence();
    }

    @Override
    public final ProofStatus status() {
        return plain.status();
    }

    @Override
    public final List<Proof.Figure> figures() {
        return plain.figures();
    }

    @Override
    public final List<Proof.Figure> differences() {
        return plain.differences();
    }

    @Override
    public final List<Diagnostic> problems() {
        return plain.problems();
    }

    /** The proof as a page: verdict, figures, the items behind each, differences, and room for signatures. */
    public abstract Document toDocument();

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof DerivedProof proof && getClass() == proof.getClass() && plain.equals(proof.plain);
    }

    @Override
    public final int hashCode() {
        return plain.hashCode();
    }

    @Override
    public final String toString() {
        return plain.subject() + " " + plain.status() + ": " + plain.sentence();
    }
}
