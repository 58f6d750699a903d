package io.counterfoil.payments.proof;

import io.counterfoil.payments.evidence.Diagnostic;
import java.util.Objects;

/**
 * A figure that a file declares about itself, beside the one computed from its records.
 *
 * @param level which part of the file
 * @param name the figure in words, such as {@code closing}, {@code debits}, {@code entries}
 * @param declared as the file says, in canonical text
 * @param computed from the records, in canonical text
 * @param at where it was declared
 */
public record ControlTotal(Level level, String name, String declared, String computed, Diagnostic.Location at) {

    public ControlTotal {
        Objects.requireNonNull(level, "level");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(declared, "declared");
        Objects.requireNonNull(computed, "computed");
        Objects.requireNonNull(at, "at");
    }

    /** Tells whether the two figures are equal. */
    public boolean agrees() {
        return declared.equals(computed);
    }

    /** Which part of a file a control total speaks about, outermost first. */
    public enum Level {
        FILE,
        GROUP,
        BATCH,
        STATEMENT,
        ACCOUNT,
        PAGE,
        ENTRY
    }
}
