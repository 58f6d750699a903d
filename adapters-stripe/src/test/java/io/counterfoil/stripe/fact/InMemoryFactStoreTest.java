package io.counterfoil.stripe.fact;

class InMemoryFactStoreTest extends FactStoreContract {
    @Override
    protected FactStore emptyStore() {
        return FactStore.inMemory();
    }
}
