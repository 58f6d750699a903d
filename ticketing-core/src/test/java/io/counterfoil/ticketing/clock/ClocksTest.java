package io.counterfoil.ticketing.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.hours.BusinessDays;
import io.counterfoil.payments.hours.BusinessHours;
import io.counterfoil.payments.hours.OpenHours;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.ticketing.clock.ClockReading.ClockState;
import io.counterfoil.ticketing.ticket.CloseReason;
import io.counterfoil.ticketing.ticket.Ticket;
import io.counterfoil.ticketing.ticket.TicketCommand;
import io.counterfoil.ticketing.ticket.TicketEvent;
import io.counterfoil.ticketing.ticket.TicketEvent.Occurrence;
import io.counterfoil.ticketing.ticket.TicketStatus;
import io.counterfoil.ticketing.ticket.Tickets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Monday 1 March 2027, London, 09:00 to 17:00: eight hours a day. */
class ClocksTest {

    private static final BusinessHours HOURS =
            BusinessHours.in(ZoneId.of("Europe/London")).weekdays("09:00-17:00").build();

    private final Tickets tickets = Tickets.standard();
    private final Actor customer = Actor.host("customer");
    private final Actor ben = Actor.host("ben");
    private Ticket ticket = tickets.initial();

    private static Instant at(String text) {
        return Instant.parse("2027-03-" + text + ":00Z");
    }

    private static Clocks clocks(ClockSpec clock) {
        return Clocks.of(SlaPolicy.builder("gold").hours(HOURS).clock(clock).build());
    }

    private void apply(TicketCommand command, Instant now) {
        ticket = tickets.decide(ticket, command, now).orThrow().state();
    }

    private void open(Instant now) {
        apply(TicketCommand.open(SubjectRef.of("order", "1"), "Refund missing", customer, "t"), now);
    }

    @Test
    @DisplayName(
            "TIC-20 an answer given overnight to a target used up exactly at closing is met, one second into the morning is not")
    void targetUsedUpAtClosing() {
        Clocks clocks = clocks(ClockSpec.of(ClockKind.FIRST_REPLY, ClockTarget.of(Duration.ofHours(8))));
        open(at("01T09:00"));
        ClockReading night = clocks.read(ticket, at("01T23:00")).of(ClockKind.FIRST_REPLY);
        assertThat(night.due().orElseThrow().stay()).isEqualTo(at("01T17:00"));
        assertThat(night.due().orElseThrow().roll()).isEqualTo(at("02T09:00"));
        assertThat(night.breached()).isFalse();
        assertThat(night.remaining()).isZero();

        ClockReading morning =
                clocks.read(ticket, at("02T09:00").plusSeconds(1)).of(ClockKind.FIRST_REPLY);
        assertThat(morning.breachedAt()).contains(at("02T09:00"));
        assertThat(morning.overrun()).contains(Duration.ofSeconds(1));

        apply(TicketCommand.reply("here", ben, "r"), at("02T08:59"));
        ClockReading replied = clocks.read(ticket, at("09T12:00")).of(ClockKind.FIRST_REPLY);
        assertThat(replied.state()).isEqualTo(ClockState.STOPPED);
        assertThat(replied.breached()).isFalse();
        assertThat(replied.sentence()).isEqualTo("met with 8 h of 8 h used");
    }

    @Test
    @DisplayName("TIC-17 business days become open time at the start of the clock, and pauses extend it")
    void businessDaysBecomeOpenTime() {
        open(at("01T10:00"));
        apply(TicketCommand.reply("asking", ben, "r"), at("01T10:30"));
        apply(TicketCommand.ask("receipt", ben, "a"), at("01T11:00"));
        apply(TicketCommand.customerWrote("here", customer, "m"), at("02T11:00"));
        Clocks nominal = clocks(ClockSpec.of(ClockKind.RESOLUTION, ClockTarget.of(BusinessDays.of(2))));
        Clocks endOfDay = clocks(
                ClockSpec.of(ClockKind.RESOLUTION, ClockTarget.of(BusinessDays.of(2, OpenHours.DayRule.END_OF_DAY))));

        ClockReading reading = nominal.read(ticket, at("02T12:00")).of(ClockKind.RESOLUTION);
        assertThat(reading.target()).isEqualTo(Duration.ofHours(16));
        assertThat(reading.elapsed()).isEqualTo(Duration.ofHours(2));
        assertThat(reading.due().orElseThrow().stay()).isEqualTo(at("04T10:00"));
        assertThat(endOfDay.read(ticket, at("02T12:00"))
                        .of(ClockKind.RESOLUTION)
                        .target())
                .isEqualTo(Duration.ofHours(23));
    }

