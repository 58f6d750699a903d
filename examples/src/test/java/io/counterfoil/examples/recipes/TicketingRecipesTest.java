package io.counterfoil.examples.recipes;

import static io.counterfoil.ticketing.clock.ClockKind.FIRST_REPLY;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.document.Documents;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic.Severity;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.hours.BusinessDays;
import io.counterfoil.payments.hours.BusinessHours;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.EventStore;
import io.counterfoil.ticketing.clock.ClockReading;
import io.counterfoil.ticketing.clock.Clocks;
import io.counterfoil.ticketing.clock.SlaPolicy;
import io.counterfoil.ticketing.entry.DoubleKeying;
import io.counterfoil.ticketing.entry.FieldRules;
import io.counterfoil.ticketing.entry.KeyedRecord;
import io.counterfoil.ticketing.measure.ConfidenceInterval;
import io.counterfoil.ticketing.measure.Goal;
import io.counterfoil.ticketing.measure.Verdict;
import io.counterfoil.ticketing.phone.Erlang;
import io.counterfoil.ticketing.routing.Agent;
import io.counterfoil.ticketing.routing.Router;
import io.counterfoil.ticketing.routing.RoutingPolicy;
import io.counterfoil.ticketing.routing.Work;
import io.counterfoil.ticketing.sampling.AcceptanceSampling;
import io.counterfoil.ticketing.sampling.AcceptanceSampling.Aql;
import io.counterfoil.ticketing.sampling.AcceptanceSampling.Inspection;
import io.counterfoil.ticketing.sampling.AcceptanceSampling.Level;
import io.counterfoil.ticketing.sampling.SamplingPlan;
import io.counterfoil.ticketing.scorecard.MeasureId;
import io.counterfoil.ticketing.scorecard.Scorecard;
import io.counterfoil.ticketing.scorecard.ScorecardReport;
import io.counterfoil.ticketing.ticket.CloseReason;
import io.counterfoil.ticketing.ticket.Ticket;
import io.counterfoil.ticketing.ticket.TicketCommand;
import io.counterfoil.ticketing.ticket.TicketEvent;
import io.counterfoil.ticketing.ticket.TicketId;
import io.counterfoil.ticketing.ticket.Tickets;
import io.counterfoil.ticketing.triage.Priority;
import io.counterfoil.ticketing.triage.Route;
import io.counterfoil.ticketing.triage.Triage;
import io.counterfoil.ticketing.triage.TriageResult;
import io.counterfoil.ticketing.triage.TriageRule;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Recipes of the ticketing module; expected values by hand or from published tables. */
class TicketingRecipesTest {

    private static final BusinessHours HOURS = BusinessHours.in(ZoneId.of("America/Toronto"))
            .weekdays("09:00-17:00")
            .build();

    @Test
    void makesOneTicketOfOneAlert() {
        Instant now = Instant.parse("2027-03-01T14:40:00Z");
        Alert alert = Alert.builder()
                .kind(AlertKind.OUTSIDE_SYSTEM)
                .severity(Severity.CRITICAL)
                .subject(SubjectRef.of("statement-entry", "2027-03-01/17"))
                .evidence(Evidence.of(Code.of("BANK.STRAY"), "a debit that no record explains"))
                .raisedAt(now)
                .build();
        // tag::triage[]
        Triage triage = Triage.builder("front-desk")
                .rule(TriageRule.named("stray debits")
                        .kind(AlertKind.OUTSIDE_SYSTEM)
                        .atLeast(Severity.HIGH)
                        .routesTo(Route.of("bank-exceptions", "EXCEPTION", Priority.URGENT)))
                .build();
        TriageResult result = triage.assess(alert);
        result.abstained(); // true where no rule knows it, or rules of one rank disagree

        Tickets tickets = Tickets.standard();
        EventStore<TicketId, TicketEvent> store = EventStore.inMemory();
        TicketCommand open = TicketCommand.open(alert, result, Actor.host("robot"));
        store.apply(tickets, TicketId.of(alert.key()), open, now).orThrow();
        store.apply(tickets, TicketId.of(alert.key()), open, now).orThrow(); // the same ticket
        // end::triage[]
        assertThat(result.route()).isEqualTo(Route.of("bank-exceptions", "EXCEPTION", Priority.URGENT));
        assertThat(result.abstained()).isFalse();
        assertThat(store.all(tickets))
                .singleElement()
                .satisfies(ticket -> assertThat(ticket.log()).hasSize(1));
    }

