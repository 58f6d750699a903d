package io.counterfoil.ticketing.escalation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.hours.BusinessHours;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.ticketing.clock.ClockKind;
import io.counterfoil.ticketing.clock.Clocks;
import io.counterfoil.ticketing.clock.SlaPolicy;
import io.counterfoil.ticketing.escalation.EscalationPlan.On;
import io.counterfoil.ticketing.escalation.EscalationPlan.Tier;
import io.counterfoil.ticketing.escalation.EscalationPlan.Trigger;
import io.counterfoil.ticketing.ticket.CloseReason;
import io.counterfoil.ticketing.ticket.Ticket;
import io.counterfoil.ticketing.ticket.TicketCommand;
import io.counterfoil.ticketing.ticket.TicketEvent;
import io.counterfoil.ticketing.ticket.Tickets;
import io.counterfoil.ticketing.triage.Priority;
import io.counterfoil.ticketing.triage.Route;
import io.counterfoil.ticketing.triage.Triage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Monday 1 March 2027; the desk works nine to five, managers ten to four. */
class EscalationPlanTest {

    private static final BusinessHours DESK =
            BusinessHours.in(ZoneOffset.UTC).weekdays("09:00-17:00").build();
    private static final BusinessHours MANAGERS =
            BusinessHours.in(ZoneOffset.UTC).weekdays("10:00-16:00").build();
    private static final Actor BEN = Actor.host("ben");
    private static final Amounts CAD = Amounts.in("CAD");

    private final Tickets tickets = Tickets.standard();
    private final Clocks clocks = Clocks.of(SlaPolicy.builder("gold")
            .hours(DESK)
            .firstReply(Duration.ofHours(4))
            .resolution(Duration.ofHours(40))
            .build());
    private Ticket ticket = tickets.initial();

    private static Instant at(String text) {
        return Instant.parse("2027-03-" + text + ":00Z");
    }

    private void apply(TicketCommand command, Instant now) {
        ticket = tickets.decide(ticket, command, now).orThrow().state();
    }

    private void open(Instant now) {
        apply(TicketCommand.open(SubjectRef.of("order", "1"), "Refund missing", Actor.host("ana"), "t"), now);
    }

    private List<StakeholderNotice> propose(EscalationPlan plan, Instant now) {
        return plan.propose(ticket, clocks.read(ticket, now), now);
    }

    private List<String> told(EscalationPlan plan, Instant now) {
        return propose(plan, now).stream()
                .map(notice -> notice.to() + " " + notice.deliverAt())
                .toList();
    }

    private static EscalationPlan.Builder threeTiers(On on) {
        return EscalationPlan.builder("p")
                .on(on)
                .tier(Tier.of("agent", "desk", Duration.ofHours(1), DESK))
                .tier(Tier.of("supervisor", "desk", Duration.ofHours(2), DESK))
                .tier(Tier.last("manager", "mail", MANAGERS));
    }

    @Test
    @DisplayName(
            "TIC-29 a breach goes up tier by tier in business time, the last tier every day, until it is acknowledged")
    void tiersUntilAcknowledged() {
        EscalationPlan plan = threeTiers(On.breached(ClockKind.FIRST_REPLY)).build();
        open(at("01T11:00"));
        assertThat(told(plan, at("01T15:00"))).as("equal is met").isEmpty();
        assertThat(told(plan, at("01T15:01"))).containsExactly("agent 2027-03-01T15:00:00Z");
        assertThat(told(plan, at("01T15:59"))).hasSize(1);
        assertThat(told(plan, at("01T16:00")))
                .containsExactly("agent 2027-03-01T15:00:00Z", "supervisor 2027-03-01T16:00:00Z");
        assertThat(told(plan, at("02T09:59")))
                .as("two hours from four: ten the next day, when managers begin")
                .hasSize(2);
        assertThat(told(plan, at("02T10:00")))
                .containsExactly(
                        "agent 2027-03-01T15:00:00Z",
                        "supervisor 2027-03-01T16:00:00Z",
                        "manager 2027-03-02T10:00:00Z");
        assertThat(propose(plan, at("02T10:00")))
                .extracting(StakeholderNotice::template)
                .containsExactly("p.tier1", "p.tier2", "p.tier3");
        StakeholderNotice manager = propose(plan, at("02T10:00")).get(2);
        assertThat(manager.key()).isEqualTo("p/t/FIRST_REPLY/1/BREACHED/3/1");
        assertThat(manager.because().sentence())
                .isEqualTo(
                        "FIRST_REPLY came to BREACHED at 2027-03-01T15:00:00Z; supervisor did not take it on in time");
        for (StakeholderNotice notice : propose(plan, at("02T10:00"))) {
            apply(notice.told(BEN), at("02T10:00"));
        }
        assertThat(told(plan, at("03T09:59"))).isEmpty();
        assertThat(told(plan, at("03T10:00"))).containsExactly("manager 2027-03-03T10:00:00Z");
        assertThat(propose(plan, at("04T12:00")))
                .as("a day that nobody asked on is overtaken")
                .extracting(StakeholderNotice::key)
                .containsExactly("p/t/FIRST_REPLY/1/BREACHED/3/3");
        assertThat(plan.open(ticket, clocks.read(ticket, at("04T12:00")), at("04T12:00")))
                .containsExactly("p/t/FIRST_REPLY/1/BREACHED");
        apply(TicketCommand.acknowledge("p/t/FIRST_REPLY/1/BREACHED", BEN, "ack"), at("04T12:00"));
        assertThat(told(plan, at("09T12:00"))).isEmpty();
        assertThat(plan.open(ticket, clocks.read(ticket, at("09T12:00")), at("09T12:00")))
                .isEmpty();
        assertThat(told(plan, at("04T11:59"))).as("as it stood before").hasSize(1);
    }

