package io.counterfoil.stripe.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** The simulator's time: it stands still until a test moves it, and what is due happens on the way, in order. Thread-safe. */
public final class SimulatorClock {

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparing(Task::at).thenComparingLong(Task::order));
    private final Object lock;
    private Instant now;
    private long order;

    private record Task(Instant at, long order, Runnable act) {}

    SimulatorClock(Instant start, Object lock) {
        this.lock = lock;
        this.now = start;
    }

    /** Now. */
    public Instant now() {
        synchronized (lock) {
            return now;
        }
    }

    /** Moves on; due things happen in the order of their time. */
    public void advance(Duration by) {
        advanceTo(now().plus(by));
    }

    /**
     * Moves to the instant.
     *
     * @throws IllegalArgumentException for an instant that has passed
     */
    public void advanceTo(Instant instant) {
        synchronized (lock) {
            if (instant.isBefore(now)) {
                throw new IllegalArgumentException(
                        "the simulator's clock stands at " + now + ", expected no earlier instant");
            }
            for (Task next = tasks.peek(); next != null && !next.at().isAfter(instant); next = tasks.peek()) {
                tasks.remove();
                now = next.at().isAfter(now) ? next.at() : now;
                next.act().run();
            }
            now = instant;
        }
    }

    /** What is due by now happens. */
    void settle() {
        advanceTo(now());
    }

    long seconds() {
        return now().getEpochSecond();
    }

    /** Has something happen later. */
    void in(Duration wait, Runnable act) {
        at(now().plus(wait), act);
    }

    void at(Instant instant, Runnable act) {
        synchronized (lock) {
            tasks.add(new Task(instant, order++, act));
        }
    }
}
