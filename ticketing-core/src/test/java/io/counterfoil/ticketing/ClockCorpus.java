package io.counterfoil.ticketing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.hours.BusinessHours;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.payments.testkit.corpus.CaseReader;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import io.counterfoil.payments.testkit.corpus.HoursCorpus;
import io.counterfoil.ticketing.clock.ClockKind;
import io.counterfoil.ticketing.clock.ClockReading;
import io.counterfoil.ticketing.clock.ClockReadings;
import io.counterfoil.ticketing.clock.ClockSpec;
import io.counterfoil.ticketing.clock.ClockTarget;
import io.counterfoil.ticketing.clock.Clocks;
import io.counterfoil.ticketing.clock.SlaPolicy;
import io.counterfoil.ticketing.ticket.CloseReason;
import io.counterfoil.ticketing.ticket.Intake;
import io.counterfoil.ticketing.ticket.Ticket;
import io.counterfoil.ticketing.ticket.TicketEvent;
import io.counterfoil.ticketing.ticket.TicketEvent.Occurrence;
import io.counterfoil.ticketing.ticket.TicketStatus;
import io.counterfoil.ticketing.ticket.Tickets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads the ops {@code clock}, {@code replyCycles} and {@code slaState}: event logs become tickets, calendars become hours. */
final class ClockCorpus {

    private static final Instant CREATION = Instant.parse("2026-01-05T00:00:00Z");

    private ClockCorpus() {}

    static Map<String, CaseReader> readers() {
        return Map.of(
                "clock", ClockCorpus::clock,
                "replyCycles", ClockCorpus::replyCycles,
                "slaState", ClockCorpus::slaState);
    }

    private static void clock(CorpusCase example) {
        JsonNode input = example.input();
        ClockKind kind = ClockKind.valueOf(input.path("kind").asText());
        ClockSpec spec = spec(kind, input.path("targetSeconds").asLong(), input);
        Instant asOf = Instant.parse(input.path("asOf").asText());
        ClockReading reading =
                read(example, spec, SlaPolicy.Carry.CARRY_ELAPSED, asOf).of(kind);
        JsonNode expected = example.expected();
        assertThat(reading.state().name())
                .as("state")
                .isEqualTo(expected.path("state").asText());
        assertThat(reading.elapsed().toSeconds())
                .as("elapsed")
                .isEqualTo(expected.path("elapsedSeconds").asLong());
        assertThat(reading.remaining().toSeconds())
                .as("remaining")
                .isEqualTo(expected.path("remainingSeconds").asLong());
        assertThat(reading.due().map(due -> due.stay().toString()))
                .as("stay")
                .isEqualTo(text(expected.path("deadline").path("stay")));
        assertThat(reading.due().map(due -> due.roll().toString()))
                .as("roll")
                .isEqualTo(text(expected.path("deadline").path("roll")));
        assertThat(reading.breached())
                .as("breached")
                .isEqualTo(expected.path("breached").asBoolean());
        assertThat(reading.breachedAt().map(Instant::toString))
                .as("breachedAt")
                .isEqualTo(text(expected.path("breachedAt")));
    }

    private static void replyCycles(CorpusCase example) {
        ClockSpec spec = ClockSpec.of(ClockKind.NEXT_REPLY, ClockTarget.of(Duration.ofDays(365)));
        Instant asOf = Instant.parse(example.input().path("asOf").asText());
        List<ClockReading> cycles =
                read(example, spec, SlaPolicy.Carry.CARRY_ELAPSED, asOf).cycles(ClockKind.NEXT_REPLY);
        List<Long> closed = seconds(cycles, ClockReading.ClockState.STOPPED);
        List<Long> open = seconds(cycles, ClockReading.ClockState.RUNNING);
        JsonNode expected = example.expected();
        assertThat(closed)
                .as("closed cycles")
                .isEqualTo(stream(expected.path("closedCycles"))
                        .map(JsonNode::asLong)
                        .toList());
        assertThat(open)
                .as("open cycle")
                .isEqualTo(
                        expected.path("openElapsedSeconds").isNull()
                                ? List.of()
                                : List.of(expected.path("openElapsedSeconds").asLong()));
        assertThat(Stream.concat(closed.stream(), open.stream())
                        .mapToLong(l -> l)
                        .max()
                        .orElse(0))
                .as("longest")
                .isEqualTo(expected.path("longestSeconds").asLong());
    }

