package io.counterfoil.ticketing.clock;

import io.counterfoil.ticketing.ticket.TicketEvent;
import io.counterfoil.ticketing.ticket.TicketStatus;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a clock measures (ticketing codes, {@code clockKinds}). */
public enum ClockKind {
    /** From the first customer message (creation counts unless an agent created it) to the first public reply of a person. One cycle. */
    FIRST_REPLY,
    /** From the oldest unanswered customer message after an agent reply to the next public reply of a person, or solved. */
    NEXT_REPLY,
    /** From each public agent reply to the next, or solved. */
    PERIODIC_UPDATE,
    /** As {@link #PERIODIC_UPDATE}, paused while the customer is asked. */
    PAUSABLE_UPDATE,
    /** From creation to solved, without what waits for the customer. */
    REQUESTER_WAIT,
    /** From creation to solved, without all waiting. */
    AGENT_WORK,
    /** From creation to solved, without what waits for the customer. */
    RESOLUTION,
    /** From creation to solved. */
    TOTAL_RESOLUTION,
    /** From assignment to a queue until it leaves the queue, or solved. */
    GROUP_OWNERSHIP,
    /** From a question to the customer, such as a claim returned to the participant, to the answer, the resumption or the end. */
    PARTICIPANT_RESPONSE,
    /** From the beginning of the pause {@link #VENDOR} (sent to the vendor) to its end (the vendor answers), or solved. */
    VENDOR_RESPONSE;

    /** The reason to pause that says that a vendor has the matter. */
    public static final String VENDOR = "VENDOR";

    /** The statuses in which it stands still unless a policy says otherwise. */
    public Set<TicketStatus> defaultPausedIn() {
        return switch (this) {
            case PAUSABLE_UPDATE, REQUESTER_WAIT, RESOLUTION -> Set.of(TicketStatus.PENDING);
            case AGENT_WORK -> Set.of(TicketStatus.PENDING, TicketStatus.ON_HOLD);
            case FIRST_REPLY,
                    NEXT_REPLY,
                    PERIODIC_UPDATE,
                    TOTAL_RESOLUTION,
                    GROUP_OWNERSHIP,
                    PARTICIPANT_RESPONSE,
                    VENDOR_RESPONSE -> Set.of();
        };
    }

    /** The status that an event of the kind says; null where it says none. */
    static @Nullable TicketStatus said(TicketEvent.Kind event) {
        return event.status().orElse(null);
    }

    /** Whether its cycles are summed by the reopen policy; otherwise each cycle is a clock of its own. */
    boolean isSummed() {
        return switch (this) {
            case REQUESTER_WAIT, AGENT_WORK, RESOLUTION, TOTAL_RESOLUTION -> true;
            case FIRST_REPLY,
                    NEXT_REPLY,
                    PERIODIC_UPDATE,
                    PAUSABLE_UPDATE,
                    GROUP_OWNERSHIP,
                    PARTICIPANT_RESPONSE,
                    VENDOR_RESPONSE -> false;
        };
    }
}
