package io.counterfoil.ticketing.measure;

import io.counterfoil.payments.hours.BusinessDays;
import io.counterfoil.payments.hours.OpenHours;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a measure should come to; equal is met. Immutable. */
public final class Goal {

    private final Sense sense;
    private final BigDecimal limit;
    private final Unit unit;

    private Goal(Sense sense, BigDecimal limit, Unit unit) {
        if (limit.signum() < 0 && unit != Unit.POINTS) {
            throw new IllegalArgumentException("goal is " + limit.toPlainString() + ", expected zero or more");
        }
        this.sense = sense;
        this.limit = limit;
        this.unit = unit;
    }

    /** At most this much time: business time of tickets, time on the clock of calls. */
    public static Goal atMost(Duration amount) {
        return new Goal(Sense.AT_MOST, seconds(amount), Unit.SECONDS).in(Unit.HOURS);
    }

    /** At least this much time. */
    public static Goal atLeast(Duration amount) {
        return new Goal(Sense.AT_LEAST, seconds(amount), Unit.SECONDS).in(Unit.HOURS);
    }

    /** At most so many nominal business days. */
    public static Goal atMost(BusinessDays days) {
        if (days.rule() != OpenHours.DayRule.NOMINAL_HOURS) {
            throw new IllegalArgumentException(
                    "goal counts days by " + days.rule() + ", expected NOMINAL_HOURS: an average has no date");
        }
        return new Goal(Sense.AT_MOST, BigDecimal.valueOf(days.n()), Unit.BUSINESS_DAYS);
    }

    /** At most this share, as in {@code "0.05"}. */
    public static Goal atMost(String share) {
        return share(Sense.AT_MOST, share);
    }

    /** At least this share, as in {@code "0.85"}. */
    public static Goal atLeast(String share) {
        return share(Sense.AT_LEAST, share);
    }

    /** A limit in a unit of its own, such as at least 30 points of a net promoter score, which may be negative. */
    public static Goal of(Sense sense, String limit, Unit unit) {
        return unit == Unit.SHARE ? share(sense, limit) : new Goal(sense, new BigDecimal(limit), unit);
    }

    private static Goal share(Sense sense, String share) {
        BigDecimal limit = new BigDecimal(share);
        if (limit.signum() < 0 || limit.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException("goal is the share " + share + ", expected 0 to 1");
        }
        return new Goal(sense, limit, Unit.SHARE);
    }

    private static BigDecimal seconds(Duration amount) {
        return BigDecimal.valueOf(amount.getSeconds()).add(BigDecimal.valueOf(amount.getNano(), 9));
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
    public Unit unit() {
        return unit;
    }

    /**
     * The same goal in another unit of time.
     *
     * @throws IllegalArgumentException where the two units are not both of time
     */
    public Goal in(Unit other) {
        if (other == unit) {
            return this;
        }
        if (unit.seconds == 0 || other.seconds == 0) {
            throw new IllegalArgumentException("goal is " + this + ", expected a goal in " + other);
        }
        BigDecimal converted = limit.multiply(BigDecimal.valueOf(unit.seconds))
                .divide(BigDecimal.valueOf(other.seconds), MathContext.DECIMAL128);
        BigDecimal whole = converted.round(MathContext.DECIMAL64);
        return new Goal(sense, whole.stripTrailingZeros(), other);
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

    /** What figures are counted in. */
    public enum Unit {
        /** Open hours of tickets, hours on the clock of agents. */
        HOURS(3_600),
        /** Seconds on the clock. */
        SECONDS(1),
        /** Nominal business days. */
        BUSINESS_DAYS(0),
        /** A share from 0 to 1. */
        SHARE(0),
        /** Points of a score. */
        POINTS(0),
        /** A number of things. */
        COUNT(0);

        private final long seconds;

        Unit(long seconds) {
            this.seconds = seconds;
        }
    }
}
