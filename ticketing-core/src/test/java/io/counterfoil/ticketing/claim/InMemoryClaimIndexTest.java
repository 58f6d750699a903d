package io.counterfoil.ticketing.claim;

import io.counterfoil.ticketing.testkit.ClaimIndexContract;

class InMemoryClaimIndexTest extends ClaimIndexContract {

    @Override
    protected ClaimIndex newIndex() {
        return ClaimIndex.inMemory();
    }
}
