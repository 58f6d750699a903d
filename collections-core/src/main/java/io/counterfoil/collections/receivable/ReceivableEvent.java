package io.counterfoil.collections.receivable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import javax.money.MonetaryAmount;

/**
 * Something that happened to the receivables. Immutable; compared by content, so that an event which comes twice is recognised.
 *
 * <p>{@code effective} is the business day in the books' zone from which it counts, {@code recordedAt} the instant from which it is known.
 */
public sealed interface ReceivableEvent {

    /** The event's own id; for an issue, the id of the item. */
    String eventId();

    /** The business day from which it counts. */
    LocalDate effective();

    /** From when it is known. */
    Instant recordedAt();

    /** Which of the seven it is. */
    Kind kind();

    /** The kinds of events. */
    enum Kind {
        ITEM_ISSUED,
        ITEM_CANCELLED,
        ALLOCATED,
        DEALLOCATED,
        WRITTEN_OFF,
        WRITE_OFF_REVERSED,
        REVERSED
    }

    /**
     * An item came into being.
     *
     * @param item the document
     */
    record ItemIssued(OpenItem item) implements ReceivableEvent {
        public ItemIssued {
            Objects.requireNonNull(item, "item");
        }

        @Override
        public String eventId() {
            return item.id().value();
        }

        @Override
        public LocalDate effective() {
            return item.issued();
        }

        @Override
        public Instant recordedAt() {
            return item.recordedAt();
        }

        @Override
        public Kind kind() {
            return Kind.ITEM_ISSUED;
        }
    }

    /**
     * An item should never have been issued: once that is known it is open on no day, and what was allocated to it is unapplied again.
     *
     * @param id of this event
     * @param item the item
     * @param effective the day of the cancellation, for the record: a cancelled item counts on no day
     * @param recordedAt when it was recorded
     */
    record ItemCancelled(ReceivableEventId id, OpenItemId item, LocalDate effective, Instant recordedAt)
            implements ReceivableEvent {
        public ItemCancelled {
            present(id, item, effective, recordedAt);
        }

        @Override
        public String eventId() {
            return id.value();
        }

        @Override
        public Kind kind() {
            return Kind.ITEM_CANCELLED;
        }
    }

    /**
     * Money of a credit item pays a debit item of the same party and currency. The party's total does not move.
     *
     * @param id of this event
     * @param from the credit item
     * @param to the debit item
     * @param amount more than zero
     * @param effective not before the date of either item
     * @param recordedAt when it was recorded
     */
    record Allocated(
            ReceivableEventId id,
            OpenItemId from,
            OpenItemId to,
            MonetaryAmount amount,
            LocalDate effective,
            Instant recordedAt)
            implements ReceivableEvent {
        public Allocated {
            present(id, from, to, amount, effective, recordedAt);
        }

        @Override
        public String eventId() {
            return id.value();
        }

        @Override
        public Kind kind() {
            return Kind.ALLOCATED;
        }
    }

    /**
     * An allocation is taken back: its money is unapplied again.
     *
     * @param id of this event
     * @param allocation the id of the allocation
     * @param reversal whether it came back on a day, or never happened
     * @param effective the day it came back; not read where it never happened
     * @param recordedAt when it was recorded
     */
    record Deallocated(
            ReceivableEventId id,
            ReceivableEventId allocation,
            ReversalKind reversal,
            LocalDate effective,
            Instant recordedAt)
            implements ReceivableEvent {
        public Deallocated {
            present(id, allocation, reversal, effective, recordedAt);
        }

        @Override
        public String eventId() {
            return id.value();
        }

        @Override
        public Kind kind() {
            return Kind.DEALLOCATED;
        }
    }

    /**
     * Part of an item, or the whole of it, is given up.
     *
     * @param id of this event
     * @param item debit or credit
     * @param amount more than zero, unsigned
     * @param reason the host's reason code, not blank
     * @param effective not before the date of the item
     * @param recordedAt when it was recorded
     */
    record WrittenOff(
            ReceivableEventId id,
            OpenItemId item,
            MonetaryAmount amount,
            String reason,
            LocalDate effective,
            Instant recordedAt)
            implements ReceivableEvent {
        public WrittenOff {
            present(id, item, amount, reason, effective, recordedAt);
            if (reason.isBlank()) {
                throw new IllegalArgumentException("write-off " + id + " has a blank reason, expected a reason code");
            }
        }

        @Override
        public String eventId() {
            return id.value();
        }

        @Override
        public Kind kind() {
            return Kind.WRITTEN_OFF;
        }
    }

    /**
     * A write-off is taken back.
     *
     * @param id of this event
     * @param writeOff the id of the write-off
     * @param reversal whether it stood until a day, or never happened
     * @param effective the day from which the item is open again; not read where it never happened
     * @param recordedAt when it was recorded
     */
    record WriteOffReversed(
            ReceivableEventId id,
            ReceivableEventId writeOff,
            ReversalKind reversal,
            LocalDate effective,
            Instant recordedAt)
            implements ReceivableEvent {
        public WriteOffReversed {
            present(id, writeOff, reversal, effective, recordedAt);
        }

        @Override
        public String eventId() {
            return id.value();
        }

        @Override
        public Kind kind() {
            return Kind.WRITE_OFF_REVERSED;
        }
    }

    /**
     * An item is taken back with everything allocated from or to it: a direct debit came back, a cheque bounced. An allocation ends on the
     * earliest day that anything takes it back; one that is effective only after that day never counts.
     *
     * @param id of this event
     * @param item usually a receipt
     * @param reversal whether it came back on a day, or never happened
     * @param effective the day it came back, not before its date; not read where it never happened
     * @param recordedAt when it was recorded
     */
    record Reversed(
            ReceivableEventId id, OpenItemId item, ReversalKind reversal, LocalDate effective, Instant recordedAt)
            implements ReceivableEvent {
        public Reversed {
            present(id, item, reversal, effective, recordedAt);
        }

        @Override
        public String eventId() {
            return id.value();
        }

        @Override
        public Kind kind() {
            return Kind.REVERSED;
        }
    }

    private static void present(Object... components) {
        for (Object component : components) {
            Objects.requireNonNull(component, "a component of a receivable event");
        }
    }

    /** How an earlier event is taken back (COL-03). */
    enum ReversalKind {
        /** It happened and came back on a day: until then it counted. What it had paid is open again and ages from its original due date. */
        RETURNED,
        /** It should never have been recorded: once that is known, it counts on no day. */
        VOIDED
    }
}
