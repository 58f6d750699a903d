package io.counterfoil.reconciliation.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WorkersTest {

    @Test
    @DisplayName("REC-62 every share is taken once, by whichever thread")
    void shares() {
        for (int threads = 1; threads <= 4; threads++) {
            List<Integer> taken = Collections.synchronizedList(new ArrayList<>());
            List<Integer> by = Collections.synchronizedList(new ArrayList<>());
            new Workers(threads).share(50, (thread, share) -> {
                by.add(thread);
                taken.add(share);
            });
            assertThat(taken)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, 50).boxed().toList());
            int most = threads;
            assertThat(by).allMatch(thread -> thread >= 0 && thread < most);
        }
    }

    @Test
    @DisplayName("REC-62 each thread works once, the caller as the first, others as daemons with a name")
    void threads() {
        List<String> names = Collections.synchronizedList(new ArrayList<>());
        Thread caller = Thread.currentThread();
        CountDownLatch all = new CountDownLatch(3);
        new Workers(3).each(thread -> {
            all.countDown();
            try {
                all.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            boolean first = Thread.currentThread() == caller;
            names.add(thread
                    + (first ? " caller" : " " + Thread.currentThread().getName())
                    + (first || Thread.currentThread().isDaemon() ? "" : " no daemon"));
        });
        assertThat(names).containsExactlyInAnyOrder("0 caller", "1 counterfoil-match-1", "2 counterfoil-match-2");
    }

    @Test
    @DisplayName("REC-62 what a thread throws reaches the caller when all threads are done")
    void failures() {
        AtomicBoolean done = new AtomicBoolean();
        for (Throwable thrown : List.of(new IllegalStateException("broken"), new AssertionError("broken"))) {
            for (int failing = 0; failing < 2; failing++) {
                int number = failing;
                done.set(false);
                assertThatThrownBy(() -> new Workers(2).each(thread -> {
                            if (thread == number && thrown instanceof RuntimeException e) {
                                throw e;
                            } else if (thread == number) {
                                throw (Error) thrown;
                            }
                            done.set(true);
                        }))
                        .isSameAs(thrown);
                assertThat(done).isTrue();
            }
        }
    }

    @Test
    @DisplayName("REC-62 an interrupted caller waits for its threads and stays interrupted")
    void interrupted() {
        AtomicBoolean done = new AtomicBoolean();
        Thread.currentThread().interrupt();
        new Workers(2).each(thread -> {
            if (thread == 1) {
                for (int i = 0; i < 1_000; i++) {
                    Thread.onSpinWait();
                }
                done.set(true);
            }
        });
        assertThat(Thread.interrupted()).isTrue();
        assertThat(done).isTrue();
        new Workers(2).each(thread -> {});
        assertThat(Thread.interrupted()).isFalse();
    }
}
