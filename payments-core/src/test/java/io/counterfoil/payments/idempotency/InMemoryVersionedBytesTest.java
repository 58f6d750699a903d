package io.counterfoil.payments.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.idempotency.VersionedBytes.Versioned;
import io.counterfoil.payments.testkit.idempotency.VersionedBytesContract;
import org.junit.jupiter.api.Test;

class InMemoryVersionedBytesTest extends VersionedBytesContract {

    @Override
    protected VersionedBytes newStore() {
        return VersionedBytes.inMemory();
    }

    @Test
    void versionsBelowAreRefused() {
        assertThatThrownBy(() -> newStore().compareAndSet("a", -1, new byte[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
        assertThatThrownBy(() -> Versioned.of(0, new byte[0])).isInstanceOf(IllegalArgumentException.class);
        assertThat(Versioned.of(2, new byte[3])).hasToString("3 bytes at version 2");
        assertThat(Versioned.of(2, new byte[3])).isNotEqualTo(Versioned.of(3, new byte[3]));
        assertThat(Versioned.of(2, new byte[3]).hashCode())
                .isEqualTo(Versioned.of(2, new byte[3]).hashCode());
    }
}
