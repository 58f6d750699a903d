package io.counterfoil.benchmarks.results;

import java.util.List;

/**
 * A run of several workloads: how each ended, and what it stood beside. Immutable.
 *
 * @param outcomes in the order in which they ran
 * @param libraries of the peers
 */
public record RunResult(List<Outcome> outcomes, List<Library> libraries) {

    public RunResult {
        outcomes = List.copyOf(outcomes);
        libraries = List.copyOf(libraries);
    }

    /**
     * How a workload ended.
     *
     * @param workload its name
     * @param arguments that it was given
     * @param ending how
     * @param status of its process; 0 is well, and what a killed one leaves is up to the system
     * @param seconds by the clock on the wall
     */
    public record Outcome(String workload, List<String> arguments, Ending ending, int status, double seconds) {

        public Outcome {
            arguments = List.copyOf(arguments);
        }

        /** In words, such as {@code ended with status 1}. */
        public String sentence() {
            return switch (ending) {
                case WELL -> "ended well";
                case FAILED -> "ended with status " + status;
                case OUT_OF_TIME -> "was stopped, out of time";
                case WITHOUT_RECORD -> "ended well and left no record";
            };
        }
    }

    /** The ways to end. */
    public enum Ending {
        WELL,
        FAILED,
        OUT_OF_TIME,
        WITHOUT_RECORD
    }

    /** How many did not end well. */
    public int failed() {
        return (int) outcomes.stream()
                .filter(outcome -> outcome.ending() != Ending.WELL)
                .count();
    }
}
