package io.counterfoil.ticketing.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.hours.BusinessHours;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.EventStore;
import io.counterfoil.ticketing.clock.ClockReading.ClockState;
import io.counterfoil.ticketing.clock.ClockReading.Moment;
import io.counterfoil.ticketing.clock.ClockReading.Moment.Change;
import io.counterfoil.ticketing.ticket.CloseReason;
import io.counterfoil.ticketing.ticket.Intake;
import io.counterfoil.ticketing.ticket.Ticket;
import io.counterfoil.ticketing.ticket.TicketCommand;
import io.counterfoil.ticketing.ticket.TicketDesk;
import io.counterfoil.ticketing.ticket.TicketEvent;
import io.counterfoil.ticketing.ticket.TicketId;
import io.counterfoil.ticketing.ticket.Tickets;
import io.counterfoil.ticketing.triage.Priority;
import io.counterfoil.ticketing.triage.Route;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Monday 1 March 2027, nine to five: which policy holds, what is beside it, what would be otherwise, what is told when. */
class PoliciesTest {

    private static final BusinessHours HOURS =
            BusinessHours.in(ZoneOffset.UTC).weekdays("09:00-17:00").build();
    private static final Actor BEN = Actor.host("ben");

    private final Tickets tickets = Tickets.standard();
    private final EventStore<TicketId, TicketEvent> store = EventStore.inMemory();

    private static Instant at(String text) {
        return Instant.parse("2027-03-" + text + ":00Z");
    }

    private static SlaPolicy policy(String id, int hours) {
        return SlaPolicy.builder(id)
                .hours(HOURS)
                .resolution(Duration.ofHours(hours))
                .build();
    }

    private static Intake.Builder intake(String id, String client, String queue, Priority priority) {
        return Intake.builder()
                .id(id)
                .subject(SubjectRef.of("order", id))
                .title("where is it")
                .client(client)
                .route(Route.of(queue, "REQUEST", priority));
    }

    private Ticket open(Intake intake, Instant now) {
        return apply(intake.id(), TicketCommand.open(intake, BEN, "open-" + intake.id()), now);
    }

    private Ticket apply(TicketId id, TicketCommand command, Instant now) {
        return store.apply(tickets, id, command, now).orThrow().state();
    }

    private static Clocks ruled() {
        return Clocks.builder(policy("bronze", 40))
                .policy(policy("gold", 4))
                .policy(policy("team", 16))
                .policy(policy("fast", 8))
                .rule(SlaRule.named("all").holds("bronze"))
                .rule(SlaRule.named("urgent").priority(Priority.URGENT).holds("fast"))
                .rule(SlaRule.named("refunds").group("refunds").holds("team"))
                .rule(SlaRule.named("acme").client("acme").holds("gold"))
                .build();
    }

    @Test
    @DisplayName("TIC-24 client comes before group, group before kind and priority, these before the default")
    void rulesByRank() {
        Clocks clocks = ruled();
        Map<String, String> chosen = Map.of(
                "acme refunds URGENT", "acme",
                "other refunds URGENT", "refunds",
                "other desk URGENT", "urgent",
                "other desk LOW", "all");
        chosen.forEach((what, rule) -> {
            String[] parts = what.split(" ", -1);
            Intake intake =
                    intake("t", parts[0], parts[1], Priority.valueOf(parts[2])).build();
            assertThat(clocks.rule(intake).orElseThrow().name()).as(what).isEqualTo(rule);
        });
        Clocks.Simulation simulation = clocks.simulate(List.of(
                intake("t-1", "acme", "desk", Priority.LOW).build(),
                intake("t-2", "x", "desk", Priority.LOW).build(),
                intake("t-3", "acme", "refunds", Priority.LOW).build()));
        assertThat(simulation.byRule())
                .isEqualTo(Map.of(
                        "acme", List.of(TicketId.of("t-1"), TicketId.of("t-3")),
                        "refunds", List.of(),
                        "urgent", List.of(),
                        "all", List.of(TicketId.of("t-2"))));
        assertThat(simulation.byRule().keySet()).containsExactly("acme", "refunds", "urgent", "all");
        assertThat(simulation.unmatched()).isEmpty();
    }

