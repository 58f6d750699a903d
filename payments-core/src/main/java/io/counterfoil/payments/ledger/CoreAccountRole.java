package io.counterfoil.payments.ledger;

/** The roles of payments specification 4.4. */
public enum CoreAccountRole implements AccountRole {
    /** Money at a bank. */
    CASH("cash", AccountKind.ASSET),
    /** Money on its way, by rail. */
    INFLIGHT("inflight", AccountKind.ASSET),
    /** What a client is owed. */
    CLIENT("client", AccountKind.LIABILITY),
    /** What a client owes for returns that its balance could not bear. */
    RETURNS_RECEIVABLE("retRecv", AccountKind.ASSET),
    /** Money held back by a scheme or provider while a dispute is open. */
    HELD("held", AccountKind.ASSET),
    /** Fees charged to us. */
    FEES("fees", AccountKind.EXPENSE),
    /** Fees that we charge. */
    FEE_INCOME("feeIncome", AccountKind.INCOME),
    /** Losses that nobody bears for us. */
    LOSS("loss", AccountKind.EXPENSE),
    /** Money whose meaning is not known yet. */
    SUSPENSE("suspense", AccountKind.LIABILITY),
    /** Money from a known payer for an unknown purpose. */
    UNAPPLIED("unapplied", AccountKind.LIABILITY);

    private final String id;
    private final AccountKind kind;

    CoreAccountRole(String id, AccountKind kind) {
        this.id = id;
        this.kind = kind;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public AccountKind kind() {
        return kind;
    }
}
