package io.counterfoil.collections.metrics;

import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.collections.receivable.RollForward;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;

/**
 * Days sales outstanding: how many days of sales are still owed (COL-17, collections specification 4.5). Immutable, thread-safe.
 *
 * <p>Simple: receivable × days / sales. Average balance: the same with the mean of the balances at the ends of the periods. Count-back: newest period first,
 * whole periods while what remains covers their sales, then the share of the next one's days.
 */
public final class Dso {

    private final Method method;
    private final ZeroSales zeroSales;

    private enum Method {
        SIMPLE,
        AVERAGE_BALANCE,
        COUNT_BACK
    }

    private Dso(Method method, ZeroSales zeroSales) {
        this.method = method;
        this.zeroSales = zeroSales;
    }

    /** The balance at the end against all sales. */
    public static Dso simple() {
        return new Dso(Method.SIMPLE, ZeroSales.STOP);
    }

    /** The mean of the balances at the ends of the periods against all sales. */
    public static Dso averageBalance() {
        return new Dso(Method.AVERAGE_BALANCE, ZeroSales.STOP);
    }

    /** Counting back from the newest period. */
    public static Dso countBack(ZeroSales zeroSales) {
        return new Dso(Method.COUNT_BACK, zeroSales);
    }

    /**
     * The figure for amounts of one's own.
     *
     * @param receivable what is owed; for the average-balance method, the mean
     * @param newestFirst the periods, newest first, at least one
     * @throws IllegalArgumentException where there is no period or amounts are in several currencies
     */
    public Metric<BigDecimal> calculate(MonetaryAmount receivable, List<SalesPeriod> newestFirst) {
        List<MonetaryAmount> amounts = new ArrayList<>(List.of(receivable));
        newestFirst.forEach(period -> amounts.add(period.sales()));
        Figures.oneCurrency(amounts);
        return calculate(Figures.number(receivable), newestFirst, "amounts of the caller's");
    }

    /** The figure of one currency for periods, newest first, as known at the instant: open items less credits against items issued less credit notes. */
    public Metric<BigDecimal> assess(
            Receivables receivables, CurrencyUnit currency, List<DateRange> newestFirst, AsOf asOf) {
        List<SalesPeriod> periods = new ArrayList<>();
        BigDecimal balances = BigDecimal.ZERO;
        for (DateRange range : newestFirst) {
            RollForward.Movements movements =
                    receivables.rollForward(range, asOf).total();
            MonetaryAmount sales = movements
                    .of(RollForward.Cause.ISSUED)
                    .plus(movements.of(RollForward.Cause.CREDITED))
                    .in(currency);
            periods.add(new SalesPeriod(Math.toIntExact(range.days()), sales));
            balances = balances.add(
                    Figures.number(receivables.open(asOf.on(range.to())).in(currency)));
        }
        BigDecimal receivable = Figures.number(receivables.open(asOf).in(currency));
        if (method == Method.AVERAGE_BALANCE && !periods.isEmpty()) {
            receivable = Figures.part(balances, BigDecimal.valueOf(periods.size()));
        }
        String population = "all open items in " + currency.getCurrencyCode()
                + ", credits taken off; sales are items issued less credit notes";
        return calculate(receivable, periods, population);
    }

    private Metric<BigDecimal> calculate(BigDecimal receivable, List<SalesPeriod> newestFirst, String population) {
        if (newestFirst.isEmpty()) {
            throw new IllegalArgumentException("there is no period, expected one or more, newest first");
        }
        BigDecimal sales = BigDecimal.ZERO;
        long days = 0;
        for (SalesPeriod period : newestFirst) {
            sales = sales.add(Figures.number(period.sales()));
            days += period.days();
        }
        Map<String, String> inputs = Map.of(
                "receivable", receivable.toPlainString(), "sales", sales.toPlainString(), "days", Long.toString(days));
        if (method == Method.COUNT_BACK) {
            String formula =
                    "days of whole periods, newest first, while the rest covers their sales, plus rest / sales × days of the next; at no sales: "
                            + zeroSales;
            return countBack(receivable, newestFirst, new Metric.Basis("COUNT_BACK", inputs, population, formula));
        }
        Metric.Basis basis = new Metric.Basis("DSO_" + method.name(), inputs, population, "receivable × days / sales");
        return sales.signum() <= 0
                ? new Metric.Undefined<>("sales are " + sales.toPlainString() + ", expected more than zero", basis)
                : new Metric.Known<>(Figures.quotient(receivable.multiply(BigDecimal.valueOf(days)), sales), basis);
    }

