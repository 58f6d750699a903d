package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.reconciliation.plan.Tolerance;
import org.jspecify.annotations.Nullable;

/**
 * The amounts, in minor units and of the target's direction, that a tolerance admits beside a target: one stretch around it. Immutable.
 *
 * @param low the least
 * @param high the most
 */
record AmountWindow(long low, long high) {

    /** Where the stretch is cut off at the latest: rounding an amount of this size does not leave 64 bits. */
    private static final long FAR = Long.MAX_VALUE / 16;

    /**
     * Found by halving.
     *
     * @param tolerance null for none
     * @param targetIsLeft whether the target is the left one of the two amounts
     */
    static AmountWindow of(Tolerance.@Nullable InMinorUnits tolerance, boolean targetIsLeft, long target) {
        long size = Math.absExact(target);
        if (tolerance == null || size >= FAR) {
            return new AmountWindow(target, target);
        }
        long low = edge(tolerance, targetIsLeft, size, 1);
        long high = edge(tolerance, targetIsLeft, size, FAR);
        return target > 0 ? new AmountWindow(low, high) : new AmountWindow(-high, -low);
    }

    /** The admitted size that is nearest to the far one. */
    private static long edge(Tolerance.InMinorUnits tolerance, boolean targetIsLeft, long size, long far) {
        long out = far;
        long in = size;
        if (admits(tolerance, targetIsLeft, size, out)) {
            return out;
        }
        while (Math.abs(out - in) > 1) {
            long middle = in + (out - in) / 2;
            if (admits(tolerance, targetIsLeft, size, middle)) {
                in = middle;
            } else {
                out = middle;
            }
        }
        return in;
    }

    private static boolean admits(Tolerance.InMinorUnits tolerance, boolean targetIsLeft, long size, long other) {
        return targetIsLeft ? tolerance.admits(size, other) : tolerance.admits(other, size);
    }

    /** How far the farther end lies from the target. */
    long halfWidth(long target) {
        return Math.max(Math.subtractExact(high, target), Math.subtractExact(target, low));
    }
}
