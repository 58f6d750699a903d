package io.counterfoil.reconciliation.book;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.lifecycle.StateMachine;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The machine of books (REC-43 to REC-46, REC-61, reconciliation specification 4.11): judges commands by {@code facts/reconciliation-book-lifecycle.json}, every
 * state and command that it does not list is refused. Kept in an {@code EventStore<BookId, BookEvent>}. Immutable, thread-safe.
 */
public final class Books implements StateMachine<Book, BookCommand, BookEvent> {

    private static final Lifecycle<BookStatus, BookEvent> TABLE = Lifecycle.startingIn(BookStatus.NONE, BookEvent.class)
            .on(BookStatus.NONE, BookEvent.Suggested.class, BookStatus.PROPOSED)
            .on(BookStatus.NONE, BookEvent.Confirmed.class, BookStatus.CONFIRMED)
            .on(BookStatus.NONE, BookEvent.SentForApproval.class, BookStatus.PENDING)
            .on(BookStatus.PROPOSED, BookEvent.Confirmed.class, BookStatus.CONFIRMED)
            .on(BookStatus.PROPOSED, BookEvent.SentForApproval.class, BookStatus.PENDING)
            .on(BookStatus.PROPOSED, BookEvent.Rejected.class, BookStatus.REJECTED)
            .on(BookStatus.PROPOSED, BookEvent.Superseded.class, BookStatus.SUPERSEDED)
            .on(BookStatus.PENDING, BookEvent.Approved.class, BookStatus.CONFIRMED)
            .on(BookStatus.PENDING, BookEvent.Refused.class, BookStatus.REFUSED)
            .on(BookStatus.CONFIRMED, BookEvent.Unmatched.class, BookStatus.REVERSED)
            .on(BookStatus.CONFIRMED, BookEvent.LateRivalFlagged.class, BookStatus.CONFIRMED)
            .terminal(BookStatus.REJECTED, BookStatus.REFUSED, BookStatus.SUPERSEDED, BookStatus.REVERSED)
            .build();

    private final ApprovalPolicy policy;

    private Books(ApprovalPolicy policy) {
        this.policy = policy;
    }

    /** Books under the policy. */
    public static Books of(ApprovalPolicy policy) {
        return new Books(Objects.requireNonNull(policy, "policy"));
    }

    @Override
    public Book initial() {
        return Book.EMPTY;
    }

    @Override
    public Decision<Book, BookEvent> decide(Book state, BookCommand command, Instant now) {
        Optional<Decision<Book, BookEvent>> repeated = StateMachine.repeated(state, state.history, command);
        if (repeated.isPresent()) {
            return repeated.get();
        }
        BookDesk desk = new BookDesk(policy, state, command, now);
        try {
            desk.apply(command);
        } catch (Refusal.RefusedException refused) {
            return Decision.refused(state, refused.refusal());
        }
        return Decision.accepted(desk.book(), desk.events(), desk.evidence());
    }

    @Override
    public Book evolve(Book state, BookEvent event) {
        return BookFold.after(state, event);
    }

    @Override
    public Lifecycle<BookStatus, BookEvent> lifecycle() {
        return TABLE;
    }

    /** Why a command is refused, and why a match waits for a second person. */
    public enum BookCode implements Code {
        /** Another match claims the item, or more of it than is open is asked for. */
        ITEM_ALREADY_CLAIMED,
        /** The set was rejected and none of its items has changed. */
        REJECTED_BEFORE,
        /** Who made it may not check it. */
        MAKER_IS_CHECKER,
        /** The actor's role does not allow it. */
        ROLE_MISSING,
        /** More than the actor may approve. */
        LIMIT_EXCEEDED,
        /** The lines do not add up to left less right. */
        UNEXPLAINED_DIFFERENCE,
        /** Two currencies, and nobody said what the right is worth in the left one. */
        CURRENCY_WITHOUT_RATE,
        /** Money in on one side, money out on the other. */
        DIRECTION_MISMATCH,
        /** The act needs words. */
        REASON_REQUIRED,
        /** The period is closed. */
        PERIOD_CLOSED,
        /** An item changed since the match was proposed. */
        STALE_VERSION,
        /** The book has no such item. */
        UNKNOWN_ITEM,
        /** The book has no such match. */
        UNKNOWN_MATCH,
        /** The table has no such step. */
        ILLEGAL_TRANSITION,
        /** Waits for a second person: the amount. */
        FOUR_EYES_AMOUNT,
        /** Waits for a second person: what is written off. */
        FOUR_EYES_WRITE_OFF,
        /** Waits for a second person: the age of an item. */
        FOUR_EYES_AGE,
        /** Waits for a second person: the period was reopened. */
        FOUR_EYES_REOPENED,
        /** Done. */
        ACCEPTED;

        @Override
        public String id() {
            return "BOOK." + name();
        }
    }
}
