package io.counterfoil.collections.credit;

import io.counterfoil.collections.receivable.OpenItem;
import io.counterfoil.collections.receivable.OpenItemKind;
import io.counterfoil.collections.receivable.OpenPosition;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/**
 * Checks what a customer owes and orders against its limits, and holds or releases orders (COL-58, COL-59). Immutable, thread-safe.
 */
public final class CreditControl {

    private final Policy policy;

    private CreditControl(Policy policy) {
        this.policy = Objects.requireNonNull(policy, "policy");
    }

    /** Credit control under the policy. */
    public static CreditControl of(Policy policy) {
        return new CreditControl(policy);
    }

    /** The policy. */
    public Policy policy() {
        return policy;
    }

    /** Whether what is open of an item counts as overdue: older than the margin; the rest counts as open. */
    public ExposureClass classify(LocalDate due, AsOf asOf) {
        return asOf.effective().toEpochDay() - due.toEpochDay() > policy.marginDays()
                ? ExposureClass.OVERDUE
                : ExposureClass.OPEN;
    }

    /** What a customer owes in a currency, by class: orders, open and overdue items, and unapplied credits, which are taken off. Drafts are the host's to add. */
    public Exposure exposure(Receivables receivables, PartyId party, CurrencyUnit currency, AsOf asOf) {
        Map<ExposureClass, Long> minor = new EnumMap<>(ExposureClass.class);
        receivables.scan(party, asOf, position -> {
            if (position.currency().getCurrencyCode().equals(currency.getCurrencyCode())) {
                minor.merge(classOf(position, asOf), Math.absExact(position.openMinor()), Math::addExact);
            }
        });
        Amounts amounts = Amounts.in(currency);
        Map<ExposureClass, MonetaryAmount> byClass = new EnumMap<>(ExposureClass.class);
        minor.forEach((exposureClass, sum) -> byClass.put(exposureClass, amounts.ofMinor(sum)));
        return new Exposure(currency, byClass);
    }

    private ExposureClass classOf(OpenPosition position, AsOf asOf) {
        OpenItem item = position.item();
        if (!item.kind().isDebit()) {
            return ExposureClass.UNAPPLIED;
        }
        return item.kind() == OpenItemKind.ORDER
                ? ExposureClass.ORDER
                : classify(LocalDate.ofEpochDay(position.dueDay()), asOf);
    }

    /**
     * Judges an exposure and an order that may come on top of it.
     *
     * @param order what is asked for, zero to ask about what is there
     * @throws IllegalArgumentException where exposure, order and limit are not in one currency
     */
    public Check assess(Exposure exposure, MonetaryAmount order, AsOf asOf) {
        requireCurrency("order", order, exposure);
        long total = Math.addExact(exposure.minor(policy.included()), Amounts.minor(order));
        Amounts amounts = Amounts.in(exposure.currency());
        List<Obstacle> reasons = new ArrayList<>();
        if (policy.isStopped()) {
            reasons.add(Obstacle.of(Decision.STOP, "stopped by hand"));
            return new Check(Decision.STOP, exposure, order, amounts.ofMinor(total), reasons, asOf);
        }
        if (policy.isUnchecked() || policy.limit().isEmpty()) {
            return new Check(Decision.OK, exposure, order, amounts.ofMinor(total), reasons, asOf);
        }
        MonetaryAmount limit = policy.limit().get();
        requireCurrency("limit", limit, exposure);
        if (total > Amounts.minor(limit)) {
            reasons.add(Obstacle.of(
                    Reason.OVER_LIMIT,
                    Amounts.text(amounts.ofMinor(total)) + " is over the limit of " + Amounts.text(limit)));
        }
        policy.subLimits().forEach((exposureClass, subLimit) -> {
            requireCurrency("limit of " + exposureClass, subLimit, exposure);
            long part = Math.addExact(
                    exposure.minor(Set.of(exposureClass)),
                    exposureClass == ExposureClass.ORDER ? Amounts.minor(order) : 0);
            if (part > Amounts.minor(subLimit)) {
                reasons.add(Obstacle.of(
                        Reason.OVER_SUB_LIMIT,
                        exposureClass + " " + Amounts.text(amounts.ofMinor(part)) + " is over its limit of "
                                + Amounts.text(subLimit)));
            }
        });
        if (!reasons.isEmpty()) {
            return new Check(Decision.HOLD, exposure, order, amounts.ofMinor(total), reasons, asOf);
        }
        BigDecimal watched = BigDecimal.valueOf(Amounts.minor(limit)).multiply(policy.watchRatio());
        boolean isWatched = BigDecimal.valueOf(total).compareTo(watched) > 0;
        if (isWatched) {
            reasons.add(Obstacle.of(
                    Reason.NEAR_LIMIT,
                    Amounts.text(amounts.ofMinor(total)) + " is over "
                            + policy.watchRatio().toPlainString() + " of the limit of " + Amounts.text(limit)));
        }
        return new Check(
                isWatched ? Decision.WATCH : Decision.OK, exposure, order, amounts.ofMinor(total), reasons, asOf);
    }

