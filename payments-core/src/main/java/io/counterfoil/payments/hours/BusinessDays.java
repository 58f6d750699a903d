package io.counterfoil.payments.hours;

import java.util.Objects;

/**
 * A number of business days and what they mean.
 *
 * @param n how many; negative counts back
 * @param rule how the instant is found
 */
public record BusinessDays(int n, OpenHours.DayRule rule) {

    public BusinessDays {
        Objects.requireNonNull(rule, "rule");
    }

    /** So many nominal days of open time. */
    public static BusinessDays of(int n) {
        return new BusinessDays(n, OpenHours.DayRule.NOMINAL_HOURS);
    }

    /** So many days by the rule. */
    public static BusinessDays of(int n, OpenHours.DayRule rule) {
        return new BusinessDays(n, rule);
    }
}
