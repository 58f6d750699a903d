package io.counterfoil.ticketing.clock;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.hours.BusinessDays;
import io.counterfoil.payments.hours.BusinessHours;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.ticketing.ticket.CloseReason;
import io.counterfoil.ticketing.ticket.Intake;
import io.counterfoil.ticketing.ticket.Ticket;
import io.counterfoil.ticketing.ticket.TicketEvent;
import io.counterfoil.ticketing.ticket.TicketId;
import io.counterfoil.ticketing.ticket.Tickets;
import io.counterfoil.ticketing.triage.Priority;
import io.counterfoil.ticketing.triage.Route;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Logs written event by event on Monday 1 March 2027: merges, carries, changed hours and every kind of cycle, each by both ways of reading. */
class ClockPathsTest {

    private static final BusinessHours ALWAYS = BusinessHours.always(ZoneOffset.UTC);
    private static final BusinessHours OFFICE =
            BusinessHours.in(ZoneOffset.UTC).weekdays("09:00-17:00").build();

    private final List<TicketEvent> log = new ArrayList<>();

    private static Instant at(String time) {
        return Instant.parse("2027-03-01T" + time + ":00Z");
    }

    private static TicketEvent.Occurrence when(long sequence, String key, String time) {
        Instant at = at(time);
        return new TicketEvent.Occurrence(
                new History.Stamped.Stamp(IdempotencyKey.of(key), Sha256.of(key), Actor.host("ben"), at), sequence, at);
    }

    private TicketEvent.Occurrence when(String time) {
        return when(log.size(), "k-" + log.size(), time);
    }

    private static Intake.Builder intake(String id) {
        return Intake.builder().id(id).subject(SubjectRef.of("order", id)).title("where is it");
    }

    private ClockPathsTest opened(String time) {
        log.add(new TicketEvent.Opened(when(time), intake("t-1").build()));
        return this;
    }

    private ClockPathsTest then(java.util.function.Function<TicketEvent.Occurrence, TicketEvent> event, String time) {
        log.add(event.apply(when(time)));
        return this;
    }

    private static ClockSpec clock(ClockKind kind, int hours) {
        return ClockSpec.of(kind, ClockTarget.of(Duration.ofHours(hours)));
    }

    private static SlaPolicy policy(String id, BusinessHours hours, ClockSpec... clocks) {
        return SlaPolicy.builder(id).hours(hours).addClocks(clocks).build();
    }

    /** Both ways agree; the answer of the short one. */
    private ClockReadings read(Clocks clocks, String now) {
        ClockReadings quick = clocks.read(log, at(now), true);
        ClockReadings slow = clocks.read(log, at(now), false);
        assertThat(quick).isEqualTo(slow).hasSameHashCodeAs(slow).hasToString(slow.toString());
        return quick;
    }

    private static String line(ClockReading reading) {
        return reading.cycle() + " " + reading.state() + " " + reading.elapsed();
    }

    private List<String> cycles(ClockKind kind, String now) {
        return read(Clocks.of(policy("p", ALWAYS, clock(kind, 8))), now).cycles(kind).stream()
                .map(reading -> line(reading) + " from "
                        + reading.startedAt().orElseThrow().toString().substring(11, 16))
                .toList();
    }

