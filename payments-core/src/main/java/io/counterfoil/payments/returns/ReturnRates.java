package io.counterfoil.payments.returns;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Severity;
import io.counterfoil.payments.evidence.SubjectRef;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Return rates against the thresholds of a rail (PAY-41).
 *
 * <p>{@link #standard()} watches 0.5 % UNAUTHORISED, 3 % ADMIN and 15 % OVERALL of the debits originated in the window (Nacha, from secondary sources: confirm
 * before money depends on it). The window, a rolling 60 days or two calendar months, is the caller's choice of debits and returns. Immutable.
 */
public final class ReturnRates {

    private static final ReturnRates STANDARD = new ReturnRates(Map.of(
            Bucket.UNAUTHORISED, new BigDecimal("0.5"),
            Bucket.ADMIN, new BigDecimal("3"),
            Bucket.OVERALL, new BigDecimal("15")));

    private final Map<Bucket, BigDecimal> thresholds;

    private ReturnRates(Map<Bucket, BigDecimal> thresholds) {
        this.thresholds = Collections.unmodifiableMap(new TreeMap<>(thresholds));
    }

    /** The thresholds named above. */
    public static ReturnRates standard() {
        return STANDARD;
    }

    /** These rates with another threshold for the bucket. */
    public ReturnRates withThreshold(Bucket bucket, BigDecimal percent) {
        Map<Bucket, BigDecimal> changed = new EnumMap<>(thresholds);
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
    public Report assess(long debits, Map<ReturnReason, Long> returns) {
        Map<Bucket, Long> counts = new EnumMap<>(Bucket.class);
        returns.forEach((reason, count) -> {
            if (count < 0) {
                throw new IllegalArgumentException(count + " returns of " + reason.label() + ", expected 0 or more");
            }
            reason.buckets().forEach(bucket -> counts.merge(bucket, count, Math::addExact));
        });
        Map<Bucket, Ratio> rates = new EnumMap<>(Bucket.class);
        thresholds.keySet().forEach(bucket -> rates.put(bucket, new Ratio(counts.getOrDefault(bucket, 0L), debits)));
        return new Report(rates, thresholds);
    }

    /** A share of returns that a rail watches; one return may count in several. */
    public enum Bucket implements Code {
        /** Unauthorised returns. */
        UNAUTHORISED,
        /** Returns for wrong or closed accounts. */
        ADMIN,
        /** All returns, those of re-presented cheques excepted. */
        OVERALL;

        @Override
        public String id() {
            return "RETURN_RATE." + name();
        }
    }

    /**
     * The return rates of a window, one for each bucket that has a threshold. Immutable.
     *
     * @param rates in the order of the buckets
     * @param thresholdsPercent a breach is strictly above it; for the same buckets
     */
    public record Report(Map<Bucket, Ratio> rates, Map<Bucket, BigDecimal> thresholdsPercent) {

        public Report {
            rates = Collections.unmodifiableMap(new TreeMap<>(rates));
            thresholdsPercent = Collections.unmodifiableMap(new TreeMap<>(thresholdsPercent));
            if (!rates.keySet().equals(thresholdsPercent.keySet())) {
                throw new IllegalArgumentException("rates for " + rates.keySet() + " and thresholds for "
                        + thresholdsPercent.keySet() + ", expected the same buckets");
            }
        }

        /** The buckets whose rate is strictly above its threshold. */
        public List<Bucket> breaches() {
            Map<Bucket, BigDecimal> thresholds = thresholdsPercent;
            return rates.entrySet().stream()
                    .filter(rate -> rate.getValue().isAbove(thresholds.getOrDefault(rate.getKey(), BigDecimal.ZERO)))
                    .map(Map.Entry::getKey)
                    .toList();
        }

        /** Whether debits were originated in the window; without them there is no rate. */
        public boolean hasBase() {
            return rates.values().stream().anyMatch(Ratio::hasBase);
        }

        /**
         * The alerts of the breaches, one for each bucket.
         *
         * @param subject whose rates: a client, a rail
         * @param period the window, such as {@code 2027-03}; the same breach of the same window is one alert
         */
        public List<Alert> toAlerts(SubjectRef subject, String period, Instant now) {
            return breaches().stream()
                    .flatMap(bucket -> new Ratio.Threshold(
                                    AlertKind.RETURN_RATE, thresholdsPercent.getOrDefault(bucket, BigDecimal.ZERO))
                                    .alert(
                                            rates.getOrDefault(bucket, new Ratio(0, 0)),
                                            subject,
                                            bucket + "/" + period,
                                            now)
                                    .stream())
                    .toList();
        }
    }

    /**
     * So many of so many: returns of debits, chargebacks of captures (PAY-41). Compared as an exact fraction. Immutable.
     *
     * @param count the part, 0 or more; it may exceed the base where parts of an earlier window come late
     * @param base the whole, 0 or more; without one there is no ratio, and it is above nothing
     */
    public record Ratio(long count, long base) {

        private static final int MAX_DIGITS = 30;

        public Ratio {
            if (count < 0 || base < 0) {
                throw new IllegalArgumentException("ratio of " + count + " to " + base + ", expected 0 or more");
            }
        }

        /** Whether there is a whole to compare with. */
        public boolean hasBase() {
            return base > 0;
        }

        /**
         * Whether the part is strictly more of the whole than the percentage.
         *
         * @param percent such as 0.5; not negative
         */
        public boolean isAbove(BigDecimal percent) {
            checkPercent(percent);
            return hasBase()
                    && BigDecimal.valueOf(count).movePointRight(2).compareTo(percent.multiply(BigDecimal.valueOf(base)))
                            > 0;
        }

        /** The ratio in percent, rounded for people; empty without a base. */
        public Optional<BigDecimal> percent(int decimals, RoundingMode rounding) {
            return hasBase()
                    ? Optional.of(BigDecimal.valueOf(count)
                            .movePointRight(2)
                            .divide(BigDecimal.valueOf(base), decimals, rounding))
                    : Optional.empty();
        }

        static void checkPercent(BigDecimal percent) {
            if (percent.signum() < 0
                    || percent.precision() > MAX_DIGITS
                    || Math.abs((long) percent.scale()) > MAX_DIGITS) {
                throw new IllegalArgumentException("threshold is negative or has more than " + MAX_DIGITS
                        + " digits, expected a percentage such as 0.5");
            }
        }

        /** Reads as {@code 12 of 200}. */
        @Override
        public String toString() {
            return count + " of " + base;
        }

        /**
         * A share that must not be exceeded, and the alert that it raises.
         *
         * @param kind such as {@link AlertKind#CHARGEBACK_RATIO}
         * @param percent a breach is strictly above it
         */
        public record Threshold(AlertKind kind, BigDecimal percent) {

            public Threshold {
                Objects.requireNonNull(kind, "kind");
                checkPercent(percent);
            }

            /** Chargebacks of captures. */
            public static Threshold chargebacks(BigDecimal percent) {
                return new Threshold(AlertKind.CHARGEBACK_RATIO, percent);
            }

            /**
             * The alert, where the ratio is above the threshold.
             *
             * @param subject whose ratio: a client, a rail
             * @param period such as {@code 2027-03}; the same breach of the same period is one alert
             */
            public Optional<Alert> alert(Ratio ratio, SubjectRef subject, String period, Instant now) {
                if (!ratio.isAbove(percent)) {
                    return Optional.empty();
                }
                String sentence = ratio + " of " + subject + " in " + period + " is "
                        + ratio.percent(2, RoundingMode.HALF_UP).orElseThrow().toPlainString() + " %, above "
                        + percent.toPlainString() + " %";
                return Optional.of(Alert.builder()
                        .kind(kind)
                        .severity(Severity.HIGH)
                        .subject(subject)
                        .period(period)
                        .evidence(Evidence.of(kind, sentence))
                        .raisedAt(now)
                        .build());
            }
        }
    }
}
