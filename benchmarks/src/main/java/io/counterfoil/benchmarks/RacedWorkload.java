package io.counterfoil.benchmarks;

import io.counterfoil.benchmarks.results.RaceResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A workload made of races at several sizes: prints for each race and size a table with ratios, then how the cost grows, and last a line for each target;
 * with {@code --record FILE} the same results are kept as JSON.
 */
abstract class RacedWorkload implements Workload {

    /** Rows of the largest size where none is asked for. */
    abstract int defaultRows();

    /** The races over so many rows, on data made here from a fixed seed. */
    abstract List<Race> races(int rows, Options options) throws Exception;

    /** Holds the results of the largest size against the targets. */
    abstract void judge(Results results, Targets targets);

    /** What is to be said about contenders that are not there; printed before the targets. */
    List<String> notes() {
        return List.of();
    }

    @Override
    public int run(List<String> arguments) {
        Options options = Options.parse(arguments);
        Recording recording = Recording.of(this, arguments);
        Printed printed = new Printed(System.out);
        Results last;
        try {
            last = measure(options, recording, printed);
        } catch (Exception e) {
            recording.endEarly(e);
            throw new IllegalStateException(name() + " could not be run to its end", e);
        } catch (AssertionError e) { // answers differ
            recording.endEarly(e);
            throw e;
        }
        Targets targets = new Targets();
        if (options.text("race").isEmpty()) {
            judge(last, targets);
        }
        printed.printEnd(recording.end(targets, notes()));
        return 0;
    }

    /** Every race at every size, ascending; the results of the largest. */
    private Results measure(Options options, Recording recording, Printed printed) throws Exception {
        Results last = new Results(Map.of());
        for (int size : options.sizes(options.rows(defaultRows()))) {
            Map<String, Race.Result> results = new LinkedHashMap<>();
            for (Race race : races(size, options)) {
                if (!options.text("race").orElse(race.name()).equals(race.name())) {
                    continue;
                }
                Race.Result result = race.run(options.warmups(), options.warmSeconds(), options.rounds());
                results.put(race.name(), result);
                RaceResult figures = result.figures(size);
                recording.add(figures);
                printed.print(name(), figures);
            }
            last = new Results(results);
        }
        return last;
    }

    /** The results of one size by race. Immutable. */
    static final class Results {

        private final Map<String, Race.Result> byRace;

        private Results(Map<String, Race.Result> byRace) {
            this.byRace = byRace;
        }

        /** The result of the race with the name. */
        Race.Result of(String race) {
            Race.Result result = byRace.get(race);
            if (result == null) {
                throw new IllegalArgumentException("no race " + race + ", expected one of " + byRace.keySet());
            }
            return result;
        }
    }
}
