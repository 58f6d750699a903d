package io.counterfoil.payments.dispute;

import io.counterfoil.payments.evidence.Code;

/** Where a card dispute stands: the states of the lifecycles {@code CARD_INQUIRY} and {@code CARD_DISPUTE}. */
public enum CardDisputeStatus implements Code {
    /** Nothing was reported yet. */
    NEW,
    /** The issuer asks; no money has moved. */
    INQUIRY,
    /** The question was answered. */
    ANSWERED,
    /** The question went away. */
    CLOSED,
    /** The question became a dispute. */
    ESCALATED,
    /** The payment was refunded rather than discussed. */
    REFUNDED,
    /** The money was taken; the merchant may answer. */
    OPENED,
    /** The charge was sent back with evidence. */
    REPRESENTED,
    /** The issuer insists; the merchant may go on or give up. */
    PREARB_RECEIVED,
    /** The issuer was asked to take liability. */
    PREARB_SENT,
    /** The issuer declined to take liability. */
    PREARB_DECLINED,
    /** The network decides. */
    ARBITRATION,
    /** The money comes back. */
    WON,
    /** The money is gone. */
    LOST,
    /** The money was given up. */
    ACCEPTED;

    @Override
    public String id() {
        return "DISPUTE_STATUS." + name();
    }

    /** Whether it belongs to the inquiry that may stand before a dispute. */
    public boolean isInquiry() {
        return compareTo(INQUIRY) >= 0 && compareTo(REFUNDED) <= 0;
    }

    /** Whether the merchant's answer is awaited. */
    public boolean awaitsMerchant() {
        return this == INQUIRY || this == OPENED || this == PREARB_RECEIVED || this == PREARB_DECLINED;
    }

    /** Whether nothing follows. */
    public boolean isOver() {
        return this == CLOSED || this == REFUNDED || compareTo(WON) >= 0;
    }
}
