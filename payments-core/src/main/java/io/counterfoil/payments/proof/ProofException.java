package io.counterfoil.payments.proof;

import java.util.stream.Collectors;

/** Thrown by {@link Proof#orThrow()} where a caller wants to go no further without the proof. */
public final class ProofException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final transient Proof proof;

    /** Carries the proof; the message is its sentence and differences. */
    public ProofException(Proof proof) {
        super(proof.status() + " " + proof.subject() + ": " + proof.sentence()
                + proof.differences().stream()
                        .map(d -> System.lineSeparator() + "  " + d.label() + " " + d.amount())
                        .collect(Collectors.joining()));
        this.proof = proof;
    }

    /** The proof as a value. */
    public Proof proof() {
        return proof;
    }
}