    @Test
    @DisplayName(
            "TIC-21 readings are equal where everything that is said is, and differ with the instant, the target and the policy")
    void equalReadings() {
        opened("09:00").then(TicketEvent.Started::new, "09:10");
        Clocks gold =
                Clocks.of(policy("gold", ALWAYS, clock(ClockKind.RESOLUTION, 4), clock(ClockKind.TOTAL_RESOLUTION, 4)));
        ClockReadings readings = read(gold, "11:00");
        ClockReading reading = readings.of(ClockKind.RESOLUTION);
        assertThat(reading)
                .isEqualTo(gold.read(log, at("11:00"), true).of(ClockKind.RESOLUTION))
                .isNotEqualTo(readings.of(ClockKind.TOTAL_RESOLUTION))
                .isNotEqualTo(gold.read(log, at("11:01"), true).of(ClockKind.RESOLUTION))
                .isNotEqualTo("RESOLUTION");
        Clocks silver = Clocks.of(
                policy("silver", ALWAYS, clock(ClockKind.RESOLUTION, 4), clock(ClockKind.TOTAL_RESOLUTION, 4)));
        assertThat(reading).isNotEqualTo(silver.read(log, at("11:00"), true).of(ClockKind.RESOLUTION));
        assertThat(readings)
                .isNotEqualTo(silver.read(log, at("11:00"), true))
                .isNotEqualTo(gold.read(log, at("11:01"), true))
                .isNotEqualTo(List.of());
        assertThat(reading.hashCode())
                .isNotEqualTo(readings.of(ClockKind.TOTAL_RESOLUTION).hashCode());
        assertThat(readings.hashCode())
                .isNotEqualTo(gold.read(log, at("11:01"), true).hashCode());
        assertThat(readings.toString())
                .contains("RESOLUTION 1: 2 h left, due Mon 13:00", "TOTAL_RESOLUTION 1: 2 h left");
        assertThat(gold.standard().id()).isEqualTo("gold");
        ClockReadings odd = Clocks.of(policy("gold", ALWAYS, clock(ClockKind.RESOLUTION, 4)))
                .read(
                        Stream.concat(log.stream(), Stream.of(new TicketEvent.Unrecognised(when("09:20"), "FUTURE")))
                                .toList(),
                        at("11:00"),
                        true);
        assertThat(odd.anomalies()).singleElement().satisfies(anomaly -> {
            assertThat(anomaly.code()).isEqualTo(ClockCode.UNKNOWN_EVENT);
            assertThat(anomaly.location().toString()).contains("3");
        });
        assertThat(odd)
                .isNotEqualTo(Clocks.of(policy("gold", ALWAYS, clock(ClockKind.RESOLUTION, 4)))
                        .read(log, at("11:00"), true));
    }

    @Test
    @DisplayName(
            "TIC-20 a log out of order, with repetitions, says the same; one id with two contents is not used and told")
    void disorder() {
        opened("09:00")
                .then(TicketEvent.Started::new, "09:30")
                .then(o -> new TicketEvent.Asked(o, "receipt"), "10:00")
                .then(o -> new TicketEvent.Resumed(o, "found"), "11:00");
        Clocks clocks = Clocks.of(policy("p", ALWAYS, clock(ClockKind.RESOLUTION, 8)));
        ClockReadings straight = read(clocks, "12:00");
        assertThat(line(straight.of(ClockKind.RESOLUTION))).isEqualTo("1 RUNNING PT2H");
        List<TicketEvent> mixed = new ArrayList<>(log);
        mixed.addAll(log);
        Collections.reverse(mixed);
        assertThat(clocks.read(mixed, at("12:00"), true)).isEqualTo(straight);
        log.add(new TicketEvent.Asked(when(4, "k-2", "11:30"), "card"));
        ClockReadings conflict = read(clocks, "12:00");
        assertThat(conflict.anomalies())
                .extracting(anomaly -> anomaly.code())
                .containsExactly(ClockCode.CONFLICTING_EVENT);
        assertThat(line(conflict.of(ClockKind.RESOLUTION)))
                .as("neither question counts")
                .isEqualTo("1 RUNNING PT3H");
        log.set(4, new TicketEvent.Asked(when(4, "k-4", "11:30"), "card"));
        assertThat(line(read(clocks, "12:00").of(ClockKind.RESOLUTION))).isEqualTo("1 PAUSED PT1H30M");
        assertThat(read(clocks, "12:00").anomalies()).isEmpty();
    }

