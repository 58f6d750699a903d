package io.counterfoil.ticketing.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.hours.BusinessHours;
import io.counterfoil.payments.hours.OpenHours;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.ticketing.clock.ClockReading.ClockState;
import io.counterfoil.ticketing.clock.ClockReading.Moment;
import io.counterfoil.ticketing.ticket.Ticket;
import io.counterfoil.ticketing.ticket.TicketCommand;
import io.counterfoil.ticketing.ticket.Tickets;
import io.counterfoil.ticketing.triage.Priority;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Clocks at the edge of open time, of running time, of what 64 bits of nanoseconds hold, and in words. Monday 1 March 2027. */
class ClockEdgesTest {

    private static final Actor BEN = Actor.host("ben");
    private static final Instant NINE = Instant.parse("2027-03-01T09:00:00Z");
    private static final BusinessHours HOURS = BusinessHours.in(ZoneOffset.UTC)
            .weekdays("09:00-12:00", "13:00-17:00")
            .build();

    private final Tickets machine = Tickets.standard();

    private static Clocks clocks(Duration target) {
        return Clocks.of(SlaPolicy.builder("p").hours(HOURS).resolution(target).build());
    }

    private Ticket opened(Instant at) {
        return machine.decide(machine.initial(), TicketCommand.open(SubjectRef.of("order", "1"), "where", BEN, "t"), at)
                .orThrow()
                .state();
    }

    private Ticket after(Ticket ticket, TicketCommand command, Instant at) {
        return machine.decide(ticket, command, at).orThrow().state();
    }

    private static Instant at(String time) {
        return Instant.parse("2027-03-" + time + "Z");
    }

    private static OpenHours.Due.At due(String stay, String roll) {
        return new OpenHours.Due.At(at(stay), at(roll));
    }

    @Test
    @DisplayName(
            "TIC-22 an amount used up at the edge of open time has two instants, one inside has one, a fraction of a second too")
    void usedAtTheEdge() {
        ClockReading reading = clocks(Duration.ofHours(3))
                .read(opened(NINE), at("01T10:00:00"))
                .of(ClockKind.RESOLUTION);
        assertThat(reading.due()).contains(due("01T12:00:00", "01T13:00:00"));
        assertThat(reading.used(Duration.ofHours(3).minusSeconds(1))).contains(due("01T11:59:59", "01T11:59:59"));
        assertThat(reading.used(Duration.ofHours(3).minusNanos(1)))
                .contains(due("01T11:59:59.999999999", "01T11:59:59.999999999"));
        assertThat(reading.used(Duration.ofHours(3).plusNanos(1)))
                .contains(due("01T13:00:00.000000001", "01T13:00:00.000000001"));
        assertThat(reading.used(Duration.ZERO)).contains(due("01T09:00:00", "01T09:00:00"));
        ClockReading early = clocks(Duration.ofHours(3))
                .read(opened(at("01T07:30:00.5")), at("01T08:00:00"))
                .of(ClockKind.RESOLUTION);
        assertThat(early.elapsed()).isZero();
        assertThat(early.due()).contains(due("01T12:00:00", "01T13:00:00"));
        assertThat(early.used(Duration.ZERO)).contains(due("01T07:30:00.5", "01T09:00:00"));
        ClockReading fine = clocks(Duration.ofHours(1))
                .read(opened(at("01T09:00:00.5")), at("01T09:00:01"))
                .of(ClockKind.RESOLUTION);
        assertThat(fine.elapsed()).isEqualTo(Duration.ofMillis(500));
        assertThat(fine.remaining()).isEqualTo(Duration.ofHours(1).minusMillis(500));
        assertThat(fine.due()).contains(due("01T10:00:00.5", "01T10:00:00.5"));
    }

    @Test
    @DisplayName(
            "TIC-18 an amount used up just when the clock was paused was used up then, and is exceeded when it runs again")
    void usedAtThePause() {
        Ticket open = after(opened(NINE), TicketCommand.assign("desk", BEN, "o"), NINE);
        Ticket ticket = after(open, TicketCommand.ask("receipt", BEN, "a"), at("01T10:00:00"));
        Clocks clocks = clocks(Duration.ofHours(1));
        ClockReading paused = clocks.read(ticket, at("01T11:00:00")).of(ClockKind.RESOLUTION);
        assertThat(paused.state()).isEqualTo(ClockState.PAUSED);
        assertThat(paused.elapsed()).isEqualTo(Duration.ofHours(1));
        assertThat(paused.breached()).isFalse();
        assertThat(paused.due().orElseThrow().stay()).isEqualTo(at("01T10:00:00"));
        Ticket resumed = after(ticket, TicketCommand.resume("found", BEN, "r"), at("01T14:00:00"));
        ClockReading running = clocks.read(resumed, at("01T15:00:00")).of(ClockKind.RESOLUTION);
        assertThat(running.due()).contains(due("01T10:00:00", "01T14:00:00"));
        assertThat(running.breachedAt()).contains(at("01T14:00:00"));
        assertThat(running.overrun()).contains(Duration.ofHours(1));
        assertThat(running.moments())
                .containsExactly(
                        new Moment(Moment.Change.ACTIVATED, NINE),
                        new Moment(Moment.Change.PAUSED, at("01T10:00:00")),
                        new Moment(Moment.Change.RESUMED, at("01T14:00:00")),
                        new Moment(Moment.Change.BREACHED, at("01T14:00:00")));
        assertThat(clocks(Duration.ofMinutes(90))
                        .read(ticket, at("01T11:00:00"))
                        .of(ClockKind.RESOLUTION)
                        .due())
                .isEmpty();
        assertThat(clocks(Duration.ofMinutes(90))
                        .read(ticket, at("01T11:00:00"))
                        .nextDue())
                .isEmpty();
    }

