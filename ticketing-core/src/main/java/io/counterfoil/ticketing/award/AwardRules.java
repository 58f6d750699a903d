package io.counterfoil.ticketing.award;

import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.ticketing.claim.Claim;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;

/** What earns what, and how much at most; the first rule that fits a line is taken. Periods are judged by the invoice's date. Immutable, thread-safe. */
public final class AwardRules {

    /** Any product. */
    public static final String ANY = "*";

    private final ZoneId zone;
    private final List<Rule> rules;
    private final List<Cap> caps;

    private AwardRules(Builder builder) {
        zone = builder.zone;
        rules = List.copyOf(builder.rules);
        caps = List.copyOf(builder.caps);
    }

    /** An empty table; awards are booked on days of the zone. */
    public static Builder in(ZoneId zone) {
        return new Builder(zone);
    }

    /** The zone whose days awards are booked on. */
    public ZoneId zone() {
        return zone;
    }

    /** The rules, first match first. */
    public List<Rule> rules() {
        return rules;
    }

    /** The caps. */
    public List<Cap> caps() {
        return caps;
    }

    /** The rule for the line of a participant of the tier; empty where nothing is earned. */
    Optional<Rule> rule(Claim.Line line, LocalDate date, String tier) {
        return rules.stream().filter(rule -> rule.fits(line, date, tier)).findFirst();
    }

    /**
     * What fits a line, and what it earns.
     *
     * @param id names it in reasons
     * @param product the programme's code, or {@link AwardRules#ANY}
     * @param minQuantity at least so many
     * @param period of the invoice's date
     * @param tier of the participant; empty for every tier
     * @param reward what it earns
     */
    public record Rule(String id, String product, long minQuantity, DateRange period, String tier, Reward reward) {

        public Rule {
            Objects.requireNonNull(period, "period");
            Objects.requireNonNull(tier, "tier");
            Objects.requireNonNull(reward, "reward");
            if (id.isBlank() || product.isBlank() || minQuantity < 1) {
                throw new IllegalArgumentException("rule '" + id + "' for " + minQuantity + " '" + product
                        + "', expected an id, a product and 1 or more");
            }
        }

        /** So much for each one, for every tier. */
        public static Rule perUnit(String id, String product, DateRange period, MonetaryAmount amount) {
            return new Rule(id, product, 1, period, "", Reward.perUnit(amount));
        }

        /** The same for so many and more. */
        public Rule from(long quantity) {
            return new Rule(id, product, quantity, period, tier, reward);
        }

        /** The same for one tier. */
        public Rule forTier(String only) {
            return new Rule(id, product, minQuantity, period, only, reward);
        }

        boolean fits(Claim.Line line, LocalDate date, String ofTier) {
            return (product.equals(ANY) || product.equals(line.product()))
                    && line.quantity() >= minQuantity
                    && period.contains(date)
                    && (tier.isEmpty() || tier.equals(ofTier));
        }
    }

    /**
     * What a line earns: points or money, zero or more.
     *
     * @param basis of each one, of the line, or of its amount
     * @param unit points or a currency
     * @param factor minor units for each one or for the line; for an amount, units of the reward for one unit of the amount's currency
     * @param rounding to whole minor units; where nothing is rounded, UNNECESSARY
     */
    public record Reward(Basis basis, CurrencyUnit unit, BigDecimal factor, RoundingMode rounding) {

        public Reward {
            Objects.requireNonNull(basis, "basis");
            Objects.requireNonNull(unit, "unit");
            Objects.requireNonNull(rounding, "rounding");
            if (factor.signum() < 0) {
                throw new IllegalArgumentException(
                        "reward is " + factor.toPlainString() + " " + unit + ", expected zero or more");
            }
        }

        /** So much for each one. */
        public static Reward perUnit(MonetaryAmount amount) {
            return fixed(Basis.UNIT, amount);
        }

        /** So much for the line. */
        public static Reward perLine(MonetaryAmount amount) {
            return fixed(Basis.LINE, amount);
        }

        /** So many units for one unit of the line's amount, such as {@code "0.5"} points a dollar, rounded as said. */
        public static Reward ofAmount(String rate, CurrencyUnit unit, RoundingMode rounding) {
            return new Reward(Basis.AMOUNT, unit, new BigDecimal(rate), rounding);
        }

        private static Reward fixed(Basis basis, MonetaryAmount amount) {
            return new Reward(
                    basis, amount.getCurrency(), BigDecimal.valueOf(Amounts.minor(amount)), RoundingMode.UNNECESSARY);
        }

        long minor(Claim.Line line) {
            BigDecimal earned = switch (basis) {
                case UNIT -> factor.multiply(BigDecimal.valueOf(line.quantity()));
                case LINE -> factor;
                case AMOUNT ->
                    factor.multiply(line.amount().getNumber().numberValueExact(BigDecimal.class))
                            .movePointRight(unit.getDefaultFractionDigits());
            };
            return earned.setScale(0, rounding).longValueExact();
        }

        /** What a reward is counted from. */
        public enum Basis {
            UNIT,
            LINE,
            AMOUNT
        }
    }

    /**
     * At most so much in a period.
     *
     * @param scope together with whom
     * @param limit in points or a currency; other units are not counted
     * @param period of the invoices' dates
     */
    public record Cap(Scope scope, MonetaryAmount limit, DateRange period) {

        public Cap {
            Objects.requireNonNull(scope, "scope");
            Objects.requireNonNull(period, "period");
            if (Amounts.minor(limit) < 0) {
                throw new IllegalArgumentException("cap is " + Amounts.text(limit) + ", expected zero or more");
            }
        }

        /** At most so much in a period. */
        public static Cap of(Scope scope, MonetaryAmount limit, DateRange period) {
            return new Cap(scope, limit, period);
        }

        /** Whose awards a cap puts together. */
        public enum Scope {
            PARTICIPANT,
            /** Everybody of the participant's household; does not bind a participant without one. */
            HOUSEHOLD,
            PROGRAMME
        }
    }

    /** Collects rules and caps. Not thread-safe. */
    public static final class Builder {

        private final ZoneId zone;
        private final List<Rule> rules = new ArrayList<>();
        private final List<Cap> caps = new ArrayList<>();
        private final Set<String> ids = new HashSet<>();

        private Builder(ZoneId zone) {
            this.zone = Objects.requireNonNull(zone, "zone");
        }

        /** A rule, asked after the ones before it. */
        public Builder rule(Rule rule) {
            if (!ids.add(rule.id())) {
                throw new IllegalArgumentException("rule '" + rule.id() + "' is given twice, expected unique ids");
            }
            rules.add(rule);
            return this;
        }

        /** A cap; all of them bind. */
        public Builder cap(Cap cap) {
            caps.add(cap);
            return this;
        }

        /** The rules. */
        public AwardRules build() {
            if (rules.isEmpty()) {
                throw new IllegalStateException("programme has no rule, expected at least one");
            }
            return new AwardRules(this);
        }
    }
}
