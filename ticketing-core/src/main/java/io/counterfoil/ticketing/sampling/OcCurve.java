package io.counterfoil.ticketing.sampling;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * How likely a plan takes a lot, by the lot's quality: for the lot itself (hypergeometric) and for the process behind it (binomial; Poisson for limits above 10,
 * which count errors and not items). Probabilities are floating point: statistics, never money. Immutable.
 *
 * @param plan whose curve; with a gap between acceptance and rejection, a lot in the gap is taken
 */
public record OcCurve(SamplingPlan plan) {

    private static final BigDecimal ITEMS_UP_TO = BigDecimal.TEN;
    private static final double PER_HUNDRED = 100;
    private static final int HALVINGS = 100;

    public OcCurve {
        Objects.requireNonNull(plan, "plan");
    }

    /** The chance that this lot is taken where so many of its items are wrong: exact, without replacement. */
    public double ofLot(int defective) {
        if (defective < 0 || defective > plan.lotSize()) {
            throw new IllegalArgumentException(
                    defective + " defective items in a lot of " + plan.lotSize() + ", expected 0 to " + plan.lotSize());
        }
        int good = plan.lotSize() - defective;
        int sample = plan.inspected();
        int least = Math.max(0, sample - good);
        double log = logChoose(defective, least) + logChoose(good, sample - least) - logChoose(plan.lotSize(), sample);
        double sum = 0;
        for (int found = least; found < plan.reject() && found <= Math.min(defective, sample); found++) {
            sum += Math.exp(log);
            log += Math.log((double) (defective - found) * (sample - found))
                    - Math.log((double) (found + 1) * (good - sample + found + 1));
        }
        return Math.min(1, sum);
    }

    /** The chance that a lot of a process with this share of wrong items is taken, with the table's sample. */
    public double ofProcess(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share is " + share + ", expected 0 to 1");
        }
        if (share == 0) {
            return 1;
        }
        if (share == 1) {
            return plan.reject() > plan.sampleSize() ? 1 : 0;
        }
        double log = plan.sampleSize() * Math.log1p(-share);
        double odds = Math.log(share) - Math.log1p(-share);
        double sum = 0;
        for (int found = 0; found < Math.min(plan.reject(), plan.sampleSize() + 1); found++) {
            sum += Math.exp(log);
            log += Math.log(plan.sampleSize() - found) - Math.log(found + 1) + odds;
        }
        return Math.min(1, sum);
    }

    /** The chance that a lot of a process with so many errors per hundred items is taken, an item bearing any number (Poisson). */
    public double ofErrors(double perHundred) {
        if (!(perHundred >= 0) || Double.isInfinite(perHundred)) {
            throw new IllegalArgumentException("errors per hundred are " + perHundred + ", expected 0 or more");
        }
        if (perHundred == 0) {
            return 1;
        }
        double mean = plan.sampleSize() * perHundred / PER_HUNDRED;
        double log = -mean;
        double sum = 0;
        for (int found = 0; found < plan.reject(); found++) {
            sum += Math.exp(log);
            log += Math.log(mean) - Math.log(found + 1);
        }
        return Math.min(1, sum);
    }

    /** The chance that a lot of a process that is just at the AQL is taken; the rest is the producer's risk. */
    public double atAql() {
        double perHundred = plan.aql().perHundred().doubleValue();
        return plan.aql().perHundred().compareTo(ITEMS_UP_TO) <= 0
                ? ofProcess(perHundred / PER_HUNDRED)
                : ofErrors(perHundred);
    }

    /**
     * The quality that is taken with only this chance (lot tolerance, LTPD): errors per hundred items.
     *
     * @param consumersRisk such as {@code "0.10"}
     */
    public double limitingQuality(String consumersRisk) {
        double risk = Double.parseDouble(consumersRisk);
        if (!(risk > 0 && risk < 1)) {
            throw new IllegalArgumentException(
                    "consumer's risk is " + consumersRisk + ", expected more than 0 and less than 1");
        }
        boolean items = plan.aql().perHundred().compareTo(ITEMS_UP_TO) <= 0;
        double low = 0;
        double high = PER_HUNDRED;
        while (!items && ofErrors(high) > risk) {
            high *= 2;
        }
        for (int round = 0; round < HALVINGS; round++) {
            double middle = (low + high) / 2;
            double chance = items ? ofProcess(middle / PER_HUNDRED) : ofErrors(middle);
            if (chance > risk) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** The fewest wrong items with which this lot is taken with at most this chance; the lot's size and one where no number is. */
    public int limitingDefectives(String consumersRisk) {
        double risk = Double.parseDouble(consumersRisk);
        int low = 0;
        int high = plan.lotSize() + 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ofLot(middle) > risk) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static double logChoose(int from, int taken) {
        int few = Math.min(taken, from - taken);
        double sum = 0;
        for (int at = 1; at <= few; at++) {
            sum += Math.log((double) (from - few + at) / at);
        }
        return sum;
    }
}
