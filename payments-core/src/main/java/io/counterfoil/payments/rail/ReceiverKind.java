package io.counterfoil.payments.rail;

import io.counterfoil.payments.evidence.Code;

/** Whose account an ACH entry reaches; consumers may claim longer (Regulation E as carried by the Nacha Rules). */
public enum ReceiverKind implements Code {
    /** A person's account. */
    CONSUMER,
    /** An organisation's account. */
    CORPORATE;

    @Override
    public String id() {
        return "RECEIVER." + name();
    }
}
