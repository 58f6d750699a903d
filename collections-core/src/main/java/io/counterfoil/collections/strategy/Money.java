package io.counterfoil.collections.strategy;

import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.recovery.PaymentAttempt;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.money.Amounts;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;
import org.jspecify.annotations.Nullable;

/**
 * The money of a scope in one currency: what is open and what stands against asking for it. Minor units.
 *
 * @param currency of the amounts
 * @param threshold from how much on to act
 * @param open what the step is about
 * @param unapplied money of the party that is not applied yet
 * @param disputed the part in dispute
 * @param promised the rest of promises in force; -1 where there is none
 * @param promisedThrough the last day of the promises; null where there is none
 * @param inFlight money on its way; 0 where there is none
 * @param inFlightThrough the last day on which it counts; null where there is none
 */
record Money(
        CurrencyUnit currency,
        long threshold,
        long open,
        long unapplied,
        long disputed,
        long promised,
        @Nullable LocalDate promisedThrough,
        long inFlight,
        @Nullable LocalDate inFlightThrough) {

    boolean isBelowThreshold() {
        return open - unapplied < threshold;
    }

    /** Undisputed and net of unapplied cash. */
    long rest() {
        return open - disputed - unapplied;
    }

    boolean isPromised() {
        return promised >= 0 && promised >= rest();
    }

    boolean isDisputed() {
        return disputed > 0 && rest() < threshold;
    }

    boolean isInFlight() {
        return inFlight > 0 && rest() - inFlight < threshold;
    }

    /** Adds up for the rows of a scope in one currency. Not thread-safe: confined to one decision. */
    static final class Reader {

        private final PartyDay day;
        private final Scope scope;
        private final InFlightDays inFlightDays;
        private final List<Row> rows;
        private final Set<OpenItemId> items = new HashSet<>();
        private @Nullable LocalDate through;

        Reader(PartyDay day, Scope scope, InFlightDays inFlightDays, List<Row> rows) {
            this.day = day;
            this.scope = scope;
            this.inFlightDays = inFlightDays;
            this.rows = rows;
            rows.forEach(row -> items.add(row.item().id()));
        }

        Money read(CurrencyUnit currency) {
            long open = 0;
            long disputed = 0;
            for (Row row : rows) {
                if (row.currency().equals(currency)) {
                    open = Math.addExact(open, row.open());
                    disputed = Math.addExact(disputed, row.disputed());
                }
            }
            long unapplied = scope.strategy().ignoreUnapplied()
                    ? 0
                    : share(day.unapplied.getOrDefault(currency.getCurrencyCode(), 0L), currency, Set.of());
            through = null;
            long promised = promised(currency);
            LocalDate promisedThrough = through;
            through = null;
            long inFlight = inFlight(currency);
            return new Money(
                    currency,
                    scope.strategy().thresholdMinor(currency),
                    open,
                    unapplied,
                    disputed,
                    promised,
                    promisedThrough,
                    inFlight,
                    through);
        }

        private long promised(CurrencyUnit currency) {
            long sum = -1;
            for (CollectionFacts.Promised promise : day.promises) {
                Optional<CollectionFacts.Promised.Rest> rest = promise.rest(day.facts, day.asOf)
                        .filter(left -> left.amount().getCurrency().equals(currency)
                                && !left.through().isBefore(day.asOf.effective()));
                if (rest.isPresent() && touches(promise.items())) {
                    long share = share(Amounts.minor(rest.get().amount()), currency, promise.items());
                    sum = Math.addExact(Math.max(0, sum), share);
                    extend(rest.get().through());
                }
            }
            return sum;
        }

        private long inFlight(CurrencyUnit currency) {
            long sum = 0;
            for (PaymentAttempt attempt : day.facts.attemptsOf(day.party)) {
                LocalDate until = inFlightDays.through(attempt);
                boolean pending = attempt.state() == PaymentAttempt.State.PENDING
                        && !attempt.recordedAt().isAfter(day.asOf.knownAt())
                        && !attempt.on().isAfter(day.asOf.effective());
                if (pending && !until.isBefore(day.asOf.effective())) {
                    sum = Math.addExact(sum, flying(attempt.amount(), currency, attempt.items(), until));
                }
            }
            for (CollectionFacts.Expected expected : day.facts.expectedOf(day.party)) {
                Optional<LocalDate> until =
                        expected.inFlightThrough(day.asOf).filter(on -> !on.isBefore(day.asOf.effective()));
                if (until.isPresent()) {
                    sum = Math.addExact(sum, flying(expected.amount(), currency, expected.items(), until.get()));
                }
            }
            return sum;
        }

        private long flying(MonetaryAmount amount, CurrencyUnit currency, Set<OpenItemId> paid, LocalDate until) {
            if (!amount.getCurrency().equals(currency) || !touches(paid)) {
                return 0;
            }
            extend(until);
            return share(Amounts.minor(amount), currency, paid);
        }

        private void extend(LocalDate day) {
            through = through == null || day.isBefore(through) ? day : through;
        }

        private boolean touches(Set<OpenItemId> some) {
            return some.isEmpty() || some.stream().anyMatch(items::contains);
        }

        /**
         * The part of a sum for the party that falls on this scope: all of it for scopes of a party; of an item, what is left when the party's items are covered by
         * their due dates, so that each cent counts once.
         *
         * @param covered the items that the sum is for; empty for all
         */
        private long share(long sum, CurrencyUnit currency, Set<OpenItemId> covered) {
            if (scope.strategy().scope() != Strategy.Scope.ITEM) {
                return sum;
            }
            long left = sum;
            long share = 0;
            for (Row row : day.rows) {
                if (row.currency().equals(currency)
                        && (covered.isEmpty() || covered.contains(row.item().id()))) {
                    long part = Math.min(left, row.open());
                    left -= part;
                    share += items.contains(row.item().id()) ? part : 0;
                }
            }
            boolean last = left > 0 && !covered.isEmpty() && items.containsAll(covered);
            return share + (last ? left : 0);
        }
    }

    /**
     * How long a payment counts as being on its way, by its method (collections specification 10).
     *
     * @param card days
     * @param directDebit days
     * @param transfer business days, or days where no calendar is given
     * @param calendar the business days; null for none
     */
    record InFlightDays(
            int card,
            int directDebit,
            int transfer,
            @Nullable BusinessCalendar calendar) {

        LocalDate through(PaymentAttempt attempt) {
            return switch (attempt.method()) {
                case CARD -> attempt.on().plusDays(card);
                case DIRECT_DEBIT -> attempt.on().plusDays(directDebit);
                case TRANSFER ->
                    calendar == null ? attempt.on().plusDays(transfer) : calendar.plus(attempt.on(), transfer);
            };
        }
    }
}