    @Test
    @DisplayName(
            "TIC-19 time used under another policy is carried on, judged anew in the new hours, or forgotten, as the new one says")
    void carries() {
        opened("07:00")
                .then(TicketEvent.Started::new, "07:00")
                .then(o -> new TicketEvent.PolicyApplied(o, "next"), "10:00");
        List<String> read = new ArrayList<>();
        for (SlaPolicy.Carry carry : SlaPolicy.Carry.values()) {
            SlaPolicy next = SlaPolicy.builder("next")
                    .hours(OFFICE)
                    .resolution(Duration.ofHours(8))
                    .carry(carry)
                    .build();
            Clocks clocks = Clocks.builder(policy("gold", ALWAYS, clock(ClockKind.RESOLUTION, 4)))
                    .policy(next)
                    .build();
            ClockReading reading = read(clocks, "12:00").of(ClockKind.RESOLUTION);
            read.add(carry + " " + line(reading) + " of " + reading.target() + ", due "
                    + reading.due().orElseThrow().stay());
        }
        assertThat(read)
                .containsExactlyInAnyOrder(
                        "CARRY_ELAPSED 1 RUNNING PT5H of PT8H, due 2027-03-01T15:00:00Z",
                        "RETROACTIVE 1 RUNNING PT3H of PT8H, due 2027-03-01T17:00:00Z",
                        "FRESH 1 RUNNING PT2H of PT8H, due 2027-03-02T10:00:00Z");
    }

    @Test
    @DisplayName("TIC-19 every stretch is counted in the hours in force in it, however often they change within it")
    void changedHours() {
        opened("10:00");
        SlaPolicy policy = SlaPolicy.builder("p")
                .hours(ALWAYS)
                .hoursFrom(
                        at("12:00"),
                        BusinessHours.in(ZoneOffset.UTC).weekdays("18:00-19:00").build())
                .hoursFrom(at("14:00"), ALWAYS)
                .addClocks(clock(ClockKind.RESOLUTION, 8))
                .build();
        ClockReading reading = read(Clocks.of(policy), "16:00").of(ClockKind.RESOLUTION);
        assertThat(line(reading)).isEqualTo("1 RUNNING PT4H");
        assertThat(reading.due().orElseThrow().stay()).isEqualTo(at("20:00"));
        assertThat(reading.evidence().facts()).hasSize(4);
        assertThat(reading.evidence().facts().get(1).sentence())
                .isEqualTo("ran 2027-03-01T10:00:00Z to 2027-03-01T12:00:00Z: 2 h open, hours "
                        + ALWAYS.version().substring(0, 12));
        SlaPolicy same = SlaPolicy.builder("p")
                .hours(ALWAYS)
                .hoursFrom(at("12:00"), OFFICE)
                .hoursFrom(at("14:00"), ALWAYS)
                .addClocks(clock(ClockKind.RESOLUTION, 8))
                .build();
        assertThat(policy.version()).matches("[0-9a-f]{12}").isNotEqualTo(same.version());
    }

    private ClockPathsTest absorbed(String time, TicketEvent... other) {
        log.add(new TicketEvent.Absorbed(when(time), TicketId.of("t-2"), List.of(other)));
        return this;
    }

    private static TicketEvent other(
            int number, String time, java.util.function.Function<TicketEvent.Occurrence, TicketEvent> event) {
        return event.apply(when(number, "o-" + number, time));
    }

    private static TicketEvent otherOpened(String time) {
        return other(0, time, o -> new TicketEvent.Opened(o, intake("t-2").build()));
    }