    @Test
    @DisplayName("TIC-29 the last tier over a weekend is held to Monday")
    void lastTierIsHeldOverTheWeekend() {
        EscalationPlan plan = EscalationPlan.builder("p")
                .on(On.of(Trigger.MANUAL))
                .tier(Tier.last("manager", "mail", MANAGERS))
                .build();
        open(at("05T11:00"));
        apply(TicketCommand.escalate("the client calls", BEN, "e"), at("05T12:00"));
        assertThat(told(plan, at("05T12:00"))).containsExactly("manager 2027-03-05T12:00:00Z");
        propose(plan, at("05T12:00")).forEach(notice -> apply(notice.told(BEN), at("05T12:00")));
        assertThat(told(plan, at("07T23:00"))).isEmpty();
        assertThat(told(plan, at("08T09:59"))).isEmpty();
        assertThat(told(plan, at("08T10:00"))).hasSize(1);
    }

    @Test
    @DisplayName("TIC-29 TRAP-19 a notice that is not urgent waits for its recipient's hours, an urgent one does not")
    void notUrgentWaits() {
        open(at("01T11:00"));
        apply(TicketCommand.escalate("help", BEN, "e"), at("01T20:00"));
        EscalationPlan plain = threeTiers(On.of(Trigger.MANUAL)).build();
        assertThat(told(plain, at("02T08:59"))).isEmpty();
        assertThat(told(plain, at("02T09:00"))).containsExactly("agent 2027-03-02T09:00:00Z");
        EscalationPlan urgent = EscalationPlan.builder("p")
                .on(On.of(Trigger.MANUAL))
                .tier(Tier.last("manager", "phone", MANAGERS).urgently())
                .build();
        assertThat(told(urgent, at("01T20:00"))).containsExactly("manager 2027-03-01T20:00:00Z");
    }

    @Test
    @DisplayName("TIC-29 a tier whose hours never open is passed over")
    void tierThatNeverWorksIsPassedOver() {
        BusinessHours never = BusinessHours.in(ZoneOffset.UTC).build();
        EscalationPlan plan = EscalationPlan.builder("p")
                .on(On.of(Trigger.MANUAL))
                .tier(Tier.of("gone", "desk", Duration.ofHours(1), never))
                .tier(Tier.last("manager", "mail", MANAGERS))
                .build();
        open(at("01T11:00"));
        apply(TicketCommand.escalate("help", BEN, "e"), at("01T12:00"));
        assertThat(told(plan, at("01T12:00"))).containsExactly("manager 2027-03-01T12:00:00Z");
    }

