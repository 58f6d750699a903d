package io.counterfoil.ticketing.triage;

import io.counterfoil.payments.evidence.Code;

/** Why triage routed or abstained. */
public enum TriageCode implements Code {
    /** A rule, or several that agree, decided. */
    RULE_DECIDED,
    /** Rules of the same rank lead to different routes. */
    RULES_DISAGREE,
    /** No rule speaks of this alert. */
    NO_RULE;

    @Override
    public String id() {
        return "TRIAGE." + name();
    }
}
