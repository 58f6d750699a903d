package io.counterfoil.collections.receivable;

import io.counterfoil.collections.receivable.ReceivableEvent.ReversalKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An item while events are folded. Not thread-safe: confined to one fold. */
final class ItemState {

    final OpenItem item;
    final long signedMinor;
    final int issuedDay;
    final long known;
    final List<Leg> legs = new ArrayList<>(2);
    final List<Movement> movements = new ArrayList<>(2);

    /** Its place in the index of its currency, once that is built. */
    int place = -1;

    private long sum;
    private boolean cameBack;
    private boolean withdrawn;

    ItemState(OpenItem item, long signedMinor) {
        this.item = item;
        this.signedMinor = signedMinor;
        this.issuedDay = Leg.dayOf(item.issued());
        this.known = Leg.knownOf(item.recordedAt());
        add(new Leg(issuedDay, known, signedMinor, Leg.ISSUED, null));
    }

    boolean isDebit() {
        return item.kind().isDebit();
    }

    boolean isWithdrawn() {
        return withdrawn;
    }

    void add(Leg leg) {
        legs.add(leg);
        sum = Math.addExact(sum, leg.minor());
    }

    /** Marks that part of what was paid came back on a later day, so that the open amount no longer only falls. */
    void markCameBack() {
        cameBack = true;
    }

    /** What may still be taken from it on the day: the least that is left on the day and on any later one. */
    long leftFrom(int day) {
        long sign = isDebit() ? 1 : -1;
        if (!cameBack) {
            return sum * sign;
        }
        List<Leg> byDay = new ArrayList<>(legs);
        byDay.sort(Comparator.comparingInt(Leg::day));
        long running = 0;
        long least = Long.MAX_VALUE;
        for (int i = 0; i < byDay.size(); i++) {
            Leg leg = byDay.get(i);
            running = Math.addExact(running, leg.minor() * sign);
            boolean endOfDay = i + 1 == byDay.size() || byDay.get(i + 1).day() > leg.day();
            boolean counts = i + 1 == byDay.size() || byDay.get(i + 1).day() > day;
            if (endOfDay && counts) {
                least = Math.min(least, running);
            }
        }
        return least;
    }

    /**
     * Takes the item back with all that is allocated from or to it or written off. What would begin only after the item was returned never happened; what
     * was taken back for a later day than this ends on this one.
     */
    void withdraw(ReversalKind reversal, int day, long recorded) {
        withdrawn = true;
        movements.forEach(movement -> movement.reverse(
                day < movement.day ? ReversalKind.VOIDED : reversal, Math.max(day, movement.day), recorded));
        boolean never = reversal == ReversalKind.VOIDED;
        if (!never) {
            markCameBack();
        }
        add(new Leg(
                never ? issuedDay : day,
                Math.max(known, recorded),
                Math.negateExact(signedMinor),
                never ? Leg.ISSUED : Leg.WITHDRAWN,
                null));
    }

    /** An allocation or a write-off. Not thread-safe. */
    static final class Movement {
        final boolean allocation;
        final int day;
        private final @Nullable ItemState from;
        private final ItemState to;
        private final long minor;
        private final long known;
        private @Nullable End end;

        /** Until when it counts: up to the day, not on it. One that never happened ends on the day it began. */
        private record End(ReversalKind reversal, int day) {
            /** Voiding goes before any day, an earlier day before a later one. */
            boolean isBefore(End other) {
                return reversal == other.reversal
                        ? reversal == ReversalKind.RETURNED && day < other.day
                        : reversal == ReversalKind.VOIDED;
            }
        }

        private Movement(@Nullable ItemState from, ItemState to, long minor, int day, long known) {
            this.allocation = from != null;
            this.from = from;
            this.to = to;
            this.minor = minor;
            this.day = day;
            this.known = known;
        }

        /** Moves money from a credit to a debit; known as soon as both items are. */
        static Movement allocate(ItemState from, ItemState to, long minor, int day, long recorded) {
            long known = Math.max(recorded, Math.max(from.known, to.known));
            Movement movement = new Movement(from, to, minor, day, known);
            from.movements.add(movement);
            to.movements.add(movement);
            movement.add(1, day, known, movement.cause());
            return movement;
        }

        /** Gives up part of an item. */
        static Movement writeOff(ItemState item, long minor, int day, long recorded) {
            Movement movement = new Movement(null, item, minor, day, Math.max(recorded, item.known));
            item.movements.add(movement);
            movement.add(1, day, movement.known, Leg.WRITE_OFF);
            return movement;
        }

        boolean isReversed() {
            return end != null;
        }

        /**
         * Takes it back. Taken back before, it ends by the earlier of the two: what the later one gave back is taken again on its day, so that nothing
         * comes back twice.
         */
        void reverse(ReversalKind reversal, int onDay, long recorded) {
            End next = new End(reversal, reversal == ReversalKind.VOIDED ? day : onDay);
            End last = end;
            if (last != null && !next.isBefore(last)) {
                return;
            }
            end = next;
            long since = Math.max(known, recorded);
            if (last != null) {
                add(1, last.day(), since, causeOf(last));
            }
            add(-1, next.day(), since, causeOf(next));
            if (reversal == ReversalKind.RETURNED) {
                to.markCameBack();
                if (from != null) {
                    from.markCameBack();
                }
            }
        }

        private byte causeOf(End ending) {
            return ending.reversal() == ReversalKind.VOIDED ? cause() : (byte) (cause() + 1);
        }

        private byte cause() {
            if (from == null) {
                return Leg.WRITE_OFF;
            }
            return from.item.kind() == OpenItemKind.RECEIPT ? Leg.CASH : Leg.CREDIT;
        }

        private void add(int times, int onDay, long recorded, byte cause) {
            long towardsZero = to.isDebit() ? -minor : minor;
            to.add(new Leg(onDay, recorded, times * towardsZero, cause, from));
            if (from != null) {
                from.add(new Leg(onDay, recorded, times * minor, Leg.APPLIED, to));
            }
        }
    }
}
