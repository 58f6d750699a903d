package io.counterfoil.collections.receivable;

import io.counterfoil.collections.testkit.ReceivableStoreContract;

class InMemoryReceivableStoreTest extends ReceivableStoreContract {

    @Override
    protected ReceivableStore emptyStore() {
        return ReceivableStore.inMemory();
    }
}
