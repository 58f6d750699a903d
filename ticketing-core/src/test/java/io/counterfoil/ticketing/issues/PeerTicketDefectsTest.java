package io.counterfoil.ticketing.issues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.hours.BusinessHours;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.EventStore;
import io.counterfoil.payments.testkit.corpus.CorpusFolder;
import io.counterfoil.ticketing.clock.ClockKind;
import io.counterfoil.ticketing.clock.ClockReading;
import io.counterfoil.ticketing.clock.ClockReading.ClockState;
import io.counterfoil.ticketing.clock.ClockSpec;
import io.counterfoil.ticketing.clock.ClockTarget;
import io.counterfoil.ticketing.clock.Clocks;
import io.counterfoil.ticketing.clock.SlaPolicy;
import io.counterfoil.ticketing.clock.Trigger;
import io.counterfoil.ticketing.escalation.EscalationPlan;
import io.counterfoil.ticketing.measure.Goal;
import io.counterfoil.ticketing.phone.Erlang;
import io.counterfoil.ticketing.routing.Agent;
import io.counterfoil.ticketing.routing.Router;
import io.counterfoil.ticketing.routing.RoutingPolicy;
import io.counterfoil.ticketing.routing.Work;
import io.counterfoil.ticketing.scorecard.MeasureId;
import io.counterfoil.ticketing.scorecard.Scorecard;
import io.counterfoil.ticketing.ticket.CloseReason;
import io.counterfoil.ticketing.ticket.Ticket;
import io.counterfoil.ticketing.ticket.TicketCommand;
import io.counterfoil.ticketing.ticket.TicketDesk;
import io.counterfoil.ticketing.ticket.TicketEvent;
import io.counterfoil.ticketing.ticket.TicketId;
import io.counterfoil.ticketing.ticket.TicketStatus;
import io.counterfoil.ticketing.ticket.Tickets;
import io.counterfoil.ticketing.triage.IncomingItem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** Known defects of others' tickets, clocks, routing and notices (facts, {@code ticketing_traps.json}): one test each, by its id. */
class PeerTicketDefectsTest {

    private static final BusinessHours HOURS =
            BusinessHours.in(ZoneOffset.UTC).weekdays("09:00-17:00").build();
    private static final Actor BEN = Actor.host("ben");

    private final Tickets tickets = Tickets.standard();
    private final EventStore<TicketId, TicketEvent> store = EventStore.inMemory();
    private final TicketDesk desk = TicketDesk.of(tickets, store);
    private final TicketId id = TicketId.of("t");

    private static Instant at(String text) {
        return Instant.parse("2027-03-" + text + (text.length() == 8 ? ":00Z" : "Z"));
    }

    private Ticket open(TicketId ticket, Instant now) {
        return apply(ticket, TicketCommand.open(SubjectRef.of("order", "1"), "where", BEN, "open-" + ticket), now);
    }

    private Ticket apply(TicketId ticket, TicketCommand command, Instant now) {
        TicketCommand given = command instanceof TicketCommand.Open open ? open.as(ticket) : command;
        return store.apply(tickets, ticket, given, now).orThrow().state();
    }

    private static Clocks clocks(ClockKind kind, int hours) {
        return Clocks.of(policy("gold", kind, hours).build());
    }

    private static SlaPolicy.Builder policy(String name, ClockKind kind, int hours) {
        return SlaPolicy.builder(name)
                .hours(HOURS)
                .clock(ClockSpec.builder()
                        .from(ClockSpec.of(kind, ClockTarget.of(Duration.ofHours(hours))))
                        .pausedBy(Set.of("vendor", "bank"))
                        .build());
    }

    private static ClockReading read(Clocks clocks, Ticket ticket, ClockKind kind, Instant now) {
        return clocks.read(ticket, now).of(kind);
    }

