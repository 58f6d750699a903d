package io.counterfoil.collections.plan;

import io.counterfoil.collections.plan.PaymentPlans.PlanEvent;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.collections.strategy.CollectionFacts;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.Recurrence;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.lifecycle.Command;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.payments.lifecycle.TableMachine;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * A payment plan: existing items paid in instalments (COL-46). What was agreed, and what became of it by commands; how it stands on a day is read from the
 * receivables by {@link #assess}. Immutable.
 *
 * @param status where it stands by commands
 * @param maybeTerms what was agreed; empty before it was
 * @param history what happened; nothing for a plan that was only built
 */
public record PaymentPlan(Life status, Optional<Terms> maybeTerms, History<PlanEvent> history)
        implements TableMachine.Fold<PaymentPlan.Life, PlanEvent>, CollectionFacts.Planned {

    /** A new builder; the plan counts as agreed. */
    public static Builder builder() {
        return new Builder();
    }

    /** Whether there are terms at all. */
    public boolean isAgreed() {
        return maybeTerms.isPresent();
    }

    /**
     * What was agreed.
     *
     * @throws IllegalStateException before it was agreed
     */
    public Terms terms() {
        return maybeTerms.orElseThrow(
                () -> new IllegalStateException("the plan is NOT_AGREED and has no terms, expected agree first"));
    }

    /** Which plan. */
    public PlanId id() {
        return terms().id();
    }

    /** Who pays. */
    @Override
    public PartyId party() {
        return terms().party();
    }

    /** The instalments, first due first. */
    public List<Instalment> instalments() {
        return terms().instalments();
    }

    /** How the plan stands on the day, as known at the instant: what was received on the covered items since its start fills the instalments oldest first. */
    public Standing assess(Receivables receivables, AsOf asOf) {
        return new PlanReading(this, receivables, asOf).read();
    }

    /** How the plan stands, from the facts of collections. */
    public Standing assess(CollectionFacts facts, AsOf asOf) {
        return assess(facts.receivables(), asOf);
    }

    @Override
    public Set<OpenItemId> items() {
        return terms().items();
    }

    @Override
    public Optional<LocalDate> inForceThrough(CollectionFacts facts, AsOf asOf) {
        return isAgreed() ? new PlanReading(this, facts.receivables(), asOf).inForceThrough() : Optional.empty();
    }

    /** Where it stood by commands at the instant. */
    Life lifeAt(Instant known) {
        if (history.size() == 0) {
            return status;
        }
        Life then = Life.NOT_AGREED;
        for (PlanEvent event : history.toList()) {
            if (!event.stamp().at().isAfter(known)) {
                then = event.kind().leadsTo();
            }
        }
        return then;
    }

    @Override
    public String toString() {
        return maybeTerms.isEmpty()
                ? "plan NOT_AGREED"
                : "plan " + id() + " of " + Amounts.text(terms().total()) + " in "
                        + instalments().size() + ", " + status;
    }

    /**
     * Splits an amount into equal parts that differ by one minor unit at most.
     *
     * @param total more than zero
     * @param parts how many, at least 1
     * @param remainder which parts are one unit larger
     */
    public static List<MonetaryAmount> split(MonetaryAmount total, int parts, Remainder remainder) {
        long minor = Amounts.minor(total);
        if (parts < 1 || minor < 1) {
            throw new IllegalArgumentException(
                    Amounts.text(total) + " in " + parts + " parts, expected more than zero in 1 part or more");
        }
        Amounts amounts = Amounts.in(total.getCurrency());
        long part = minor / parts;
        long larger = minor % parts;
        List<MonetaryAmount> split = new ArrayList<>(parts);
        for (int i = 0; i < parts; i++) {
            boolean isLarger = remainder == Remainder.FIRST ? i < larger : i >= parts - larger;
            split.add(amounts.ofMinor(isLarger ? part + 1 : part));
        }
        return split;
    }

    /** Where a plan stands by commands. */
    public enum Life implements Code {
        NOT_AGREED,
        AGREED,
        /** All was paid. */
        COMPLETED,
        /** Declared broken: its items returned to their strategy and the plan does not revive. */
        DEFAULTED,
        CANCELLED;

        @Override
        public String id() {
            return "PLAN." + name();
        }
    }

    /** How a plan stands on a day. */
    public enum Status implements Code {
        /** Nothing is missed. */
        ACTIVE,
        /** Something is missed, not more than allowed. */
        IN_ARREARS,
        /** More is missed than allowed, or it was declared broken: the items return at their contractual age. */
        BROKEN,
        COMPLETED,
        CANCELLED,
        /** On the day, as known then, there was no such plan. */
        NOT_YET_AGREED;

        @Override
        public String id() {
            return "PLAN." + name();
        }
    }

    /** Which instalments take the units that are left over. */
    public enum Remainder {
        FIRST,
        LAST
    }

    /** When an instalment counts as missed. */
    public enum MissedRule {
        /** While it is not paid: paying late heals it. */
        CURRENT,
        /** When it was not paid in its time, whatever was paid since. */
        EVER
    }

    /**
     * A plan's own id.
     *
     * @param value not blank
     */
    public record PlanId(String value) implements Comparable<PlanId> {

        public PlanId {
            if (value.isBlank()) {
                throw new IllegalArgumentException("plan id is blank, expected the host's id");
            }
        }

        /** The plan with the id. */
        public static PlanId of(String value) {
            return new PlanId(value);
        }

        @Override
        public int compareTo(PlanId other) {
            return value.compareTo(other.value);
        }

        @Override
        public String toString() {
            return value;
        }
    }

    /**
     * One instalment.
     *
     * @param due when it must be paid
     * @param amount how much
     */
    public record Instalment(LocalDate due, MonetaryAmount amount) {
        public Instalment {
            Objects.requireNonNull(due, "due");
            Objects.requireNonNull(amount, "amount");
        }
    }

    /** What was agreed. Immutable. */
    @Value.Immutable
    public interface Terms {

        /** Which plan. */
        PlanId id();

        /** Who pays. */
        PartyId party();

        /** The items that the plan covers; items issued later are outside it. */
        @Value.NaturalOrder
        SortedSet<OpenItemId> items();

        /** First due first. */
        List<Instalment> instalments();

        /** What the plan costs beside what is open; negative for a rebate. */
        Optional<MonetaryAmount> fee();

        /** From when receipts count. */
        LocalDate startsOn();

        /** Days after its due date in which an instalment is not missed. */
        @Value.Default
        default int graceDays() {
            return 0;
        }

        /** How many instalments may be missed before the plan is broken. */
        @Value.Default
        default int missedAllowance() {
            return 0;
        }

        /** When an instalment counts as missed. */
        @Value.Default
        default MissedRule missedRule() {
            return MissedRule.CURRENT;
        }

        /** All instalments together. */
        default MonetaryAmount total() {
            MonetaryAmount first = instalments().get(0).amount();
            long sum = 0;
            for (Instalment instalment : instalments()) {
                sum = Math.addExact(sum, Amounts.minor(instalment.amount()));
            }
            return Amounts.in(first.getCurrency()).ofMinor(sum);
        }

        /** One instalment or more in one currency, first due first; no negative number of days or instalments. */
        @Value.Check
        default void check() {
            if (instalments().isEmpty()) {
                throw new IllegalArgumentException("plan " + id() + " has no instalment, expected 1 or more");
            }
            String currency = instalments().get(0).amount().getCurrency().getCurrencyCode();
            LocalDate before = LocalDate.MIN;
            for (Instalment instalment : instalments()) {
                String other = instalment.amount().getCurrency().getCurrencyCode();
                if (!other.equals(currency)) {
                    throw new IllegalArgumentException(
                            "plan " + id() + " has instalments in " + currency + " and " + other + ", expected one");
                }
                if (instalment.due().isBefore(before)) {
                    throw new IllegalArgumentException("plan " + id() + " has an instalment of " + instalment.due()
                            + " after one of " + before + ", expected the first due first");
                }
                before = instalment.due();
            }
            if (graceDays() < 0 || missedAllowance() < 0) {
                throw new IllegalArgumentException("plan " + id() + " has " + graceDays() + " days of grace and allows "
                        + missedAllowance() + " missed, expected 0 or more");
            }
        }

        /** What is said, word by word, for the digest of a command. */
        default Command.Words words() {
            List<Object> parts = new ArrayList<>();
            instalments().forEach(part -> {
                parts.add(part.due());
                parts.add(part.amount());
            });
            return Command.Words.of("id", id())
                    .and("party", party())
                    .and("items", List.copyOf(items()))
                    .and("instalments", parts)
                    .and("fee", fee())
                    .and("startsOn", startsOn())
                    .and("graceDays", graceDays())
                    .and("missedAllowance", missedAllowance())
                    .and("missedRule", missedRule());
        }

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds terms. Not thread-safe. */
        final class Builder extends ImmutableTerms.Builder {
            Builder() {}
        }
    }

    /** Builds plans. Not thread-safe. */
    public static final class Builder {

        private final Terms.Builder terms = Terms.builder();
        private @Nullable LocalDate startsOn;
        private @Nullable LocalDate firstDue;

        private Builder() {}

        /** Which plan, by the host's id. */
        public Builder id(String id) {
            terms.id(PlanId.of(id));
            return this;
        }

        /** Who pays. */
        public Builder party(PartyId party) {
            terms.party(party);
            return this;
        }

        /** Who pays, by the host's id. */
        public Builder party(String id) {
            return party(PartyId.of(id));
        }

        /** An item that it covers. */
        public Builder item(OpenItemId item) {
            terms.addItem(item);
            return this;
        }

        /** An item that it covers, by its number. */
        public Builder item(String number) {
            return item(OpenItemId.of(number));
        }

        /** An instalment, after those before it. */
        public Builder instalment(LocalDate due, MonetaryAmount amount) {
            terms.addInstalment(new Instalment(due, amount));
            firstDue = firstDue == null ? due : firstDue;
            return this;
        }

        /** Equal instalments, one a week or a month from the first day on, the remainder on the first ones. */
        public Builder instalments(MonetaryAmount total, int parts, Recurrence.Unit unit, LocalDate first) {
            return instalments(split(total, parts, Remainder.FIRST), unit, first);
        }

        /** The given instalments, one a week or a month from the first day on; month ends are kept. */
        public Builder instalments(List<MonetaryAmount> parts, Recurrence.Unit unit, LocalDate first) {
            for (int i = 0; i < parts.size(); i++) {
                LocalDate due = switch (unit) {
                    case DAY -> first.plusDays(i);
                    case WEEK -> first.plusWeeks(i);
                    case MONTH -> first.plusMonths(i);
                    case YEAR -> first.plusYears(i);
                };
                instalment(due, parts.get(i));
            }
            return this;
        }

        /** What the plan costs beside what is open; negative for a rebate. */
        public Builder fee(MonetaryAmount fee) {
            terms.fee(fee);
            return this;
        }

        /** From when receipts count; the first due date unless stated. */
        public Builder startsOn(LocalDate day) {
            startsOn = day;
            return this;
        }

        /** Days after its due date in which an instalment is not missed. */
        public Builder graceDays(int days) {
            terms.graceDays(days);
            return this;
        }

        /** How many instalments may be missed before the plan is broken. */
        public Builder missedAllowance(int count) {
            terms.missedAllowance(count);
            return this;
        }

        /** When an instalment counts as missed. */
        public Builder missedRule(MissedRule rule) {
            terms.missedRule(rule);
            return this;
        }

        /** The plan, agreed. */
        public PaymentPlan build() {
            LocalDate start = startsOn == null ? firstDue : startsOn;
            if (start != null) {
                terms.startsOn(start);
            }
            return new PaymentPlan(Life.AGREED, Optional.of(terms.build()), History.empty());
        }
    }

    /** How a plan stands. Immutable. */
    @Value.Immutable
    public interface Standing {

        /** The plan. */
        PaymentPlan plan();

        /** When it was looked at. */
        AsOf asOf();

        /** How it stands. */
        Status status();

        /** How many instalments are missed, by the plan's rule. */
        int missed();

        /** What was received on the covered items since the start, at most the total. */
        MonetaryAmount paid();

        /** What each instalment has of it, in their order. */
        List<MonetaryAmount> paidPerInstalment();

        /** The first instalment that is not paid; empty where all are. */
        Optional<Instalment> next();

        /** What is due on or before the day and not paid. */
        MonetaryAmount arrears();

        /** The plan's own age: days since the oldest unpaid instalment was due; 0 while none is. */
        long planAge();

        /** Where the plan is broken: the open items that return to their strategy, with the days since their contractual due date. */
        SortedMap<OpenItemId, Long> returned();

        /** Whether its items are left alone because of it. */
        default boolean isInForce() {
            return status() == Status.ACTIVE || status() == Status.IN_ARREARS;
        }

        /** One line for people. */
        default String sentence() {
            String paidOf =
                    Amounts.plain(paid()) + " of " + Amounts.text(plan().terms().total()) + " paid";
            return switch (status()) {
                case ACTIVE ->
                    "plan " + plan().id() + ": " + paidOf
                            + next().map(part -> ", next " + Amounts.plain(part.amount()) + " on " + part.due())
                                    .orElse("");
                case IN_ARREARS ->
                    "plan " + plan().id() + ": " + paidOf + ", " + missed() + " missed, "
                            + plan().terms().missedAllowance() + " allowed";
                case BROKEN ->
                    "plan " + plan().id() + " is broken: " + paidOf + ", " + missed() + " missed, "
                            + returned().size() + " items return at their contractual age";
                default -> "plan " + plan().id() + " is " + status() + ": " + paidOf;
            };
        }

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds standings. Not thread-safe. */
        final class Builder extends ImmutableStanding.Builder {
            Builder() {}
        }
    }
}
