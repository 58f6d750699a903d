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
import org.jspecify.annotations.Nullable;

/**
 * What a payment of an amount costs by agreement (PAY-38, payments specification 4.9): one line, or several.
 *
 * <p>Amounts and fees are in one currency; a payment in another, or a negative one, is refused with {@link IllegalArgumentException}. Percentages are from 0
 * to 100 with at most 12 decimals. Immutable, thread-safe.
 */
public sealed interface FeeSchedule permits FeeSchedule.Line, FeeSchedule.Lines {

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
    static Line flat(MonetaryAmount fee) {
        return new Line.Flat(fee);
    }

    /**
     * A share of the amount.
     *
     * @param percent such as {@code "2.9"}
     * @param flat on top; zero in the currency for none
     */
    static Line percent(String percent, MonetaryAmount flat) {
        return new Line.Percent(FeeRules.percent(percent), flat);
    }

    /** The whole amount at the rate of the tier it falls in. */
    static Line slab(List<Tier> tiers) {
        return new Line.Tiered(Line.TierMode.SLAB, tiers);
    }

    /** Each slice of the amount at the rate of its own tier; the slices are not rounded apart. */
    static Line marginal(List<Tier> tiers) {
        return new Line.Tiered(Line.TierMode.MARGINAL, tiers);
    }

    /**
     * A tier of a schedule: a rate and a flat part for amounts up to a limit, the limit included. Immutable.
     */
    final class Tier {

        private final @Nullable MonetaryAmount upTo;
        private final BigDecimal percent;
        private final MonetaryAmount flat;

        private Tier(@Nullable MonetaryAmount upTo, String percent, MonetaryAmount flat) {
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
        public static Tier upTo(MonetaryAmount limit, String percent, MonetaryAmount flat) {
            return new Tier(limit, percent, flat);
        }

        /** All amounts above the tiers before; the last tier of every schedule. Arguments as in {@link #upTo(MonetaryAmount, String, MonetaryAmount)}. */
        public static Tier above(String percent, MonetaryAmount flat) {
            return new Tier(null, percent, flat);
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
            return other instanceof Tier tier
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
            return (upTo == null ? "above: " : "up to " + Amounts.text(upTo) + ": ")
                    + percent.toPlainString()
                    + " %"
                    + FeeRules.andFlat(flat);
        }
    }

    /**
     * One line of a fee schedule: exact until one rounding at its end. Immutable.
     */
    sealed interface Line extends FeeSchedule {

        /** The fee in minor units of its currency, exact, for a payment of so many minor units. */
        BigDecimal exactMinor(long amountMinor);

        /** How the fee of so many minor units comes about, in English, such as {@code 2.9 % of 100.01 CAD and 0.30 CAD}. */
        String explain(long amountMinor);

        @Override
        default Fee expected(MonetaryAmount amount, RoundingMode rounding) {
            return Fee.of(List.of(FeeRules.part("fee", this, amount, rounding)));
        }

        /** This line, but never less than the amount. */
        default Line atLeast(MonetaryAmount minimum) {
            return new AtLeast(this, minimum);
        }

        /** This line, but never more than the amount. */
        default Line atMost(MonetaryAmount maximum) {
            return new AtMost(this, maximum);
        }

        /** The same for every payment. */
        record Flat(MonetaryAmount fee) implements Line {
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
                return "flat " + Amounts.text(fee);
            }
        }

        /**
         * A share of the amount, and a flat part.
         *
         * @param percent from 0 to 100
         * @param flat on top; zero for none
         */
        record Percent(BigDecimal percent, MonetaryAmount flat) implements Line {
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
        record Tiered(TierMode mode, List<FeeSchedule.Tier> tiers) implements Line {
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

            private record Slice(FeeSchedule.Tier tier, long minor) {}

