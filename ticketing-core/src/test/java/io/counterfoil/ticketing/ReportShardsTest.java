package io.counterfoil.ticketing;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.hours.BusinessDays;
import io.counterfoil.payments.hours.BusinessHours;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.Outcome;
import io.counterfoil.ticketing.clock.Clocks;
import io.counterfoil.ticketing.clock.SlaPolicy;
import io.counterfoil.ticketing.measure.Goal;
import io.counterfoil.ticketing.scorecard.MeasureId;
import io.counterfoil.ticketing.scorecard.Scorecard;
import io.counterfoil.ticketing.scorecard.ScorecardReport;
import io.counterfoil.ticketing.ticket.CloseReason;
import io.counterfoil.ticketing.ticket.Ticket;
import io.counterfoil.ticketing.ticket.TicketCommand;
import io.counterfoil.ticketing.ticket.TicketEvent;
import io.counterfoil.ticketing.ticket.TicketId;
import io.counterfoil.ticketing.ticket.Tickets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Random tickets in shards: by id, by month, by luck, one by one. {@code -Dcounterfoil.tickets=100000} for the full number; the build takes fewer.
 */
class ReportShardsTest {

    private static final int TICKETS = Integer.getInteger("counterfoil.tickets", 4_000);
    private static final ZoneId TORONTO = ZoneId.of("America/Toronto");
    private static final Instant FIRST = Instant.parse("2027-01-04T14:00:00Z");
    private static final Instant NOW = Instant.parse("2027-07-01T00:00:00Z");
    private static final DateRange HALF_YEAR =
            DateRange.of(java.time.LocalDate.of(2027, 1, 1), java.time.LocalDate.of(2027, 6, 30));

    private final Tickets machine = Tickets.standard();
    private final Scorecard card = Scorecard.builder(Clocks.of(SlaPolicy.builder("gold")
                    .hours(BusinessHours.in(TORONTO).weekdays("09:00-17:00").build())
                    .firstReply(Duration.ofHours(8))
                    .resolution(BusinessDays.of(7))
                    .build()))
            .goal(MeasureId.FIRST_REPLY_AVERAGE, Goal.atMost(Duration.ofHours(8)))
            .goal(MeasureId.RESOLUTION_AVERAGE, Goal.atMost(BusinessDays.of(7)))
            .goal(MeasureId.ON_TIME, Goal.atLeast("0.85"))
            .build();

    private Ticket ticket(int number, SplittableRandom random) {
        Actor by = Actor.host("agent-" + random.nextInt(9));
        Instant now = FIRST.plusSeconds(random.nextInt(150 * 86_400));
        Ticket ticket = machine.initial();
        List<TicketCommand> commands = List.of(
                TicketCommand.open(SubjectRef.of("order", "o-" + random.nextInt(999)), "where", by, "t-" + number),
                TicketCommand.reply("soon", by, "k-1"),
                TicketCommand.ask("receipt", by, "k-2"),
                TicketCommand.customerWrote("here", by, "k-3"),
                TicketCommand.hold("bank", now.plus(Duration.ofDays(400)), by, "k-4"),
                TicketCommand.resume("found", by, "k-5"),
                TicketCommand.solve(random.nextInt(12) == 0 ? CloseReason.SPAM : CloseReason.SOLVED, by, "k-6"),
                TicketCommand.customerWrote("no", by, "k-7"),
                TicketCommand.reply("now", by, "k-8"),
                TicketCommand.solve(CloseReason.SOLVED, by, "k-9"));
        int steps = 1 + random.nextInt(commands.size());
        for (TicketCommand command : commands.subList(0, steps)) {
            Decision<Ticket, TicketEvent> decision = machine.decide(ticket, command, now);
            ticket = decision.outcome() == Outcome.ACCEPTED ? decision.state() : ticket;
            now = now.plusSeconds(random.nextInt(2 * 86_400));
        }
        return ticket;
    }

    private List<Ticket> disordered(List<Ticket> tickets, long seed) {
        Random random = new Random(seed);
        List<Ticket> disordered = new ArrayList<>();
        for (Ticket ticket : tickets) {
            List<TicketEvent> log = new ArrayList<>(ticket.log());
            log.add(log.get(random.nextInt(log.size())));
            Collections.shuffle(log, random);
            disordered.add(machine.fold(log));
        }
        Collections.shuffle(disordered, random);
        return disordered;
    }

    private ScorecardReport merged(List<Ticket> tickets, int shards, ToIntFunction<Ticket> shard) {
        List<List<Ticket>> parts = new ArrayList<>();
        for (int at = 0; at < shards; at++) {
            parts.add(new ArrayList<>());
        }
        tickets.forEach(ticket ->
                parts.get(Math.floorMod(shard.applyAsInt(ticket), shards)).add(ticket));
        List<ScorecardReport> reports = parts.stream()
                .map(part -> card.assess(part.stream(), HALF_YEAR, NOW))
                .toList();
        while (reports.size() > 1) { // as a tree, so that the merging itself comes in another order
            List<ScorecardReport> next = new ArrayList<>();
            for (int at = 0; at + 1 < reports.size(); at += 2) {
                next.add(reports.get(at + 1).merge(reports.get(at)));
            }
            if (reports.size() % 2 == 1) {
                next.add(reports.get(reports.size() - 1));
            }
            reports = next;
        }
        return reports.get(0);
    }

    @Test
    @DisplayName(
            "TIC-37 TIC-20 the aggregates of random tickets merge to the same report in any sharding, also of disordered logs")
    void anyShardingMergesToTheSameReport() {
        SplittableRandom random = new SplittableRandom(37);
        List<Ticket> tickets = new ArrayList<>();
        for (int number = 0; number < TICKETS; number++) {
            tickets.add(ticket(number, random));
        }
        ScorecardReport whole = card.assess(tickets.stream(), HALF_YEAR, NOW);
        assertThat(whole.row(MeasureId.ON_TIME).n()).isGreaterThan(TICKETS / 3);
        List<Ticket> disordered = disordered(tickets, 11);
        assertThat(merged(tickets, 7, ticket -> ticket.id().hashCode())).isEqualTo(whole);
        assertThat(merged(disordered, 6, ReportShardsTest::month)).isEqualTo(whole);
        Random luck = new Random(5);
        ScorecardReport lucky = merged(disordered, 33, ticket -> luck.nextInt());
        assertThat(lucky).isEqualTo(whole);
        assertThat(lucky.toDocument()).isEqualTo(whole.toDocument());
        assertThat(lucky.row(MeasureId.ON_TIME).ticketIds())
                .isEqualTo(whole.row(MeasureId.ON_TIME).ticketIds());
        assertThat(merged(tickets.subList(0, 100), 100, ticket -> tickets.indexOf(ticket)))
                .as("one ticket each")
                .isEqualTo(card.assess(tickets.stream().limit(100), HALF_YEAR, NOW));
        assertThat(TicketId.of("t-0")).isEqualTo(tickets.get(0).id());
    }

    private static int month(Ticket ticket) {
        return ticket.log().stream()
                .filter(event -> event.kind() == TicketEvent.Kind.OPENED)
                .findFirst()
                .orElseThrow()
                .at()
                .atZone(TORONTO)
                .getMonthValue();
    }
}
