package io.counterfoil.payments.ledger;

/**
 * The part that an account plays in postings, so that rules speak of roles and the host says which account plays each ({@link AccountMap}).
 *
 * <p>An open set: the core's roles are {@link Core}; an adapter adds an enum of its own that implements this interface. A role is the same
 * role when type and {@link #id()} are the same; implementations are enums or records.
 */
public interface AccountRole {

    /** Stable lower-case name, such as {@code cash} or {@code inflight}; the first part of the ids of its accounts by default. */
    String id();

    /** What an account in this role holds. */
    Account.Kind kind();

    /** This role for one rail, bank or client, such as {@code inflight} for {@code cad-eft}. */
    default AccountRole of(String which) {
        return new QualifiedRole(this, which);
    }

    /** The roles of payments specification 4.4. */
    enum Core implements AccountRole {
        /** Money at a bank. */
        CASH("cash", Account.Kind.ASSET),
        /** Money on its way, by rail. */
        INFLIGHT("inflight", Account.Kind.ASSET),
        /** What a client is owed. */
        CLIENT("client", Account.Kind.LIABILITY),
        /** What a client owes for returns that its balance could not bear. */
        RETURNS_RECEIVABLE("retRecv", Account.Kind.ASSET),
        /** Money held back by a scheme or provider while a dispute is open. */
        HELD("held", Account.Kind.ASSET),
        /** Fees charged to us. */
        FEES("fees", Account.Kind.EXPENSE),
        /** Fees that we charge. */
        FEE_INCOME("feeIncome", Account.Kind.INCOME),
        /** Taxes on our fees that are owed to an authority, by place and tax. */
        TAX("tax", Account.Kind.LIABILITY),
        /** Losses that nobody bears for us. */
        LOSS("loss", Account.Kind.EXPENSE),
        /** Money whose meaning is not known yet. */
        SUSPENSE("suspense", Account.Kind.LIABILITY),
        /** Money from a known payer for an unknown purpose. */
        UNAPPLIED("unapplied", Account.Kind.LIABILITY);

        private final String id;
        private final Account.Kind kind;

        Core(String id, Account.Kind kind) {
            this.id = id;
            this.kind = kind;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public Account.Kind kind() {
            return kind;
        }
    }
}
