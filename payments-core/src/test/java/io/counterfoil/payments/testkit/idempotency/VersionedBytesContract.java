package io.counterfoil.payments.testkit.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.idempotency.VersionedBytes;
import io.counterfoil.payments.idempotency.VersionedBytes.Versioned;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link VersionedBytes} promises: {@code class MyStoreTest extends VersionedBytesContract}. */
public abstract class VersionedBytesContract {

    /** A new, empty store. */
    protected abstract VersionedBytes newStore();

    /** The same content, opened again; the store itself where there is nothing to open. */
    protected VersionedBytes reopened(VersionedBytes store) {
        return store;
    }

    @Test
    @DisplayName("PAY-25 bytes are set at the expected version only, and versions count from 1")
    void compareAndSet() {
        VersionedBytes store = newStore();
        assertThat(store.load("a")).isEmpty();
        assertThat(store.compareAndSet("a", 1, bytes(9))).isFalse();
        assertThat(store.load("a")).isEmpty();
        assertThat(store.compareAndSet("a", VersionedBytes.NONE, bytes(1, 2))).isTrue();
        assertThat(store.compareAndSet("a", VersionedBytes.NONE, bytes(9))).isFalse();
        assertThat(store.compareAndSet("a", 2, bytes(9))).isFalse();
        assertThat(store.load("a")).contains(Versioned.of(1, bytes(1, 2)));
        assertThat(store.compareAndSet("a", 1, bytes())).isTrue();
        assertThat(store.load("a")).contains(Versioned.of(2, bytes()));
        assertThat(store.load("b")).isEmpty();
    }

    @Test
    @DisplayName("PAY-25 bytes survive opening the store again, whatever they are")
    void survives() {
        VersionedBytes store = newStore();
        byte[] all = new byte[256];
        IntStream.range(0, 256).forEach(at -> all[at] = (byte) at);
        assertThat(store.compareAndSet("key with blanks/and:marks \u00e9", VersionedBytes.NONE, all))
                .isTrue();
        all[0] = 77;
        Versioned read =
                reopened(store).load("key with blanks/and:marks \u00e9").orElseThrow();
        assertThat(read.version()).isEqualTo(1);
        assertThat(read.bytes()[0]).isZero();
        assertThat(read.bytes()[255]).isEqualTo((byte) 255);
    }

    @Test
    @DisplayName("PAY-25 no increment is lost among many writers")
    void noLostUpdate() throws Exception {
        VersionedBytes store = newStore();
        ExecutorService writers = Executors.newFixedThreadPool(4);
        try {
            Callable<Boolean> increment = () -> {
                boolean done = false;
                while (!done) {
                    Versioned now = store.load("n").orElse(null);
                    done = now == null
                            ? store.compareAndSet("n", VersionedBytes.NONE, bytes(1))
                            : store.compareAndSet("n", now.version(), bytes(now.bytes()[0] + 1));
                }
                return true;
            };
            assertThat(writers.invokeAll(java.util.Collections.nCopies(100, increment)))
                    .hasSize(100);
            assertThat(store.load("n")).contains(Versioned.of(100, bytes(100)));
        } finally {
            writers.shutdownNow();
        }
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int at = 0; at < values.length; at++) {
            bytes[at] = (byte) values[at];
        }
        return bytes;
    }
}
