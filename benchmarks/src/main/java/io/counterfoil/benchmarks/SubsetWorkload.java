package io.counterfoil.benchmarks;

import io.counterfoil.benchmarks.results.Role;
import io.counterfoil.reconciliation.engine.internal.SetSearch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * W3: how many sets of amounts make a target: none, one, or two and more. An operation is one question of a cell; each contender answers the same questions, peers the
 * first few. A question that a peer does not answer in five seconds, or cannot hold, is counted and left out of the comparison.
 */
final class SubsetWorkload extends RacedWorkload {

    private static final long SEED = 3;
    private static final int QUESTIONS = 100;
    private static final int PEER_QUESTIONS = 3;
    private static final String OURS = "Counterfoil";
    private static final String BARE = "bare loop";
    private static final String CP_SAT = "CP-SAT";
    private static final String CHOCO = "Choco";

    private static final String GAVE_UP = "where CP-SAT answers none of its questions, its time is only how long it ran"
            + " until it gave up: see the notes";

    /** What CP-SAT decides before it searches, by remainders. */
    private static final String ITS_BEST = "infeasible n=100";

    private static final SetSearch.Limits TO_TWO = new SetSearch.Limits(200, 2, 20_000_000);

    private final Map<String, Integer> unanswered = new TreeMap<>();

    /** Decides one question. */
    private interface Decider {
        int sets(long[] amounts, long target, int maxSize);
    }

    private record Question(long[] amounts, long target, int maxSize) {}

    private record Cell(String name, double mostMillis, Decider bare, List<Question> questions) {}

    @Override
    public String name() {
        return "W3";
    }

    @Override
    public String title() {
        return "How many sets make a sum, counted to two";
    }

    @Override
    int defaultRows() {
        return QUESTIONS;
    }

    @Override
    List<Race> races(int rows, Options options) {
        boolean hasNative = SubsetPeers.hasNative();
        return cells(rows).stream().map(cell -> race(cell, hasNative)).toList();
    }

    @Override
    void judge(Results results, Targets targets) {
        for (Cell cell : cells(1)) {
            Race.Result result = results.of(cell.name());
            targets.atMost(cell.name() + " ms", result.nanos(OURS) / 1e6, cell.mostMillis());
            if (result.has(CP_SAT)) {
                boolean itsBest = cell.name().equals(ITS_BEST);
                targets.atLeast(cell.name() + " CP-SAT/ours", result.ratio(CP_SAT, OURS), itsBest ? 3 : 50, GAVE_UP);
            }
        }
    }

