package io.counterfoil.benchmarks;

import static io.counterfoil.reconciliation.plan.MatchKey.AMOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.REFERENCE;

import io.counterfoil.benchmarks.Lines.Answer;
import io.counterfoil.benchmarks.results.Role;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.reconciliation.engine.Match;
import io.counterfoil.reconciliation.engine.Reconciler;
import io.counterfoil.reconciliation.engine.Reconciliation;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.plan.Tolerance;
import io.counterfoil.reconciliation.plan.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** W1: one to one by reference and amount, then within 1.00, full result; from columns, from the caller's objects, and with a fifth of all lines on one reference. */
final class PairsWorkload extends RacedWorkload {

    private static final String PLAIN = "pairs";
    private static final String SKEWED = "pairs, a fifth on one reference";
    private static final String COLUMNS = "Counterfoil columns";
    private static final String OBJECTS = "Counterfoil from objects";
    private static final String MAPS = "HashMap of lists";
    private static final String DATABASE = "DuckDB";
    private static final String BOUND = "64-bit keys, radix";
    private static final AsOf AS_OF = new AsOf(LocalDate.of(2027, 1, 1), Instant.EPOCH);

    private static final Reconciler RECONCILER = Reconciler.builder(MatchPlan.named("w1")
                    .pass(Pass.oneToOne("exact")
                            .on(REFERENCE, AMOUNT)
                            .within(Window.days(0, 3))
                            .confirm())
                    .pass(Pass.oneToOne("near")
                            .on(REFERENCE)
                            .amount(Tolerance.absolute("1.00"))
                            .within(Window.days(0, 3))
                            .confirm())
                    .build())
            .build();

    private static final String JOIN_ALONE = "the bound joins equal keys and no more: no second pass within 1.00, no"
            + " ambiguities, no open lines, no count of every line";
    private static final String SMALLER =
            "asked for ten million rows, where the tables of the peer no longer fit into the"
                    + " caches; at smaller sizes they do";
    private static final String OBJECTS_FIRST =
            "reading the caller's objects into columns costs several times the matching";
    private static final String SCRATCH =
            "scratch memory of the run; below the sizes that are divided into sweeps it is not" + " used again";

    private final List<String> absent = new ArrayList<>();
    private double bytesKept;

    @Override
    public String name() {
        return "W1";
    }

    @Override
    public String title() {
        return "One to one, by reference and amount, then within 1.00";
    }

    @Override
    int defaultRows() {
        return 1_000_000;
    }

    @Override
    List<String> notes() {
        return absent;
    }

    private record Sides(ItemBatch left, ItemBatch right) {

        static Sides of(Lines lines) {
            return new Sides(Lines.batch(lines.left()), Lines.batch(lines.right()));
        }

        Reconciliation match() {
            return RECONCILER.match(left, right, AS_OF);
        }
    }

    @Override
    List<Race> races(int rows, Options options) {
        Lines lines = Lines.of(rows, 0);
        Lines skewed = Lines.of(rows, 0.2);
        Sides sides = Sides.of(lines);
        Sides skewedSides = Sides.of(skewed);
        bytesKept = bytesKept(sides, rows);
        PairPeers.Bound bound = new PairPeers.Bound(lines);
        Race plain = Race.of(PLAIN, rows)
                .bound(BOUND, n -> joined(bound, lines))
                .ours(COLUMNS, n -> result(sides.match()))
                .ours(OBJECTS, n -> result(Sides.of(lines).match()))
                .peer(MAPS, n -> PairPeers.maps(lines))
                .peer("streams", n -> PairPeers.streams(lines));
        addDatabase(plain, lines);
        Race hot = Race.of(SKEWED, rows).ours(COLUMNS, n -> result(skewedSides.match()));
        return List.of(plain, hot);
    }

    private void addDatabase(Race race, Lines lines) {
        Optional<PairDatabase> database = PairDatabase.load(lines, absent::add);
        database.ifPresent(db -> race.with(Contender.of(Role.PEER, DATABASE, n -> db, (ready, n) -> ready.match())));
    }

    /** The bound finds the pairs of equal keys; what it must find is known from how the lines were made. */
    private static Object joined(PairPeers.Bound bound, Lines lines) {
        long found = bound.join();
        long expected = lines.answer().exact() + lines.answer().ambiguous();
        return found == expected ? lines.answer() : "joined " + found + ", expected " + expected;
    }

    /** What is asked of a result inside the clock: that it accounts for every line. Its pairs are looked at afterwards. */
    private static Object result(Reconciliation run) {
        if (!run.conservation().holds()) {
            return "conservation is broken";
        }
        Supplier<Object> later = () -> answer(run);
        return later;
    }

    private static Answer answer(Reconciliation run) {
        long[] counts = new long[3];
        run.matches().forEach(match -> {
            counts[match.pass().equals("exact") ? 0 : 1]++;
            counts[2] += Answer.pair(number(match, Side.LEFT), number(match, Side.RIGHT));
        });
        return new Answer(
                counts[0],
                counts[1],
                run.ambiguities().count(),
                run.open(Side.LEFT).count(),
                run.open(Side.RIGHT).count(),
                counts[2]);
    }

    private static long number(Match match, Side side) {
        String id =
                (side == Side.LEFT ? match.left() : match.right()).get(0).item().value();
        return Long.parseLong(id.substring(1));
    }

    private static double bytesKept(Sides sides, int rows) {
        long before = used();
        Reconciliation run = sides.match();
        long after = used();
        if (!run.conservation().holds()) {
            throw new IllegalStateException("conservation is broken");
        }
        return (double) (after - before) / rows;
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @Override
    void judge(Results results, Targets targets) {
        Race.Result plain = results.of(PLAIN);
        targets.atMost("columns/bound", plain.ratio(COLUMNS, BOUND), 2.2, JOIN_ALONE);
        targets.atMost("bytes allocated a row pair", plain.bytes(COLUMNS), 50, SCRATCH);
        targets.atMost("bytes kept a row pair", bytesKept, 50);
        targets.atLeast("HashMap/objects", plain.ratio(MAPS, OBJECTS), 15, OBJECTS_FIRST + "; " + SMALLER);
        targets.atLeast("HashMap/columns", plain.ratio(MAPS, COLUMNS), 15, SMALLER);
        if (plain.has(DATABASE)) {
            targets.atLeast("DuckDB/columns", plain.ratio(DATABASE, COLUMNS), 10, SMALLER);
            targets.atLeast("DuckDB/objects", plain.ratio(DATABASE, OBJECTS), 3, OBJECTS_FIRST);
        }
        targets.atMost("skewed/plain", results.of(SKEWED).nanos(COLUMNS) / plain.nanos(COLUMNS), 2);
    }
}
