package io.counterfoil.payments.lifecycle;

import java.util.Objects;

/**
 * Who gives a command.
 *
 * @param id the host's id of a person or a system, kept with every event
 * @param role in which capacity
 */
public record Actor(String id, Role role) {

    public Actor {
        Objects.requireNonNull(role, "role");
        if (id.isBlank()) {
            throw new IllegalArgumentException("actor id is blank, expected the host's id of a person or a system");
        }
    }

    /** The host or one of its staff. */
    public static Actor host(String id) {
        return new Actor(id, Role.HOST);
    }

    /** A bank, scheme or provider that reports a fact. */
    public static Actor rail(String id) {
        return new Actor(id, Role.RAIL);
    }

    /** A person who approves. */
    public static Actor approver(String id) {
        return new Actor(id, Role.APPROVER);
    }

    /** A person who reviews. */
    public static Actor reviewer(String id) {
        return new Actor(id, Role.REVIEWER);
    }

    /** A passed deadline. */
    public static Actor clock() {
        return new Actor("clock", Role.CLOCK);
    }

    /** Whether it is the same person or system, in whatever capacity: the question of four eyes. */
    public boolean isSamePersonAs(Actor other) {
        return id.equals(other.id);
    }

    /** In which capacity somebody acts. */
    public enum Role {
        /** The host application or a member of its staff. */
        HOST,
        /** A second person who approves. */
        APPROVER,
        /** A person who reviews documents or evidence. */
        REVIEWER,
        /** A bank, a scheme or a provider: what it reports is a fact, not a wish. */
        RAIL,
        /** A deadline that has passed, judged with the instant given. */
        CLOCK
    }
}
