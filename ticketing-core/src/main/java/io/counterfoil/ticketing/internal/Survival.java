package io.counterfoil.ticketing.internal;

import io.counterfoil.ticketing.measure.ConfidenceInterval;
import io.counterfoil.ticketing.measure.ConfidenceInterval.Method;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Times of which some are not over yet (E. L. Kaplan and P. Meier 1958): what is open counts for as long as it has been open, and not as if it had ended. Immutable.
 */
public final class Survival {

    private final List<Step> steps;
    private final double longest;

    /** One time at which something ended: how many were at risk, how many ended, what share lasts longer, and Greenwood's sum up to here. */
    private record Step(double time, long atRisk, long ended, double lasting, double greenwood) {}

    private Survival(List<Step> steps, double longest) {
        this.steps = steps;
        this.longest = longest;
    }

    /**
     * A time.
     *
     * @param length so long
     * @param ended whether it is over; false where it still runs
     */
    public record Time(double length, boolean ended) {}

    /** The curve of these times, in any order; what ends at the moment at which another is last seen ends before it. */
    public static Survival of(Collection<Time> times) {
        SortedMap<Double, long[]> byLength = new TreeMap<>();
        for (Time time : times) {
            long[] counts = byLength.computeIfAbsent(time.length(), length -> new long[2]);
            counts[time.ended() ? 0 : 1]++;
        }
        List<Step> steps = new ArrayList<>();
        long atRisk = times.size();
        double lasting = 1;
        double greenwood = 0;
        for (Map.Entry<Double, long[]> entry : byLength.entrySet()) {
            long ended = entry.getValue()[0];
            if (ended > 0) {
                lasting *= 1 - (double) ended / atRisk;
                greenwood += atRisk == ended ? 0 : (double) ended / atRisk / (atRisk - ended);
                steps.add(new Step(entry.getKey(), atRisk, ended, atRisk == ended ? 0 : lasting, greenwood));
            }
            atRisk -= ended + entry.getValue()[1];
        }
        return new Survival(steps, byLength.isEmpty() ? 0 : byLength.lastKey());
    }

    /** The longest time seen, over or not: the horizon of the restricted mean. */
    public double horizon() {
        return longest;
    }

    /** The share that lasts longer than the time. */
    public double lasting(double time) {
        double share = 1;
        for (Step step : steps) {
            if (step.time() > time) {
                break;
            }
            share = step.lasting();
        }
        return share;
    }

    /** The first time at which half or more are over; empty where more than half still run. */
    public Optional<BigDecimal> median() {
        return steps.stream()
                .filter(step -> step.lasting() <= 0.5 + 1e-12)
                .findFirst()
                .map(step -> BigDecimal.valueOf(step.time()));
    }

    /**
     * Where the median lies (Brookmeyer and Crowley 1982, on the log-log scale): every time at which a share of a half is not to be ruled out. Empty where it has no
     * upper end, as more than half may still run.
     */
    public Optional<ConfidenceInterval> medianInterval(BigDecimal confidence) {
        double z = ConfidenceInterval.normal(0, 1, confidence, Method.NORMAL)
                .upper()
                .doubleValue();
        double half = Math.log(-Math.log(0.5));
        Double lower = null;
        Double upper = null;
        for (Step step : steps) {
            if (step.lasting() <= 0) {
                upper = upper == null ? Double.valueOf(step.time()) : upper;
                lower = lower == null ? Double.valueOf(step.time()) : lower;
                break;
            }
            double log = Math.log(step.lasting());
            double reach = z * Math.sqrt(step.greenwood()) / Math.abs(log);
            double place = Math.log(-log);
            if (lower == null && place + reach >= half) {
                lower = step.time();
            }
            if (upper == null && place - reach > half) {
                upper = step.time();
            }
        }
        return lower == null || upper == null
                ? Optional.empty()
                : Optional.of(new ConfidenceInterval(
                        BigDecimal.valueOf(lower), BigDecimal.valueOf(upper), confidence, Method.LOG_LOG));
    }

    /** The mean of times cut off at the horizon: the area under the curve. */
    public double restrictedMean(double horizon) {
        double area = 0;
        double from = 0;
        double lasting = 1;
        for (Step step : steps) {
            if (step.time() >= horizon) {
                break;
            }
            area += (step.time() - from) * lasting;
            from = step.time();
            lasting = step.lasting();
        }
        return area + (horizon - from) * lasting;
    }

    /** The standard error of the restricted mean: the areas to the right of each step, by Greenwood. */
    public double restrictedMeanError(double horizon) {
        double variance = 0;
        double mean = restrictedMean(horizon);
        for (Step step : steps) {
            if (step.time() >= horizon) {
                break;
            }
            double right = mean - restrictedMean(step.time());
            long left = step.atRisk() - step.ended();
            variance += left == 0 ? 0 : right * right * step.ended() / step.atRisk() / left;
        }
        return Math.sqrt(variance);
    }
}
