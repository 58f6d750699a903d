package io.counterfoil.payments.testkit.corpus;

/** Thrown by a {@link CaseReader} for a case that the module does not claim to answer; it is counted and listed, never passed over. */
public final class UnsupportedCase extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnsupportedCase(String reason) {
        super(reason);
    }
}
