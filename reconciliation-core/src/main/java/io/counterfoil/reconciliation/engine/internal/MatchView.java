package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.difference.Difference;
import io.counterfoil.reconciliation.difference.DifferenceExplainer;
import io.counterfoil.reconciliation.engine.Confidence;
import io.counterfoil.reconciliation.engine.Match;
import io.counterfoil.reconciliation.engine.MatchId;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.plan.PassDecision;
import io.counterfoil.reconciliation.score.ScoreModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javax.money.MonetaryAmount;
import org.jspecify.annotations.Nullable;

/** A match, or an alternative of an ambiguity, made from rows when somebody looks. */
final class MatchView implements Match {

    /** No match of the run's: whole rows. */
    private static final int NONE = -1;

    private final Pass pass;
    private final List<Match.Portion> left;
    private final List<Match.Portion> right;
    private final List<Difference> differences;
    private final Confidence confidence;
    private final boolean settled;
    private final Match.Finality finality;
    private final Evidence evidence;
    private final Supplier<Optional<ScoreModel.Waterfall>> score;

    private MatchView(
            Parts parts,
            Pass pass,
            Confidence confidence,
            boolean settled,
            Match.Finality finality,
            Evidence evidence,
            Supplier<Optional<ScoreModel.Waterfall>> score) {
        this.pass = pass;
        this.left = parts.left;
        this.right = parts.right;
        this.differences = parts.differences;
        this.confidence = confidence;
        this.settled = settled;
        this.finality = finality;
        this.evidence = evidence;
        this.score = score;
    }

    private record Parts(List<Match.Portion> left, List<Match.Portion> right, List<Difference> differences) {}

    static MatchView of(Run run, Explainer explainer, int match) {
        Pass pass = run.setting.plan().passes().get(run.matches.pass(match));
        int[] leftRows = run.matches.left(match);
        int[] rightRows = run.matches.right(match);
        Confidence.Builder builder = Confidence.builder();
        builder.certainty(run.matches.certainty(match)).margin(new Confidence.Margin(run.matches.regret(match)));
        int likelihood = run.matches.likelihood(match);
        if (likelihood != Matches.Finding.UNKNOWN) {
            builder.likelihood(
                    new Confidence.Likelihood(likelihood & ~Edges.APPROXIMATE, (likelihood & Edges.APPROXIMATE) == 0));
        }
        run.risk(match)
                .ifPresent(risk -> builder.risk(new Confidence.CoincidenceRisk(
                        risk.numerator(),
                        risk.denominator(),
                        risk.step(),
                        risk.band()
                                .min(java.math.BigInteger.valueOf(Long.MAX_VALUE))
                                .longValueExact(),
                        risk.isSampled())));
        Confidence confidence = builder.build();
        Evidence evidence = Evidence.lazily(() -> explainer.why(match, pass, confidence));
        return new MatchView(
                parts(run, pass, match, leftRows, rightRows),
                pass,
                confidence,
                true,
                new Watermark(run).finality(run.matches.pass(match), leftRows, rightRows),
                evidence,
                () -> explainer.waterfall(pass, leftRows, rightRows));
    }

    /** A reading that was not chosen. */
    static MatchView alternative(Run run, Explainer explainer, int passNumber, int[] leftRows, int[] rightRows) {
        Pass pass = run.setting.plan().passes().get(passNumber);
        Confidence confidence = Confidence.builder()
                .certainty(Confidence.Certainty.LIKELY)
                .margin(new Confidence.Margin(0))
                .build();
        Evidence evidence = Evidence.lazily(() -> explainer.agreement(pass, leftRows, rightRows));
        return new MatchView(
                parts(run, pass, NONE, leftRows, rightRows),
                pass,
                confidence,
                false,
                Match.Finality.PROVISIONAL,
                evidence,
                () -> explainer.waterfall(pass, leftRows, rightRows));
    }

    private static Parts parts(Run run, Pass pass, int match, int[] leftRows, int[] rightRows) {
        List<Match.Portion> left = portions(run, match, run.left, leftRows);
        List<Match.Portion> right = portions(run, match, run.right, rightRows);
        List<Difference> differences = new ArrayList<>();
        if (left.isEmpty() || right.isEmpty()) {
            return new Parts(
                    left,
                    right,
                    timing(
                            run.side(pass.oneSide().orElseThrow()),
                            left.isEmpty() ? right : left,
                            left.isEmpty() ? rightRows : leftRows));
        }
        Residuals residuals = new Residuals(pass, run.left, run.right);
        MonetaryAmount mine = sum(left);
        MonetaryAmount expected =
                mine.getCurrency().equals(right.get(0).amount().getCurrency())
                        ? (pass.isTransfer() ? sum(right).negate() : sum(right))
                        : residuals.question(leftRows, rightRows).orElseThrow().expected();
        MonetaryAmount residual = mine.subtract(expected);
        if (!residual.isZero()) {
            differences.addAll(
                    reasons(pass, residual, mine.abs().isLessThan(expected.abs()), residuals.of(leftRows, rightRows)));
        }
        if (Explainer.firstDay(run.left, leftRows) != Explainer.firstDay(run.right, rightRows)) {
            differences.add(new Difference(Difference.Reason.TIMING, residual.subtract(residual)));
        }
        return new Parts(left, right, List.copyOf(differences));
    }

