package io.counterfoil.payments.ledger;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.ledger.internal.IntColumn;
import io.counterfoil.payments.money.Amounts;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads: balances, histories and journals out of the columns. Changes nothing. */
final class Books {

    private final LedgerState state;

    Books(LedgerState state) {
        this.state = state;
    }

    Balance balance(AccountId id, AsOf asOf, BalanceBasis basis) {
        int account = known(id);
        long day = asOf.effective().toEpochDay();
        int latest = basis == BalanceBasis.BOOKED
                ? state.accounts.latestBooked(account)
                : state.accounts.latestValue(account);
        if (latest <= day && !state.log.latest().isAfter(asOf.knownAt())) {
            return balance(account, current(account));
        }
        long[] sums = new long[4];
        for (int row = state.accounts.newestRow(account); row != Log.NONE; row = state.log.rows.previous(row)) {
            int record = state.log.recordOf(row);
            if (day(record, row, basis) <= day && isKnown(record, row, asOf.knownAt())) {
                add(sums, row);
            }
        }
        return balance(account, sums);
    }

    /** A release is not known before what it releases, whatever instants the two were given. */
    private boolean isKnown(int record, int row, Instant knownAt) {
        return state.log.isKnown(record, knownAt)
                && (state.log.rows.effect(row) != Rows.RELEASED
                        || state.log.isKnown(state.log.pending(record), knownAt));
    }

    /** Adds what the row does to the account's four sums. */
    void add(long[] sums, int row) {
        byte effect = state.log.rows.effect(row);
        if (effect == Rows.ASKED) {
            return;
        }
        int side = state.log.rows.sideNumber(row);
        long minor = state.log.rows.minor(row);
        if (effect == Rows.POSTED || effect == Rows.SETTLED) {
            sums[side] = Math.addExact(sums[side], minor);
        }
        if (effect != Rows.POSTED) {
            sums[side + 2] = Math.addExact(sums[side + 2], effect == Rows.PENDED ? minor : -minor);
        }
    }

    long[] current(int account) {
        return IntStream.range(0, 4)
                .mapToLong(sum -> state.accounts.sum(account, sum))
                .toArray();
    }

    private Balance balance(int number, long[] sums) {
        Account account = state.accounts.at(number);
        return new Balance(account.id(), account.normalSide(), account.currency(), sums[0], sums[1], sums[2], sums[3]);
    }

    Stream<LedgerEntry> entries(AccountId id, DateRange range, BalanceBasis basis) {
        int account = known(id);
        long from = range.from().toEpochDay();
        long to = range.to().toEpochDay();
        IntColumn found = new IntColumn();
        for (int row = state.accounts.newestRow(account); row != Log.NONE; row = state.log.rows.previous(row)) {
            byte effect = state.log.rows.effect(row);
            if (effect == Rows.POSTED || effect == Rows.SETTLED) {
                int day = day(state.log.recordOf(row), row, basis);
                if (from <= day && day <= to) {
                    found.add(row);
                }
            }
        }
        return IntStream.range(0, found.size()).mapToObj(i -> entry(found.at(found.size() - 1 - i)));
    }

    /** What is left of each pending leg, of the last day and the knowledge asked for. */
    Stream<LedgerEntry> pending(AccountId id, AsOf asOf, BalanceBasis basis) {
        int account = known(id);
        Log log = state.log;
        long day = asOf.effective().toEpochDay();
        Map<Long, Long> released = new HashMap<>();
        Deque<LedgerEntry> left = new ArrayDeque<>();
        for (int row = state.accounts.newestRow(account); row != Log.NONE; row = log.rows.previous(row)) {
            int record = log.recordOf(row);
            byte effect = log.rows.effect(row);
            if (effect == Rows.POSTED
                    || effect == Rows.ASKED
                    || day(record, row, basis) > day
                    || !isKnown(record, row, asOf.knownAt())) {
                continue;
            }
            int pending = effect == Rows.PENDED ? record : log.pending(record);
            long leg = pending * 2L + log.rows.sideNumber(row);
            long minor = log.rows.minor(row);
            if (effect != Rows.PENDED) {
                released.merge(leg, minor, Math::addExact);
                continue;
            }
            long off = Math.min(minor, released.getOrDefault(leg, 0L));
            released.merge(leg, -off, Math::addExact);
            if (minor > off) {
                left.addFirst(entry(row, minor - off));
            }
        }
        return left.stream();
    }

    private LedgerEntry entry(int row) {
        return entry(row, state.log.rows.minor(row));
    }

    private LedgerEntry entry(int row, long minor) {
        Log log = state.log;
        int record = log.recordOf(row);
        return LedgerEntry.builder()
                .account(state.accounts.at(log.rows.account(row)).id())
                .journal(JournalId.of(log.id(record)))
                .sequence(record)
                .legIndex(row - log.firstRow(record))
                .side(log.rows.side(row))
                .amount(Amounts.in(state.accounts.at(log.rows.account(row)).currency())
                        .ofMinor(minor))
                .bookedOn(LocalDate.ofEpochDay(log.booked(record)))
                .valueOn(LocalDate.ofEpochDay(log.value(record)))
                .recordedAt(log.at(record))
                .attributes(log.attributes(record))
                .build();
    }

    Optional<Journal> journal(JournalId id) {
        Log log = state.log;
        int record = state.ids.find(new PackedId().pack(id.value()));
        if (record < 0 || log.kind(record) == LedgerStore.LedgerRecord.Kind.REFUSAL) {
            return Optional.empty();
        }
        Journal journal = Journal.of(id)
                .bookedOn(LocalDate.ofEpochDay(log.booked(record)))
                .valueOn(LocalDate.ofEpochDay(log.value(record)))
                .with(IntStream.range(log.firstRow(record), log.endOfRows(record))
                        .filter(row -> state.isLeg(record, row))
                        .mapToObj(state::leg)
                        .toList());
        for (Map.Entry<String, String> attribute : log.attributes(record).entrySet()) {
            journal = journal.attribute(attribute.getKey(), attribute.getValue());
        }
        return Optional.of(journal);
    }

    private int day(int record, int row, BalanceBasis basis) {
        return basis == BalanceBasis.BOOKED ? state.log.bookedOfRow(record, row) : state.log.valueOfRow(record, row);
    }

    private int known(AccountId id) {
        int account = state.accounts.find(id);
        if (account < 0) {
            throw new IllegalArgumentException("account " + id + " is not in the ledger, expected one that was opened");
        }
        return account;
    }
}
