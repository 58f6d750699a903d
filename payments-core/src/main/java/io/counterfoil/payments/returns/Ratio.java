package io.counterfoil.payments.returns;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

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
        if (percent.signum() < 0 || percent.precision() > MAX_DIGITS || Math.abs((long) percent.scale()) > MAX_DIGITS) {
            throw new IllegalArgumentException("threshold is negative or has more than " + MAX_DIGITS
                    + " digits, expected a percentage such as 0.5");
        }
    }

    /** Reads as {@code 12 of 200}. */
    @Override
    public String toString() {
        return count + " of " + base;
    }
}
