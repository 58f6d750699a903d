package io.counterfoil.payments.ledger;

import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.ledger.internal.TextIndex;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a ledger knows: the fold of its log. {@link #apply} is the only way in which it changes, live and on replay. Not thread-safe.
 */
final class LedgerState {

    final AccountTable accounts;
    final RecordTable records;
    final LegTable legs;
    /** Ids of journals, posts and voids of pendings and used-up refusals, to the record. */
    final TextIndex ids;

    final ExpiryQueue expiries;
    final List<PeriodLock> locks;

    LedgerState() {
        accounts = new AccountTable();
        records = new RecordTable();
        legs = new LegTable();
        ids = new TextIndex();
        expiries = new ExpiryQueue(records);
        locks = new ArrayList<>();
    }

    private LedgerState(LedgerState from) {
        accounts = from.accounts.copy();
        records = from.records.copy();
        legs = from.legs.copy();
        ids = from.ids.copy();
        expiries = from.expiries.copyFor(records);
        locks = new ArrayList<>(from.locks);
    }

    /** State as {@link #writeTo} wrote it; indexes and queues are made anew. */
    LedgerState(DataInput in) throws IOException {
        accounts = new AccountTable(in);
        records = new RecordTable(in);
        legs = new LegTable(in);
        ids = new TextIndex();
        expiries = new ExpiryQueue(records);
        locks = new ArrayList<>();
        for (int number = 1; number <= records.size(); number++) {
            if (takesId(records.kind(number))) {
                ids.add(records.id(number), number);
            }
            if (mayExpire(number) && records.status(number) == RecordTable.LEFT) {
                expiries.add(number);
            }
        }
        int size = in.readInt();
        for (int i = 0; i < size; i++) {
            locks.add(PeriodLock.readFrom(in));
        }
    }

    void writeTo(DataOutput out) throws IOException {
        accounts.writeTo(out);
        records.writeTo(out);
        legs.writeTo(out);
        out.writeInt(locks.size());
        for (PeriodLock lock : locks) {
            lock.writeTo(out);
        }
    }

    LedgerState copy() {
        return new LedgerState(this);
    }

    private static boolean takesId(LedgerRecord.Kind kind) {
        return switch (kind) {
            case POST, PEND, POST_PENDING, VOID_PENDING, REFUSAL -> true;
            case OPEN, CLOSE, EXPIRE, LOCK -> false;
        };
    }

    private boolean mayExpire(int number) {
        return records.kind(number) == LedgerRecord.Kind.PEND
                && !records.expires(number).equals(Instant.MAX);
    }

    /** The last locked day, as days since the epoch; {@link LegTable#NO_DAY} where none is. */
    int lockedThrough() {
        return locks.isEmpty()
                ? LegTable.NO_DAY
                : day(locks.get(locks.size() - 1).period().to());
    }

    /** The end of the record's rows. */
    int endOfRows(int record) {
        return record < records.size() ? records.firstRow(record + 1) : legs.size();
    }

    static int day(LocalDate date) {
        long day = date.toEpochDay();
        if (day <= Integer.MIN_VALUE || day >= Integer.MAX_VALUE) {
            throw new IllegalArgumentException("day " + date + " is outside the years that a ledger can keep");
        }
        return (int) day;
    }

    /** Folds one record in. */
    void apply(LedgerRecord record) {
        int number = Math.toIntExact(record.sequence());
        if (number != records.size() + 1) {
            throw new IllegalStateException(
                    "record " + number + " after " + records.size() + ", expected the next one");
        }
        addToTable(record);
        if (takesId(record.kind())) {
            ids.add(record.id(), number);
        }
        switch (record.kind()) {
            case OPEN -> accounts.open(accountOf(record), number);
            case CLOSE -> accounts.close(accounts.numbers.find(record.id()), number);
            case POST -> move(record, number, LegTable.POSTED);
            case PEND -> pend(record, number);
            case POST_PENDING -> postPending(record, number);
            case VOID_PENDING -> releaseAll(records.pending(number), number, RecordTable.VOIDED);
            case EXPIRE -> releaseAll(records.pending(number), number, RecordTable.EXPIRED);
            case LOCK -> locks.add(lockOf(record, number));
            case REFUSAL -> {
                // remembered by its id, moves nothing
            }
        }
    }

    private void addToTable(LedgerRecord record) {
        Map<String, String> attributes = record.attributes();
        records.ids.add(record.id());
        records.attributes.add(kept(record));
        records.kind.add(record.kind().number());
        records.flags.add((byte) ((attributes.containsKey(Keys.KEEP_REST) ? RecordTable.KEEPS_REST : 0)
                | (attributes.containsKey(Keys.EVERYTHING) ? RecordTable.EVERYTHING : 0)));
        records.status.add(RecordTable.LEFT);
        records.booked.add(record.bookedOn().map(LedgerState::day).orElse(LegTable.NO_DAY));
        records.value.add(record.valueOn().map(LedgerState::day).orElse(LegTable.NO_DAY));
        records.pending.add(
                record.pending().isEmpty() || record.kind() == LedgerRecord.Kind.REFUSAL
                        ? 0
                        : ids.find(record.pending()));
        records.firstRow.add(legs.size());
        records.addAt(instant(attributes.get(Keys.AT), Instant.MIN));
        Instant expires = instant(attributes.get(Keys.EXPIRES), Instant.MAX);
        records.expiresSecond.add(expires.getEpochSecond());
        records.expiresNano.add(expires.getNano());
        records.addHash(record.hash());
    }

    /** The host's attributes, and of a refusal its cause. */
    private static Map<String, String> kept(LedgerRecord record) {
        Map<String, String> kept = new TreeMap<>(record.attributes());
        kept.keySet().removeIf(key -> Keys.isOwn(key) && !key.equals(Keys.CODE));
        return kept.isEmpty() ? Map.of() : Collections.unmodifiableMap(kept);
    }

    private static Instant instant(@Nullable String text, Instant otherwise) {
        return text == null ? otherwise : Keys.instant(text);
    }

    private static Account accountOf(LedgerRecord record) {
        Account account = Account.of(
                AccountId.of(record.id()),
                AccountKind.valueOf(own(record, Keys.KIND)),
                Units.of(own(record, Keys.CURRENCY)));
        String floor = record.attributes().get(Keys.FLOOR);
        return floor == null ? account : account.notBelowMinor(Long.parseLong(floor));
    }

    private static PeriodLock lockOf(LedgerRecord record, int number) {
        return new PeriodLock(
                number,
                DateRange.of(LocalDate.parse(own(record, Keys.FROM)), LocalDate.parse(record.id())),
                Integer.parseInt(own(record, Keys.PROVEN_AT)),
                Sha256.parse(own(record, Keys.PROOF)));
    }

    private static String own(LedgerRecord record, String key) {
        return Objects.requireNonNull(
                record.attributes().get(key), () -> record.kind() + " record " + record.sequence() + " has no " + key);
    }

    private void move(LedgerRecord record, int number, byte effect) {
        for (Leg leg : record.legs()) {
            addRow(number, accounts.find(leg.account()), leg.side(), effect, leg.minor(), 0);
        }
    }

    private void pend(LedgerRecord record, int number) {
        move(record, number, LegTable.PENDED);
        if (mayExpire(number)) {
            expiries.add(number);
        }
    }

    private void postPending(LedgerRecord record, int number) {
        move(record, number, LegTable.POSTED);
        int pending = records.pending(number);
        for (Leg leg : record.legs()) {
            release(pending, number, accounts.find(leg.account()), leg.side(), leg.minor());
        }
        if (!records.flag(number, RecordTable.KEEPS_REST)) {
            releaseAll(pending, number, RecordTable.ALL_POSTED);
        } else if (isNothingLeft(pending)) {
            records.status.set(pending - 1, RecordTable.ALL_POSTED);
        }
    }

    /** Takes the amount from what is left of the pending's rows on that side of the account. */
    private void release(int pending, int number, int account, EntrySide side, long minor) {
        long rest = minor;
        for (int row = records.firstRow(pending); row < endOfRows(pending) && rest > 0; row++) {
            if (legs.account.at(row) == account && legs.side(row) == side) {
                long taken = Math.min(rest, legs.left.at(row));
                releaseRow(row, number, taken);
                rest -= taken;
            }
        }
        if (rest > 0) {
            throw new IllegalStateException(
                    "record " + number + " takes " + rest + " minor units more than are pending in record " + pending);
        }
    }

    private void releaseAll(int pending, int number, byte status) {
        int end = endOfRows(pending);
        for (int row = records.firstRow(pending); row < end; row++) {
            releaseRow(row, number, legs.left.at(row));
        }
        records.status.set(pending - 1, status);
    }

    private void releaseRow(int row, int number, long minor) {
        if (minor > 0) {
            legs.left.set(row, legs.left.at(row) - minor);
            addRow(number, legs.account.at(row), legs.side(row), LegTable.RELEASED, minor, row);
        }
    }

    private boolean isNothingLeft(int pending) {
        for (int row = records.firstRow(pending); row < endOfRows(pending); row++) {
            if (legs.left.at(row) != 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * Writes a row and moves the account.
     *
     * @param pendedRow of a release: the row it takes from. A release never takes effect before what it releases, else a balance as of a day between
     *     the two would be negative
     */
    private void addRow(int number, int account, EntrySide side, byte effect, long minor, int pendedRow) {
        int booked = records.booked(number);
        int value = records.value(number);
        if (effect == LegTable.RELEASED) {
            booked = Math.max(booked, legs.booked.at(pendedRow));
            value = Math.max(value, legs.value.at(pendedRow));
        }
        int row = legs.add(account, side, effect, minor);
        legs.place(number, accounts.newestRow.at(account), booked, value);
        accounts.newestRow.set(account, row);
        accounts.latestBooked.set(account, Math.max(accounts.latestBooked.at(account), booked));
        accounts.latestValue.set(account, Math.max(accounts.latestValue.at(account), value));
        accounts.move(
                account,
                AccountTable.sum(side, effect != LegTable.POSTED),
                effect == LegTable.RELEASED ? -minor : minor);
    }
}
