package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.reconciliation.engine.Confidence;
import io.counterfoil.reconciliation.engine.Reconciliation;
import io.counterfoil.reconciliation.engine.RunOptions;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.MatchLimits;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One run: the passes in order, and what became of every row. Not thread-safe; read-only once it is finished. */
public final class Run {

    /**
     * What a run is bound to.
     *
     * @param plan the passes
     * @param calendar for business days
     * @param limits on work
     * @param settlementDays until a booked item should be at the bank
     * @param graceDays after that
     * @param options of this run alone
     */
    public record Setting(
            MatchPlan plan,
            @Nullable BusinessCalendar calendar,
            MatchLimits limits,
            int settlementDays,
            int graceDays,
            RunOptions options) {

        /** The same, without the earlier run: a run that outlives it must not keep it and all before it alive. */
        private Setting withoutEarlier() {
            RunOptions alone =
                    RunOptions.builder().from(options).earlier(Optional.empty()).build();
            return options.earlier().isEmpty()
                    ? this
                    : new Setting(plan, calendar, limits, settlementDays, graceDays, alone);
        }
    }

    /** What a pass did, for people. */
    static final class Tally {
        long pairs;
        int components;
        int largest;
        int certain;
        int interchangeable;
        int likely;
        int ambiguous;
        int truncated;

        void add(Tally more) {
            pairs += more.pairs;
            components += more.components;
            largest = Math.max(largest, more.largest);
            certain += more.certain;
            interchangeable += more.interchangeable;
            likely += more.likely;
            ambiguous += more.ambiguous;
            truncated += more.truncated;
        }
    }

    final Setting setting;
    final SideData left;
    final SideData right;
    private final SideData.Codes codes;
    final Matches matches;
    final Parts parts = new Parts();
    final List<Tie> ties = new ArrayList<>();
    final List<Cut> cuts = new ArrayList<>();
    final List<Lost> lost = new ArrayList<>();
    final Map<Integer, Coincidence> risks = new HashMap<>();
    /** By pass, where nothing but amounts decides its pairs. */
    final Map<Integer, AmountChance> chances = new HashMap<>();

    final List<Tally> tallies = new ArrayList<>();
    boolean cancelled;
    final int[] leftMatch;
    final int[] rightMatch;
    private final List<Edges> heldPairs = new ArrayList<>();

    private Run(Setting setting, ItemBatch left, ItemBatch right) {
        SideData.Codes codes = new SideData.Codes();
        this.setting = setting;
        this.codes = codes;
        this.matches = new Matches(left.size());
        this.left = new SideData(Side.LEFT, left, codes);
        this.right = new SideData(Side.RIGHT, right, codes);
        this.leftMatch = new int[left.size()];
        this.rightMatch = new int[right.size()];
        Arrays.fill(leftMatch, -1);
        Arrays.fill(rightMatch, -1);
    }

    /** Runs the plan. */
    public static Reconciliation of(Setting setting, ItemBatch left, ItemBatch right, AsOf asOf) {
        return of(setting, left, right, asOf, ColumnJoin.Layout.USUAL);
    }

    /** Runs the plan with columns in the layout; without one, all of it by the general engine, which comes to the same result. */
    static Reconciliation of(
            Setting setting, ItemBatch left, ItemBatch right, AsOf asOf, ColumnJoin.@Nullable Layout layout) {
        Run run = new Run(setting.withoutEarlier(), left, right);
        int passes = setting.plan().passes().size();
        for (int number = 0; number < passes; number++) {
            run.tallies.add(new Tally());
            run.heldPairs.add(new Edges());
        }
        Optional<Increment> increment = setting.options().earlier().flatMap(earlier -> Increment.of(earlier, run));
        increment.ifPresent(Increment::park);
        int number = 0;
        while (number < passes && !run.isStopped()) {
            ColumnStage stage = new ColumnStage(run, number);
            number += layout != null && stage.passes() > 0 ? stage.run(layout) : run.pass(number);
        }
        increment.ifPresent(Increment::restore);
        Result result = new Result(run, asOf);
        increment.ifPresent(from -> from.base(result));
        return result;
    }

    /** Asks the caller whether to stop; once stopped, a run stays so. */
    boolean isStopped() {
        cancelled |=
                setting.options().cancelled().map(BooleanSupplier::getAsBoolean).orElse(false);
        return cancelled;
    }

