package io.counterfoil.reconciliation.testkit;

import static io.counterfoil.reconciliation.plan.MatchKey.ACCOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.AMOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.PARTY;
import static io.counterfoil.reconciliation.plan.MatchKey.PAYOUT;
import static io.counterfoil.reconciliation.plan.MatchKey.REFERENCE;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.fee.FeeSchedule;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.difference.DifferenceExplainer;
import io.counterfoil.reconciliation.difference.RateBand;
import io.counterfoil.reconciliation.engine.Match;
import io.counterfoil.reconciliation.engine.Reconciler;
import io.counterfoil.reconciliation.engine.Reconciliation;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.plan.PassDecision;
import io.counterfoil.reconciliation.plan.Window;
import io.counterfoil.reconciliation.score.Comparison;
import io.counterfoil.reconciliation.score.ScoreModel;
import io.counterfoil.reconciliation.score.ScoreTrainer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A {@link LabelledWorld} run through a whole plan and scored with its labels. */
public final class WorldRun {

    private static final AsOf AS_OF = new AsOf(LocalDate.of(2026, 6, 30), Instant.parse("2026-06-30T12:00:00Z"));

    /**
     * What chance sets may be expected where sets are settled alone: a share of 0.9 of such lines being explained (the specification's default), a set is right with 0.9999
     * where 0.1 x risk / 0.9 is 0.0001.
     */
    private static final String RISK = "0.0009";

    /**
     * Counts of one world.
     *
     * @param facts that stand complete on both sides
     * @param confirmed matches settled without a person
     * @param wrong of them
     * @param suggested matches left to a person
     * @param suggestedWrong of them
     * @param ambiguous readings that tie, and searches that a limit ended
     */
    public record Counts(long facts, long confirmed, long wrong, long suggested, long suggestedWrong, long ambiguous) {

        /** Both together. */
        public Counts plus(Counts other) {
            return new Counts(
                    facts + other.facts,
                    confirmed + other.confirmed,
                    wrong + other.wrong,
                    suggested + other.suggested,
                    suggestedWrong + other.suggestedWrong,
                    ambiguous + other.ambiguous);
        }

        /** Share of settled matches that are right. */
        public double precision() {
            return 1 - wrong / (double) Math.max(1, confirmed);
        }

        /** Share of the facts that were settled. */
        public double recall() {
            return (confirmed - wrong) / (double) Math.max(1, facts);
        }

        /** Share of the facts that were neither settled nor suggested rightly. */
        public double open() {
            return 1 - (confirmed - wrong + suggested - suggestedWrong) / (double) Math.max(1, facts);
        }

        /** A row of {@link AccuracyPage}. */
        public String row(String world) {
            return String.format(
                    Locale.ROOT,
                    "world\t%s\t%d\t%d\t%d\t%.5f\t%.4f\t%d\t%d\t%d\t%.4f",
                    world,
                    facts,
                    confirmed,
                    wrong,
                    precision(),
                    recall(),
                    suggested,
                    suggestedWrong,
                    ambiguous,
                    open());
        }

        /** One line in the form of the benchmarks. */
        public String line(String world) {
            return String.format(
                    Locale.ROOT,
                    "W11 world=%s facts=%d confirmed=%d wrong=%d precision=%.5f recall=%.4f suggested=%d"
                            + " suggested_wrong=%d ambiguous=%d left_open=%.4f",
                    world,
                    facts,
                    confirmed,
                    wrong,
                    precision(),
                    recall(),
                    suggested,
                    suggestedWrong,
                    ambiguous,
                    open());
        }
    }

    private final LabelledWorld world;
    private final Reconciliation run;
    private final Map<String, Set<ItemId>> members = new HashMap<>();
    private final Map<String, long[]> byPass = new TreeMap<>();
    private Counts counts;

    private WorldRun(LabelledWorld world) {
        this.world = world;
        world.labels()
                .forEach((item, label) ->
                        members.computeIfAbsent(label, l -> new HashSet<>()).add(item));
        ItemBatch bank = world.bank();
        ItemBatch book = world.book();
        ScoreModel model = ScoreTrainer.of("world", Comparison.transfers(-3, 25))
                .train(bank, book)
                .model();
        this.run = Reconciler.builder(plan(model)).build().match(bank, book, AS_OF);
        this.counts = new Counts(
                world.complete(),
                0,
                0,
                0,
                0,
                run.ambiguities().count() + run.truncations().count());
        run.matches().forEach(this::count);
    }

