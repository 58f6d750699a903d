package io.counterfoil.payments.ledger;

import io.counterfoil.payments.ledger.internal.ByteColumn;
import io.counterfoil.payments.ledger.internal.IntColumn;
import io.counterfoil.payments.ledger.internal.LongColumn;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Every movement of every account as a row, in the order of the log; each row points to the one before it on the same account. Not thread-safe. */
final class LegTable {

    static final int NONE = -1;
    static final int NO_DAY = Integer.MIN_VALUE;

    /** What a row does to its account: posts, makes pending, or takes from what is pending. */
    static final byte POSTED = 0;

    static final byte PENDED = 2;
    static final byte RELEASED = 4;
    private static final int SIDE_BIT = 1;

    final IntColumn account;
    final LongColumn minor;
    /** Of a PENDED row: what is left. */
    final LongColumn left;

    final IntColumn record;
    final IntColumn previous;
    final IntColumn booked;
    final IntColumn value;
    private final ByteColumn what;

    LegTable() {
        account = new IntColumn();
        minor = new LongColumn();
        left = new LongColumn();
        record = new IntColumn();
        previous = new IntColumn();
        booked = new IntColumn();
        value = new IntColumn();
        what = new ByteColumn();
    }

    private LegTable(LegTable from) {
        account = from.account.copy();
        minor = from.minor.copy();
        left = from.left.copy();
        record = from.record.copy();
        previous = from.previous.copy();
        booked = from.booked.copy();
        value = from.value.copy();
        what = from.what.copy();
    }

    LegTable(DataInput in) throws IOException {
        account = IntColumn.readFrom(in);
        minor = LongColumn.readFrom(in);
        left = LongColumn.readFrom(in);
        record = IntColumn.readFrom(in);
        previous = IntColumn.readFrom(in);
        booked = IntColumn.readFrom(in);
        value = IntColumn.readFrom(in);
        what = ByteColumn.readFrom(in);
    }

    void writeTo(DataOutput out) throws IOException {
        account.writeTo(out);
        minor.writeTo(out);
        left.writeTo(out);
        record.writeTo(out);
        previous.writeTo(out);
        booked.writeTo(out);
        value.writeTo(out);
        what.writeTo(out);
    }

    LegTable copy() {
        return new LegTable(this);
    }

    int size() {
        return account.size();
    }

    EntrySide side(int row) {
        return (what.at(row) & SIDE_BIT) == 0 ? EntrySide.DEBIT : EntrySide.CREDIT;
    }

    byte effect(int row) {
        return (byte) (what.at(row) & ~SIDE_BIT);
    }

    /** One row more. */
    int add(int ofAccount, EntrySide side, byte effect, long amountMinor) {
        account.add(ofAccount);
        what.add((byte) (effect | (side == EntrySide.DEBIT ? 0 : SIDE_BIT)));
        minor.add(amountMinor);
        left.add(effect == PENDED ? amountMinor : 0);
        return account.size() - 1;
    }

    /** Completes the row just added. */
    void place(int ofRecord, int previousRow, int bookedDay, int valueDay) {
        record.add(ofRecord);
        previous.add(previousRow);
        booked.add(bookedDay);
        value.add(valueDay);
    }
}
