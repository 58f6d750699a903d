package io.counterfoil.payments.ledger;

import io.counterfoil.payments.ledger.internal.LongColumn;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;

/** Days and instants, kept once for records in a row that share them. Three cells each: both days, the second, its nanoseconds. Not thread-safe. */
final class Terms {

    private static final int CELLS = 3;
    private static final long LOW = 0xFFFF_FFFFL;

    private final LongColumn cells;
    private long days;
    private long second;
    private int nano;
    private Instant latest;

    Terms() {
        this(new LongColumn(), Instant.MIN);
    }

    private Terms(LongColumn cells, Instant latest) {
        this.cells = cells;
        this.latest = latest;
        recall();
    }

    Terms copy() {
        return new Terms(cells.copy(), latest);
    }

    void writeTo(DataOutput out) throws IOException {
        cells.writeTo(out);
    }

    static Terms readFrom(DataInput in) throws IOException {
        Terms terms = new Terms(LongColumn.readFrom(in), Instant.MIN);
        for (int at = 0; at < terms.size(); at++) {
            Instant instant = Instant.ofEpochSecond(terms.second(at), terms.nano(at));
            terms.latest = instant.isAfter(terms.latest) ? instant : terms.latest;
        }
        return terms;
    }

    /** The last ones stand in fields as well. */
    private void recall() {
        int last = size() - 1;
        days = last < 0 ? 0 : cells.at(last * CELLS);
        second = last < 0 ? 0 : second(last);
        nano = last < 0 ? 0 : nano(last);
    }

    int size() {
        return cells.size() / CELLS;
    }

    /** The number of these terms, which are those that come after the last or the last again. */
    int of(int booked, int value, long atSecond, int atNano) {
        long both = ((long) booked << Integer.SIZE) | (value & LOW);
        if (both != days || atSecond != second || atNano != nano || cells.size() == 0) {
            add(both, atSecond, atNano);
        }
        return size() - 1;
    }

    private void add(long both, long atSecond, int atNano) {
        cells.add(both, atSecond, atNano);
        recall();
        if (atSecond > latest.getEpochSecond() || (atSecond == latest.getEpochSecond() && atNano > latest.getNano())) {
            latest = Instant.ofEpochSecond(atSecond, atNano);
        }
    }

    void truncate(int terms, Instant latestThen) {
        cells.truncate(terms * CELLS);
        latest = latestThen;
        recall();
    }

    /** The latest instant of any. */
    Instant latest() {
        return latest;
    }

    int booked(int at) {
        return (int) (cells.at(at * CELLS) >> Integer.SIZE);
    }

    int value(int at) {
        return (int) cells.at(at * CELLS);
    }

    long second(int at) {
        return cells.at(at * CELLS + 1);
    }

    int nano(int at) {
        return (int) cells.at(at * CELLS + 2);
    }
}
