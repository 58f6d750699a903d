package io.counterfoil.payments.ledger.internal;

import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.JournalId;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.ledger.Posting;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Does the steps of machines in a ledger, once, however often they are asked for.
 *
 * <p>A fact that comes after its period was locked is booked late: today, of value on its own day (payments specification 4.11), under its id with
 * {@code :late}. Another decision about the same fact, such as a claim on a client that cannot bear it, has a suffix too; what an earlier attempt wrote under any
 * of these ids is read from the ledger before anything is decided anew.
 *
 * @param ledger in which
 * @param today the day on which what is late is booked
 * @param now when
 */
public record LedgerSteps(Ledger ledger, LocalDate today, Instant now) {

    /** Its period was locked. */
    private static final String LATE = ":late";

    /** What is there of the client, and a claim for the rest. */
    public static final String SHORT = ":short";

    /** A claim for all of it. */
    public static final String RECEIVABLE = ":receivable";

    /** So often may a reservation be tried that the ledger refuses, as for want of funds. */
    private static final int ATTEMPTS = 100;

    private static final List<String> SUFFIXES = List.of("", LATE, SHORT, SHORT + LATE, RECEIVABLE, RECEIVABLE + LATE);

    public LedgerSteps {
        Objects.requireNonNull(ledger, "ledger");
        Objects.requireNonNull(today, "today");
        Objects.requireNonNull(now, "now");
    }

    /** The ids under which a journal may have been written: its own, late, or decided anew. */
    public static List<JournalId> ids(String id) {
        return SUFFIXES.stream().map(suffix -> JournalId.of(id + suffix)).toList();
    }

    /** Whether it is refused for this, now or when the id was first used. */
    public static boolean isRefusedFor(Posting answer, Posting.LedgerError error) {
        return answer.refusal()
                .filter(refusal -> refusal.code() == error
                        || (refusal.code() == Posting.LedgerError.KEY_ALREADY_REFUSED
                                && error.id().equals(refusal.attributes().get("first"))))
                .isPresent();
    }

    /** The journal's id, days and attributes. */
    public static Journal withoutLegs(Journal journal) {
        return copy(journal, "");
    }

    /** The pending that was written, under its own id or a late one; empty where the ledger refused it or was never asked. */
    public Optional<JournalId> pending(JournalId id) {
        return ledger.journal(id)
                .or(() -> ledger.journal(JournalId.of(id + LATE)))
                .map(Journal::id);
    }

    /**
     * Makes the journal pending, once. A refusal uses up the id under which it was asked for, so each call after one is an attempt under the next id: what was
     * refused for want of funds yesterday can be held today.
     */
    public Posting reserve(Journal journal) {
        Posting answer = write(LedgerStep.pend(journal));
        for (int attempt = 2; attempt <= ATTEMPTS && isUsedUp(answer); attempt++) {
            answer = write(LedgerStep.pend(copy(journal, attempt(attempt)).with(journal.legs())));
        }
        return answer;
    }

    private static boolean isUsedUp(Posting answer) {
        return answer.refusal()
                .filter(refusal -> refusal.code() == Posting.LedgerError.KEY_ALREADY_REFUSED)
                .isPresent();
    }

    /** The pending that one of the attempts to {@link #reserve} made; empty where none did. */
    public Optional<JournalId> reserved(JournalId first) {
        return IntStream.rangeClosed(1, ATTEMPTS)
                .mapToObj(attempt -> pending(JournalId.of(first + attempt(attempt))))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static String attempt(int number) {
        return number == 1 ? "" : ":" + number;
    }

    /** Does all in order and stops at the first refusal; the answer is the last one's, or that nothing had to be done. */
    public Posting writeAll(List<LedgerStep> steps) {
        Posting last = Posting.nothing();
        for (LedgerStep step : steps) {
            last = write(step);
            if (last.refusal().isPresent()) {
                return last;
            }
        }
        return last;
    }

    /** Does it, or does it late where its period is locked; it finds a pending that was itself late. */
    public Posting write(LedgerStep step) {
        LedgerStep found = step.of(pending(step.pending()).orElse(step.pending()));
        Posting answer = found.perform(ledger, now);
        return isRefusedFor(answer, Posting.LedgerError.PERIOD_LOCKED)
                ? found.with(late(step.journal())).perform(ledger, now)
                : answer;
    }

    /** As it was booked late before, or on today. */
    private Journal late(Journal journal) {
        return ledger.journal(JournalId.of(journal.id() + LATE))
                .orElseGet(() -> copy(journal, LATE).with(journal.legs()).bookedOn(today));
    }

    /** Posts a second decision about the same fact: the one that was taken before, or a new one. */
    public Posting again(Journal journal, String suffix, Supplier<List<Journal.Leg>> legs) {
        return write(LedgerStep.post(ledger.journal(JournalId.of(journal.id() + suffix))
                .orElseGet(() -> copy(journal, suffix).with(legs.get()))));
    }

    private static Journal copy(Journal journal, String suffix) {
        Journal copy =
                Journal.of(journal.id() + suffix).bookedOn(journal.bookedOn()).valueOn(journal.valueOn());
        for (var attribute : journal.attributes().entrySet()) {
            copy = copy.attribute(attribute.getKey(), attribute.getValue());
        }
        return copy;
    }
}
