package io.counterfoil.payments.ledger;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What cells of the state held before they were changed, so that a batch that is not kept leaves no trace. Not thread-safe. */
final class Undo {

    private static final int ACCOUNTS = 0;
    private static final int LEFT = 1;
    private static final int STATUS = 2;

    private byte[] table = new byte[64];
    private int[] place = new int[64];
    private long[] value = new long[64];
    private int size;
    private Log.@Nullable Mark mark;

    /** Begins to remember. */
    void begin(Log.Mark from) {
        size = 0;
        mark = from;
    }

    /** Whether anything is remembered. */
    boolean isOn() {
        return mark != null;
    }

    /** Where it began. */
    Log.Mark mark() {
        Log.Mark from = mark;
        if (from == null) {
            throw new IllegalStateException("nothing was begun that could be undone");
        }
        return from;
    }

    /** Forgets: what was done stands. */
    void end() {
        size = 0;
        mark = null;
    }

    void account(int cell, long before) {
        if (mark != null) {
            push(ACCOUNTS, cell, before);
        }
    }

    void left(int cell, long before) {
        if (mark != null) {
            push(LEFT, cell, before);
        }
    }

    void status(int record, byte before) {
        if (mark != null) {
            push(STATUS, record, before);
        }
    }

    private void push(int in, int cell, long before) {
        if (size == place.length) {
            table = Arrays.copyOf(table, size * 2);
            place = Arrays.copyOf(place, size * 2);
            value = Arrays.copyOf(value, size * 2);
        }
        table[size] = (byte) in;
        place[size] = cell;
        value[size++] = before;
    }

    /** Puts back everything since {@link #begin}, the last first, and ends; ids and rows are the caller's. */
    Log.Mark back(AccountTable accounts, Log log) {
        Log.Mark from = mark();
        while (size > 0) {
            size--;
            switch (table[size]) {
                case ACCOUNTS -> accounts.cells.set(place[size], value[size]);
                case LEFT -> log.left.set(place[size], value[size]);
                default -> log.status(place[size], (byte) value[size]);
            }
        }
        end();
        return from;
    }
}
