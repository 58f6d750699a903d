package io.counterfoil.payments.returns;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Return rates against the thresholds of a rail (PAY-41).
 *
 * <p>{@link #standard()} watches 0.5 % UNAUTHORISED, 3 % ADMIN and 15 % OVERALL of the debits originated in the window (Nacha, from secondary sources: confirm
 * before money depends on it). The window, a rolling 60 days or two calendar months, is the caller's choice of debits and returns. Immutable.
 */
public final class ReturnRates {

    private static final ReturnRates STANDARD = new ReturnRates(Map.of(
            RateBucket.UNAUTHORISED, new BigDecimal("0.5"),
            RateBucket.ADMIN, new BigDecimal("3"),
            RateBucket.OVERALL, new BigDecimal("15")));

    private final Map<RateBucket, BigDecimal> thresholds;

    private ReturnRates(Map<RateBucket, BigDecimal> thresholds) {
        this.thresholds = Collections.unmodifiableMap(new TreeMap<>(thresholds));
    }

    /** The thresholds named above. */
    public static ReturnRates standard() {
        return STANDARD;
    }

    /** These rates with another threshold for the bucket. */
    public ReturnRates withThreshold(RateBucket bucket, BigDecimal percent) {
        Map<RateBucket, BigDecimal> changed = new EnumMap<>(thresholds);
        Ratio.checkPercent(percent);
        changed.put(bucket, percent);
        return new ReturnRates(changed);
    }

    /**
     * The rates of a window.
     *
     * @param debits originated in the window
     * @param returns how many came back for each reason
     */
    public ReturnRateReport assess(long debits, Map<ReturnReason, Long> returns) {
        Map<RateBucket, Long> counts = new EnumMap<>(RateBucket.class);
        returns.forEach((reason, count) -> {
            if (count < 0) {
                throw new IllegalArgumentException(count + " returns of " + reason.label() + ", expected 0 or more");
            }
            reason.buckets().forEach(bucket -> counts.merge(bucket, count, Math::addExact));
        });
        Map<RateBucket, Ratio> rates = new EnumMap<>(RateBucket.class);
        thresholds.keySet().forEach(bucket -> rates.put(bucket, new Ratio(counts.getOrDefault(bucket, 0L), debits)));
        return new ReturnRateReport(rates, thresholds);
    }
}
