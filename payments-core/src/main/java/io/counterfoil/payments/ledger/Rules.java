package io.counterfoil.payments.ledger;

import io.counterfoil.payments.ledger.LedgerStore.LedgerRecord.Kind;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import javax.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/**
 * The rules in their fixed order: the first that a command breaks is the answer (payments specification 4.11). Changes nothing. Not thread-safe: what is
 * known of the last refusal stands in fields.
 */
final class Rules {

    private static final byte POST = Kind.POST.number();
    private static final byte PEND = Kind.PEND.number();
    private static final int MARKED_LEGS = 64;

    private final LedgerState state;
    private final AccountTable accounts;
    private final Log log;

    /** The leg that broke the rule. */
    int leg;
    /** The currency whose debits and credits differ. */
    String currency = "";
    /** What an account would have, or what is left of a pending. */
    long amount;

    private @Nullable Unnamed unnamed;

    /** The accounts and currencies of a command that the ledger does not know by a number; account {@code -1 - n} is the n-th. */
    interface Unnamed {

        AccountId account(int number);

        CurrencyUnit currency(int leg);
    }

    Rules(LedgerState state) {
        this.state = state;
        accounts = state.accounts;
        log = state.log;
    }

    /** Who names what the ledger does not know in the command that comes next. */
    void unnamed(@Nullable Unnamed names) {
        unnamed = names;
    }

    /** The leg as a value; null where it names, by a number that was never given, an account of which nothing is known. */
    Journal.@Nullable Leg leg(JournalBatch batch, int at) {
        int account = batch.account[at];
        Journal.Side side = batch.side[at] == 0 ? Journal.Side.DEBIT : Journal.Side.CREDIT;
        Unnamed names = unnamed;
        if (names != null) {
            return new Journal.Leg(
                    account < 0 ? names.account(account) : accounts.at(account).id(),
                    side,
                    names.currency(at),
                    batch.minor[at]);
        }
        if (account >= accounts.size()) {
            return null;
        }
        Account known = accounts.at(account);
        return new Journal.Leg(known.id(), side, known.currency(), batch.minor[at]);
    }

    // ---- groups 3 and 4

    Posting.@Nullable LedgerError shapeAndReferences(JournalBatch batch, int journal) {
        int first = batch.firstLeg(journal);
        int end = batch.endOfLegs(journal);
        if (end - first < 2) {
            return Posting.LedgerError.LEGS_TOO_FEW;
        }
        for (leg = first; leg < end; leg++) {
            if (batch.minor[leg] <= 0) {
                return Posting.LedgerError.AMOUNT_NOT_POSITIVE;
            }
        }
        if (isOnBothSides(batch, first, end)) {
            return Posting.LedgerError.ACCOUNT_ON_BOTH_SIDES;
        }
        for (leg = first; leg < end; leg++) {
            if (batch.account[leg] < 0 || batch.account[leg] >= accounts.size()) {
                return Posting.LedgerError.ACCOUNT_UNKNOWN;
            }
        }
        int unit = accounts.currency(batch.account[first]);
        boolean one = true;
        for (leg = first; leg < end; leg++) {
            int known = accounts.currency(batch.account[leg]);
            int said = batch.currency(leg);
            if (said != -1 && said != known) {
                return Posting.LedgerError.CURRENCY_MISMATCH;
            }
            one &= known == unit;
        }
        return isBalanced(batch, first, end, one, unit) ? null : Posting.LedgerError.UNBALANCED;
    }

