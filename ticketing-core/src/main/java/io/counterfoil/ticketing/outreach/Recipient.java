package io.counterfoil.ticketing.outreach;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.immutables.value.Value;

/** Somebody who may be contacted, as known at contact time. Immutable. */
@Value.Immutable
public interface Recipient {

    /** The host's id of the participant. */
    String id();

    /** The zones the recipient may be in: one where it is known, else all of the country. */
    List<ZoneId> zones();

    /** Why the recipient must not be contacted; empty where nothing stands against it. */
    Set<Suppression> suppressions();

    /** A call-back agreed with the recipient: overrides cap and gap, not the window. */
    Optional<Instant> callBackAt();

    /** At least one zone. */
    @Value.Check
    default void check() {
        if (id().isBlank() || zones().isEmpty()) {
            throw new IllegalArgumentException("recipient '" + id() + "' has " + zones().size()
                    + " zones, expected an id and a zone\nMaybe give every zone of the country");
        }
    }

    /** A recipient in a known zone. */
    static Recipient in(String id, ZoneId zone) {
        return builder().id(id).addZones(zone).build();
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds recipients. Not thread-safe. */
    final class Builder extends ImmutableRecipient.Builder {
        Builder() {}
    }

    /** Why somebody must not be contacted. */
    enum Suppression {
        OPTED_OUT,
        DO_NOT_CALL,
        WRONG_NUMBER,
        DECEASED,
        OPEN_COMPLAINT,
        ALREADY_ACTIVATED;

        /** What the outcomes of past attempts stand for. */
        static Set<Suppression> of(Collection<ContactAttempt> past) {
            Set<Suppression> found = EnumSet.noneOf(Suppression.class);
            past.forEach(attempt -> attempt.outcome().suppression().ifPresent(found::add));
            return found;
        }
    }
}
