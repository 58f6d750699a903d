package io.counterfoil.payments.testkit.ledger;

import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.ledger.AccountId;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.ledger.Posting;
import io.counterfoil.payments.lifecycle.Outcome;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One command to a ledger, in a form that both the engine and the slow model take.
 *
 * @param legs of a post of a pending: null for all that is left
 */
public record LedgerCommand(
        Op op,
        String id,
        String pending,
        LocalDate booked,
        LocalDate value,
        Journal.Expiry expiry,
        @Nullable List<Journal.Leg> legs,
        boolean keepRest,
        Instant now) {

    /** What is asked. */
    public enum Op {
        POST,
        PEND,
        POST_PENDING,
        VOID_PENDING,
        EXPIRE,
        LOCK,
        CLOSE
    }

    /** The same command, given at another instant. */
    public LedgerCommand at(Instant other) {
        return new LedgerCommand(op, id, pending, booked, value, expiry, legs, keepRest, other);
    }

    /** What the engine answers, in the words of the corpus. */
    public String applyTo(Ledger ledger) {
        return switch (op) {
            case POST -> answer(ledger.post(journal(), now));
            case PEND -> answer(ledger.pend(journal(), expiry, now));
            case POST_PENDING -> answer(ledger.postPending(postPending(), now));
            case VOID_PENDING -> answer(ledger.voidPending(Journal.VoidPending.of(journal(), pending), now));
            case EXPIRE -> "EXPIRED:" + ledger.expire(now).records();
            case LOCK -> answer(ledger.lock(booked, ledger.prove(DateRange.day(booked))));
            case CLOSE -> answer(ledger.close(AccountId.of(id)));
        };
    }

    private Journal journal() {
        Journal journal = Journal.of(id).bookedOn(booked).valueOn(value);
        return legs == null || op == Op.VOID_PENDING ? journal : journal.with(legs);
    }

    private Journal.PostPending postPending() {
        Journal.PostPending post = legs == null
                ? Journal.PostPending.all(journal(), pending)
                : Journal.PostPending.part(journal(), pending);
        return keepRest ? post.keepRest() : post;
    }

    /** A posting in the words of the corpus. */
    public static String answer(Posting posting) {
        return posting.refusal()
                .map(refusal -> {
                    String difference = refusal.attributes().get("difference");
                    return posting.error().orElseThrow().name() + (difference == null ? "" : ":" + difference);
                })
                .orElse(posting.outcome() == Outcome.REPLAYED ? "REPLAYED" : "ACCEPTED");
    }
}
