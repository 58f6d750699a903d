package io.counterfoil.payments.ledger;

import io.counterfoil.payments.ledger.internal.LongColumn;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What records move, one row a leg and effect, in the order of the log. A row has two cells: minor units, then the row before it on the same account with
 * account, effect and side. Not thread-safe.
 */
final class Rows {

    /**
     * What a row does to its account: posts, makes pending, takes from what is pending, nothing (having been refused), or posts what it takes from what is
     * pending, both on the same days and known at the same instant.
     */
    static final byte POSTED = 0;

    static final byte PENDED = 1;
    static final byte RELEASED = 2;
    static final byte ASKED = 3;
    static final byte SETTLED = 4;

    private static final int CELL_BITS = 1;
    private static final int PLACE = 1;
    private static final int ACCOUNT_SHIFT = 4;
    private static final int EFFECT_SHIFT = 1;
    private static final int EFFECTS = 7;
    private static final long LOW = 0xFFFF_FFFFL;

    final LongColumn cells;

    Rows() {
        this(new LongColumn());
    }

    private Rows(LongColumn cells) {
        this.cells = cells;
    }

    Rows copy() {
        return new Rows(cells.copy());
    }

    void writeTo(DataOutput out) throws IOException {
        cells.writeTo(out);
    }

    static Rows readFrom(DataInput in) throws IOException {
        return new Rows(LongColumn.readFrom(in));
    }

    /** Makes room for so many rows more. */
    void expect(int rows) {
        cells.reserve(Math.multiplyExact(Math.addExact(size(), rows), 1 << CELL_BITS));
    }

    int size() {
        return cells.size() >> CELL_BITS;
    }

    void add(int account, int side, byte effect, long minor, int previous) {
        cells.add(
                minor,
                ((long) previous << Integer.SIZE) | ((account << ACCOUNT_SHIFT | effect << EFFECT_SHIFT | side) & LOW));
    }

    void truncate(int rows) {
        cells.truncate(rows << CELL_BITS);
    }

    long minor(int row) {
        return cells.at(row << CELL_BITS);
    }

    /** The row before it on the same account; {@link Log#NONE} for the first. */
    int previous(int row) {
        return (int) (cells.at((row << CELL_BITS) + PLACE) >> Integer.SIZE);
    }

    int account(int row) {
        return place(row) >>> ACCOUNT_SHIFT;
    }

    /** 0 for a debit, 1 for a credit. */
    int sideNumber(int row) {
        return place(row) & 1;
    }

    Journal.Side side(int row) {
        return sideNumber(row) == 0 ? Journal.Side.DEBIT : Journal.Side.CREDIT;
    }

    byte effect(int row) {
        return (byte) (place(row) >>> EFFECT_SHIFT & EFFECTS);
    }

    private int place(int row) {
        return (int) cells.at((row << CELL_BITS) + PLACE);
    }
}
