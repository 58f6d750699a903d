package io.counterfoil.payments.proof;

/** How a proof ended; worst of several is the first in the order BROKEN, UNPROVED, PROVED. */
public enum ProofStatus {
    /** Every figure that had to agree was there and agrees. */
    PROVED,
    /** Nothing disagrees, but something needed for a proof is missing. */
    UNPROVED,
    /** A figure disagrees, or what must be there is not. */
    BROKEN;

    /** The worse of the two. */
    public ProofStatus worse(ProofStatus other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
