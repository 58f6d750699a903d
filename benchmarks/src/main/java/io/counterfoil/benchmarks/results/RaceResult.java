package io.counterfoil.benchmarks.results;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a race measured at one size. Immutable.
 *
 * @param race its name in the workload
 * @param rows the size that was asked for
 * @param operations what a contender without a limit did in a round
 * @param clock which clock counts, in words
 * @param contenders in the order of the race
 */
public record RaceResult(String race, int rows, int operations, String clock, List<Entry> contenders) {

    public RaceResult {
        contenders = List.copyOf(contenders);
    }

    /**
     * What one contender needed.
     *
     * @param contender its name
     * @param role what it is
     * @param operations how many it did, fewer than the race's where it is too slow for all
     * @param nanos median nanoseconds an operation
     * @param bytes median bytes allocated an operation, by the thread that ran it
     * @param timesOurs median over the rounds of its time over that of the first of ours; null where none of ours runs
     * @param timesBound the same over the first bound; null where there is none
     */
    public record Entry(
            String contender,
            Role role,
            int operations,
            double nanos,
            double bytes,
            @Nullable Double timesOurs,
            @Nullable Double timesBound) {}

    /** The contender with the name. */
    public Optional<Entry> entry(String contender) {
        return contenders.stream()
                .filter(entry -> entry.contender().equals(contender))
                .findFirst();
    }

    /** Those of a role, in the order of the race. */
    public List<Entry> with(Role role) {
        return contenders.stream().filter(entry -> entry.role() == role).toList();
    }
}