    private static List<Long> seconds(List<ClockReading> cycles, ClockReading.ClockState state) {
        return cycles.stream()
                .filter(cycle -> cycle.state() == state)
                .map(cycle -> cycle.elapsed().toSeconds())
                .toList();
    }

    private static ClockReadings read(CorpusCase example, ClockSpec spec, SlaPolicy.Carry carry, Instant asOf) {
        BusinessHours hours = HoursCorpus.hours(example);
        List<JsonNode> events = stream(example.input().path("events")).toList();
        SlaPolicy.Builder first =
                SlaPolicy.builder("p0").hours(hours).clock(spec).carry(carry);
        List<SlaPolicy> later = new ArrayList<>();
        List<TicketEvent> log = new ArrayList<>();
        for (JsonNode event : events) {
            Instant at = Instant.parse(event.path("at").asText());
            switch (event.path("type").asText()) {
                case "SLA_CHANGED" -> {
                    String id = "p" + (later.size() + 1);
                    later.add(SlaPolicy.builder(id)
                            .hours(HoursCorpus.hours(event.path("calendar")))
                            .clock(ClockSpec.builder()
                                    .from(spec)
                                    .target(ClockTarget.of(Duration.ofSeconds(
                                            event.path("targetSeconds").asLong())))
                                    .build())
                            .carry(SlaPolicy.Carry.valueOf(event.path("carry").asText()))
                            .build());
                    log.add(new TicketEvent.PolicyApplied(occurrence(log, at), id));
                }
                case "CALENDAR_CHANGED" -> {
                    if (!at.isAfter(asOf)) {
                        first.hoursFrom(at, HoursCorpus.hours(event.path("calendar")));
                    }
                }
                default -> log.add(event(event, occurrence(log, at)));
            }
        }
        Clocks.Builder clocks = Clocks.builder(first.build());
        later.forEach(clocks::policy);
        return clocks.build().read(ticket(log), asOf);
    }

    private static ClockSpec spec(ClockKind kind, long targetSeconds, JsonNode input) {
        Set<TicketStatus> pausedIn = new HashSet<>();
        input.path("pausedIn").forEach(status -> pausedIn.add(TicketStatus.valueOf(status.asText())));
        return ClockSpec.builder()
                .kind(kind)
                .target(ClockTarget.of(Duration.ofSeconds(targetSeconds)))
                .pausedIn(pausedIn)
                .reopen(SlaPolicy.Reopen.valueOf(input.path("reopen").asText("ALL_CYCLES")))
                .build();
    }

    private static TicketEvent event(JsonNode event, Occurrence occurrence) {
        return switch (event.path("type").asText()) {
            case "CREATED" ->
                opened(
                        occurrence,
                        event.path("by").asText().equals("AGENT") ? Intake.Origin.AGENT : Intake.Origin.CUSTOMER);
            case "CUSTOMER_MESSAGE" -> new TicketEvent.CustomerWrote(occurrence, "message");
            case "AGENT_REPLY" -> new TicketEvent.Replied(occurrence, "reply");
            case "AUTO_REPLY" -> new TicketEvent.AutoReplied(occurrence, "auto");
            case "INTERNAL_NOTE" -> new TicketEvent.Noted(occurrence, "note");
            case "STATUS" -> status(TicketStatus.valueOf(event.path("status").asText()), occurrence);
            default -> throw new AssertionError("unknown event " + event);
        };
    }

    private static TicketEvent opened(Occurrence occurrence, Intake.Origin origin) {
        return new TicketEvent.Opened(
                occurrence,
                Intake.builder()
                        .id("t")
                        .subject(SubjectRef.of("case", "1"))
                        .title("case")
                        .origin(origin)
                        .build());
    }

    private static TicketEvent status(TicketStatus status, Occurrence occurrence) {
        return switch (status) {
            case NEW -> throw new AssertionError("nothing leads to NEW");
            case OPEN -> new TicketEvent.Resumed(occurrence, "status");
            case PENDING -> new TicketEvent.Asked(occurrence, "status");
            case ON_HOLD -> new TicketEvent.Held(occurrence, "status", occurrence.at());
            case SOLVED -> new TicketEvent.Solved(occurrence, CloseReason.SOLVED, "");
            case CLOSED -> new TicketEvent.Closed(occurrence);
        };
    }

    private static Occurrence occurrence(List<TicketEvent> log, Instant at) {
        IdempotencyKey key = IdempotencyKey.of("event-" + log.size());
        return new Occurrence(
                new History.Stamped.Stamp(key, Sha256.of(key.value()), Actor.host("corpus"), at), log.size(), at);
    }