    /** Tells the caller how far a pass is. */
    void report(int number, long done, long of) {
        setting.options()
                .progress()
                .ifPresent(progress ->
                        progress.reached(setting.plan().passes().get(number).name(), done, of));
    }

    /** Another batch of the side, with codes that mean the same as this run's. */
    SideData alike(ItemBatch batch, Side side) {
        return new SideData(side, batch, codes);
    }

    int currencies() {
        return codes.currencies.size();
    }

    int fractionDigits(int currency) {
        return codes.fractionDigits(currency);
    }

    SideData side(Side side) {
        return side == Side.LEFT ? left : right;
    }

    int[] matchOf(Side side) {
        return side == Side.LEFT ? leftMatch : rightMatch;
    }

    /** One pass by the general engine; answers one. */
    private int pass(int number) {
        Pass pass = setting.plan().passes().get(number);
        if (pass.cardinality() == Pass.Cardinality.MANY_TO_MANY) {
            new ZeroPass(this, number, pass).run();
        } else if (pass.cardinality().isSearched()) {
            new SetPass(this, number, pass).run();
        } else if (pass.oneSide().isPresent()) {
            new OneSidePass(this, number, pass).run();
        } else if (!pass.partial().isEmpty()) {
            new PartPass(this, number, pass).run();
        } else {
            boolean leftGroups = pass.cardinality() == Pass.Cardinality.GROUP_TO_ONE;
            boolean rightGroups = pass.cardinality() == Pass.Cardinality.ONE_TO_GROUP;
            pairs(
                    number,
                    leftGroups ? Units.groups(left) : singles(left, pass),
                    rightGroups ? Units.groups(right) : OneSidePass.facing(pass, singles(right, pass)));
        }
        report(number, 1, 1);
        return 1;
    }

    /** Pairs of these units. */
    void pairs(int number, Units lefts, Units rights) {
        Pass pass = setting.plan().passes().get(number);
        PairCheck check = new PairCheck(pass, lefts, rights, setting.calendar());
        AmountChance.of(pass, lefts, rights, setting.calendar()).ifPresent(chance -> chances.put(number, chance));
        Candidates candidates = new Candidates(check, setting.limits()).find();
        Edges edges = candidates.edges();
        Tally tally = tallies.get(number);
        tally.pairs += edges.size;
        Sink sink = new Sink(number, check);
        if (pass.isRefining()) {
            sink.refines = true;
            edges = amongAlternatives(edges, check);
        }
        for (Candidates.CutBlock block : candidates.cutBlocks()) {
            sink.cut(block.lefts, block.rights, Reconciliation.Reason.LIMIT_BLOCK, block.explored);
        }
        Edges weighed = weighed(open(edges, check), check);
        sink.edges = weighed;
        Solver solver = new Solver(weighed, check, setting.limits(), sink);
        solver.solve();
        tally.components += solver.components;
        tally.largest = Math.max(tally.largest, solver.largest);
        if (pass.isRefining() && sink.found > 0) {
            for (int earlier = 0; earlier < number; earlier++) {
                settleAgain(earlier, setting.plan().passes().get(earlier));
            }
        }
    }

    private static Edges weighed(Edges edges, PairCheck check) {
        return check.pass.score().isPresent() ? Likelihoods.above(edges, check) : edges;
    }

    private Units singles(SideData side, Pass pass) {
        return Units.single(
                side,
                IntStream.range(0, side.state.length)
                        .filter(row -> side.state[row] == SideData.OPEN
                                || (pass.isRefining() && side.state[row] == SideData.HELD))
                        .toArray());
    }

    /** Without pairs of units that a cut block holds. */
    private Edges open(Edges edges, PairCheck check) {
        if (check.pass.isRefining() || cuts.isEmpty()) {
            return edges;
        }
        Edges open = new Edges();
        for (int e = 0; e < edges.size; e++) {
            if (left.state[check.left().firstRow(edges.left[e])] == SideData.OPEN
                    && right.state[check.right().firstRow(edges.right[e])] == SideData.OPEN) {
                open.add(edges.left[e], edges.right[e], edges.weight[e], edges.contest[e]);
            }
        }
        return open;
    }

