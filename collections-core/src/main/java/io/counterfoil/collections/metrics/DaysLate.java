package io.counterfoil.collections.metrics;

import io.counterfoil.collections.receivable.OpenItem;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;

/**
 * How late items were paid, on average (COL-19, collections specification 4.5): days from the due date to the settlement of the last cent, early ones negative.
 * Immutable, thread-safe.
 */
public final class DaysLate {

    private final boolean weighted;
    private final boolean floored;
    private final boolean withOpen;

    private DaysLate(boolean weighted, boolean floored, boolean withOpen) {
        this.weighted = weighted;
        this.floored = floored;
        this.withOpen = withOpen;
    }

    /** Every item counts the same. */
    public static DaysLate plain() {
        return new DaysLate(false, false, false);
    }

    /** Items count by their amounts. */
    public static DaysLate weighted() {
        return new DaysLate(true, false, false);
    }

    /** The same with early payments counted as on time. */
    public DaysLate floorZero() {
        return new DaysLate(weighted, true, withOpen);
    }

    /** The same with items that are open and past due at their age, so that those who never pay are not left out. */
    public DaysLate includeOpenPastDue() {
        return new DaysLate(weighted, floored, true);
    }

    /**
     * An item and how late it was.
     *
     * @param amount unsigned
     * @param daysLate negative for early
     */
    public record Item(MonetaryAmount amount, long daysLate) {
        public Item {
            Objects.requireNonNull(amount, "amount");
        }
    }

    /**
     * The average over items of one's own; undefined for none.
     *
     * @throws IllegalArgumentException where amounts are in several currencies
     */
    public Metric<BigDecimal> calculate(List<Item> items) {
        Figures.oneCurrency(items.stream().map(Item::amount).toList());
        return calculate(items, "items of the caller's");
    }

    /** The average over the debit items of one currency whose last cent was settled in the period, as known at the instant; items without a due date are left out. */
    public Metric<BigDecimal> assess(Receivables receivables, CurrencyUnit currency, DateRange range, AsOf asOf) {
        List<Item> items = new ArrayList<>();
        receivables.items().filter(item -> item.kind().isDebit()).forEach(item -> {
            boolean counts = item.amount().getCurrency().getCurrencyCode().equals(currency.getCurrencyCode());
            Optional<LocalDate> due = lastDue(item);
            if (counts && due.isPresent()) {
                daysLate(receivables, item, due.get(), range, asOf)
                        .ifPresent(days -> items.add(new Item(item.amount(), days)));
            }
        });
        String population = "debit items in " + currency.getCurrencyCode() + " settled in " + range
                + (withOpen ? ", and those open past due on " + asOf.effective() : "");
        return calculate(items, population);
    }

    private Optional<Long> daysLate(Receivables receivables, OpenItem item, LocalDate due, DateRange range, AsOf asOf) {
        Optional<LocalDate> settled = receivables.settledOn(item.id(), asOf);
        if (settled.isPresent()) {
            return settled.filter(range::contains).map(day -> ChronoUnit.DAYS.between(due, day));
        }
        boolean late = withOpen
                && due.isBefore(asOf.effective())
                && !receivables.open(item.id(), asOf).isZero();
        return late ? Optional.of(ChronoUnit.DAYS.between(due, asOf.effective())) : Optional.empty();
    }

    private static Optional<LocalDate> lastDue(OpenItem item) {
        return item.terms().stream()
                .map(OpenItem.Term::due)
                .max(LocalDate::compareTo)
                .or(item::due);
    }

    private Metric<BigDecimal> calculate(List<Item> items, String population) {
        BigDecimal days = BigDecimal.ZERO;
        BigDecimal weights = BigDecimal.ZERO;
        for (Item item : items) {
            BigDecimal weight = weighted ? Figures.number(item.amount()) : BigDecimal.ONE;
            long late = floored ? Math.max(0, item.daysLate()) : item.daysLate();
            days = days.add(weight.multiply(BigDecimal.valueOf(late)));
            weights = weights.add(weight);
        }
        Metric.Basis basis = new Metric.Basis(
                "DAYS_LATE_" + (weighted ? "WEIGHTED" : "PLAIN") + (floored ? "_FLOOR_ZERO" : ""),
                Map.of("items", Integer.toString(items.size()), "weight", weights.toPlainString()),
                population,
                weighted ? "sum of days × amount / sum of amounts" : "sum of days / number of items");
        return weights.signum() == 0
                ? new Metric.Undefined<>("there is no item to average over", basis)
                : new Metric.Known<>(Figures.quotient(days, weights), basis);
    }
}
