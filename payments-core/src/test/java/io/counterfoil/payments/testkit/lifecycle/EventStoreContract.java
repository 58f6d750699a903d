package io.counterfoil.payments.testkit.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.lifecycle.EventStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The contract of {@link EventStore}, whatever the store: extend it and give an empty store. */
public abstract class EventStoreContract {

    private static final int WRITERS = 4;
    private static final int APPENDS = 50;

    /** An empty store, new for each test. */
    protected abstract EventStore<String, String> emptyStore();

    @Test
    void aStreamThatWasNeverWrittenIsEmpty() {
        assertThat(emptyStore().load("p-1")).isEmpty();
        assertThat(emptyStore().ids()).isEmpty();
    }

    @Test
    void eventsComeBackInTheOrderOfTheirAppends() {
        EventStore<String, String> store = emptyStore();
        assertThat(store.append("p-1", 0, List.of("a", "b"))).isTrue();
        assertThat(store.append("p-1", 2, List.of("c"))).isTrue();
        assertThat(store.load("p-1")).containsExactly("a", "b", "c");
    }

    @Test
    void anAppendToAnotherVersionStoresNothing() {
        EventStore<String, String> store = emptyStore();
        store.append("p-1", 0, List.of("a", "b"));
        assertThat(store.append("p-1", 1, List.of("x"))).isFalse();
        assertThat(store.append("p-1", 3, List.of("x"))).isFalse();
        assertThat(store.append("p-2", 1, List.of("x"))).isFalse();
        assertThat(store.load("p-1")).containsExactly("a", "b");
        assertThat(store.load("p-2")).isEmpty();
        assertThat(store.ids()).containsExactly("p-1");
    }

    @Test
    void streamsAreListedOnceInTheOrderOfTheirFirstEvents() {
        EventStore<String, String> store = emptyStore();
        store.append("p-2", 0, List.of("a"));
        store.append("p-1", 0, List.of("b"));
        store.append("p-2", 1, List.of("c"));
        assertThat(store.ids()).containsExactly("p-2", "p-1");
    }

    @Test
    void anAppendOfNothingMakesNoStream() {
        EventStore<String, String> store = emptyStore();
        assertThat(store.append("p-1", 0, List.of())).isTrue();
        assertThat(store.ids()).isEmpty();
    }

    @Test
    void whatWasLoadedDoesNotChangeAfterwards() {
        EventStore<String, String> store = emptyStore();
        store.append("p-1", 0, List.of("a"));
        List<String> before = store.load("p-1");
        store.append("p-1", 1, List.of("b"));
        assertThat(before).containsExactly("a");
    }

    @Test
    void ofWritersThatRaceOneWinsEachVersionAndNoEventIsLost() throws Exception {
        EventStore<String, String> store = emptyStore();
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Future<List<String>>> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int me = writer;
                writers.add(threads.submit(() -> {
                    start.await();
                    return write(store, me);
                }));
            }
            start.countDown();
            List<String> written = new ArrayList<>();
            for (Future<List<String>> writer : writers) {
                written.addAll(writer.get());
            }
            List<String> stored = new ArrayList<>(store.load("p-1"));
            Collections.sort(written);
            Collections.sort(stored);
            assertThat(stored).isEqualTo(written).hasSize(WRITERS * APPENDS);
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<String> write(EventStore<String, String> store, int writer) {
        return IntStream.range(0, APPENDS)
                .mapToObj(append -> writer + "-" + append)
                .peek(event -> {
                    boolean stored = false;
                    while (!stored) {
                        stored = store.append("p-1", store.load("p-1").size(), List.of(event));
                    }
                })
                .toList();
    }
}
