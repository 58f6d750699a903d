package io.counterfoil.payments.ledger.internal;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** A growing column of {@code byte}. Not thread-safe. */
public final class ByteColumn implements Column {

    private byte[] values;
    private int size;

    /** An empty column. */
    public ByteColumn() {
        this(new byte[16], 0);
    }

    private ByteColumn(byte[] values, int size) {
        this.values = values;
        this.size = size;
    }

    /** How many values. */
    public int size() {
        return size;
    }

    /** The value at the index. */
    public byte at(int index) {
        return values[index];
    }

    /** One value more, at the end. */
    public void add(byte value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, Math.addExact(size, size >> 1));
        }
        values[size++] = value;
    }

    /** Replaces the value at the index. */
    public void set(int index, byte value) {
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
    public ByteColumn copy() {
        return new ByteColumn(values.clone(), size);
    }

    /** Writes size and values. */
    public void writeTo(DataOutput out) throws IOException {
        out.writeInt(size);
        for (int i = 0; i < size; i++) {
            out.writeByte(values[i]);
        }
    }

    /** Reads what {@link #writeTo} wrote. */
    public static ByteColumn readFrom(DataInput in) throws IOException {
        ByteColumn column = new ByteColumn();
        int size = in.readInt();
        for (int i = 0; i < size; i++) {
            column.add(in.readByte());
        }
        return column;
    }
}