    @Test
    @DisplayName(
            "TIC-14 after a merge time is paused only where both tickets paused, up to the merge; later the survivor's pauses count")
    void mergedPauses() {
        opened("10:00")
                .then(TicketEvent.Started::new, "10:00")
                .then(o -> new TicketEvent.Asked(o, "receipt"), "10:30")
                .absorbed("12:00", otherOpened("09:00"), other(1, "09:00", TicketEvent.Started::new));
        Clocks clocks = Clocks.of(policy("p", ALWAYS, clock(ClockKind.RESOLUTION, 8)));
        assertThat(line(read(clocks, "13:00").of(ClockKind.RESOLUTION)))
                .as("the other ran until the merge")
                .isEqualTo("1 PAUSED PT3H");
        log.remove(3);
        absorbed(
                "12:00",
                otherOpened("09:00"),
                other(1, "09:00", TicketEvent.Started::new),
                other(2, "11:00", o -> new TicketEvent.Asked(o, "card")));
        ClockReading both = read(clocks, "13:00").of(ClockKind.RESOLUTION);
        assertThat(line(both)).as("both waited from 11:00 on").isEqualTo("1 PAUSED PT2H");
        assertThat(both.startedAt()).contains(at("09:00"));
        log.remove(3);
        absorbed(
                "12:00",
                otherOpened("09:00"),
                other(1, "09:00", TicketEvent.Started::new),
                other(2, "09:15", o -> new TicketEvent.Asked(o, "card")));
        assertThat(line(read(clocks, "13:00").of(ClockKind.RESOLUTION)))
                .as("the survivor was not there, or ran, while the other waited alone")
                .isEqualTo("1 PAUSED PT1H30M");
    }

    @Test
    @DisplayName("TIC-14 a cycle that begins earlier by a merge never reaches back over the cycle before it")
    void mergedIntoASecondCycle() {
        opened("10:00")
                .then(TicketEvent.Started::new, "10:00")
                .then(o -> new TicketEvent.Solved(o, CloseReason.SOLVED, ""), "11:00")
                .then(o -> new TicketEvent.Reopened(o, "not yet"), "12:00")
                .absorbed("12:30", otherOpened("10:30"));
        Clocks clocks = Clocks.of(policy("p", ALWAYS, clock(ClockKind.TOTAL_RESOLUTION, 8)));
        assertThat(line(read(clocks, "13:00").of(ClockKind.TOTAL_RESOLUTION)))
                .as("an hour, and from the end of the first cycle on")
                .isEqualTo("2 RUNNING PT3H");
        log.remove(4);
        absorbed("12:30", otherOpened("11:30"));
        assertThat(line(read(clocks, "13:00").of(ClockKind.TOTAL_RESOLUTION))).isEqualTo("2 RUNNING PT2H30M");
        log.remove(4);
        absorbed("12:30", otherOpened("12:15"));
        assertThat(line(read(clocks, "13:00").of(ClockKind.TOTAL_RESOLUTION))).isEqualTo("2 RUNNING PT2H");
    }

    @Test
    @DisplayName(
            "TIC-17 a first reply to a ticket of an agent's own starts with the first message, the next replies with the oldest unanswered")
    void replies() {
        log.add(new TicketEvent.Opened(
                when("09:00"), intake("t-1").origin(Intake.Origin.AGENT).build()));
        then(o -> new TicketEvent.CustomerWrote(o, "hello"), "10:00")
                .then(o -> new TicketEvent.CustomerWrote(o, "hello?"), "11:00")
                .then(o -> new TicketEvent.Replied(o, "yes"), "12:00")
                .then(o -> new TicketEvent.CustomerWrote(o, "and?"), "13:00")
                .then(o -> new TicketEvent.CustomerWrote(o, "well?"), "13:30")
                .then(o -> new TicketEvent.Replied(o, "soon"), "14:00")
                .then(o -> new TicketEvent.CustomerWrote(o, "thanks"), "15:00")
                .then(o -> new TicketEvent.Solved(o, CloseReason.SOLVED, ""), "15:30");
        assertThat(cycles(ClockKind.FIRST_REPLY, "16:00")).containsExactly("1 STOPPED PT2H from 10:00");
        assertThat(cycles(ClockKind.NEXT_REPLY, "16:00"))
                .containsExactly("1 STOPPED PT1H from 13:00", "2 STOPPED PT30M from 15:00");
        assertThat(cycles(ClockKind.NEXT_REPLY, "13:45")).containsExactly("1 RUNNING PT45M from 13:00");
        assertThat(cycles(ClockKind.PERIODIC_UPDATE, "16:00"))
                .containsExactly("1 STOPPED PT2H from 12:00", "2 STOPPED PT1H30M from 14:00");
    }

