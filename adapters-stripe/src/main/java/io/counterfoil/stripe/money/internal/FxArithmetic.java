package io.counterfoil.stripe.money.internal;

import io.counterfoil.stripe.money.StripeAmounts;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;

/** Whether a row's amount is a charge's at the stated rate (specification 4.15, STR-33). The rate is minor to minor. Pure. */
public final class FxArithmetic {

    private static final BigInteger TOLERANCE = BigInteger.ONE;

    private FxArithmetic() {}

    /**
     * A conversion as it was checked.
     *
     * @param expectedMinor the charge at the rate, rounded half up
     * @param differenceMinor row less expected
     * @param holds whether they are within one minor unit
     * @param majorRate the rate between major units, where both exponents are known
     */
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    public record Conversion(
            BigInteger expectedMinor, BigInteger differenceMinor, boolean holds, Optional<BigDecimal> majorRate) {}

    /** Minor units in a currency. */
    public record Minor(String currency, long minor) {}

    /** Checks the conversion. */
    public static Conversion check(Minor charge, BigDecimal rate, Minor row, StripeAmounts amounts) {
        BigInteger expected = BigDecimal.valueOf(charge.minor())
                .multiply(rate)
                .setScale(0, RoundingMode.HALF_UP)
                .toBigIntegerExact();
        BigInteger difference = BigInteger.valueOf(row.minor()).subtract(expected);
        Optional<BigDecimal> major = amounts.exponent(charge.currency())
                .flatMap(from -> amounts.exponent(row.currency())
                        .map(to -> rate.scaleByPowerOfTen(from.digits() - to.digits())));
        return new Conversion(expected, difference, difference.abs().compareTo(TOLERANCE) <= 0, major);
    }
}
