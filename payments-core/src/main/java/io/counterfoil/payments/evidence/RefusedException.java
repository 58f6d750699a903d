package io.counterfoil.payments.evidence;

/** Thrown by the {@code orThrow} methods where a caller has no use for a refusal as a value. */
public final class RefusedException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    /** Carries the refusal; the message is its code and sentence. */
    public RefusedException(Refusal refusal) {
        super(refusal.code().id() + ": " + refusal.sentence());
        this.refusal = refusal;
    }

    /** The refusal as a value. */
    public Refusal refusal() {
        return refusal;
    }
}