    private static void requireCurrency(String what, MonetaryAmount amount, Exposure exposure) {
        String code = amount.getCurrency().getCurrencyCode();
        if (!code.equals(exposure.currency().getCurrencyCode())) {
            throw new IllegalArgumentException(what + " is in " + code + ", the exposure in "
                    + exposure.currency().getCurrencyCode() + ", expected one currency");
        }
    }

    /**
     * Holds or releases an order (COL-59). Ask again after cash, after a promise, and when the ruling expires: what changed since the ruling before is named.
     *
     * @param order the host's number
     * @param check what was found for it
     * @param before the ruling before, where there is one
     */
    public OrderRuling decide(String order, Check check, Optional<OrderRuling> before, AsOf asOf) {
        boolean isHeld = check.decision() == Decision.HOLD || check.decision() == Decision.STOP;
        OrderRuling.Kind kind = isHeld ? OrderRuling.Kind.HELD : OrderRuling.Kind.RELEASED;
        List<Evidence.Fact> facts = new ArrayList<>();
        check.reasons().forEach(reason -> facts.add(new Evidence.Fact(reason.code(), reason.sentence(), Map.of())));
        before.filter(earlier -> earlier.kind() != kind)
                .ifPresent(earlier -> facts.addAll(changes(earlier.check(), check)));
        if (facts.isEmpty()) {
            facts.add(new Evidence.Fact(
                    check.decision(),
                    Amounts.text(check.exposure()) + " is within "
                            + policy.limit()
                                    .map(limit -> "the limit of " + Amounts.text(limit))
                                    .orElse("no limit"),
                    Map.of()));
        }
        LocalDate expires = asOf.effective().plusDays(policy.validityDays());
        IdempotencyKey key = IdempotencyKey.derived("credit", order, kind, asOf.effective(), check.exposure());
        return new OrderRuling(order, kind, check, expires, Evidence.of(facts), key);
    }

    private static List<Evidence.Fact> changes(Check before, Check now) {
        List<Evidence.Fact> facts = new ArrayList<>();
        for (ExposureClass exposureClass : ExposureClass.values()) {
            MonetaryAmount was = before.parts().of(exposureClass);
            MonetaryAmount is = now.parts().of(exposureClass);
            if (Amounts.minor(was) != Amounts.minor(is)) {
                facts.add(new Evidence.Fact(
                        Reason.CHANGED,
                        exposureClass + " went from " + Amounts.text(was) + " to " + Amounts.text(is),
                        Map.of("class", exposureClass.name())));
            }
        }
        return facts;
    }

    /** What a customer may owe for. */
    public enum ExposureClass {
        /** Written, not yet sent. */
        DRAFT,
        /** Ordered, not yet invoiced. */
        ORDER,
        /** Invoiced, not older than the margin. */
        OPEN,
        /** Invoiced, older than the margin. */
        OVERDUE,
        /** Credits that are not used yet; they are taken off. */
        UNAPPLIED
    }

    /** What comes of a check, mildest first. */
    public enum Decision implements Code {
        OK,
        /** Within the limit, but close to it. */
        WATCH,
        /** Over a limit. */
        HOLD,
        /** Stopped by hand, whatever is owed. */
        STOP;

        @Override
        public String id() {
            return "CREDIT." + name();
        }
    }

    /** Why a check ended as it did. */
    public enum Reason implements Code {
        OVER_LIMIT,
        OVER_SUB_LIMIT,
        NEAR_LIMIT,
        /** What changed since the ruling before. */
        CHANGED;

        @Override
        public String id() {
            return "CREDIT." + name();
        }
    }

