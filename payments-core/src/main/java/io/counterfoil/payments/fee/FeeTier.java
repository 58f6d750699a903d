package io.counterfoil.payments.fee;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import javax.money.MonetaryAmount;
import org.jspecify.annotations.Nullable;

/**
 * A tier of a schedule: a rate and a flat part for amounts up to a limit, the limit included. Immutable.
 */
public final class FeeTier {

    private final @Nullable MonetaryAmount upTo;
    private final BigDecimal percent;
    private final MonetaryAmount flat;

    private FeeTier(@Nullable MonetaryAmount upTo, String percent, MonetaryAmount flat) {
        this.upTo = upTo;
        this.percent = FeeRules.percent(percent);
        this.flat = flat;
        FeeRules.checkPercent(this.percent);
        FeeRules.checkNotNegative("flat part", flat);
    }

    /**
     * Amounts up to the limit, the limit included.
     *
     * @param percent such as {@code "0.5"}
     * @param flat on top; zero in the currency for none
     */
    public static FeeTier upTo(MonetaryAmount limit, String percent, MonetaryAmount flat) {
        return new FeeTier(limit, percent, flat);
    }

    /** All amounts above the tiers before; the last tier of every schedule. Arguments as in {@link #upTo(MonetaryAmount, String, MonetaryAmount)}. */
    public static FeeTier above(String percent, MonetaryAmount flat) {
        return new FeeTier(null, percent, flat);
    }

    /** The limit; empty for the last tier. */
    public Optional<MonetaryAmount> upTo() {
        return Optional.ofNullable(upTo);
    }

    /** The rate. */
    public BigDecimal percent() {
        return percent;
    }

    /** The flat part. */
    public MonetaryAmount flat() {
        return flat;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FeeTier tier
                && upTo().equals(tier.upTo())
                && percent.equals(tier.percent)
                && flat.equals(tier.flat);
    }

    @Override
    public int hashCode() {
        return Objects.hash(upTo, percent, flat);
    }

    /** Reads as {@code up to 1000.00 CAD: 0.5 %}. */
    @Override
    public String toString() {
        return (upTo == null ? "above: " : "up to " + FeeRules.shown(upTo) + ": ")
                + percent.toPlainString()
                + " %"
                + FeeRules.andFlat(flat);
    }
}