    @Test
    @DisplayName("TIC-24 the policy follows the ticket from group to group, and a policy that is named stays")
    void policyFollowsTheTicket() {
        Clocks clocks = ruled();
        TicketId id = TicketId.of("t");
        Ticket ticket = open(intake("t", "x", "desk", Priority.LOW).build(), at("01T09:00"));
        assertThat(resolution(clocks, ticket, at("01T10:00")).target()).isEqualTo(Duration.ofHours(40));
        ticket = apply(id, TicketCommand.assign("refunds", BEN, "a"), at("01T10:00"));
        assertThat(resolution(clocks, ticket, at("01T09:59")).target()).isEqualTo(Duration.ofHours(40));
        ClockReading team = resolution(clocks, ticket, at("01T11:00"));
        assertThat(team.target()).isEqualTo(Duration.ofHours(16));
        assertThat(team.elapsed()).isEqualTo(Duration.ofHours(2));
        ticket = apply(id, TicketCommand.setField("client", "acme", BEN, "f"), at("01T11:00"));
        assertThat(resolution(clocks, ticket, at("01T12:00")).policyVersion()).startsWith("gold@");
        apply(id, TicketCommand.applyPolicy("fast", BEN, "p"), at("01T12:00"));
        apply(id, TicketCommand.assign("desk", BEN, "a-2"), at("01T13:00"));
        ticket = apply(
                id, TicketCommand.reclassify(Route.of("desk", "REQUEST", Priority.LOW), BEN, "c"), at("01T13:00"));
        assertThat(resolution(clocks, ticket, at("01T14:00")).target()).isEqualTo(Duration.ofHours(8));
        assertThat(resolution(clocks, ticket, at("01T14:00")).elapsed()).isEqualTo(Duration.ofHours(5));
    }

    private static ClockReading resolution(Clocks clocks, Ticket ticket, Instant now) {
        return clocks.read(ticket, now).of(ClockKind.RESOLUTION);
    }

    @Test
    @DisplayName("TIC-24 TRAP-18 where no rule fits any more the clocks are withdrawn, neither met nor missed")
    void noRuleWithdraws() {
        Clocks clocks = Clocks.builder(policy("team", 16))
                .rule(SlaRule.named("refunds").group("refunds").holds("team"))
                .build();
        TicketId id = TicketId.of("t");
        open(intake("t", "x", "refunds", Priority.LOW).build(), at("01T09:00"));
        Ticket ticket = apply(id, TicketCommand.assign("desk", BEN, "a"), at("01T11:00"));
        ClockReading reading = resolution(clocks, ticket, at("09T11:00"));
        assertThat(reading.state()).isEqualTo(ClockState.WITHDRAWN);
        assertThat(reading.elapsed()).isEqualTo(Duration.ofHours(2));
        assertThat(reading.breached()).isFalse();
        assertThat(clocks.triggers(ticket, Duration.ofDays(99), at("09T11:00"))).isEmpty();
        Ticket never = open(intake("u", "x", "desk", Priority.LOW).build(), at("01T09:00"));
        assertThat(clocks.read(never, at("02T09:00")).all()).isEmpty();
        assertThat(clocks.simulate(List.of(never.intake().orElseThrow())).unmatched())
                .containsExactly(TicketId.of("u"));
        Ticket back = apply(id, TicketCommand.assign("refunds", BEN, "a-2"), at("02T09:00"));
        assertThat(resolution(clocks, back, at("02T10:00")).elapsed()).isEqualTo(Duration.ofHours(3));
    }

