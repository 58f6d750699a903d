package io.counterfoil.payments.evidence;

import java.util.List;
import java.util.stream.Collectors;

/** Thrown by {@link Checked#orThrow()} where a caller has no use for findings as values. */
public final class BadDataException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient List<Diagnostic> diagnostics;

    /** Carries the findings; the message lists place, code and text of each. */
    public BadDataException(List<Diagnostic> diagnostics) {
        super(diagnostics.stream()
                .map(d -> d.location() + " " + d.code().id() + ": " + d.message())
                .collect(Collectors.joining(System.lineSeparator())));
        this.diagnostics = List.copyOf(diagnostics);
    }

    /** Every finding. */
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }
}
