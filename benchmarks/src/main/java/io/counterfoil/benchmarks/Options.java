package io.counterfoil.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The arguments after a workload's name: {@code --rows N} for the largest size, {@code --rounds N}, {@code --warmups N}, {@code --warm-seconds N}, {@code --sizes N} for
 * how many sizes (each a tenth of the next), {@code --race NAME} for one race alone, {@code --record FILE} to keep what was measured as JSON, and whatever else a workload reads by its name. Immutable.
 */
final class Options {

    private static final int DEFAULT_ROUNDS = 5;
    private static final int DEFAULT_WARMUPS = 2;
    private static final int DEFAULT_WARM_SECONDS = 1;
    private static final int DEFAULT_SIZES = 3;
    private static final int STEP = 10;
    private static final int SMALLEST = 100;

    /** Options whose value is a file or a folder. */
    static final Set<String> FILES = Set.of("--record", "--data", "--write");

    private final Map<String, String> values;

    private Options(Map<String, String> values) {
        this.values = values;
    }

    /**
     * The options that the arguments say; one without a value is {@code true}.
     *
     * @throws IllegalArgumentException for an argument that is no option
     */
    static Options parse(List<String> arguments) {
        Map<String, String> values = new LinkedHashMap<>();
        int at = 0;
        while (at < arguments.size()) {
            String name = arguments.get(at++);
            if (!name.startsWith("--")) {
                throw new IllegalArgumentException(
                        "argument '" + name + "', expected an option such as --rows 1000000");
            }
            boolean hasValue = at < arguments.size() && !arguments.get(at).startsWith("--");
            values.put(name.substring(2), hasValue ? arguments.get(at++) : "true");
        }
        return new Options(values);
    }

    /** Rows of the largest size. */
    int rows(int otherwise) {
        return number("rows", otherwise);
    }

    /** Measured rounds. */
    int rounds() {
        return number("rounds", DEFAULT_ROUNDS);
    }

    /** Rounds before those that are measured. */
    int warmups() {
        return number("warmups", DEFAULT_WARMUPS);
    }

    /** For how many seconds each contender runs, at each size, before it is measured. */
    int warmSeconds() {
        return number("warm-seconds", DEFAULT_WARM_SECONDS);
    }

    /** The sizes to run, ascending, each ten times the one before. */
    List<Integer> sizes(int rows) {
        return Stream.iterate(rows, size -> size / STEP)
                .limit(number("sizes", DEFAULT_SIZES))
                .takeWhile(size -> size >= SMALLEST || size == rows)
                .sorted()
                .toList();
    }

    /** A whole number by name; digits may be grouped by underscores. */
    int number(String name, int otherwise) {
        return text(name).map(text -> Integer.parseInt(text.replace("_", ""))).orElse(otherwise);
    }

    /** The names of all that were said, in their order. */
    List<String> names() {
        return List.copyOf(values.keySet());
    }

    /** A value by name. */
    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }
}