    @Test
    @DisplayName("TIC-24 the linter finds unreachable, overlapping and missing rules, endless targets and slow teams")
    void linter() {
        assertThat(ruled().lint(at("01T09:00"))).isEmpty();
        assertThat(Clocks.of(policy("gold", 4)).lint(at("01T09:00"))).isEmpty();
        BusinessHours once = BusinessHours.in(ZoneOffset.UTC)
                .opening(LocalDate.of(2027, 3, 1), "09:00-17:00")
                .build();
        Clocks odd = Clocks.builder(policy("gold", 4))
                .policy(policy("silver", 8))
                .policy(SlaPolicy.builder("once")
                        .hours(once)
                        .firstReply(Duration.ofHours(9))
                        .build())
                .beside(SlaPolicy.builder("vendor")
                        .agreement(SlaPolicy.Agreement.UNDERPINNING)
                        .hours(HOURS)
                        .clock(ClockSpec.of(ClockKind.VENDOR_RESPONSE, ClockTarget.of(Duration.ofHours(9))))
                        .build())
                .rule(SlaRule.named("a").client("x").client("y").holds("gold"))
                .rule(SlaRule.named("b").client("y").group("q").holds("silver"))
                .rule(SlaRule.named("c").group("q").holds("gold"))
                .rule(SlaRule.named("d").group("q").group("r").kind("K").holds("silver"))
                .build();
        assertThat(odd.lint(at("01T09:00")))
                .extracting(finding -> finding.code() + " " + finding.location().source())
                .containsExactlyInAnyOrder(
                        "UNREACHABLE_RULE b",
                        "OVERLAPPING_RULES d",
                        "MISSING_RULE service-level rules",
                        "TARGET_BEYOND_HORIZON once",
                        "LONGER_THAN_PROMISED vendor",
                        "LONGER_THAN_PROMISED vendor");
        assertThat(SlaRule.named("all")
                        .holds("x")
                        .covers(SlaRule.named("one").client("a").holds("y")))
                .isTrue();
        assertThat(SlaRule.named("one")
                        .client("a")
                        .holds("y")
                        .covers(SlaRule.named("all").holds("x")))
                .isFalse();
        assertThat(SlaRule.named("one")
                        .client("a")
                        .holds("y")
                        .overlaps(SlaRule.named("b").client("c").holds("y")))
                .isFalse();
        assertThat(SlaRule.named("p")
                        .addPriorities(Priority.values())
                        .holds("y")
                        .covers(SlaRule.named("all").holds("x")))
                .as("every priority there is")
                .isTrue();
    }

