package io.counterfoil.ticketing.clock;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.hours.BusinessHours;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.EventStore;
import io.counterfoil.ticketing.clock.ClockReading.ClockState;
import io.counterfoil.ticketing.ticket.Ticket;
import io.counterfoil.ticketing.ticket.TicketCommand;
import io.counterfoil.ticketing.ticket.TicketDesk;
import io.counterfoil.ticketing.ticket.TicketEvent;
import io.counterfoil.ticketing.ticket.TicketId;
import io.counterfoil.ticketing.ticket.Tickets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Laws of clocks, triggers and mergers (ticketing specification 7). */
class ClockLawsProperties {

    private static final BusinessHours HOURS = BusinessHours.in(ZoneId.of("Europe/London"))
            .weekdays("09:00-12:00", "13:00-17:30")
            .build();
    private static final Actor BY = Actor.host("somebody");

    private final Tickets machine = Tickets.standard();

    @Provide
    Arbitrary<Ticket> tickets() {
        return TicketLogs.tickets();
    }

    private static Clocks clocks(int targetMinutes, SlaPolicy.Reopen reopen) {
        SlaPolicy.Builder policy = SlaPolicy.builder("p").hours(HOURS);
        for (ClockKind kind : ClockKind.values()) {
            policy.clock(ClockSpec.builder()
                    .kind(kind)
                    .target(ClockTarget.of(Duration.ofMinutes(targetMinutes)))
                    .pausedBy(Set.of("vendor"))
                    .addLevels(ClockSpec.Level.share("0.5"), ClockSpec.Level.left(Duration.ofMinutes(30)))
                    .reopen(reopen)
                    .build());
        }
        return Clocks.of(policy.build());
    }

    private static Instant at(int minutes) {
        return TicketLogs.BEGIN.plus(Duration.ofMinutes(minutes));
    }

    @Provide
    Arbitrary<Ticket> fineTickets() {
        return TicketLogs.fineTickets();
    }

    @Property
    @Label("TIC-20 the walk along the log and the timeline say the same of every clock")
    void walkAndTimelineAgree(
            @ForAll("fineTickets") Ticket ticket,
            @ForAll @IntRange(max = 20_000) int now,
            @ForAll @IntRange(max = 2_000) int target,
            @ForAll SlaPolicy.Reopen reopen,
            @ForAll @IntRange(max = 999) int nanos) {
        Clocks clocks = clocks(target, reopen);
        Instant instant = at(now).plusNanos(nanos);
        ClockReadings walked = clocks.read(ticket.log(), instant, true);
        ClockReadings measured = clocks.read(ticket.log(), instant, false);
        assertThat(walked).isEqualTo(measured);
        for (int at = 0; at < walked.all().size(); at++) {
            if (walked.all().get(at) instanceof Reading read && read.cycle() > 0) {
                ClockReading slow = measured.all().get(at);
                Duration used = Duration.ZERO;
                for (Stretch stretch : read.stretches()) {
                    used = stretch.paused() ? used : used.plus(stretch.length());
                    for (long off : new long[] {-1, 0, 1, 1_000_000_000L}) {
                        Duration amount = used.plusNanos(off);
                        if (!amount.isNegative()) {
                            assertThat(read.used(amount)).isEqualTo(slow.used(amount));
                        }
                    }
                }
                Duration sum = read.stretches().stream()
                        .filter(stretch -> !stretch.paused())
                        .map(Stretch::length)
                        .reduce(Duration.ZERO, Duration::plus);
                assertThat(sum).isEqualTo(read.elapsed());
            }
        }
    }

