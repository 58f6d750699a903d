package io.counterfoil.payments.order;

import io.counterfoil.payments.evidence.Code;

/** Where a payment stands: the states of the tables of all rails (PAY-17); {@link #phase()} says the same in five words. */
public enum PaymentStatus implements Code {
    /** Nothing was asked for yet. */
    DRAFT(Phase.ORDERED),
    /** A second person must approve. */
    AWAITING_APPROVAL(Phase.ORDERED),
    /** Approved, not handed over. */
    APPROVED(Phase.ORDERED),
    /** To be handed over to the rail. */
    SCHEDULED(Phase.ORDERED),
    /** A card payment, not yet sent for authorisation. */
    INITIATED(Phase.ORDERED),
    /** Declined by an approver, or refused by the rail. */
    REJECTED(Phase.ENDED),
    /** Called off before it was handed over. */
    CANCELLED(Phase.ENDED),
    /** Handed over. */
    SUBMITTED(Phase.IN_FLIGHT),
    /** Handed over in a file. */
    FILED(Phase.IN_FLIGHT),
    /** Handed over for collection. */
    INPUT(Phase.IN_FLIGHT),
    /** A wire that was handed over. */
    RELEASED(Phase.IN_FLIGHT),
    /** A cheque that was paid in. */
    DEPOSITED(Phase.IN_FLIGHT),
    /** The file was refused. */
    FILE_REJECTED(Phase.ENDED),
    /** The rail has taken it. */
    ACCEPTED(Phase.IN_FLIGHT),
    /** The bank has taken the wire. */
    ACKNOWLEDGED(Phase.IN_FLIGHT),
    /** The scheme is processing it. */
    PROCESSING(Phase.IN_FLIGHT),
    /** Nobody answered in time: it may have happened or not. */
    UNKNOWN(Phase.IN_FLIGHT),
    /** Its due date has come; nothing confirms it. */
    DUE(Phase.SETTLED),
    /** No return came in the answer days. */
    PRESUMED_SETTLED(Phase.SETTLED),
    /** The money moved; it is not final. */
    SETTLED(Phase.SETTLED),
    /** The payee of the wire has it. */
    CREDITED(Phase.SETTLED),
    /** The hold of the cheque is over. */
    CLEARED(Phase.SETTLED),
    /** The originator asked for it back and waits. */
    RECALL_OPEN(Phase.SETTLED),
    /** A card authorisation is awaited. */
    AUTH_PENDING(Phase.IN_FLIGHT),
    /** The issuer holds the amount for us. */
    AUTHORISED(Phase.IN_FLIGHT),
    /** A part of the authorisation was taken. */
    PART_CAPTURED(Phase.IN_FLIGHT),
    /** What was wanted was taken; the payout is awaited. */
    CAPTURED(Phase.IN_FLIGHT),
    /** The issuer said no. */
    DECLINED(Phase.ENDED),
    /** The authorisation was given back. */
    VOIDED(Phase.ENDED),
    /** The authorisation ran out. */
    AUTH_EXPIRED(Phase.ENDED),
    /** Part of a card payment was given back to the cardholder. */
    PART_REFUNDED(Phase.SETTLED),
    /** The money was given back: to the cardholder by us, or to the debtor by its bank. */
    REFUNDED(Phase.RETURNED),
    /** The payer disputes it. */
    DISPUTED(Phase.SETTLED),
    /** A payer's indemnity claim runs. */
    INDEMNITY_OPEN(Phase.SETTLED),
    /** We challenge the indemnity claim. */
    INDEMNITY_CHALLENGED(Phase.SETTLED),
    /** It came back. */
    RETURNED(Phase.RETURNED),
    /** It came back unpaid. */
    UNPAID(Phase.RETURNED),
    /** The payer claimed it back. */
    CLAIMED(Phase.RETURNED),
    /** We took it back. */
    REVERSED(Phase.RETURNED),
    /** The indemnity claim was debited to us. */
    INDEMNIFIED(Phase.RETURNED),
    /** We sent the return back. */
    DISHONOURED(Phase.SETTLED),
    /** The other bank insists on its return. */
    CONTESTED(Phase.RETURNED),
    /** The debtor refused it before settlement. */
    REFUSED(Phase.ENDED),
    /** It can no longer be taken back. */
    FINAL(Phase.ENDED),
    /** Over, the money gone back. */
    CLOSED(Phase.ENDED),
    /** Lost to a dispute. */
    CHARGED_BACK(Phase.ENDED);

    private final Phase phase;

    PaymentStatus(Phase phase) {
        this.phase = phase;
    }

    /** The same in five words, whatever the rail. */
    public Phase phase() {
        return phase;
    }

    @Override
    public String id() {
        return "PAYMENT." + name();
    }

    /** Where the money is, roughly. */
    public enum Phase {
        /** With us: not handed over. */
        ORDERED,
        /** Handed over, not settled. */
        IN_FLIGHT,
        /** It moved, and may come back. */
        SETTLED,
        /** It came back, something is still to be decided. */
        RETURNED,
        /** Nothing more can happen. */
        ENDED
    }
}
