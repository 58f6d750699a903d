package io.counterfoil.payments.order;

import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.money.Amounts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.money.MonetaryAmount;

/**
 * How many people must agree to an amount, and who may (PAY-14, PAY-15): four eyes and more.
 *
 * <pre>{@code
 * ApprovalPolicy policy = ApprovalPolicy.builder()
 *     .upTo(cad.of("10000.00"), 1)
 *     .upTo(cad.of("250000.00"), 2)
 *     .above(3)
 *     .limit("ben", cad.of("50000.00"))
 *     .build();
 * }</pre>
 *
 * <p>A band includes its upper bound and holds for its currency; an amount above all bands, or in a currency without bands, needs what {@code above} says.
 * Amounts count without sign. Immutable.
 */
public final class ApprovalPolicy {

    private final Map<String, NavigableMap<Long, Integer>> bands;
    private final int above;
    private final Map<String, Map<String, Long>> limits;

    private ApprovalPolicy(
            Map<String, NavigableMap<Long, Integer>> bands, int above, Map<String, Map<String, Long>> limits) {
        this.bands = bands;
        this.above = above;
        this.limits = limits;
    }

    /** So many approvers for any amount. */
    public static ApprovalPolicy of(int approvers) {
        return builder().above(approvers).build();
    }

    /** An empty builder; one approver above all bands unless said. */
    public static Builder builder() {
        return new Builder();
    }

    /** How many different people must approve the amount. */
    public int needed(MonetaryAmount amount) {
        NavigableMap<Long, Integer> own = bands.get(code(amount));
        Map.Entry<Long, Integer> band = own == null ? null : own.ceilingEntry(size(amount));
        return band == null ? above : band.getValue();
    }

    /** Whether enough people approved the amount. */
    public boolean isReached(MonetaryAmount amount, Approvals given) {
        return given.count() >= needed(amount);
    }

    /**
     * Why the person may not add an approval, with the values; empty where they may.
     *
     * @param makers who wrote or edited what is approved
     * @param given the approvals so far
     */
    public Optional<String> objection(
            MonetaryAmount amount, Collection<Actor> makers, Approvals given, Actor approver) {
        if (makers.stream().anyMatch(approver::isSamePersonAs)) {
            return Optional.of("'" + approver.id() + "' made or edited it");
        }
        if (given.includes(approver)) {
            return Optional.of("'" + approver.id() + "' approved it already");
        }
        Long limit = limits.getOrDefault(approver.id(), Map.of()).get(code(amount));
        if (limit != null && size(amount) > limit) {
            return Optional.of("'" + approver.id() + "' approves up to "
                    + Amounts.text(Amounts.in(amount.getCurrency()).ofMinor(limit)) + ", this is "
                    + Amounts.text(amount));
        }
        return Optional.empty();
    }

    private static String code(MonetaryAmount amount) {
        return amount.getCurrency().getCurrencyCode();
    }

    private static long size(MonetaryAmount amount) {
        return Math.absExact(Amounts.minor(amount));
    }

    /** Builds policies. Not thread-safe. */
    public static final class Builder {

        private final Map<String, NavigableMap<Long, Integer>> bands = new HashMap<>();
        private final Map<String, Map<String, Long>> limits = new HashMap<>();
        private int above = 1;

        private Builder() {}

        /** Amounts up to and including this one, and above the band below, need so many approvers. */
        public Builder upTo(MonetaryAmount most, int approvers) {
            bands.computeIfAbsent(code(most), any -> new TreeMap<>()).put(size(most), atLeastOne(approvers));
            return this;
        }

        /** Amounts above all bands need so many approvers. */
        public Builder above(int approvers) {
            above = atLeastOne(approvers);
            return this;
        }

        /** The person approves no amount above this one in its currency. */
        public Builder limit(String approverId, MonetaryAmount most) {
            limits.computeIfAbsent(approverId, any -> new HashMap<>()).put(code(most), size(most));
            return this;
        }

        /**
         * The policy.
         *
         * @throws IllegalArgumentException where a higher band needs fewer approvers than a lower one
         */
        public ApprovalPolicy build() {
            bands.forEach(this::refuseFalling);
            Map<String, NavigableMap<Long, Integer>> copy = new HashMap<>();
            bands.forEach((currency, own) -> copy.put(currency, new TreeMap<>(own)));
            Map<String, Map<String, Long>> personal = new HashMap<>();
            limits.forEach((person, own) -> personal.put(person, Map.copyOf(own)));
            return new ApprovalPolicy(copy, above, personal);
        }

        private void refuseFalling(String currency, NavigableMap<Long, Integer> own) {
            int before = 0;
            for (int approvers : own.values()) {
                before = rising(currency, before, approvers);
            }
            rising(currency, before, above);
        }

        private static int rising(String currency, int before, int approvers) {
            if (approvers < before) {
                throw new IllegalArgumentException("a higher band in " + currency + " needs " + approvers
                        + " approvers, expected at least the " + before + " of the band below");
            }
            return approvers;
        }

        private static int atLeastOne(int approvers) {
            if (approvers < 1) {
                throw new IllegalArgumentException("a band needs " + approvers + " approvers, expected 1 or more");
            }
            return approvers;
        }
    }

    /**
     * Who agreed, and when, in order; dropped as a whole when what they agreed to is edited. Immutable.
     *
     * @param list oldest first
     */
    public record Approvals(List<Approval> list) {

        private static final Approvals NONE = new Approvals(List.of());

        /**
         * One person's agreement.
         *
         * @param by who
         * @param at when
         */
        public record Approval(Actor by, Instant at) {}

        public Approvals {
            list = List.copyOf(list);
        }

        /** Nobody so far. */
        public static Approvals none() {
            return NONE;
        }

        /** These and one more. */
        public Approvals plus(Actor by, Instant at) {
            List<Approval> more = new ArrayList<>(list);
            more.add(new Approval(by, at));
            return new Approvals(more);
        }

        /** How many. */
        public int count() {
            return list.size();
        }

        /** Whether the person is among them, in whatever capacity. */
        public boolean includes(Actor person) {
            return list.stream().anyMatch(one -> one.by().isSamePersonAs(person));
        }

        /** The ids of the people, such as {@code ana, ben}. */
        @Override
        public String toString() {
            return list.stream().map(one -> one.by().id()).collect(Collectors.joining(", "));
        }
    }
}
