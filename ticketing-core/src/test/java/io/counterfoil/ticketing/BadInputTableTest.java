package io.counterfoil.ticketing;

import static io.counterfoil.ticketing.claim.ClaimSamples.ANA;
import static io.counterfoil.ticketing.claim.ClaimSamples.CLAIMS;
import static io.counterfoil.ticketing.claim.ClaimSamples.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.evidence.Rejection;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.hours.BusinessHours;
import io.counterfoil.payments.hours.OpenHours;
import io.counterfoil.payments.hours.OpenHours.InvalidException.Reason;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Outcome;
import io.counterfoil.ticketing.claim.Claim;
import io.counterfoil.ticketing.claim.ClaimCommand;
import io.counterfoil.ticketing.claim.ClaimSamples;
import io.counterfoil.ticketing.clock.ClockCode;
import io.counterfoil.ticketing.clock.ClockKind;
import io.counterfoil.ticketing.clock.ClockReading.ClockState;
import io.counterfoil.ticketing.clock.ClockReadings;
import io.counterfoil.ticketing.clock.Clocks;
import io.counterfoil.ticketing.clock.SlaPolicy;
import io.counterfoil.ticketing.entry.FieldRules;
import io.counterfoil.ticketing.entry.FieldRules.Field;
import io.counterfoil.ticketing.entry.KeyedRecord;
import io.counterfoil.ticketing.json.TicketingJson;
import io.counterfoil.ticketing.measure.ConfidenceInterval;
import io.counterfoil.ticketing.measure.Goal;
import io.counterfoil.ticketing.measure.Verdict;
import io.counterfoil.ticketing.phone.PhoneLog;
import io.counterfoil.ticketing.scorecard.MeasureId;
import io.counterfoil.ticketing.scorecard.Scorecard;
import io.counterfoil.ticketing.survey.SurveyLog;
import io.counterfoil.ticketing.ticket.Ticket;
import io.counterfoil.ticketing.ticket.TicketCommand;
import io.counterfoil.ticketing.ticket.TicketEvent;
import io.counterfoil.ticketing.ticket.TicketEvent.Occurrence;
import io.counterfoil.ticketing.ticket.TicketId;
import io.counterfoil.ticketing.ticket.TicketStatus;
import io.counterfoil.ticketing.ticket.Tickets;
import io.counterfoil.ticketing.triage.IncomingItem;
import io.counterfoil.ticketing.triage.Triage;
import io.counterfoil.ticketing.triage.TriageCode;
import io.counterfoil.ticketing.triage.TriageResult;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bad input table (ticketing specification 5), row by row. */
class BadInputTableTest {

    private static final Instant NOW = Instant.parse("2027-03-01T10:00:00Z");
    private static final BigDecimal LEVEL = new BigDecimal("0.95");
    private static final Actor BEN = Actor.host("ben");
    private static final BusinessHours HOURS =
            BusinessHours.in(ZoneOffset.UTC).weekdays("09:00-17:00").build();

    private final Tickets tickets = Tickets.standard();
    private final Clocks clocks = Clocks.of(SlaPolicy.builder("gold")
            .hours(HOURS)
            .firstReply(Duration.ofHours(8))
            .build());

    private Ticket opened() {
        return tickets.decide(
                        tickets.initial(), TicketCommand.open(SubjectRef.of("order", "1"), "where", BEN, "t"), NOW)
                .state();
    }

