package io.counterfoil.benchmarks.results;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a run stood on: no names of hosts, users or folders. Immutable.
 *
 * @param processors that the JVM may use
 * @param model of the processor; empty where the system does not say
 * @param memoryBytes of the machine
 * @param heapBytes that the JVM may use
 * @param java version and maker
 * @param system name, version without the builder's suffix, and architecture
 * @param collectors of garbage
 */
public record Machine(
        int processors, String model, long memoryBytes, long heapBytes, String java, String system, String collectors) {

    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    /** The machine and the JVM that this runs on. */
    public static Machine here() {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                processorModel(),
                beans().getTotalMemorySize(),
                Runtime.getRuntime().maxMemory(),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version") + ", "
                        + System.getProperty("java.vendor"),
                System.getProperty("os.name") + " "
                        + System.getProperty("os.version").replaceAll("-.*", "") + ", " + System.getProperty("os.arch"),
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .map(GarbageCollectorMXBean::getName)
                        .collect(Collectors.joining(", ")));
    }

    /** How many programs wait for a processor, over the last minute; below zero where the system does not say. */
    public static double load() {
        return beans().getSystemLoadAverage();
    }

    private static com.sun.management.OperatingSystemMXBean beans() {
        return (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    }

    private static String processorModel() {
        if (!Files.isReadable(PROCESSORS)) {
            return "";
        }
        try (Stream<String> lines = Files.lines(PROCESSORS)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            return ""; // a page without the model is still a page
        }
    }
}
