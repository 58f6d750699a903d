package io.counterfoil.ticketing.scorecard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.hours.BusinessHours;
import io.counterfoil.payments.testkit.corpus.CaseReader;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import io.counterfoil.ticketing.clock.Clocks;
import io.counterfoil.ticketing.clock.SlaPolicy;
import io.counterfoil.ticketing.measure.ConfidenceInterval;
import io.counterfoil.ticketing.phone.PhoneLog;
import io.counterfoil.ticketing.survey.SurveyLog.Happiness;
import io.counterfoil.ticketing.survey.SurveyLog.HappinessReading;
import io.counterfoil.ticketing.survey.SurveyLog.NetPromoter;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/** Reads the ops {@code phone.metrics}, {@code login.*} and {@code survey.*}. */
public final class ServiceCorpus {

    private static final LocalDate DAY = LocalDate.of(2027, 3, 1);
    private static final Clocks CLOCKS = Clocks.of(SlaPolicy.builder("any")
            .hours(BusinessHours.always(ZoneOffset.UTC))
            .firstReply(Duration.ofHours(1))
            .build());

    private ServiceCorpus() {}

    public static Map<String, CaseReader> readers() {
        return Map.of(
                "phone.metrics", ServiceCorpus::phone,
                "login.day", ServiceCorpus::loginDay,
                "login.average", ServiceCorpus::loginAverage,
                "survey.nps", ServiceCorpus::netPromoter,
                "survey.happiness", ServiceCorpus::happiness);
    }

    private static ScorecardReport report(Scorecard.Builder card, PhoneLog phone, LocalDate last) {
        return card.build()
                .assess(
                        ServiceRecords.builder().phone(phone).build(),
                        DateRange.of(DAY, last),
                        Instant.parse("2030-01-01T00:00:00Z"));
    }

    private static void phone(CorpusCase example) {
        PhoneLog.Builder log = PhoneLog.builder();
        int number = 0;
        for (JsonNode call : example.input().path("calls")) {
            log.call(PhoneLog.Call.builder()
                    .id("c" + number++)
                    .offeredAt(DAY.atTime(9, 0).toInstant(ZoneOffset.UTC))
                    .outcome(PhoneLog.Outcome.valueOf(call.path("outcome").asText()))
                    .waiting(seconds(call.path("waitSeconds")))
                    .handling(seconds(call.path("handleSeconds")))
                    .build());
        }
        ScorecardReport report = report(
                Scorecard.builder(CLOCKS)
                        .shortAbandon(seconds(example.input().path("shortAbandonSeconds")))
                        .answerTarget(seconds(example.input().path("targetSeconds")))
                        .show(
                                MeasureId.ABANDONED_NET,
                                MeasureId.SPEED_OF_ANSWER,
                                MeasureId.TIME_TO_ABANDON,
                                MeasureId.HANDLE_TIME,
                                MeasureId.SL_ANSWERED_OVER_OFFERED),
                log.build(),
                DAY);
        Map<String, Double> answers = new HashMap<>();
        long all = report.row(MeasureId.ABANDONED_GROSS).n();
        long offered = report.row(MeasureId.ABANDONED_NET).n();
        answers.put("offeredAll", (double) all);
        answers.put("shortAbandons", (double) (all - offered));
        answers.put("offered", (double) offered);
        answers.put("answered", (double) report.row(MeasureId.SPEED_OF_ANSWER).n());
        answers.put("abandoned", (double) report.row(MeasureId.TIME_TO_ABANDON).n());
        answers.put("abandonRateNet", point(report, MeasureId.ABANDONED_NET));
        answers.put("abandonRateGross", point(report, MeasureId.ABANDONED_GROSS));
        answers.put("averageSpeedOfAnswerSeconds", point(report, MeasureId.SPEED_OF_ANSWER));
        answers.put("averageWaitAllSeconds", point(report, MeasureId.WAIT_ALL));
        answers.put("averageTimeToAbandonSeconds", point(report, MeasureId.TIME_TO_ABANDON));
        answers.put("averageHandleSeconds", point(report, MeasureId.HANDLE_TIME));
        for (MeasureId id : MeasureId.values()) {
            if (id.name().startsWith("SL_")) {
                answers.put(id.name(), point(report, id));
            }
        }
        compare(example, answers);
    }

    private static Double point(ScorecardReport report, MeasureId id) {
        return report.row(id).point().map(BigDecimal::doubleValue).orElse(null);
    }

