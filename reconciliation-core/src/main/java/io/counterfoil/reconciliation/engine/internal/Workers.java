package io.counterfoil.reconciliation.engine.internal;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Does work on several threads of its own and on the caller's; it is done when all of them are. No result may depend on who does what. Immutable. */
final class Workers {

    private final int threads;

    Workers(int threads) {
        this.threads = threads;
    }

    int threads() {
        return threads;
    }

    /** Takes a share of the work on a thread. */
    interface Share {
        void take(int thread, int share);
    }

    /** Every thread takes the next share until none is left. */
    void share(int shares, Share work) {
        AtomicInteger next = new AtomicInteger();
        each(thread -> {
            for (int share = next.getAndIncrement(); share < shares; share = next.getAndIncrement()) {
                work.take(thread, share);
            }
        });
    }

    /** Every thread does the work with its number; the caller's thread is the first. */
    void each(IntConsumer work) {
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Thread[] others = new Thread[threads - 1];
        for (int i = 0; i < others.length; i++) {
            int number = i + 1;
            others[i] = new Thread(() -> attempt(work, number, failure), "counterfoil-match-" + number);
            others[i].setDaemon(true);
            others[i].start();
        }
        attempt(work, 0, failure);
        boolean interrupted = false;
        for (Thread other : others) {
            interrupted |= join(other);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        Throwable thrown = failure.get();
        if (thrown instanceof RuntimeException e) {
            throw e;
        }
        if (thrown instanceof Error e) {
            throw e;
        }
    }

    private static void attempt(IntConsumer work, int number, AtomicReference<@Nullable Throwable> failure) {
        try {
            work.accept(number);
        } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
        }
    }

    /** Waits for the thread, however often the caller is interrupted; answers whether it was. */
    private static boolean join(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }
}