    /** The world of the seed. */
    public static WorldRun of(long seed, int events) {
        return new WorldRun(LabelledWorld.of(seed, events));
    }

    /**
     * Strongest evidence first. Settled without a person is what names each other, a payout whose members the provider named, and several items of one customer that add
     * up to the cent; one equal amount of the same customer is not enough, as its real counterpart may be missing, nor are members of a payout that equal amounts stand beside.
     */
    private MatchPlan plan(ScoreModel model) {
        DifferenceExplainer fees = DifferenceExplainer.providerFee(
                FeeSchedule.percent("2.9", Amounts.in("CAD").of("0.30")), RoundingMode.HALF_UP);
        DifferenceExplainer discount = DifferenceExplainer.discount(
                "terms of the world",
                item -> Optional.ofNullable(world.discounts().get(item.id())),
                RoundingMode.HALF_UP);
        DifferenceExplainer abroad = DifferenceExplainer.fx(
                RateBand.of(world.rates(), new BigDecimal("100")).notOlderThan(3));
        return MatchPlan.named("world")
                .pass(Pass.oneToOne("reference and amount")
                        .on(REFERENCE, AMOUNT)
                        .within(Window.days(-25, 3).from(Side.LEFT))
                        .confirm())
                .pass(Pass.oneToGroup("payout").on(PAYOUT).explain(fees).confirm())
                .pass(Pass.oneToOne("reference less discount")
                        .on(REFERENCE)
                        .explain(discount)
                        .within(Window.days(-25, 3).from(Side.LEFT))
                        .confirm())
                .pass(Pass.oneToOne("reference abroad")
                        .on(REFERENCE)
                        .explain(abroad)
                        .within(Window.days(-25, 3).from(Side.LEFT))
                        .confirm())
                .pass(Pass.oneToOne("amount and party")
                        .on(AMOUNT, PARTY)
                        .within(Window.days(-25, 3).from(Side.LEFT))
                        .suggest())
                .pass(Pass.oneToMany("several invoices")
                        .on(PARTY)
                        .maxSetSize(4)
                        .maxCoincidence(RISK)
                        .within(Window.days(-25, 3).from(Side.LEFT))
                        .confirm())
                .pass(Pass.manyToMany("several by several")
                        .on(PARTY)
                        .maxCoincidence(RISK)
                        .within(Window.days(-25, 3).from(Side.LEFT))
                        .confirm())
                .pass(Pass.oneToMany("payout by its members")
                        .on(ACCOUNT)
                        .explain(fees)
                        .maxPool(16)
                        .maxCoincidence(RISK)
                        .within(Window.days(-5, -2).from(Side.LEFT))
                        .suggest())
                .pass(Pass.oneToOne("party abroad")
                        .on(PARTY)
                        .explain(abroad)
                        .within(Window.days(-25, 3).from(Side.LEFT))
                        .suggest())
                .pass(Pass.oneToOne("score").score(model).threshold(0).margin(5).suggest())
                .build();
    }

    private void count(Match match) {
        Set<ItemId> items = new HashSet<>();
        Stream.concat(match.left().stream(), match.right().stream())
                .map(Match.Portion::item)
                .forEach(items::add);
        String label = world.labels().get(items.iterator().next());
        boolean right = items.equals(members.get(label));
        boolean settled = match.decision() == PassDecision.Outcome.CONFIRM;
        counts = counts.plus(
                settled ? new Counts(0, 1, right ? 0 : 1, 0, 0, 0) : new Counts(0, 0, 0, 1, right ? 0 : 1, 0));
        long[] pass = byPass.computeIfAbsent(match.pass() + (settled ? " confirmed" : " suggested"), p -> new long[2]);
        pass[right ? 0 : 1]++;
    }

    /** The counts. */
    public Counts counts() {
        return counts;
    }

    /** By pass and decision: how many are right, how many wrong. */
    public Map<String, long[]> byPass() {
        return byPass;
    }

    /** The run. */
    public Reconciliation run() {
        return run;
    }
}
