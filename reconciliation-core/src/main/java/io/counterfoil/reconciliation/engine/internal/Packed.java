package io.counterfoil.reconciliation.engine.internal;

/**
 * A row in one word: its number, its day, the code of its currency, whether it has several references, and whether its reference must be compared by text. Rows of the
 * column join stand as four words: both halves of the fingerprint, the open amount, and this.
 */
final class Packed {

    /** Words of a row. */
    static final int WORDS = 4;

    static final int HIGH = 0;
    static final int LOW = 1;
    static final int OPEN = 2;
    static final int ROW = 3;

    /** Days from 1970 that fit. */
    static final int DAY_BITS = 16;

    /** Currencies that fit. */
    static final int CURRENCIES = 1 << 8;

    private static final int ROW_BITS = 31;
    private static final int CURRENCY_AT = ROW_BITS + DAY_BITS;
    private static final long MULTIPLE = 1L << (CURRENCY_AT + 8);
    private static final long HASHED = MULTIPLE << 1;

    private Packed() {}

    static long of(int row, int day, int currency) {
        return row | (long) day << ROW_BITS | (long) currency << CURRENCY_AT;
    }

    /** What to add for a row with several references, and for one whose reference must be compared by text. */
    static long flags(boolean multiple, boolean hashed) {
        return (multiple ? MULTIPLE : 0) | (hashed ? HASHED : 0);
    }

    static int row(long packed) {
        return (int) (packed & Integer.MAX_VALUE);
    }

    static int day(long packed) {
        return (int) (packed >>> ROW_BITS) & ((1 << DAY_BITS) - 1);
    }

    static int currency(long packed) {
        return (int) (packed >>> CURRENCY_AT) & (CURRENCIES - 1);
    }

    /** Whether the row has other references beside the one it stands for here. */
    static boolean isMultiple(long packed) {
        return (packed & MULTIPLE) != 0;
    }

    /** Whether equal fingerprints do not yet say that the references are equal. */
    static boolean isHashed(long packed) {
        return (packed & HASHED) != 0;
    }
}