    @Test
    void badRulesAreRefused() {
        Clocks.Builder clocks =
                Clocks.builder(policy("gold", 4)).rule(SlaRule.named("a").holds("gold"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> clocks.rule(SlaRule.named("a").holds("gold")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> clocks.rule(SlaRule.named("b").holds("tin")).build())
                .withMessageContaining("tin");
        assertThatIllegalArgumentException().isThrownBy(() -> clocks.beside(policy("gold", 4)));
        assertThatIllegalStateException().isThrownBy(() -> SlaRule.named("b").build());
    }

    @Test
    @DisplayName("TIC-24 the priority matrix has a cell for every pair, and refuses others")
    void priorityMatrix() {
        Priority.Matrix matrix = Priority.Matrix.standard();
        assertThat(matrix.of("HIGH", "HIGH")).isEqualTo(Priority.URGENT);
        assertThat(matrix.of("HIGH", "LOW")).isEqualTo(Priority.NORMAL);
        assertThat(matrix.of("LOW", "HIGH")).isEqualTo(Priority.NORMAL);
        assertThat(matrix.of("MEDIUM", "MEDIUM")).isEqualTo(Priority.NORMAL);
        assertThat(matrix.of("LOW", "LOW")).isEqualTo(Priority.LOW);
        assertThatIllegalArgumentException().isThrownBy(() -> matrix.of("HUGE", "LOW"));
        assertThatIllegalArgumentException().isThrownBy(() -> matrix.of("HIGH", "SOON"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Priority.Matrix.builder("A", "B").row("X", Priority.LOW));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Priority.Matrix.builder("A").row("X", Priority.LOW).row("X", Priority.LOW));
    }

    @Test
    @DisplayName("TIC-25 the team's and the vendor's clocks run beside the customer's, each in its own hours")
    void clocksBeside() {
        BusinessHours vendorHours =
                BusinessHours.in(ZoneOffset.UTC).weekdays("12:00-20:00").build();
        Clocks clocks = Clocks.builder(policy("gold", 40))
                .beside(SlaPolicy.builder("team")
                        .agreement(SlaPolicy.Agreement.OPERATIONAL)
                        .hours(HOURS)
                        .clock(ClockSpec.of(ClockKind.GROUP_OWNERSHIP, ClockTarget.of(Duration.ofHours(2))))
                        .build())
                .beside(SlaPolicy.builder("courier")
                        .agreement(SlaPolicy.Agreement.UNDERPINNING)
                        .hours(vendorHours)
                        .clock(ClockSpec.of(ClockKind.VENDOR_RESPONSE, ClockTarget.of(Duration.ofHours(8))))
                        .build())
                .build();
        TicketId id = TicketId.of("t");
        open(intake("t", "x", "desk", Priority.LOW).build(), at("01T09:00"));
        apply(id, TicketCommand.pause(ClockKind.VENDOR, BEN, "v"), at("01T11:00"));
        Ticket ticket = apply(id, TicketCommand.assign("refunds", BEN, "a"), at("01T12:00"));
        ClockReadings readings = clocks.read(ticket, at("01T15:00"));
        assertThat(readings.of(ClockKind.RESOLUTION).elapsed()).isEqualTo(Duration.ofHours(6));
        ClockReading vendor = readings.beside("courier").of(ClockKind.VENDOR_RESPONSE);
        assertThat(vendor.elapsed()).isEqualTo(Duration.ofHours(3));
        assertThat(vendor.due().orElseThrow().stay()).isEqualTo(at("01T20:00"));
        assertThat(readings.beside("team").cycles(ClockKind.GROUP_OWNERSHIP))
                .extracting(ClockReading::breached)
                .containsExactly(true, true);
        assertThat(readings.find(ClockKind.VENDOR_RESPONSE)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> readings.beside("gold"));
        ticket = apply(id, TicketCommand.endPause(ClockKind.VENDOR, BEN, "v-2"), at("01T18:00"));
        assertThat(clocks.read(ticket, at("05T12:00"))
                        .beside("courier")
                        .of(ClockKind.VENDOR_RESPONSE)
                        .state())
                .isEqualTo(ClockState.STOPPED);
    }

    @Test
    @DisplayName(
            "TIC-22 TRAP-24 levels come by share or by what is left, in business time, with stable keys, once each")
    void levelsAndTriggers() {
        ClockSpec spec = ClockSpec.builder()
                .from(ClockSpec.of(ClockKind.RESOLUTION, ClockTarget.of(Duration.ofHours(16))))
                .addLevels(ClockSpec.Level.share("0.75"), ClockSpec.Level.left(Duration.ofHours(1)))
                .build();
        Clocks clocks =
                Clocks.of(SlaPolicy.builder("gold").hours(HOURS).clock(spec).build());
        TicketId id = TicketId.of("t");
        Ticket ticket = open(intake("t", "x", "desk", Priority.LOW).build(), at("01T12:00"));
        List<Trigger> all = clocks.triggers(ticket, Duration.ofDays(9), at("01T12:00"));
        assertThat(all)
                .extracting(trigger -> trigger.key() + " " + trigger.at())
                .containsExactly(
                        "t/RESOLUTION/1/75% 2027-03-02T16:00:00Z",
                        "t/RESOLUTION/1/PT1H left 2027-03-03T11:00:00Z",
                        "t/RESOLUTION/1/BREACHED 2027-03-03T12:00:00Z");
        assertThat(clocks.triggers(ticket, Duration.ofDays(2), at("01T12:00"))).isEqualTo(all);
        assertThat(clocks.triggers(ticket, Duration.ofDays(2).minusSeconds(1), at("01T12:00")))
                .hasSize(2);
        assertThat(clocks.triggers(ticket, Duration.ZERO, at("09T12:00"))).isEqualTo(all);
        assertThat(all.get(2)
                        .deliverAt(BusinessHours.in(ZoneOffset.UTC)
                                .weekdays("07:00-11:00")
                                .build()))
                .contains(at("04T07:00"));
        assertThat(all.get(2).deliverAt(BusinessHours.in(ZoneOffset.UTC).build()))
                .isEmpty();

        apply(id, TicketCommand.assign("desk", BEN, "a"), at("01T13:00"));
        ticket = apply(id, TicketCommand.ask("receipt", BEN, "q"), at("01T13:00"));
        assertThat(clocks.triggers(ticket, Duration.ofDays(9), at("05T12:00")))
                .as("a clock that stands still comes to nothing")
                .isEmpty();
        ticket = apply(id, TicketCommand.customerWrote("here", BEN, "m"), at("02T13:00"));
        assertThat(clocks.triggers(ticket, Duration.ofDays(9), at("02T13:00")))
                .extracting(Trigger::at)
                .containsExactly(at("03T16:00"), at("04T11:00"), at("04T12:00"));
        ticket = apply(id, TicketCommand.solve(CloseReason.SOLVED, BEN, "s"), at("03T12:00"));
        assertThat(clocks.triggers(ticket, Duration.ofDays(9), at("09T12:00"))).isEmpty();
        assertThat(ClockSpec.Level.left(Duration.ofHours(20)).used(Duration.ofHours(16)))
                .isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> ClockSpec.Level.share("1.01"));
        assertThatIllegalArgumentException().isThrownBy(() -> ClockSpec.Level.share("-0.1"));
        assertThatIllegalArgumentException().isThrownBy(() -> ClockSpec.Level.left(Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new ClockSpec.Level(null, null));
    }

    @Test
    @DisplayName("TIC-21 what-if lists each cycle that would be otherwise, rejudging only those that are over")
    void whatIfAndRejudge() {
        open(intake("t-1", "x", "desk", Priority.LOW).build(), at("01T09:00"));
        open(intake("t-2", "x", "desk", Priority.LOW).build(), at("01T09:00"));
        open(intake("t-3", "x", "desk", Priority.LOW).build(), at("01T16:00"));
        apply(TicketId.of("t-1"), TicketCommand.solve(CloseReason.SOLVED, BEN, "s"), at("01T15:00"));
        Clocks today = Clocks.of(policy("gold", 8));
        Clocks proposed = Clocks.of(policy("gold", 5));
        Clocks.WhatIf whatIf = today.whatIf(proposed, store.all(tickets), at("01T16:30"));
        assertThat(whatIf.tickets()).isEqualTo(3);
        assertThat(whatIf.changes())
                .extracting(Clocks.WhatIf.Change::ticket)
                .extracting(TicketId::value)
                .containsExactly("t-1", "t-2", "t-3");
        assertThat(whatIf.newlyBreached())
                .extracting(change -> change.ticket().value())
                .containsExactly("t-1", "t-2");
        assertThat(whatIf.noLongerBreached()).isEmpty();
        assertThat(proposed.whatIf(today, store.all(tickets), at("01T16:30")).noLongerBreached())
                .hasSize(2);
        assertThat(today.whatIf(today, store.all(tickets), at("01T16:30")).changes())
                .isEmpty();
        assertThat(today.rejudge(proposed, store.all(tickets), at("01T16:30")).changes())
                .extracting(change -> change.ticket().value())
                .containsExactly("t-1");
        Clocks other = Clocks.of(SlaPolicy.builder("o")
                .hours(HOURS)
                .firstReply(Duration.ofHours(1))
                .build());
        assertThat(today.whatIf(other, Stream.of(desk().load(TicketId.of("t-1"))), at("01T16:30"))
                        .changes())
                .extracting(change -> change.kind() + " " + change.before().isPresent()
                        + change.after().isPresent())
                .containsExactly("FIRST_REPLY falsetrue", "RESOLUTION truefalse");
        Ticket open = desk().load(TicketId.of("t-2"));
        TicketEvent solved = tickets.decide(open, TicketCommand.solve(CloseReason.SOLVED, BEN, "maybe"), at("01T10:00"))
                .events()
                .get(0);
        assertThat(today.read(open, List.of(solved), at("02T10:00"))
                        .of(ClockKind.RESOLUTION)
                        .elapsed())
                .isEqualTo(Duration.ofHours(1));
    }

    private TicketDesk desk() {
        return TicketDesk.of(tickets, store);
    }

    @Test
    @DisplayName("TIC-19 a closed cycle keeps the hours it was judged with, an open one goes on in the new ones")
    void calendarChange() {
        BusinessHours half =
                BusinessHours.in(ZoneOffset.UTC).weekdays("09:00-13:00").build();
        Clocks clocks = Clocks.of(SlaPolicy.builder("gold")
                .hours(HOURS)
                .hoursFrom(at("02T00:00"), half)
                .resolution(Duration.ofHours(10))
                .build());
        open(intake("t-1", "x", "desk", Priority.LOW).build(), at("01T09:00"));
        Ticket closed = apply(TicketId.of("t-1"), TicketCommand.solve(CloseReason.SOLVED, BEN, "s"), at("01T17:00"));
        Ticket running = open(intake("t-2", "x", "desk", Priority.LOW).build(), at("01T09:00"));
        assertThat(resolution(clocks, closed, at("05T12:00")).elapsed()).isEqualTo(Duration.ofHours(8));
        ClockReading reading = resolution(clocks, running, at("02T10:00"));
        assertThat(reading.elapsed()).isEqualTo(Duration.ofHours(9));
        assertThat(reading.due().orElseThrow().stay()).isEqualTo(at("02T11:00"));
    }

    @Test
    @DisplayName("TIC-17 TIC-18 a clock tells what happened to it, what paused it, and what came while it stood still")
    void momentsCausesAndAudit() {
        ClockSpec spec = ClockSpec.builder()
                .from(ClockSpec.of(ClockKind.RESOLUTION, ClockTarget.of(Duration.ofHours(3))))
                .pausedBy(Set.of("vendor", "bank"))
                .build();
        Clocks clocks =
                Clocks.of(SlaPolicy.builder("gold").hours(HOURS).clock(spec).build());
        TicketId id = TicketId.of("t");
        open(intake("t", "x", "desk", Priority.LOW).build(), at("01T09:00"));
        apply(id, TicketCommand.pause("vendor", BEN, "p-1"), at("01T10:00"));
        apply(id, TicketCommand.pause("bank", BEN, "p-2"), at("01T11:00"));
        apply(id, TicketCommand.pause("weather", BEN, "p-3"), at("01T11:30"));
        apply(id, TicketCommand.customerWrote("anybody?", BEN, "m"), at("01T12:00"));
        apply(id, TicketCommand.endPause("vendor", BEN, "p-4"), at("01T12:30"));
        apply(id, TicketCommand.endPause("bank", BEN, "p-5"), at("01T13:00"));
        Ticket ticket = apply(id, TicketCommand.solve(CloseReason.SOLVED, BEN, "s"), at("01T16:00"));
        ClockReading reading = resolution(clocks, ticket, at("02T09:00"));
        assertThat(reading.moments())
                .containsExactly(
                        new Moment(Change.ACTIVATED, at("01T09:00")),
                        new Moment(Change.PAUSED, at("01T10:00")),
                        new Moment(Change.RESUMED, at("01T13:00")),
                        new Moment(Change.BREACHED, at("01T15:00")),
                        new Moment(Change.FULFILLED, at("01T16:00")));
        assertThat(reading.evidence().sentence())
                .contains("paused by vendor 2027", "paused by bank and vendor 2027", "paused by bank 2027");
        assertThat(clocks.read(ticket, at("02T09:00")).pauseAudit())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo(ClockCode.WROTE_WHILE_PAUSED);
                    assertThat(finding.message()).contains("2027-03-01T12:00:00Z", "bank and vendor");
                });
        assertThat(reading.used(Duration.ofHours(1)).orElseThrow().roll()).isEqualTo(at("01T13:00"));
        assertThat(reading.used(Duration.ofHours(5))).isEmpty();
        assertThat(reading.toString()).isEqualTo("RESOLUTION 1: missed by 1 h, was due Mon 15:00");
    }