    @Test
    void readsAClock() {
        // tag::clock[]
        Clocks clocks = Clocks.of(SlaPolicy.builder("gold")
                .hours(HOURS) // Toronto, Monday to Friday, 9 to 5
                .firstReply(Duration.ofHours(8))
                .resolution(BusinessDays.of(7))
                .build());
        Tickets tickets = Tickets.standard();
        Ticket ticket = tickets.decide(
                        tickets.initial(),
                        TicketCommand.open(
                                SubjectRef.of("order", "4711"), "Refund missing", Actor.host("ana"), "mail-88"),
                        Instant.parse("2027-03-01T14:40:00Z")) // Monday 09:40
                .orThrow()
                .state();
        ClockReading reply =
                clocks.read(ticket, Instant.parse("2027-03-01T16:30:00Z")).of(FIRST_REPLY);
        reply.sentence(); // "6 h 10 min left, due Tue 09:40"
        reply.breached(); // false; true only when more than the target has elapsed
        // end::clock[]
        assertThat(reply.sentence()).isEqualTo("6 h 10 min left, due Tue 09:40");
        assertThat(reply.breached()).isFalse();
        assertThat(reply.remaining()).isEqualTo(Duration.ofMinutes(370));
    }

    @Test
    void saysWhetherAShareIsMet() {
        // tag::share[]
        Goal goal = Goal.atLeast("0.85");
        ConfidenceInterval onTime = ConfidenceInterval.wilson(170, 200, new BigDecimal("0.95")); // 79.4 % to 89.3 %
        Verdict verdict = onTime.verdict(goal); // INCONCLUSIVE: 200 tickets do not decide it
        boolean plainly = goal.isMetBy(new BigDecimal("0.85")); // true: what contracts usually mean
        // end::share[]
        assertThat(verdict).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(plainly).isTrue();
        assertThat(onTime.lower()).isBetween(new BigDecimal("0.793"), new BigDecimal("0.795"));
        assertThat(onTime.upper()).isBetween(new BigDecimal("0.892"), new BigDecimal("0.894"));
    }

    @Test
    void saysHowManyAgentsAreNeeded() {
        // tag::staff[]
        Erlang.Load load =
                Erlang.c(180, Duration.ofHours(1), Duration.ofMinutes(4)); // 180 calls an hour, 4 minutes each
        load.erlangs(); // 12
        Erlang.Staffing staffing = load.staff(
                Erlang.Requirement.serviceLevel("0.8", Duration.ofSeconds(30)).withShrinkage("0.3"));
        staffing.agents(); // 16 on the telephone
        staffing.headcount(); // 23 on the payroll, when 30 % of the time goes elsewhere
        // end::staff[]
        assertThat(load.erlangs()).isEqualTo(12.0);
        assertThat(staffing.agents()).isEqualTo(16);
        assertThat(staffing.headcount()).isEqualTo(23); // 16 / 0.7 = 22.86
    }

    @Test
    void samplesABatchOfKeyedRecords() {
        // tag::sample[]
        AcceptanceSampling sampling = AcceptanceSampling.iso2859();
        SamplingPlan plan = sampling.plan(2_000, Level.II, Aql.of("1.5"), Inspection.NORMAL); // letter K
        plan.sampleSize(); // 125
        plan.accept(); // 5 errors are borne, 6 reject
        SamplingPlan.Sample sample = plan.draw(42); // the same records whenever it is asked
        // end::sample[]
        assertThat(plan.codeLetter()).isEqualTo("K");
        assertThat(plan.sampleSize()).isEqualTo(125);
        assertThat(plan.accept()).isEqualTo(5);
        assertThat(sample).isEqualTo(plan.draw(42));
    }

