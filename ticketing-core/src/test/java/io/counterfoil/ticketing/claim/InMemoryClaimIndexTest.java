package io.counterfoil.ticketing.claim;

class InMemoryClaimIndexTest extends ClaimIndexContract {

    @Override
    protected ClaimIndex newIndex() {
        return ClaimIndex.inMemory();
    }
}
