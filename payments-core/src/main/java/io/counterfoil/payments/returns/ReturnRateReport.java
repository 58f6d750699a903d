package io.counterfoil.payments.returns;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The return rates of a window, one for each bucket that has a threshold. Immutable.
 *
 * @param rates in the order of the buckets
 * @param thresholdsPercent a breach is strictly above it; for the same buckets
 */
public record ReturnRateReport(Map<RateBucket, Ratio> rates, Map<RateBucket, BigDecimal> thresholdsPercent) {

    public ReturnRateReport {
        rates = Collections.unmodifiableMap(new TreeMap<>(rates));
        thresholdsPercent = Collections.unmodifiableMap(new TreeMap<>(thresholdsPercent));
        if (!rates.keySet().equals(thresholdsPercent.keySet())) {
            throw new IllegalArgumentException("rates for " + rates.keySet() + " and thresholds for "
                    + thresholdsPercent.keySet() + ", expected the same buckets");
        }
    }

    /** The buckets whose rate is strictly above its threshold. */
    public List<RateBucket> breaches() {
        Map<RateBucket, BigDecimal> thresholds = thresholdsPercent;
        return rates.entrySet().stream()
                .filter(rate -> rate.getValue().isAbove(thresholds.getOrDefault(rate.getKey(), BigDecimal.ZERO)))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether debits were originated in the window; without them there is no rate. */
    public boolean hasBase() {
        return rates.values().stream().anyMatch(Ratio::hasBase);
    }
}