    /** Pairs of free items, and pairs that an earlier pass lists as alternatives. */
    private Edges amongAlternatives(Edges edges, PairCheck check) {
        Set<Long> listed = new HashSet<>();
        for (Edges held : heldPairs) {
            for (int e = 0; e < held.size; e++) {
                listed.add((long) held.left[e] << 32 | held.right[e]);
            }
        }
        Edges kept = new Edges();
        for (int e = 0; e < edges.size; e++) {
            int l = check.left().firstRow(edges.left[e]);
            int r = check.right().firstRow(edges.right[e]);
            boolean free = left.state[l] == SideData.OPEN && right.state[r] == SideData.OPEN;
            if (free || listed.contains((long) l << 32 | r)) {
                kept.add(edges.left[e], edges.right[e], edges.weight[e], edges.contest[e]);
            }
        }
        return kept;
    }

    /** After a refining pass has chosen, the rest of an earlier pass's ties is solved again: it may be decided now, or free. */
    private void settleAgain(int number, Pass pass) {
        Edges held = heldPairs.get(number);
        if (held.size == 0) {
            return;
        }
        heldPairs.set(number, new Edges());
        ties.removeIf(tie -> tie.pass() == number);
        tallies.get(number).ambiguous = 0;
        release(left, held.left, held.size);
        release(right, held.right, held.size);
        int[] leftRows = openRows(left, held.left, held.size);
        int[] rightRows = openRows(right, held.right, held.size);
        Edges rest = new Edges();
        for (int e = 0; e < held.size; e++) {
            int l = Arrays.binarySearch(leftRows, held.left[e]);
            int r = Arrays.binarySearch(rightRows, held.right[e]);
            if (l >= 0 && r >= 0) {
                rest.add(l, r, held.weight[e], held.contest[e]);
            }
        }
        PairCheck check = new PairCheck(
                pass,
                Units.single(left, leftRows),
                OneSidePass.facing(pass, Units.single(right, rightRows)),
                setting.calendar());
        Sink sink = new Sink(number, check);
        sink.edges = weighed(rest.sorted(), check);
        new Solver(sink.edges, check, setting.limits(), sink).solve();
    }

    private static void release(SideData side, int[] rows, int size) {
        for (int i = 0; i < size; i++) {
            if (side.state[rows[i]] == SideData.HELD) {
                side.state[rows[i]] = SideData.OPEN;
            }
        }
    }

    private static int[] openRows(SideData side, int[] rows, int size) {
        return Arrays.stream(rows, 0, size)
                .filter(row -> side.state[row] == SideData.OPEN)
                .sorted()
                .distinct()
                .toArray();
    }

    /** How many sets, or items, were expected to hit by chance where the match was made; empty where that was not asked, or the match is named. */
    Optional<Coincidence> risk(int match) {
        Coincidence known = risks.get(match);
        AmountChance chance = chances.get(matches.pass(match));
        return known != null || chance == null
                ? Optional.ofNullable(known)
                : chance.of(matches.left(match)[0], matches.right(match)[0]);
    }

    /** Whether one match takes both items, be it in part. */
    boolean isTogether(int leftRow, int rightRow) {
        int ofLeft = leftMatch[leftRow];
        int ofRight = rightMatch[rightRow];
        return (ofLeft >= 0 && Standing.contains(matches.right(ofLeft), rightRow))
                || (ofRight >= 0 && Standing.contains(matches.left(ofRight), leftRow));
    }

    void claim(int[] leftRows, int[] rightRows, Matches.Finding finding, Coincidence risk) {
        risks.put(matches.next(), risk);
        claim(leftRows, rightRows, finding);
    }

    void claim(int[] leftRows, int[] rightRows, Matches.Finding finding) {
        int match = matches.add(leftRows, rightRows, finding);
        parts.keep(match, left, leftRows, right, rightRows);
        count(finding.certainty(), tallies.get(finding.pass()));
        mark(left, leftRows, leftMatch, match);
        mark(right, rightRows, rightMatch, match);
    }

