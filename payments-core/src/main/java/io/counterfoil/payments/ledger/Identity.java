package io.counterfoil.payments.ledger;

import io.counterfoil.payments.ledger.LedgerRecord.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/** Whether a command is the one that a record remembers (payments specification 4.11, identity). */
final class Identity {

    private final LedgerState state;

    Identity(LedgerState state) {
        this.state = state;
    }

    /** The first part in which the command differs from the record, in the fixed order; empty where it is the same. */
    Optional<String> difference(JournalCommand command, int record) {
        RecordTable records = state.records;
        Kind kind = records.kind(record);
        if (kind != command.kind()) {
            return Optional.of("KIND");
        }
        int pending = records.pending(record);
        if (!command.pending().equals(pending == 0 ? "" : records.id(pending))) {
            return Optional.of("PENDING");
        }
        if (!isDay(records.booked(record), command.journal().bookedOn())) {
            return Optional.of("BOOKED");
        }
        if (!isDay(records.value(record), command.journal().valueOn())) {
            return Optional.of("VALUE");
        }
        Instant expires = records.expires(record);
        if (!expires.equals(command.expiry().at())) {
            return Optional.of("EXPIRES");
        }
        if (!sameLegs(command, record)) {
            return Optional.of("LEGS");
        }
        return records.flag(record, RecordTable.KEEPS_REST) == command.keepsRest()
                ? Optional.empty()
                : Optional.of("KEEP_REST");
    }

    private static boolean isDay(int day, LocalDate date) {
        return day == date.toEpochDay();
    }

    private boolean sameLegs(JournalCommand command, int record) {
        if (state.records.flag(record, RecordTable.EVERYTHING) != command.everything()) {
            return false;
        }
        if (!command.namesLegs()) {
            return true;
        }
        long[][] asked = command.journal().legs().stream()
                .map(this::asNumbers)
                .sorted(BY_CONTENT)
                .toArray(long[][]::new);
        return Arrays.deepEquals(asked, recorded(record));
    }

    private long[][] recorded(int record) {
        int first = state.records.firstRow(record);
        int end = state.endOfRows(record);
        int named = first;
        while (named < end && state.legs.effect(named) != LegTable.RELEASED) {
            named++;
        }
        long[][] rows = new long[named - first][];
        for (int row = first; row < named; row++) {
            rows[row - first] = numbers(state.legs.account.at(row), state.legs.side(row), state.legs.minor.at(row));
        }
        Arrays.sort(rows, BY_CONTENT);
        return rows;
    }

    private static final Comparator<long[]> BY_CONTENT = Arrays::compare;

    private long[] asNumbers(Leg leg) {
        int account = state.accounts.find(leg.account());
        boolean sameUnit = account >= 0
                && Units.same(leg.currency(), state.accounts.at(account).currency());
        return numbers(sameUnit ? account : -1, leg.side(), leg.minor());
    }

    private static long[] numbers(int account, EntrySide side, long minor) {
        return new long[] {account, side == EntrySide.DEBIT ? 0 : 1, minor};
    }
}
