package io.counterfoil.payments.ledger;

/** What an account holds, and so on which side it grows. */
public enum AccountKind {
    /** What is owned or owed to us; grows on the debit side. */
    ASSET(EntrySide.DEBIT),
    /** What is owed to others; grows on the credit side. */
    LIABILITY(EntrySide.CREDIT),
    /** What was spent; grows on the debit side. */
    EXPENSE(EntrySide.DEBIT),
    /** What was earned; grows on the credit side. */
    INCOME(EntrySide.CREDIT),
    /** What belongs to the owners; grows on the credit side. */
    EQUITY(EntrySide.CREDIT);

    private final EntrySide normalSide;

    AccountKind(EntrySide normalSide) {
        this.normalSide = normalSide;
    }

    /** The side on which the account grows. */
    public EntrySide normalSide() {
        return normalSide;
    }
}