    @Test
    @DisplayName(
            "TIC-17 a queue owns the ticket until it leaves it, by assignment, by reclassification or solved; reopened it goes on there")
    void ownership() {
        opened("09:00")
                .then(o -> new TicketEvent.Assigned(o, "desk", "ana"), "10:00")
                .then(o -> new TicketEvent.Assigned(o, "desk", "ben"), "10:30")
                .then(o -> new TicketEvent.Reclassified(o, Route.of("back", "REQUEST", Priority.LOW)), "11:00")
                .then(o -> new TicketEvent.Solved(o, CloseReason.SOLVED, ""), "12:00")
                .then(o -> new TicketEvent.Assigned(o, "archive", ""), "12:30")
                .then(o -> new TicketEvent.Reopened(o, "again"), "13:00");
        assertThat(cycles(ClockKind.GROUP_OWNERSHIP, "13:15"))
                .containsExactly(
                        "1 STOPPED PT1H from 09:00",
                        "2 STOPPED PT1H from 10:00",
                        "3 STOPPED PT1H from 11:00",
                        "4 RUNNING PT15M from 13:00");
    }

    @Test
    @DisplayName(
            "TIC-17 TIC-45 participants and vendors have clocks of their own, from question and hand-over to answer or end")
    void participantsAndVendors() {
        opened("09:00")
                .then(TicketEvent.Started::new, "09:00")
                .then(o -> new TicketEvent.Asked(o, "receipt"), "10:00")
                .then(o -> new TicketEvent.CustomerWrote(o, "here"), "11:00")
                .then(o -> new TicketEvent.Asked(o, "card"), "12:00")
                .then(o -> new TicketEvent.Resumed(o, "found"), "12:30")
                .then(o -> new TicketEvent.PauseBegun(o, ClockKind.VENDOR), "13:00")
                .then(o -> new TicketEvent.PauseBegun(o, "audit"), "13:10")
                .then(o -> new TicketEvent.PauseEnded(o, "audit"), "13:20")
                .then(o -> new TicketEvent.PauseEnded(o, ClockKind.VENDOR), "14:00")
                .then(o -> new TicketEvent.PauseBegun(o, ClockKind.VENDOR), "15:00")
                .then(o -> new TicketEvent.Solved(o, CloseReason.SOLVED, ""), "15:30");
        assertThat(cycles(ClockKind.PARTICIPANT_RESPONSE, "16:00"))
                .containsExactly("1 STOPPED PT1H from 10:00", "2 STOPPED PT30M from 12:00");
        assertThat(cycles(ClockKind.VENDOR_RESPONSE, "16:00"))
                .containsExactly("1 STOPPED PT1H from 13:00", "2 STOPPED PT30M from 15:00");
        assertThat(cycles(ClockKind.AGENT_WORK, "16:00"))
                .as("the questions stand still: 9 to 10, 12:30 to 15:30")
                .containsExactly("1 STOPPED PT4H from 09:00");
    }

    @Test
    @DisplayName("TIC-18 a cap that is not used up pauses; used up to the last minute it runs again")
    void caps() {
        opened("09:00").then(TicketEvent.Started::new, "09:00").then(o -> new TicketEvent.Asked(o, "receipt"), "10:00");
        Clocks clocks = Clocks.of(policy(
                "p",
                ALWAYS,
                ClockSpec.builder()
                        .kind(ClockKind.RESOLUTION)
                        .target(ClockTarget.of(Duration.ofHours(8)))
                        .pauseCap(Duration.ofHours(2))
                        .build()));
        assertThat(line(read(clocks, "11:59").of(ClockKind.RESOLUTION))).isEqualTo("1 PAUSED PT1H");
        assertThat(line(read(clocks, "12:00").of(ClockKind.RESOLUTION))).isEqualTo("1 RUNNING PT1H");
        assertThat(line(read(clocks, "13:00").of(ClockKind.RESOLUTION))).isEqualTo("1 RUNNING PT2H");
        then(o -> new TicketEvent.Resumed(o, "found"), "14:00");
        ClockReading over = read(clocks, "15:00").of(ClockKind.RESOLUTION);
        assertThat(line(over)).isEqualTo("1 RUNNING PT4H");
        assertThat(over.due().orElseThrow().stay()).isEqualTo(at("19:00"));
    }

