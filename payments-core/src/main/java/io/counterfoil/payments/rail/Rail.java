package io.counterfoil.payments.rail;

import io.counterfoil.payments.evidence.Code;

/** A way on which money travels, each with rules of its own. */
public enum Rail implements Code {
    /** Canadian electronic funds transfers and pre-authorised debits (CPA Standard 005). */
    EFT_CA,
    /** The US Automated Clearing House (Nacha Operating Rules). */
    ACH,
    /** UK Bacs credits and Direct Debits. */
    BACS,
    /** SEPA credit transfers and direct debits (EPC rule books). */
    SEPA,
    /** Wires: one payment, final when it settles. */
    WIRE,
    /** Card schemes. */
    CARD,
    /** Cheques. */
    CHEQUE,
    /** Payments of bills through a biller's network. */
    BILL_PAYMENT,
    /** Transfers between accounts of one's own books. */
    BOOK_TRANSFER;

    @Override
    public String id() {
        return "RAIL." + name();
    }

    /** Who moves the money: the originator pulls it or pushes it. */
    public enum Direction implements Code {
        /** The originator takes money from the other side's account. */
        DEBIT,
        /** The originator sends money to the other side's account. */
        CREDIT;

        @Override
        public String id() {
            return "DIRECTION." + name();
        }
    }
}
