package io.counterfoil.examples.dayclose;

import io.counterfoil.payments.ledger.AccountKind;
import io.counterfoil.payments.ledger.AccountRole;
import java.util.Locale;

/** The accounts of the company beside those that payments and the provider need. */
enum HouseRole implements AccountRole {
    SALES(AccountKind.INCOME),
    SUPPLIERS(AccountKind.EXPENSE),
    BANK_CHARGES(AccountKind.EXPENSE),
    /** Sent to suppliers by the cash book, not yet seen at the bank. */
    PAYMENTS_IN_TRANSIT(AccountKind.LIABILITY),
    OPENING(AccountKind.EQUITY);

    private final AccountKind kind;

    HouseRole(AccountKind kind) {
        this.kind = kind;
    }

    @Override
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public AccountKind kind() {
        return kind;
    }
}
