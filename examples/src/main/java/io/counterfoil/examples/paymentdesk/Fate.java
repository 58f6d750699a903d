package io.counterfoil.examples.paymentdesk;

import io.counterfoil.reconciliation.status.Invoice;

/** What becomes of an invoice in the week, and how the booking system must show it on Friday evening: the world knows, the desk finds out. */
enum Fate {
    PAID_AT_THE_WEEKEND(6, Invoice.Status.PENDING, Invoice.Status.PAID),
    PAID_BY_LINK(6, Invoice.Status.PENDING, Invoice.Status.PAID),
    FAILED_BEFORE_PAID_NOW(3, Invoice.Status.FAILED, Invoice.Status.PAID),
    DECLINED(4, Invoice.Status.PENDING, Invoice.Status.FAILED),
    DECLINED_THEN_PAID(3, Invoice.Status.PENDING, Invoice.Status.PAID),
    DEBIT_SETTLES(2, Invoice.Status.PENDING, Invoice.Status.PAID),
    DEBIT_UNDER_WAY(2, Invoice.Status.PENDING, Invoice.Status.PENDING),
    DEBIT_FAILS(1, Invoice.Status.PENDING, Invoice.Status.FAILED),
    TRANSFER_ARRIVES(4, Invoice.Status.PENDING, Invoice.Status.PAID),
    TRANSFER_MISSING(1, Invoice.Status.PENDING, Invoice.Status.PENDING),
    PROPOSAL_KEPT(2, Invoice.Status.PENDING, Invoice.Status.PENDING),
    PROPOSAL_BROKEN(2, Invoice.Status.PENDING, Invoice.Status.PENDING),
    PROPOSAL_DECLINED(1, Invoice.Status.PENDING, Invoice.Status.PENDING),
    PROPOSAL_EXPIRES(1, Invoice.Status.PENDING, Invoice.Status.PENDING),
    SILENT(6, Invoice.Status.PENDING, Invoice.Status.PENDING),
    SILENT_LONG(2, Invoice.Status.PENDING, Invoice.Status.PENDING),
    NOT_DUE(3, Invoice.Status.PENDING, Invoice.Status.PENDING),
    PAID_TWICE(1, Invoice.Status.PENDING, Invoice.Status.PAID),
    /** A colleague cancels it while the desk has it in hand. */
    VOIDED_MEANWHILE(1, Invoice.Status.PENDING, Invoice.Status.VOID),
    /** The booking system refuses the first command. */
    WRITE_REFUSED(1, Invoice.Status.PENDING, Invoice.Status.PAID),
    /** The booking system says yes and does nothing. */
    WRITE_LOST(1, Invoice.Status.PENDING, Invoice.Status.PAID),
    /** One of two invoices of the same amount is paid, and nothing says which. */
    TWIN(2, Invoice.Status.PENDING, Invoice.Status.PENDING);

    private final int least;
    private final Invoice.Status before;
    private final Invoice.Status after;

    Fate(int least, Invoice.Status before, Invoice.Status after) {
        this.least = least;
        this.before = before;
        this.after = after;
    }

    /** How many invoices have it at least. */
    int least() {
        return least;
    }

    /** How the booking system has it on Monday morning. */
    Invoice.Status before() {
        return before;
    }

    /** How the booking system must have it on Friday evening. */
    Invoice.Status after() {
        return after;
    }

    /** Whether the customer was sent a link before the week began. */
    boolean hasLink() {
        return this != NOT_DUE && this != TRANSFER_ARRIVES && this != TRANSFER_MISSING && this != TWIN;
    }
}
