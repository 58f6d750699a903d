package io.counterfoil.ticketing.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.hours.BusinessHours;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.ticketing.clock.ClockKind;
import io.counterfoil.ticketing.clock.Clocks;
import io.counterfoil.ticketing.clock.SlaPolicy;
import io.counterfoil.ticketing.clock.TicketLogs;
import io.counterfoil.ticketing.ticket.Ticket;
import io.counterfoil.ticketing.ticket.TicketCommand;
import io.counterfoil.ticketing.ticket.TicketEvent;
import io.counterfoil.ticketing.ticket.Tickets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class EscalationProperties {

    private static final BusinessHours HOURS = BusinessHours.in(ZoneId.of("Europe/London"))
            .weekdays("09:00-12:00", "13:00-17:30")
            .build();
    private static final Actor DESK = Actor.host("desk");
    private static final Clocks CLOCKS = Clocks.of(SlaPolicy.builder("p")
            .hours(HOURS)
            .firstReply(Duration.ofHours(2))
            .resolution(Duration.ofHours(6))
            .build());
    private static final EscalationPlan PLAN = EscalationPlan.service(HOURS, HOURS, HOURS);
    private static final StakeholderPlan STAKES = StakeholderPlan.builder("s")
            .rule(StakeholderPlan.Rule.named("news")
                    .event(TicketEvent.Kind.CUSTOMER_WROTE)
                    .event(TicketEvent.Kind.REPLIED)
                    .on(EscalationPlan.On.breached(ClockKind.FIRST_REPLY))
                    .to("client desk")
                    .channel("mail")
                    .template("news")
                    .mergeWindow(Duration.ofHours(1))
                    .hours(HOURS)
                    .build())
            .build();

    private final Tickets machine = Tickets.standard();

    @Provide
    Arbitrary<Ticket> tickets() {
        return TicketLogs.tickets();
    }

    private static Instant begin(Ticket ticket) {
        return ticket.log().get(0).at();
    }

    @Property(tries = 300)
    @Label(
            "TIC-29 TIC-30 however often somebody asks, each key goes out once, in its recipient's hours, never before its time")
    void eachKeyOnce(
            @ForAll("tickets") Ticket ticket, @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int polls) {
        Random random = new Random(seed);
        Ticket told = ticket;
        Instant now = begin(ticket);
        Set<String> keys = new HashSet<>();
        for (int poll = 0; poll < polls; poll++) {
            now = now.plus(Duration.ofMinutes(random.nextInt(2_000)));
            List<StakeholderNotice> notices = new ArrayList<>(PLAN.propose(told, CLOCKS.read(told, now), now));
            notices.addAll(STAKES.propose(told, CLOCKS.read(told, now), now));
            for (StakeholderNotice notice : notices) {
                assertThat(keys.add(notice.key())).as(notice.key()).isTrue();
                assertThat(notice.deliverAt()).isBeforeOrEqualTo(now);
                assertThat(HOURS.isOpen(notice.deliverAt())).as(notice.key()).isTrue();
                told = machine.decide(told, notice.told(DESK), now).state();
            }
            Instant same = now;
            if (told.status().isOpen()) {
                assertThat(PLAN.propose(told, CLOCKS.read(told, same), same)).isEmpty();
            }
        }
    }

    @Property(tries = 300)
    @Label("TIC-29 what was acknowledged escalates no further, and the order of the log does not matter")
    void acknowledgedIsSilent(
            @ForAll("tickets") Ticket ticket, @ForAll @IntRange(max = 9_000) int minutes, @ForAll long seed) {
        Instant now = begin(ticket).plus(Duration.ofMinutes(minutes));
        List<StakeholderNotice> notices = PLAN.propose(ticket, CLOCKS.read(ticket, now), now);
        assertThat(notices).isSorted();
        if (!ticket.status().isOpen()) {
            assertThat(notices).isEmpty();
            return;
        }
        List<String> open = PLAN.open(ticket, CLOCKS.read(ticket, now), now);
        assertThat(notices)
                .allMatch(notice -> open.stream().anyMatch(key -> notice.key().startsWith(key + "/")));
        Ticket taken = ticket;
        for (String key : open) {
            taken = machine.decide(taken, TicketCommand.acknowledge(key, DESK, "ack-" + key), now)
                    .state();
        }
        assertThat(PLAN.propose(taken, CLOCKS.read(taken, now), now)).isEmpty();
        List<TicketEvent> log = new ArrayList<>(taken.log());
        Collections.shuffle(log, new Random(seed));
        assertThat(PLAN.open(taken, CLOCKS.read(machine.fold(log), now), now)).isEmpty();
    }
}
