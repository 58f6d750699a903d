package io.counterfoil.benchmarks;

import io.counterfoil.benchmarks.Contender.Meter;
import io.counterfoil.benchmarks.Contender.Round;
import io.counterfoil.benchmarks.results.RaceResult;
import io.counterfoil.benchmarks.results.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Contenders that do the same work on the same data, in turns: each round every one of them once, each time another one first, so that whatever else the
 * machine does falls on all. Their answers must be equal. Not thread-safe.
 */
final class Race {

    private final String name;
    private final int operations;
    private final List<Contender<?>> contenders = new ArrayList<>();

    private boolean waits;

    private Race(String name, int operations) {
        this.name = name;
        this.operations = operations;
    }

    /** Its work waits for a disk or another process: the wall clock counts, and not this thread's time on the processor. */
    Race waiting() {
        waits = true;
        return this;
    }

    /** The clock that counts. */
    String clock() {
        return waits ? "wall clock" : "processor time";
    }

    /** A race of so many operations. */
    static Race of(String name, int operations) {
        return new Race(name, operations);
    }

    Race ours(String who, IntFunction<Object> work) {
        return with(Contender.of(Role.OURS, who, work));
    }

    Race peer(String who, IntFunction<Object> work) {
        return with(Contender.of(Role.PEER, who, work));
    }

    Race bound(String who, IntFunction<Object> work) {
        return with(Contender.of(Role.BOUND, who, work));
    }

    Race with(Contender<?> contender) {
        contenders.add(contender);
        return this;
    }

    String name() {
        return name;
    }

    int operations() {
        return operations;
    }

    List<Contender<?>> contenders() {
        return Collections.unmodifiableList(contenders);
    }

    /**
     * Runs it.
     *
     * @throws AssertionError where answers differ
     */
    Result run(int warmups, int warmSeconds, int rounds) throws Exception {
        Meter meter = Meter.of(waits);
        Map<String, List<Round>> measured = new HashMap<>();
        Map<Integer, Answer> answers = new HashMap<>();
        reference(meter, answers);
        for (Contender<?> contender : contenders) {
            warm(contender, warmups, warmSeconds, meter);
        }
        for (int round = 0; round < rounds; round++) {
            for (int turn = 0; turn < contenders.size(); turn++) {
                Contender<?> contender = contenders.get(Math.floorMod(turn + round, contenders.size()));
                Round cost = contender.run(operations, meter);
                compare(contender, cost.answer(), answers);
                measured.computeIfAbsent(contender.name(), key -> new ArrayList<>())
                        .add(cost);
            }
        }
        return new Result(this, measured);
    }

    /** Rounds of the size that is measured, so many and for so long that the compiler has done its work before the clock starts. */
    private void warm(Contender<?> contender, int warmups, int seconds, Meter meter) throws Exception {
        long until = System.nanoTime() + seconds * 1_000_000_000L;
        for (int round = 0; round < warmups || System.nanoTime() < until; round++) {
            contender.run(operations, meter);
        }
    }

    /** Who is asked for less is compared with the first of ours on the same first operations. */
    private void reference(Meter meter, Map<Integer, Answer> answers) throws Exception {
        for (Contender<?> contender : contenders) {
            int asked = contender.operations(operations);
            if (asked != operations && !answers.containsKey(asked)) {
                Contender<?> ours = contenders.stream()
                        .filter(c -> c.role() == Role.OURS)
                        .findFirst()
                        .orElse(contender);
                answers.put(
                        asked, new Answer(ours.name(), ours.run(asked, meter).answer()));
            }
        }
    }

    private void compare(Contender<?> contender, Object answer, Map<Integer, Answer> answers) {
        Answer known =
                answers.computeIfAbsent(contender.operations(operations), key -> new Answer(contender.name(), answer));
        if (!Objects.equals(known.answer(), answer)) {
            throw new AssertionError(name + ": " + contender.name() + " answers " + answer + ", " + known.from()
                    + " answers " + known.answer());
        }
    }

    private record Answer(String from, Object answer) {}

    /** What was measured. Immutable. */
    static final class Result {

        private final Race race;
        private final Map<String, List<Round>> rounds;

        private Result(Race race, Map<String, List<Round>> rounds) {
            this.race = race;
            this.rounds = rounds;
        }

        Race race() {
            return race;
        }

        /** All of it as values. */
        RaceResult figures(int rows) {
            List<RaceResult.Entry> entries = new ArrayList<>();
            for (Contender<?> contender : race.contenders) {
                String who = contender.name();
                entries.add(new RaceResult.Entry(
                        who,
                        contender.role(),
                        contender.operations(race.operations),
                        nanos(who),
                        bytes(who),
                        timesFirst(who, Role.OURS),
                        timesFirst(who, Role.BOUND)));
            }
            return new RaceResult(race.name, rows, race.operations, race.clock(), entries);
        }

        private @Nullable Double timesFirst(String who, Role role) {
            return race.contenders.stream()
                    .filter(contender -> contender.role() == role)
                    .findFirst()
                    .map(first -> ratio(who, first.name()))
                    .orElse(null);
        }

        /** Median nanoseconds an operation. */
        double nanos(String contender) {
            return median(of(contender).stream().map(Round::nanos).toList());
        }

        /** Median bytes allocated an operation, by the thread that ran it. */
        double bytes(String contender) {
            return median(of(contender).stream().map(Round::bytes).toList());
        }

        /** Median over the rounds of how many times the other's time it took: what the machine did meanwhile falls out. */
        double ratio(String contender, String other) {
            List<Round> left = of(contender);
            List<Round> right = of(other);
            List<Double> ratios = new ArrayList<>();
            for (int round = 0; round < left.size(); round++) {
                ratios.add(left.get(round).nanos() / right.get(round).nanos());
            }
            return median(ratios);
        }

        boolean has(String contender) {
            return rounds.containsKey(contender);
        }

        private List<Round> of(String contender) {
            List<Round> known = rounds.get(contender);
            if (known == null) {
                throw new IllegalArgumentException(
                        "no contender " + contender + " in race " + race.name + ", expected one of " + rounds.keySet());
            }
            return known;
        }

        private static double median(List<Double> values) {
            List<Double> sorted = values.stream().sorted().toList();
            int middle = sorted.size() / 2;
            return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        }
    }
}