    /** Items of one side that cancel each other on two days differ by time alone. */
    private static List<Difference> timing(SideData side, List<Match.Portion> portions, int[] rows) {
        boolean oneDay = java.util.Arrays.stream(rows)
                        .map(row -> side.columns.day[row])
                        .distinct()
                        .count()
                == 1;
        MonetaryAmount any = portions.get(0).amount();
        return oneDay ? List.of() : List.of(new Difference(Difference.Reason.TIMING, any.subtract(any)));
    }

    /** The lines that explain the residual; without them what the tolerance allows; several explanations leave it unexplained. */
    private static List<Difference> reasons(
            Pass pass,
            MonetaryAmount residual,
            boolean isShort,
            Optional<Resolution<DifferenceExplainer.Explanation>> explained) {
        if (explained.orElse(null) instanceof Resolution.Unique<DifferenceExplainer.Explanation> only) {
            return only.value().lines();
        }
        boolean tied =
                explained.filter(found -> !(found instanceof Resolution.None)).isPresent();
        Difference.Reason inside = isShort ? Difference.Reason.TOLERANCE_SHORT : Difference.Reason.TOLERANCE_OVER;
        return List.of(
                new Difference(tied || pass.tolerance().isEmpty() ? Difference.Reason.UNEXPLAINED : inside, residual));
    }

    private static List<Match.Portion> portions(Run run, int match, SideData side, int[] rows) {
        long[] minor = run.parts.of(match, side, rows);
        List<Match.Portion> portions = new ArrayList<>(rows.length);
        for (int i = 0; i < rows.length; i++) {
            var view = side.batch.view(rows[i]);
            portions.add(new Match.Portion(
                    view.id(), Amounts.in(view.open().getCurrency()).ofMinor(minor[i])));
        }
        return List.copyOf(portions);
    }

    private static MonetaryAmount sum(List<Match.Portion> portions) {
        return portions.stream()
                .map(Match.Portion::amount)
                .reduce(MonetaryAmount::add)
                .orElseThrow();
    }

    @Override
    public MatchId id() {
        return MatchId.of(
                Sha256.ofFields("match", content(left), content(right)).hex().substring(0, 32));
    }

    private static List<Object> content(List<Match.Portion> portions) {
        List<Object> content = new ArrayList<>();
        for (Match.Portion portion : portions) {
            content.add(portion.item());
            content.add(portion.amount());
        }
        return content;
    }

    @Override
    public String pass() {
        return pass.name();
    }

    @Override
    public List<Match.Portion> left() {
        return left;
    }

    @Override
    public List<Match.Portion> right() {
        return right;
    }

    @Override
    public List<Difference> differences() {
        return differences;
    }

    @Override
    public PassDecision.Outcome decision() {
        if (!settled) {
            return PassDecision.Outcome.REPORT;
        }
        boolean explained = differences.stream().noneMatch(d -> d.reason().is(Difference.Reason.UNEXPLAINED));
        boolean sure =
                confidence.certainty() != Confidence.Certainty.LIKELY && explained && finality == Match.Finality.FINAL;
        return decision(pass, confidence.margin().regretMillibits(), sure);
    }

    static PassDecision.Outcome decision(Pass pass, long regret, boolean sure) {
        PassDecision.Outcome outcome = pass.decision().outcomeAt(regret);
        return sure || outcome != PassDecision.Outcome.CONFIRM ? outcome : PassDecision.Outcome.SUGGEST;
    }

    @Override
    public Match.Finality finality() {
        return finality;
    }

    @Override
    public Confidence confidence() {
        return confidence;
    }

    @Override
    public Optional<ScoreModel.Waterfall> score() {
        return score.get();
    }

    @Override
    public Evidence evidence() {
        return evidence;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MatchView that
                && settled == that.settled
                && pass.name().equals(that.pass.name())
                && left.equals(that.left)
                && right.equals(that.right)
                && confidence.equals(that.confidence);
    }

    @Override
    public int hashCode() {
        return Objects.hash(pass.name(), left, right);
    }

    @Override
    public String toString() {
        return pass.name() + " " + left + " = " + right + " " + confidence.certainty();
    }
}
