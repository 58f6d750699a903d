package io.counterfoil.reconciliation.score;

import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.item.internal.KeySort;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is compared of each row of a side, taken when it is first needed, and beside it in one stretch of numbers what decides most pairs. Rows lie by day and size, as
 * sweeps visit them, and are named by their place there. Not thread-safe.
 */
final class PreparedRows {

    private static final long NOT_YET = Long.MIN_VALUE + 1;

    private static final long DAY_ZERO = 1L << 40;

    private final ItemBatch batch;
    private final Feature[] features;
    private final int[] rows;
    private final @Nullable Object[][] values;
    private final long[] codes;

    /** All rows of the batch. */
    PreparedRows(ItemBatch batch, Feature[] features) {
        this(batch, features, inOrder(batch));
    }

    /** Some rows, in the order in which they will be visited. */
    PreparedRows(ItemBatch batch, Feature[] features, int[] rows) {
        this.batch = batch;
        this.features = features;
        this.rows = rows;
        this.values = new Object[rows.length][];
        this.codes = new long[rows.length * features.length];
        Arrays.fill(codes, NOT_YET);
    }

    private static int[] inOrder(ItemBatch batch) {
        long[] keys = new long[batch.size()];
        int[] order = new int[batch.size()];
        for (int row = 0; row < keys.length; row++) {
            keys[row] = Math.max(0, Math.abs(batch.openMinor(row)));
            order[row] = row;
        }
        KeySort.sort(keys, order, keys.length);
        for (int at = 0; at < keys.length; at++) {
            keys[at] = batch.epochDay(order[at]) + DAY_ZERO;
        }
        KeySort.sort(keys, order, keys.length);
        return order;
    }

    /** The place of each row. */
    int[] places() {
        int[] places = new int[rows.length];
        for (int at = 0; at < rows.length; at++) {
            places[rows[at]] = at;
        }
        return places;
    }

    /** Prepares the row at the place unless it is. */
    void need(int place) {
        if (codes[place * features.length] == NOT_YET) {
            prepare(place);
        }
    }

    private void prepare(int place) {
        @Nullable Object[] prepared = Feature.prepareAll(features, batch, rows[place]);
        values[place] = prepared;
        for (int f = 0; f < features.length; f++) {
            Object value = prepared[f];
            codes[place * features.length + f] = value == null ? Feature.NO_VALUE : features[f].code(value);
        }
    }

    /** The value of a row that was needed before; null where it has none. */
    @Nullable
    Object value(int place, int feature) {
        return values[place][feature];
    }

    /** The values of a row that was needed before. */
    @Nullable
    Object[] values(int place) {
        return values[place];
    }

    /** The level of the feature between a row of one side and one of the other, both needed before. */
    static int level(PreparedRows left, int leftPlace, PreparedRows right, int rightPlace, int feature) {
        int count = left.features.length;
        long a = left.codes[leftPlace * count + feature];
        long b = right.codes[rightPlace * count + feature];
        if (a == Feature.NO_VALUE || b == Feature.NO_VALUE) {
            return Feature.MISSING;
        }
        int level = left.features[feature].levelOfCodes(a, b);
        if (level != Feature.UNDECIDED) {
            return level;
        }
        Object x = left.values[leftPlace][feature];
        Object y = right.values[rightPlace][feature];
        return x == null || y == null ? Feature.MISSING : left.features[feature].level(x, y);
    }
}
