package io.counterfoil.payments.evidence;

import java.util.Objects;

/**
 * A stable identifier of a decision, a refusal or a finding, such as {@code LEDGER.BALANCE_GUARD}.
 *
 * <p>Hosts compare codes, never sentences: a code keeps its meaning across releases. Closed sets are enums that implement this interface; codes that
 * come from outside (a bank's, a provider's) are kept with {@link #of(String)}. Immutable.
 */
public interface Code {

    /** The identifier: an area, a dot and a name in capitals, or an outside code as it was written. */
    String id();

    /** A code known by its text alone. */
    static Code of(String id) {
        return new TextCode(id);
    }

    /** Tells whether the two codes have the same identifier, whatever type carries it. */
    default boolean is(Code other) {
        return id().equals(other.id());
    }
}

record TextCode(String id) implements Code {

    TextCode {
        Objects.requireNonNull(id, "id");
        if (id.isBlank()) {
            throw new IllegalArgumentException("code is blank, expected an identifier such as AREA.NAME");
        }
    }

    @Override
    public String toString() {
        return id;
    }
}
