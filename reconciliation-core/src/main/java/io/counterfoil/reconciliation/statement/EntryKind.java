package io.counterfoil.reconciliation.statement;

/** What a statement entry is, as far as the bank's code or the format tells. */
public enum EntryKind {
    TRANSFER,
    DIRECT_DEBIT,
    CARD,
    CHEQUE,
    CASH,
    FEE,
    INTEREST,
    TAX,
    PAYOUT,
    RETURN,
    REVERSAL,
    CORRECTION,
    OTHER
}