    @Test
    @DisplayName("TIC-29 shares and what is left of a clock begin once per cycle, and end with the reply")
    void sharesOfClocks() {
        EscalationPlan plan = threeTiers(On.share(ClockKind.FIRST_REPLY, "0.75"))
                .on(On.remaining(ClockKind.RESOLUTION, Duration.ofHours(36)))
                .build();
        open(at("01T09:00"));
        assertThat(told(plan, at("01T11:59"))).isEmpty();
        assertThat(told(plan, at("01T12:00"))).containsExactly("agent 2027-03-01T12:00:00Z");
        assertThat(propose(plan, at("01T13:00")))
                .filteredOn(notice -> notice.to().equals("agent"))
                .extracting(StakeholderNotice::key)
                .containsExactly("p/t/FIRST_REPLY/1/75%/1", "p/t/RESOLUTION/1/PT36H left/1");
        apply(TicketCommand.reply("we look", BEN, "r"), at("01T13:00"));
        assertThat(propose(plan, at("01T13:01")))
                .filteredOn(notice -> notice.to().equals("agent"))
                .extracting(StakeholderNotice::key)
                .containsExactly("p/t/RESOLUTION/1/PT36H left/1");
        apply(TicketCommand.solve(CloseReason.SOLVED, BEN, "s"), at("01T14:00"));
        assertThat(told(plan, at("09T14:00")))
                .as("nothing escalates that is solved")
                .isEmpty();
    }

    @Test
    @DisplayName("TIC-29 events, fields, words, kinds and amounts of a ticket begin escalations")
    void otherTriggers() {
        open(at("01T09:00"));
        apply(TicketCommand.assign("refunds", BEN, "a-1"), at("01T09:10"));
        apply(TicketCommand.assign("refunds", "ben", BEN, "a-2"), at("01T09:20"));
        apply(TicketCommand.assign("bank", BEN, "a-3"), at("01T09:30"));
        apply(TicketCommand.solve(CloseReason.SOLVED, BEN, "s"), at("01T10:00"));
        apply(TicketCommand.customerWrote("I call my Lawyer, my lawyer!", Actor.host("ana"), "m"), at("01T11:00"));
        apply(TicketCommand.setField("vip", "no", BEN, "f-0"), at("01T11:05"));
        apply(TicketCommand.setField("vip", "yes", BEN, "f-1"), at("01T11:10"));
        apply(TicketCommand.setField("regulated", "true", BEN, "f-2"), at("01T11:20"));
        apply(TicketCommand.reclassify(Route.of("desk", "COMPLAINT", Priority.HIGH), BEN, "c"), at("01T11:30"));
        Instant now = at("01T12:00");
        assertThat(told(one(On.of(Trigger.TRANSFERRED)), now)).containsExactly("agent 2027-03-01T09:30:00Z");
        assertThat(told(one(On.of(Trigger.REOPENED)), now)).containsExactly("agent 2027-03-01T11:00:00Z");
        assertThat(told(one(On.keyword("lawyer")), now)).containsExactly("agent 2027-03-01T11:00:00Z");
        assertThat(told(one(On.keyword("refund missing")), now)).containsExactly("agent 2027-03-01T09:00:00Z");
        assertThat(told(one(On.keyword("ombudsman")), now)).isEmpty();
        assertThat(told(one(On.of(Trigger.VIP)), now)).containsExactly("agent 2027-03-01T11:10:00Z");
        assertThat(told(one(On.of(Trigger.REGULATED)), now)).containsExactly("agent 2027-03-01T11:20:00Z");
        assertThat(told(one(On.of(Trigger.COMPLAINT)), now)).containsExactly("agent 2027-03-01T11:30:00Z");
        assertThat(told(one(On.of(Trigger.PAYMENT_EXCEPTION)), now)).isEmpty();
        assertThat(told(one(On.amountAtLeast(CAD.of("1.00"))), now)).isEmpty();
        assertThat(told(one(On.of(Trigger.COMPLAINT)), at("01T11:29"))).isEmpty();
    }

    /** One tier that is told once within the test's hours. */
    private static EscalationPlan one(On on) {
        return EscalationPlan.builder("p")
                .on(on)
                .tier(Tier.last("agent", "desk", DESK))
                .build();
    }

    private void openAlert(String amount) {
        Alert alert = Alert.builder()
                .kind(AlertKind.OUTSIDE_SYSTEM)
                .severity(Diagnostic.Severity.HIGH)
                .subject(SubjectRef.of("entry", "17"))
                .amount(CAD.of(amount))
                .evidence(Evidence.none())
                .raisedAt(at("01T13:00"))
                .build();
        apply(TicketCommand.open(alert, Triage.builder("manual").build().assess(alert), BEN), at("01T13:00"));
    }

