package io.counterfoil.payments.exposure;

import io.counterfoil.payments.evidence.Code;

/** Where a debit stands between settlement and finality. */
public enum RecourseStanding implements Code {
    /** It has not settled: there is nothing to take back. */
    NOT_SETTLED,
    /** It settled, and can be taken back until a day. */
    EXPOSED,
    /** It settled, and can be taken back without end. */
    ENDLESS,
    /** Its last day has passed, but a dispute is open. */
    DISPUTED,
    /** It can no longer be taken back. */
    FINAL,
    /** It settled and was taken back. */
    ENDED;

    @Override
    public String id() {
        return "RECOURSE." + name();
    }
}
