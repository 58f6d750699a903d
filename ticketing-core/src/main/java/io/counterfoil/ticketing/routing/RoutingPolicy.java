package io.counterfoil.ticketing.routing;

import io.counterfoil.payments.hours.BusinessHours;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * How work is given out (ticketing specification 4.4). Immutable.
 *
 * <p>The place in the queue is {@code remaining − ageing · waited}, the remaining time cut to plus or minus {@link #slackLimit()}: so only work that arrives
 * within {@link #overtakingWindow()} can overtake, and with ageing above zero nothing waits for ever.
 */
public final class RoutingPolicy {

    private static final Duration MONTH = Duration.ofDays(30);

    private final Mode mode;
    private final Mode otherwise;
    private final BusinessHours hours;
    private final Map<String, Duration> relaxations;
    private final BigDecimal ageing;
    private final Duration slackLimit;

    private RoutingPolicy(Builder builder) {
        mode = builder.mode;
        otherwise = builder.otherwise;
        hours = builder.hours;
        relaxations = Map.copyOf(builder.relaxations);
        ageing = builder.ageing;
        slackLimit = builder.slackLimit;
    }

    /**
     * A policy: ageing 1, slack up to 30 days.
     *
     * @param hours in which the waiting for a skill is counted
     */
    public static Builder builder(Mode mode, BusinessHours hours) {
        return new Builder(mode, hours);
    }

    /** Who of the eligible agents is next. */
    public Mode mode() {
        return mode;
    }

    /** Who is next where {@link Mode#STICKY} finds nobody. */
    Mode effective() {
        return mode == Mode.STICKY ? otherwise : mode;
    }

    /** The hours in which the waiting for a skill is counted. */
    public BusinessHours hours() {
        return hours;
    }

    /** The skills that are given up, each after so much business time of waiting. */
    public Map<String, Duration> relaxations() {
        return relaxations;
    }

    /** How much of the time waited is taken off the remaining time. */
    public BigDecimal ageing() {
        return ageing;
    }

    /** Beyond which the remaining time, in either direction, makes no difference; work without a clock has this much. */
    public Duration slackLimit() {
        return slackLimit;
    }

    /** How much later than an item another may arrive and still be taken before it: twice the limit over the ageing. */
    public Duration overtakingWindow() {
        if (ageing.signum() == 0) {
            throw new IllegalStateException("ageing is 0, so that there is no bound; expected more than 0");
        }
        return Duration.ofSeconds(BigDecimal.valueOf(slackLimit.toSeconds())
                .multiply(BigDecimal.valueOf(2))
                .divide(ageing, 0, RoundingMode.CEILING)
                .longValueExact());
    }

    /** Who of the eligible agents is next; equal ones by id. */
    public enum Mode {
        /** Who was given work the longest ago. */
        ROUND_ROBIN,
        /** Who has the least load for their capacity. */
        LEAST_LOADED,
        /** Who is furthest behind their share by weight. */
        WEIGHTED,
        /** Who had it last; else another mode. */
        STICKY
    }

    /** Collects options. Not thread-safe. */
    public static final class Builder {

        private final Mode mode;
        private final BusinessHours hours;
        private final Map<String, Duration> relaxations = new HashMap<>();
        private Mode otherwise = Mode.LEAST_LOADED;
        private BigDecimal ageing = BigDecimal.ONE;
        private Duration slackLimit = MONTH;

        private Builder(Mode mode, BusinessHours hours) {
            this.mode = Objects.requireNonNull(mode, "mode");
            this.hours = Objects.requireNonNull(hours, "hours");
        }

        /** Who is next where {@link Mode#STICKY} finds nobody; default the least loaded. */
        public Builder otherwise(Mode other) {
            if (other == Mode.STICKY) {
                throw new IllegalArgumentException("mode after STICKY is STICKY, expected another one");
            }
            otherwise = other;
            return this;
        }

        /** The skill is given up after so much business time of waiting. */
        public Builder relax(String skill, Duration after) {
            if (after.isNegative()) {
                throw new IllegalArgumentException(
                        "skill '" + skill + "' is given up after " + after + ", expected zero or more");
            }
            relaxations.put(skill, after);
            return this;
        }

        /** How much of the time waited is taken off the remaining time; 0 for none. */
        public Builder ageing(String share) {
            BigDecimal value = new BigDecimal(share);
            if (value.signum() < 0) {
                throw new IllegalArgumentException("ageing is " + share + ", expected zero or more");
            }
            ageing = value;
            return this;
        }

        /** Beyond which the remaining time makes no difference. */
        public Builder slackLimit(Duration limit) {
            if (limit.isNegative() || limit.isZero()) {
                throw new IllegalArgumentException("slack limit is " + limit + ", expected more than zero");
            }
            slackLimit = limit;
            return this;
        }

        /** The policy. */
        public RoutingPolicy build() {
            return new RoutingPolicy(this);
        }
    }
}
