package io.counterfoil.collections.metrics;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.money.MonetaryAmount;

/**
 * The simple days sales outstanding taken apart, all from the same inputs (COL-18, collections specification 4.5). Immutable.
 *
 * @param dso receivable × days / sales
 * @param daysCreditGranted the same for what is not past due
 * @param delinquentDso what past-due items add
 * @param extendedDso credit granted beyond the terms
 * @param bestPossibleDso if nothing were past due
 * @param averageDaysDelinquent dso less the best possible
 */
public record DsoFamily(
        BigDecimal dso,
        BigDecimal daysCreditGranted,
        BigDecimal delinquentDso,
        BigDecimal extendedDso,
        BigDecimal bestPossibleDso,
        BigDecimal averageDaysDelinquent) {

    /**
     * What the family is computed from.
     *
     * @param receivable what is owed
     * @param notDue of it, what is not past due
     * @param creditSales of the period
     * @param days of the period
     * @param termsDays the terms agreed
     */
    public record Inputs(
            MonetaryAmount receivable, MonetaryAmount notDue, MonetaryAmount creditSales, int days, int termsDays) {
        public Inputs {
            Objects.requireNonNull(receivable, "receivable");
            Objects.requireNonNull(notDue, "notDue");
            Objects.requireNonNull(creditSales, "creditSales");
        }
    }

    /**
     * The figures; undefined without sales.
     *
     * @throws IllegalArgumentException where amounts are in several currencies
     */
    public static Metric<DsoFamily> calculate(Inputs inputs) {
        Figures.oneCurrency(List.of(inputs.receivable(), inputs.notDue(), inputs.creditSales()));
        BigDecimal sales = Figures.number(inputs.creditSales());
        BigDecimal days = BigDecimal.valueOf(inputs.days());
        Metric.Basis basis = new Metric.Basis(
                "DSO_FAMILY",
                Map.of(
                        "receivable", Figures.number(inputs.receivable()).toPlainString(),
                        "notDue", Figures.number(inputs.notDue()).toPlainString(),
                        "creditSales", sales.toPlainString(),
                        "days", days.toPlainString(),
                        "termsDays", Integer.toString(inputs.termsDays())),
                "amounts of the caller's",
                "dso = receivable × days / sales; granted = best possible = not due × days / sales; delinquent = dso - granted; extended = granted - terms");
        if (sales.signum() <= 0) {
            return new Metric.Undefined<>("sales are " + sales.toPlainString() + ", expected more than zero", basis);
        }
        BigDecimal dso = Figures.quotient(Figures.number(inputs.receivable()).multiply(days), sales);
        BigDecimal granted = Figures.quotient(Figures.number(inputs.notDue()).multiply(days), sales);
        return new Metric.Known<>(
                new DsoFamily(
                        dso,
                        granted,
                        dso.subtract(granted),
                        granted.subtract(BigDecimal.valueOf(inputs.termsDays())),
                        granted,
                        dso.subtract(granted)),
                basis);
    }
}
