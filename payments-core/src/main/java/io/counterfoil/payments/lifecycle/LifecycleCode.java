package io.counterfoil.payments.lifecycle;

import io.counterfoil.payments.evidence.Code;

/** Why a machine refuses; judged in this order (payments specification 4.3). */
public enum LifecycleCode implements Code {
    /** The key was used for another command. */
    CONFLICT,
    /** The state has no way out. */
    TERMINAL_STATE,
    /** The event has no row in this state. */
    EVENT_NOT_ALLOWED,
    /** No row of this state and event names the actor's role. */
    NOT_PERMITTED,
    /** A condition of the row does not hold. */
    GUARD_FAILED,
    /** Others kept changing the stream while this command was tried. */
    LOST_RACE;

    @Override
    public String id() {
        return "LIFECYCLE." + name();
    }
}
