package io.counterfoil.ticketing.clock;

import io.counterfoil.payments.evidence.Code;

/** What readings say of themselves and of odd logs. */
public enum ClockCode implements Code {
    /** Evidence: the line of the policy. */
    POLICY,
    /** Evidence: a stretch that counted. */
    RAN,
    /** Evidence: a stretch that did not count. */
    PAUSED,
    /** Evidence: when the target was exceeded. */
    BREACHED,
    /** Anomaly: an event from before the ticket was opened. */
    BEFORE_CREATION,
    /** Anomaly: two events with one id and different content; neither is used. */
    CONFLICTING_EVENT,
    /** Anomaly: a policy that these clocks do not know. */
    UNKNOWN_POLICY;

    @Override
    public String id() {
        return "CLOCK." + name();
    }
}
