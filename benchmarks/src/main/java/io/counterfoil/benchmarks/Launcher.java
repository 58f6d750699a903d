package io.counterfoil.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/** Starts a workload and waits for its end. */
interface Launcher {

    /**
     * Runs it with everything that it prints in the file.
     *
     * @param arguments the workload's name, and its arguments
     * @return its exit status; nothing where it was stopped because the time was over
     */
    OptionalInt launch(List<String> arguments, Path text, Duration limit) throws IOException, InterruptedException;
}