    @Test
    @DisplayName("TRAP-14 starts keep their seconds, and pauses within one minute add up to their union")
    void trap14() {
        open(id, at("01T10:00:07"));
        apply(id, TicketCommand.pause("vendor", BEN, "p-1"), at("01T10:01:10"));
        apply(id, TicketCommand.pause("bank", BEN, "p-2"), at("01T10:01:15"));
        apply(id, TicketCommand.endPause("vendor", BEN, "p-3"), at("01T10:01:20"));
        Ticket ticket = apply(id, TicketCommand.endPause("bank", BEN, "p-4"), at("01T10:01:50"));
        assertThat(read(clocks(ClockKind.RESOLUTION, 8), ticket, ClockKind.RESOLUTION, at("01T10:02:07"))
                        .elapsed())
                .isEqualTo(Duration.ofSeconds(80));
    }

    @Test
    @DisplayName("TRAP-15 a later update deadline never overrules a first reply that is not given")
    void trap15() {
        Clocks clocks = Clocks.of(policy("gold", ClockKind.FIRST_REPLY, 8)
                .clock(ClockSpec.builder()
                        .from(ClockSpec.of(ClockKind.NEXT_REPLY, ClockTarget.of(Duration.ofHours(8))))
                        .includesFirst(true)
                        .build())
                .build());
        open(id, at("01T09:00"));
        Ticket ticket = apply(id, TicketCommand.customerWrote("hello?", BEN, "m"), at("01T12:00"));
        ClockReading next = clocks.read(ticket, at("01T13:00")).nextDue().orElseThrow();
        assertThat(next.kind()).isEqualTo(ClockKind.FIRST_REPLY);
        assertThat(next.due().orElseThrow().stay()).isEqualTo(at("01T17:00"));
    }

    @Test
    @DisplayName("TRAP-16 an agent's own follow-up starts no reply clock")
    void trap16() {
        open(id, at("01T09:00"));
        apply(id, TicketCommand.reply("one", BEN, "r-1"), at("01T10:00"));
        Ticket ticket = apply(id, TicketCommand.reply("two", BEN, "r-2"), at("01T11:00"));
        assertThat(read(clocks(ClockKind.NEXT_REPLY, 1), ticket, ClockKind.NEXT_REPLY, at("02T11:00"))
                        .state())
                .isEqualTo(ClockState.NOT_STARTED);
    }

    @Test
    @DisplayName("TRAP-17 a merged ticket does not escalate")
    void trap17() {
        open(id, at("01T09:00"));
        open(TicketId.of("u"), at("01T09:00"));
        desk.merge(id, TicketId.of("u"), BEN, "g", at("01T10:00")).orThrow();
        Clocks clocks = clocks(ClockKind.RESOLUTION, 1);
        Ticket merged = desk.load(id);
        assertThat(clocks.triggers(merged, Duration.ofDays(9), at("03T09:00"))).isEmpty();
        assertThat(EscalationPlan.service(HOURS, HOURS, HOURS)
                        .propose(merged, clocks.read(merged, at("03T09:00")), at("03T09:00")))
                .isEmpty();
    }

    @Test
    @DisplayName("TRAP-18 a policy that is taken away stops its clocks: neither met nor missed")
    void trap18() {
        open(id, at("01T09:00"));
        Ticket ticket = apply(id, TicketCommand.withdrawPolicy(BEN, "w"), at("01T10:00"));
        ClockReading reading = read(clocks(ClockKind.RESOLUTION, 2), ticket, ClockKind.RESOLUTION, at("09T09:00"));
        assertThat(reading.state()).isEqualTo(ClockState.WITHDRAWN);
        assertThat(reading.breached()).isFalse();
    }

    @Test
    @DisplayName("TRAP-19 a notice for the night is held to the next opening")
    void trap19() {
        Clocks always = Clocks.of(SlaPolicy.builder("gold")
                .hours(BusinessHours.always(ZoneOffset.UTC))
                .firstReply(Duration.ofHours(8))
                .build());
        Ticket ticket = open(id, at("01T16:00"));
        Trigger breach =
                always.triggers(ticket, Duration.ofDays(1), at("01T16:00")).get(0);
        assertThat(breach.at()).isEqualTo(at("02T00:00"));
        assertThat(breach.deliverAt(HOURS)).contains(at("02T09:00"));
    }

