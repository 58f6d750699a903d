package io.counterfoil.payments.ledger.internal;

import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.JournalId;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.ledger.Posting;
import java.time.Instant;
import java.util.Objects;

/**
 * One thing that a decision asks of a ledger, as a value: what machines show as journals and {@link LedgerSteps} then does.
 *
 * @param act which verb
 * @param journal what is moved; of a release, the legs only show what is released
 * @param pending the pending journal that is posted or released; blank where none is
 */
public record LedgerStep(Act act, Journal journal, JournalId pending) {

    private static final JournalId NONE = JournalId.of("");

    /** The ledger's verbs for journals. */
    public enum Act {
        POST,
        PEND,
        POST_PENDING,
        POST_PART,
        RELEASE
    }

    public LedgerStep {
        Objects.requireNonNull(act, "act");
        Objects.requireNonNull(journal, "journal");
        Objects.requireNonNull(pending, "pending");
    }

    /** Posts. */
    public static LedgerStep post(Journal journal) {
        return new LedgerStep(Act.POST, journal, NONE);
    }

    /** Holds until posted or released. */
    public static LedgerStep pend(Journal journal) {
        return new LedgerStep(Act.PEND, journal, NONE);
    }

    /** Posts the legs out of what is pending and releases the rest. */
    public static LedgerStep postPending(Journal part, JournalId pending) {
        return new LedgerStep(Act.POST_PENDING, part, pending);
    }

    /** Posts the legs out of what is pending and keeps the rest. */
    public static LedgerStep postPart(Journal part, JournalId pending) {
        return new LedgerStep(Act.POST_PART, part, pending);
    }

    /** Releases all that is left of what is pending. */
    public static LedgerStep release(Journal journal, JournalId pending) {
        return new LedgerStep(Act.RELEASE, journal, pending);
    }

    LedgerStep with(Journal other) {
        return new LedgerStep(act, other, pending);
    }

    LedgerStep of(JournalId other) {
        return new LedgerStep(act, journal, other);
    }

    Posting perform(Ledger ledger, Instant now) {
        return switch (act) {
            case POST -> ledger.post(journal, now);
            case PEND -> ledger.pend(journal, Journal.Expiry.never(), now);
            case POST_PENDING -> ledger.postPending(Journal.PostPending.part(journal, pending), now);
            case POST_PART ->
                ledger.postPending(Journal.PostPending.part(journal, pending).keepRest(), now);
            case RELEASE -> ledger.voidPending(Journal.VoidPending.of(LedgerSteps.withoutLegs(journal), pending), now);
        };
    }
}
