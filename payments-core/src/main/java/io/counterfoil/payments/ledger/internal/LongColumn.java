package io.counterfoil.payments.ledger.internal;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** A growing column of {@code long}. Not thread-safe. */
public final class LongColumn implements Column {

    /** So long can an array be. */
    private static final int MOST = Integer.MAX_VALUE - 8;

    private long[] values;
    private int size;

    /** An empty column. */
    public LongColumn() {
        this(new long[16], 0);
    }

    private LongColumn(long[] values, int size) {
        this.values = values;
        this.size = size;
    }

    /** How many values. */
    public int size() {
        return size;
    }

    /** The value at the index. */
    public long at(int index) {
        return values[index];
    }

    /** One value more, at the end. */
    public void add(long value) {
        int at = grow(1);
        values[at] = value;
    }

    /** Two values more, at the end. */
    public void add(long first, long second) {
        int at = grow(2);
        values[at] = first;
        values[at + 1] = second;
    }

    /** Three values more, at the end. */
    public void add(long first, long second, long third) {
        int at = grow(3);
        values[at] = first;
        values[at + 1] = second;
        values[at + 2] = third;
    }

    /** Four values more, at the end. */
    public void add(long first, long second, long third, long fourth) {
        int at = grow(4);
        values[at] = first;
        values[at + 1] = second;
        values[at + 2] = third;
        values[at + 3] = fourth;
    }

    /** Makes the column longer; the result is how long it was. */
    private int grow(int by) {
        int at = size;
        if (by > values.length - at) {
            values = Arrays.copyOf(values, enlarged(Math.addExact(at, by)));
        }
        size = at + by;
        return at;
    }

    private int enlarged(int needed) {
        return (int) Math.max(needed, Math.min(values.length + (long) (values.length >> 1), MOST));
    }

    /** Replaces the value at the index. */
    public void set(int index, long value) {
        values[index] = value;
    }

    @Override
    public void reserve(int capacity) {
        if (capacity > values.length) {
            values = Arrays.copyOf(values, capacity);
        }
    }

    @Override
    public void truncate(int newSize) {
        if (newSize > size) {
            throw new IllegalArgumentException("truncated to " + newSize + " values, there are " + size);
        }
        size = newSize;
    }

    /** The same values in a column of its own. */
    public LongColumn copy() {
        return new LongColumn(values.clone(), size);
    }

    /** Writes size and values. */
    public void writeTo(DataOutput out) throws IOException {
        out.writeInt(size);
        for (int i = 0; i < size; i++) {
            out.writeLong(values[i]);
        }
    }

    /** Reads what {@link #writeTo} wrote. */
    public static LongColumn readFrom(DataInput in) throws IOException {
        LongColumn column = new LongColumn();
        int size = in.readInt();
        for (int i = 0; i < size; i++) {
            column.add(in.readLong());
        }
        return column;
    }
}
