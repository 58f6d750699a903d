package io.counterfoil.ticketing.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.hours.BusinessHours;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.ticketing.award.Award;
import io.counterfoil.ticketing.award.AwardHistory;
import io.counterfoil.ticketing.award.AwardRules;
import io.counterfoil.ticketing.award.Awards;
import io.counterfoil.ticketing.claim.ClaimCommand;
import io.counterfoil.ticketing.claim.ClaimEvent;
import io.counterfoil.ticketing.claim.ClaimSamples;
import io.counterfoil.ticketing.claim.Deficiency;
import io.counterfoil.ticketing.clock.Clocks;
import io.counterfoil.ticketing.clock.SlaPolicy;
import io.counterfoil.ticketing.clock.TicketLogs;
import io.counterfoil.ticketing.entry.DoubleKeying;
import io.counterfoil.ticketing.entry.ErrorRates;
import io.counterfoil.ticketing.entry.KeyedRecord;
import io.counterfoil.ticketing.measure.ConfidenceInterval;
import io.counterfoil.ticketing.measure.Goal;
import io.counterfoil.ticketing.phone.Erlang;
import io.counterfoil.ticketing.phone.PhoneLog;
import io.counterfoil.ticketing.programme.ProgrammeChange;
import io.counterfoil.ticketing.quality.QualityReviews;
import io.counterfoil.ticketing.sampling.SwitchingState;
import io.counterfoil.ticketing.scorecard.Measure;
import io.counterfoil.ticketing.scorecard.MeasureId;
import io.counterfoil.ticketing.scorecard.Scorecard;
import io.counterfoil.ticketing.survey.SurveyLog;
import io.counterfoil.ticketing.ticket.Ticket;
import io.counterfoil.ticketing.ticket.TicketCommand;
import io.counterfoil.ticketing.ticket.TicketEvent;
import io.counterfoil.ticketing.ticket.TicketId;
import io.counterfoil.ticketing.ticket.Tickets;
import io.counterfoil.ticketing.triage.Priority;
import io.counterfoil.ticketing.triage.Route;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TicketingJsonTest {

    private static final Instant NOON = Instant.parse("2027-03-01T12:00:00Z");
    private static final Amounts PTS = Amounts.in("PTS");
    private static final SubjectRef SUBJECT = SubjectRef.of("ticket", "t1");
    private static final QualityReviews.Form FORM =
            new QualityReviews.Form("f", List.of(new QualityReviews.Criterion("right", "Right?", 1, true)));

    private final ObjectMapper json = new ObjectMapper().registerModule(TicketingJson.module());

    private void roundTrip(Object value, Class<?> as) throws JsonProcessingException {
        String text = json.writeValueAsString(value);
        Object again = json.readValue(text, as);
        assertThat(again).as(text).isEqualTo(value);
        assertThat(json.writeValueAsString(again)).isEqualTo(text);
    }

    @Provide
    Arbitrary<Ticket> tickets() {
        return TicketLogs.tickets();
    }

    @Property(tries = 100)
    @Label("TIC-11 the log of any ticket is read back equal, and folds to the same ticket")
    void logs(@ForAll("tickets") Ticket ticket) throws JsonProcessingException {
        TypeReference<List<TicketEvent>> type = new TypeReference<>() {};
        String text = json.writerFor(type).writeValueAsString(ticket.log());
        List<TicketEvent> again = json.readValue(text, type);
        assertThat(again).as(text).isEqualTo(ticket.log());
        assertThat(Tickets.standard().fold(again)).isEqualTo(ticket);
    }

    @Test
    @DisplayName("TIC-48 a redaction is read back equal")
    void redaction() throws JsonProcessingException {
        Tickets machine = Tickets.standard();
        Actor by = Actor.host("ben");
        Ticket ticket = machine.decide(
                        machine.initial(), TicketCommand.open(SubjectRef.of("order", "1"), "title", by, "t"), NOON)
                .orThrow()
                .state();
        ticket = machine.decide(ticket, TicketCommand.redact(EnumSet.allOf(Ticket.Text.class), by, "f"), NOON)
                .orThrow()
                .state();
        for (TicketEvent event : ticket.log()) {
            roundTrip(event, TicketEvent.class);
        }
    }

    @Test
    @DisplayName("TIC-38 TIC-40 TIC-41 TIC-44 claims, keyed records and awards are read back equal")
    void claims() throws JsonProcessingException {
        var claim = ClaimSamples.approved("c-1", ClaimSamples.content("A-1", "100.00"));
        for (ClaimEvent event : claim.history().toList()) {
            roundTrip(event, ClaimEvent.class);
        }
        var returned = ClaimSamples.play(
                ClaimSamples.keyed("c-2"),
                NOON,
                ClaimCommand.returnToParticipant(
                        Map.of("invoice", java.util.List.of(Deficiency.values()).get(0)),
                        "page two is missing",
                        ClaimSamples.EVE,
                        "ret"));
        for (ClaimEvent event : returned.history().toList()) {
            roundTrip(event, ClaimEvent.class);
        }
        roundTrip(claim.receipt(), claim.receipt().getClass());
        roundTrip(claim.content().orElseThrow(), claim.content().orElseThrow().getClass());
        KeyedRecord typed = new KeyedRecord("r1", "ana", Map.of("invoice", "A-1", "amount", "5"));
        roundTrip(typed, KeyedRecord.class);
        roundTrip(
                ErrorRates.CheckedRecord.of(
                        ClaimSamples.FORM,
                        typed,
                        List.of(new ErrorRates.FieldError("r1", "amount", "ana", DoubleKeying.ErrorKind.WRONG_VALUE))),
                ErrorRates.CheckedRecord.class);
        DateRange year = DateRange.of(LocalDate.of(2027, 1, 1), LocalDate.of(2027, 12, 31));
        AwardRules.Rule rule = AwardRules.Rule.perUnit("tyres", "TYRE", year, PTS.of("200"));
        roundTrip(rule, AwardRules.Rule.class);
        AwardRules.Cap cap = AwardRules.Cap.of(AwardRules.Cap.Scope.PARTICIPANT, PTS.of("3000"), year);
        roundTrip(cap, AwardRules.Cap.class);
        Award award = Awards.of(
                        AwardRules.in(ClaimSamples.TORONTO).rule(rule).cap(cap).build(),
                        AccountMap.builder()
                                .standard(PTS.currency(), Awards.Role.PROGRAMME_COST, Awards.Role.BALANCE)
                                .build())
                .propose(claim, Award.Claimant.of("pat"), AwardHistory.none(), NOON);
        roundTrip(award.claimant(), Award.Claimant.class);
        roundTrip(award, Award.class);
        roundTrip(SwitchingState.initial(), SwitchingState.class);
    }

    @Test
    @DisplayName("TIC-34 TIC-35 TIC-36 TIC-53 calls, agents' days, staffing, answers and reviews are read back equal")
    void services() throws JsonProcessingException {
        PhoneLog.Call call = PhoneLog.Call.builder()
                .id("c1")
                .agent("ana")
                .offeredAt(NOON)
                .outcome(PhoneLog.Outcome.ANSWERED)
                .waiting(Duration.ofSeconds(5))
                .handling(Duration.ofMillis(90_500))
                .build();
        roundTrip(call, PhoneLog.Call.class);
        roundTrip(
                PhoneLog.CallRow.builder()
                        .id("c2")
                        .outcome("LOST")
                        .offeredAt(NOON)
                        .leftQueueAt(NOON)
                        .endedAt(NOON)
                        .build(),
                PhoneLog.CallRow.class);
        roundTrip(PhoneLog.Session.of("ana", NOON, NOON.plusSeconds(60)), PhoneLog.Session.class);
        roundTrip(new PhoneLog.Session("ana", NOON, null, NOON.plusSeconds(60)), PhoneLog.Session.class);
        roundTrip(
                new PhoneLog.Spell("ana", PhoneLog.Spell.Activity.BREAK, NOON, NOON.plusSeconds(60)),
                PhoneLog.Spell.class);
        roundTrip(
                Erlang.Requirement.serviceLevel("0.8", Duration.ofSeconds(20)).withShrinkage("0.3"),
                Erlang.Requirement.class);
        roundTrip(
                new SurveyLog.Answer("r", TicketId.of("t"), SurveyLog.Question.EFFORT, 5, NOON),
                SurveyLog.Answer.class);
        roundTrip(new SurveyLog.NetPromoter(5, 3, 2), SurveyLog.NetPromoter.class);
        roundTrip(FORM, QualityReviews.Form.class);
        QualityReviews.Review review =
                new QualityReviews.Review(SUBJECT, "rita", Map.of("right", QualityReviews.Rating.MET), NOON);
        roundTrip(review, QualityReviews.Review.class);
        roundTrip(new QualityReviews.Objection(SUBJECT, "ana", "why", NOON), QualityReviews.Objection.class);
        roundTrip(new QualityReviews.Ruling(review, true, "because"), QualityReviews.Ruling.class);
        roundTrip(new QualityReviews.Coaching(SUBJECT, "rita", "well done", NOON), QualityReviews.Coaching.class);
    }

    @Test
    @DisplayName("TIC-33 TIC-52 goals, intervals, measures and sign-offs are read back equal; a bad goal is refused")
    void measures() throws JsonProcessingException {
        roundTrip(Goal.atLeast("0.85"), Goal.class);
        roundTrip(Goal.atMost(Duration.ofHours(8)), Goal.class);
        roundTrip(Goal.of(Goal.Sense.AT_LEAST, "-10", Goal.Unit.POINTS), Goal.class);
        assertThat(json.writeValueAsString(Goal.atLeast("0.85")))
                .isEqualTo("{\"sense\":\"AT_LEAST\",\"limit\":\"0.85\",\"unit\":\"SHARE\"}");
        roundTrip(ConfidenceInterval.wilson(17, 20, new BigDecimal("0.95")), ConfidenceInterval.class);
        Clocks clocks = Clocks.of(SlaPolicy.builder("p")
                .hours(BusinessHours.always(ZoneId.of("UTC")))
                .firstReply(Duration.ofHours(8))
                .build());
        for (Measure row : Scorecard.builder(clocks)
                .goal(MeasureId.FIRST_REPLY_AVERAGE, Goal.atMost(Duration.ofHours(8)))
                .build()
                .assess(Stream.of(), DateRange.month(2027, 3), NOON)
                .rows()) {
            roundTrip(row, Measure.class);
        }
        roundTrip(new Measure.Part(SUBJECT, new BigDecimal("1.5"), true), Measure.Part.class);
        roundTrip(
                new ProgrammeChange.SignOff("change", Sha256.of("x"), Actor.approver("tom"), "note", NOON),
                ProgrammeChange.SignOff.class);
        roundTrip(
                new ProgrammeChange.Difference(ProgrammeChange.Area.AWARDS, "c", "1", "2"),
                ProgrammeChange.Difference.class);
        roundTrip(Route.of("bank", "EXCEPTION", Priority.URGENT), Route.class);
        for (String bad : List.of(
                "{}",
                "{\"sense\":\"AT_LEAST\",\"limit\":\"2\",\"unit\":\"SHARE\"}",
                "{\"sense\":\"NEAR\",\"limit\":\"1\",\"unit\":\"SHARE\"}",
                "{\"sense\":\"AT_LEAST\",\"limit\":\"x\",\"unit\":\"SHARE\"}",
                "{\"sense\":\"AT_LEAST\",\"limit\":\"1\",\"unit\":\"SHARE\",\"more\":1}")) {
            assertThatThrownBy(() -> json.readValue(bad, Goal.class)).isInstanceOf(JsonMappingException.class);
        }
    }
}
