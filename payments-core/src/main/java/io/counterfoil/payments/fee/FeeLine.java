package io.counterfoil.payments.fee;

import io.counterfoil.payments.money.Amounts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;

/**
 * One line of a fee schedule: exact until one rounding at its end. Immutable.
 */
public sealed interface FeeLine extends FeeSchedule {

    /** The fee in minor units of its currency, exact, for a payment of so many minor units. */
    BigDecimal exactMinor(long amountMinor);

    /** How the fee of so many minor units comes about, in English, such as {@code 2.9 % of 100.01 CAD and 0.30 CAD}. */
    String explain(long amountMinor);

    @Override
    default Fee expected(MonetaryAmount amount, RoundingMode rounding) {
        return Fee.of(List.of(FeeRules.part("fee", this, amount, rounding)));
    }

    /** This line, but never less than the amount. */
    default FeeLine atLeast(MonetaryAmount minimum) {
        return new AtLeast(this, minimum);
    }

    /** This line, but never more than the amount. */
    default FeeLine atMost(MonetaryAmount maximum) {
        return new AtMost(this, maximum);
    }

    /** The same for every payment. */
    record Flat(MonetaryAmount fee) implements FeeLine {
        public Flat {
            FeeRules.checkNotNegative("flat fee", fee);
        }

        @Override
        public CurrencyUnit currency() {
            return fee.getCurrency();
        }

        @Override
        public BigDecimal exactMinor(long amountMinor) {
            return BigDecimal.valueOf(Amounts.minor(fee));
        }

        @Override
        public String explain(long amountMinor) {
            return "flat " + FeeRules.shown(fee);
        }
    }

    /**
     * A share of the amount, and a flat part.
     *
     * @param percent from 0 to 100
     * @param flat on top; zero for none
     */
    record Percent(BigDecimal percent, MonetaryAmount flat) implements FeeLine {
        public Percent {
            FeeRules.checkPercent(percent);
            FeeRules.checkNotNegative("flat part", flat);
        }

        @Override
        public CurrencyUnit currency() {
            return flat.getCurrency();
        }

        @Override
        public BigDecimal exactMinor(long amountMinor) {
            return share(amountMinor, percent).add(BigDecimal.valueOf(Amounts.minor(flat)));
        }

        @Override
        public String explain(long amountMinor) {
            return percent.toPlainString() + " % of " + FeeRules.shown(currency(), amountMinor)
                    + FeeRules.andFlat(flat);
        }
    }

    /** Whether a tier's rate holds for the whole amount or for its own slice. */
    enum TierMode {
        /** The tier in which the whole amount falls. */
        SLAB,
        /** Each slice at its own rate; a tier's flat part is charged when its slice is not empty. */
        MARGINAL
    }

    /**
     * A rate that depends on the amount.
     *
     * @param mode whole amount or slices
     * @param tiers by rising limit, the last without one
     */
    record Tiered(TierMode mode, List<FeeTier> tiers) implements FeeLine {
        public Tiered {
            Objects.requireNonNull(mode, "mode");
            tiers = List.copyOf(tiers);
            FeeRules.checkTiers(tiers);
        }

        @Override
        public CurrencyUnit currency() {
            return tiers.get(0).flat().getCurrency();
        }

        @Override
        public BigDecimal exactMinor(long amountMinor) {
            return slices(amountMinor).stream()
                    .map(slice ->
                            new Percent(slice.tier().percent(), slice.tier().flat()).exactMinor(slice.minor()))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        @Override
        public String explain(long amountMinor) {
            List<String> parts = new ArrayList<>();
            slices(amountMinor)
                    .forEach(slice -> parts.add(
                            new Percent(slice.tier().percent(), slice.tier().flat()).explain(slice.minor())));
            return parts.isEmpty() ? "no slice" : String.join(" + ", parts);
        }

        private record Slice(FeeTier tier, long minor) {}

        private List<Slice> slices(long amountMinor) {
            List<Slice> slices = new ArrayList<>();
            long below = 0;
            for (FeeTier tier : tiers) {
                long limit = tier.upTo().map(Amounts::minor).orElse(Long.MAX_VALUE);
                if (mode == TierMode.SLAB && amountMinor <= limit) {
                    return List.of(new Slice(tier, amountMinor));
                }
                if (mode == TierMode.MARGINAL && amountMinor > below) {
                    slices.add(new Slice(tier, Math.min(amountMinor, limit) - below));
                }
                below = limit;
            }
            return slices;
        }
    }

    /** A line with a minimum. A maximum below the minimum is refused. */
    record AtLeast(FeeLine line, MonetaryAmount minimum) implements FeeLine {
        public AtLeast {
            FeeRules.checkLimit("minimum", line, minimum);
            FeeRules.checkOrder(Optional.of(minimum), maximumOf(line));
        }

        @Override
        public CurrencyUnit currency() {
            return line.currency();
        }

        @Override
        public BigDecimal exactMinor(long amountMinor) {
            return line.exactMinor(amountMinor).max(BigDecimal.valueOf(Amounts.minor(minimum)));
        }

        @Override
        public String explain(long amountMinor) {
            return line.explain(amountMinor) + ", at least " + FeeRules.shown(minimum);
        }
    }

    /** A line with a maximum. A minimum above the maximum is refused. */
    record AtMost(FeeLine line, MonetaryAmount maximum) implements FeeLine {
        public AtMost {
            FeeRules.checkLimit("maximum", line, maximum);
            FeeRules.checkOrder(minimumOf(line), Optional.of(maximum));
        }

        @Override
        public CurrencyUnit currency() {
            return line.currency();
        }

        @Override
        public BigDecimal exactMinor(long amountMinor) {
            return line.exactMinor(amountMinor).min(BigDecimal.valueOf(Amounts.minor(maximum)));
        }

        @Override
        public String explain(long amountMinor) {
            return line.explain(amountMinor) + ", at most " + FeeRules.shown(maximum);
        }
    }

    private static BigDecimal share(long amountMinor, BigDecimal percent) {
        return BigDecimal.valueOf(amountMinor).multiply(percent).movePointLeft(2);
    }

    private static Optional<MonetaryAmount> minimumOf(FeeLine line) {
        return line instanceof AtLeast least
                ? Optional.of(least.minimum())
                : line instanceof AtMost most ? minimumOf(most.line()) : Optional.empty();
    }

    private static Optional<MonetaryAmount> maximumOf(FeeLine line) {
        return line instanceof AtMost most
                ? Optional.of(most.maximum())
                : line instanceof AtLeast least ? maximumOf(least.line()) : Optional.empty();
    }
}
