package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.reconciliation.breaks.Break;
import io.counterfoil.reconciliation.engine.Match;
import io.counterfoil.reconciliation.engine.Reconciliation;
import io.counterfoil.reconciliation.engine.RunCertificate;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.item.ItemView;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A finished run, looked at. Values are made when they are asked for. Thread-safe: digests may be computed twice, with the same result. */
final class Result implements Reconciliation {

    private final Run run;
    private final AsOf asOf;
    private final Explainer explainer;
    private volatile int @Nullable [] order;
    private final List<Tie> ties;
    private final List<Cut> cuts;
    private volatile @Nullable RunCertificate certificate;
    private volatile KeptDigests.@Nullable Basis basis;
    private volatile SoftReference<KeptDigests> kept = new SoftReference<>(null);

    Result(Run run, AsOf asOf) {
        this.run = run;
        this.asOf = asOf;
        this.explainer = new Explainer(run);
        this.ties = run.ties.stream()
                .sorted(Comparator.comparingInt(Tie::pass)
                        .thenComparing(Tie::decider)
                        .thenComparing((a, b) ->
                                ContentOrder.compareSets(run.side(a.decider()), a.item().rows, b.item().rows)))
                .toList();
        this.cuts = run.cuts.stream()
                .sorted(Comparator.comparingInt(Cut::pass)
                        .thenComparing((a, b) -> ContentOrder.compareSets(run.left, a.left().rows, b.left().rows))
                        .thenComparing((a, b) -> ContentOrder.compareSets(run.right, a.right().rows, b.right().rows)))
                .toList();
    }

    @Override
    public MatchPlan plan() {
        return run.setting.plan();
    }

    @Override
    public AsOf asOf() {
        return asOf;
    }

    Run run() {
        return run;
    }

    /** Digests of a side's items. */
    Digests.SetDigest members(Side side) {
        KeptDigests.Basis from = basis;
        return Digests.ofBatch(
                run.side(side).batch,
                new Workers(run.setting.options().threads()),
                from == null ? Digests.Known.NONE : from.items(side));
    }

    /** Digests of everything that was decided. */
    Digests.SetDigest members() {
        KeptDigests.Basis from = basis;
        return new ResultDigests(run, explainer, ties, cuts).members(from == null ? Digests.Known.NONE : from.pairs());
    }

    /** The digests of its certificate, as long as there is room for them; empty before it is made. */
    Optional<KeptDigests> kept() {
        return Optional.ofNullable(kept.get());
    }

    /** Takes digests over for its certificate. */
    void base(KeptDigests.Basis on) {
        basis = on;
    }

    /** Match numbers in the order of passes, then of content. */
    private int[] order() {
        int[] known = order;
        if (known == null) {
            known = run.matches.inContentOrder(run.left, run.right);
            order = known;
        }
        return known;
    }

    @Override
    public Stream<Match> matches() {
        return Arrays.stream(order()).mapToObj(m -> MatchView.of(run, explainer, m));
    }

    @Override
    public Stream<Resolution.Ambiguous<Match>> ambiguities() {
        return ties.stream().map(this::ambiguous);
    }

    Resolution.Ambiguous<Match> ambiguous(Tie tie) {
        List<Match> alternatives = new ArrayList<>();
        for (int a = 0; a < tie.alternatives().size(); a++) {
            alternatives.add(
                    MatchView.alternative(run, explainer, tie.pass(), tie.rows(Side.LEFT, a), tie.rows(Side.RIGHT, a)));
        }
        String who = Explainer.ids(run.side(tie.decider()), tie.item().rows);
        String pass = plan().passes().get(tie.pass()).name();
        boolean alone = tie.count().items() == 1;
        return new Resolution.Ambiguous<>(
                alternatives,
                tie.count(),
                Evidence.of(
                        Reconciliation.Reason.AMBIGUOUS,
                        pass + ": " + who
                                + (alone
                                        ? " has one partner, which others want equally"
                                        : " has " + tie.count().items() + " equally good partners")));
    }

    @Override
    public Stream<Resolution.Truncated<Match>> truncations() {
        return cuts.stream().map(this::truncated);
    }

