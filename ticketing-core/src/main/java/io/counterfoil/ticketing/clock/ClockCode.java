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
    UNKNOWN_POLICY,
    /** Anomaly: an event of a kind that this version does not know. */
    UNKNOWN_EVENT,
    /** Audit: the customer wrote while the clock stood still. */
    WROTE_WHILE_PAUSED,
    /** Lint: a rule whose tickets are all taken by rules before it. */
    UNREACHABLE_RULE,
    /** Lint: two rules of one rank that some ticket fits, with different policies. */
    OVERLAPPING_RULES,
    /** Lint: a ticket that no rule fits has no policy. */
    MISSING_RULE,
    /** Lint: the hours do not come to the end of a target within 25 years. */
    TARGET_BEYOND_HORIZON,
    /** Lint: a clock beside the customer's that may run longer than it. */
    LONGER_THAN_PROMISED;

    @Override
    public String id() {
        return "CLOCK." + name();
    }
}
