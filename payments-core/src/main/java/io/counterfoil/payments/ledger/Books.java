package io.counterfoil.payments.ledger;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.ledger.internal.IntColumn;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
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
        IntColumn latest = basis == BalanceBasis.BOOKED ? state.accounts.latestBooked : state.accounts.latestValue;
        if (latest.at(account) <= day && !state.records.latest().isAfter(asOf.knownAt())) {
            return balance(account, current(account));
        }
        long[] sums = new long[4];
        IntColumn days = days(basis);
        for (int row = state.accounts.newestRow.at(account); row != LegTable.NONE; row = state.legs.previous.at(row)) {
            if (days.at(row) <= day && isKnown(row, asOf.knownAt())) {
                add(sums, row);
            }
        }
        return balance(account, sums);
    }

    /** A release is not known before what it releases, whatever instants the two were given. */
    private boolean isKnown(int row, Instant knownAt) {
        int record = state.legs.record.at(row);
        return state.records.isKnown(record, knownAt)
                && (state.legs.effect(row) != LegTable.RELEASED
                        || state.records.isKnown(state.records.pending(record), knownAt));
    }

    /** Adds what the row does to the account's four sums. */
    void add(long[] sums, int row) {
        byte effect = state.legs.effect(row);
        int sum = AccountTable.sum(state.legs.side(row), effect != LegTable.POSTED);
        long minor = state.legs.minor.at(row);
        sums[sum] = Math.addExact(sums[sum], effect == LegTable.RELEASED ? -minor : minor);
    }

    long[] current(int account) {
        return IntStream.range(0, 4)
                .mapToLong(sum -> state.accounts.sums[sum].at(account))
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
        IntColumn days = days(basis);
        IntColumn found = new IntColumn();
        for (int row = state.accounts.newestRow.at(account); row != LegTable.NONE; row = state.legs.previous.at(row)) {
            int day = days.at(row);
            if (state.legs.effect(row) == LegTable.POSTED && from <= day && day <= to) {
                found.add(row);
            }
        }
        return IntStream.range(0, found.size()).mapToObj(i -> entry(found.at(found.size() - 1 - i)));
    }

    private LedgerEntry entry(int row) {
        int record = state.legs.record.at(row);
        return LedgerEntry.builder()
                .account(state.accounts.at(state.legs.account.at(row)).id())
                .journal(JournalId.of(state.records.id(record)))
                .sequence(record)
                .legIndex(row - state.records.firstRow(record))
                .side(state.legs.side(row))
                .amount(leg(row).amount())
                .bookedOn(LocalDate.ofEpochDay(state.legs.booked.at(row)))
                .valueOn(LocalDate.ofEpochDay(state.legs.value.at(row)))
                .recordedAt(state.records.at(record))
                .attributes(state.records.attributes(record))
                .build();
    }

    Leg leg(int row) {
        Account account = state.accounts.at(state.legs.account.at(row));
        return new Leg(account.id(), state.legs.side(row), account.currency(), state.legs.minor.at(row));
    }

    /** What is left of a pending, leg by leg. */
    List<Leg> left(int pending) {
        List<Leg> left = new ArrayList<>();
        for (int row = state.records.firstRow(pending); row < state.endOfRows(pending); row++) {
            long minor = state.legs.left.at(row);
            if (minor > 0) {
                Leg leg = leg(row);
                left.add(new Leg(leg.account(), leg.side(), leg.currency(), minor));
            }
        }
        return left;
    }

    Optional<Journal> journal(JournalId id) {
        int record = state.ids.find(id.value());
        if (record < 0 || state.records.kind(record) == LedgerRecord.Kind.REFUSAL) {
            return Optional.empty();
        }
        boolean release = state.records.kind(record) == LedgerRecord.Kind.VOID_PENDING;
        Journal journal = Journal.of(id)
                .bookedOn(LocalDate.ofEpochDay(state.records.booked(record)))
                .valueOn(LocalDate.ofEpochDay(state.records.value(record)))
                .with(IntStream.range(state.records.firstRow(record), state.endOfRows(record))
                        .filter(row -> release == (state.legs.effect(row) == LegTable.RELEASED))
                        .mapToObj(this::leg)
                        .toList());
        for (Map.Entry<String, String> attribute :
                state.records.attributes(record).entrySet()) {
            journal = journal.attribute(attribute.getKey(), attribute.getValue());
        }
        return Optional.of(journal);
    }

    private IntColumn days(BalanceBasis basis) {
        return basis == BalanceBasis.BOOKED ? state.legs.booked : state.legs.value;
    }

    private int known(AccountId id) {
        int account = state.accounts.find(id);
        if (account < 0) {
            throw new IllegalArgumentException("account " + id + " is not in the ledger, expected one that was opened");
        }
        return account;
    }
}
