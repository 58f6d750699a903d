package io.counterfoil.ticketing.ticket;

import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.ticketing.triage.Classifier;
import io.counterfoil.ticketing.triage.Route;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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

    /** The host's fields, by name. */
    Map<String, String> fields();

    /** Who watches. */
    Set<String> watchers();

    /** The checklist in the order of adding: whether each item is done. */
    Map<String, Boolean> checklist();

    /** Its links, in the order of linking. */
    List<TicketEvent.Linked> links();

    /** The tickets that were merged into it. */
    Set<TicketId> absorbed();

    /** The keys of the notices that went out. */
    Set<String> told();

    /** The keys of the escalations that somebody took on. */
    Set<String> acknowledged();

    /** The items of the checklist that are not done, in their order. */
    default List<String> openItems() {
        return checklist().entrySet().stream()
                .filter(item -> !item.getValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What a classifier may learn from it: its words and where a person said it belongs; empty where nobody corrected triage. */
    default Optional<Classifier.Example> example() {
        Route corrected = null;
        StringBuilder words = new StringBuilder(exists() ? title() : "");
        for (TicketEvent event : log()) {
            if (event instanceof TicketEvent.Reclassified reclassified) {
                corrected = reclassified.route();
            } else if (event instanceof TicketEvent.CustomerWrote wrote) {
                words.append('\n').append(wrote.text());
            }
        }
        return Optional.ofNullable(corrected).map(route -> new Classifier.Example(words.toString(), route));
    }

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

    /** What a ticket holds in words, and what a redaction may take away. */
    enum Text {
        /** The title and the evidence it began with. */
        TITLE,
        /** What customers and agents wrote to each other. */
        MESSAGES,
        /** Notes for colleagues. */
        NOTES,
        /** Reasons to ask, hold, resume, reopen, escalate. */
        REASONS,
        /** What was said on the phone, and the reference of the number. */
        CALLS,
        /** The values of the host's fields. */
        FIELDS
    }

    private Intake opened() {
        return intake().orElseThrow(
                        () -> new IllegalStateException("ticket has no events, expected its opening first"));
    }
}
