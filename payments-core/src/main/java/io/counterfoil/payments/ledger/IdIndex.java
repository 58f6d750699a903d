package io.counterfoil.payments.ledger;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * From ids to records, by open addressing with linear probing: a slot is half of the id's hash and the record, so that other ids are passed over without a
 * look at the log. Not thread-safe.
 */
final class IdIndex {

    private static final long RECORD = 0xFFFF_FFFFL;

    private final Log log;
    private long[] slots;
    private int size;

    IdIndex(Log log) {
        this(log, new long[48], 0);
    }

    private IdIndex(Log log, long[] slots, int size) {
        this.log = log;
        this.slots = slots;
        this.size = size;
    }

    IdIndex copyFor(Log copied) {
        return new IdIndex(copied, slots.clone(), size);
    }

    /** The record of the id; where it is not there, -1 less the slot where it belongs. */
    int find(long hash, byte form, long high, long low, @Nullable String text) {
        long[] table = slots;
        int slot = start(hash, table.length);
        while (true) {
            long there = table[slot];
            if (there == 0) {
                return -1 - slot;
            }
            if ((int) (there >>> 32) == (int) hash && log.hasId((int) there, form, high, low, text)) {
                return (int) there;
            }
            slot = slot + 1 == table.length ? 0 : slot + 1;
        }
    }

    /** The record of the pending that the journal speaks of. */
    int findPending(JournalBatch batch, int journal) {
        return find(
                batch.pendingHash(journal),
                batch.pendingForm(journal),
                batch.pendingHigh(journal),
                batch.pendingLow(journal),
                batch.pendingText(journal));
    }

    int find(PackedId id) {
        return find(PackedId.hash(id.form, id.high, id.low), id.form, id.high, id.low, id.text);
    }

    /** What stands where the search for the hash begins: reading it early brings it near. */
    long touch(long hash) {
        return slots[start(hash, slots.length)];
    }

    /** Adds a record whose id was not found, in the slot where it belongs; nothing was added since, and there is {@linkplain #reserve room}. */
    void put(int found, long hash, int record) {
        slots[-1 - found] = (hash << 32) | (record & RECORD);
        size++;
    }

    /** Adds a record whose id is not in it. */
    void add(long hash, int record) {
        reserve(size + 1);
        insert(slots, hash, record);
        size++;
    }

    /** Takes the record out; only in the reverse order of adding, and when the table was not grown since. */
    void removeLast(long hash, int record) {
        int slot = start(hash, slots.length);
        while ((int) slots[slot] != record) {
            slot = slot + 1 == slots.length ? 0 : slot + 1;
        }
        slots[slot] = 0;
        size--;
    }

    int size() {
        return size;
    }

    /** Makes room for so many ids in all; never more than two thirds of the slots are used. */
    void reserve(int ids) {
        long needed = ids + (long) (ids >> 1) + 1;
        if (needed <= slots.length) {
            return;
        }
        grow((int) Math.min(Math.max(needed, slots.length * 2L), Integer.MAX_VALUE - 8L));
    }

    /** Makes room for exactly so many ids. */
    void expect(int ids) {
        long needed = ids + (long) (ids >> 1) + 1;
        if (needed > slots.length) {
            grow((int) Math.min(needed, Integer.MAX_VALUE - 8L));
        }
    }

    private void grow(int length) {
        long[] grown = new long[length];
        for (long there : slots) {
            if (there != 0) {
                insert(grown, log.idHash((int) there), (int) there);
            }
        }
        slots = grown;
    }

    private static void insert(long[] table, long hash, int record) {
        int slot = start(hash, table.length);
        while (table[slot] != 0) {
            slot = slot + 1 == table.length ? 0 : slot + 1;
        }
        table[slot] = (hash << 32) | (record & RECORD);
    }

    private static int start(long hash, int length) {
        return (int) (((hash >>> 32) * length) >>> 32);
    }

    void clear() {
        Arrays.fill(slots, 0);
        size = 0;
    }
}