    @Test
    @DisplayName("TRAP-20 a month is one of the report's zone")
    void trap20() {
        open(id, at("31T20:00"));
        apply(id, TicketCommand.reply("yes", BEN, "r"), Instant.parse("2027-04-01T03:30:00Z"));
        Scorecard card = Scorecard.builder(clocks(ClockKind.FIRST_REPLY, 8))
                .goal(MeasureId.FIRST_REPLY_AVERAGE, Goal.atMost(Duration.ofHours(8)))
                .zone(ZoneId.of("America/Toronto"))
                .build();
        Instant later = Instant.parse("2027-06-01T00:00:00Z");
        assertThat(card.assess(store.all(tickets), DateRange.month(2027, 3), later)
                        .row(MeasureId.FIRST_REPLY_AVERAGE)
                        .n())
                .isEqualTo(1);
        assertThat(card.assess(store.all(tickets), DateRange.month(2027, 4), later)
                        .row(MeasureId.FIRST_REPLY_AVERAGE)
                        .n())
                .isZero();
    }

    @Test
    @DisplayName("TRAP-21 a clock that stands still never breaches")
    void trap21() {
        open(id, at("01T09:00"));
        apply(id, TicketCommand.assign("desk", BEN, "a"), at("01T09:00"));
        Ticket ticket = apply(id, TicketCommand.ask("receipt", BEN, "q"), at("01T10:00"));
        Clocks clocks = clocks(ClockKind.RESOLUTION, 2);
        ClockReading reading = read(clocks, ticket, ClockKind.RESOLUTION, at("30T10:00"));
        assertThat(reading.state()).isEqualTo(ClockState.PAUSED);
        assertThat(reading.remaining()).isEqualTo(Duration.ofHours(1));
        assertThat(reading.breachedAt()).isEmpty();
    }

    @Test
    @DisplayName("TRAP-22 the time in which it was solved does not count after it is opened again")
    void trap22() {
        open(id, at("01T09:00"));
        apply(id, TicketCommand.solve(CloseReason.SOLVED, BEN, "s"), at("01T11:00"));
        Ticket ticket = apply(id, TicketCommand.customerWrote("no", BEN, "m"), at("02T11:00"));
        assertThat(read(clocks(ClockKind.RESOLUTION, 9), ticket, ClockKind.RESOLUTION, at("02T12:00"))
                        .elapsed())
                .isEqualTo(Duration.ofHours(3));
    }

    @Test
    @DisplayName("TRAP-23 TRAP-37 pauses are kept when the policy changes, also retroactively")
    void trap23() {
        for (SlaPolicy.Carry carry : List.of(SlaPolicy.Carry.CARRY_ELAPSED, SlaPolicy.Carry.RETROACTIVE)) {
            TicketId ticket = TicketId.of("t-" + carry);
            open(ticket, at("01T09:00"));
            apply(ticket, TicketCommand.pause("vendor", BEN, "p-1"), at("01T10:00"));
            apply(ticket, TicketCommand.endPause("vendor", BEN, "p-2"), at("01T13:00"));
            Ticket changed = apply(ticket, TicketCommand.applyPolicy("silver", BEN, "s"), at("01T14:00"));
            Clocks clocks = Clocks.builder(
                            policy("gold", ClockKind.RESOLUTION, 4).build())
                    .policy(policy("silver", ClockKind.RESOLUTION, 9)
                            .carry(carry)
                            .build())
                    .build();
            assertThat(read(clocks, changed, ClockKind.RESOLUTION, at("01T15:00"))
                            .elapsed())
                    .as(carry.name())
                    .isEqualTo(Duration.ofHours(3));
        }
    }

