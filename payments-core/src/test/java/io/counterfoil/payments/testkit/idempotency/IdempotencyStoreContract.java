package io.counterfoil.payments.testkit.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.idempotency.IdempotencyStore;
import io.counterfoil.payments.idempotency.IdempotencyStore.Answer;
import io.counterfoil.payments.idempotency.IdempotencyStore.Entry;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link IdempotencyStore} promises: {@code class MyStoreTest extends IdempotencyStoreContract}. */
public abstract class IdempotencyStoreContract {

    private static final IdempotencyKey KEY = IdempotencyKey.of("act-1");
    private static final Sha256 BODY = Sha256.of("pay 10.00");

    /** A new, empty store. */
    protected abstract IdempotencyStore newStore();

    /** The same content, opened again; the store itself where there is nothing to open. */
    protected IdempotencyStore reopened(IdempotencyStore store) {
        return store;
    }

    @Test
    @DisplayName("PAY-25 a new key is new")
    void newKey() {
        IdempotencyStore store = newStore();
        assertThat(store.find(KEY)).isEmpty();
        assertThat(store.ask(KEY, BODY)).isEqualTo(Answer.NEW);
    }

    @Test
    @DisplayName("PAY-25 the first result stays, also when the store is opened again, and another body is a conflict")
    void firstResultStays() {
        IdempotencyStore store = newStore();
        Entry first = new Entry(KEY, BODY, "{\"ok\":true}\n\u00e9");
        assertThat(store.keep(first)).isEqualTo(first);
        assertThat(store.keep(new Entry(KEY, BODY, "second"))).isEqualTo(first);
        assertThat(store.keep(new Entry(KEY, Sha256.of("pay 20.00"), "third"))).isEqualTo(first);
        IdempotencyStore again = reopened(store);
        assertThat(again.find(KEY)).contains(first);
        assertThat(again.ask(KEY, BODY)).isEqualTo(Answer.REPLAYED);
        assertThat(again.ask(KEY, Sha256.of("pay 20.00"))).isEqualTo(Answer.CONFLICT);
        assertThat(again.ask(IdempotencyKey.of("act-2"), BODY)).isEqualTo(Answer.NEW);
    }

    @Test
    @DisplayName("PAY-25 of many writers with one key one is kept, and all are told which")
    void oneWriterWins() throws Exception {
        IdempotencyStore store = newStore();
        ExecutorService writers = Executors.newFixedThreadPool(8);
        try {
            List<String> kept = writers
                    .invokeAll(IntStream.range(0, 64)
                            .<java.util.concurrent.Callable<String>>mapToObj(
                                    at -> () -> store.keep(new Entry(KEY, BODY, "result " + at))
                                            .result())
                            .toList())
                    .stream()
                    .map(future -> {
                        try {
                            return future.get();
                        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
                            throw new IllegalStateException(e);
                        }
                    })
                    .distinct()
                    .toList();
            assertThat(kept).hasSize(1);
            assertThat(store.find(KEY).map(Entry::result)).contains(Objects.requireNonNull(kept.get(0)));
        } finally {
            writers.shutdownNow();
        }
    }
}