    /** The other side's row whole, and as much of the centre, which stays open for the rest. */
    void claimPart(Side side, int centre, int other, PartPass.PartClaim part) {
        int[] one = {centre};
        int[] whole = {other};
        boolean isLeft = side == Side.LEFT;
        Matches.Finding finding = part.finding();
        int match = matches.add(isLeft ? one : whole, isLeft ? whole : one, finding);
        long[] amount = {part.minor()};
        parts.put(match, new Parts.Taken(amount, amount));
        side(side).take(centre, part.minor());
        count(finding.certainty(), tallies.get(finding.pass()));
        mark(side(side.other()), whole, matchOf(side.other()), match);
    }

    private static void count(Confidence.Certainty certainty, Tally tally) {
        switch (certainty) {
            case CERTAIN -> tally.certain++;
            case INTERCHANGEABLE -> tally.interchangeable++;
            case LIKELY -> tally.likely++;
        }
    }

    private static void mark(SideData side, int[] rows, int[] matchOf, int match) {
        for (int row : rows) {
            if (side.state[row] == SideData.MATCHED) {
                throw new IllegalStateException("item " + side.batch.view(row).id() + " is claimed twice");
            }
            side.state[row] = SideData.MATCHED;
            matchOf[row] = match;
        }
    }

    void hold(SideData side, int[] rows, int pass) {
        for (int row : rows) {
            if (side.state[row] == SideData.OPEN) {
                side.hold(row, pass);
            }
        }
    }

    void hold(Tie tie) {
        ties.add(tie);
        tallies.get(tie.pass()).ambiguous++;
        hold(side(tie.decider()), tie.item().rows, tie.pass());
        tie.alternatives().forEach(rows -> hold(side(tie.partners()), rows.rows, tie.pass()));
    }

    void cut(Cut cut) {
        cuts.add(cut);
        tallies.get(cut.pass()).truncated++;
        hold(left, cut.left().rows, cut.pass());
        hold(right, cut.right().rows, cut.pass());
    }

    /** Writes down what the solver of one pass finds. */
    private final class Sink implements Solver.Sink {

        private final int number;
        private final PairCheck check;
        private boolean refines;
        private Edges edges = new Edges();
        private int found;

        private Sink(int number, PairCheck check) {
            this.number = number;
            this.check = check;
        }

        @Override
        public void match(int l, int r, long regret, boolean interchangeable) {
            found++;
            AmountChance chance = chances.get(number);
            boolean sure = regret >= check.pass.decision().confirmMargin()
                    && (chance == null
                            || chance.isSure(
                                    check.left().firstRow(l), check.right().firstRow(r)));
            Confidence.Certainty certainty = sure ? Confidence.Certainty.CERTAIN : Confidence.Certainty.LIKELY;
            claim(
                    ordered(left, check.left().rows(l)),
                    ordered(right, check.right().rows(r)),
                    new Matches.Finding(
                            number,
                            regret,
                            interchangeable ? Confidence.Certainty.INTERCHANGEABLE : certainty,
                            edges.likelihood(l, r)));
        }

        private int[] ordered(SideData side, int[] rows) {
            return rows.length == 1 ? rows : ContentOrder.sorted(side, rows);
        }

        @Override
        public void tie(int[] lefts, int[] rights, boolean[] rival) {
            if (!refines) {
                new TieRecorder(Run.this, number, check).record(lefts, rights, rival, heldPairs.get(number));
                hold(check, lefts, rights, rival);
            }
        }

        /** Whoever is in the class stays out of later passes, rivals included: none may be taken away, whichever side decides. */
        private void hold(PairCheck of, int[] lefts, int[] rights, boolean[] rival) {
            boolean real = false;
            for (boolean only : rival) {
                real |= !only;
            }
            for (int i = 0; real && i < lefts.length; i++) {
                Run.this.hold(left, of.left().rows(lefts[i]), number);
                Run.this.hold(right, of.right().rows(rights[i]), number);
            }
        }

        @Override
        public void cut(int[] lefts, int[] rights, Reconciliation.Reason limit, long explored) {
            if (!refines) {
                Run.this.cut(new Cut(number, rows(check.left(), lefts), rows(check.right(), rights), limit, explored));
            }
        }

        private Tie.Rows rows(Units side, int[] units) {
            int[] rows = Arrays.stream(units)
                    .distinct()
                    .flatMap(unit -> Arrays.stream(side.rows(unit)))
                    .toArray();
            return new Tie.Rows(ContentOrder.sorted(side.data, rows));
        }
    }
}
