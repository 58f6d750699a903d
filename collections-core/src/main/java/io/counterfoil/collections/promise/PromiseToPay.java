package io.counterfoil.collections.promise;

import io.counterfoil.collections.promise.Promises.PromiseEvent;
import io.counterfoil.collections.promise.Promises.PromiseStanding;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.collections.strategy.CollectionFacts;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.calendar.Recurrence;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.lifecycle.Command;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.payments.lifecycle.TableMachine;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * A promise to pay (COL-44, COL-45): what was promised, and what became of it by commands; whether it is kept is read by {@link #assess}. Immutable.
 *
 * @param status where it stands by commands
 * @param maybeTerms what was promised; empty before it was made
 * @param closedAs what it was closed as; empty while it was not closed
 * @param history what happened; nothing for a promise that was only built
 */
public record PromiseToPay(
        Life status, Optional<Terms> maybeTerms, Optional<Outcome> closedAs, History<PromiseEvent> history)
        implements TableMachine.Fold<PromiseToPay.Life, PromiseEvent>, CollectionFacts.Promised {

    /** A new builder; the promise counts as made. */
    public static Builder builder() {
        return new Builder();
    }

    /** Whether there are terms at all. */
    public boolean isMade() {
        return maybeTerms.isPresent();
    }

    /**
     * What was promised.
     *
     * @throws IllegalStateException before it was made
     */
    public Terms terms() {
        return maybeTerms.orElseThrow(
                () -> new IllegalStateException("the promise is NOT_MADE and has no terms, expected make first"));
    }

    /** Which promise. */
    public PromiseId id() {
        return terms().id();
    }

    /** Who promised. */
    @Override
    public PartyId party() {
        return terms().party();
    }

    /** How much, each time. */
    public MonetaryAmount amount() {
        return terms().amount();
    }

    /** When, the first time. */
    public LocalDate due() {
        return terms().dues().get(0).date();
    }

    /** When it was made. */
    public Instant madeAt() {
        return terms().madeAt();
    }

    /**
     * How it stands on the day, as known at the instant, beside the other promises of its party: receipts fill the earlier dated ones first, and what is credited
     * on a day lowers the target before the receipts of that day are counted.
     */
    public PromiseStanding assess(CollectionFacts facts, AsOf asOf) {
        return Appropriation.of(this, facts, asOf);
    }

    /** How it stands where its party made no other promise and has no plan. */
    public PromiseStanding assess(Receivables receivables, AsOf asOf) {
        return assess(CollectionFacts.builder(receivables).build(), asOf);
    }

    @Override
    public Set<OpenItemId> items() {
        return terms().items();
    }

    @Override
    public Optional<Rest> rest(CollectionFacts facts, AsOf asOf) {
        if (!isMade()) {
            return Optional.empty();
        }
        PromiseStanding standing = assess(facts, asOf);
        return standing.isInForce() ? Optional.of(new Rest(standing.rest(), standing.deadline())) : Optional.empty();
    }

    @Override
    public Optional<LocalDate> brokenOn(CollectionFacts facts, AsOf asOf) {
        if (!isMade()) {
            return Optional.empty();
        }
        PromiseStanding standing = assess(facts, asOf);
        boolean isBroken = standing.status() == Outcome.BROKEN || standing.status() == Outcome.PARTIAL;
        return isBroken ? Optional.of(standing.deadline().plusDays(1)) : Optional.empty();
    }

    /** Where it stood by commands at the instant; a promise that was only built stands as it was built, from when it was made. */
    Life lifeAt(Instant known) {
        if (madeAt().isAfter(known)) {
            return Life.NOT_MADE;
        }
        if (history.size() == 0) {
            return status;
        }
        Life then = Life.NOT_MADE;
        for (PromiseEvent event : history.toList()) {
            if (!event.stamp().at().isAfter(known)) {
                then = event.kind().leadsTo();
            }
        }
        return then;
    }

    @Override
    public String toString() {
        return maybeTerms.isEmpty()
                ? "promise NOT_MADE"
                : "promise " + id() + " of " + Amounts.text(amount()) + " for " + due() + ", " + status;
    }

    /** Where a promise stands by commands. */
    public enum Life implements Code {
        NOT_MADE,
        MADE,
        /** What came of it was recorded. */
        CLOSED,
        CANCELLED,
        /** Another promise took its place. */
        RENEGOTIATED;

        @Override
        public String id() {
            return "PROMISE." + name();
        }
    }

    /** What comes of a promise. */
    public enum Outcome implements Code {
        /** Its deadline is ahead. */
        ACTIVE,
        KEPT,
        /** Something came, not enough. */
        PARTIAL,
        BROKEN,
        /** Credited or written off before it could be kept. */
        LAPSED,
        CANCELLED,
        RENEGOTIATED,
        /** On the day, as known then, there was no such promise. */
        NOT_YET_MADE;

        @Override
        public String id() {
            return "PROMISE." + name();
        }

        /** Whether it counts in the rate of kept promises. */
        public boolean isJudged() {
            return this == KEPT || this == PARTIAL || this == BROKEN;
        }

        /** Whether nothing but a receipt that comes back can change it. */
        boolean isClosing() {
            return isJudged() || this == LAPSED;
        }
    }

    /**
     * A promise's own id.
     *
     * @param value not blank
     */
    public record PromiseId(String value) implements Comparable<PromiseId> {

        public PromiseId {
            if (value.isBlank()) {
                throw new IllegalArgumentException("promise id is blank, expected the host's id");
            }
        }

        /** The promise with the id. */
        public static PromiseId of(String value) {
            return new PromiseId(value);
        }

        @Override
        public int compareTo(PromiseId other) {
            return value.compareTo(other.value);
        }

        @Override
        public String toString() {
            return value;
        }
    }

    /**
     * One day on which the amount is promised.
     *
     * @param date the day
     * @param deadline the last day that still counts, grace included
     */
    public record Due(LocalDate date, LocalDate deadline) {
        public Due {
            Objects.requireNonNull(date, "date");
            Objects.requireNonNull(deadline, "deadline");
        }
    }

    /** What was promised. Whether it is acceptable is said by {@link Promises#check}, never by an exception. Immutable. */
    @Value.Immutable
    public interface Terms {

        /** Which promise. */
        PromiseId id();

        /** Who promised. */
        PartyId party();

        /** The items that it covers; empty for all of the party that no plan covers, and its unapplied cash. */
        @Value.NaturalOrder
        SortedSet<OpenItemId> items();

        /** How much, each time. */
        MonetaryAmount amount();

        /** The days on which the amount is promised, first day first: one, or several for a repeating promise. */
        List<Due> dues();

        /** From how many per cent of the target on it counts as kept once the deadline is over. */
        @Value.Default
        default BigDecimal thresholdPercent() {
            return BigDecimal.valueOf(100);
        }

        /** When it was made. */
        Instant madeAt();

        /** The day on which it was made, in the books' zone. */
        LocalDate madeOn();

        /** The promise whose place it takes. */
        Optional<PromiseId> replaces();

        /** Whether what is paid beyond one of several promised days counts for the next. */
        @Value.Default
        default boolean surplusCarries() {
            return false;
        }

        /** Whether what it was closed as stands although a receipt comes back later. */
        @Value.Default
        default boolean freezeOnClose() {
            return false;
        }

        /** What is said, word by word, for the digest of a command. */
        default Command.Words words() {
            List<LocalDate> days = new ArrayList<>();
            dues().forEach(due -> {
                days.add(due.date());
                days.add(due.deadline());
            });
            return Command.Words.of("id", id())
                    .and("party", party())
                    .and("items", List.copyOf(items()))
                    .and("amount", amount())
                    .and("days", days)
                    .and("threshold", thresholdPercent())
                    .and("madeAt", madeAt())
                    .and("madeOn", madeOn())
                    .and("replaces", replaces())
                    .and("surplusCarries", surplusCarries())
                    .and("freezeOnClose", freezeOnClose());
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

    /** Builds promises. Not thread-safe. */
    public static final class Builder {

        private final Terms.Builder terms = Terms.builder();
        private @Nullable PromiseId id;
        private @Nullable PartyId party;
        private @Nullable MonetaryAmount amount;
        private @Nullable LocalDate due;
        private @Nullable Instant madeAt;
        private @Nullable LocalDate madeOn;
        private @Nullable BusinessCalendar calendar;
        private int grace;
        private int times = 1;
        private Recurrence.Unit unit = Recurrence.Unit.MONTH;

        private Builder() {}

        /** Which promise, by the host's id; derived from what is promised unless stated. */
        public Builder id(String value) {
            id = PromiseId.of(value);
            return this;
        }

        /** Who promised. */
        public Builder party(PartyId value) {
            party = value;
            return this;
        }

        /** Who promised, by the host's id. */
        public Builder party(String value) {
            return party(PartyId.of(value));
        }

        /** An item that it covers; none for all of the party. */
        public Builder item(OpenItemId item) {
            terms.addItem(item);
            return this;
        }

        /** An item that it covers, by its number. */
        public Builder item(String number) {
            return item(OpenItemId.of(number));
        }

        /** How much, each time. */
        public Builder amount(MonetaryAmount value) {
            amount = value;
            return this;
        }

        /** When, the first time. */
        public Builder due(LocalDate day) {
            due = day;
            return this;
        }

        /** Again every week or month, so many times in all; month ends are kept. */
        public Builder repeating(int all, Recurrence.Unit every) {
            times = all;
            unit = every;
            return this;
        }

        /** Days after the promised one that still count. */
        public Builder graceDays(int days) {
            grace = days;
            calendar = null;
            return this;
        }

        /** Business days after the promised one that still count. */
        public Builder graceBusinessDays(int days, BusinessCalendar businessCalendar) {
            grace = days;
            calendar = businessCalendar;
            return this;
        }

        /** From how many per cent of the target on it counts as kept once the deadline is over; 100 unless stated. */
        public Builder thresholdPercent(BigDecimal percent) {
            terms.thresholdPercent(percent);
            return this;
        }

        /** When it was made; receipts recorded later count. */
        public Builder madeAt(Instant instant) {
            madeAt = instant;
            return this;
        }

        /** The day on which it was made, in the books' zone; the day in UTC unless stated. */
        public Builder madeOn(LocalDate day) {
            madeOn = day;
            return this;
        }

        /** The promise whose place it takes. */
        public Builder replaces(PromiseId other) {
            terms.replaces(other);
            return this;
        }

        /** What is paid beyond one of several promised days counts for the next. */
        public Builder surplusCarries() {
            terms.surplusCarries(true);
            return this;
        }

        /** What it is closed as stands although a receipt comes back later. */
        public Builder freezeOnClose() {
            terms.freezeOnClose(true);
            return this;
        }

        /**
         * The promise, made.
         *
         * @throws NullPointerException where party, amount, due day or instant is missing
         */
        public PromiseToPay build() {
            PartyId who = Objects.requireNonNull(party, "party");
            MonetaryAmount much = Objects.requireNonNull(amount, "amount");
            LocalDate first = Objects.requireNonNull(due, "due");
            Instant made = Objects.requireNonNull(madeAt, "madeAt");
            if (times < 1 || grace < 0) {
                throw new IllegalArgumentException("promise " + times + " times with " + grace
                        + " days of grace, expected 1 or more times and 0 or more days");
            }
            List<Due> dues = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                dues.add(due(first, i));
            }
            PromiseId own = id == null
                    ? PromiseId.of("promise-"
                            + Sha256.ofFields(who, much, first, times, made).shortHex())
                    : id;
            terms.id(own)
                    .party(who)
                    .amount(much)
                    .dues(dues)
                    .madeAt(made)
                    .madeOn(madeOn == null ? LocalDate.ofInstant(made, ZoneOffset.UTC) : madeOn);
            return new PromiseToPay(Life.MADE, Optional.of(terms.build()), Optional.empty(), History.empty());
        }

        private Due due(LocalDate first, int number) {
            LocalDate day = switch (unit) {
                case DAY -> first.plusDays(number);
                case WEEK -> first.plusWeeks(number);
                case MONTH -> first.plusMonths(number);
                case YEAR -> first.plusYears(number);
            };
            return new Due(day, calendar == null ? day.plusDays(grace) : calendar.shift(day, grace));
        }
    }
}
