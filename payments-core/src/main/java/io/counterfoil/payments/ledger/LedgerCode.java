package io.counterfoil.payments.ledger;

import io.counterfoil.payments.evidence.Code;

/** What can keep a period's proof from holding. */
public enum LedgerCode implements Code {
    /** The hash chain is broken: what comes after the last good record is not in the books. */
    CHAIN_BROKEN,
    /** The balances that the ledger keeps are not the sum of its legs. */
    BALANCE_NOT_FOLD,
    /** A locked period is not what its lock says. */
    LOCKED_PERIOD_DIFFERS;

    @Override
    public String id() {
        return "LEDGER." + name();
    }
}