    @Test
    @DisplayName("TRAP-24 a level before the breach comes by business time, not at midnight")
    void trap24() {
        Clocks clocks = Clocks.of(SlaPolicy.builder("gold")
                .hours(HOURS)
                .clock(ClockSpec.builder()
                        .from(ClockSpec.of(ClockKind.RESOLUTION, ClockTarget.of(Duration.ofHours(10))))
                        .addLevels(ClockSpec.Level.left(Duration.ofHours(1)))
                        .build())
                .build());
        Ticket ticket = open(id, at("01T09:00"));
        assertThat(clocks.triggers(ticket, Duration.ofDays(3), at("01T09:00"))
                        .get(0)
                        .at())
                .isEqualTo(at("02T10:00"));
    }

    private static IncomingItem mail(String name, Instant at) {
        return IncomingItem.builder()
                .id(name)
                .body("still missing")
                .receivedAt(at)
                .build();
    }

    @Test
    @DisplayName("TRAP-26 a reply to a merged ticket does not open it again but reaches the survivor")
    void trap26() {
        TicketId survivor = TicketId.of("u");
        open(id, at("01T09:00"));
        open(survivor, at("01T09:00"));
        desk.merge(id, survivor, BEN, "g", at("01T10:00")).orThrow();
        assertThat(desk.deliver(id, mail("m", at("01T11:00")), BEN, at("01T11:00"))
                        .ticket())
                .isEqualTo(survivor);
        assertThat(desk.load(id).status()).isEqualTo(TicketStatus.CLOSED);
    }

    @Test
    @DisplayName("TRAP-27 opening again distorts no first cycle where the policy says so")
    void trap27() {
        open(id, at("01T09:00"));
        apply(id, TicketCommand.solve(CloseReason.SOLVED, BEN, "s-1"), at("01T11:00"));
        apply(id, TicketCommand.customerWrote("thanks", BEN, "m"), at("04T11:00"));
        Ticket ticket = apply(id, TicketCommand.solve(CloseReason.SOLVED, BEN, "s-2"), at("04T16:00"));
        Clocks first = Clocks.of(SlaPolicy.builder("gold")
                .hours(HOURS)
                .clock(ClockSpec.builder()
                        .from(ClockSpec.of(ClockKind.RESOLUTION, ClockTarget.of(Duration.ofHours(4))))
                        .reopen(SlaPolicy.Reopen.FIRST_CYCLE)
                        .build())
                .build());
        assertThat(read(first, ticket, ClockKind.RESOLUTION, at("05T09:00")).elapsed())
                .isEqualTo(Duration.ofHours(2));
    }

    @Test
    @DisplayName("TRAP-28 an answer at once took no time")
    void trap28() {
        open(id, at("01T10:00"));
        Ticket ticket = apply(id, TicketCommand.reply("yes", BEN, "r"), at("01T10:00"));
        ClockReading reading = read(clocks(ClockKind.FIRST_REPLY, 0), ticket, ClockKind.FIRST_REPLY, at("01T12:00"));
        assertThat(reading.state()).isEqualTo(ClockState.STOPPED);
        assertThat(reading.elapsed()).isZero();
        assertThat(reading.breached()).isFalse();
    }

    @Test
    @DisplayName("TRAP-29 TRAP-32 a late reply is missed, whoever looked and when")
    void trap29() {
        Ticket opened = open(id, at("01T09:00"));
        Clocks clocks = clocks(ClockKind.FIRST_REPLY, 2);
        Ticket ticket = apply(id, TicketCommand.reply("sorry", BEN, "r"), at("01T12:00"));
        ClockReading late = read(clocks, ticket, ClockKind.FIRST_REPLY, at("30T12:00"));
        assertThat(late.state()).isEqualTo(ClockState.STOPPED);
        assertThat(late.breachedAt()).contains(at("01T11:00"));
        assertThat(read(clocks, opened, ClockKind.FIRST_REPLY, at("01T11:30")).breachedAt())
                .isEqualTo(late.breachedAt());
    }