    @Test
    void comparesARecordThatWasKeyedTwice() {
        // tag::keying[]
        FieldRules form = FieldRules.builder()
                .field(FieldRules.Field.code("invoice").require())
                .field(FieldRules.Field.number("amount"))
                .build();
        KeyedRecord ana = new KeyedRecord("c-1", "ana", Map.of("invoice", "inv-1 ", "amount", "+007.50"));
        KeyedRecord ben = new KeyedRecord("c-1", "ben", Map.of("invoice", "INV-1", "amount", "7.51"));
        DoubleKeying.KeyingResult result = DoubleKeying.of(form).match(ana, ben);
        result.discrepancies(); // the amount alone: blanks, capitals and leading zeros are no difference
        // end::keying[]
        assertThat(result.discrepancies())
                .extracting(DoubleKeying.Comparison::field)
                .containsExactly("amount");
    }

    @Test
    void saysWhoWorksOnATicket() {
        Instant now = Instant.parse("2027-03-01T16:00:00Z");
        // tag::route[]
        Router router = Router.of(
                RoutingPolicy.builder(RoutingPolicy.Mode.LEAST_LOADED, HOURS).build());
        List<Agent> agents = List.of(
                Agent.builder("ana", 4).load(2).addSkills("french").build(), // half full
                Agent.builder("ben", 10).load(4).build());
        Work work = Work.builder().id("t-1").since(now).addSkills("french").build();
        Router.Assignment assignment = router.propose(work, agents, Router.State.none(), now);
        assignment.agent(); // ana: ben is freer and does not speak French
        Obstacle whyNotBen = assignment.obstacles().get("ben");
        // end::route[]
        assertThat(assignment.agent()).contains("ana");
        assertThat(whyNotBen).isNotNull();
    }

    @Test
    void printsAScorecard() {
        Clocks clocks = Clocks.of(SlaPolicy.builder("gold")
                .hours(HOURS)
                .firstReply(Duration.ofHours(8))
                .resolution(BusinessDays.of(7))
                .build());
        Tickets tickets = Tickets.standard();
        EventStore<TicketId, TicketEvent> store = EventStore.inMemory();
        TicketId id = TicketId.of("mail-88");
        Actor ana = Actor.host("ana");
        Instant opened = Instant.parse("2027-03-01T14:40:00Z");
        store.apply(tickets, id, TicketCommand.open(SubjectRef.of("order", "1"), "Refund", ana, "o"), opened)
                .orThrow();
        store.apply(tickets, id, TicketCommand.reply("It left.", ana, "r"), opened.plusSeconds(6_600))
                .orThrow();
        Instant now = Instant.parse("2027-03-03T15:00:00Z");
        store.apply(tickets, id, TicketCommand.solve(CloseReason.SOLVED, ana, "s"), now)
                .orThrow();
        // tag::scorecard[]
        Scorecard card = Scorecard.builder(clocks)
                .goal(MeasureId.FIRST_REPLY_AVERAGE, Goal.atMost(Duration.ofHours(8)))
                .goal(MeasureId.ON_TIME, Goal.atLeast("0.85"))
                .build();
        ScorecardReport report = card.assess(store.all(tickets), DateRange.month(2027, 3), now);
        report.row(MeasureId.ON_TIME).verdict(); // INCONCLUSIVE: one ticket decides nothing
        report.row(MeasureId.ON_TIME).pointMet(); // true
        String page = Documents.text(report.toDocument(), Locale.UK);
        // end::scorecard[]
        assertThat(report.row(MeasureId.ON_TIME).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(report.row(MeasureId.ON_TIME).pointMet()).isTrue();
        assertThat(page).contains("at least 85 %", "1.83 h"); // 6,600 seconds
    }
}