    private static Duration seconds(JsonNode node) {
        return Duration.ofNanos(
                node.decimalValue().movePointRight(9).toBigInteger().longValueExact());
    }

    private static void loginDay(CorpusCase example) {
        PhoneLog.Builder log = PhoneLog.builder();
        JsonNode input = example.input();
        for (JsonNode session : input.path("sessions")) {
            boolean pair = session.isArray();
            log.session(PhoneLog.Session.of(
                    "ana",
                    local(session.path(pair ? "0" : "from"), session, 0),
                    local(session.path(pair ? "1" : "to"), session, 1)));
        }
        LocalDate date = input.has("date") ? LocalDate.parse(input.path("date").asText()) : DAY;
        double seconds =
                log.build().agentDays(ZoneOffset.UTC, Duration.ZERO, Instant.parse("2100-01-01T00:00:00Z")).stream()
                        .filter(day -> !input.has("date") || day.date().equals(date))
                        .mapToDouble(day -> day.loggedIn().toSeconds())
                        .sum();
        if (example.expected().isNumber()) {
            assertThat(seconds).isCloseTo(example.expected().asDouble(), within(tolerance(example)));
        } else {
            compare(example, Map.of("seconds", seconds));
        }
    }

    private static Instant local(JsonNode named, JsonNode pair, int at) {
        String text = (named.isMissingNode() ? pair.path(at) : named).asText();
        if (text.endsWith("Z")) {
            return Instant.parse(text);
        }
        LocalDateTime time = text.contains("T")
                ? LocalDateTime.parse(text)
                : text.equals("24:00") ? DAY.plusDays(1).atStartOfDay() : DAY.atTime(LocalTime.parse(text));
        return time.toInstant(ZoneOffset.UTC);
    }

    private static void loginAverage(CorpusCase example) {
        PhoneLog.Builder log = PhoneLog.builder();
        LocalDate date = DAY.minusDays(1);
        for (JsonNode day : example.input().path("agentDays")) {
            date = date.plusDays(1);
            if (day.path("scheduled").asBoolean()) {
                log.scheduled("ana", date);
            }
            Instant begin = date.atStartOfDay().toInstant(ZoneOffset.UTC);
            log.session(PhoneLog.Session.of("ana", begin, begin.plus(seconds(day.path("seconds")))));
        }
        Double hours = point(
                report(Scorecard.builder(CLOCKS).show(MeasureId.LOGIN_TIME), log.build(), date), MeasureId.LOGIN_TIME);
        Map<String, Double> answers = new HashMap<>();
        answers.put("averageSeconds", hours == null ? null : Double.valueOf(hours * 3600));
        compare(example, answers);
    }

    private static void netPromoter(CorpusCase example) {
        JsonNode input = example.input();
        NetPromoter counts = new NetPromoter(
                input.path("promoters").asLong(),
                input.path("passives").asLong(),
                input.path("detractors").asLong());
        JsonNode expected = example.expected();
        ConfidenceInterval wald = counts.wald(new BigDecimal("0.95"));
        near(example, expected.path("nps"), counts.score().doubleValue());
        near(example, expected.path("standardError"), counts.standardError());
        near(example, expected.path("wald95").path(0), wald.lower().doubleValue());
        near(example, expected.path("wald95").path(1), wald.upper().doubleValue());
    }

    private static void happiness(CorpusCase example) {
        JsonNode input = example.input();
        Happiness counts = new Happiness(
                input.path("great").asLong(),
                input.path("okay").asLong(),
                input.path("notGood").asLong());
        for (HappinessReading reading : HappinessReading.values()) {
            near(
                    example,
                    example.expected().path(reading.name()),
                    100 * counts.quotient(reading).doubleValue());
        }
    }

    private static void compare(CorpusCase example, Map<String, Double> answers) {
        example.expected().properties().forEach(field -> {
            assertThat(answers).containsKey(field.getKey());
            if (field.getValue().isNull()) {
                assertThat(answers.get(field.getKey())).as(field.getKey()).isNull();
            } else {
                assertThat(answers.get(field.getKey()))
                        .as(field.getKey())
                        .isCloseTo(field.getValue().asDouble(), within(tolerance(example)));
            }
        });
    }

    private static void near(CorpusCase example, JsonNode expected, double answer) {
        assertThat(answer).isCloseTo(expected.asDouble(), within(tolerance(example)));
    }

    private static double tolerance(CorpusCase example) {
        return example.node().path("tolerance").asDouble(1e-9);
    }
}