    @Test
    @DisplayName("TIC-29 the payment exception map tells the tiers by kind, amount, age and cut-off")
    void paymentExceptionMap() {
        openAlert("-12000.00");
        ZoneId utc = ZoneOffset.UTC;
        EscalationPlan plan = EscalationPlan.paymentException(
                DESK,
                DESK,
                MANAGERS,
                On.exception("OUTSIDE_SYSTEM")
                        .of(CAD.of("10000.00"))
                        .after(Duration.ofHours(2))
                        .fromTier(2),
                On.exception("VELOCITY").fromTier(3),
                On.exception("OUTSIDE_SYSTEM").at(LocalTime.of(16, 30), utc).fromTier(3));
        assertThat(told(plan, at("01T13:00"))).containsExactly("analyst 2027-03-01T13:00:00Z");
        assertThat(told(plan, at("01T15:00")))
                .containsExactly(
                        "analyst 2027-03-01T13:00:00Z",
                        "senior specialist 2027-03-01T14:00:00Z",
                        "senior specialist 2027-03-01T15:00:00Z");
        assertThat(propose(plan, at("01T16:30")))
                .filteredOn(notice -> notice.to().equals("operations manager"))
                .extracting(StakeholderNotice::key)
                .containsExactlyInAnyOrder(
                        "payment-exception/OUTSIDE_SYSTEM/entry:17/EXCEPTION/3/1",
                        "payment-exception/OUTSIDE_SYSTEM/entry:17/EXCEPTIONOUTSIDE_SYSTEM/16:30/3/1");
        assertThat(told(one(On.amountAtLeast(CAD.of("12000.00"))), at("01T13:00")))
                .hasSize(1);
        assertThat(told(one(On.amountAtLeast(CAD.of("12000.01"))), at("01T13:00")))
                .isEmpty();
        assertThat(told(one(On.amountAtLeast(Amounts.in("USD").of("1.00"))), at("01T13:00")))
                .isEmpty();
        assertThat(told(one(On.exception("OUTSIDE_SYSTEM").of(CAD.of("12000.01"))), at("01T13:00")))
                .isEmpty();
        assertThat(told(one(On.exception("UNSORTED")), at("01T13:00")))
                .as("the ticket's kind")
                .hasSize(1);
        assertThat(told(one(On.exception("OUTSIDE_SYSTEM").at(LocalTime.of(12, 0), utc)), at("02T11:59")))
                .as("noon is over, so it is tomorrow's")
                .isEmpty();
        assertThat(told(one(On.exception("OUTSIDE_SYSTEM").at(LocalTime.of(12, 0), utc)), at("02T12:00")))
                .hasSize(1);
    }

    @Test
    @DisplayName("TIC-29 the service and complaint maps have their tiers")
    void presets() {
        assertThat(EscalationPlan.service(DESK, DESK, MANAGERS).tiers())
                .extracting(Tier::to)
                .containsExactly("agent", "supervisor", "account manager");
        assertThat(EscalationPlan.service(DESK, DESK, MANAGERS).on())
                .extracting(On::trigger)
                .containsExactly(
                        Trigger.MANUAL, Trigger.CLOCK_SHARE, Trigger.BREACHED, Trigger.CLOCK_SHARE, Trigger.BREACHED);
        assertThat(EscalationPlan.complaint(DESK, MANAGERS).tiers())
                .extracting(Tier::to)
                .containsExactly("supervisor", "complaints officer");
        assertThat(EscalationPlan.paymentException(DESK, DESK, MANAGERS).tiers())
                .extracting(Tier::to)
                .containsExactly("analyst", "senior specialist", "operations manager");
    }

    @Test
    @DisplayName("TIC-29 a plan without a final tier is refused")
    void planNeedsAFinalTier() {
        EscalationPlan.Builder none = EscalationPlan.builder("p").on(On.of(Trigger.MANUAL));
        assertThatIllegalArgumentException().isThrownBy(none::build).withMessageContaining("final");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EscalationPlan.builder("p")
                        .on(On.of(Trigger.MANUAL))
                        .tier(Tier.of("agent", "desk", Duration.ofHours(1), DESK))
                        .build())
                .withMessageContaining("not final");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EscalationPlan.builder("p")
                        .on(On.of(Trigger.MANUAL))
                        .tier(Tier.last("a", "desk", DESK))
                        .tier(Tier.last("b", "desk", DESK))
                        .build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> one(On.of(Trigger.MANUAL).fromTier(2)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EscalationPlan.builder("p")
                        .tier(Tier.last("a", "desk", DESK))
                        .build());
        for (Trigger bad : List.of(
                Trigger.CLOCK_SHARE,
                Trigger.CLOCK_REMAINING,
                Trigger.BREACHED,
                Trigger.AMOUNT_AT_LEAST,
                Trigger.KEYWORD,
                Trigger.UNACKNOWLEDGED)) {
            assertThatIllegalArgumentException().isThrownBy(() -> On.of(bad));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> On.of(Trigger.MANUAL).fromTier(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Tier.of(" ", "desk", Duration.ZERO, DESK));
        assertThatIllegalArgumentException().isThrownBy(() -> Tier.of("a", "desk", Duration.ofSeconds(-1), DESK));
    }

