package io.counterfoil.ticketing.clock;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.hours.BusinessHours;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.ticketing.clock.ClockReading.ClockState;
import io.counterfoil.ticketing.ticket.Ticket;
import io.counterfoil.ticketing.ticket.TicketCommand;
import io.counterfoil.ticketing.ticket.TicketEvent;
import io.counterfoil.ticketing.ticket.TicketStatus;
import io.counterfoil.ticketing.ticket.Tickets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class ClocksProperties {

    private static final BusinessHours HOURS = BusinessHours.in(ZoneId.of("Europe/London"))
            .weekdays("09:00-12:00", "13:00-17:30")
            .build();

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
                    .reopen(reopen)
                    .build());
        }
        return Clocks.of(policy.build());
    }

    private static Instant at(int minutes) {
        return TicketLogs.BEGIN.plus(Duration.ofMinutes(minutes));
    }

    @Property
    @Label("TIC-20 the order and repetition of events do not matter")
    void orderAndRepetitionDoNotMatter(
            @ForAll("tickets") Ticket ticket,
            @ForAll @IntRange(max = 20_000) int now,
            @ForAll @IntRange(max = 3_000) int target,
            @ForAll SlaPolicy.Reopen reopen,
            @ForAll long seed) {
        List<TicketEvent> log = new ArrayList<>(ticket.log());
        log.addAll(ticket.log().subList(0, ticket.log().size() / 2));
        Collections.shuffle(log, new Random(seed));
        Clocks clocks = clocks(target, reopen);
        assertThat(clocks.read(Tickets.standard().fold(log), at(now))).isEqualTo(clocks.read(ticket, at(now)));
    }

    @Property
    @Label("TIC-20 breached means elapsed above target, and no later reading moves the breach")
    void breachComesFromTheTimeline(
            @ForAll("tickets") Ticket ticket,
            @ForAll @IntRange(max = 20_000) int now,
            @ForAll @IntRange(max = 5_000) int later,
            @ForAll @IntRange(max = 2_000) int target) {
        Clocks clocks = clocks(target, SlaPolicy.Reopen.ALL_CYCLES);
        ClockReadings first = clocks.read(ticket, at(now));
        ClockReadings second = clocks.read(ticket, at(now + later));
        for (ClockReading reading : first.all()) {
            assertThat(reading.breached()).isEqualTo(reading.elapsed().compareTo(reading.target()) > 0);
            reading.breachedAt().ifPresent(at -> assertThat(at).isBefore(at(now)));
            if (reading.cycle() > 0) {
                ClockReading again = reading.kind().isSummed()
                        ? second.of(reading.kind())
                        : second.cycles(reading.kind()).get(reading.cycle() - 1);
                assertThat(again.elapsed()).isGreaterThanOrEqualTo(reading.elapsed());
                if (reading.breached()) {
                    assertThat(again.breachedAt()).isEqualTo(reading.breachedAt());
                } else {
                    again.breachedAt().ifPresent(at -> assertThat(at).isAfterOrEqualTo(at(now)));
                }
            }
        }
    }

    @Property
    @Label("TIC-21 what a log says up to an instant is what the longer log says about that instant")
    void noHindsight(@ForAll("tickets") Ticket ticket, @ForAll @IntRange(max = 20_000) int now) {
        Clocks clocks = clocks(480, SlaPolicy.Reopen.LARGEST_SPAN);
        List<TicketEvent> known = ticket.log().stream()
                .filter(event -> !event.at().isAfter(at(now)))
                .toList();
        assertThat(clocks.read(Tickets.standard().fold(known), at(now))).isEqualTo(clocks.read(ticket, at(now)));
    }

    @Property
    @Label("TIC-22 a running clock that is left alone breaches right after the later of its due instants")
    void dueIsWhenItBreachesIfNothingHappens(
            @ForAll("tickets") Ticket ticket, @ForAll @IntRange(max = 3_000) int target) {
        Clocks clocks = clocks(target, SlaPolicy.Reopen.ALL_CYCLES);
        Instant last = ticket.log().get(ticket.log().size() - 1).at();
        for (ClockReading reading : clocks.read(ticket, last).all()) {
            if (reading.state() == ClockState.RUNNING) {
                Instant roll = reading.due().orElseThrow().roll();
                Instant stay = reading.due().orElseThrow().stay();
                assertThat(stay).isBeforeOrEqualTo(roll);
                if (!roll.isBefore(last)) {
                    assertThat(read(clocks, ticket, roll, reading).breached()).isFalse();
                    assertThat(read(clocks, ticket, roll.plusSeconds(1), reading)
                                    .breachedAt())
                            .contains(roll);
                }
            }
        }
    }

    private static ClockReading read(Clocks clocks, Ticket ticket, Instant at, ClockReading like) {
        return clocks.read(ticket, at).of(like.kind());
    }

    @Property
    @Label("TIC-19 the first cycle is within all cycles, all cycles are within the largest span")
    void reopenPoliciesAreOrdered(@ForAll("tickets") Ticket ticket, @ForAll @IntRange(max = 20_000) int now) {
        Duration first = resolution(ticket, now, SlaPolicy.Reopen.FIRST_CYCLE);
        Duration all = resolution(ticket, now, SlaPolicy.Reopen.ALL_CYCLES);
        Duration span = resolution(ticket, now, SlaPolicy.Reopen.LARGEST_SPAN);
        assertThat(first).isLessThanOrEqualTo(all);
        assertThat(all).isLessThanOrEqualTo(span);
        assertThat(resolution(ticket, now, SlaPolicy.Reopen.LAST_CYCLE)).isLessThanOrEqualTo(all);
    }

    private static Duration resolution(Ticket ticket, int now, SlaPolicy.Reopen reopen) {
        return clocks(480, reopen)
                .read(ticket, at(now))
                .of(ClockKind.RESOLUTION)
                .elapsed();
    }

    @Property
    @Label("TIC-19 carrying the time on to an identical policy changes nothing")
    void carryToTheIdenticalPolicyChangesNothing(
            @ForAll("tickets") Ticket ticket,
            @ForAll @IntRange(max = 20_000) int now,
            @ForAll @IntRange(max = 20_000) int change,
            @ForAll boolean retroactive) {
        SlaPolicy before = clocks(480, SlaPolicy.Reopen.ALL_CYCLES).standard();
        SlaPolicy after = SlaPolicy.builder("q")
                .hours(HOURS)
                .addAllClocks(before.clocks())
                .carry(retroactive ? SlaPolicy.Carry.RETROACTIVE : SlaPolicy.Carry.CARRY_ELAPSED)
                .build();
        Clocks clocks = Clocks.builder(before).policy(after).build();
        Ticket changed = Tickets.standard()
                .decide(ticket, TicketCommand.applyPolicy("q", Actor.host("lead"), "change"), at(change))
                .state();
        List<ClockReading> plain = clocks.read(ticket, at(now)).all();
        List<ClockReading> carried = clocks.read(changed, at(now)).all();
        assertThat(carried).hasSameSizeAs(plain);
        for (int at = 0; at < plain.size(); at++) {
            assertThat(shown(carried.get(at))).isEqualTo(shown(plain.get(at)));
        }
    }

    /** Everything but the name of the policy. */
    private static List<Object> shown(ClockReading reading) {
        return List.of(
                reading.kind(),
                reading.cycle(),
                reading.state(),
                reading.target(),
                reading.elapsed(),
                reading.due(),
                reading.breachedAt(),
                reading.startedAt(),
                reading.stoppedAt(),
                reading.sentence());
    }

    @Property(tries = 60)
    @Label("TIC-18 elapsed time is the number of open minutes in which nothing paused the clock")
    void agreesWithCountingMinutes(@ForAll("tickets") Ticket ticket, @ForAll @IntRange(max = 6_000) int now) {
        Clocks clocks = clocks(480, SlaPolicy.Reopen.ALL_CYCLES);
        long counted = 0;
        for (int minute = 0; minute < now; minute++) {
            counted += runs(ticket, at(minute)) && HOURS.isOpen(at(minute)) ? 1 : 0;
        }
        assertThat(clocks.read(ticket, at(now)).of(ClockKind.RESOLUTION).elapsed())
                .isEqualTo(Duration.ofMinutes(counted));
    }

    /** By replaying the events up to the instant: the status as the fold sees it, and the reasons. */
    private static boolean runs(Ticket ticket, Instant at) {
        Ticket then = Tickets.standard()
                .fold(ticket.log().stream()
                        .filter(event -> !event.at().isAfter(at))
                        .toList());
        return then.exists()
                && then.status() != TicketStatus.PENDING
                && then.status() != TicketStatus.SOLVED
                && then.status() != TicketStatus.CLOSED
                && then.pauses().isEmpty();
    }
}
