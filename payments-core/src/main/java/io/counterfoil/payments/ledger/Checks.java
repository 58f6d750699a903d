package io.counterfoil.payments.ledger;

import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.ledger.LedgerRecord.Kind;
import java.math.BigInteger;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The rules in their fixed order: the first that a command breaks is the answer (payments specification 4.11). Changes nothing. */
final class Checks {

    private final LedgerState state;

    Checks(LedgerState state) {
        this.state = state;
    }

    /** Groups 3 and 4: shape and references. */
    @Nullable
    Refusal shapeAndReferences(JournalCommand command) {
        if (!command.namesLegs()) {
            return null;
        }
        Refusal shape = shape(command);
        return shape != null ? shape : references(command);
    }

    private static @Nullable Refusal shape(JournalCommand command) {
        List<Leg> legs = command.journal().legs();
        if (legs.size() < 2) {
            return Refusals.of(LedgerError.LEGS_TOO_FEW, command, "has " + legs.size() + " legs, expected 2 or more");
        }
        Optional<Leg> notPositive = first(legs, leg -> leg.minor() <= 0);
        if (notPositive.isPresent()) {
            return Refusals.leg(LedgerError.AMOUNT_NOT_POSITIVE, command, notPositive.get(), "an amount above zero");
        }
        Map<AccountId, EntrySide> sides = new HashMap<>();
        return first(legs, leg -> sides.merge(leg.account(), leg.side(), (one, other) -> one) != leg.side())
                .map(leg -> Refusals.leg(
                        LedgerError.ACCOUNT_ON_BOTH_SIDES, command, leg, "an account on one side of a journal"))
                .orElse(null);
    }

    private @Nullable Refusal references(JournalCommand command) {
        List<Leg> legs = command.journal().legs();
        Optional<Leg> unknown = first(legs, leg -> state.accounts.find(leg.account()) < 0);
        if (unknown.isPresent()) {
            return Refusals.leg(LedgerError.ACCOUNT_UNKNOWN, command, unknown.get(), "an account that is open");
        }
        Optional<Leg> mismatch = first(legs, leg -> !Units.same(leg.currency(), unit(leg)));
        if (mismatch.isPresent()) {
            return Refusals.leg(
                    LedgerError.CURRENCY_MISMATCH,
                    command,
                    mismatch.get(),
                    "the account's currency " + unit(mismatch.get()).getCurrencyCode());
        }
        return unbalanced(legs)
                .map(currency -> Refusals.of(
                        LedgerError.UNBALANCED,
                        command,
                        "debits and credits in " + currency + " differ, expected equal sums",
                        Map.of("currency", currency)))
                .orElse(null);
    }

    private javax.money.CurrencyUnit unit(Leg leg) {
        return state.accounts.at(state.accounts.find(leg.account())).currency();
    }

