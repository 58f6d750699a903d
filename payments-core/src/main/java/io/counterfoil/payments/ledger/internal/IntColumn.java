package io.counterfoil.payments.ledger.internal;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** A growing column of {@code int}. Not thread-safe. */
public final class IntColumn implements Column {

    private int[] values;
    private int size;

    /** An empty column. */
    public IntColumn() {
        this(new int[16], 0);
    }

    private IntColumn(int[] values, int size) {
        this.values = values;
        this.size = size;
    }

    /** How many values. */
    public int size() {
        return size;
    }

    /** The value at the index. */
    public int at(int index) {
        return values[index];
    }

    /** One value more, at the end. */
    public void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, Math.addExact(size, size >> 1));
        }
        values[size++] = value;
    }

    /** Replaces the value at the index. */
    public void set(int index, int value) {
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
    public IntColumn copy() {
        return new IntColumn(values.clone(), size);
    }

    /** Writes size and values. */
    public void writeTo(DataOutput out) throws IOException {
        out.writeInt(size);
        for (int i = 0; i < size; i++) {
            out.writeInt(values[i]);
        }
    }

    /** Reads what {@link #writeTo} wrote. */
    public static IntColumn readFrom(DataInput in) throws IOException {
        IntColumn column = new IntColumn();
        int size = in.readInt();
        for (int i = 0; i < size; i++) {
            column.add(in.readInt());
        }
        return column;
    }
}
