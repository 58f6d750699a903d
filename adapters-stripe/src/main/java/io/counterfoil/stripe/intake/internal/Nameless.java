package io.counterfoil.stripe.intake.internal;

import org.jspecify.annotations.Nullable;

/**
 * An exception of the host's as it may be logged: the types and places of it and its causes, without their messages, which may quote what they were given (STR-22).
 */
public final class Nameless extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int MAX_CAUSES = 16;

    private Nameless(Throwable thrown, @Nullable Nameless cause) {
        super(thrown.getClass().getName() + " (its message is not logged)", cause, false, true);
        setStackTrace(thrown.getStackTrace());
    }

    /** The exception without its messages; causes beyond the sixteenth are left out. */
    public static Nameless of(Throwable thrown) {
        return of(thrown, MAX_CAUSES);
    }

    private static Nameless of(Throwable thrown, int causes) {
        Throwable cause = thrown.getCause();
        return new Nameless(thrown, cause == null || causes == 0 ? null : of(cause, causes - 1));
    }
}
