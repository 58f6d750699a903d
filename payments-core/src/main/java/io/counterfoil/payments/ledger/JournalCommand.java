package io.counterfoil.payments.ledger;

import io.counterfoil.payments.ledger.LedgerStore.LedgerRecord.Kind;

/**
 * The four commands that take an id, in one form.
 *
 * @param kind what is asked: POST, PEND, POST_PENDING or VOID_PENDING
 * @param journal id, days, legs, attributes
 * @param pending id of the pending; blank where none is spoken of
 * @param expiry of a pend
 * @param everything whether a post of a pending asks for all that is left
 * @param keepsRest whether the rest stays pending
 */
record JournalCommand(
        Kind kind, Journal journal, String pending, Journal.Expiry expiry, boolean everything, boolean keepsRest) {

    static JournalCommand post(Journal journal) {
        return new JournalCommand(Kind.POST, journal, "", Journal.Expiry.never(), false, false);
    }

    static JournalCommand pend(Journal journal, Journal.Expiry expiry) {
        return new JournalCommand(Kind.PEND, journal, "", expiry, false, false);
    }

    static JournalCommand of(Journal.PostPending post) {
        return new JournalCommand(
                Kind.POST_PENDING,
                post.journal(),
                post.pending().value(),
                Journal.Expiry.never(),
                post.everything(),
                post.keepsRest());
    }

    static JournalCommand of(Journal.VoidPending release) {
        return new JournalCommand(
                Kind.VOID_PENDING, release.journal(), release.pending().value(), Journal.Expiry.never(), false, false);
    }

    String id() {
        return journal.id().value();
    }

    /** Whether the command names the legs that it moves. */
    boolean namesLegs() {
        return kind != Kind.VOID_PENDING && !everything;
    }
}