    private Resolution.Truncated<Match> truncated(Cut cut) {
        List<Match> best = new ArrayList<>();
        for (Cut.Reading reading : cut.best()) {
            best.add(MatchView.alternative(run, explainer, cut.pass(), reading.left().rows, reading.right().rows));
        }
        return new Resolution.Truncated<>(best, cut.limit(), cut.explored());
    }

    @Override
    public Set<ItemId> contestedBy(Resolution.Ambiguous<Match> ambiguity) {
        Set<ItemId> rivals = new TreeSet<>();
        for (Tie tie : ties) {
            Resolution.Ambiguous<Match> found = ambiguous(tie);
            if (!sameItem(found, ambiguity) && meets(found, ambiguity)) {
                for (int row : tie.item().rows) {
                    rivals.add(run.side(tie.decider()).batch.view(row).id());
                }
            }
        }
        return rivals;
    }

    private static boolean sameItem(Resolution.Ambiguous<Match> a, Resolution.Ambiguous<Match> b) {
        return a.alternatives().equals(b.alternatives());
    }

    private static boolean meets(Resolution.Ambiguous<Match> a, Resolution.Ambiguous<Match> b) {
        Set<ItemId> lefts = new HashSet<>();
        Set<ItemId> rights = new HashSet<>();
        for (Match match : a.alternatives()) {
            match.left().stream().map(Match.Portion::item).forEach(lefts::add);
            match.right().stream().map(Match.Portion::item).forEach(rights::add);
        }
        return b.alternatives().stream()
                .anyMatch(m -> m.left().stream().map(Match.Portion::item).anyMatch(lefts::contains)
                        || m.right().stream().map(Match.Portion::item).anyMatch(rights::contains));
    }

    @Override
    public Stream<Break> breaks() {
        return new Breakdown(run, this, asOf).breaks().stream();
    }

    List<Tie> ties() {
        return ties;
    }

    List<Cut> cuts() {
        return cuts;
    }

    @Override
    public Stream<ItemView> items(Side side) {
        SideData data = run.side(side);
        int[] rows = IntStream.range(0, data.state.length).toArray();
        return Arrays.stream(ContentOrder.sorted(data, rows)).mapToObj(data.batch::view);
    }

    @Override
    public Stream<ItemView> open(Side side) {
        SideData data = run.side(side);
        int[] rows = IntStream.range(0, data.state.length)
                .filter(row -> data.state[row] == SideData.OPEN || data.state[row] == SideData.HELD)
                .toArray();
        return Arrays.stream(ContentOrder.sorted(data, rows)).mapToObj(data::view);
    }

    @Override
    public Resolution<Match> resolution(Side side, ItemId id) {
        int row = row(side, id);
        int match = run.matchOf(side)[row];
        if (match >= 0) {
            Match view = MatchView.of(run, explainer, match);
            return new Resolution.Unique<>(view, view.evidence());
        }
        Optional<Tie> tie = tieOf(side, row);
        if (tie.isPresent()) {
            return ambiguous(tie.get());
        }
        Optional<Cut> cut = cutOf(side, row);
        if (cut.isPresent()) {
            return truncated(cut.get());
        }
        return new Resolution.None<>(whyNot(side, id));
    }

    private int row(Side side, ItemId id) {
        int row = run.side(side).batch.rowOf(id);
        if (row < 0) {
            throw new IllegalArgumentException(
                    "side " + side + " has no item '" + id + "', expected one that was taken in");
        }
        return row;
    }

    private Optional<Cut> cutOf(Side side, int row) {
        return cuts.stream()
                .filter(c -> Standing.contains(side == Side.LEFT ? c.left().rows : c.right().rows, row))
                .findFirst();
    }

    private Optional<Tie> tieOf(Side side, int row) {
        return ties.stream()
                .filter(t -> t.concerns(side, row))
                .min(Comparator.comparing(t -> t.decider() != side || !Standing.contains(t.item().rows, row)));
    }

    @Override
    public List<Obstacle> whyNot(ItemView left, ItemView right) {
        int l = row(Side.LEFT, left.id());
        int r = row(Side.RIGHT, right.id());
        return run.isTogether(l, r) ? List.of() : explainer.whyNot(l, r);
    }

