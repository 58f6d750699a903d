package io.counterfoil.reconciliation.plan;

import java.util.Objects;

/**
 * What a pass does with what it finds, and how evidence is weighed (reconciliation specification 4.2, 4.3). Weights and margins are in thousandths of a bit.
 *
 * <p>A match whose regret reaches the confirm margin is certain. Below it, down to the suggest margin, it is likely and is at most suggested; below that it
 * is reported only. A match that is in some best assignment but not in all is ambiguous whatever the margins say. The distance of days carries no weight:
 * the nearest day never decides.
 *
 * @param outcome the most that the pass does
 * @param confirmMargin regret from which a match is certain
 * @param suggestMargin regret from which a match is suggested
 * @param weights what each kind of agreement weighs
 */
public record PassDecision(Outcome outcome, long confirmMargin, long suggestMargin, Weights weights) {

    public PassDecision {
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(weights, "weights");
        if (suggestMargin < 0 || confirmMargin < suggestMargin) {
            throw new IllegalArgumentException("margins confirm " + confirmMargin + " and suggest " + suggestMargin
                    + " millibits, expected 0 <= suggest <= confirm");
        }
    }

    /** The defaults: 5 bits to confirm, 2 bits to suggest, {@link Weights#defaults()}. */
    public static PassDecision of(Outcome outcome) {
        return new PassDecision(outcome, 5_000, 2_000, Weights.defaults());
    }

    /** What becomes of a match with the regret. */
    public Outcome outcomeAt(long regret) {
        if (outcome == Outcome.CONFIRM && regret >= confirmMargin) {
            return Outcome.CONFIRM;
        }
        return outcome != Outcome.REPORT && regret >= suggestMargin ? Outcome.SUGGEST : Outcome.REPORT;
    }

    /** What a pass may do with a match, most first. */
    public enum Outcome {
        /** Take it as settled, where it is certain. */
        CONFIRM,
        /** Propose it to a person. */
        SUGGEST,
        /** Show it. */
        REPORT
    }

    /**
     * What agreement weighs, in thousandths of a bit.
     *
     * @param amountExact open amounts are equal
     * @param amountWithin open amounts differ inside the tolerance
     * @param reference a reference agrees exactly
     * @param referenceLoosely a reference agrees apart from its way of writing, or stands in the other side's text
     * @param party parties agree
     * @param groupOrAccount group or account agree
     * @param window the days lie inside the window; what fails only that, inside the contest scope, lacks this
     */
    public record Weights(
            long amountExact,
            long amountWithin,
            long reference,
            long referenceLoosely,
            long party,
            long groupOrAccount,
            long window) {

        public Weights {
            if (Math.min(
                            Math.min(Math.min(amountExact, amountWithin), Math.min(reference, referenceLoosely)),
                            Math.min(Math.min(party, groupOrAccount), window))
                    < 0) {
                throw new IllegalArgumentException("a weight is negative, expected evidence to count for a match");
            }
        }

        /** Amount 10 or 6 bits, reference 12 or 9, party 4, group or account 2, window 3. */
        public static Weights defaults() {
            return new Weights(10_000, 6_000, 12_000, 9_000, 4_000, 2_000, 3_000);
        }
    }
}