    @Test
    @DisplayName(
            "TIC-17 instants beyond what 64 bits of nanoseconds hold are read by the timeline, with the same answers")
    void centuriesAway() {
        Instant far = Instant.parse("2150-03-02T09:00:00Z"); // a Monday
        Ticket ticket = after(opened(far), TicketCommand.reply("yes", BEN, "r"), far.plusSeconds(3_600));
        ClockReading reading =
                clocks(Duration.ofHours(3)).read(ticket, far.plusSeconds(7_200)).of(ClockKind.RESOLUTION);
        assertThat(reading.elapsed()).isEqualTo(Duration.ofHours(2));
        assertThat(reading.due().orElseThrow().stay()).isEqualTo(far.plusSeconds(3 * 3_600));
        ClockReading now = clocks(Duration.ofHours(3)).read(opened(NINE), far).of(ClockKind.RESOLUTION);
        assertThat(now.breachedAt()).contains(at("01T13:00:00"));
        BusinessHours always = BusinessHours.always(ZoneOffset.UTC);
        ClockReading slow = Clocks.of(SlaPolicy.builder("p")
                        .hours(always)
                        .resolution(Duration.ofDays(160L * 365))
                        .build())
                .read(opened(NINE), NINE.plusSeconds(1))
                .of(ClockKind.RESOLUTION);
        assertThat(slow.due().orElseThrow().stay()).isEqualTo(NINE.plus(Duration.ofDays(160L * 365)));
    }

    @Test
    @DisplayName("TIC-23 spans and instants in words: seconds below a minute only, the weekday within six days")
    void words() {
        assertThat(Sentences.of(Duration.ZERO)).isEqualTo("0 s");
        assertThat(Sentences.of(Duration.ofMillis(59_999))).isEqualTo("59 s");
        assertThat(Sentences.of(Duration.ofSeconds(60))).isEqualTo("1 min");
        assertThat(Sentences.of(Duration.ofSeconds(-61))).isEqualTo("1 min");
        assertThat(Sentences.of(Duration.ofMinutes(60))).isEqualTo("1 h");
        assertThat(Sentences.of(Duration.ofMinutes(61))).isEqualTo("1 h 1 min");
        ZoneId utc = ZoneOffset.UTC;
        assertThat(Sentences.of(at("07T17:00:00"), NINE, utc)).isEqualTo("Sun 17:00");
        assertThat(Sentences.of(at("08T09:00:00"), NINE, utc)).isEqualTo("Mon 8 Mar 2027 09:00");
        assertThat(Sentences.of(NINE, at("07T09:00:00"), utc)).isEqualTo("Mon 09:00");
        assertThat(Sentences.of(NINE, at("08T09:00:00"), utc)).isEqualTo("Mon 1 Mar 2027 09:00");
    }

    @Test
    @DisplayName("TIC-17 a clock that nothing has started says so, and a policy without it does not")
    void idle() {
        Clocks clocks = Clocks.of(SlaPolicy.builder("p")
                .hours(HOURS)
                .nextReply(Duration.ofHours(1))
                .build());
        ClockReading idle = clocks.read(opened(NINE), at("01T10:00:00")).of(ClockKind.NEXT_REPLY);
        assertThat(idle.state()).isEqualTo(ClockState.NOT_STARTED);
        assertThat(idle.sentence()).isEqualTo("not started");
        assertThat(idle.cycle()).isZero();
        assertThat(idle.target()).isEqualTo(Duration.ofHours(1));
        assertThat(idle.remaining()).isEqualTo(Duration.ofHours(1));
        assertThat(List.of(idle.due(), idle.breachedAt(), idle.startedAt(), idle.stoppedAt(), idle.used(Duration.ZERO)))
                .containsOnly(Optional.empty());
        assertThat(idle.policy()).map(SlaPolicy::id).contains("p");
        assertThat(idle.policyVersion()).startsWith("p@");
        assertThat(idle.evidence().facts()).extracting(Evidence.Fact::code).containsExactly(ClockCode.POLICY);
        assertThat(idle.breached()).isFalse();
        assertThat(idle.moments()).isEmpty();
        assertThat(idle.pauseAudit()).isEmpty();
        Ticket withdrawn = after(opened(NINE), TicketCommand.withdrawPolicy(BEN, "w"), at("01T09:30:00"));
        ClockReading none = clocks.read(withdrawn, at("01T10:00:00")).of(ClockKind.NEXT_REPLY);
        assertThat(none.state()).isEqualTo(ClockState.WITHDRAWN);
        assertThat(none.sentence()).isEqualTo("no policy holds");
        assertThat(none.target()).isZero();
        assertThat(none.policyVersion()).isEqualTo("none");
        assertThat(none.evidence().facts()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> clocks.read(withdrawn, NINE).of(ClockKind.RESOLUTION))
                .withMessageContaining("NEXT_REPLY");
    }

