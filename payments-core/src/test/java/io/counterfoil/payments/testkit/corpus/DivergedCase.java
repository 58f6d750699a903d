package io.counterfoil.payments.testkit.corpus;

/**
 * Thrown by a {@link CaseReader} that has held the module to a rule which the case contradicts, and found it kept: the case counts as diverged and is listed
 * with the reason.
 */
public final class DivergedCase extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DivergedCase(String reason) {
        super(reason);
    }
}