    private static Ticket ticket(List<TicketEvent> log) {
        return Tickets.standard().fold(log);
    }

    private static void slaState(CorpusCase example) {
        JsonNode sla = example.input().path("sla");
        Optional<Duration> first = minutes(sla.path("firstResponseMin"));
        Optional<Duration> next = minutes(sla.path("updateMin"));
        Optional<Duration> solution = minutes(sla.path("solutionMin"));
        Map<String, Optional<Long>> answers = new HashMap<>();
        if (first.isEmpty() && next.isEmpty() && solution.isEmpty()) {
            for (String field : List.of("firstResponseDueMin", "updateDueMin", "closeDueMin", "nextDueMin")) {
                answers.put(field, Optional.empty());
            }
        } else {
            BusinessHours always = BusinessHours.always(ZoneOffset.UTC);
            List<TicketEvent> log = new ArrayList<>();
            Instant last = CREATION;
            for (JsonNode event : example.input().path("events")) {
                last = CREATION.plus(Duration.ofMinutes(event.get(0).asLong()));
                log.add(zammad(event.get(1).asText(), occurrence(log, last), example));
            }
            ClockReadings readings = Clocks.of(SlaPolicy.threeClocks(always, first, next, solution))
                    .read(ticket(log), last);
            Optional<ClockReading> reply = readings.find(ClockKind.FIRST_REPLY);
            Optional<ClockReading> update = readings.find(ClockKind.NEXT_REPLY);
            Optional<ClockReading> close = readings.find(ClockKind.RESOLUTION);
            answers.put("firstResponseDueMin", reply.flatMap(ClockCorpus::dueMinute));
            answers.put("updateDueMin", update.flatMap(ClockCorpus::dueMinute));
            answers.put("closeDueMin", close.flatMap(ClockCorpus::dueMinute));
            answers.put("nextDueMin", readings.nextDue().flatMap(ClockCorpus::dueMinute));
            Optional<Long> longest = readings.cycles(ClockKind.NEXT_REPLY).stream()
                    .filter(cycle -> cycle.state() == ClockReading.ClockState.STOPPED)
                    .map(cycle -> cycle.elapsed().toMinutes())
                    .max(Long::compare);
            answers.put("updateInMin", longest);
            answers.put("updateDiffInMin", longest.flatMap(used -> next.map(target -> target.toMinutes() - used)));
            Optional<Long> closed = close.filter(reading -> reading.state() == ClockReading.ClockState.STOPPED)
                    .map(reading -> reading.elapsed().toMinutes());
            answers.put("closeInMin", closed);
            answers.put("closeDiffInMin", closed.flatMap(used -> solution.map(target -> target.toMinutes() - used)));
        }
        example.expected()
                .properties()
                .forEach(field -> assertThat(answers)
                        .as(field.getKey())
                        .containsEntry(
                                field.getKey(),
                                field.getValue().isNull()
                                        ? Optional.empty()
                                        : Optional.of(field.getValue().asLong())));
    }

    private static TicketEvent zammad(String name, Occurrence occurrence, CorpusCase example) {
        return switch (name) {
            case "created" -> opened(occurrence, Intake.Origin.CUSTOMER);
            case "customerMessage" -> new TicketEvent.CustomerWrote(occurrence, "message");
            case "agentMessage" -> new TicketEvent.Replied(occurrence, "reply");
            case "slaUnmatched" -> new TicketEvent.PolicyWithdrawn(occurrence);
            case "state:closed" -> new TicketEvent.Solved(occurrence, CloseReason.SOLVED, "");
            case "state:open" -> new TicketEvent.Resumed(occurrence, "open");
            default -> {
                if (name.startsWith("state:pending")) {
                    yield new TicketEvent.Asked(occurrence, name);
                }
                throw example.unsupported("event " + name + " is not of the ticket table");
            }
        };
    }

    private static Optional<Duration> minutes(JsonNode node) {
        return node.asLong() == 0 ? Optional.empty() : Optional.of(Duration.ofMinutes(node.asLong()));
    }

    private static Optional<Long> dueMinute(ClockReading reading) {
        return reading.state() == ClockReading.ClockState.RUNNING
                ? reading.due()
                        .map(due -> Duration.between(CREATION, due.stay()).toMinutes())
                : Optional.empty();
    }

    private static Optional<String> text(JsonNode node) {
        return node.isMissingNode() || node.isNull()
                ? Optional.empty()
                : Optional.of(Instant.parse(node.asText()).toString());
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