    @Test
    @DisplayName("TIC-14 what neither ticket had met counts from the earlier start, and pauses only where both paused")
    void mergeTakesTheEarlierStart() {
        Clocks clocks = Clocks.of(SlaPolicy.builder("gold")
                .hours(HOURS)
                .firstReply(Duration.ofHours(8))
                .resolution(Duration.ofHours(40))
                .build());
        TicketId early = TicketId.of("t-1");
        TicketId late = TicketId.of("t-2");
        open(intake("t-1", "x", "desk", Priority.LOW).build(), at("01T09:00"));
        open(intake("t-2", "x", "desk", Priority.LOW).build(), at("01T13:00"));
        apply(early, TicketCommand.assign("desk", BEN, "a"), at("01T09:30"));
        apply(early, TicketCommand.ask("receipt", BEN, "q"), at("01T10:00"));
        apply(late, TicketCommand.assign("desk", BEN, "a"), at("01T13:30"));
        apply(late, TicketCommand.ask("receipt", BEN, "q"), at("01T14:00"));
        apply(late, TicketCommand.resume("found", BEN, "r"), at("01T15:00"));
        desk().merge(early, late, BEN, "g", at("01T16:00")).orThrow();
        Ticket survivor = desk().load(late);
        ClockReadings after = clocks.read(survivor, at("01T17:00"));
        assertThat(after.of(ClockKind.FIRST_REPLY).startedAt()).contains(at("01T09:00"));
        assertThat(after.of(ClockKind.FIRST_REPLY).elapsed()).isEqualTo(Duration.ofHours(8));
        assertThat(after.of(ClockKind.RESOLUTION).elapsed())
                .as("nine to five, without the hour from two in which both were paused")
                .isEqualTo(Duration.ofHours(7));
        assertThat(clocks.read(survivor, at("01T15:59"))
                        .of(ClockKind.RESOLUTION)
                        .elapsed())
                .as("before the merge it was its own")
                .isEqualTo(Duration.ofMinutes(119));
        ClockReading tombstone = clocks.read(desk().load(early), at("05T12:00")).of(ClockKind.FIRST_REPLY);
        assertThat(tombstone.state()).isEqualTo(ClockState.WITHDRAWN);
        assertThat(tombstone.stoppedAt()).contains(at("01T16:00"));
        assertThat(clocks.triggers(desk().load(early), Duration.ofDays(99), at("01T17:00")))
                .as("TRAP-17 a merged ticket does not escalate")
                .isEmpty();
    }