    /** The first currency, by code, in which debits and credits differ. */
    static Optional<String> unbalanced(List<Leg> legs) {
        Map<String, BigInteger> net = new TreeMap<>();
        for (Leg leg : legs) {
            BigInteger minor = BigInteger.valueOf(leg.minor());
            net.merge(
                    leg.currency().getCurrencyCode(),
                    leg.side() == EntrySide.DEBIT ? minor : minor.negate(),
                    BigInteger::add);
        }
        return net.entrySet().stream()
                .filter(sum -> sum.getValue().signum() != 0)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Group 5: the pending, or a pend's expiry. A pending whose expiry is passed was expired before. */
    @Nullable
    Refusal pending(JournalCommand command, Instant now) {
        if (command.kind() == Kind.POST) {
            return null;
        }
        if (command.kind() == Kind.PEND) {
            return command.expiry().isPassed(now)
                    ? Refusals.of(
                            LedgerError.EXPIRY_NOT_AFTER_NOW,
                            command,
                            "expires at " + command.expiry().at() + ", expected an instant after " + now)
                    : null;
        }
        int pending = state.ids.find(command.pending());
        if (pending < 0 || state.records.kind(pending) == Kind.REFUSAL) {
            return Refusals.pending(LedgerError.PENDING_UNKNOWN, command, "is not in the ledger");
        }
        if (state.records.kind(pending) != Kind.PEND) {
            return Refusals.pending(
                    LedgerError.NOT_PENDING, command, "is a " + state.records.kind(pending) + ", expected a PEND");
        }
        return switch (state.records.status(pending)) {
            case RecordTable.ALL_POSTED ->
                Refusals.pending(LedgerError.PENDING_ALREADY_POSTED, command, "was posted, nothing is left");
            case RecordTable.VOIDED ->
                Refusals.pending(LedgerError.PENDING_ALREADY_VOIDED, command, "was voided, nothing is left");
            case RecordTable.EXPIRED ->
                Refusals.pending(LedgerError.PENDING_EXPIRED, command, "expired, nothing is left");
            default -> command.namesLegs() ? parts(command, pending) : null;
        };
    }

    private @Nullable Refusal parts(JournalCommand command, int pending) {
        List<Leg> legs = command.journal().legs();
        Optional<Leg> unknown = first(legs, leg -> left(pending, leg) < 0);
        if (unknown.isPresent()) {
            return Refusals.leg(
                    LedgerError.PENDING_LEG_UNKNOWN,
                    command,
                    unknown.get(),
                    "an account and side of pending '" + command.pending() + "'");
        }
        Map<AccountId, Long> taken = new HashMap<>();
        Optional<Leg> exceeded = first(legs, leg -> {
            long rest = taken.getOrDefault(leg.account(), left(pending, leg)) - leg.minor();
            taken.put(leg.account(), rest);
            return rest < 0;
        });
        return exceeded.map(leg -> Refusals.leg(
                        LedgerError.PENDING_AMOUNT_EXCEEDED,
                        command,
                        leg,
                        "no more than " + left(pending, leg) + " left"))
                .orElse(null);
    }

    /** What is left on that side of the account; -1 where the pending has no such leg. */
    private long left(int pending, Leg leg) {
        int account = state.accounts.find(leg.account());
        long left = -1;
        for (int row = state.records.firstRow(pending); row < state.endOfRows(pending); row++) {
            if (state.legs.account.at(row) == account && state.legs.side(row) == leg.side()) {
                left = Math.max(left, 0) + state.legs.left.at(row);
            }
        }
        return left;
    }

    /** Group 6: the period. */
    @Nullable
    Refusal period(JournalCommand command) {
        int booked = LedgerState.day(command.journal().bookedOn());
        LedgerState.day(command.journal().valueOn());
        if (state.locks.isEmpty() || booked > state.lockedThrough()) {
            return null;
        }
        String through = state.locks.get(state.locks.size() - 1).period().to().toString();
        return Refusals.of(
                LedgerError.PERIOD_LOCKED,
                command,
                "is booked on " + command.journal().bookedOn() + ", expected a day after " + through
                        + System.lineSeparator()
                        + "Maybe it is a late fact: book it in the open period with its own day of value",
                Map.of("lockedThrough", through));
    }

    /** Group 7: the accounts as they stand. A post of a pending moves what was checked when it was pended. */
    @Nullable
    Refusal accounts(JournalCommand command) {
        if (command.kind() != Kind.POST && command.kind() != Kind.PEND) {
            return null;
        }
        List<Leg> legs = command.journal().legs();
        Optional<Leg> closed = first(legs, leg -> state.accounts.isClosed(state.accounts.find(leg.account())));
        if (closed.isPresent()) {
            return Refusals.leg(LedgerError.ACCOUNT_CLOSED, command, closed.get(), "an account that is not closed");
        }
        try {
            Optional<Leg> overflow = first(
                    legs, leg -> !state.accounts.tryAdd(state.accounts.find(leg.account()), leg.side(), leg.minor()));
            return overflow.isPresent()
                    ? Refusals.leg(LedgerError.OVERFLOW, command, overflow.get(), "sums of an account within 63 bits")
                    : guard(command);
        } finally {
            legs.forEach(leg -> state.accounts.forgetTries(state.accounts.find(leg.account())));
        }
    }

    private @Nullable Refusal guard(JournalCommand command) {
        for (Leg leg : command.journal().legs()) {
            int number = state.accounts.find(leg.account());
            Account account = state.accounts.at(number);
            Long floor = account.floorMinor();
            if (floor != null && leg.side() != account.normalSide()) {
                long would = state.accounts.available(number, state.accounts.tried(number));
                if (would < floor) {
                    return Refusals.guard(command, account, would);
                }
            }
        }
        return null;
    }

    private static Optional<Leg> first(List<Leg> legs, Predicate<Leg> broken) {
        for (Leg leg : legs) {
            if (broken.test(leg)) {
                return Optional.of(leg);
            }
        }
        return Optional.empty();
    }
}