    @Override
    public List<Obstacle> whyNot(Side side, ItemId id) {
        int row = row(side, id);
        SideData data = run.side(side);
        if (run.matchOf(side)[row] >= 0) {
            return List.of();
        }
        if (data.state[row] == SideData.EXCLUDED) {
            return List.of(Obstacle.of(Reconciliation.Reason.NOTHING_OPEN, "nothing is open of " + id));
        }
        Optional<Tie> tie = tieOf(side, row);
        if (tie.isPresent()) {
            Resolution.Ambiguous<Match> ambiguity = ambiguous(tie.get());
            return List.of(new Obstacle(
                    Reconciliation.Reason.AMBIGUOUS, ambiguity.evidence().sentence(), ambiguity.evidence()));
        }
        if (data.state[row] == SideData.HELD) {
            String item = id.toString();
            return List.of(cutOf(side, row)
                    .map(cut -> Obstacle.of(Reconciliation.Reason.TRUNCATED, cut.sentence(item)))
                    .orElse(Obstacle.of(
                            Reconciliation.Reason.HELD,
                            item + " is a rival in an ambiguity of others, which holds it")));
        }
        List<Obstacle> obstacles = new ArrayList<>(explainer.partly(side, row));
        for (int number = 0; number < plan().passes().size(); number++) {
            Pass pass = plan().passes().get(number);
            Optional<Obstacle> lost = Lost.obstacle(run, number, side, row);
            obstacles.add(lost.orElseGet(() -> Explainer.obstacle(
                    pass,
                    Reconciliation.Reason.NO_CANDIDATE,
                    "no item of the other side that passes was left for " + id)));
        }
        return obstacles.isEmpty()
                ? List.of(Obstacle.of(Reconciliation.Reason.NO_CANDIDATE, "the plan has no pass"))
                : obstacles;
    }

    @Override
    public List<Match> rival(Match match) {
        return new Rivals(run, explainer).without(match);
    }

    @Override
    public boolean isCancelled() {
        return run.cancelled;
    }

    @Override
    public Proof conservation() {
        return Balances.of(run, plan().name() + " " + asOf.effective());
    }

    @Override
    public RunCertificate certificate() {
        if (run.cancelled) {
            throw new IllegalStateException("the run was cancelled, expected a finished run to certify");
        }
        RunCertificate known = certificate;
        if (known == null) {
            Digests.SetDigest lefts = members(Side.LEFT);
            Digests.SetDigest rights = members(Side.RIGHT);
            Digests.SetDigest result = members();
            known = new RunCertificate(
                    plan().hash(), referenceHash(), lefts.inventory(), rights.inventory(), result.root());
            kept = new SoftReference<>(
                    new KeptDigests(lefts, rights, result, run.matches.numbers(), run.left.state.length));
            basis = null;
            certificate = known;
        }
        return known;
    }

    /** Digest of everything beside the plan and the items that decides. */
    Sha256 referenceHash() {
        Run.Setting setting = run.setting;
        return Sha256.ofFields(
                setting.calendar() == null ? "none" : setting.calendar(),
                setting.limits(),
                setting.settlementDays(),
                setting.graceDays(),
                setting.options().leftCompleteTo().map(Object::toString).orElse(""),
                setting.options().rightCompleteTo().map(Object::toString).orElse(""));
    }

    @Override
    public MatchPlan.Text explainAnalyze() {
        List<String> lines = new ArrayList<>();
        lines.add("Plan " + plan().name() + "  hash " + plan().hash().shortHex() + "  left " + run.left.batch.size()
                + "  right " + run.right.batch.size());
        for (int number = 0; number < plan().passes().size(); number++) {
            Run.Tally tally = run.tallies.get(number);
            lines.add(" " + (number + 1) + " " + plan().passes().get(number));
            lines.add("     " + tally.pairs + " pairs  " + tally.components + " components  largest " + tally.largest
                    + "  -> "
                    + tally.certain + " certain  " + tally.interchangeable + " interchangeable  " + tally.likely
                    + " likely  "
                    + tally.ambiguous + " ambiguous  " + tally.truncated + " truncated");
        }
        lines.add(" open left " + open(Side.LEFT).count() + "  open right "
                + open(Side.RIGHT).count() + "  conservation "
                + (conservation().holds() ? "OK" : "BROKEN")
                + (run.cancelled
                        ? "  cancelled"
                        : "  result hash " + certificate().result().shortHex()));
        return new MatchPlan.Text(lines);
    }
}
