package io.counterfoil.examples.dayclose;

import io.counterfoil.payments.ledger.Account;
import io.counterfoil.payments.ledger.AccountMap;
import java.util.Locale;

/** The accounts of the company beside those that payments and the provider need. */
enum HouseRole implements AccountMap.Role {
    SALES(Account.Kind.INCOME),
    SUPPLIERS(Account.Kind.EXPENSE),
    BANK_CHARGES(Account.Kind.EXPENSE),
    /** Sent to suppliers by the cash book, not yet seen at the bank. */
    PAYMENTS_IN_TRANSIT(Account.Kind.LIABILITY),
    OPENING(Account.Kind.EQUITY);

    private final Account.Kind kind;

    HouseRole(Account.Kind kind) {
        this.kind = kind;
    }

    @Override
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public Account.Kind kind() {
        return kind;
    }
}
