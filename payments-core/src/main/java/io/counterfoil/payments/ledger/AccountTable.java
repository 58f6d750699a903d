package io.counterfoil.payments.ledger;

import io.counterfoil.payments.ledger.internal.ByteColumn;
import io.counterfoil.payments.ledger.internal.IntColumn;
import io.counterfoil.payments.ledger.internal.LongColumn;
import io.counterfoil.payments.ledger.internal.TextIndex;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Accounts by number, in the order of opening: four sums each, and the newest row of its history. Not thread-safe. */
final class AccountTable {

    private static final byte OPEN = 0;
    private static final byte CLOSED = 1;

    final TextIndex numbers;
    final List<Account> accounts;
    final IntColumn openedBy;
    final IntColumn closedBy;
    final LongColumn[] sums;
    final IntColumn newestRow;
    final IntColumn latestBooked;
    final IntColumn latestValue;
    private final ByteColumn closed;
    private final LongColumn scratch;

    /** Index of a sum in {@link #sums}: posted debits, posted credits, pending debits, pending credits. */
    static int sum(EntrySide side, boolean pending) {
        return (side == EntrySide.DEBIT ? 0 : 1) + (pending ? 2 : 0);
    }

    AccountTable() {
        numbers = new TextIndex();
        accounts = new ArrayList<>();
        openedBy = new IntColumn();
        closedBy = new IntColumn();
        sums = new LongColumn[] {new LongColumn(), new LongColumn(), new LongColumn(), new LongColumn()};
        newestRow = new IntColumn();
        latestBooked = new IntColumn();
        latestValue = new IntColumn();
        closed = new ByteColumn();
        scratch = new LongColumn();
    }

    private AccountTable(AccountTable from) {
        numbers = from.numbers.copy();
        accounts = new ArrayList<>(from.accounts);
        openedBy = from.openedBy.copy();
        closedBy = from.closedBy.copy();
        sums = new LongColumn[] {from.sums[0].copy(), from.sums[1].copy(), from.sums[2].copy(), from.sums[3].copy()};
        newestRow = from.newestRow.copy();
        latestBooked = from.latestBooked.copy();
        latestValue = from.latestValue.copy();
        closed = from.closed.copy();
        scratch = from.scratch.copy();
    }

    AccountTable copy() {
        return new AccountTable(this);
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeInt(accounts.size());
        for (Account account : accounts) {
            SnapshotCodec.writeText(out, account.id().value());
            SnapshotCodec.writeText(out, account.kind().name());
            SnapshotCodec.writeText(out, account.currency().getCurrencyCode());
            Long floor = account.floorMinor();
            out.writeBoolean(floor != null);
            out.writeLong(floor == null ? 0 : floor);
        }
        for (LongColumn sum : sums) {
            sum.writeTo(out);
        }
        openedBy.writeTo(out);
        closedBy.writeTo(out);
        newestRow.writeTo(out);
        latestBooked.writeTo(out);
        latestValue.writeTo(out);
        closed.writeTo(out);
    }

    AccountTable(DataInput in) throws IOException {
        numbers = new TextIndex();
        accounts = new ArrayList<>();
        scratch = new LongColumn();
        int size = in.readInt();
        for (int i = 0; i < size; i++) {
            AccountId id = AccountId.of(SnapshotCodec.readText(in));
            AccountKind kind = AccountKind.valueOf(SnapshotCodec.readText(in));
            Account account = Account.of(id, kind, Units.of(SnapshotCodec.readText(in)));
            boolean floored = in.readBoolean();
            long floor = in.readLong();
            numbers.add(id.value(), i);
            accounts.add(floored ? account.notBelowMinor(floor) : account);
            scratch.add(0);
        }
        sums = new LongColumn[] {
            LongColumn.readFrom(in), LongColumn.readFrom(in), LongColumn.readFrom(in), LongColumn.readFrom(in)
        };
        openedBy = IntColumn.readFrom(in);
        closedBy = IntColumn.readFrom(in);
        newestRow = IntColumn.readFrom(in);
        latestBooked = IntColumn.readFrom(in);
        latestValue = IntColumn.readFrom(in);
        closed = ByteColumn.readFrom(in);
    }

    int size() {
        return accounts.size();
    }

    /** Number of the account, or -1. */
    int find(AccountId id) {
        return numbers.find(id.value());
    }

    Account at(int account) {
        return accounts.get(account);
    }

    void open(Account account, int record) {
        numbers.add(account.id().value(), accounts.size());
        accounts.add(account);
        openedBy.add(record);
        closedBy.add(0);
        for (LongColumn sum : sums) {
            sum.add(0);
        }
        newestRow.add(LegTable.NONE);
        latestBooked.add(LegTable.NO_DAY);
        latestValue.add(LegTable.NO_DAY);
        closed.add(OPEN);
        scratch.add(0);
    }

    void close(int account, int record) {
        closed.set(account, CLOSED);
        closedBy.set(account, record);
    }

    boolean isClosed(int account) {
        return closed.at(account) == CLOSED;
    }

    boolean hasPending(int account) {
        return (sums[2].at(account) | sums[3].at(account)) != 0;
    }

    /** Moves a sum; what leaves 63 bits here was not checked before. */
    void move(int account, int sum, long minor) {
        long moved = Math.addExact(sums[sum].at(account), minor);
        if (moved < 0) {
            throw new IllegalStateException(
                    "sum " + sum + " of account " + at(account).id() + " would be " + moved);
        }
        sums[sum].set(account, moved);
    }

    /**
     * Adds to what one journal moves on the account.
     *
     * @return whether posted and pending of that side still fit 63 bits
     */
    boolean tryAdd(int account, EntrySide side, long minor) {
        long moved = scratch.at(account) + minor;
        long room = Long.MAX_VALUE - sums[sum(side, false)].at(account) - sums[sum(side, true)].at(account);
        scratch.set(account, moved);
        return moved >= 0 && moved <= room;
    }

    /** What one journal moves on the account so far. */
    long tried(int account) {
        return scratch.at(account);
    }

    void forgetTries(int account) {
        scratch.set(account, 0);
    }

    /** What the account can bear, after so much more against it. */
    long available(int account, long against) {
        EntrySide normal = at(account).normalSide();
        EntrySide other = normal.opposite();
        return sums[sum(normal, false)].at(account)
                - (sums[sum(other, false)].at(account) + sums[sum(other, true)].at(account) + against);
    }
}
