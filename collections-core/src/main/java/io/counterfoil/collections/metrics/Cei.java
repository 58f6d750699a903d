package io.counterfoil.collections.metrics;

import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.money.CurrencyUnit;
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
     * The index of one currency over whole months: what was open before the first and at the end of the last, credits taken off; what is not due then by the due
     * dates; items issued less credit notes in between. All as known at the instant.
     */
    public static Metric<BigDecimal> assess(Receivables receivables, CurrencyUnit currency, Months months, AsOf asOf) {
        DateRange range = DateRange.of(months.first().atDay(1), months.last().atEndOfMonth());
        BookFigures closing = new BookFigures(receivables, party -> true, currency, asOf.on(range.to()));
        long count = ChronoUnit.MONTHS.between(months.first(), months.last()) + 1;
        return calculate(new Inputs(
                closing.open(range.from().minusDays(1)),
                closing.sales(range),
                BigDecimal.valueOf(count),
                closing.open(range.to()),
                closing.notDue(),
                "debits not past due on " + range.to()));
    }

    /**
     * Whole months, the first and the last inside.
     *
     * @param first the first
     * @param last the last, not before the first
     */
    public record Months(YearMonth first, YearMonth last) {
        public Months {
            if (last.isBefore(first)) {
                throw new IllegalArgumentException(
                        "months are from " + first + " to " + last + ", expected the last not before the first");
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
