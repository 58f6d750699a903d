package io.counterfoil.examples.cli;

import io.counterfoil.payments.evidence.Diagnostic;

/** A file or an option that a command cannot work with; the message has file, line and column where they are known. */
public final class BadInputException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BadInputException(String message) {
        super(message);
    }

    BadInputException(Diagnostic.Location at, String message) {
        super(at + ": " + message);
    }
}