    @Override
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        notes.add("every question is decided by us: a cut search would end the run");
        notes.add("a peer's time for what it did not answer is the time until it gave up, so that its figure is too"
                + " small");
        notes.add("Choco's integers cannot hold the wide amounts");
        unanswered.forEach(
                (who, count) -> notes.add(who + ": " + count + " answers missing, rounds of warming up included"));
        return notes;
    }

    private static List<Cell> cells(int questions) {
        Map<String, Cell> cells = new LinkedHashMap<>();
        for (int n : new int[] {20, 50, 100, 200}) {
            add(cells, new Cell("real n=" + n, 1, BareSearch::depthFirst, questions(questions, r -> real(n, r, n))));
        }
        add(
                cells,
                new Cell("five prices n=100", 5, SubsetWorkload::table, questions(questions, SubsetWorkload::prices)));
        add(cells, new Cell(ITS_BEST, 5, SubsetWorkload::table, questions(questions, SubsetWorkload::infeasible)));
        add(
                cells,
                new Cell(
                        "wide n=40",
                        100,
                        (a, t, k) -> BareSearch.halves(a, t),
                        questions(questions, SubsetWorkload::wide)));
        for (int k : new int[] {3, 4}) {
            add(
                    cells,
                    new Cell(
                            "at most " + k + " of 100",
                            5,
                            BareSearch::pairs,
                            questions(questions, r -> real(100, r, k))));
        }
        return List.copyOf(cells.values());
    }

    private static void add(Map<String, Cell> cells, Cell cell) {
        cells.put(cell.name(), cell);
    }

    private static int table(long[] amounts, long target, int maxSize) {
        long unit = 0;
        for (long amount : amounts) {
            unit = java.math.BigInteger.valueOf(unit)
                    .gcd(java.math.BigInteger.valueOf(amount))
                    .longValueExact();
        }
        long by = unit;
        return target % by != 0
                ? 0
                : BareSearch.table(Arrays.stream(amounts).map(a -> a / by).toArray(), target / by);
    }

    private interface Maker {
        Question make(Random random);
    }

    private static List<Question> questions(int count, Maker maker) {
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            questions.add(maker.make(new Random(SEED + i)));
        }
        return questions;
    }

    /** Invoice amounts in cents, from 1.00 to about 5,000.00, small ones more frequent; the target is the sum of some. */
    private static Question real(int n, Random random, int maxSize) {
        long[] amounts = random.doubles(n, 2, 5.7)
                .mapToLong(e -> Math.round(Math.pow(10, e)))
                .sorted()
                .toArray();
        descend(amounts);
        int size = maxSize < n ? maxSize : Math.max(2, n / 4);
        return new Question(amounts, sumOfSome(amounts, size, random), maxSize);
    }

    private static long sumOfSome(long[] amounts, int size, Random random) {
        return random.ints(0, amounts.length)
                .distinct()
                .limit(size)
                .mapToLong(i -> amounts[i])
                .sum();
    }

    private static void descend(long[] ascending) {
        for (int i = 0; i < ascending.length / 2; i++) {
            long other = ascending[i];
            ascending[i] = ascending[ascending.length - 1 - i];
            ascending[ascending.length - 1 - i] = other;
        }
    }

    private static Question prices(Random random) {
        long[] prices = {4_900, 9_900, 14_900, 19_900, 49_900};
        long[] amounts = random.ints(100, 0, prices.length)
                .mapToLong(i -> prices[i])
                .sorted()
                .toArray();
        descend(amounts);
        // every other target is out of reach, though it has the right step
        long target = sumOfSome(amounts, 30, random) + (random.nextBoolean() ? 0 : 100);
        return new Question(amounts, target, 100);
    }

    /** Multiples of 7.00 but one amount, and a target between what they make. */
    private static Question infeasible(Random random) {
        long[] amounts = random.longs(100, 1, 300).map(x -> 700 * x).sorted().toArray();
        amounts[0] = 100;
        Arrays.sort(amounts);
        descend(amounts);
        return new Question(amounts, 700L * (3_000 + random.nextInt(3_000)) + 300, 100);
    }

    private static Question wide(Random random) {
        long[] amounts = random.longs(40, 1L << 43, 1L << 44).sorted().toArray();
        descend(amounts);
        return new Question(amounts, sumOfSome(amounts, 20, random) + random.nextInt(2), 40);
    }

    private static int ours(long[] amounts, long target, int maxSize) {
        SetSearch found = SetSearch.of(
                amounts,
                IntStream.range(0, amounts.length).toArray(),
                new SetSearch.Question(target, target, maxSize),
                TO_TWO);
        if (found.end().isCut()) {
            throw new IllegalStateException("a question was cut, expected every one to be decided");
        }
        return (int) Math.min(2, found.count().items());
    }

    private Race race(Cell cell, boolean hasNative) {
        int count = cell.questions().size();
        Race race = Race.of(cell.name(), count)
                .bound(BARE, n -> answers(cell, n, cell.bare()))
                .ours(OURS, n -> answers(cell, n, SubsetWorkload::ours));
        if (SubsetPeers.fitsChoco(cell.questions().get(0).amounts())) {
            race = race.with(peer(CHOCO, cell, SubsetPeers::choco).atMost(Math.min(PEER_QUESTIONS, count)));
        }
        return hasNative
                ? race.with(peer(CP_SAT, cell, SubsetPeers::cpSat).atMost(Math.min(PEER_QUESTIONS, count)))
                : race;
    }

    private Contender<Integer> peer(String who, Cell cell, Decider decider) {
        return Contender.of(
                Role.PEER,
                who,
                n -> answers(cell, n, (amounts, target, maxSize) -> {
                    int sets = decider.sets(amounts, target, maxSize);
                    if (sets == SubsetPeers.UNANSWERED) {
                        unanswered.merge(who + ", " + cell.name(), 1, Integer::sum);
                        return ours(amounts, target, maxSize);
                    }
                    return sets;
                }));
    }

    private static Object answers(Cell cell, int count, Decider decider) {
        StringBuilder answers = new StringBuilder();
        for (int i = 0; i < count; i++) {
            Question question = cell.questions().get(i);
            answers.append(decider.sets(question.amounts(), question.target(), question.maxSize()));
        }
        return answers.toString();
    }
}
