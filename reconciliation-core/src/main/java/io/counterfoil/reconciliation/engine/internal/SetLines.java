package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.reconciliation.engine.Reconciliation;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.MatchKey;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.plan.Tolerance;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Searches the sets of one item of a pass. What cannot be decided is held as truncated, and the items it might take are marked as doubted. Not thread-safe. */
final class SetLines {

    private static final int HITS = 1000;

    private final Run run;
    private final int number;
    private final Pass pass;
    private final Side single;
    private final SideData ones;
    private final SideData many;
    private final Residuals residuals;
    private final Map<Integer, Tolerance.InMinorUnits> bounds = new HashMap<>();

    /** Rows of the searched side that a truncated search might want. */
    final boolean[] doubted;

    SetLines(Run run, int number, Pass pass) {
        this.run = run;
        this.number = number;
        this.pass = pass;
        this.single = pass.cardinality() == Pass.Cardinality.ONE_TO_MANY ? Side.LEFT : Side.RIGHT;
        this.ones = run.side(single);
        this.many = run.side(single.other());
        this.residuals = new Residuals(pass, run.left, run.right);
        this.doubted = new boolean[many.state.length];
    }

    /** What the search for one item's sets came to; sets are positions in the pool. */
    private record Found(
            List<int[]> sets,
            List<int[]> readings,
            Resolution.SolutionCount count,
            SetSearch.End end,
            long steps,
            long share) {}

    /** The item's sets among the rows of the pool; empty where there are none, or where that could not be found out. */
    Optional<SetLine> search(int one, int[] pool) {
        int[] rows = ContentOrder.sorted(many, pool);
        AmountWindow window = window(one);
        int[] names = named(one, rows);
        if (names.length > 0) {
            return named(one, rows, names, window);
        }
        Found found = residuals.isEmpty() ? plain(rows, window) : explained(one, rows, window);
        if (found.end().isCut()) {
            cut(one, rows, found);
            return Optional.empty();
        }
        if (found.sets().isEmpty()) {
            return Optional.empty();
        }
        boolean exchanged = pass.interchange().isPresent()
                && found.count().exact()
                && found.count().compositions() == 1
                && found.count().items() > 1;
        return Optional.of(new SetLine(
                one,
                new Tie.Rows(rows),
                inOrder(found.sets(), rows),
                exchanged ? inOrder(found.readings(), rows) : List.of(),
                found.count(),
                false,
                window.halfWidth(ones.openMinor(one))));
    }

    private List<int[]> inOrder(List<int[]> sets, int[] rows) {
        return sets.stream()
                .map(set -> Arrays.stream(set).sorted().map(i -> rows[i]).toArray())
                .sorted((a, b) -> ContentOrder.compareSets(many, a, b))
                .toList();
    }

    /** Rows that share a reference with the item, where the pass takes references for evidence; content order stays. */
    private int[] named(int one, int[] rows) {
        boolean exact = pass.evidence().contains(MatchKey.REFERENCE);
        boolean loose = pass.evidence().contains(MatchKey.REFERENCE_LOOSELY);
        if (!exact && !loose) {
            return new int[0];
        }
        return Arrays.stream(rows)
                .filter(row -> (exact && ones.sharesReference(one, many, row))
                        || (loose && ones.sharesReferenceLoosely(one, many, row)))
                .toArray();
    }

    /** The set that references name outweighs all others; where its sum misses, no lucky set takes its place. */
    private Optional<SetLine> named(int one, int[] rows, int[] names, AmountWindow window) {
        if (isHit(one, names, window)) {
            return Optional.of(new SetLine(
                    one,
                    new Tie.Rows(rows),
                    List.of(names),
                    List.of(),
                    Resolution.SolutionCount.exactly(1),
                    true,
                    window.halfWidth(ones.openMinor(one))));
        }
        long missed = Math.subtractExact(ones.openMinor(one), sum(names));
        run.lost.add(new Lost(number, single, one, new Tie.Rows(names), missed));
        return Optional.empty();
    }

    private long sum(int[] rows) {
        return Arrays.stream(rows).mapToLong(many::openMinor).reduce(0, Math::addExact);
    }

    private SetSearch.Limits searchLimits() {
        return new SetSearch.Limits(
                Math.min(pass.maxPool(), run.setting.limits().pool()),
                HITS,
                run.setting.limits().steps());
    }

    private Found plain(int[] rows, AmountWindow window) {
        int[] order = pass.interchange()
                .filter(i -> i.order() == Pass.Interchange.Order.NEWEST_FIRST)
                .map(newest -> IntStream.range(0, rows.length)
                        .map(i -> rows.length - 1 - i)
                        .toArray())
                .orElseGet(() -> IntStream.range(0, rows.length).toArray());
        SetSearch found = SetSearch.of(
                Arrays.stream(order).mapToLong(i -> many.openMinor(rows[i])).toArray(),
                kinds(rows, order),
                new SetSearch.Question(window.low(), window.high(), pass.maxSetSize()),
                searchLimits());
        return new Found(
                mapped(found.sets(), order),
                mapped(found.readings(), order),
                found.count(),
                found.end(),
                found.steps(),
                found.exploredMillionths());
    }

    private static List<int[]> mapped(List<int[]> sets, int[] order) {
        return sets.stream()
                .map(set -> Arrays.stream(set).map(i -> order[i]).toArray())
                .toList();
    }

