package io.counterfoil.payments.ledger;

import io.counterfoil.payments.ledger.internal.IntColumn;
import java.time.Instant;

/** Pendings that may expire, the first to do so on top; equal instants by number of record. Those settled meanwhile are dropped when met. Not thread-safe. */
final class ExpiryQueue {

    private final Log records;
    private final IntColumn heap;
    private int size;

    ExpiryQueue(Log records) {
        this(records, new IntColumn(), 0);
    }

    private ExpiryQueue(Log records, IntColumn heap, int size) {
        this.records = records;
        this.heap = heap;
        this.size = size;
    }

    ExpiryQueue copyFor(Log copied) {
        return new ExpiryQueue(copied, heap.copy(), size);
    }

    void clear() {
        size = 0;
    }

    void add(int record) {
        if (size == heap.size()) {
            heap.add(record);
        } else {
            heap.set(size, record);
        }
        int at = size++;
        while (at > 0 && isBefore(heap.at(at), heap.at((at - 1) / 2))) {
            swap(at, (at - 1) / 2);
            at = (at - 1) / 2;
        }
    }

    /** The next pending with something left whose expiry is passed; 0 for none. It stays on the queue until it is settled. */
    int due(Instant now) {
        while (size > 0 && records.status(heap.at(0)) != Log.LEFT) {
            removeTop();
        }
        return size > 0 && !records.expiry(heap.at(0)).isAfter(now) ? heap.at(0) : 0;
    }

    private void removeTop() {
        size--;
        swap(0, size);
        int at = 0;
        while (true) {
            int least = at;
            for (int child = 2 * at + 1; child <= 2 * at + 2 && child < size; child++) {
                if (isBefore(heap.at(child), heap.at(least))) {
                    least = child;
                }
            }
            if (least == at) {
                return;
            }
            swap(at, least);
            at = least;
        }
    }

    private boolean isBefore(int left, int right) {
        int order = records.expiry(left).compareTo(records.expiry(right));
        return order < 0 || (order == 0 && left < right);
    }

    private void swap(int left, int right) {
        int kept = heap.at(left);
        heap.set(left, heap.at(right));
        heap.set(right, kept);
    }
}
