package io.counterfoil.reconciliation.score;

import io.counterfoil.reconciliation.item.ItemBatch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a comparison looks at items: a prepared value for each row, then a level for each pair. Immutable. */
abstract class Feature {

    /** Level of a pair that lacks a value on a side. */
    static final int MISSING = -1;

    /** Level of a pair that is no candidate at all. */
    static final int OUTSIDE = -2;

    /** Says that codes do not tell the level. */
    static final int UNDECIDED = -3;

    /** Code of a row that lacks a value. */
    static final long NO_VALUE = Long.MIN_VALUE;

    /** Says that a level's value is only known with the pair. */
    static final long BY_PAIR = -1;

    /** The levels, the strongest first. */
    abstract List<String> levels();

    /** What is compared of the row; null where it has nothing. */
    abstract @Nullable Object prepare(ItemBatch batch, int row);

    /** What is compared of the row by each of the features; a text that several of them read is taken apart once. */
    static @Nullable Object[] prepareAll(Feature[] features, ItemBatch batch, int row) {
        @Nullable Object[] values = new Object[features.length];
        Object memo = null;
        for (int f = 0; f < features.length; f++) {
            boolean readsMemo = features[f] instanceof MemoSubjectFeature || features[f] instanceof MemoDetailFeature;
            values[f] = readsMemo && memo != null ? memo : features[f].prepare(batch, row);
            memo = readsMemo ? values[f] : memo;
        }
        return values;
    }

    /** The level that two prepared values reach. */
    abstract int level(Object left, Object right);

    /** A number by which {@link #levelOfCodes} tells most levels without looking at the values; the two lowest numbers are none. */
    long code(Object value) {
        return 0;
    }

    /** The level of two values by their codes; {@link #UNDECIDED} where it takes the values. */
    int levelOfCodes(long left, long right) {
        return UNDECIDED;
    }

    /** Fingerprint of the value that both share at the level; 0 where the value does not count. */
    long term(Object left, Object right, int level) {
        return 0;
    }

    /** The value that a left row itself would share at the level, where that does not depend on the right one; 0 where it has none, {@link #BY_PAIR} where it does. */
    long ownTerm(Object left, int level) {
        return BY_PAIR;
    }
}
