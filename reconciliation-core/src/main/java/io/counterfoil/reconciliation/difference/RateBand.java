package io.counterfoil.reconciliation.difference;

import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.calendar.CalendarNotCoveredException;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.difference.DifferenceExplainer.Offer;
import io.counterfoil.reconciliation.item.ItemView;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;

/**
 * How far an implied exchange rate may lie from a dated reference rate (REC-28, reconciliation specification 4.7). An amount is inside where
 * {@code |left / right / rate - 1| <= band}, exact and unrounded. Without a rate nothing is inside: the pair is no candidate. Immutable; thread-safe where the
 * rates are.
 */
public final class RateBand {

    private static final BigDecimal ONE_BPS = new BigDecimal("0.0001");
    private static final int IMPLIED_DECIMALS = 8;
    private static final int BPS_DECIMALS = 2;

    private final Rates rates;
    private final BigDecimal bandBps;
    private final RateDay rateDay;
    private final Optional<BusinessCalendar> calendar;

    private RateBand(Rates rates, BigDecimal bandBps, RateDay rateDay, Optional<BusinessCalendar> calendar) {
        this.rates = Objects.requireNonNull(rates, "rates");
        this.bandBps = bandBps;
        this.rateDay = rateDay;
        this.calendar = calendar;
        if (bandBps.signum() < 0) {
            throw new IllegalArgumentException(
                    "band of " + bandBps.toPlainString() + " basis points, expected 0 or more");
        }
    }

    /** A band of so many basis points around the rate of the value day. */
    public static RateBand of(Rates rates, BigDecimal bandBps) {
        return new RateBand(rates, bandBps, RateDay.VALUE_DAY, Optional.empty());
    }

    /** The same band around the rate of the booking day. */
    public RateBand onBookingDay() {
        return new RateBand(rates, bandBps, RateDay.BOOKING_DAY, Optional.empty());
    }

    /** The same band around the rate of the business day before the value day. */
    public RateBand onPreviousBusinessDay(BusinessCalendar businessCalendar) {
        return new RateBand(rates, bandBps, RateDay.PREVIOUS_BUSINESS_DAY, Optional.of(businessCalendar));
    }

    /**
     * The implied rate of the two amounts beside the reference rate of the day; empty where there is no rate.
     *
     * @param day the day whose rate counts, the policy already applied
     * @throws IllegalArgumentException where the right amount is zero
     */
    public Optional<Implied> assess(MonetaryAmount left, MonetaryAmount right, LocalDate day) {
        if (right.isZero()) {
            throw new IllegalArgumentException("right amount is zero, expected one that implies a rate");
        }
        return rate(right.getCurrency(), left.getCurrency(), day).map(rate -> implied(left, right, rate));
    }

    private Implied implied(MonetaryAmount left, MonetaryAmount right, BigDecimal rate) {
        BigDecimal leftNumber = number(left);
        BigDecimal rightNumber = number(right);
        BigDecimal atRate = rightNumber.multiply(rate);
        BigDecimal off = leftNumber.subtract(atRate);
        boolean within = off.abs().compareTo(atRate.abs().multiply(bandBps).multiply(ONE_BPS)) <= 0;
        MonetaryAmount expected = converted(atRate, left.getCurrency());
        return new Implied(
                leftNumber.divide(rightNumber, IMPLIED_DECIMALS, RoundingMode.HALF_EVEN),
                off.movePointRight(4).divide(atRate, BPS_DECIMALS, RoundingMode.HALF_EVEN),
                within,
                expected,
                Amounts.in(left.getCurrency())
                        .ofMinor(Math.subtractExact(Amounts.minor(left), Amounts.minor(expected))));
    }

    /** The right total at the reference rate of the item's day, rounded half even to the left currency; empty without a rate. */
    Optional<MonetaryAmount> expected(MonetaryAmount rightTotal, CurrencyUnit leftCurrency, ItemView left) {
        return rate(rightTotal.getCurrency(), leftCurrency, left)
                .map(rate -> converted(number(rightTotal).multiply(rate), leftCurrency));
    }

