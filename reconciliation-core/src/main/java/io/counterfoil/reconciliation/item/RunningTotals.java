package io.counterfoil.reconciliation.item;

import io.counterfoil.payments.money.Totals;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import javax.money.CurrencyUnit;

/** Sums per currency while records come in: wide enough for any number of 64-bit amounts. Not thread-safe. */
final class RunningTotals {

    private final List<CurrencyUnit> currencies = new ArrayList<>();
    private long[] high = new long[4];
    private long[] low = new long[4];

    /** Adds all sums of the other. */
    void addAll(RunningTotals others) {
        for (int i = 0; i < others.currencies.size(); i++) {
            CurrencyUnit currency = others.currencies.get(i);
            add(currency, others.low[i]);
            high[currencies.indexOf(currency)] += others.high[i];
        }
    }

    void add(CurrencyUnit currency, long minor) {
        int at = currencies.indexOf(currency);
        if (at < 0) {
            at = currencies.size();
            currencies.add(currency);
            if (at == low.length) {
                high = java.util.Arrays.copyOf(high, at * 2);
                low = java.util.Arrays.copyOf(low, at * 2);
            }
        }
        long sum = low[at] + minor;
        boolean overflow = ((low[at] ^ sum) & (minor ^ sum)) < 0;
        if (overflow) {
            high[at] += minor < 0 ? -1 : 1;
        }
        low[at] = sum;
    }

    /**
     * The sums.
     *
     * @throws ArithmeticException where one is outside 64 bits
     */
    Totals totals() {
        Totals totals = Totals.none();
        for (int i = 0; i < currencies.size(); i++) {
            BigInteger sum = BigInteger.valueOf(high[i]).shiftLeft(64).add(BigInteger.valueOf(low[i]));
            totals = totals.plus(currencies.get(i), sum.longValueExact());
        }
        return totals;
    }
}
