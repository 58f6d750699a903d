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

    private static final int NONE = -1;

    private final ClockKind kind;
    private final boolean includesFirst;
    private final List<Cycle> cycles = new ArrayList<>(2);
    private int begun = NONE;
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
        if (reader.begun != NONE) {
            reader.cycles.add(Cycle.open(log.at(reader.begun)));
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
        TicketStatus said = log.said(i);
        switch (kind) {
            case FIRST_REPLY -> firstReply(log, i, event);
            case NEXT_REPLY -> nextReply(log, i, event);
            case PERIODIC_UPDATE, PAUSABLE_UPDATE -> {
                if (event == Kind.REPLIED || said != null) {
                    update(log, i, said == null ? solved : said == TicketStatus.SOLVED);
                }
            }
            case REQUESTER_WAIT, AGENT_WORK, RESOLUTION, TOTAL_RESOLUTION -> {
                if (said == TicketStatus.SOLVED) {
                    fulfil(log, i);
                } else if (said != null && said != TicketStatus.CLOSED) {
                    start(i);
                }
            }
            case GROUP_OWNERSHIP -> ownership(log, i, event);
            case PARTICIPANT_RESPONSE -> {
                if (event == Kind.ASKED) {
                    start(i);
                } else if (event == Kind.CUSTOMER_WROTE || said != null) {
                    fulfil(log, i);
                }
            }
            case VENDOR_RESPONSE -> vendor(log, i, said);
        }
        if (said == TicketStatus.CLOSED) {
            end(log, i, Cycle.Ending.WITHDRAWN);
        }
    }

    private void firstReply(ClockLog log, int i, Kind event) {
        if (event == Kind.OPENED) {
            if (((TicketEvent.Opened) log.event(i)).intake().origin() != Intake.Origin.AGENT) {
                start(i);
            }
        } else if (event == Kind.CUSTOMER_WROTE) {
            if (cycles.isEmpty() && begun == NONE) {
                start(i);
            }
        } else if (event == Kind.REPLIED) {
            fulfil(log, i);
        }
    }

    private void nextReply(ClockLog log, int i, Kind event) {
        if (event == Kind.CUSTOMER_WROTE) {
            if (answered || includesFirst) {
                start(i);
            }
        } else if (event == Kind.REPLIED) {
            answered = true;
            fulfil(log, i);
        } else if (event == Kind.SOLVED) {
            fulfil(log, i);
        }
    }

    private void update(ClockLog log, int i, boolean nowSolved) {
        if (log.kind(i) == Kind.REPLIED) {
            fulfil(log, i);
            if (!solved) {
                start(i);
            }
        }
        solved = nowSolved;
        if (solved) {
            fulfil(log, i);
        }
    }

    private void ownership(ClockLog log, int i, Kind event) {
        if (event == Kind.OPENED) {
            enter(((TicketEvent.Opened) log.event(i)).intake().route().queue(), log, i);
        } else if (event == Kind.ASSIGNED) {
            enter(((TicketEvent.Assigned) log.event(i)).queue(), log, i);
        } else if (event == Kind.RECLASSIFIED) {
            enter(((TicketEvent.Reclassified) log.event(i)).route().queue(), log, i);
        } else if (event == Kind.SOLVED) {
            solved = true;
            fulfil(log, i);
        } else if (event == Kind.REOPENED) {
            solved = false;
            start(i);
        }
    }

    private void vendor(ClockLog log, int i, @Nullable TicketStatus said) {
        TicketEvent event = log.event(i);
        if (event instanceof TicketEvent.PauseBegun begun && begun.reason().equals(ClockKind.VENDOR)) {
            start(i);
        } else if ((event instanceof TicketEvent.PauseEnded ended
                        && ended.reason().equals(ClockKind.VENDOR))
                || said == TicketStatus.SOLVED) {
            fulfil(log, i);
        }
    }

    private void enter(String next, ClockLog log, int i) {
        if (!next.equals(queue)) {
            queue = next;
            fulfil(log, i);
            if (!solved) {
                start(i);
            }
        }
    }

    /** Begins a cycle unless one goes on: the oldest start counts. */
    private void start(int i) {
        begun = begun == NONE ? i : begun;
    }

    private void fulfil(ClockLog log, int i) {
        end(log, i, Cycle.Ending.FULFILLED);
    }

    private void end(ClockLog log, int i, Cycle.Ending how) {
        if (begun != NONE) {
            cycles.add(new Cycle(log.at(begun), log.at(i), how));
            begun = NONE;
        }
    }
}
