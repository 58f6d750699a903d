package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.MatchLimits;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a plan would look at, by counting keys and days; nothing is matched. */
public final class Estimates {

    private Estimates() {}

    /** The plan with the pairs that each pass may look at, as if no earlier pass took any item. */
    public static MatchPlan.Text of(
            MatchPlan plan,
            @Nullable BusinessCalendar calendar,
            MatchLimits limits,
            ItemBatch leftBatch,
            ItemBatch rightBatch) {
        SideData.Codes codes = new SideData.Codes();
        SideData left = new SideData(Side.LEFT, leftBatch, codes);
        SideData right = new SideData(Side.RIGHT, rightBatch, codes);
        List<String> lines = new ArrayList<>();
        lines.add("Plan " + plan.name() + "  hash " + plan.hash().shortHex() + "  left " + leftBatch.size() + "  right "
                + rightBatch.size());
        int number = 1;
        for (Pass pass : plan.passes()) {
            Units lefts = pass.cardinality() == Pass.Cardinality.GROUP_TO_ONE ? Units.groups(left) : open(left);
            Units rights = pass.cardinality() == Pass.Cardinality.ONE_TO_GROUP ? Units.groups(right) : open(right);
            if (pass.oneSide().isPresent()) {
                SideData side = pass.oneSide().get() == Side.LEFT ? left : right;
                lefts = open(side, minor -> minor < 0).turned();
                rights = open(side, minor -> minor > 0);
            }
            PairCheck check = new PairCheck(pass, lefts, OneSidePass.facing(pass, rights), calendar);
            long pairs = new Candidates(check, limits).estimate();
            lines.add(" " + number + " " + pass);
            lines.add("     est " + pairs + " pairs of " + lefts.size + " and " + rights.size);
            number++;
        }
        return new MatchPlan.Text(lines);
    }

    private static Units open(SideData side) {
        return open(side, minor -> true);
    }

    private static Units open(SideData side, LongPredicate direction) {
        return Units.single(
                side,
                IntStream.range(0, side.state.length)
                        .filter(row -> side.state[row] == SideData.OPEN && direction.test(side.openMinor(row)))
                        .toArray());
    }
}
