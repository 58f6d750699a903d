package io.counterfoil.payments.dispute;

import io.counterfoil.payments.evidence.Code;

/** What can be done with an opened dispute: the events of the lifecycle {@code CARD_DISPUTE} in its state {@code OPENED}. */
public enum DisputeAct implements Code {
    /** Give the money up. */
    ACCEPT("accept"),
    /** Send the charge back with evidence. */
    REPRESENT("represent"),
    /** Ask the issuer to take liability, with evidence. */
    PRE_ARBITRATE("preArbitrate"),
    /** Record that the deadline passed without an answer: the dispute is lost. */
    EXPIRE("expire");

    private final String event;

    DisputeAct(String event) {
        this.event = event;
    }

    /** The event's code in the lifecycle table. */
    public String event() {
        return event;
    }

    @Override
    public String id() {
        return "DISPUTE." + name();
    }
}
