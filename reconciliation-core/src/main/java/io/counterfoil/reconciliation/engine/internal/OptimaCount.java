package io.counterfoil.reconciliation.engine.internal;

/**
 * Counts the best assignments: by complementary slackness an assignment is best exactly if all its pairs are tight and whoever has a positive dual value is
 * paired. Not thread-safe.
 */
public final class OptimaCount {

    private final Assignment assignment;
    private final long limit;
    private final boolean[] taken;
    private long count;

    private OptimaCount(Assignment assignment, long limit) {
        this.assignment = assignment;
        this.limit = limit;
        this.taken = new boolean[assignment.rights()];
    }

    /** How many there are, up to the limit. */
    public static long of(Assignment assignment, long limit) {
        OptimaCount counter = new OptimaCount(assignment, limit);
        counter.place(0);
        return counter.count;
    }

    private void place(int left) {
        if (count >= limit) {
            return;
        }
        if (left == assignment.lefts()) {
            count += everyoneServed() ? 1 : 0;
            return;
        }
        if (assignment.dualOfLeft(left) == 0) {
            place(left + 1);
        }
        for (int e = assignment.edgeStart(left); e < assignment.edgeStart(left + 1); e++) {
            int right = assignment.edgeTarget(e);
            if (!taken[right] && assignment.isTight(left, e)) {
                taken[right] = true;
                place(left + 1);
                taken[right] = false;
            }
        }
    }

    private boolean everyoneServed() {
        for (int r = 0; r < taken.length; r++) {
            if (!taken[r] && assignment.dualOfRight(r) > 0) {
                return false;
            }
        }
        return true;
    }
}
