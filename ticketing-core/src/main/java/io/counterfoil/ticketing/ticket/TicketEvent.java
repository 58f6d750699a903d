package io.counterfoil.ticketing.ticket;

import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.payments.redaction.PanRedactor;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a ticket. Events are ordered by instant, then sequence, then id; the same id twice is the same event. Immutable.
 *
 * <p>Some events say a status ({@link #status()}); all others leave it. A command that changes the status on the way, such as a customer's message on a
 * pending ticket, makes two events. Texts hold no card numbers.
 */
public sealed interface TicketEvent extends History.Stamped {

    /** Where and when. */
    Occurrence occurrence();

    /** Which of the cases it is. */
    Kind kind();

    /** The status that the event says; empty where it says none. */
    default Optional<TicketStatus> status() {
        return kind().status;
    }

    /** When it happened, not later than it was recorded. */
    default Instant at() {
        return occurrence().at();
    }

    /** What tells it from every other event of the ticket: the command's key and the kind. */
    default String id() {
        return stamp().key().value() + "/" + kind();
    }

    @Override
    default History.Stamped.Stamp stamp() {
        return occurrence().stamp();
    }

    /** The cases. */
    enum Kind {
        OPENED(TicketStatus.NEW),
        ASSIGNED(null),
        CUSTOMER_WROTE(null),
        REPLIED(null),
        AUTO_REPLIED(null),
        NOTED(null),
        STARTED(TicketStatus.OPEN),
        ASKED(TicketStatus.PENDING),
        HELD(TicketStatus.ON_HOLD),
        RESUMED(TicketStatus.OPEN),
        SOLVED(TicketStatus.SOLVED),
        REOPENED(TicketStatus.OPEN),
        CLOSED(TicketStatus.CLOSED),
        MERGED(TicketStatus.CLOSED),
        LINKED(null),
        POLICY_APPLIED(null),
        POLICY_WITHDRAWN(null),
        PAUSE_BEGUN(null),
        PAUSE_ENDED(null);

        private final Optional<TicketStatus> status;

        Kind(@Nullable TicketStatus status) {
            this.status = Optional.ofNullable(status);
        }
    }

    /**
     * Where an event stands.
     *
     * @param stamp the command that made it, and when it was recorded
     * @param sequence its place in the ticket's log, from 0
     * @param at when it happened; earlier than recorded where a message was found late
     */
    record Occurrence(History.Stamped.Stamp stamp, long sequence, Instant at) {
        public Occurrence {
            Objects.requireNonNull(stamp, "stamp");
            Objects.requireNonNull(at, "at");
        }
    }

    /**
     * The ticket began.
     *
     * @param occurrence where and when
     * @param intake what it begins with
     */
    record Opened(Occurrence occurrence, Intake intake) implements TicketEvent {
        @Override
        public Kind kind() {
            return Kind.OPENED;
        }
    }

    /**
     * It was given to a queue and, where named, a person.
     *
     * @param occurrence where and when
     * @param queue the team
     * @param agent the person's id; empty for the team as such
     */
    record Assigned(Occurrence occurrence, String queue, String agent) implements TicketEvent {
        @Override
        public Kind kind() {
            return Kind.ASSIGNED;
        }
    }

    /**
     * The customer wrote.
     *
     * @param occurrence where and when
     * @param text redacted
     */
    record CustomerWrote(Occurrence occurrence, String text) implements TicketEvent {
        public CustomerWrote {
            text = PanRedactor.redact(text);
        }

        @Override
        public Kind kind() {
            return Kind.CUSTOMER_WROTE;
        }
    }

    /**
     * A person of ours answered in public.
     *
     * @param occurrence where and when
     * @param text redacted
     */
    record Replied(Occurrence occurrence, String text) implements TicketEvent {
        public Replied {
            text = PanRedactor.redact(text);
        }

        @Override
        public Kind kind() {
            return Kind.REPLIED;
        }
    }

    /**
     * A machine of ours answered: satisfies no clock.
     *
     * @param occurrence where and when
     * @param text redacted
     */
    record AutoReplied(Occurrence occurrence, String text) implements TicketEvent {
        public AutoReplied {
            text = PanRedactor.redact(text);
        }

        @Override
        public Kind kind() {
            return Kind.AUTO_REPLIED;
        }
    }

    /**
     * A note for colleagues.
     *
     * @param occurrence where and when
     * @param text redacted
     */
    record Noted(Occurrence occurrence, String text) implements TicketEvent {
        public Noted {
            text = PanRedactor.redact(text);
        }

        @Override
        public Kind kind() {
            return Kind.NOTED;
        }
    }

    /**
     * Work on a new ticket began.
     *
     * @param occurrence where and when
     */
    record Started(Occurrence occurrence) implements TicketEvent {
        @Override
        public Kind kind() {
            return Kind.STARTED;
        }
    }

    /**
     * The customer was asked for something.
     *
     * @param occurrence where and when
     * @param reason what for, redacted
     */
    record Asked(Occurrence occurrence, String reason) implements TicketEvent {
        public Asked {
            reason = PanRedactor.redact(reason);
        }

        @Override
        public Kind kind() {
            return Kind.ASKED;
        }
    }

    /**
     * It waits for a third party.
     *
     * @param occurrence where and when
     * @param reason for whom and what, redacted
     * @param reviewAt when somebody looks again
     */
    record Held(Occurrence occurrence, String reason, Instant reviewAt) implements TicketEvent {
        public Held {
            reason = PanRedactor.redact(reason);
        }

        @Override
        public Kind kind() {
            return Kind.HELD;
        }
    }

    /**
     * Work goes on.
     *
     * @param occurrence where and when
     * @param reason why, redacted
     */
    record Resumed(Occurrence occurrence, String reason) implements TicketEvent {
        public Resumed {
            reason = PanRedactor.redact(reason);
        }

        @Override
        public Kind kind() {
            return Kind.RESUMED;
        }
    }

    /**
     * It was solved.
     *
     * @param occurrence where and when
     * @param reason how it ended
     * @param rootCause the host's code of what went wrong; empty where none is needed
     */
    record Solved(Occurrence occurrence, CloseReason reason, String rootCause) implements TicketEvent {
        @Override
        public Kind kind() {
            return Kind.SOLVED;
        }
    }

    /**
     * It was not solved after all.
     *
     * @param occurrence where and when
     * @param reason why, redacted
     */
    record Reopened(Occurrence occurrence, String reason) implements TicketEvent {
        public Reopened {
            reason = PanRedactor.redact(reason);
        }

        @Override
        public Kind kind() {
            return Kind.REOPENED;
        }
    }

    /**
     * It is over.
     *
     * @param occurrence where and when
     */
    record Closed(Occurrence occurrence) implements TicketEvent {
        @Override
        public Kind kind() {
            return Kind.CLOSED;
        }
    }

    /**
     * Another ticket goes on with it; this one stays as a tombstone.
     *
     * @param occurrence where and when
     * @param into the survivor
     */
    record Merged(Occurrence occurrence, TicketId into) implements TicketEvent {
        @Override
        public Kind kind() {
            return Kind.MERGED;
        }
    }

    /**
     * It was linked to another ticket.
     *
     * @param occurrence where and when
     * @param link how it stands to it
     * @param to the other ticket
     */
    record Linked(Occurrence occurrence, LinkKind link, TicketId to) implements TicketEvent {
        @Override
        public Kind kind() {
            return Kind.LINKED;
        }
    }

    /**
     * From here on another service-level policy holds.
     *
     * @param occurrence where and when
     * @param policy its id
     */
    record PolicyApplied(Occurrence occurrence, String policy) implements TicketEvent {
        @Override
        public Kind kind() {
            return Kind.POLICY_APPLIED;
        }
    }

    /**
     * From here on no service-level policy holds.
     *
     * @param occurrence where and when
     */
    record PolicyWithdrawn(Occurrence occurrence) implements TicketEvent {
        @Override
        public Kind kind() {
            return Kind.POLICY_WITHDRAWN;
        }
    }

    /**
     * A reason to pause clocks began, beside what the status says.
     *
     * @param occurrence where and when
     * @param reason the host's code; a policy names the reasons that pause a clock
     */
    record PauseBegun(Occurrence occurrence, String reason) implements TicketEvent {
        @Override
        public Kind kind() {
            return Kind.PAUSE_BEGUN;
        }
    }

    /**
     * A reason to pause clocks ended.
     *
     * @param occurrence where and when
     * @param reason the host's code
     */
    record PauseEnded(Occurrence occurrence, String reason) implements TicketEvent {
        @Override
        public Kind kind() {
            return Kind.PAUSE_ENDED;
        }
    }
}