    @Test
    @DisplayName(
            "TIC-23 a breach stands in the evidence with what paused the clock, and a paused clock that is late says so")
    void lateAndPaused() {
        opened("09:00").then(TicketEvent.Started::new, "09:00").then(o -> new TicketEvent.Asked(o, "receipt"), "12:00");
        Clocks clocks = Clocks.of(policy("p", ALWAYS, clock(ClockKind.RESOLUTION, 1)));
        ClockReading late = read(clocks, "13:00").of(ClockKind.RESOLUTION);
        assertThat(late.sentence()).isEqualTo("paused, 2 h overdue, was due Mon 10:00");
        assertThat(late.evidence().facts().stream().map(fact -> fact.code() + " " + fact.sentence()))
                .containsExactly(
                        "POLICY policy p@" + clocks.standard().version() + ": RESOLUTION within 1 h",
                        "BREACHED the target was exceeded after 2027-03-01T10:00:00Z",
                        "RAN ran 2027-03-01T09:00:00Z to 2027-03-01T12:00:00Z: 3 h open, hours "
                                + ALWAYS.version().substring(0, 12),
                        "PAUSED paused by PENDING 2027-03-01T12:00:00Z to 2027-03-01T13:00:00Z: 1 h open, hours "
                                + ALWAYS.version().substring(0, 12));
        assertThat(late.moments())
                .extracting(
                        moment -> moment.change() + " " + moment.at().toString().substring(11, 16))
                .containsExactly("ACTIVATED 09:00", "BREACHED 10:00", "PAUSED 12:00");
    }

    @Test
    @DisplayName("TIC-22 triggers come by time, whatever the kind; a level is told within the horizon only")
    void triggers() {
        opened("09:00");
        Ticket ticket = Tickets.standard().fold(log);
        ClockSpec withLevel = ClockSpec.builder()
                .kind(ClockKind.FIRST_REPLY)
                .target(ClockTarget.of(Duration.ofHours(8)))
                .addLevels(ClockSpec.Level.left(Duration.ofHours(1)))
                .build();
        Clocks clocks = Clocks.of(policy("p", ALWAYS, withLevel, clock(ClockKind.RESOLUTION, 2)));
        assertThat(clocks.triggers(ticket, Duration.ofHours(7), at("09:00")))
                .extracting(trigger ->
                        trigger.clock() + " " + trigger.at().toString().substring(11, 16))
                .containsExactly("RESOLUTION 11:00", "FIRST_REPLY 16:00");
        assertThat(clocks.triggers(ticket, Duration.ofMinutes(419), at("09:00")))
                .extracting(Trigger::clock)
                .containsExactly(ClockKind.RESOLUTION);
        assertThat(clocks.triggers(ticket, Duration.ofMinutes(119), at("09:00")))
                .isEmpty();
    }

