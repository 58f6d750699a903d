package io.counterfoil.benchmarks;

import java.util.List;

/** A measurement that can be run by its name. */
interface Workload {

    /** Its name on the command line and in the list of workloads, such as {@code W1}. */
    String name();

    /** What it is about, in a few words. */
    String title();

    /** Runs it with the arguments after the name and prints its table and its targets; the result is the exit status. */
    int run(List<String> arguments);
}
