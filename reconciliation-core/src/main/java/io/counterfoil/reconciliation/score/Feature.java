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

    /** Says that a level's value is only known with the pair. */
    static final long BY_PAIR = -1;

    /** The levels, the strongest first. */
    abstract List<String> levels();

    /** What is compared of the row; null where it has nothing. */
    abstract @Nullable Object prepare(ItemBatch batch, int row);

    /** The level that two prepared values reach. */
    abstract int level(Object left, Object right);

    /** Fingerprint of the value that both share at the level; 0 where the value does not count. */
    long term(Object left, Object right, int level) {
        return 0;
    }

    /** The value that a left row itself would share at the level, where that does not depend on the right one; 0 where it has none, {@link #BY_PAIR} where it does. */
    long ownTerm(Object left, int level) {
        return BY_PAIR;
    }
}
