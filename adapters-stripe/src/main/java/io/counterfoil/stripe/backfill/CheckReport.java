package io.counterfoil.stripe.backfill;

import io.counterfoil.payments.evidence.Diagnostic;
import java.util.List;
import org.immutables.value.Value;

/** Whether the key, the API version and the permissions are as this adapter needs them (STR-21, STR-60). Immutable. */
@Value.Immutable
public interface CheckReport {

    /** What was looked at, in order. */
    List<Check> checks();

    /** What is wrong (ERROR) or should be seen (WARNING). */
    List<Diagnostic> problems();

    /** Whether nothing is wrong. */
    default boolean holds() {
        return problems().stream().noneMatch(problem -> problem.level() == Diagnostic.Level.ERROR);
    }

    /**
     * One look.
     *
     * @param name of what was looked at, such as {@code mode} or {@code charges}
     * @param passed whether it is as it must be
     */
    record Check(String name, boolean passed) {}

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds reports. Not thread-safe. */
    final class Builder extends ImmutableCheckReport.Builder {
        Builder() {}
    }
}
