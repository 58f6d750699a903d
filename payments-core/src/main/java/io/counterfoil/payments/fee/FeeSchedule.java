package io.counterfoil.payments.fee;

import java.math.RoundingMode;
import java.util.List;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;

/**
 * What a payment of an amount costs by agreement (PAY-38, payments specification 4.9): one line, or several.
 *
 * <p>Amounts and fees are in one currency; a payment in another, or a negative one, is refused with {@link IllegalArgumentException}. Percentages are from 0
 * to 100 with at most 12 decimals. Immutable, thread-safe.
 */
public sealed interface FeeSchedule permits FeeLine, FeeLines {

    /** The currency of amounts and fees. */
    CurrencyUnit currency();

    /**
     * The fee of a payment.
     *
     * @param amount of the payment, not negative
     * @param rounding of each line at its end; {@link RoundingMode#UNNECESSARY} throws {@link ArithmeticException} where a line is finer than its currency
     */
    Fee expected(MonetaryAmount amount, RoundingMode rounding);

    /** The same fee for every payment. */
    static FeeLine flat(MonetaryAmount fee) {
        return new FeeLine.Flat(fee);
    }

    /**
     * A share of the amount.
     *
     * @param percent such as {@code "2.9"}
     * @param flat on top; zero in the currency for none
     */
    static FeeLine percent(String percent, MonetaryAmount flat) {
        return new FeeLine.Percent(FeeRules.percent(percent), flat);
    }

    /** The whole amount at the rate of the tier it falls in. */
    static FeeLine slab(List<FeeTier> tiers) {
        return new FeeLine.Tiered(FeeLine.TierMode.SLAB, tiers);
    }

    /** Each slice of the amount at the rate of its own tier; the slices are not rounded apart. */
    static FeeLine marginal(List<FeeTier> tiers) {
        return new FeeLine.Tiered(FeeLine.TierMode.MARGINAL, tiers);
    }
}
