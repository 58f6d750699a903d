package io.counterfoil.ticketing.clock;

import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.Outcome;
import io.counterfoil.ticketing.ticket.CloseReason;
import io.counterfoil.ticketing.ticket.Ticket;
import io.counterfoil.ticketing.ticket.TicketCommand;
import io.counterfoil.ticketing.ticket.TicketEvent;
import io.counterfoil.ticketing.ticket.Tickets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitrary tickets: commands at whole minutes around a change of the clock, as far as the table lets them through. */
public final class TicketLogs {

    static final Instant BEGIN = Instant.parse("2027-03-26T07:00:00Z");

    private static final Tickets TICKETS = Tickets.standard();

    private TicketLogs() {}

    private record Step(int what, int minutes) {}

    /** At whole minutes. */
    public static Arbitrary<Ticket> tickets() {
        return tickets(Arbitraries.just(0));
    }

    /** Some of them not at whole seconds. */
    static Arbitrary<Ticket> fineTickets() {
        return tickets(Arbitraries.of(0, 0, 1, 999_999_999, 250_000_000));
    }

    private static Arbitrary<Ticket> tickets(Arbitrary<Integer> nanos) {
        Arbitrary<Step> steps = Combinators.combine(
                        Arbitraries.integers().between(0, 11),
                        Arbitraries.integers().between(0, 900))
                .as(Step::new);
        return Combinators.combine(
                        Arbitraries.integers().between(0, 99_999), steps.list().ofMaxSize(14), nanos)
                .as(TicketLogs::play);
    }

    private static Ticket play(int number, List<Step> steps, int nanos) {
        Actor by = Actor.host("somebody");
        Instant now = BEGIN;
        Ticket ticket = TICKETS.decide(
                        TICKETS.initial(),
                        TicketCommand.open(SubjectRef.of("order", "1"), "request", by, "t-" + number),
                        now)
                .state();
        for (int at = 0; at < steps.size(); at++) {
            now = now.plus(Duration.ofMinutes(steps.get(at).minutes())).plusNanos(nanos);
            Decision<Ticket, TicketEvent> decision =
                    TICKETS.decide(ticket, command(steps.get(at).what(), now, by, "k-" + at), now);
            ticket = decision.outcome() == Outcome.ACCEPTED ? decision.state() : ticket;
        }
        return ticket;
    }

    private static TicketCommand command(int what, Instant now, Actor by, String key) {
        return switch (what) {
            case 0 -> TicketCommand.reply("reply", by, key);
            case 1, 2 -> TicketCommand.customerWrote("message", by, key);
            case 3 -> TicketCommand.autoReply("auto", by, key);
            case 4, 5 -> TicketCommand.ask("receipt", by, key);
            case 6 -> TicketCommand.hold("bank", now.plusSeconds(60), by, key);
            case 7 -> TicketCommand.resume("again", by, key);
            case 8 -> TicketCommand.solve(CloseReason.SOLVED, by, key);
            case 9 -> TicketCommand.reopen("not yet", by, key);
            case 10 -> TicketCommand.pause("vendor", by, key);
            default -> TicketCommand.endPause("vendor", by, key);
        };
    }
}
