package io.counterfoil.payments.lifecycle;

import io.counterfoil.payments.testkit.lifecycle.EventStoreContract;

class InMemoryEventStoreTest extends EventStoreContract {

    @Override
    protected EventStore<String, String> emptyStore() {
        return EventStore.inMemory();
    }
}
