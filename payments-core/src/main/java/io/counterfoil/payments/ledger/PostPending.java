package io.counterfoil.payments.ledger;

import java.util.List;
import java.util.Objects;

/**
 * Posts a pending journal, in full or in part.
 *
 * <pre>{@code
 * PostPending.all(Journal.of("p1:settled").bookedOn(d), "p1:submitted");
 * PostPending.part(Journal.of("k1:capture1").bookedOn(d).debit(...).credit(...), "k1:auth").keepRest();
 * }</pre>
 *
 * <p>What a part leaves over is released at once, unless the rest is kept for a later post. Immutable.
 *
 * @param journal id, days and attributes; the legs are what is posted of the pending, none when everything left is posted
 * @param pending the pending journal
 * @param everything whether all that is left is posted
 * @param keepsRest whether what is left after this stays pending
 */
public record PostPending(Journal journal, JournalId pending, boolean everything, boolean keepsRest) {

    public PostPending {
        Objects.requireNonNull(journal, "journal");
        Objects.requireNonNull(pending, "pending");
        if (everything && !journal.legs().isEmpty()) {
            throw new IllegalArgumentException("journal '" + journal.id() + "' has legs " + journal.legs()
                    + " and posts everything, expected one of the two");
        }
    }

    /** Posts all that is left of the pending. */
    public static PostPending all(Journal withoutLegs, String pending) {
        return all(withoutLegs, JournalId.of(pending));
    }

    /** Posts all that is left of the pending. */
    public static PostPending all(Journal withoutLegs, JournalId pending) {
        return new PostPending(withoutLegs, pending, true, false);
    }

    /** Posts the journal's legs out of the pending and releases the rest. */
    public static PostPending part(Journal part, String pending) {
        return part(part, JournalId.of(pending));
    }

    /** Posts the journal's legs out of the pending and releases the rest. */
    public static PostPending part(Journal part, JournalId pending) {
        return new PostPending(part, pending, false, false);
    }

    /** The same post, after which the rest stays pending. */
    public PostPending keepRest() {
        return new PostPending(journal, pending, everything, true);
    }

    /** The legs asked for; empty for all that is left. */
    List<Leg> legs() {
        return journal.legs();
    }
}