    @Test
    @DisplayName("TIC-19 hours hold from their instant on; TIC-24 policies and rules that cannot be are refused")
    void policies() {
        BusinessHours later = BusinessHours.always(ZoneOffset.UTC);
        SlaPolicy policy = SlaPolicy.builder("p")
                .hours(HOURS)
                .hoursFrom(NINE, later)
                .firstReply(Duration.ofHours(1))
                .build();
        assertThat(policy.hoursAt(NINE.minusNanos(1))).isSameAs(HOURS);
        assertThat(policy.hoursAt(NINE)).isSameAs(later);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Clocks.builder(policy).policy(policy))
                .withMessageContaining("'p' is given twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Clocks.builder(policy).beside(policy))
                .withMessageContaining("'p' is given twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Clocks.builder(policy)
                        .rule(SlaRule.named("r").holds("q"))
                        .build())
                .withMessageContaining("'q'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Clocks.builder(policy)
                        .rule(SlaRule.named("r").holds("p"))
                        .rule(SlaRule.named("r").client("x").holds("p")))
                .withMessageContaining("'r' is given twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SlaPolicy.builder("p").hours(HOURS).build())
                .withMessageContaining("0 clocks");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SlaPolicy.builder(" ")
                        .hours(HOURS)
                        .firstReply(Duration.ZERO)
                        .build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SlaPolicy.builder("p")
                        .hours(HOURS)
                        .firstReply(Duration.ZERO)
                        .firstReply(Duration.ZERO)
                        .build())
                .withMessageContaining("two clocks FIRST_REPLY");
        assertThatIllegalArgumentException().isThrownBy(() -> ClockSpec.Level.share("1.01"));
        assertThatIllegalArgumentException().isThrownBy(() -> ClockSpec.Level.share("-0.01"));
        assertThatIllegalArgumentException().isThrownBy(() -> ClockSpec.Level.left(Duration.ofNanos(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new ClockSpec.Level(null, null));
        assertThat(ClockSpec.Level.share("1").used(Duration.ofSeconds(7))).isEqualTo(Duration.ofSeconds(7));
        assertThat(ClockSpec.Level.share("0").name()).isEqualTo("0%");
        assertThat(ClockSpec.Level.left(Duration.ofHours(2)).used(Duration.ofHours(1)))
                .isZero();
        assertThat(ClockSpec.Level.left(Duration.ofHours(1)).used(Duration.ofHours(1)))
                .isZero();
        assertThat(ClockSpec.Level.left(Duration.ofMinutes(1)).used(Duration.ofHours(1)))
                .isEqualTo(Duration.ofMinutes(59));
        assertThat(ClockSpec.Level.left(Duration.ofMinutes(1)).name()).isEqualTo("PT1M left");
    }

    @Test
    @DisplayName("TIC-24 a rule is ranked by its most special condition, and fits where every condition does")
    void ranks() {
        assertThat(SlaRule.named("a").client("x").group("g").holds("p").rank()).isZero();
        assertThat(SlaRule.named("a").group("g").kind("k").holds("p").rank()).isEqualTo(1);
        assertThat(SlaRule.named("a").kind("k").holds("p").rank()).isEqualTo(2);
        assertThat(SlaRule.named("a").priority(Priority.LOW).holds("p").rank()).isEqualTo(2);
        assertThat(SlaRule.named("a").holds("p").rank()).isEqualTo(3);
        SlaRule all = SlaRule.named("a")
                .client("x")
                .group("g")
                .kind("k")
                .priority(Priority.LOW)
                .holds("p");
        assertThat(all.matches("x", "g", "k", Priority.LOW)).isTrue();
        assertThat(all.matches("y", "g", "k", Priority.LOW)).isFalse();
        assertThat(all.matches("x", "h", "k", Priority.LOW)).isFalse();
        assertThat(all.matches("x", "g", "l", Priority.LOW)).isFalse();
        assertThat(all.matches("x", "g", "k", Priority.HIGH)).isFalse();
    }
}
