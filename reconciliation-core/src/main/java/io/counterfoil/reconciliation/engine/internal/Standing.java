package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.reconciliation.engine.Reconciliation;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.Pass;
import java.util.Arrays;
import java.util.Optional;

/** Why two items that a pass would take for a pair are none: what became of them otherwise. */
final class Standing {

    private final Run run;

    Standing(Run run) {
        this.run = run;
    }

    Obstacle obstacle(int number, Pass pass, int leftRow, int rightRow) {
        int leftMatch = run.leftMatch[leftRow];
        int rightMatch = run.rightMatch[rightRow];
        if (leftMatch >= 0) {
            return claimed(number, pass, leftMatch, run.left, leftRow);
        }
        if (rightMatch >= 0) {
            return claimed(number, pass, rightMatch, run.right, rightRow);
        }
        Optional<Tie> tie = run.ties.stream()
                .filter(t -> t.concerns(Side.LEFT, leftRow) || t.concerns(Side.RIGHT, rightRow))
                .findFirst();
        if (tie.isPresent()) {
            return Explainer.obstacle(
                    pass,
                    tie.get().pass() == number ? Reconciliation.Reason.AMBIGUOUS : Reconciliation.Reason.HELD,
                    "pass " + run.setting.plan().passes().get(tie.get().pass()).name() + " found "
                            + tie.get().count().items() + " equally good readings and holds the items");
        }
        if (run.cuts.stream()
                .anyMatch(cut -> cut.pass() <= number
                        && (contains(cut.left().rows, leftRow) || contains(cut.right().rows, rightRow)))) {
            return Explainer.obstacle(
                    pass, Reconciliation.Reason.TRUNCATED, "a limit ended a search before it was complete");
        }
        if (!pass.partial().isEmpty()) {
            boolean leftIsLarger =
                    Math.absExact(run.left.openMinor(leftRow)) > Math.absExact(run.right.openMinor(rightRow));
            SideData larger = leftIsLarger ? run.left : run.right;
            return Explainer.obstacle(
                    pass,
                    Reconciliation.Reason.AMOUNT_DIFFERS,
                    larger.batch.view(leftIsLarger ? leftRow : rightRow).id() + " is larger than "
                            + (leftIsLarger
                                    ? run.right.batch.view(rightRow).id()
                                    : run.left.batch.view(leftRow).id())
                            + ", and items of side " + larger.side + " are not taken in part");
        }
        return pass.cardinality().isSearched()
                ? Explainer.obstacle(
                        pass,
                        Reconciliation.Reason.NO_SET,
                        "no set of up to " + pass.maxSetSize() + " items makes the amount")
                : Explainer.obstacle(
                        pass, Reconciliation.Reason.BETTER_ASSIGNMENT, "the best assignment leaves them alone");
    }

    private Obstacle claimed(int number, Pass pass, int match, SideData side, int row) {
        boolean isLeft = side == run.left;
        int[] partners = isLeft ? run.matches.right(match) : run.matches.left(match);
        String by = run.setting.plan().passes().get(run.matches.pass(match)).name();
        String who = side.batch.view(row).id() + " is matched with "
                + Explainer.ids(isLeft ? run.right : run.left, partners);
        return run.matches.pass(match) == number
                ? Explainer.obstacle(pass, Reconciliation.Reason.BETTER_ASSIGNMENT, who + " in the best assignment")
                : Explainer.obstacle(pass, Reconciliation.Reason.ALREADY_MATCHED, who + " by pass " + by);
    }

    static boolean contains(int[] rows, int row) {
        return Arrays.stream(rows).anyMatch(r -> r == row);
    }
}
