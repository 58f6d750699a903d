package io.counterfoil.payments.money;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;
import org.jspecify.annotations.Nullable;

/**
 * Sums by currency, in the order of their codes; currencies whose sum is zero are left out. Equal when every sum is equal. Immutable.
 */
public final class Totals {

    private static final Totals NONE = new Totals(Collections.emptySortedMap());

    private final java.util.SortedMap<String, Sum> sums;

    private record Sum(CurrencyUnit currency, long minor) {}

    private Totals(java.util.SortedMap<String, Sum> sums) {
        this.sums = sums;
    }

    /** Nothing at all. */
    public static Totals none() {
        return NONE;
    }

    /** One amount. */
    public static Totals of(MonetaryAmount amount) {
        return NONE.plus(amount);
    }

    /** The sum of the amounts, whatever their currencies. */
    public static Totals of(Iterable<? extends MonetaryAmount> amounts) {
        Totals sum = NONE;
        for (MonetaryAmount amount : amounts) {
            sum = sum.plus(amount);
        }
        return sum;
    }

    /** The sum in the currency; zero where there is none. */
    public MonetaryAmount in(CurrencyUnit currency) {
        Sum sum = sums.get(currency.getCurrencyCode());
        return Amounts.in(currency).ofMinor(sum == null ? 0 : sum.minor());
    }

    /** The currencies whose sum is not zero, by code. */
    public List<CurrencyUnit> currencies() {
        return sums.values().stream().map(Sum::currency).toList();
    }

    /** Every sum that is not zero, by currency code. */
    public List<MonetaryAmount> amounts() {
        return currencies().stream().map(this::in).toList();
    }

    /** Whether every sum is zero. */
    public boolean isZero() {
        return sums.isEmpty();
    }

    /**
     * These sums and one amount more.
     *
     * @throws ArithmeticException where a sum leaves 64 bits
     */
    public Totals plus(MonetaryAmount amount) {
        return plus(amount.getCurrency(), Amounts.minor(amount));
    }

    /** These sums and so many minor units more. */
    public Totals plus(CurrencyUnit currency, long minor) {
        java.util.SortedMap<String, Sum> next = new TreeMap<>(sums);
        Sum known = next.get(currency.getCurrencyCode());
        long sum = Math.addExact(known == null ? 0 : known.minor(), minor);
        if (sum == 0) {
            next.remove(currency.getCurrencyCode());
        } else {
            next.put(currency.getCurrencyCode(), new Sum(currency, sum));
        }
        return new Totals(Collections.unmodifiableSortedMap(next));
    }

    /** Currency by currency, these sums and those. */
    public Totals plus(Totals other) {
        Totals result = this;
        for (Sum sum : other.sums.values()) {
            result = result.plus(sum.currency(), sum.minor());
        }
        return result;
    }

    /** Currency by currency, these sums less those. */
    public Totals minus(Totals other) {
        Totals result = this;
        for (Sum sum : other.sums.values()) {
            result = result.plus(sum.currency(), Math.negateExact(sum.minor()));
        }
        return result;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Totals totals && byCode().equals(totals.byCode());
    }

    @Override
    public int hashCode() {
        return byCode().hashCode();
    }

    /** Reads as {@code 100.00 CAD, -3.50 GBP}, or {@code 0} for none. */
    @Override
    public String toString() {
        return sums.isEmpty()
                ? "0"
                : amounts().stream()
                        .map(a -> Amounts.plain(a) + " " + a.getCurrency().getCurrencyCode())
                        .collect(Collectors.joining(", "));
    }

    private Map<String, Long> byCode() {
        Map<String, Long> plain = new TreeMap<>();
        sums.forEach((code, sum) -> plain.put(code, sum.minor()));
        return plain;
    }
}
