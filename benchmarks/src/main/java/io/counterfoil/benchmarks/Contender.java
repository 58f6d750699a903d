package io.counterfoil.benchmarks;

import io.counterfoil.benchmarks.results.Role;
import java.lang.management.ManagementFactory;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One of those who do the same work in a {@link Race}. Immutable.
 *
 * @param <S> what is made ready before the clock starts
 */
final class Contender<S> {

    /** The timed part. */
    interface Work<S> {
        /** Does the first so many operations and answers with something that equals the others' answers, or a supplier of it. */
        Object run(S prepared, int operations) throws Exception;
    }

    /** Frees what was made ready. */
    interface Cleanup<S> {
        void close(S prepared) throws Exception;
    }

    private final Role role;
    private final String name;
    private final IntFunction<? extends S> prepare;
    private final Work<S> work;
    private final @Nullable Cleanup<S> cleanup;
    private final int limit;

    private Contender(
            Role role,
            String name,
            IntFunction<? extends S> prepare,
            Work<S> work,
            @Nullable Cleanup<S> cleanup,
            int limit) {
        this.role = role;
        this.name = name;
        this.prepare = prepare;
        this.work = work;
        this.cleanup = cleanup;
        this.limit = limit;
    }

    /** Work on something that is made anew before each round, from the number of operations and outside the clock. */
    static <S> Contender<S> of(Role role, String name, IntFunction<? extends S> prepare, Work<S> work) {
        return new Contender<>(role, name, prepare, work, null, Integer.MAX_VALUE);
    }

    /** Work that needs nothing made ready. */
    static Contender<Integer> of(Role role, String name, IntFunction<Object> work) {
        return of(role, name, Integer::valueOf, (ready, operations) -> work.apply(operations));
    }

    /** The same, never asked for more operations than that: its cost is then of those, and its answer is compared with ours on those. */
    Contender<S> atMost(int operations) {
        return new Contender<>(role, name, prepare, work, cleanup, operations);
    }

    /** The same, freed after each round, outside the clock. */
    Contender<S> closing(Cleanup<S> free) {
        return new Contender<>(role, name, prepare, work, free, limit);
    }

    Role role() {
        return role;
    }

    String name() {
        return name;
    }

    int operations(int asked) {
        return Math.min(asked, limit);
    }

    /** One round. */
    Round run(int asked, Meter meter) throws Exception {
        int operations = operations(asked);
        S prepared = prepare.apply(operations);
        try {
            System.gc(); // so that nobody pays for another's garbage
            long bytes = meter.allocatedBytes();
            long start = meter.nanos();
            Object answer = work.run(prepared, operations);
            long nanos = meter.nanos() - start;
            double allocated = (double) (meter.allocatedBytes() - bytes) / operations;
            Object compared = answer instanceof Supplier<?> later ? later.get() : answer;
            return new Round((double) nanos / operations, allocated, compared);
        } finally {
            if (cleanup != null) {
                cleanup.close(prepared);
            }
        }
    }

    /**
     * What a round cost.
     *
     * @param nanos an operation
     * @param bytes an operation, allocated by the thread that ran it
     */
    record Round(double nanos, double bytes, Object answer) {}

    /**
     * What this thread has used up. Work that only computes is measured in time on the processor, so that the share that other programs take of a busy
     * machine does not count; work that waits, for a disk or for another process, by the wall clock.
     */
    record Meter(com.sun.management.ThreadMXBean threads, boolean waits) {

        static Meter of(boolean waits) {
            return new Meter((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean(), waits);
        }

        long allocatedBytes() {
            return threads.getCurrentThreadAllocatedBytes();
        }

        long nanos() {
            return waits ? System.nanoTime() : threads.getCurrentThreadCpuTime();
        }
    }
}