    @Property
    @Label("TIC-18 while a clock stands still what remains does not change, and it does not breach")
    void pausedMeansConstant(
            @ForAll("tickets") Ticket ticket,
            @ForAll @IntRange(max = 20_000) int later,
            @ForAll @IntRange(max = 900) int target) {
        Clocks clocks = clocks(target, SlaPolicy.Reopen.ALL_CYCLES);
        Instant last = ticket.log().get(ticket.log().size() - 1).at();
        ClockReadings now = clocks.read(ticket, last);
        ClockReadings then = clocks.read(ticket, last.plus(Duration.ofMinutes(later)));
        for (ClockReading reading : now.all()) {
            if (reading.state() == ClockState.PAUSED) {
                ClockReading same = then.of(reading.kind());
                assertThat(same.state()).isEqualTo(ClockState.PAUSED);
                assertThat(same.remaining()).isEqualTo(reading.remaining());
                assertThat(same.breachedAt()).isEqualTo(reading.breachedAt());
            }
        }
    }

    @Property
    @Label("TIC-22 each trigger comes once, in order, never after a stop, with the same key and instant whenever asked")
    void triggersComeOnce(
            @ForAll("tickets") Ticket ticket,
            @ForAll @IntRange(max = 9_000) int now,
            @ForAll @IntRange(max = 9_000) int later,
            @ForAll @IntRange(max = 3_000) int target) {
        Clocks clocks = clocks(target, SlaPolicy.Reopen.ALL_CYCLES);
        List<Trigger> triggers = clocks.triggers(ticket, Duration.ofDays(30), at(now));
        Set<String> keys = new HashSet<>();
        Instant before = Instant.MIN;
        ClockReadings readings = clocks.read(ticket, at(now));
        for (Trigger trigger : triggers) {
            assertThat(keys.add(trigger.key())).isTrue();
            assertThat(trigger.at()).isAfterOrEqualTo(before);
            before = trigger.at();
            ClockReading reading = readings.cycles(trigger.clock()).stream()
                    .filter(cycle -> cycle.cycle() == trigger.cycle())
                    .findFirst()
                    .orElseThrow();
            assertThat(reading.state()).isEqualTo(ClockState.RUNNING);
        }
        boolean quiet = ticket.log().stream()
                .noneMatch(event -> event.at().isAfter(at(now)) && !event.at().isAfter(at(now + later)));
        if (quiet) {
            assertThat(clocks.triggers(ticket, Duration.ofDays(30), at(now + later)))
                    .containsAll(triggers);
        }
        for (Trigger trigger : triggers) {
            if (trigger.level().equals(Trigger.BREACHED) && !trigger.at().isAfter(at(now))) {
                boolean breached = readings.cycles(trigger.clock()).stream()
                        .filter(cycle -> cycle.cycle() == trigger.cycle())
                        .anyMatch(cycle -> cycle.breachedAt().equals(Optional.of(trigger.at()))
                                || trigger.at().equals(cycle.due().orElseThrow().roll()));
                assertThat(breached).isTrue();
            }
        }
    }

    @Property
    @Label("TIC-18 a pause that is said twice, or cut in two, changes nothing")
    void pausesAreAUnion(
            @ForAll("tickets") Ticket ticket,
            @ForAll @IntRange(min = 1, max = 5_000) int from,
            @ForAll @IntRange(max = 3_000) int first,
            @ForAll @IntRange(max = 3_000) int second,
            @ForAll @IntRange(max = 20_000) int now) {
        SlaPolicy policy = SlaPolicy.builder("p")
                .hours(HOURS)
                .clock(ClockSpec.builder()
                        .kind(ClockKind.TOTAL_RESOLUTION)
                        .target(ClockTarget.of(Duration.ofHours(9)))
                        .pausedBy(Set.of("one", "two"))
                        .build())
                .build();
        Clocks clocks = Clocks.of(policy);
        int middle = from + first;
        int end = middle + second;
        Ticket once = paused(ticket, List.of(new Pause("one", from, end)));
        Ticket twice = paused(ticket, List.of(new Pause("one", from, end), new Pause("two", from, end)));
        Ticket cut = paused(ticket, List.of(new Pause("one", from, middle), new Pause("two", middle, end)));
        Duration expected = elapsed(clocks, once, now);
        assertThat(elapsed(clocks, twice, now)).isEqualTo(expected);
        assertThat(elapsed(clocks, cut, now)).isEqualTo(expected);
    }