    private Ticket replied(Instant at) {
        return tickets.decide(
                        opened(), TicketCommand.reply("yes", BEN, "r").happenedAt(at), NOW.plus(Duration.ofDays(1)))
                .orThrow()
                .state();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "09:00:00.5-17:00",
                "9-17",
                "09:00",
                "00:00-00:00",
                "09:00-24:01",
                "25:00-26:00",
                "09:60-10:00",
                ""
            })
    @DisplayName(
            "hours with fractions, malformed, 00:00-00:00 or beyond 24:00 are refused at build, naming day and text")
    void malformedHours(String text) {
        assertThatExceptionOfType(OpenHours.InvalidException.class)
                .isThrownBy(() -> BusinessHours.in(ZoneOffset.UTC).on(DayOfWeek.TUESDAY, "08:00-09:00", text))
                .withMessageContaining("TUESDAY")
                .withMessageContaining("'" + text + "'")
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(Reason.INVALID_HOURS));
    }

    @Test
    @DisplayName("hours that overlap are merged and reported, hours that touch are merged")
    void overlappingHours() {
        BusinessHours overlap = BusinessHours.in(ZoneOffset.UTC)
                .on(DayOfWeek.MONDAY, "09:00-12:00", "11:00-13:00")
                .build();
        assertThat(overlap.diagnostics()).extracting("code").containsExactly(Reason.OVERLAP);
        assertThat(overlap.nextClose(NOW)).contains(Instant.parse("2027-03-01T13:00:00Z"));
        BusinessHours touch = BusinessHours.in(ZoneOffset.UTC)
                .on(DayOfWeek.MONDAY, "09:00-12:00", "12:00-13:00")
                .build();
        assertThat(touch.diagnostics()).isEmpty();
        assertThat(touch.intervals(NOW, NOW.plus(Duration.ofDays(1)))).hasSize(1);
    }

    @Test
    @DisplayName("a reversed range of holidays, an unknown zone and two patterns from one date are refused")
    void invalidCalendar() {
        LocalDate date = LocalDate.of(2027, 3, 1);
        BusinessHours.Builder hours = BusinessHours.in(ZoneOffset.UTC);
        assertThatExceptionOfType(OpenHours.InvalidException.class)
                .isThrownBy(() -> hours.holidays(date, date.minusDays(1)))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(Reason.INVALID_CALENDAR));
        assertThatExceptionOfType(OpenHours.InvalidException.class)
                .isThrownBy(() -> hours.from(date, weekly -> weekly.weekdays("09:00-17:00"))
                        .from(date, weekly -> weekly.weekdays("10:00-17:00")))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(Reason.INVALID_CALENDAR));
        assertThatExceptionOfType(DateTimeException.class)
                .isThrownBy(() -> ZoneId.of(List.of("Europe/Atlantis").get(0)));
    }

    @Test
    @DisplayName("a negative amount is refused, naming the other direction")
    void negativeAmount() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HOURS.deadline(NOW, Duration.ofSeconds(-1)))
                .withMessageContaining("before");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HOURS.before(NOW, Duration.ofSeconds(-1)))
                .withMessageContaining("deadline");
    }

    @Test
    @DisplayName(
            "hours that never open answer NeverOpens, leave a clock without a due instant, and are an error to the linter")
    void neverOpens() {
        BusinessHours never = BusinessHours.in(ZoneOffset.UTC).build();
        assertThat(never.deadline(NOW, Duration.ofHours(1))).isInstanceOf(OpenHours.Due.NeverOpens.class);
        Clocks odd = Clocks.of(SlaPolicy.builder("odd")
                .hours(never)
                .firstReply(Duration.ofHours(1))
                .build());
        assertThat(odd.read(opened(), NOW).of(ClockKind.FIRST_REPLY).state()).isEqualTo(ClockState.UNDEFINED_DUE);
        assertThat(odd.lint(NOW)).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(ClockCode.TARGET_BEYOND_HORIZON);
            assertThat(finding.level()).isEqualTo(io.counterfoil.payments.evidence.Diagnostic.Level.ERROR);
        });
    }

    @Test
    @DisplayName("an event before creation stays in the log, is returned with its position, and the rest is read")
    void eventBeforeCreation() {
        Ticket ticket = replied(NOW.minusSeconds(60));
        ClockReadings readings = clocks.read(ticket, NOW.plusSeconds(3_600));
        assertThat(ticket.log()).hasSize(3);
        assertThat(readings.anomalies()).singleElement().satisfies(anomaly -> {
            assertThat(anomaly.code()).isEqualTo(ClockCode.BEFORE_CREATION);
            assertThat(anomaly.location().line()).isEqualTo(2);
        });
        assertThat(readings.of(ClockKind.FIRST_REPLY).elapsed()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    @DisplayName(
            "an event or status of a kind that nobody knows stays in the log, is returned with its position, the rest is read")
    void unknownEvent() throws JsonProcessingException {
        ObjectMapper json = new ObjectMapper().registerModule(TicketingJson.module());
        TypeReference<List<TicketEvent>> type = new TypeReference<>() {};
        String text = json.writerFor(type)
                .writeValueAsString(replied(NOW.plusSeconds(60)).log());
        for (String unknown : List.of("PONDERED", "PARKED_AS_STATUS_7")) {
            String later =
                    text.replace("\"kind\":\"STARTED\"", "\"kind\":\"" + unknown + "\",\"mood\":{\"deep\":true}");
            assertThat(later).isNotEqualTo(text);
            List<TicketEvent> log = json.readValue(later, type);
            Ticket ticket = tickets.fold(log);
            assertThat(ticket.log()).hasSize(3);
            assertThat(ticket.status()).isEqualTo(TicketStatus.NEW);
            assertThat(json.readValue(json.writerFor(type).writeValueAsString(log), type))
                    .isEqualTo(log);
            ClockReadings readings = clocks.read(ticket, NOW.plus(Duration.ofDays(2)));
            assertThat(readings.anomalies()).singleElement().satisfies(anomaly -> {
                assertThat(anomaly.code()).isEqualTo(ClockCode.UNKNOWN_EVENT);
                assertThat(anomaly.message()).contains("'" + unknown + "'");
                assertThat(anomaly.location().line()).isEqualTo(3);
            });
            assertThat(readings.of(ClockKind.FIRST_REPLY).state()).isEqualTo(ClockState.STOPPED);
            assertThat(readings.of(ClockKind.FIRST_REPLY).elapsed()).isEqualTo(Duration.ofSeconds(60));
        }
        assertThatExceptionOfType(JsonMappingException.class)
                .isThrownBy(() -> json.readValue("{\"mood\":1}", TicketEvent.class))
                .withMessageContaining("kind");
    }

    @Test
    @DisplayName("a policy that nobody knows is an anomaly with its position, and the one before goes on")
    void unknownPolicy() {
        Ticket ticket = tickets.decide(opened(), TicketCommand.applyPolicy("tin", BEN, "p"), NOW)
                .state();
        ClockReadings readings = clocks.read(ticket, NOW.plusSeconds(60));
        assertThat(readings.anomalies()).singleElement().satisfies(anomaly -> {
            assertThat(anomaly.code()).isEqualTo(ClockCode.UNKNOWN_POLICY);
            assertThat(anomaly.location().line()).isEqualTo(2);
        });
        assertThat(readings.of(ClockKind.FIRST_REPLY).state()).isEqualTo(ClockState.RUNNING);
    }

    @Test
    @DisplayName("two events with one id and different content: neither is guessed")
    void conflictingEvents() {
        Ticket ticket = replied(NOW.plusSeconds(60));
        List<TicketEvent> log = new ArrayList<>(ticket.log());
        TicketEvent reply = log.get(1);
        log.add(new TicketEvent.Replied(
                new Occurrence(reply.stamp(), reply.occurrence().sequence(), NOW.plusSeconds(120)), "no"));
        ClockReadings readings = clocks.read(tickets.fold(log), NOW.plus(Duration.ofDays(2)));
        assertThat(readings.anomalies()).extracting("code").containsExactly(ClockCode.CONFLICTING_EVENT);
        assertThat(readings.anomalies().get(0).message()).contains("r/REPLIED");
        assertThat(readings.of(ClockKind.FIRST_REPLY).state()).isEqualTo(ClockState.RUNNING);
    }

    @Test
    @DisplayName("an event later than the instant is not seen")
    void laterEvent() {
        Ticket ticket = replied(NOW.plusSeconds(120));
        assertThat(clocks.read(ticket, NOW.plusSeconds(119))
                        .of(ClockKind.FIRST_REPLY)
                        .state())
                .isEqualTo(ClockState.RUNNING);
        assertThat(clocks.read(ticket, NOW.plusSeconds(120))
                        .of(ClockKind.FIRST_REPLY)
                        .state())
                .isEqualTo(ClockState.STOPPED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no id", "broken", "large"})
    @DisplayName(
            "a mail without ids, with broken bytes or over size goes to the manual queue with digest and rejection")
    void badMail(String fault) {
        String head = fault.equals("no id") ? "Subject: x\n\n" : "Message-ID: <a@x>\n\n";
        byte[] raw = (head + "caf\u00e9")
                .getBytes(fault.equals("broken") ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
        IncomingItem item = IncomingItem.ofMail(raw, fault.equals("large") ? raw.length - 1 : raw.length, NOW);
        TriageResult result = Triage.builder("manual").build().assess(item);
        assertThat(result.abstained()).isTrue();
        assertThat(result.route().queue()).isEqualTo("manual");
        assertThat(item.rawHash()).isPresent();
        assertThat(item.rejections())
                .extracting(Rejection::code)
                .containsExactly(Map.of(
                                "no id", TriageCode.NO_MESSAGE_ID,
                                "broken", TriageCode.BROKEN_ENCODING,
                                "large", TriageCode.OVER_SIZE)
                        .get(fault));
        assertThat(item.rejections().get(0).location().offset()).isEqualTo(fault.equals("no id") ? 0 : 19);
    }

    @Test
    @DisplayName(
            "an answer off its scale is rejected with the reason; of two answers the last counts, the earlier is kept")
    void surveys() {
        TicketId ticket = TicketId.of("t");
        SurveyLog.Answer first = new SurveyLog.Answer("a-1", ticket, SurveyLog.Question.SATISFACTION, 2, NOW);
        SurveyLog.Answer last =
                new SurveyLog.Answer("a-2", ticket, SurveyLog.Question.SATISFACTION, 5, NOW.plusSeconds(1));
        SurveyLog log = SurveyLog.builder()
                .answer(last)
                .answer(first)
                .answer(new SurveyLog.Answer("a-3", ticket, SurveyLog.Question.SATISFACTION, 6, NOW))
                .answer(new SurveyLog.Answer("a-4", ticket, SurveyLog.Question.RECOMMENDATION, -1, NOW))
                .build();
        assertThat(log.answers(SurveyLog.Question.SATISFACTION)).containsExactly(last);
        assertThat(log.superseded()).containsExactly(first);
        assertThat(log.rejections())
                .extracting(Rejection::code)
                .containsExactly(SurveyLog.Fault.OFF_SCALE, SurveyLog.Fault.OFF_SCALE);
    }

    private static PhoneLog.CallRow call(String id, String outcome, long waits, long talks) {
        return PhoneLog.CallRow.builder()
                .id(id)
                .outcome(outcome)
                .offeredAt(NOW)
                .leftQueueAt(NOW.plusSeconds(waits))
                .endedAt(NOW.plusSeconds(waits + talks))
                .build();
    }

    @Test
    @DisplayName(
            "calls with negative wait, an end before the start or an unknown outcome are rejected: rows are used or rejected")
    void calls() {
        PhoneLog log = PhoneLog.builder()
                .row(call("c-1", "ANSWERED", 10, 60))
                .row(call("c-2", "ANSWERED", -1, 60))
                .row(call("c-3", "ANSWERED", 10, -20))
                .row(call("c-4", "EXPLODED", 10, 60))
                .build();
        assertThat(log.calls()).extracting(PhoneLog.Call::id).containsExactly("c-1");
        assertThat(log.rejections()).hasSize(3);
        assertThat(log.calls().size() + log.rejections().size()).isEqualTo(4);
    }

    @Test
    @DisplayName("more successes than n are refused, n = 0 is no data, a target outside 0 to 1 is refused")
    void proportions() {
        assertThatIllegalArgumentException().isThrownBy(() -> ConfidenceInterval.wilson(11, 10, LEVEL));
        assertThatIllegalArgumentException().isThrownBy(() -> ConfidenceInterval.wilson(-1, 10, LEVEL));
        Scorecard card = Scorecard.builder(Clocks.of(SlaPolicy.builder("gold")
                        .hours(HOURS)
                        .firstReply(Duration.ofHours(8))
                        .resolution(Duration.ofHours(8))
                        .build()))
                .goal(MeasureId.ON_TIME, Goal.atLeast("0.85"))
                .build();
        assertThat(card.assess(Stream.empty(), DateRange.month(2027, 3), NOW)
                        .row(MeasureId.ON_TIME)
                        .verdict())
                .isEqualTo(Verdict.NO_DATA);
        assertThatIllegalArgumentException().isThrownBy(() -> Goal.atLeast("1.01"));
        assertThatIllegalArgumentException().isThrownBy(() -> Goal.atMost("-0.01"));
    }

    @Test
    @DisplayName("a field too long, unknown or with a bad check digit is rejected, and the claim stays received")
    void claimFields() {
        FieldRules form = FieldRules.builder()
                .field(Field.code("invoice").withMaxLength(4))
                .field(Field.code("serial").withCheckDigit())
                .build();
        assertThat(form.assess(
                        new KeyedRecord("r", "ana", Map.of("invoice", "A-175", "serial", "79927398710", "x", "1"))))
                .extracting(Rejection::code)
                .containsExactlyInAnyOrder(
                        FieldRules.Fault.TOO_LONG, FieldRules.Fault.BAD_CHECK_DIGIT, FieldRules.Fault.UNKNOWN_FIELD);
        Claim received = ClaimSamples.received("c-1");
        ClaimCommand bad = ClaimCommand.key(Map.of("invoice", "A-17", "colour", "red"), ANA, "k");
        assertThat(CLAIMS.decide(received, bad, MONDAY.plusSeconds(60)).outcome())
                .isEqualTo(Outcome.REFUSED);
        assertThat(CLAIMS.rejections(received, bad))
                .extracting(Rejection::code)
                .containsExactly(FieldRules.Fault.UNKNOWN_FIELD);
        assertThat(CLAIMS.decide(received, bad, MONDAY.plusSeconds(60)).state().status())
                .isEqualTo(Claim.Status.RECEIVED);
    }

    @Test
    @DisplayName("free text with a card number is redacted to its last four before the event exists")
    void cardNumbers() {
        TicketCommand.Write write = TicketCommand.note("card 4111 1111 1111 1111", BEN, "n");
        assertThat(write.text()).isEqualTo("card [PAN ****1111]");
        Ticket ticket = tickets.decide(opened(), write, NOW).state();
        assertThat(ticket.log().get(1).toString()).doesNotContain("1111 1111");
    }
}
