package io.counterfoil.payments.ledger;

import io.counterfoil.payments.ledger.internal.LongColumn;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What few records have: a pending, an expiry, attributes, or the record itself. Numbered from 1; three cells each: the pending with a number, the second of
 * the expiry, its nanoseconds. Not thread-safe.
 */
final class Extras {

    private static final int CELLS = 3;
    private static final long LOW = 0xFFFF_FFFFL;

    private final LongColumn cells;
    private final ArrayList<@Nullable Object> objects;

    Extras() {
        this(new LongColumn(), List.of());
    }

    private Extras(LongColumn cells, List<@Nullable Object> objects) {
        this.cells = cells;
        this.objects = new ArrayList<>(objects);
    }

    Extras copy() {
        return new Extras(cells.copy(), objects);
    }

    void writeTo(DataOutput out) throws IOException {
        cells.writeTo(out);
        SnapshotCodec.writeObjects(out, objects);
    }

    static Extras readFrom(DataInput in) throws IOException {
        LongColumn cells = LongColumn.readFrom(in);
        return new Extras(cells, SnapshotCodec.readObjects(in));
    }

    /** Makes room for so many more. */
    void expect(int extras) {
        int all = Math.addExact(size(), extras);
        cells.reserve(Math.multiplyExact(all, CELLS));
        objects.ensureCapacity(all);
    }

    int size() {
        return objects.size();
    }

    /** Adds one; the result is its number. */
    int add(int pending, int number, long expiresSecond, int expiresNano, @Nullable Object object) {
        cells.add(((long) pending << Integer.SIZE) | (number & LOW), expiresSecond, expiresNano);
        objects.add(object);
        return size();
    }

    void truncate(int extras) {
        cells.truncate(extras * CELLS);
        List<@Nullable Object> after = objects.subList(extras, objects.size());
        after.clear();
    }

    int pending(int extra) {
        return (int) (cells.at((extra - 1) * CELLS) >> Integer.SIZE);
    }

    int number(int extra) {
        return (int) cells.at((extra - 1) * CELLS);
    }

    long expiresSecond(int extra) {
        return cells.at((extra - 1) * CELLS + 1);
    }

    int expiresNano(int extra) {
        return (int) cells.at((extra - 1) * CELLS + 2);
    }

    @Nullable
    Object object(int extra) {
        return objects.get(extra - 1);
    }
}
