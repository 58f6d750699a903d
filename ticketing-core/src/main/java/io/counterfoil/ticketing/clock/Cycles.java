package io.counterfoil.ticketing.clock;

import io.counterfoil.ticketing.ticket.Intake;
import io.counterfoil.ticketing.ticket.TicketEvent;
import io.counterfoil.ticketing.ticket.TicketStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Finds the cycles of one kind of clock in a log (facts, {@code clockKinds}: starts and stops). */
final class Cycles {

    private final ClockKind kind;
    private final boolean includesFirst;
    private final List<Cycle> cycles = new ArrayList<>();
    private boolean answered;
    private boolean solved;
    private String queue = "";

    private Cycles(ClockSpec spec) {
        kind = spec.kind();
        includesFirst = spec.includesFirst();
    }

    static List<Cycle> of(ClockSpec spec, ClockLog log) {
        Cycles reader = new Cycles(spec);
        log.events().forEach(reader::read);
        return List.copyOf(reader.cycles);
    }

    private void read(TicketEvent event) {
        switch (kind) {
            case FIRST_REPLY -> firstReply(event);
            case NEXT_REPLY -> nextReply(event);
            case PERIODIC_UPDATE, PAUSABLE_UPDATE -> update(event);
            case REQUESTER_WAIT, AGENT_WORK, RESOLUTION, TOTAL_RESOLUTION -> resolution(event);
            case GROUP_OWNERSHIP -> ownership(event);
            case PARTICIPANT_RESPONSE -> response(event);
            case VENDOR_RESPONSE -> vendor(event);
        }
        if (saysStatus(event, TicketStatus.CLOSED)) {
            withdraw(event.at());
        }
    }

    private void firstReply(TicketEvent event) {
        switch (event.kind()) {
            case OPENED -> {
                if (((TicketEvent.Opened) event).intake().origin() != Intake.Origin.AGENT) {
                    start(event.at());
                }
            }
            case CUSTOMER_WROTE -> {
                if (cycles.isEmpty()) {
                    start(event.at());
                }
            }
            case REPLIED -> fulfil(event.at());
            default -> {}
        }
    }

    private void nextReply(TicketEvent event) {
        switch (event.kind()) {
            case CUSTOMER_WROTE -> {
                if (answered || includesFirst) {
                    start(event.at());
                }
            }
            case REPLIED -> {
                answered = true;
                fulfil(event.at());
            }
            case SOLVED -> fulfil(event.at());
            default -> {}
        }
    }

    private void update(TicketEvent event) {
        if (event.kind() == TicketEvent.Kind.REPLIED) {
            fulfil(event.at());
            if (!solved) {
                start(event.at());
            }
        }
        if (event.status().isPresent()) {
            solved = saysStatus(event, TicketStatus.SOLVED);
        }
        if (solved) {
            fulfil(event.at());
        }
    }

    private void resolution(TicketEvent event) {
        if (saysStatus(event, TicketStatus.SOLVED)) {
            fulfil(event.at());
        } else if (event.status().isPresent() && !saysStatus(event, TicketStatus.CLOSED)) {
            start(event.at());
        }
    }

    private void ownership(TicketEvent event) {
        switch (event.kind()) {
            case OPENED -> enter(((TicketEvent.Opened) event).intake().route().queue(), event.at());
            case ASSIGNED -> enter(((TicketEvent.Assigned) event).queue(), event.at());
            case SOLVED -> fulfil(event.at());
            case REOPENED -> start(event.at());
            default -> {}
        }
    }

    private void response(TicketEvent event) {
        if (event.kind() == TicketEvent.Kind.ASKED) {
            start(event.at());
        } else if (event.kind() == TicketEvent.Kind.CUSTOMER_WROTE
                || event.status().isPresent()) {
            fulfil(event.at());
        }
    }

    private void vendor(TicketEvent event) {
        if (event instanceof TicketEvent.PauseBegun begun && begun.reason().equals(ClockKind.VENDOR)) {
            start(event.at());
        } else if ((event instanceof TicketEvent.PauseEnded ended
                        && ended.reason().equals(ClockKind.VENDOR))
                || saysStatus(event, TicketStatus.SOLVED)) {
            fulfil(event.at());
        }
    }

    private void enter(String next, Instant at) {
        if (!next.equals(queue)) {
            queue = next;
            fulfil(at);
            start(at);
        }
    }

    private static boolean saysStatus(TicketEvent event, TicketStatus status) {
        return event.status().filter(said -> said == status).isPresent();
    }

    /** Begins a cycle unless one goes on: the oldest start counts. */
    private void start(Instant at) {
        if (cycles.isEmpty() || !last().goesOn()) {
            cycles.add(Cycle.open(at));
        }
    }

    private void fulfil(Instant at) {
        if (!cycles.isEmpty() && last().goesOn()) {
            cycles.set(cycles.size() - 1, last().fulfilled(at));
        }
    }

    private void withdraw(Instant at) {
        if (!cycles.isEmpty() && last().goesOn()) {
            cycles.set(cycles.size() - 1, last().withdrawn(at));
        }
    }

    private Cycle last() {
        return cycles.get(cycles.size() - 1);
    }
}