    /** Items that agree on the declared keys are of one kind; without a declaration each is its own. */
    private int[] kinds(int[] rows, int[] order) {
        if (pass.interchange().isEmpty()) {
            return IntStream.range(0, rows.length).toArray();
        }
        Map<List<Object>, Integer> kinds = new HashMap<>();
        return Arrays.stream(order)
                .map(i -> kinds.computeIfAbsent(
                        Interchanges.marks(many, rows[i], pass.interchange().orElseThrow()), k -> kinds.size()))
                .toArray();
    }

    /** Sets that make the amount, or miss it by what the explainers explain, are of equal standing. */
    private Found explained(int one, int[] rows, AmountWindow window) {
        return itemwise(one, rows, window).orElseGet(() -> eachSet(one, rows, window));
    }

    /** What explainers offer item by item is put into the items' amounts, so that sums are searched; every set found is asked about. */
    private Optional<Found> itemwise(int one, int[] rows, AmountWindow window) {
        if (single != Side.LEFT) {
            return Optional.empty();
        }
        try {
            return residuals
                    .byItem(one, Math.min(pass.maxSetSize(), rows.length))
                    .flatMap(offers -> ItemwiseSets.of(
                            new ItemwiseSets.Pool(many, rows, offers),
                            new ItemwiseSets.Wanted(ones.openMinor(one), window, pass.maxSetSize()),
                            searchLimits(),
                            set -> isHit(one, set, window)))
                    .map(found -> new Found(
                            found.sets(), found.sets(), found.count(), found.end(), found.steps(), found.share()));
        } catch (ArithmeticException outOfRange) {
            return Optional.empty();
        }
    }

    private Found eachSet(int one, int[] rows, AmountWindow window) {
        ExplainedSets found = ExplainedSets.of(rows, pass.maxSetSize(), searchLimits(), set -> isHit(one, set, window));
        Map<Integer, Integer> positions = new HashMap<>();
        for (int i = 0; i < rows.length; i++) {
            positions.put(rows[i], i);
        }
        List<int[]> sets = found.sets().stream()
                .map(set -> Arrays.stream(set)
                        .map(row -> positions.getOrDefault(row, 0))
                        .toArray())
                .toList();
        return new Found(sets, sets, found.count(), found.end(), found.steps(), found.exploredMillionths());
    }

    private boolean isHit(int one, int[] set, AmountWindow window) {
        long sum = 0;
        for (int row : set) {
            long amount = many.openMinor(row);
            long next = sum + amount;
            if (((sum ^ next) & (amount ^ next)) < 0) {
                return false;
            }
            sum = next;
        }
        if (sum >= window.low() && sum <= window.high()) {
            return true;
        }
        boolean sameDirection = Long.signum(sum) == Long.signum(ones.openMinor(one));
        int[] mine = {one};
        return sameDirection && (single == Side.LEFT ? residuals.explain(mine, set) : residuals.explain(set, mine));
    }

    private AmountWindow window(int one) {
        Tolerance tolerance = pass.tolerance().orElse(Tolerance.exact());
        int digits = ones.batch.currency(one).getDefaultFractionDigits();
        return AmountWindow.of(
                tolerance.isExact() ? null : bounds.computeIfAbsent(digits, tolerance::inMinorUnits),
                single == Side.LEFT,
                ones.openMinor(one));
    }

    private void cut(int one, int[] rows, Found found) {
        for (int row : rows) {
            doubted[row] = true;
        }
        Reconciliation.Reason limit = switch (found.end()) {
            case POOL -> Reconciliation.Reason.MAX_ITEMS;
            case RANGE -> Reconciliation.Reason.ARITHMETIC_RANGE;
            case STEPS, COUNT, COMPLETE -> Reconciliation.Reason.LIMIT_STEPS;
        };
        List<Cut.Reading> best = inOrder(found.sets(), rows).stream()
                .limit(run.setting.limits().alternatives())
                .map(set -> reading(one, set))
                .toList();
        Tie.Rows mine = new Tie.Rows(new int[] {one});
        Tie.Rows none = new Tie.Rows(new int[0]);
        run.cut(new Cut(
                number,
                single == Side.LEFT ? mine : none,
                single == Side.LEFT ? none : mine,
                limit,
                found.steps(),
                found.end() == SetSearch.End.STEPS ? found.share() : Cut.UNKNOWN,
                best));
    }

    private Cut.Reading reading(int one, int[] set) {
        Tie.Rows mine = new Tie.Rows(new int[] {one});
        Tie.Rows theirs = new Tie.Rows(set);
        return single == Side.LEFT ? new Cut.Reading(mine, theirs) : new Cut.Reading(theirs, mine);
    }

    /** An item of a block that was not looked through, and what it might want of it. */
    void cutBlock(int one, int[] block) {
        for (int row : block) {
            doubted[row] = true;
        }
        Tie.Rows mine = new Tie.Rows(new int[] {one});
        Tie.Rows none = new Tie.Rows(new int[0]);
        run.cut(new Cut(
                number,
                single == Side.LEFT ? mine : none,
                single == Side.LEFT ? none : mine,
                Reconciliation.Reason.LIMIT_BLOCK,
                0));
    }
}
