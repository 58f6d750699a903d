package io.counterfoil.ticketing.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.lifecycle.Outcome;
import io.counterfoil.ticketing.clock.TicketLogs;
import io.counterfoil.ticketing.triage.Priority;
import io.counterfoil.ticketing.triage.Route;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TicketsProperties {

    private static final Actor BY = Actor.host("somebody");
    private static final Instant LATE = Instant.parse("2027-12-01T00:00:00Z");

    private final Tickets tickets = Tickets.standard();

    @Provide
    Arbitrary<Ticket> tickets() {
        return TicketLogs.tickets();
    }

    static List<TicketCommand> everyCommand(Ticket survivor) {
        return List.of(
                TicketCommand.open(SubjectRef.of("order", "1"), "again", BY, "c-0"),
                TicketCommand.reply("text", BY, "c-1"),
                TicketCommand.autoReply("text", BY, "c-2"),
                TicketCommand.note("text", BY, "c-3"),
                TicketCommand.customerWrote("text", BY, "c-4"),
                TicketCommand.ask("reason", BY, "c-5"),
                TicketCommand.hold("reason", LATE.plusSeconds(1), BY, "c-6"),
                TicketCommand.resume("reason", BY, "c-7"),
                TicketCommand.solve(CloseReason.SOLVED, BY, "c-8"),
                TicketCommand.reopen("reason", BY, "c-9"),
                TicketCommand.close(BY, "c-10"),
                TicketCommand.assign("queue", BY, "c-11"),
                TicketCommand.merge(survivor, BY, "c-12"),
                TicketCommand.link(LinkKind.RELATES_TO, survivor.id(), BY, "c-13"),
                TicketCommand.applyPolicy("p", BY, "c-14"),
                TicketCommand.withdrawPolicy(BY, "c-15"),
                TicketCommand.pause("reason", BY, "c-16"),
                TicketCommand.endPause("reason", BY, "c-17"),
                TicketCommand.setField("tier", "gold", BY, "c-18"),
                TicketCommand.watch("lead", BY, "c-19"),
                TicketCommand.unwatch("lead", BY, "c-20"),
                TicketCommand.addItems(List.of("call back"), BY, "c-21"),
                TicketCommand.tick("call back", BY, "c-22"),
                TicketCommand.redact(Set.of(Ticket.Text.values()), BY, "c-redact"),
                TicketCommand.called(
                        new TicketEvent.Called.Note(Code.of("ANSWERED"), Duration.ofMinutes(3), "line-1", "text"),
                        BY,
                        "c-23"),
                TicketCommand.reclassify(Route.of("bank", "EXCEPTION", Priority.HIGH), BY, "c-24"),
                TicketCommand.absorb(survivor, BY, "c-25"),
                TicketCommand.escalate("reason", BY, "c-26"),
                TicketCommand.told("notice", "lead", BY),
                TicketCommand.acknowledge("escalation", BY, "c-27"));
    }

    @Property(tries = 300)
    @Label(
            "TIC-11 every command in every status is accepted by the table or refused with a code, and repeating it changes nothing")
    void everyCommandIsDeclaredOrRefused(@ForAll("tickets") Ticket ticket) {
        Ticket survivor = tickets.decide(
                        tickets.initial(),
                        TicketCommand.open(SubjectRef.of("order", "2"), "other", BY, "survivor"),
                        LATE)
                .state();
        for (TicketCommand command : everyCommand(survivor)) {
            Decision<Ticket, TicketEvent> decision = tickets.decide(ticket, command, LATE);
            if (decision.outcome() == Outcome.REFUSED) {
                assertThat(decision.state()).isEqualTo(ticket);
                assertThat(decision.refusal().orElseThrow().code())
                        .isIn(Set.of(
                                Lifecycle.Reason.EVENT_NOT_ALLOWED,
                                Lifecycle.Reason.TERMINAL_STATE,
                                Lifecycle.Reason.GUARD_FAILED));
            } else {
                assertThat(decision.state()).isEqualTo(tickets.fold(append(ticket, decision)));
                Decision<Ticket, TicketEvent> again = tickets.decide(decision.state(), command, LATE.plusSeconds(60));
                assertThat(again.outcome()).isEqualTo(Outcome.REPLAYED);
                assertThat(again.state()).isEqualTo(decision.state());
                assertThat(again.events()).isEqualTo(decision.events());
            }
        }
    }

    private static List<TicketEvent> append(Ticket ticket, Decision<Ticket, TicketEvent> decision) {
        return java.util.stream.Stream.concat(ticket.log().stream(), decision.events().stream())
                .toList();
    }
}