    private Metric<BigDecimal> countBack(BigDecimal receivable, List<SalesPeriod> newestFirst, Metric.Basis basis) {
        BigDecimal left = receivable;
        BigDecimal days = BigDecimal.ZERO;
        for (SalesPeriod period : newestFirst) {
            if (left.signum() <= 0) {
                break;
            }
            BigDecimal sales = Figures.number(period.sales());
            BigDecimal periodDays = BigDecimal.valueOf(period.days());
            if (sales.signum() <= 0) {
                if (zeroSales == ZeroSales.STOP) {
                    return new Metric.LowerBound<>(Figures.scaled(days), basis);
                }
                days = days.add(periodDays);
            } else if (left.compareTo(sales) >= 0) {
                days = days.add(periodDays);
                left = left.subtract(sales);
            } else {
                return new Metric.Known<>(
                        Figures.scaled(days.add(Figures.part(left.multiply(periodDays), sales))), basis);
            }
        }
        return left.signum() > 0
                ? new Metric.LowerBound<>(Figures.scaled(days), basis)
                : new Metric.Known<>(Figures.scaled(days), basis);
    }

    /** What counting back does at a period without sales, or with more credited than sold. */
    public enum ZeroSales {
        /** It stops: the days counted so far are the least that the figure can be. */
        STOP,
        /** It counts the period's days and goes on. */
        COUNT_DAYS
    }

    /**
     * Credit sales of a period.
     *
     * @param days 1 or more
     * @param sales invoiced less credited; may be zero or less
     */
    public record SalesPeriod(int days, MonetaryAmount sales) {

        public SalesPeriod {
            Objects.requireNonNull(sales, "sales");
            if (days < 1) {
                throw new IllegalArgumentException("days is " + days + ", expected 1 or more");
            }
        }
    }

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
    public record Family(
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
         * The figures of one currency: open items on the as-of day, credits taken off; of it debits that are not past due; sales are items issued less credit notes in the
         * range, as known at the instant.
         */
        public static Metric<Family> assess(Receivables receivables, Terms terms, DateRange range, AsOf asOf) {
            BookFigures figures = new BookFigures(receivables, party -> true, terms.currency(), asOf);
            Inputs inputs = new Inputs(
                    figures.open(asOf.effective()),
                    figures.notDue(),
                    figures.sales(range),
                    Math.toIntExact(range.days()),
                    terms.days());
            return calculate(
                    inputs,
                    "all open items in " + terms.currency().getCurrencyCode()
                            + ", credits taken off; sales are items issued less credit notes in " + range);
        }

        /**
         * The terms agreed for a currency.
         *
         * @param currency of the items
         * @param days from issue to due
         */
        public record Terms(CurrencyUnit currency, int days) {
            public Terms {
                Objects.requireNonNull(currency, "currency");
            }
        }

        /**
         * The figures; undefined without sales.
         *
         * @throws IllegalArgumentException where amounts are in several currencies
         */
        public static Metric<Family> calculate(Inputs inputs) {
            return calculate(inputs, "amounts of the caller's");
        }

        private static Metric<Family> calculate(Inputs inputs, String population) {
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
                    population,
                    "dso = receivable × days / sales; granted = best possible = not due × days / sales; delinquent = dso - granted; extended = granted - terms");
            if (sales.signum() <= 0) {
                return new Metric.Undefined<>(
                        "sales are " + sales.toPlainString() + ", expected more than zero", basis);
            }
            BigDecimal dso =
                    Figures.quotient(Figures.number(inputs.receivable()).multiply(days), sales);
            BigDecimal granted =
                    Figures.quotient(Figures.number(inputs.notDue()).multiply(days), sales);
            return new Metric.Known<>(
                    new Family(
                            dso,
                            granted,
                            dso.subtract(granted),
                            granted.subtract(BigDecimal.valueOf(inputs.termsDays())),
                            granted,
                            dso.subtract(granted)),
                    basis);
        }
    }
}
