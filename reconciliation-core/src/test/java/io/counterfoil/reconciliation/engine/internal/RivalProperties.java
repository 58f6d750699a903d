package io.counterfoil.reconciliation.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.reconciliation.engine.Confidence;
import io.counterfoil.reconciliation.engine.Match;
import io.counterfoil.reconciliation.engine.Reconciler;
import io.counterfoil.reconciliation.engine.Reconciliation;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.MatchKey;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.plan.Tolerance;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What becomes of a match when a second item turns up that is equal to one of its own. */
class RivalProperties {

    private static final MatchPlan PAIRS = MatchPlan.named("pairs")
            .pass(Pass.oneToOne("reference")
                    .on(MatchKey.REFERENCE, MatchKey.AMOUNT)
                    .confirm())
            .pass(Pass.oneToOne("near")
                    .on(MatchKey.REFERENCE)
                    .amount(Tolerance.absolute("0.03"))
                    .evidence(MatchKey.PARTY)
                    .confirm())
            .pass(Pass.oneToOne("amount")
                    .on(MatchKey.AMOUNT, MatchKey.ACCOUNT)
                    .evidence(MatchKey.PARTY)
                    .maxCoincidence("1")
                    .confirm())
            .build();

    private static final MatchPlan SETS = MatchPlan.named("sets")
            .pass(Pass.oneToMany("sets")
                    .on(MatchKey.ACCOUNT)
                    .maxSetSize(3)
                    .maxCoincidence("10")
                    .confirm())
            .build();

    private static final MatchPlan GROUPS = MatchPlan.named("several by several")
            .pass(Pass.manyToMany("zero")
                    .on(MatchKey.ACCOUNT, MatchKey.PARTY)
                    .maxCoincidence("10")
                    .confirm())
            .build();

    @Provide
    Arbitrary<Crowd> crowds() {
        return Arbitraries.oneOf(Crowd.any(), Arbitraries.longs().map(seed -> new Crowd(8, 4, 30, 3, seed)));
    }

    @Provide
    Arbitrary<MatchPlan> plans() {
        return Arbitraries.of(PAIRS, SETS, GROUPS, Crowd.PLANS.get(0), Crowd.PLANS.get(2));
    }

    private static Reconciliation run(MatchPlan plan, List<Crowd.Line> left, List<Crowd.Line> right) {
        return Reconciler.builder(plan)
                .calendar(Crowd.CALENDAR)
                .build()
                .match(Crowd.batch(left), Crowd.batch(right), Crowd.AS_OF);
    }

    private static List<ItemId> ids(List<Match.Portion> portions) {
        return portions.stream().map(Match.Portion::item).toList();
    }

    /** How sure the item's match by the pass is; 0 where it has none. */
    private static int sureness(Reconciliation run, String pass, Side side, ItemId item) {
        return run.matches()
                .filter(m -> m.pass().equals(pass)
                        && ids(side == Side.LEFT ? m.left() : m.right()).contains(item))
                .mapToInt(m -> m.confidence().certainty() == Confidence.Certainty.LIKELY ? 1 : 2)
                .findFirst()
                .orElse(0);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    @Label("REC-11 REC-13 property 12: a rival equal to an item of a match makes nobody surer of that match")
    void equalRival(@ForAll("crowds") Crowd crowd, @ForAll("plans") MatchPlan plan, @ForAll Side twinned) {
        Random random = new Random(crowd.seed());
        List<Crowd.Line> left = crowd.lines("L");
        List<Crowd.Line> right = crowd.lines("R");
        Reconciliation before = run(plan, left, right);
        List<Match> matches = before.matches().toList();
        for (int i = 0; i < Math.min(4, matches.size()); i++) {
            Match match = matches.get(random.nextInt(matches.size()));
            List<ItemId> mine = ids(twinned == Side.LEFT ? match.left() : match.right());
            ItemId of = mine.get(random.nextInt(mine.size()));
            List<Crowd.Line> more = new ArrayList<>(twinned == Side.LEFT ? left : right);
            Crowd.Line line = more.stream()
                    .filter(l -> l.id().equals(of.value()))
                    .findFirst()
                    .orElseThrow();
            more.add(
                    random.nextInt(more.size() + 1),
                    new Crowd.Line(
                            "twin",
                            line.minor(),
                            line.currency(),
                            line.day(),
                            line.party(),
                            line.account(),
                            line.references()));
            Reconciliation after = twinned == Side.LEFT ? run(plan, more, right) : run(plan, left, more);
            for (ItemId other : ids(twinned == Side.LEFT ? match.right() : match.left())) {
                assertThat(sureness(after, match.pass(), twinned.other(), other))
                        .as(match + " with a twin of " + of)
                        .isLessThanOrEqualTo(sureness(before, match.pass(), twinned.other(), other));
            }
        }
    }
}