    /** Whether a leg's account was on the other side before; {@link #leg} is then that leg. */
    private boolean isOnBothSides(JournalBatch batch, int first, int end) {
        if (end - first > MARKED_LEGS) {
            return isOnBothSidesOfMany(batch, first, end);
        }
        for (leg = first + 1; leg < end; leg++) {
            for (int before = first; before < leg; before++) {
                if (batch.account[before] == batch.account[leg] && batch.side[before] != batch.side[leg]) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isOnBothSidesOfMany(JournalBatch batch, int first, int end) {
        Map<Integer, Byte> sides = new java.util.HashMap<>();
        for (leg = first; leg < end; leg++) {
            Byte before = sides.putIfAbsent(batch.account[leg], batch.side[leg]);
            if (before != null && before != batch.side[leg]) {
                return true;
            }
        }
        return false;
    }

    private boolean isBalanced(JournalBatch batch, int first, int end, boolean one, int unit) {
        if (one) {
            long net = 0;
            boolean fits = true;
            for (int at = first; at < end && fits; at++) {
                long signed = batch.side[at] == 0 ? batch.minor[at] : -batch.minor[at];
                long sum = net + signed;
                fits = ((net ^ sum) & (signed ^ sum)) >= 0;
                net = sum;
            }
            if (fits) {
                currency = net == 0 ? "" : accounts.currencyCode(unit);
                return net == 0;
            }
        }
        return isBalancedInEach(batch, first, end);
    }

    /** The first currency, by code, in which debits and credits differ, is {@link #currency}. */
    private boolean isBalancedInEach(JournalBatch batch, int first, int end) {
        Map<String, BigInteger> net = new TreeMap<>();
        for (int at = first; at < end; at++) {
            BigInteger minor = BigInteger.valueOf(batch.minor[at]);
            net.merge(
                    accounts.currencyCode(accounts.currency(batch.account[at])),
                    batch.side[at] == 0 ? minor : minor.negate(),
                    BigInteger::add);
        }
        currency = net.entrySet().stream()
                .filter(sum -> sum.getValue().signum() != 0)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
        return currency.isEmpty();
    }

    // ---- groups 5 to 7

    /** A pending whose expiry is passed was expired before. */
    Posting.@Nullable LedgerError late(JournalBatch batch, int journal, int pending, Instant now) {
        Posting.LedgerError error = null;
        if (batch.kind(journal) == PEND) {
            error = batch.expires(journal) && !batch.expiry(journal).isAfter(now)
                    ? Posting.LedgerError.EXPIRY_NOT_AFTER_NOW
                    : null;
        } else if (batch.kind(journal) != POST) {
            error = pending(batch, journal, pending);
        }
        if (error != null) {
            return error;
        }
        if (!state.locks.isEmpty() && batch.booked(journal) <= state.lockedThrough()) {
            return Posting.LedgerError.PERIOD_LOCKED;
        }
        return batch.kind(journal) <= PEND ? accounts(batch, journal) : null;
    }

    private Posting.@Nullable LedgerError pending(JournalBatch batch, int journal, int pending) {
        if (pending <= 0 || log.kindNumber(pending) == Kind.REFUSAL.number()) {
            return Posting.LedgerError.PENDING_UNKNOWN;
        }
        if (log.kindNumber(pending) != PEND) {
            return Posting.LedgerError.NOT_PENDING;
        }
        return switch (log.status(pending)) {
            case Log.ALL_POSTED -> Posting.LedgerError.PENDING_ALREADY_POSTED;
            case Log.VOIDED -> Posting.LedgerError.PENDING_ALREADY_VOIDED;
            case Log.EXPIRED -> Posting.LedgerError.PENDING_EXPIRED;
            default -> batch.namesLegs(journal) ? parts(batch, journal, pending) : null;
        };
    }

    private Posting.@Nullable LedgerError parts(JournalBatch batch, int journal, int pending) {
        int first = batch.firstLeg(journal);
        int end = batch.endOfLegs(journal);
        for (leg = first; leg < end; leg++) {
            if (left(batch, leg, pending) < 0) {
                return Posting.LedgerError.PENDING_LEG_UNKNOWN;
            }
        }
        for (leg = first; leg < end; leg++) {
            amount = left(batch, leg, pending);
            long rest = amount - batch.minor[leg];
            for (int before = first; before < leg && rest >= 0; before++) {
                if (batch.account[before] == batch.account[leg]) {
                    rest -= batch.minor[before];
                }
            }
            if (rest < 0) {
                return Posting.LedgerError.PENDING_AMOUNT_EXCEEDED;
            }
        }
        return null;
    }

    /** What is left on the leg's side of its account; -1 where the pending has no such leg. */
    private long left(JournalBatch batch, int at, int pending) {
        long left = -1;
        int end = log.endOfRows(pending);
        for (int row = log.firstRow(pending); row < end; row++) {
            if (log.rows.account(row) == batch.account[at] && log.rows.sideNumber(row) == batch.side[at]) {
                left = Math.max(left, 0) + log.left.at(log.leftOf(pending, row));
            }
        }
        return left;
    }

    /** The accounts as they stand. A post of a pending moves what was checked when it was pended. */
    private Posting.@Nullable LedgerError accounts(JournalBatch batch, int journal) {
        int first = batch.firstLeg(journal);
        int end = batch.endOfLegs(journal);
        for (leg = first; leg < end; leg++) {
            if (accounts.isClosed(batch.account[leg])) {
                return Posting.LedgerError.ACCOUNT_CLOSED;
            }
        }
        Posting.LedgerError error = null;
        for (leg = first; leg < end; leg++) {
            if (!accounts.tryAdd(batch.account[leg], batch.side[leg], batch.minor[leg])) {
                error = Posting.LedgerError.OVERFLOW;
                break;
            }
        }
        if (error == null) {
            error = guard(batch, first, end);
        }
        for (int at = first; at < end; at++) {
            accounts.forgetTries(batch.account[at]);
        }
        return error;
    }

    private Posting.@Nullable LedgerError guard(JournalBatch batch, int first, int end) {
        for (leg = first; leg < end; leg++) {
            if (accounts.isBelowFloor(batch.account[leg], batch.side[leg])) {
                amount = accounts.available(batch.account[leg]);
                return Posting.LedgerError.BALANCE_GUARD;
            }
        }
        return null;
    }

    // ---- identity

    /** The first part in which the command differs from the record, in the fixed order; empty where it is the same. */
    String difference(JournalBatch batch, int journal, int record) {
        if (log.kindNumber(record) != batch.kind(journal)) {
            return "KIND";
        }
        if (!isSamePending(batch, journal, log.pending(record))) {
            return "PENDING";
        }
        if (log.booked(record) != batch.booked(journal)) {
            return "BOOKED";
        }
        if (log.value(record) != batch.value(journal)) {
            return "VALUE";
        }
        if (!log.expiry(record).equals(batch.expiry(journal))) {
            return "EXPIRES";
        }
        if (!isSameLegs(batch, journal, record)) {
            return "LEGS";
        }
        return log.flag(record, Log.KEEPS_REST) == batch.flag(journal, Log.KEEPS_REST) ? "" : "KEEP_REST";
    }

    private boolean isSamePending(JournalBatch batch, int journal, int pending) {
        return pending == 0
                ? batch.isWithoutPending(journal)
                : log.hasId(
                        pending,
                        batch.pendingForm(journal),
                        batch.pendingHigh(journal),
                        batch.pendingLow(journal),
                        batch.pendingText(journal));
    }

    private boolean isSameLegs(JournalBatch batch, int journal, int record) {
        if (log.flag(record, Log.EVERYTHING) != batch.flag(journal, Log.EVERYTHING)) {
            return false;
        }
        if (!batch.namesLegs(journal)) {
            return true;
        }
        int row = log.firstRow(record);
        int end = log.endOfRows(record);
        while (end > row && log.rows.effect(end - 1) == Rows.RELEASED) {
            end--;
        }
        int legs = batch.endOfLegs(journal) - batch.firstLeg(journal);
        if (legs != end - row) {
            return false;
        }
        return legs <= MARKED_LEGS ? isSameSet(batch, journal, row, end) : isSameSorted(batch, journal, row, end);
    }

    private boolean isSameSet(JournalBatch batch, int journal, int first, int end) {
        long met = 0;
        for (int at = batch.firstLeg(journal); at < batch.endOfLegs(journal); at++) {
            int row = first;
            while (row < end && ((met >>> (row - first) & 1) != 0 || !isSame(batch, at, row))) {
                row++;
            }
            if (row == end) {
                return false;
            }
            met |= 1L << (row - first);
        }
        return true;
    }

    private boolean isSame(JournalBatch batch, int at, int row) {
        return batch.account[at] == log.rows.account(row)
                && batch.side[at] == log.rows.sideNumber(row)
                && batch.minor[at] == log.rows.minor(row)
                && isOwnCurrency(batch, at);
    }

    private boolean isOwnCurrency(JournalBatch batch, int at) {
        return batch.currency(at) == -1 || batch.currency(at) == accounts.currency(batch.account[at]);
    }

    private boolean isSameSorted(JournalBatch batch, int journal, int first, int end) {
        int shift = batch.firstLeg(journal);
        long[][] asked = new long[end - first][];
        long[][] known = new long[end - first][];
        for (int at = 0; at < asked.length; at++) {
            int account = batch.account[shift + at];
            boolean own = account >= 0 && account < accounts.size() && isOwnCurrency(batch, shift + at);
            asked[at] = new long[] {own ? account : -1, batch.side[shift + at], batch.minor[shift + at]};
            known[at] = new long[] {
                log.rows.account(first + at), log.rows.sideNumber(first + at), log.rows.minor(first + at)
            };
        }
        Arrays.sort(asked, Arrays::compare);
        Arrays.sort(known, Arrays::compare);
        return Arrays.deepEquals(asked, known);
    }
}
