package io.counterfoil.benchmarks.results;

import java.util.Locale;

/** Who: ours, what a user would take instead, or the least work that any program must do. */
public enum Role {
    OURS,
    PEER,
    BOUND;

    /** In small letters, as tables show it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
