package io.counterfoil.ticketing.clock;

import io.counterfoil.ticketing.ticket.Intake;
import io.counterfoil.ticketing.ticket.TicketEvent;
import io.counterfoil.ticketing.ticket.TicketEvent.Kind;
import io.counterfoil.ticketing.ticket.TicketStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the cycles of one kind of clock in a log (facts, {@code clockKinds}: starts and stops). */
final class Cycles {

    private final ClockKind kind;
    private final boolean includesFirst;
    private final List<Cycle> cycles = new ArrayList<>(2);
    private boolean answered;
    private boolean solved;
    private String queue = "";

    private Cycles(ClockSpec spec) {
        kind = spec.kind();
        includesFirst = spec.includesFirst();
    }

    static List<Cycle> of(ClockSpec spec, ClockLog log) {
        Cycles reader = new Cycles(spec);
        for (int i = 0; i < log.size(); i++) {
            reader.read(log, i);
        }
        if (!log.isPlain()) {
            for (int i = 0; i < log.size(); i++) {
                if (log.event(i) instanceof TicketEvent.Absorbed absorbed) {
                    reader.absorb(of(spec, ClockLog.of(absorbed.log(), absorbed.at())), absorbed.at());
                }
            }
        }
        return reader.cycles;
    }

    /** What neither ticket had met when they became one counts from the earlier start. */
    private void absorb(List<Cycle> others, Instant merged) {
        if (others.isEmpty() || !others.get(others.size() - 1).goesOn()) {
            return;
        }
        Instant earlier = others.get(others.size() - 1).start();
        for (int i = cycles.size() - 1; i >= 0; i--) {
            Cycle own = cycles.get(i);
            if (own.isUnmetAt(merged) && earlier.isBefore(own.start())) {
                Instant free = i > 0 && kind.isSummed() ? cycles.get(i - 1).end() : null;
                cycles.set(i, own.from(free != null && free.isAfter(earlier) ? free : earlier));
            }
        }
    }

    private void read(ClockLog log, int i) {
        Kind event = log.kind(i);
        Instant at = log.at(i);
        TicketStatus said = log.said(i);
        switch (kind) {
            case FIRST_REPLY -> firstReply(log, i, event, at);
            case NEXT_REPLY -> nextReply(event, at);
            case PERIODIC_UPDATE, PAUSABLE_UPDATE -> {
                if (event == Kind.REPLIED || said != null) {
                    update(event, said == null ? solved : said == TicketStatus.SOLVED, at);
                }
            }
            case REQUESTER_WAIT, AGENT_WORK, RESOLUTION, TOTAL_RESOLUTION -> {
                if (said == TicketStatus.SOLVED) {
                    fulfil(at);
                } else if (said != null && said != TicketStatus.CLOSED) {
                    start(at);
                }
            }
            case GROUP_OWNERSHIP -> ownership(log, i, event, at);
            case PARTICIPANT_RESPONSE -> {
                if (event == Kind.ASKED) {
                    start(at);
                } else if (event == Kind.CUSTOMER_WROTE || said != null) {
                    fulfil(at);
                }
            }
            case VENDOR_RESPONSE -> vendor(log.event(i), said, at);
        }
        if (said == TicketStatus.CLOSED) {
            end(at, Cycle.Ending.WITHDRAWN);
        }
    }

    private void firstReply(ClockLog log, int i, Kind event, Instant at) {
        if (event == Kind.OPENED) {
            if (((TicketEvent.Opened) log.event(i)).intake().origin() != Intake.Origin.AGENT) {
                start(at);
            }
        } else if (event == Kind.CUSTOMER_WROTE) {
            if (cycles.isEmpty()) {
                start(at);
            }
        } else if (event == Kind.REPLIED) {
            fulfil(at);
        }
    }

    private void nextReply(Kind event, Instant at) {
        if (event == Kind.CUSTOMER_WROTE) {
            if (answered || includesFirst) {
                start(at);
            }
        } else if (event == Kind.REPLIED) {
            answered = true;
            fulfil(at);
        } else if (event == Kind.SOLVED) {
            fulfil(at);
        }
    }

    private void update(Kind event, boolean nowSolved, Instant at) {
        if (event == Kind.REPLIED) {
            fulfil(at);
            if (!solved) {
                start(at);
            }
        }
        solved = nowSolved;
        if (solved) {
            fulfil(at);
        }
    }

    private void ownership(ClockLog log, int i, Kind event, Instant at) {
        if (event == Kind.OPENED) {
            enter(((TicketEvent.Opened) log.event(i)).intake().route().queue(), at);
        } else if (event == Kind.ASSIGNED) {
            enter(((TicketEvent.Assigned) log.event(i)).queue(), at);
        } else if (event == Kind.RECLASSIFIED) {
            enter(((TicketEvent.Reclassified) log.event(i)).route().queue(), at);
        } else if (event == Kind.SOLVED) {
            solved = true;
            fulfil(at);
        } else if (event == Kind.REOPENED) {
            solved = false;
            start(at);
        }
    }

    private void vendor(TicketEvent event, @Nullable TicketStatus said, Instant at) {
        if (event instanceof TicketEvent.PauseBegun begun && begun.reason().equals(ClockKind.VENDOR)) {
            start(at);
        } else if ((event instanceof TicketEvent.PauseEnded ended
                        && ended.reason().equals(ClockKind.VENDOR))
                || said == TicketStatus.SOLVED) {
            fulfil(at);
        }
    }

    private void enter(String next, Instant at) {
        if (!next.equals(queue)) {
            queue = next;
            fulfil(at);
            if (!solved) {
                start(at);
            }
        }
    }

    /** Begins a cycle unless one goes on: the oldest start counts. */
    private void start(Instant at) {
        if (cycles.isEmpty() || !cycles.get(cycles.size() - 1).goesOn()) {
            cycles.add(Cycle.open(at));
        }
    }

    private void fulfil(Instant at) {
        end(at, Cycle.Ending.FULFILLED);
    }

    private void end(Instant at, Cycle.Ending how) {
        int last = cycles.size() - 1;
        if (last >= 0 && cycles.get(last).goesOn()) {
            cycles.set(last, cycles.get(last).ended(at, how));
        }
    }
}
