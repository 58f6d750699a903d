package io.counterfoil.reconciliation.status;

import io.counterfoil.payments.money.Amounts;
import javax.money.MonetaryAmount;

/**
 * What was paid against what is open, after explained differences; for an invoice without payment, whether it is due (reconciliation specification 4.13).
 */
public enum AmountStanding {
    /** Paid exactly what is open. */
    EQUAL,
    /** Paid less than is open. */
    SHORT,
    /** Paid more than is open. */
    OVER,
    /** Does not matter, or is not known. */
    ANY,
    /** No payment, and none is due yet. */
    NOT_DUE,
    /** No payment, and the due date has passed. */
    OVERDUE;

    /**
     * Compares a payment with the open amount, to the minor unit.
     *
     * @throws IllegalArgumentException where the currencies differ: that is a break of its own, never a shortage
     */
    public static AmountStanding of(MonetaryAmount paid, MonetaryAmount open) {
        String paidIn = paid.getCurrency().getCurrencyCode();
        String openIn = open.getCurrency().getCurrencyCode();
        if (!paidIn.equals(openIn)) {
            throw new IllegalArgumentException("paid in " + paidIn + ", open in " + openIn + ", expected one currency");
        }
        int order = Long.compare(Amounts.minor(paid), Amounts.minor(open));
        return order == 0 ? EQUAL : order < 0 ? SHORT : OVER;
    }
}
