package io.counterfoil.payments.fee;

import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.money.Amounts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;

/** What every line of a schedule keeps, and how it is said. */
final class FeeRules {

    private static final int MAX_DECIMALS = 12;
    private static final int MAX_TEXT = 40;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private FeeRules() {}

    /** One rounding, at the end of the line. */
    static Fee.Part part(String name, FeeSchedule.Line line, MonetaryAmount base, RoundingMode rounding) {
        long minor = minorOf(line, base);
        long fee = line.exactMinor(minor).setScale(0, rounding).longValueExact();
        Evidence evidence = Evidence.lazily(
                () -> Evidence.of(FeeCode.LINE, line.explain(minor)).facts());
        return new Fee.Part(name, base, Amounts.in(line.currency()).ofMinor(fee), evidence);
    }

    static long minorOf(FeeSchedule schedule, MonetaryAmount amount) {
        if (!sameCurrency(schedule.currency(), amount.getCurrency())) {
            throw new IllegalArgumentException("fee of a payment of " + Amounts.text(amount)
                    + ", expected the currency " + schedule.currency().getCurrencyCode() + " of the schedule");
        }
        long minor = Amounts.minor(amount);
        if (minor < 0) {
            throw new IllegalArgumentException("fee of a payment of " + Amounts.text(amount)
                    + ", expected 0 or more\nMaybe what a refund costs is a schedule of its own.");
        }
        return minor;
    }

    static boolean sameCurrency(CurrencyUnit one, CurrencyUnit other) {
        return one.getCurrencyCode().equals(other.getCurrencyCode());
    }

    static BigDecimal percent(String text) {
        if (text.length() > MAX_TEXT || !text.matches("[0-9]+(\\.[0-9]+)?")) {
            String shown = text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) + "…" : text;
            throw new IllegalArgumentException("percentage '" + shown + "', expected digits with an optional point");
        }
        return new BigDecimal(text);
    }

    static void checkPercent(BigDecimal percent) {
        if (percent.signum() < 0 || percent.scale() > MAX_DECIMALS || percent.scale() < -MAX_DECIMALS) {
            throw new IllegalArgumentException(
                    "percentage " + brief(percent) + ", expected 0 to 100 with at most " + MAX_DECIMALS + " decimals");
        }
        if (percent.compareTo(HUNDRED) > 0) {
            throw new IllegalArgumentException("percentage " + brief(percent) + ", expected 0 to 100");
        }
    }

    private static String brief(BigDecimal percent) {
        return percent.round(new java.math.MathContext(MAX_DECIMALS)).toString();
    }

    static void checkNotNegative(String name, MonetaryAmount amount) {
        if (Amounts.minor(amount) < 0) {
            throw new IllegalArgumentException(name + " of " + Amounts.text(amount) + ", expected 0 or more");
        }
    }

    static void checkLimit(String name, FeeSchedule.Line line, MonetaryAmount limit) {
        checkNotNegative(name, limit);
        if (!sameCurrency(line.currency(), limit.getCurrency())) {
            throw new IllegalArgumentException(name + " of " + Amounts.text(limit) + ", expected the currency "
                    + line.currency().getCurrencyCode() + " of the line");
        }
    }

    static void checkOrder(Optional<MonetaryAmount> minimum, Optional<MonetaryAmount> maximum) {
        if (minimum.isPresent()
                && maximum.isPresent()
                && Amounts.minor(minimum.orElseThrow()) > Amounts.minor(maximum.orElseThrow())) {
            throw new IllegalArgumentException("minimum fee " + Amounts.text(minimum.orElseThrow())
                    + " is above the maximum " + Amounts.text(maximum.orElseThrow()));
        }
    }

    static void checkTiers(List<FeeSchedule.Tier> tiers) {
        if (tiers.isEmpty() || tiers.get(tiers.size() - 1).upTo().isPresent()) {
            throw new IllegalArgumentException(
                    "the last of " + tiers.size() + " tiers has a limit, expected a last tier above all limits");
        }
        long below = 0;
        for (FeeSchedule.Tier tier : tiers.subList(0, tiers.size() - 1)) {
            MonetaryAmount limit = tier.upTo()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "tier '" + tier + "' has no limit but is not the last, expected rising limits"));
            if (Amounts.minor(limit) <= below) {
                throw new IllegalArgumentException(
                        "tier '" + tier + "' does not rise, expected limits above 0 and above the one before");
            }
            below = Amounts.minor(limit);
        }
        CurrencyUnit currency = tiers.get(0).flat().getCurrency();
        for (FeeSchedule.Tier tier : tiers) {
            boolean same = sameCurrency(currency, tier.flat().getCurrency())
                    && tier.upTo()
                            .map(limit -> sameCurrency(currency, limit.getCurrency()))
                            .orElse(true);
            if (!same) {
                throw new IllegalArgumentException(
                        "tier '" + tier + "' is not in " + currency.getCurrencyCode() + " as the first tier is");
            }
        }
    }

    static String shown(CurrencyUnit currency, long minor) {
        return Amounts.text(Amounts.in(currency).ofMinor(minor));
    }

    static String andFlat(MonetaryAmount flat) {
        return flat.isZero() ? "" : " and " + Amounts.text(flat);
    }
}