    @Test
    @DisplayName("TIC-18 reasons that overlap pause once, and time beyond the cap runs")
    void overlappingReasonsPauseOnce() {
        open(at("01T09:00"));
        apply(TicketCommand.pause("vendor", ben, "p-1"), at("01T10:00"));
        apply(TicketCommand.pause("bank", ben, "p-2"), at("01T11:00"));
        apply(TicketCommand.endPause("vendor", ben, "p-3"), at("01T12:00"));
        apply(TicketCommand.endPause("bank", ben, "p-4"), at("01T13:00"));
        ClockSpec plain = ClockSpec.builder()
                .kind(ClockKind.RESOLUTION)
                .target(ClockTarget.of(Duration.ofHours(8)))
                .pausedBy(Set.of("vendor", "bank"))
                .build();
        ClockSpec capped =
                ClockSpec.builder().from(plain).pauseCap(Duration.ofHours(1)).build();

        assertThat(clocks(plain)
                        .read(ticket, at("01T12:30"))
                        .of(ClockKind.RESOLUTION)
                        .state())
                .isEqualTo(ClockState.PAUSED);
        assertThat(clocks(plain)
                        .read(ticket, at("01T14:00"))
                        .of(ClockKind.RESOLUTION)
                        .elapsed())
                .isEqualTo(Duration.ofHours(2));
        assertThat(clocks(capped)
                        .read(ticket, at("01T14:00"))
                        .of(ClockKind.RESOLUTION)
                        .elapsed())
                .isEqualTo(Duration.ofHours(4));
        assertThat(clocks(capped)
                        .read(ticket, at("01T12:30"))
                        .of(ClockKind.RESOLUTION)
                        .state())
                .isEqualTo(ClockState.RUNNING);
        assertThat(clocks(ClockSpec.of(ClockKind.RESOLUTION, ClockTarget.of(Duration.ofHours(8))))
                        .read(ticket, at("01T14:00"))
                        .of(ClockKind.RESOLUTION)
                        .elapsed())
                .as("a policy that does not name the reasons")
                .isEqualTo(Duration.ofHours(5));
    }

    @Test
    @DisplayName("TIC-17 a later reply clock never hides a first reply that is not given")
    void nextDueIsTheEarliest() {
        Clocks clocks = Clocks.of(SlaPolicy.builder("gold")
                .hours(HOURS)
                .firstReply(Duration.ofHours(4))
                .nextReply(Duration.ofHours(1))
                .resolution(Duration.ofHours(40))
                .build());
        open(at("01T09:00"));
        apply(TicketCommand.customerWrote("hello?", customer, "m-1"), at("01T10:00"));
        ClockReadings unanswered = clocks.read(ticket, at("01T11:00"));
        assertThat(unanswered.of(ClockKind.NEXT_REPLY).state()).isEqualTo(ClockState.NOT_STARTED);
        assertThat(unanswered.nextDue().orElseThrow().kind()).isEqualTo(ClockKind.FIRST_REPLY);

        apply(TicketCommand.reply("yes", ben, "r-1"), at("01T11:00"));
        apply(TicketCommand.customerWrote("when?", customer, "m-2"), at("01T12:00"));
        apply(TicketCommand.autoReply("we are reading", ben, "r-2"), at("01T12:10"));
        ClockReading next = clocks.read(ticket, at("01T12:30")).nextDue().orElseThrow();
        assertThat(next.kind()).isEqualTo(ClockKind.NEXT_REPLY);
        assertThat(next.sentence()).isEqualTo("30 min left, due Mon 13:00");
    }

    @Test
    @DisplayName("TIC-20 a message found late counts when it came, not when it was recorded")
    void lateMessageCountsWhenItCame() {
        Clocks clocks = clocks(ClockSpec.of(ClockKind.FIRST_REPLY, ClockTarget.of(Duration.ofHours(2))));
        open(at("01T09:00"));
        assertThat(clocks.read(ticket, at("01T12:00")).of(ClockKind.FIRST_REPLY).breachedAt())
                .contains(at("01T11:00"));
        apply(TicketCommand.reply("sent by hand", ben, "r").happenedAt(at("01T10:00")), at("01T12:00"));
        ClockReading reading = clocks.read(ticket, at("01T12:00")).of(ClockKind.FIRST_REPLY);
        assertThat(reading.elapsed()).isEqualTo(Duration.ofHours(1));
        assertThat(reading.breached()).isFalse();
    }

