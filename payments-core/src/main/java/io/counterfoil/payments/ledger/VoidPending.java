package io.counterfoil.payments.ledger;

import java.util.Objects;

/**
 * Releases all that is left of a pending journal.
 *
 * <pre>{@code
 * VoidPending.of(Journal.of("p1:rejected").bookedOn(d), "p1:submitted");
 * }</pre>
 *
 * @param journal id, days and attributes; without legs
 * @param pending the pending journal
 */
public record VoidPending(Journal journal, JournalId pending) {

    public VoidPending {
        Objects.requireNonNull(pending, "pending");
        if (!journal.legs().isEmpty()) {
            throw new IllegalArgumentException("journal '" + journal.id() + "' has legs " + journal.legs()
                    + ", expected none: a void releases all that is left");
        }
    }

    /** Voids the pending. */
    public static VoidPending of(Journal withoutLegs, String pending) {
        return of(withoutLegs, JournalId.of(pending));
    }

    /** Voids the pending. */
    public static VoidPending of(Journal withoutLegs, JournalId pending) {
        return new VoidPending(withoutLegs, pending);
    }
}
