package io.counterfoil.stripe.simulator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** What befalls requests: drawn from the simulator's seed, or the next ones by order. Thread-safe. */
public final class FaultPlan {

    private final SplittableRandom random;
    private final List<Rule> rules = new ArrayList<>();
    private final Deque<Rule> next = new ArrayDeque<>();
    private long struck;

    FaultPlan(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** What goes wrong. */
    public enum Fault {
        /** 429, {@code endpoint-rate}. */
        RATE_LIMIT,
        /** 429, {@code global-rate}, with {@code Retry-After: 1}. */
        RATE_LIMIT_ACCOUNT,
        /** 409, {@code lock_timeout}. */
        LOCK_TIMEOUT,
        /** 409, {@code idempotency_key_in_use}; without a key it is a lock timeout. */
        KEY_IN_USE,
        /** 500, nothing was done. */
        SERVER_ERROR,
        /** The connection is cut before anything was done. */
        RESET_BEFORE,
        /** The connection is cut after it was done. */
        RESET_AFTER,
        /** It was done, the answer never comes. */
        SLOW,
        /** A list answers with no object and {@code has_more}. */
        EMPTY_PAGE
    }

    private record Rule(String prefix, Fault fault, int ofThousand) {}

    /** So many of a thousand requests to paths with the prefix meet the fault. */
    public synchronized FaultPlan strike(String pathPrefix, Fault fault, int ofThousand) {
        if (ofThousand < 0 || ofThousand > 1000) {
            throw new IllegalArgumentException("share " + ofThousand + " of a thousand, expected 0 to 1000");
        }
        rules.add(new Rule(pathPrefix, fault, ofThousand));
        return this;
    }

    /** The next request to a path with the prefix meets the fault; several calls are met in order. */
    public synchronized FaultPlan next(String pathPrefix, Fault fault) {
        next.add(new Rule(pathPrefix, fault, 1000));
        return this;
    }

    /** No more faults. */
    public synchronized FaultPlan clear() {
        rules.clear();
        next.clear();
        return this;
    }

    /** How many requests met a fault so far. */
    public synchronized long struck() {
        return struck;
    }

    synchronized Optional<Fault> draw(String path, boolean list) {
        Rule first = next.peek();
        if (first != null && path.startsWith(first.prefix)) {
            next.remove();
            struck++;
            return Optional.of(first.fault);
        }
        for (Rule rule : rules) {
            boolean fits = path.startsWith(rule.prefix) && (list || rule.fault != Fault.EMPTY_PAGE);
            if (fits && random.nextInt(1000) < rule.ofThousand) {
                struck++;
                return Optional.of(rule.fault);
            }
        }
        return Optional.empty();
    }
}
