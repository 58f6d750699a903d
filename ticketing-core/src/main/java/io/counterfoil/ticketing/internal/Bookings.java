package io.counterfoil.ticketing.internal;

import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.JournalId;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.ledger.Posting;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;

/**
 * Writes journals once, whenever they are asked for again. What comes after its period was locked is booked today, of value on its own day, under its id with
 * {@code :late}.
 *
 * @param ledger in which
 * @param now when
 */
public record Bookings(Ledger ledger, Instant now) {

    private static final String LATE = ":late";

    /** Posts all in order and stops at the first refusal; the answer is the last one's, or that nothing had to be done. */
    public Posting postAll(List<Journal> journals) {
        Posting last = Posting.nothing();
        for (Journal journal : journals) {
            last = post(journal);
            if (last.refusal().isPresent()) {
                return last;
            }
        }
        return last;
    }

    /** Posts it. */
    public Posting post(Journal journal) {
        return write(journal, written -> ledger.post(written, now));
    }

    /** Holds it until it is posted or released. */
    public Posting pend(Journal journal) {
        return write(journal, written -> ledger.pend(written, Journal.Expiry.never(), now));
    }

    /** Posts what is held. */
    public Posting postPending(Journal journal, JournalId pending) {
        return write(journal, written -> ledger.postPending(Journal.PostPending.part(written, written(pending)), now));
    }

    /** Releases what is held; legs of the journal only show what is released. */
    public Posting release(Journal journal, JournalId pending) {
        Journal bare = withoutLegs(journal, journal.id(), journal.bookedOn(), journal.valueOn());
        return write(bare, written -> ledger.voidPending(Journal.VoidPending.of(written, written(pending)), now));
    }

    private JournalId written(JournalId id) {
        JournalId late = JournalId.of(id + LATE);
        return ledger.journal(id).isEmpty() && ledger.journal(late).isPresent() ? late : id;
    }

    /** What was written before keeps its days; only a new one is booked late. */
    private Posting write(Journal journal, Function<Journal, Posting> verb) {
        JournalId lateId = JournalId.of(journal.id() + LATE);
        Journal before =
                ledger.journal(lateId).or(() -> ledger.journal(journal.id())).orElse(null);
        if (before != null) {
            return verb.apply(withoutLegs(journal, before.id(), before.bookedOn(), before.valueOn())
                    .with(journal.legs()));
        }
        Posting answer = verb.apply(journal);
        boolean locked = answer.refusal()
                .filter(refusal -> refusal.code() == Posting.LedgerError.PERIOD_LOCKED
                        || Posting.LedgerError.PERIOD_LOCKED
                                .id()
                                .equals(refusal.attributes().get("first")))
                .isPresent();
        return locked
                ? verb.apply(withoutLegs(journal, lateId, LocalDate.ofInstant(now, ledger.zone()), journal.valueOn())
                        .with(journal.legs()))
                : answer;
    }

    private static Journal withoutLegs(Journal journal, JournalId id, LocalDate bookedOn, LocalDate valueOn) {
        Journal copy = Journal.of(id).bookedOn(bookedOn).valueOn(valueOn);
        for (var attribute : journal.attributes().entrySet()) {
            copy = copy.attribute(attribute.getKey(), attribute.getValue());
        }
        return copy;
    }
}
