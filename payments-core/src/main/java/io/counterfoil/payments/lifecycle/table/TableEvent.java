package io.counterfoil.payments.lifecycle.table;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.lifecycle.Actor;
import java.util.Objects;

/**
 * Something that happened, by the code of its table.
 *
 * @param event the code, such as {@code settle}
 * @param reference names the fact outside: a trace number, a file and line, a command's key; the same reference is the same fact
 * @param by who says so
 * @param body digest of what else is said; tells a repetition from another fact under the same reference
 */
public record TableEvent(String event, String reference, Actor by, Sha256 body) {

    public TableEvent {
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(body, "body");
        if (event.isBlank() || reference.isBlank()) {
            throw new IllegalArgumentException(
                    "event '" + event + "' with reference '" + reference + "', expected both not blank");
        }
    }

    /** An event that says no more than its code. */
    public static TableEvent of(String event, String reference, Actor by) {
        return new TableEvent(event, reference, by, Sha256.ZERO);
    }

    /** Whether it is the fact that the other tells, whoever tells it. */
    boolean repeats(TableEvent other) {
        return event.equals(other.event) && body.equals(other.body);
    }
}