            private List<Slice> slices(long amountMinor) {
                List<Slice> slices = new ArrayList<>();
                long below = 0;
                for (FeeSchedule.Tier tier : tiers) {
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
        record AtLeast(Line line, MonetaryAmount minimum) implements Line {
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
                return line.explain(amountMinor) + ", at least " + Amounts.text(minimum);
            }
        }

        /** A line with a maximum. A minimum above the maximum is refused. */
        record AtMost(Line line, MonetaryAmount maximum) implements Line {
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
                return line.explain(amountMinor) + ", at most " + Amounts.text(maximum);
            }
        }

        private static BigDecimal share(long amountMinor, BigDecimal percent) {
            return BigDecimal.valueOf(amountMinor).multiply(percent).movePointLeft(2);
        }

        private static Optional<MonetaryAmount> minimumOf(Line line) {
            return line instanceof AtLeast least
                    ? Optional.of(least.minimum())
                    : line instanceof AtMost most ? minimumOf(most.line()) : Optional.empty();
        }

        private static Optional<MonetaryAmount> maximumOf(Line line) {
            return line instanceof AtMost most
                    ? Optional.of(most.maximum())
                    : line instanceof AtLeast least ? maximumOf(least.line()) : Optional.empty();
        }
    }

    /**
     * A schedule of several lines, each rounded by itself. Immutable.
     *
     * <pre>{@code
     * FeeSchedule card = Lines.parallel(List.of(
     *     new Lines.Named("interchange", interchange), new Lines.Named("scheme", scheme)));
     * }</pre>
     *
     * @param mode what each line is charged on
     * @param lines at least one, in one currency, names unique
     */
    record Lines(Mode mode, List<Named> lines) implements FeeSchedule {

        public Lines {
            Objects.requireNonNull(mode, "mode");
            lines = List.copyOf(lines);
            if (lines.isEmpty()) {
                throw new IllegalArgumentException("a fee schedule without lines, expected at least one");
            }
            CurrencyUnit currency = lines.get(0).line().currency();
            long names = lines.stream().map(Named::name).distinct().count();
            if (names < lines.size()) {
                throw new IllegalArgumentException(
                        lines.size() + " fee lines have " + names + " names, expected one name for each");
            }
            for (Named named : lines) {
                if (!FeeRules.sameCurrency(currency, named.line().currency())) {
                    throw new IllegalArgumentException("fee line '" + named.name() + "' is in "
                            + named.line().currency().getCurrencyCode() + ", expected " + currency.getCurrencyCode()
                            + " as the first line");
                }
            }
        }

        /** Lines that are each charged on the gross amount. */
        public static Lines parallel(List<Named> lines) {
            return new Lines(Mode.PARALLEL, lines);
        }

        /** Lines that are each charged on what the lines before left, at least nothing. */
        public static Lines cascading(List<Named> lines) {
            return new Lines(Mode.CASCADING, lines);
        }

        @Override
        public CurrencyUnit currency() {
            return lines.get(0).line().currency();
        }

        @Override
        public Fee expected(MonetaryAmount amount, RoundingMode rounding) {
            Amounts amounts = Amounts.in(currency());
            long left = FeeRules.minorOf(this, amount);
            List<Fee.Part> parts = new ArrayList<>();
            for (Named named : lines) {
                MonetaryAmount base = mode == Mode.PARALLEL ? amount : amounts.ofMinor(left);
                Fee.Part part = FeeRules.part(named.name(), named.line(), base, rounding);
                parts.add(part);
                left = Math.max(0, left - Amounts.minor(part.amount()));
            }
            return Fee.of(parts);
        }

        /** What a line is charged on. */
        public enum Mode {
            /** The gross amount. */
            PARALLEL,
            /** What the lines before left. */
            CASCADING
        }

        /**
         * A line with the name under which a client sees it.
         *
         * @param name not blank
         * @param line how it is charged
         */
        public record Named(String name, FeeSchedule.Line line) {
            public Named {
                Objects.requireNonNull(line, "line");
                if (name.isBlank()) {
                    throw new IllegalArgumentException("fee line has a blank name, expected one such as interchange");
                }
            }
        }
    }
}
