package io.counterfoil.ticketing.ticket;

import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.ticketing.triage.Route;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.immutables.value.Value;

/**
 * A ticket as its events have made it. Clocks and measures read the {@link #log()}; the rest is for screens and rules. Immutable, thread-safe.
 */
@Value.Immutable
public interface Ticket {

    /** The id it was opened with. */
    TicketId id();

    /** Where it stands. */
    TicketStatus status();

    /** What it began with; empty before it was opened. */
    Optional<Intake> intake();

    /** Where it is now: the queue of its last assignment, kind and priority of its triage. */
    Optional<Route> route();

    /** The person it is assigned to; empty where it is nobody. */
    @Value.Default
    default String agent() {
        return "";
    }

    /** When it was last solved; empty while it is open. */
    Optional<Instant> solvedAt();

    /** How it ended; empty while it is open. */
    Optional<CloseReason> closeReason();

    /** The survivor it was merged into. */
    Optional<TicketId> mergedInto();

    /** When somebody looks again, while it is held. */
    Optional<Instant> reviewAt();

    /** The reasons to pause that are active beside the status. */
    Set<String> pauses();

    /** The events as a list that shares its beginning with earlier states of the ticket. */
    History<TicketEvent> history();

    /** Every event, in the order of recording. */
    default List<TicketEvent> log() {
        return history().toList();
    }

    /** Whether it exists: a ticket begins with its opening. */
    default boolean exists() {
        return intake().isPresent();
    }

    /**
     * What it is about.
     *
     * @throws IllegalStateException before it was opened
     */
    default SubjectRef subject() {
        return opened().subject();
    }

    /**
     * One line, without card numbers.
     *
     * @throws IllegalStateException before it was opened
     */
    default String title() {
        return opened().title();
    }

    private Intake opened() {
        return intake().orElseThrow(
                        () -> new IllegalStateException("ticket has no events, expected its opening first"));
    }
}
