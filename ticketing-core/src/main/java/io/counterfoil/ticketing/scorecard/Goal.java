package io.counterfoil.ticketing.scorecard;

import io.counterfoil.payments.hours.BusinessDays;
import io.counterfoil.payments.hours.OpenHours;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a measure should come to; equal is met. Immutable. */
public final class Goal {

    private static final BigDecimal NANOS_AN_HOUR = BigDecimal.valueOf(3_600_000_000_000L);

    private final Sense sense;
    private final BigDecimal limit;
    private final MeasureId.Unit unit;

    private Goal(Sense sense, BigDecimal limit, MeasureId.Unit unit) {
        if (limit.signum() < 0) {
            throw new IllegalArgumentException("goal is " + limit.toPlainString() + ", expected zero or more");
        }
        this.sense = sense;
        this.limit = limit;
        this.unit = unit;
    }

    /** At most this much business time. */
    public static Goal atMost(Duration amount) {
        BigDecimal nanos =
                BigDecimal.valueOf(amount.getSeconds()).scaleByPowerOfTen(9).add(BigDecimal.valueOf(amount.getNano()));
        return new Goal(Sense.AT_MOST, nanos.divide(NANOS_AN_HOUR, MathContext.DECIMAL64), MeasureId.Unit.HOURS);
    }

    /** At most so many nominal business days. */
    public static Goal atMost(BusinessDays days) {
        if (days.rule() != OpenHours.DayRule.NOMINAL_HOURS) {
            throw new IllegalArgumentException(
                    "goal counts days by " + days.rule() + ", expected NOMINAL_HOURS: an average has no date");
        }
        return new Goal(Sense.AT_MOST, BigDecimal.valueOf(days.n()), MeasureId.Unit.BUSINESS_DAYS);
    }

    /** At most this share, as in {@code "0.05"}. */
    public static Goal atMost(String share) {
        return share(Sense.AT_MOST, share);
    }

    /** At least this share, as in {@code "0.85"}. */
    public static Goal atLeast(String share) {
        return share(Sense.AT_LEAST, share);
    }

    private static Goal share(Sense sense, String share) {
        BigDecimal limit = new BigDecimal(share);
        if (limit.signum() < 0 || limit.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException("goal is the share " + share + ", expected 0 to 1");
        }
        return new Goal(sense, limit, MeasureId.Unit.SHARE);
    }

    /** On which side of the limit it is met. */
    public Sense sense() {
        return sense;
    }

    /** The limit, in the unit. */
    public BigDecimal limit() {
        return limit;
    }

    /** What the limit is counted in. */
    public MeasureId.Unit unit() {
        return unit;
    }

    /** Whether the figure meets it; equal does. */
    public boolean isMetBy(BigDecimal figure) {
        int comparison = figure.compareTo(limit);
        return sense == Sense.AT_MOST ? comparison <= 0 : comparison >= 0;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Goal goal
                && sense == goal.sense
                && unit == goal.unit
                && limit.compareTo(goal.limit) == 0;
    }

    @Override
    public int hashCode() {
        return 31 * sense.hashCode() + limit.stripTrailingZeros().hashCode();
    }

    /** Reads as {@code <= 8 HOURS}. */
    @Override
    public String toString() {
        return (sense == Sense.AT_MOST ? "<= " : ">= ")
                + limit.stripTrailingZeros().toPlainString() + " " + unit;
    }

    /** On which side of the limit a goal is met. */
    public enum Sense {
        AT_MOST,
        AT_LEAST
    }
}
