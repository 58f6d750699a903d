package io.counterfoil.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** Starts workloads in a JVM of their own: the same Java, class path, heap and other settings as here. Thread-safe. */
final class ChildJvm implements Launcher {

    private static final int SECONDS_TO_END = 20;

    @Override
    public OptionalInt launch(List<String> arguments, Path text, Duration limit)
            throws IOException, InterruptedException {
        Process child = new ProcessBuilder(command(arguments))
                .redirectErrorStream(true)
                .redirectOutput(text.toFile())
                .start();
        child.getOutputStream().close();
        // Whoever ends this process means the child too.
        Thread withThis = new Thread(child::destroy);
        Runtime.getRuntime().addShutdownHook(withThis);
        try {
            if (child.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                return OptionalInt.of(child.exitValue());
            }
            return OptionalInt.empty();
        } finally {
            end(child);
            Runtime.getRuntime().removeShutdownHook(withThis);
        }
    }

    /** Asks it to end, so that it can take down what it started, and ends it where it does not. */
    private static void end(Process child) throws InterruptedException {
        if (child.isAlive()) {
            child.destroy();
            if (!child.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                child.destroyForcibly().waitFor();
            }
        }
    }

    static List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String setting : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (!setting.startsWith("-agentlib:") && !setting.startsWith("-javaagent:")) { // a debugger holds its port
                command.add(setting);
            }
        }
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(Main.class.getName());
        command.addAll(arguments);
        return command;
    }
}