    /** Every difference from the expected amount that stays inside the band, in whole minor units. */
    Optional<Offer> interval(MonetaryAmount rightTotal, MonetaryAmount expected, ItemView left) {
        CurrencyUnit currency = expected.getCurrency();
        return rate(rightTotal.getCurrency(), currency, left).flatMap(rate -> {
            BigDecimal atRate = number(rightTotal).multiply(rate).movePointRight(currency.getDefaultFractionDigits());
            BigDecimal width = atRate.abs().multiply(bandBps).multiply(ONE_BPS);
            BigDecimal base = BigDecimal.valueOf(Amounts.minor(expected));
            long low = atRate.subtract(width)
                    .setScale(0, RoundingMode.CEILING)
                    .subtract(base)
                    .longValueExact();
            long high = atRate.add(width)
                    .setScale(0, RoundingMode.FLOOR)
                    .subtract(base)
                    .longValueExact();
            Amounts money = Amounts.in(currency);
            return low > high
                    ? Optional.empty()
                    : Optional.of(Offer.interval(DifferenceReason.FX_RATE, money.ofMinor(low), money.ofMinor(high)));
        });
    }

    private Optional<BigDecimal> rate(CurrencyUnit of, CurrencyUnit in, ItemView left) {
        LocalDate valueDay = left.due().orElse(left.day());
        return switch (rateDay) {
            case VALUE_DAY -> rate(of, in, valueDay);
            case BOOKING_DAY -> rate(of, in, left.day());
            case PREVIOUS_BUSINESS_DAY -> before(valueDay).flatMap(day -> rate(of, in, day));
        };
    }

    private Optional<LocalDate> before(LocalDate day) {
        try {
            return calendar.map(known -> known.shift(day, -1));
        } catch (CalendarNotCoveredException e) {
            return Optional.empty(); // no day, no rate, no candidate: closed, as without a rate
        }
    }

    private Optional<BigDecimal> rate(CurrencyUnit of, CurrencyUnit in, LocalDate day) {
        return rates.rate(of, in, day).filter(rate -> rate.signum() > 0);
    }

    private static BigDecimal number(MonetaryAmount amount) {
        return amount.getNumber().numberValueExact(BigDecimal.class);
    }

    private static MonetaryAmount converted(BigDecimal exact, CurrencyUnit currency) {
        long minor = exact.movePointRight(currency.getDefaultFractionDigits())
                .setScale(0, RoundingMode.HALF_EVEN)
                .longValueExact();
        return Amounts.in(currency).ofMinor(minor);
    }

    /** Band and day; the rates themselves are hashed by whoever binds them. */
    @Override
    public String toString() {
        return bandBps.toPlainString() + " bps " + rateDay;
    }

    private enum RateDay {
        VALUE_DAY,
        BOOKING_DAY,
        PREVIOUS_BUSINESS_DAY
    }

    /** Port: dated reference rates. An implementation answers the same for the same day for ever. */
    @FunctionalInterface
    public interface Rates {

        /** How much of the second currency one of the first is worth on the day; empty where nobody said. Never an estimate. */
        Optional<BigDecimal> rate(CurrencyUnit of, CurrencyUnit in, LocalDate day);
    }

    /**
     * Two amounts as a rate.
     *
     * @param implied left by right, 8 decimals, half even, for display
     * @param deviationBps of the reference rate, 2 decimals, half even, for display
     * @param within whether it is inside the band, decided exactly
     * @param expected the right amount at the reference rate, half even
     * @param difference left less expected
     */
    public record Implied(
            BigDecimal implied,
            BigDecimal deviationBps,
            boolean within,
            MonetaryAmount expected,
            MonetaryAmount difference) {}
}
