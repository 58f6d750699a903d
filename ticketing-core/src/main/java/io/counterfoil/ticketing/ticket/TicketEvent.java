package io.counterfoil.ticketing.ticket;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.payments.redaction.PanRedactor;
import io.counterfoil.ticketing.triage.Route;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
        PAUSE_ENDED(null),
        FIELD_CHANGED(null),
        WATCH_CHANGED(null),
        CHECKLIST_CHANGED(null),
        CALLED(null),
        RECLASSIFIED(null),
        ABSORBED(null),
        ESCALATED(null),
        TOLD(null),
        ACKNOWLEDGED(null),
        REDACTED(null),
        UNRECOGNISED(null);

        private final Optional<TicketStatus> status;

        Kind(@Nullable TicketStatus status) {
            this.status = Optional.ofNullable(status);
        }

        /** The status that an event of the kind says; empty where it says none. */
        public Optional<TicketStatus> status() {
            return status;
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

    /** Work on a new ticket began. */
    record Started(Occurrence occurrence) implements TicketEvent {
        @Override
        public Kind kind() {
            return Kind.STARTED;
        }
    }

    /**
     * The customer was asked for something.
     *
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

    /** It is over. */
    record Closed(Occurrence occurrence) implements TicketEvent {
        @Override
        public Kind kind() {
            return Kind.CLOSED;
        }
    }

    /**
     * Another ticket goes on with it; this one stays as a tombstone.
     *
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
     * @param policy its id
     */
    record PolicyApplied(Occurrence occurrence, String policy) implements TicketEvent {
        @Override
        public Kind kind() {
            return Kind.POLICY_APPLIED;
        }
    }

    /** From here on no service-level policy holds. */
    record PolicyWithdrawn(Occurrence occurrence) implements TicketEvent {
        @Override
        public Kind kind() {
            return Kind.POLICY_WITHDRAWN;
        }
    }

    /**
     * A reason to pause clocks began, beside what the status says.
     *
     * @param reason the host's code; a policy names the reasons that pause a clock
     */
    record PauseBegun(Occurrence occurrence, String reason) implements TicketEvent {
        @Override
        public Kind kind() {
            return Kind.PAUSE_BEGUN;
        }
    }

    /** A reason to pause clocks, the host's code, ended. */
    record PauseEnded(Occurrence occurrence, String reason) implements TicketEvent {
        @Override
        public Kind kind() {
            return Kind.PAUSE_ENDED;
        }
    }

    /**
     * A field of the host's was set.
     *
     * @param field its name
     * @param value redacted; empty where the field was taken away
     */
    record FieldChanged(Occurrence occurrence, String field, String value) implements TicketEvent {
        public FieldChanged {
            value = PanRedactor.redact(value);
        }

        @Override
        public Kind kind() {
            return Kind.FIELD_CHANGED;
        }
    }

    /**
     * Somebody began or ceased to watch.
     *
     * @param person the host's id
     * @param begins whether they began
     */
    record WatchChanged(Occurrence occurrence, String person, boolean begins) implements TicketEvent {
        @Override
        public Kind kind() {
            return Kind.WATCH_CHANGED;
        }
    }

    /**
     * Items of the checklist were added, ticked, opened again or taken off.
     *
     * @param items which, redacted
     * @param mark what became of them
     */
    record ChecklistChanged(Occurrence occurrence, List<String> items, Mark mark) implements TicketEvent {
        public ChecklistChanged {
            items = items.stream().map(PanRedactor::redact).toList();
        }

        @Override
        public Kind kind() {
            return Kind.CHECKLIST_CHANGED;
        }

        /** What becomes of an item. */
        public enum Mark {
            ADDED,
            DONE,
            UNDONE,
            DROPPED
        }
    }

    /**
     * Somebody spoke on the phone.
     *
     * @param note the call, redacted
     */
    record Called(Occurrence occurrence, Note note) implements TicketEvent {

        /**
         * What is kept of a call.
         *
         * @param outcome the host's code, such as {@code VOICEMAIL}
         * @param length how long it lasted
         * @param number a reference to the number, never the number
         * @param text redacted
         */
        public record Note(Code outcome, Duration length, String number, String text) {
            public Note {
                if (length.isNegative()) {
                    throw new IllegalArgumentException("call lasted " + length + ", expected zero or more");
                }
                text = PanRedactor.redact(text);
            }
        }

        @Override
        public Kind kind() {
            return Kind.CALLED;
        }
    }

    /**
     * A person says that triage was wrong: from here on the ticket is of another kind, and an example to learn from.
     *
     * @param route where it belongs
     */
    record Reclassified(Occurrence occurrence, Route route) implements TicketEvent {
        @Override
        public Kind kind() {
            return Kind.RECLASSIFIED;
        }
    }

    /**
     * Another ticket was merged into this one; what is not met by then counts from the earlier of the two.
     *
     * @param from the ticket that ended
     * @param log its events up to then
     */
    record Absorbed(Occurrence occurrence, TicketId from, List<TicketEvent> log) implements TicketEvent {
        public Absorbed {
            log = List.copyOf(log);
        }

        @Override
        public Kind kind() {
            return Kind.ABSORBED;
        }
    }

    /** A person escalates by hand, for a reason that is redacted. */
    record Escalated(Occurrence occurrence, String reason) implements TicketEvent {
        public Escalated {
            reason = PanRedactor.redact(reason);
        }

        @Override
        public Kind kind() {
            return Kind.ESCALATED;
        }
    }

    /** A notice with the key went out to somebody: it is not proposed again. */
    record Told(Occurrence occurrence, String notice, String to) implements TicketEvent {
        @Override
        public Kind kind() {
            return Kind.TOLD;
        }
    }

    /** Texts of these sorts, up to here, are gone for good; times, people and statuses stay. */
    record Redacted(Occurrence occurrence, Set<Ticket.Text> texts) implements TicketEvent {
        @Override
        public Kind kind() {
            return Kind.REDACTED;
        }
    }

    /** Somebody took on the escalation whose notices' keys begin so: it goes no further. */
    record Acknowledged(Occurrence occurrence, String escalation) implements TicketEvent {
        @Override
        public Kind kind() {
            return Kind.ACKNOWLEDGED;
        }
    }

    /** Something of a kind, by its name, that this version does not know: it stays in the log, clocks say so and read the rest. */
    record Unrecognised(Occurrence occurrence, String name) implements TicketEvent {
        @Override
        public Kind kind() {
            return Kind.UNRECOGNISED;
        }
    }
}
