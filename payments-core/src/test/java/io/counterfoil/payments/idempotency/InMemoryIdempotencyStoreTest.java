package io.counterfoil.payments.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.testkit.idempotency.IdempotencyStoreContract;
import org.junit.jupiter.api.Test;

class InMemoryIdempotencyStoreTest extends IdempotencyStoreContract {

    @Override
    protected IdempotencyStore newStore() {
        return IdempotencyStore.inMemory();
    }

    @Test
    void aResultIsNotShown() {
        assertThat(new IdempotencyStore.Entry(IdempotencyKey.of("k"), Sha256.of("b"), "secret result"))
                .hasToString("k " + Sha256.of("b").shortHex() + ", result of 13 characters");
        assertThatThrownBy(() -> new IdempotencyStore.Entry(IdempotencyKey.of("k"), Sha256.ZERO, null))
                .isInstanceOf(NullPointerException.class);
    }
}
