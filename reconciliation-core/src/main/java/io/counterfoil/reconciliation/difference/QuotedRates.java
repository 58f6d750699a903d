package io.counterfoil.reconciliation.difference;

import io.counterfoil.payments.evidence.Sha256;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.money.CurrencyUnit;

/** Rates from a list of quotes. Immutable. */
final class QuotedRates implements RateBand.Rates {

    private final Map<String, BigDecimal> rates = new TreeMap<>();
    private final String identity;

    private QuotedRates(List<Quote> quotes) {
        for (Quote quote : quotes) {
            String key = key(quote.of(), quote.in(), quote.day());
            BigDecimal other = rates.put(key, quote.rate().stripTrailingZeros());
            if (other != null && other.compareTo(quote.rate()) != 0) {
                throw new IllegalArgumentException("two rates for " + key + ", expected one");
            }
        }
        List<Object> fields = new ArrayList<>();
        rates.forEach((key, rate) -> fields.add(key + " " + rate.toPlainString()));
        this.identity = "quotes " + Sha256.ofFields(fields.toArray()).shortHex();
    }

    static QuotedRates of(List<Quote> quotes) {
        return new QuotedRates(quotes);
    }

    private static String key(CurrencyUnit of, CurrencyUnit in, LocalDate day) {
        return of.getCurrencyCode() + " " + in.getCurrencyCode() + " " + day;
    }

    @Override
    public Optional<BigDecimal> rate(CurrencyUnit of, CurrencyUnit in, LocalDate day) {
        return Optional.ofNullable(rates.get(key(of, in, day)));
    }

    @Override
    public String identity() {
        return identity;
    }
}
