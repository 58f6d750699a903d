package io.counterfoil.payments.ledger;

import io.counterfoil.payments.calendar.DateRange;
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
record ScriptCommand(
        Op op,
        String id,
        String pending,
        LocalDate booked,
        LocalDate value,
        Expiry expiry,
        @Nullable List<Leg> legs,
        boolean keepRest,
        Instant now) {

    enum Op {
        POST,
        PEND,
        POST_PENDING,
        VOID_PENDING,
        EXPIRE,
        LOCK,
        CLOSE
    }

    /** What the engine answers, in the words of the corpus. */
    String applyTo(Ledger ledger) {
        return switch (op) {
            case POST -> answer(ledger.post(journal(), now));
            case PEND -> answer(ledger.pend(journal(), expiry, now));
            case POST_PENDING -> answer(ledger.postPending(postPending(), now));
            case VOID_PENDING -> answer(ledger.voidPending(VoidPending.of(journal(), pending), now));
            case EXPIRE -> "EXPIRED:" + ledger.expire(now).records();
            case LOCK -> answer(ledger.lock(booked, ledger.prove(DateRange.day(booked))));
            case CLOSE -> answer(ledger.close(AccountId.of(id)));
        };
    }

    private Journal journal() {
        Journal journal = Journal.of(id).bookedOn(booked).valueOn(value);
        return legs == null || op == Op.VOID_PENDING ? journal : journal.with(legs);
    }

    private PostPending postPending() {
        PostPending post = legs == null ? PostPending.all(journal(), pending) : PostPending.part(journal(), pending);
        return keepRest ? post.keepRest() : post;
    }

    static String answer(Posting posting) {
        return posting.refusal()
                .map(refusal -> {
                    String difference = refusal.attributes().get("difference");
                    return posting.error().orElseThrow().name() + (difference == null ? "" : ":" + difference);
                })
                .orElse(posting.outcome() == Outcome.REPLAYED ? "REPLAYED" : "ACCEPTED");
    }
}
