package io.counterfoil.reconciliation.difference;

import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.calendar.HolidayCalendar;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.difference.DifferenceExplainer.Offer;
import io.counterfoil.reconciliation.item.ItemView;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
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

    /** How far back a rate is looked for that is too old, in days. */
    private static final int STALE_REACH = 366;

    private final Rates rates;
    private final BigDecimal bandBps;
    private final RateDay rateDay;
    private final Optional<BusinessCalendar> calendar;
    private final int maxAgeDays;

    private RateBand(
            Rates rates, BigDecimal bandBps, RateDay rateDay, Optional<BusinessCalendar> calendar, int maxAgeDays) {
        this.rates = Objects.requireNonNull(rates, "rates");
        this.bandBps = bandBps;
        this.rateDay = rateDay;
        this.calendar = calendar;
        this.maxAgeDays = maxAgeDays;
        if (maxAgeDays < 0 || maxAgeDays > STALE_REACH) {
            throw new IllegalArgumentException("rates up to " + maxAgeDays + " days old, expected 0 to " + STALE_REACH);
        }
        if (bandBps.signum() < 0) {
            throw new IllegalArgumentException(
                    "band of " + bandBps.toPlainString() + " basis points, expected 0 or more");
        }
    }

    /** A band of so many basis points around the rate of the value day. */
    public static RateBand of(Rates rates, BigDecimal bandBps) {
        return new RateBand(rates, bandBps, RateDay.VALUE_DAY, Optional.empty(), 0);
    }

    /** The same band around the rate of the booking day. */
    public RateBand onBookingDay() {
        return new RateBand(rates, bandBps, RateDay.BOOKING_DAY, Optional.empty(), maxAgeDays);
    }

    /** The same band around the rate of the business day before the value day. */
    public RateBand onPreviousBusinessDay(BusinessCalendar businessCalendar) {
        return new RateBand(rates, bandBps, RateDay.PREVIOUS_BUSINESS_DAY, Optional.of(businessCalendar), maxAgeDays);
    }

    /** The same band; where the day has no rate, the last one of so many calendar days before it counts. 0 unless it is called. */
    public RateBand notOlderThan(int days) {
        return new RateBand(rates, bandBps, rateDay, calendar, days);
    }

    /** Whether there is a rate between the currencies for the left item's day. */
    public Standing standing(CurrencyUnit of, CurrencyUnit in, ItemView left) {
        if (rate(of, in, left).isPresent()) {
            return Standing.KNOWN;
        }
        boolean old = dayOf(left)
                .filter(day -> known(of, in, day, STALE_REACH).isPresent())
                .isPresent();
        return old ? Standing.STALE : Standing.MISSING;
    }

    /** What is known about the rate of a day. */
    public enum Standing {
        /** There is one. */
        KNOWN,
        /** The last one is older than the band allows. */
        STALE,
        /** Nobody said one within a year before. */
        MISSING
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
                    : Optional.of(Offer.interval(Difference.Reason.FX_RATE, money.ofMinor(low), money.ofMinor(high)));
        });
    }

    private Optional<BigDecimal> rate(CurrencyUnit of, CurrencyUnit in, ItemView left) {
        return dayOf(left).flatMap(day -> rate(of, in, day));
    }

    /** The day whose rate counts; empty where the calendar does not know it. */
    private Optional<LocalDate> dayOf(ItemView left) {
        LocalDate valueDay = left.due().orElse(left.day());
        return switch (rateDay) {
            case VALUE_DAY -> Optional.of(valueDay);
            case BOOKING_DAY -> Optional.of(left.day());
            case PREVIOUS_BUSINESS_DAY -> before(valueDay);
        };
    }

    private Optional<LocalDate> before(LocalDate day) {
        try {
            return calendar.map(known -> known.shift(day, -1));
        } catch (HolidayCalendar.NotCoveredException e) {
            return Optional.empty(); // no day, no rate, no candidate: closed, as without a rate
        }
    }

    private Optional<BigDecimal> rate(CurrencyUnit of, CurrencyUnit in, LocalDate day) {
        return known(of, in, day, maxAgeDays);
    }

    private Optional<BigDecimal> known(CurrencyUnit of, CurrencyUnit in, LocalDate day, int reach) {
        for (int back = 0; back <= reach; back++) {
            LocalDate then = day.minusDays(back);
            Optional<BigDecimal> rate = rates.rate(of, in, then);
            if (rate.filter(found -> found.signum() <= 0).isPresent()) {
                throw new IllegalArgumentException(
                        "RATE_INVALID: rate " + rate.get().toPlainString() + " of "
                                + of.getCurrencyCode() + " in " + in.getCurrencyCode() + " on " + then
                                + ", expected more than zero");
            }
            if (rate.isPresent()) {
                return rate;
            }
        }
        return Optional.empty();
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

    /** Rates, band, day and age: part of the plan's hash. */
    @Override
    public String toString() {
        return bandBps.toPlainString() + " bps " + rateDay
                + (maxAgeDays == 0 ? "" : " up to " + maxAgeDays + " days old") + " of " + rates.identity();
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

        /** What tells these rates from others, for the plan's hash. */
        default String identity() {
            return "the host's rates";
        }

        /**
         * The quotes and no others: no inverse, no cross rate.
         *
         * @throws IllegalArgumentException where a pair of currencies has two rates on one day
         */
        static Rates of(List<Quote> quotes) {
            return QuotedRates.of(quotes);
        }

        /**
         * A rate of a day.
         *
         * @param of the currency of which one is worth
         * @param in so many of this one
         * @param day on which
         * @param rate positive
         */
        record Quote(CurrencyUnit of, CurrencyUnit in, LocalDate day, BigDecimal rate) {
            public Quote {
                Objects.requireNonNull(day, "day");
                if (rate.signum() <= 0) {
                    throw new IllegalArgumentException("RATE_INVALID: rate " + rate.toPlainString() + " of "
                            + of.getCurrencyCode() + " in " + in.getCurrencyCode() + " on " + day
                            + ", expected more than zero");
                }
            }
        }
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