    @Test
    @DisplayName("TIC-21 what would be otherwise is listed by ticket, kind and cycle, from the first cycle on")
    void whatIf() {
        opened("09:00")
                .then(o -> new TicketEvent.Replied(o, "yes"), "09:30")
                .then(o -> new TicketEvent.CustomerWrote(o, "and?"), "10:00")
                .then(o -> new TicketEvent.Replied(o, "soon"), "11:00")
                .then(o -> new TicketEvent.CustomerWrote(o, "now?"), "12:00");
        Ticket first = Tickets.standard().fold(log);
        log.set(0, new TicketEvent.Opened(when(0, "k-0", "09:00"), intake("t-0").build()));
        Ticket second = Tickets.standard().fold(log);
        Clocks before = Clocks.of(policy("p", ALWAYS, clock(ClockKind.NEXT_REPLY, 2)));
        Clocks after = Clocks.of(policy("p", ALWAYS, clock(ClockKind.NEXT_REPLY, 3)));
        Clocks.WhatIf changes = before.whatIf(after, Stream.of(first, second), at("13:00"));
        assertThat(changes.tickets()).isEqualTo(2);
        assertThat(changes.changes())
                .extracting(change -> change.ticket() + " " + change.kind() + " " + change.cycle())
                .containsExactly("t-0 NEXT_REPLY 1", "t-0 NEXT_REPLY 2", "t-1 NEXT_REPLY 1", "t-1 NEXT_REPLY 2");
        assertThat(before.whatIf(before, Stream.of(first), at("13:00")).changes())
                .isEmpty();
        assertThat(before.rejudge(after, Stream.of(first), at("13:00")).changes())
                .extracting(Clocks.WhatIf.Change::cycle)
                .containsExactly(1);
    }

    @Test
    @DisplayName(
            "TIC-24 TIC-25 the linter looks at the hours of teams and vendors too, and says by how much they are too slow")
    void linter() {
        SlaPolicy never = policy(
                "vendor",
                BusinessHours.in(ZoneOffset.UTC)
                        .opening(java.time.LocalDate.of(2020, 1, 1), "09:00-10:00")
                        .build(),
                clock(ClockKind.VENDOR_RESPONSE, 2));
        SlaPolicy slow = policy("team", ALWAYS, clock(ClockKind.GROUP_OWNERSHIP, 7));
        Clocks clocks = Clocks.builder(policy("gold", ALWAYS, clock(ClockKind.RESOLUTION, 4)))
                .beside(never)
                .beside(slow)
                .build();
        assertThat(clocks.lint(at("09:00")))
                .extracting(finding -> finding.code().id() + ": " + finding.message())
                .containsExactlyInAnyOrder(
                        ClockCode.TARGET_BEYOND_HORIZON.id()
                                + ": policy 'vendor' never comes to the end of 2 h for VENDOR_RESPONSE, expected hours that"
                                + " open within 25 years",
                        ClockCode.LONGER_THAN_PROMISED.id()
                                + ": policy 'team' gives GROUP_OWNERSHIP 7 h, 3 h beyond the resolution that 'gold'"
                                + " promises");
    }

    @Test
    @DisplayName("TIC-24 policies of three clocks leave out what has no target; targets may be business days")
    void threeClocks() {
        Optional<Duration> hour = Optional.of(Duration.ofHours(1));
        assertThat(SlaPolicy.threeClocks(ALWAYS, hour, hour, hour).clocks())
                .extracting(ClockSpec::kind)
                .containsExactly(ClockKind.FIRST_REPLY, ClockKind.NEXT_REPLY, ClockKind.RESOLUTION);
        assertThat(SlaPolicy.threeClocks(ALWAYS, Optional.empty(), hour, Optional.empty())
                        .clocks())
                .singleElement()
                .satisfies(spec -> {
                    assertThat(spec.kind()).isEqualTo(ClockKind.NEXT_REPLY);
                    assertThat(spec.includesFirst()).isTrue();
                });
        assertThat(SlaPolicy.builder("p")
                        .hours(ALWAYS)
                        .resolution(BusinessDays.of(7))
                        .build()
                        .clocks())
                .extracting(spec -> spec.target().sentence())
                .containsExactly("7 business days");
        assertThat(SlaRule.builder()
                        .name("a")
                        .kind("CLAIM")
                        .kind("ORDER")
                        .holds("p")
                        .kinds())
                .isEqualTo(Set.of("CLAIM", "ORDER"));
    }
}
