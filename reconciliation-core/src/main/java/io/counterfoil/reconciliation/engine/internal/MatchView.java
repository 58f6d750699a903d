package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.reconciliation.difference.Difference;
import io.counterfoil.reconciliation.difference.DifferenceExplainer;
import io.counterfoil.reconciliation.difference.DifferenceReason;
import io.counterfoil.reconciliation.engine.Certainty;
import io.counterfoil.reconciliation.engine.Confidence;
import io.counterfoil.reconciliation.engine.Finality;
import io.counterfoil.reconciliation.engine.Match;
import io.counterfoil.reconciliation.engine.MatchId;
import io.counterfoil.reconciliation.engine.Portion;
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

    private final Pass pass;
    private final List<Portion> left;
    private final List<Portion> right;
    private final List<Difference> differences;
    private final Confidence confidence;
    private final boolean settled;
    private final Finality finality;
    private final Evidence evidence;
    private final Supplier<Optional<ScoreModel.Waterfall>> score;

    private MatchView(
            Parts parts,
            Pass pass,
            Confidence confidence,
            boolean settled,
            Finality finality,
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

    private record Parts(List<Portion> left, List<Portion> right, List<Difference> differences) {}

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
        Coincidence risk = run.risks.get(match);
        if (risk != null) {
            builder.risk(new Confidence.CoincidenceRisk(
                    risk.numerator(),
                    risk.denominator(),
                    risk.step(),
                    risk.band()
                            .min(java.math.BigInteger.valueOf(Long.MAX_VALUE))
                            .longValueExact(),
                    risk.isSampled()));
        }
        Confidence confidence = builder.build();
        Evidence evidence = Evidence.lazily(() -> explainer.why(pass, leftRows, rightRows, confidence));
        return new MatchView(
                parts(run, pass, leftRows, rightRows),
                pass,
                confidence,
                true,
                new Watermark(run).finality(run.matches.pass(match), leftRows, rightRows),
                evidence,
                () -> explainer.waterfall(pass, leftRows[0], rightRows[0]));
    }

    /** A reading that was not chosen. */
    static MatchView alternative(Run run, Explainer explainer, int passNumber, int[] leftRows, int[] rightRows) {
        Pass pass = run.setting.plan().passes().get(passNumber);
        Confidence confidence = Confidence.builder()
                .certainty(Certainty.LIKELY)
                .margin(new Confidence.Margin(0))
                .build();
        Evidence evidence = Evidence.lazily(() -> explainer.agreement(pass, leftRows, rightRows));
        return new MatchView(
                parts(run, pass, leftRows, rightRows),
                pass,
                confidence,
                false,
                Finality.PROVISIONAL,
                evidence,
                () -> explainer.waterfall(pass, leftRows[0], rightRows[0]));
    }

    private static Parts parts(Run run, Pass pass, int[] leftRows, int[] rightRows) {
        List<Portion> left = portions(run.left, leftRows);
        List<Portion> right = portions(run.right, rightRows);
        List<Difference> differences = new ArrayList<>();
        MonetaryAmount residual = sum(left).subtract(sum(right));
        if (!residual.isZero()) {
            differences.addAll(reasons(
                    pass,
                    residual,
                    sum(left).abs().isLessThan(sum(right).abs()),
                    new Residuals(pass, run.left, run.right).of(leftRows, rightRows)));
        }
        if (Explainer.firstDay(run.left, leftRows) != Explainer.firstDay(run.right, rightRows)) {
            differences.add(new Difference(DifferenceReason.TIMING, residual.subtract(residual)));
        }
        return new Parts(left, right, List.copyOf(differences));
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
        DifferenceReason inside = isShort ? DifferenceReason.TOLERANCE_SHORT : DifferenceReason.TOLERANCE_OVER;
        return List.of(
                new Difference(tied || pass.tolerance().isEmpty() ? DifferenceReason.UNEXPLAINED : inside, residual));
    }

    private static List<Portion> portions(SideData side, int[] rows) {
        List<Portion> portions = new ArrayList<>(rows.length);
        for (int row : rows) {
            var view = side.batch.view(row);
            portions.add(new Portion(view.id(), view.open()));
        }
        return List.copyOf(portions);
    }

    private static MonetaryAmount sum(List<Portion> portions) {
        return portions.stream()
                .map(Portion::amount)
                .reduce(MonetaryAmount::add)
                .orElseThrow();
    }

    @Override
    public MatchId id() {
        return MatchId.of(
                Sha256.ofFields("match", content(left), content(right)).hex().substring(0, 32));
    }

    private static List<Object> content(List<Portion> portions) {
        List<Object> content = new ArrayList<>();
        for (Portion portion : portions) {
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
    public List<Portion> left() {
        return left;
    }

    @Override
    public List<Portion> right() {
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
        PassDecision decision = pass.decision();
        boolean open = differences.stream().anyMatch(d -> d.reason().is(DifferenceReason.UNEXPLAINED));
        boolean sure = confidence.certainty() != Certainty.LIKELY && !open && finality == Finality.FINAL;
        long regret = confidence.margin().regretMillibits();
        PassDecision.Outcome outcome = decision.outcomeAt(regret);
        return sure || outcome != PassDecision.Outcome.CONFIRM ? outcome : PassDecision.Outcome.SUGGEST;
    }

    @Override
    public Finality finality() {
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

    /** Digest of everything that was decided. */
    Sha256 digest() {
        List<Object> reasons = new ArrayList<>();
        differences.forEach(d -> reasons.add(d.reason().id() + " " + d.amount()));
        return Sha256.ofFields(
                settled ? "match" : "alternative",
                pass.name(),
                content(left),
                content(right),
                reasons,
                confidence.certainty(),
                finality,
                confidence.margin().regretMillibits(),
                confidence.likelihood().map(Confidence.Likelihood::billionths).orElse(-1),
                confidence
                        .risk()
                        .map(r -> r.numerator() + "/" + r.denominator())
                        .orElse(""),
                decision());
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
