package io.counterfoil.collections.metrics;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.money.MonetaryAmount;

/** Collection effectiveness index: of what could be collected, how much was, in per cent (COL-20, collections specification 4.5). */
public final class Cei {

    private Cei() {}

    /**
     * What the index is computed from.
     *
     * @param opening receivable at the beginning
     * @param creditSales of the period
     * @param months of the period
     * @param closing receivable at its end
     * @param closingCurrent of it, what is not due under the stated line
     * @param currentLine what counts as current, in words, such as {@code not past due}
     */
    public record Inputs(
            MonetaryAmount opening,
            MonetaryAmount creditSales,
            BigDecimal months,
            MonetaryAmount closing,
            MonetaryAmount closingCurrent,
            String currentLine) {
        public Inputs {
            Objects.requireNonNull(opening, "opening");
            Objects.requireNonNull(creditSales, "creditSales");
            Objects.requireNonNull(closing, "closing");
            Objects.requireNonNull(closingCurrent, "closingCurrent");
            Objects.requireNonNull(currentLine, "currentLine");
            if (months.signum() <= 0) {
                throw new IllegalArgumentException("months is " + months + ", expected more than zero");
            }
        }
    }

    /**
     * The index; undefined where nothing could be collected.
     *
     * @throws IllegalArgumentException where amounts are in several currencies
     */
    public static Metric<BigDecimal> calculate(Inputs inputs) {
        Figures.oneCurrency(List.of(inputs.opening(), inputs.creditSales(), inputs.closing(), inputs.closingCurrent()));
        BigDecimal opening = Figures.number(inputs.opening());
        BigDecimal sales = Figures.number(inputs.creditSales());
        BigDecimal closing = Figures.number(inputs.closing());
        BigDecimal current = Figures.number(inputs.closingCurrent());
        Metric.Basis basis = new Metric.Basis(
                "CEI",
                Map.of(
                        "opening", opening.toPlainString(),
                        "creditSales", sales.toPlainString(),
                        "months", inputs.months().toPlainString(),
                        "closing", closing.toPlainString(),
                        "closingCurrent", current.toPlainString()),
                "current is: " + inputs.currentLine(),
                "(opening + sales / months - closing) / (opening + sales / months - current) × 100");
        // Both sides times the months, so that nothing is rounded before the last division.
        BigDecimal start = opening.multiply(inputs.months()).add(sales);
        BigDecimal collected = start.subtract(closing.multiply(inputs.months()));
        BigDecimal collectable = start.subtract(current.multiply(inputs.months()));
        return collectable.signum() == 0
                ? new Metric.Undefined<>("nothing could be collected: the denominator is zero", basis)
                : new Metric.Known<>(Figures.quotient(collected.movePointRight(2), collectable), basis);
    }
}
