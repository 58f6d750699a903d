package io.counterfoil.payments.lifecycle;

/** In which capacity somebody acts. */
public enum ActorRole {
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