    @Test
    @DisplayName("TRAP-31 a freed agent gets the oldest that they may have")
    void trap31() {
        Router router = Router.of(
                RoutingPolicy.builder(RoutingPolicy.Mode.LEAST_LOADED, HOURS).build());
        Work old = Work.builder()
                .id("old")
                .since(at("01T09:00"))
                .addSkills("french")
                .build();
        Work next = Work.builder().id("next").since(at("01T10:00")).build();
        Work late = Work.builder().id("a-late").since(at("01T11:00")).build();
        assertThat(router.nextWork(Agent.builder("ben", 1).build(), List.of(late, next, old), at("01T12:00")))
                .contains(next);
    }

    @Test
    @DisplayName("TRAP-33 the overrun is a fold of the log, with every pause in it")
    void trap33() {
        open(id, at("01T09:00"));
        apply(id, TicketCommand.pause("vendor", BEN, "p-1"), at("01T12:00"));
        apply(id, TicketCommand.endPause("vendor", BEN, "p-2"), at("01T15:00"));
        Ticket ticket = apply(id, TicketCommand.solve(CloseReason.SOLVED, BEN, "s"), at("02T10:00"));
        assertThat(read(clocks(ClockKind.RESOLUTION, 4), ticket, ClockKind.RESOLUTION, at("09T10:00"))
                        .overrun())
                .contains(Duration.ofHours(2));
    }

    @Test
    @DisplayName("TRAP-39 a merger keeps both threads")
    void trap39() {
        TicketId survivor = TicketId.of("u");
        open(id, at("01T09:00"));
        apply(id, TicketCommand.customerWrote("first", BEN, "m-1"), at("01T09:10"));
        open(survivor, at("01T09:00"));
        desk.merge(id, survivor, BEN, "g", at("01T10:00")).orThrow();
        assertThat(desk.load(id).log()).hasSize(3);
        assertThat(desk.load(survivor).log()).last().isInstanceOfSatisfying(TicketEvent.Absorbed.class, absorbed -> {
            assertThat(absorbed.from()).isEqualTo(id);
            assertThat(absorbed.log()).isEqualTo(desk.load(id).log().subList(0, 2));
        });
    }

    @Test
    @DisplayName("TRAP-40 the mean wait of all callers is not called the answered ones' where callers give up")
    void trap40() {
        Erlang.Figures patient =
                Erlang.c(180, Duration.ofHours(1), Duration.ofSeconds(240)).at(16, Duration.ofSeconds(30));
        assertThat(patient.asa().orElseThrow()).isCloseTo(12.27, within(0.005));
        Erlang.Figures leaving = Erlang.a(180, Duration.ofHours(1), Duration.ofSeconds(240), Duration.ofSeconds(300))
                .at(16, Duration.ofSeconds(30));
        assertThat(leaving.lost()).isCloseTo(0.0183, within(0.00005));
        assertThat(leaving.meanWaitAll()).isPresent();
        assertThat(leaving.asa()).isEmpty();
    }

    @Test
    @Tag("corpus")
    @DisplayName("every defect of the facts has a test in this package")
    void everyDefectHasATest() throws IOException {
        Path facts = CorpusFolder.locate("ticketing")
                .getParent()
                .resolveSibling("facts")
                .resolve("ticketing_traps.json");
        if (!Files.exists(facts)) {
            throw new TestAbortedException("there is no " + facts);
        }
        Set<String> stated = new TreeSet<>();
        JsonMapper.builder()
                .build()
                .readTree(Files.readAllBytes(facts))
                .path("traps")
                .forEach(trap -> stated.add(trap.path("id").asText()));
        Set<String> tested = new TreeSet<>();
        Stream.of(PeerCalendarDefectsTest.class, PeerTicketDefectsTest.class)
                .flatMap(tests -> Stream.of(tests.getDeclaredMethods()))
                .map(test -> test.getAnnotation(DisplayName.class))
                .filter(name -> name != null)
                .flatMap(name -> Stream.of(name.value().split(" ", -1)))
                .filter(word -> word.startsWith("TRAP-"))
                .forEach(tested::add);
        assertThat(tested).isEqualTo(stated);
    }
}
