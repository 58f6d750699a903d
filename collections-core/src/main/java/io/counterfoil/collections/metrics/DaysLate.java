package io.counterfoil.collections.metrics;

import io.counterfoil.collections.receivable.OpenItem;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.ReceivableEvent;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
    private final Set<String> excluded;

    private DaysLate(boolean weighted, boolean floored, boolean withOpen, Set<String> excluded) {
        this.weighted = weighted;
        this.floored = floored;
        this.withOpen = withOpen;
        this.excluded = excluded;
    }

    /** Every item counts the same. */
    public static DaysLate plain() {
        return new DaysLate(false, false, false, Set.of());
    }

    /** Items count by their amounts. */
    public static DaysLate weighted() {
        return new DaysLate(true, false, false, Set.of());
    }

    /** The same with early payments counted as on time. */
    public DaysLate floorZero() {
        return new DaysLate(weighted, true, withOpen, excluded);
    }

    /** The same with items that are open and past due at their age, so that those who never pay are not left out. */
    public DaysLate includeOpenPastDue() {
        return new DaysLate(weighted, floored, true, excluded);
    }

    /** The same without items of which anything was written off for one of these reasons: what was given up says nothing about when people pay. */
    public DaysLate excluding(Set<String> writeOffReasons) {
        return new DaysLate(weighted, floored, withOpen, Set.copyOf(writeOffReasons));
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
        Set<OpenItemId> left = leftOut(receivables, asOf);
        receivables
                .items()
                .filter(item -> item.kind().isDebit() && !left.contains(item.id()))
                .forEach(item -> {
                    boolean counts =
                            item.amount().getCurrency().getCurrencyCode().equals(currency.getCurrencyCode());
                    Optional<LocalDate> due = lastDue(item);
                    if (counts && due.isPresent()) {
                        daysLate(receivables, item, due.get(), range, asOf)
                                .ifPresent(days -> items.add(new Item(item.amount(), days)));
                    }
                });
        String population = "debit items in " + currency.getCurrencyCode() + " settled in " + range
                + (excluded.isEmpty() ? "" : ", without those written off for " + new TreeSet<>(excluded))
                + (withOpen ? ", and those open past due on " + asOf.effective() : "");
        return calculate(items, population);
    }

    private Set<OpenItemId> leftOut(Receivables receivables, AsOf asOf) {
        Set<OpenItemId> items = new HashSet<>();
        if (!excluded.isEmpty()) {
            receivables.events().forEach(event -> {
                if (event instanceof ReceivableEvent.WrittenOff writtenOff
                        && excluded.contains(writtenOff.reason())
                        && !writtenOff.effective().isAfter(asOf.effective())
                        && !writtenOff.recordedAt().isAfter(asOf.knownAt())) {
                    items.add(writtenOff.item());
                }
            });
        }
        return items;
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
