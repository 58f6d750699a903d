package io.counterfoil.ticketing.triage;

import io.counterfoil.payments.evidence.Code;

/** Why triage routed or abstained. */
public enum TriageCode implements Code {
    /** A rule, or several that agree, decided. */
    RULE_DECIDED,
    /** Rules of the same rank lead to different routes. */
    RULES_DISAGREE,
    /** No rule speaks of this alert or item. */
    NO_RULE,
    /** The classifier is sure. */
    CLASSIFIED,
    /** The classifier is not sure enough, or its lead is too small. */
    NOT_SURE,
    /** A machine wrote it. */
    AUTOMATIC,
    /** One address sent more than the limit within an hour. */
    TOO_MANY,
    /** The item could not be read in full. */
    UNREADABLE,
    /** Rejection: a mail without a Message-ID. */
    NO_MESSAGE_ID,
    /** Rejection: bytes that are no text of their charset. */
    BROKEN_ENCODING,
    /** Rejection: a mail above the limit. */
    OVER_SIZE;

    @Override
    public String id() {
        return "TRIAGE." + name();
    }
}