    private static StakeholderPlan.Rule.Builder rule(String name, String to) {
        return StakeholderPlan.Rule.named(name)
                .to(to)
                .channel("mail")
                .template("tpl")
                .hours(DESK);
    }

    @Test
    @DisplayName("TIC-30 events of a merge window are one notice, told once, to each who watches, in their hours")
    void stakeholders() {
        StakeholderPlan plan = StakeholderPlan.builder("s")
                .rule(rule("news", StakeholderPlan.WATCHERS)
                        .event(TicketEvent.Kind.CUSTOMER_WROTE)
                        .event(TicketEvent.Kind.REPLIED)
                        .mergeWindow(Duration.ofHours(1))
                        .build())
                .build();
        open(at("01T09:00"));
        apply(TicketCommand.watch("lead", BEN, "w-1"), at("01T09:00"));
        apply(TicketCommand.watch("boss", BEN, "w-2"), at("01T09:00"));
        apply(TicketCommand.customerWrote("one", BEN, "m-1"), at("01T10:00"));
        apply(TicketCommand.reply("two", BEN, "r-1"), at("01T11:00"));
        apply(TicketCommand.customerWrote("three", BEN, "m-2"), at("01T16:30"));
        assertThat(proposed(plan, at("01T10:59"))).isEmpty();
        List<StakeholderNotice> first = proposed(plan, at("01T11:00"));
        assertThat(first).extracting(StakeholderNotice::to).containsExactly("boss", "lead");
        assertThat(first.get(0).because().facts()).hasSize(2);
        assertThat(first.get(0).key()).isEqualTo("s/t/news/boss/CUSTOMER_WROTE/3");
        first.forEach(notice -> apply(notice.told(BEN), at("01T11:00")));
        assertThat(proposed(plan, at("01T23:00")))
                .as("the second is ready at 17:30")
                .isEmpty();
        assertThat(proposed(plan, at("02T09:00")))
                .extracting(StakeholderNotice::deliverAt)
                .containsOnly(at("02T09:00"));
        Ticket survivor = tickets.decide(
                        tickets.initial(),
                        TicketCommand.open(SubjectRef.of("order", "2"), "x", BEN, "u"),
                        at("02T09:00"))
                .state();
        apply(TicketCommand.merge(survivor, BEN, "g"), at("02T09:00"));
        assertThat(proposed(plan, at("09T09:00")))
                .as("a merged ticket is silent")
                .isEmpty();
    }

    private List<StakeholderNotice> proposed(StakeholderPlan plan, Instant now) {
        return plan.propose(ticket, clocks.read(ticket, now), now);
    }

    @Test
    @DisplayName("TIC-30 clocks and the agent take part, urgent notices are not held, and digests gather by recipient")
    void clocksAndDigests() {
        StakeholderPlan plan = StakeholderPlan.builder("s")
                .rule(rule("late", StakeholderPlan.AGENT)
                        .on(On.breached(ClockKind.FIRST_REPLY))
                        .urgent(true)
                        .build())
                .rule(rule("opened", "client desk")
                        .event(TicketEvent.Kind.OPENED)
                        .build())
                .build();
        open(at("01T13:30"));
        apply(TicketCommand.assign("refunds", BEN, "a-1"), at("01T13:40"));
        assertThat(proposed(plan, at("02T09:31"))).as("no agent yet").hasSize(1);
        apply(TicketCommand.assign("refunds", "ben", BEN, "a-2"), at("01T13:50"));
        List<StakeholderNotice> two = proposed(plan, at("02T09:31"));
        assertThat(two).extracting(StakeholderNotice::to).containsExactly("client desk", "ben");
        assertThat(two.get(1).because().facts().get(0).code()).isEqualTo(Trigger.BREACHED);
        List<StakeholderPlan.Digest> digests = StakeholderPlan.digest(List.of(two.get(1), two.get(0), two.get(0)));
        assertThat(digests).extracting(StakeholderPlan.Digest::to).containsExactly("ben", "client desk");
        assertThat(digests.get(1).notices()).hasSize(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StakeholderPlan.builder("s").build());
        assertThatIllegalArgumentException().isThrownBy(() -> rule("a", "b").build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rule("a", "b")
                        .event(TicketEvent.Kind.OPENED)
                        .mergeWindow(Duration.ofSeconds(-1))
                        .build());
    }
}