    @Test
    @DisplayName("TIC-19 a policy that is taken away withdraws its clocks, another one carries the time on")
    void policyWithdrawnAndApplied() {
        SlaPolicy gold = SlaPolicy.builder("gold")
                .hours(HOURS)
                .resolution(Duration.ofHours(8))
                .build();
        SlaPolicy silver = SlaPolicy.builder("silver")
                .hours(HOURS)
                .resolution(Duration.ofHours(24))
                .build();
        Clocks clocks = Clocks.builder(gold).policy(silver).build();
        open(at("01T09:00"));
        apply(TicketCommand.withdrawPolicy(ben, "w"), at("01T11:00"));
        ClockReading withdrawn = clocks.read(ticket, at("05T11:00")).of(ClockKind.RESOLUTION);
        assertThat(withdrawn.state()).isEqualTo(ClockState.WITHDRAWN);
        assertThat(withdrawn.elapsed()).isEqualTo(Duration.ofHours(2));
        assertThat(withdrawn.stoppedAt()).contains(at("01T11:00"));
        assertThat(withdrawn.due()).isEmpty();

        apply(TicketCommand.applyPolicy("silver", ben, "s"), at("02T09:00"));
        apply(TicketCommand.applyPolicy("brass", ben, "b"), at("02T10:00"));
        ClockReadings readings = clocks.read(ticket, at("02T11:00"));
        assertThat(readings.of(ClockKind.RESOLUTION).elapsed()).isEqualTo(Duration.ofHours(4));
        assertThat(readings.of(ClockKind.RESOLUTION).target()).isEqualTo(Duration.ofHours(24));
        assertThat(readings.anomalies())
                .singleElement()
                .satisfies(anomaly -> assertThat(anomaly.code()).isEqualTo(ClockCode.UNKNOWN_POLICY));
    }

    @Test
    @DisplayName("TIC-23 the evidence of a reading adds up to its elapsed time")
    void evidenceAddsUp() {
        open(at("01T10:00"));
        apply(TicketCommand.assign("refunds", ben, "a"), at("01T10:10"));
        apply(TicketCommand.ask("receipt", ben, "q"), at("01T11:00"));
        apply(TicketCommand.customerWrote("here", customer, "m"), at("01T15:00"));
        ClockReading reading = clocks(ClockSpec.of(ClockKind.RESOLUTION, ClockTarget.of(Duration.ofHours(1))))
                .read(ticket, at("02T10:00"))
                .of(ClockKind.RESOLUTION);
        long seconds = reading.evidence().facts().stream()
                .filter(fact -> fact.code() == ClockCode.RAN)
                .mapToLong(fact -> Long.parseLong(fact.attributes().getOrDefault("seconds", "")))
                .sum();
        assertThat(seconds).isEqualTo(reading.elapsed().toSeconds()).isEqualTo(4 * 3_600);
        assertThat(reading.evidence().facts().get(0).sentence()).contains("gold@", "RESOLUTION within 1 h");
        assertThat(reading.breachedAt()).contains(at("01T15:00"));
        assertThat(reading.sentence()).isEqualTo("3 h overdue, was due Mon 11:00");
    }

    @Test
    @DisplayName("TIC-20 odd logs are reported and the reading is made from the rest")
    void oddLogsAreReported() {
        Clocks clocks = clocks(ClockSpec.of(ClockKind.FIRST_REPLY, ClockTarget.of(Duration.ofHours(8))));
        open(at("01T09:00"));
        apply(TicketCommand.reply("early", ben, "e").happenedAt(at("01T08:00")), at("01T09:30"));
        apply(TicketCommand.reply("one", ben, "r"), at("01T10:00"));
        List<TicketEvent> log = new ArrayList<>(ticket.log());
        TicketEvent replied = log.get(log.size() - 1);
        log.add(new TicketEvent.Replied(
                new Occurrence(replied.stamp(), replied.occurrence().sequence(), at("01T10:30")), "two"));

        ClockReadings readings = clocks.read(tickets.fold(log), at("01T12:00"));
        assertThat(readings.anomalies())
                .extracting(anomaly -> anomaly.code())
                .containsExactlyInAnyOrder(ClockCode.BEFORE_CREATION, ClockCode.CONFLICTING_EVENT);
        assertThat(readings.of(ClockKind.FIRST_REPLY).state()).isEqualTo(ClockState.RUNNING);
        assertThat(readings.of(ClockKind.FIRST_REPLY).elapsed()).isEqualTo(Duration.ofHours(3));
    }

    @Test
    @DisplayName("TIC-17 a closed ticket that was never answered is neither met nor missed, unless it was late before")
    void closedWithoutReply() {
        Clocks clocks = clocks(ClockSpec.of(ClockKind.FIRST_REPLY, ClockTarget.of(Duration.ofHours(2))));
        open(at("01T09:00"));
        apply(TicketCommand.solve(CloseReason.SPAM, ben, "s"), at("01T10:00"));
        apply(TicketCommand.close(ben, "c"), at("01T10:30"));
        ClockReading reading = clocks.read(ticket, at("03T10:00")).of(ClockKind.FIRST_REPLY);
        assertThat(reading.state()).isEqualTo(ClockState.WITHDRAWN);
        assertThat(reading.elapsed()).isEqualTo(Duration.ofMinutes(90));
        assertThat(reading.breached()).isFalse();
    }

