package io.counterfoil.benchmarks.results;

import java.util.List;

/**
 * What one workload measured. Immutable.
 *
 * @param workload its name, such as {@code W1}
 * @param title what it is about, in a few words
 * @param arguments with which it was started
 * @param stand on what and when it ran
 * @param races every race at every size, in the order in which they ran
 * @param growth over the sizes
 * @param targets held against the largest size
 * @param notes about contenders that are not there, and the like
 */
public record WorkloadResult(
        String workload,
        String title,
        List<String> arguments,
        Stand stand,
        List<RaceResult> races,
        List<Growth> growth,
        List<Target> targets,
        List<String> notes) {

    public WorkloadResult {
        arguments = List.copyOf(arguments);
        races = List.copyOf(races);
        growth = List.copyOf(growth);
        targets = List.copyOf(targets);
        notes = List.copyOf(notes);
    }

    /**
     * On what and when a workload ran.
     *
     * @param machine under it
     * @param started as text of an instant, UTC
     * @param seconds that it took by the clock on the wall
     * @param loadAtStart load average of the last minute; below zero where the system does not say
     * @param loadAtEnd the same at its end
     */
    public record Stand(Machine machine, String started, double seconds, double loadAtStart, double loadAtEnd) {}

    /** The names of its races, in the order in which they first ran. */
    public List<String> raceNames() {
        return races.stream().map(RaceResult::race).distinct().toList();
    }

    /** A race at its sizes, ascending. */
    public List<RaceResult> sizesOf(String race) {
        return races.stream().filter(result -> result.race().equals(race)).toList();
    }

    /** How many targets are reached. */
    public int reached() {
        return (int) targets.stream().filter(Target::reached).count();
    }
}
