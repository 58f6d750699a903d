package io.counterfoil.collections.receivable;

/** What kind of document an open item is; the kind gives the sign of its amount. */
public enum OpenItemKind {
    INVOICE(true),
    DEBIT_NOTE(true),
    /** A charge of ours, such as for a reminder. */
    FEE(true),
    /** Late interest. */
    INTEREST(true),
    /** Money paid back to the party. */
    REFUND(true),
    /** A journal that adds to what is owed. */
    ADJUSTMENT_DEBIT(true),
    /** An order that an advance payment may be allocated to. */
    ORDER(true),
    CREDIT_NOTE(false),
    /** Money that came in. */
    RECEIPT(false),
    /** A journal that takes from what is owed. */
    ADJUSTMENT_CREDIT(false);

    private final boolean debit;

    OpenItemKind(boolean debit) {
        this.debit = debit;
    }

    /** Whether it adds to what the party owes. */
    public boolean isDebit() {
        return debit;
    }

    /** The amount as it counts in the party's balance: positive for debits, negative for credits. */
    long signed(long minor) {
        return debit ? minor : Math.negateExact(minor);
    }
}
