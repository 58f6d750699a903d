package io.counterfoil.ticketing.sampling;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * Single sampling by attributes (ISO 2859-1, the tables of ANSI/ASQ Z1.4): lot size and level give a code letter, letter and AQL a plan. Immutable, thread-safe.
 *
 * <p>Where a table has an arrow, the plan that it points to holds; where that asks for as many items as the lot has or more, every item is looked at.
 */
public final class AcceptanceSampling {

    private final PlanTable table;

    private AcceptanceSampling(PlanTable table) {
        this.table = table;
    }

    /** The tables of the standard; read anew each time, so keep it. */
    public static AcceptanceSampling iso2859() {
        return new AcceptanceSampling(PlanTable.read());
    }

    /**
     * The plan for a lot.
     *
     * @param lotSize 2 or more: the standard has no plan for one item
     * @throws IllegalArgumentException where the lot is smaller, or the AQL is none of the standard's
     */
    public SamplingPlan plan(int lotSize, Level level, Aql aql, Inspection inspection) {
        if (inspection == Inspection.DISCONTINUED) {
            throw new IllegalArgumentException("inspection is DISCONTINUED, expected NORMAL, TIGHTENED or REDUCED\n"
                    + "Maybe resume after the cause was put right");
        }
        String letter = table.letter(lotSize, level);
        return table.plan(inspection, letter, table.column(aql), lotSize);
    }

    /**
     * What the errors found in the sample mean for the lot, and for the inspection of the next.
     *
     * @param defective 0 to the number of items looked at
     */
    public LotVerdict assess(SamplingPlan plan, int defective) {
        if (defective < 0 || defective > plan.inspected()) {
            throw new IllegalArgumentException(defective + " defective items of " + plan.inspected()
                    + " looked at, expected 0 to " + plan.inspected());
        }
        LotVerdict.Outcome outcome = defective <= plan.accept()
                ? LotVerdict.Outcome.ACCEPTED
                : defective >= plan.reject() ? LotVerdict.Outcome.REJECTED : LotVerdict.Outcome.ACCEPTED_IN_GAP;
        int column = table.column(plan.aql());
        boolean tighter = column > 0
                && defective
                        <= table.plan(plan.inspection(), plan.codeLetter(), column - 1, plan.lotSize())
                                .accept();
        return new LotVerdict(outcome, plan.accept(), tighter);
    }

    /** How hard it is looked. */
    public enum Inspection {
        /** To begin with. */
        NORMAL,
        /** After two rejections within five lots. */
        TIGHTENED,
        /** After a good run. */
        REDUCED,
        /** Five rejections on tightened inspection: lots are not taken until the cause is put right. */
        DISCONTINUED
    }

    /** How well a plan tells good lots from bad ones: the special levels with few items, I to III with more. */
    public enum Level {
        S1("S-1"),
        S2("S-2"),
        S3("S-3"),
        S4("S-4"),
        I("I"),
        II("II"),
        III("III");

        private final String code;

        Level(String code) {
            this.code = code;
        }

        /** As the standard writes it, such as {@code S-3}. */
        public String code() {
            return code;
        }

        /** The level that the standard writes so. */
        public static Level parse(String code) {
            for (Level level : values()) {
                if (level.code.equals(code)) {
                    return level;
                }
            }
            throw new IllegalArgumentException("inspection level '" + code + "', expected S-1 to S-4, I, II or III");
        }
    }

    /**
     * Acceptance quality limit: the worst average that is tolerable, in errors per hundred items.
     *
     * @param perHundred one of the standard's 26 values, 0.010 to 1000; above 10 it counts errors, of which an item may have several
     */
    public record Aql(BigDecimal perHundred) {

        public Aql {
            Objects.requireNonNull(perHundred, "perHundred");
            if (perHundred.signum() <= 0) {
                throw new IllegalArgumentException("AQL is " + perHundred.toPlainString() + ", expected above 0");
            }
            perHundred = perHundred.stripTrailingZeros();
        }

        /** The limit as the standard writes it, such as {@code "1.5"}. */
        public static Aql of(String perHundred) {
            return new Aql(new BigDecimal(perHundred));
        }

        @Override
        public String toString() {
            return perHundred.toPlainString();
        }
    }

    /**
     * What became of a lot.
     *
     * @param outcome whether it is taken
     * @param acceptNumber the plan's
     * @param acceptedTighter whether the sample would have passed at the next smaller AQL of the table
     */
    public record LotVerdict(Outcome outcome, int acceptNumber, boolean acceptedTighter) {

        /** Whether a lot is taken. */
        public enum Outcome {
            /** At most the acceptance number. */
            ACCEPTED,
            /** Reduced inspection only: more than the acceptance number and fewer than the rejection number; taken, and the next lot is looked at normally. */
            ACCEPTED_IN_GAP,
            /** The rejection number or more. */
            REJECTED
        }

        public LotVerdict {
            Objects.requireNonNull(outcome, "outcome");
            if (acceptNumber < 0) {
                throw new IllegalArgumentException("acceptance number is " + acceptNumber + ", expected 0 or more");
            }
        }

        /** Whether it is taken. */
        public boolean isAccepted() {
            return outcome != Outcome.REJECTED;
        }
    }
}