    @Test
    @DisplayName("TIC-14 a clock that the survivor has met, or that the merged ticket had, keeps its own start")
    void mergeLeavesWhatIsMet() {
        Clocks clocks = Clocks.of(SlaPolicy.builder("gold")
                .hours(HOURS)
                .firstReply(Duration.ofHours(8))
                .build());
        open(intake("t-1", "x", "desk", Priority.LOW).build(), at("01T09:00"));
        open(intake("t-2", "x", "desk", Priority.LOW).build(), at("01T13:00"));
        open(intake("t-3", "x", "desk", Priority.LOW).build(), at("01T12:00"));
        apply(TicketId.of("t-2"), TicketCommand.reply("soon", BEN, "r"), at("01T14:00"));
        desk().merge(TicketId.of("t-1"), TicketId.of("t-2"), BEN, "g", at("01T16:00"))
                .orThrow();
        ClockReading met =
                clocks.read(desk().load(TicketId.of("t-2")), at("01T17:00")).of(ClockKind.FIRST_REPLY);
        assertThat(met.elapsed()).isEqualTo(Duration.ofHours(1));
        desk().merge(TicketId.of("t-2"), TicketId.of("t-3"), BEN, "g", at("01T16:30"))
                .orThrow();
        ClockReading own =
                clocks.read(desk().load(TicketId.of("t-3")), at("01T17:00")).of(ClockKind.FIRST_REPLY);
        assertThat(own.startedAt()).contains(at("01T12:00"));
    }
}