    private static Duration elapsed(Clocks clocks, Ticket ticket, int now) {
        return clocks.read(ticket, at(now)).of(ClockKind.TOTAL_RESOLUTION).elapsed();
    }

    private record Pause(String reason, int from, int to) {}

    private Ticket paused(Ticket ticket, List<Pause> pauses) {
        List<TicketEvent> log = new ArrayList<>(ticket.log());
        for (Pause pause : pauses) {
            String reason = pause.reason();
            log.addAll(event(ticket, TicketCommand.pause(reason, BY, "b-" + reason), at(pause.from())));
            log.addAll(event(ticket, TicketCommand.endPause(reason, BY, "e-" + reason), at(pause.to())));
        }
        return machine.fold(log);
    }

    private List<TicketEvent> event(Ticket ticket, TicketCommand command, Instant at) {
        return machine.decide(ticket, command, at).events();
    }

    @Property(tries = 300)
    @Label("TIC-14 mergers have no cycles, reach one survivor, and clock starts do not depend on the order of merging")
    void mergersAreAForest(@ForAll long seed, @ForAll @IntRange(min = 2, max = 6) int n) {
        Random random = new Random(seed);
        EventStore<TicketId, TicketEvent> store = EventStore.inMemory();
        TicketDesk desk = TicketDesk.of(machine, store);
        List<TicketId> ids = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            TicketId id = TicketId.of("t-" + i);
            ids.add(id);
            store.apply(
                            machine,
                            id,
                            TicketCommand.open(SubjectRef.of("order", "1"), "x", BY, "t-" + i),
                            at(random.nextInt(600)))
                    .orThrow();
        }
        for (int act = 0; act < 3 * n; act++) {
            desk.merge(ids.get(random.nextInt(n)), ids.get(random.nextInt(n)), BY, "g-" + act, at(700 + act));
        }
        Clocks clocks = clocks(480, SlaPolicy.Reopen.ALL_CYCLES);
        Map<TicketId, Instant> earliest = new HashMap<>();
        for (TicketId id : ids) {
            TicketId survivor = desk.survivorOf(id);
            assertThat(desk.load(survivor).mergedInto()).isEmpty();
            earliest.merge(survivor, desk.load(id).log().get(0).at(), (one, two) -> one.isBefore(two) ? one : two);
        }
        earliest.forEach((survivor, start) -> {
            ClockReadings readings = clocks.read(desk.load(survivor), at(2_000));
            assertThat(readings.of(ClockKind.FIRST_REPLY).startedAt()).contains(start);
            assertThat(readings.of(ClockKind.RESOLUTION).startedAt()).contains(start);
        });
    }

    @Property
    @Label("TIC-20 late and disordered events with repetitions converge on one reading, rule by rule too")
    void disorderConverges(
            @ForAll("tickets") Ticket ticket, @ForAll long seed, @ForAll @IntRange(max = 20_000) int now) {
        Random random = new Random(seed);
        Clocks clocks = Clocks.builder(clocks(480, SlaPolicy.Reopen.ALL_CYCLES).standard())
                .policy(SlaPolicy.builder("q")
                        .hours(HOURS)
                        .resolution(Duration.ofHours(2))
                        .build())
                .rule(SlaRule.named("bank").group("bank").holds("q"))
                .rule(SlaRule.named("all").holds("p"))
                .build();
        Ticket moved = machine.decide(ticket, TicketCommand.assign("bank", BY, "to-bank"), at(random.nextInt(9_000)))
                .state();
        List<TicketEvent> log = new ArrayList<>(moved.log());
        moved.log().stream().filter(event -> random.nextBoolean()).forEach(log::add);
        Collections.shuffle(log, random);
        assertThat(clocks.read(machine.fold(log), at(now))).isEqualTo(clocks.read(moved, at(now)));
    }
}
