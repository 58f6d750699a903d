package io.counterfoil.payments.ledger;

import io.counterfoil.payments.testkit.ledger.LedgerStoreContract;

class InMemoryLedgerStoreTest extends LedgerStoreContract {

    @Override
    protected LedgerStore newStore() {
        return LedgerStore.inMemory();
    }
}