    /**
     * What a customer owes and orders, by class, in one currency.
     *
     * @param currency of every amount
     * @param byClass unsigned; a class that is not there is zero
     */
    public record Exposure(CurrencyUnit currency, Map<ExposureClass, MonetaryAmount> byClass) {

        public Exposure {
            Objects.requireNonNull(currency, "currency");
            byClass = Map.copyOf(byClass);
            byClass.forEach((exposureClass, amount) -> {
                if (amount.isNegative()
                        || !amount.getCurrency().getCurrencyCode().equals(currency.getCurrencyCode())) {
                    throw new IllegalArgumentException(exposureClass + " is " + Amounts.text(amount)
                            + ", expected an unsigned amount in " + currency.getCurrencyCode());
                }
            });
        }

        /** The amount of one class, unsigned. */
        public MonetaryAmount of(ExposureClass exposureClass) {
            return byClass.getOrDefault(exposureClass, Amounts.in(currency).zero());
        }

        /** The same with another amount for one class, such as drafts or what a promise covers. */
        public Exposure with(ExposureClass exposureClass, MonetaryAmount amount) {
            Map<ExposureClass, MonetaryAmount> changed = new EnumMap<>(ExposureClass.class);
            changed.putAll(byClass);
            changed.put(exposureClass, amount);
            return new Exposure(currency, changed);
        }

        long minor(Set<ExposureClass> some) {
            long sum = 0;
            for (ExposureClass exposureClass : some) {
                long minor = Amounts.minor(of(exposureClass));
                sum = Math.addExact(sum, exposureClass == ExposureClass.UNAPPLIED ? -minor : minor);
            }
            return sum;
        }
    }

    /**
     * What a check found.
     *
     * @param decision what comes of it
     * @param parts what was there
     * @param order what was asked for on top
     * @param exposure the included parts and the order
     * @param reasons why it is not OK; empty where it is
     * @param asOf when
     */
    public record Check(
            Decision decision,
            Exposure parts,
            MonetaryAmount order,
            MonetaryAmount exposure,
            List<Obstacle> reasons,
            AsOf asOf) {
        public Check {
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * Whether an order may leave.
     *
     * @param order the host's number
     * @param kind held or released
     * @param check what was found
     * @param expires the last day on which it stands; after it, ask again
     * @param evidence why, and what changed since the ruling before
     * @param key the same for the same ruling of a day
     */
    public record OrderRuling(
            String order, Kind kind, Check check, LocalDate expires, Evidence evidence, IdempotencyKey key) {

        public OrderRuling {
            if (order.isBlank()) {
                throw new IllegalArgumentException("order is blank, expected the host's number of it");
            }
        }

        /** Whether it still stands on the day. */
        public boolean standsOn(LocalDate day) {
            return !day.isAfter(expires);
        }

        /** One line for people. */
        public String sentence() {
            return "order " + order + " " + kind.name().toLowerCase(java.util.Locale.ROOT) + " until " + expires + ": "
                    + evidence.sentence();
        }

        /** The two rulings. */
        public enum Kind implements Code {
            HELD,
            RELEASED;

            @Override
            public String id() {
                return "CREDIT." + name();
            }
        }
    }

    /** Limits of one customer. Immutable. */
    @Value.Immutable
    public interface Policy {

        /** The limit; empty for none. */
        Optional<MonetaryAmount> limit();

        /** Limits of single classes, beside the limit. */
        Map<ExposureClass, MonetaryAmount> subLimits();

        /** Which classes count towards the limit; all of them unless stated. */
        @Value.Default
        default Set<ExposureClass> included() {
            return Set.of(ExposureClass.values());
        }

        /** From which part of the limit on a customer is watched. */
        @Value.Default
        default BigDecimal watchRatio() {
            return new BigDecimal("0.90");
        }

        /** Days past due that an item may have before it counts as overdue. */
        @Value.Default
        default int marginDays() {
            return 0;
        }

        /** For how many days a ruling stands. */
        @Value.Default
        default int validityDays() {
            return 7;
        }

        /** Nobody checks this customer. */
        @Value.Default
        default boolean isUnchecked() {
            return false;
        }

        /** A person stopped this customer: that stays until a person lifts it. */
        @Value.Default
        default boolean isStopped() {
            return false;
        }

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds policies. Not thread-safe. */
        final class Builder extends ImmutablePolicy.Builder {
            Builder() {}
        }
    }
}