    @Test
    @DisplayName("TIC-08 hours that never open again leave a running clock without a due instant")
    void hoursThatNeverOpenAgain() {
        BusinessHours once = BusinessHours.in(ZoneOffset.UTC)
                .opening(java.time.LocalDate.of(2027, 3, 1), "09:00-17:00")
                .build();
        Clocks clocks = Clocks.of(SlaPolicy.builder("once")
                .hours(once)
                .firstReply(Duration.ofHours(9))
                .build());
        open(at("01T10:00"));
        ClockReading reading = clocks.read(ticket, at("01T11:00")).of(ClockKind.FIRST_REPLY);
        assertThat(reading.state()).isEqualTo(ClockState.UNDEFINED_DUE);
        assertThat(reading.due()).isEmpty();
    }

    @Test
    @DisplayName("TIC-17 updates, requester wait, agent work and ownership follow their facts")
    void otherKinds() {
        SlaPolicy.Builder policy = SlaPolicy.builder("all").hours(HOURS);
        for (ClockKind kind : ClockKind.values()) {
            policy.clock(ClockSpec.of(kind, ClockTarget.of(Duration.ofHours(8))));
        }
        Clocks clocks = Clocks.of(policy.build());
        open(at("01T09:00"));
        apply(TicketCommand.assign("refunds", ben, "a-1"), at("01T10:00"));
        apply(TicketCommand.reply("first", ben, "r-1"), at("01T11:00"));
        apply(TicketCommand.ask("receipt", ben, "q-1"), at("01T12:00"));
        apply(TicketCommand.reply("second", ben, "r-2"), at("01T13:00"));
        apply(TicketCommand.resume("found it", ben, "m-1"), at("01T14:00"));
        apply(TicketCommand.hold("bank", at("02T09:00"), ben, "h-1"), at("01T14:00"));
        apply(TicketCommand.resume("bank answered", ben, "m-2"), at("01T15:00"));
        apply(TicketCommand.solve(CloseReason.SOLVED, ben, "s-1"), at("01T16:00"));
        ClockReadings readings = clocks.read(ticket, at("02T12:00"));

        assertThat(hours(readings, ClockKind.FIRST_REPLY)).containsExactly(2L);
        assertThat(hours(readings, ClockKind.PERIODIC_UPDATE)).containsExactly(2L, 3L);
        assertThat(hours(readings, ClockKind.PAUSABLE_UPDATE)).containsExactly(1L, 2L);
        assertThat(hours(readings, ClockKind.REQUESTER_WAIT)).containsExactly(5L);
        assertThat(hours(readings, ClockKind.AGENT_WORK)).containsExactly(4L);
        assertThat(hours(readings, ClockKind.RESOLUTION)).containsExactly(5L);
        assertThat(hours(readings, ClockKind.TOTAL_RESOLUTION)).containsExactly(7L);
        assertThat(hours(readings, ClockKind.GROUP_OWNERSHIP)).containsExactly(1L, 6L);
        assertThat(readings.all())
                .filteredOn(reading -> reading.cycle() > 0)
                .allMatch(reading -> reading.state() == ClockState.STOPPED);
    }

    private static List<Long> hours(ClockReadings readings, ClockKind kind) {
        return readings.cycles(kind).stream()
                .map(reading -> reading.elapsed().toHours())
                .toList();
    }

    @Test
    void policiesThatMakeNoSenseAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SlaPolicy.builder("gold").hours(HOURS).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SlaPolicy.builder("gold")
                        .hours(HOURS)
                        .firstReply(Duration.ofHours(1))
                        .firstReply(Duration.ofHours(2))
                        .build());
        assertThatIllegalArgumentException().isThrownBy(() -> ClockTarget.of(Duration.ofHours(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> ClockTarget.of(BusinessDays.of(-1)));
        SlaPolicy gold = SlaPolicy.builder("gold")
                .hours(HOURS)
                .firstReply(Duration.ofHours(1))
                .build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Clocks.builder(gold).policy(gold));
        open(at("01T09:00"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Clocks.of(gold).read(ticket, at("01T10:00")).of(ClockKind.RESOLUTION))
                .withMessageContaining("RESOLUTION");
        assertThat(SlaPolicy.threeClocks(HOURS, Optional.of(Duration.ofHours(1)), Optional.empty(), Optional.empty())
                        .clocks()
                        .get(0)
                        .pausingStatuses())
                .contains(TicketStatus.PENDING);
    }
}
