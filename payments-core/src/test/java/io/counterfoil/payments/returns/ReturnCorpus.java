package io.counterfoil.payments.returns;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.rail.RailTerms;
import io.counterfoil.payments.testkit.corpus.CalendarCorpus;
import io.counterfoil.payments.testkit.corpus.CaseReader;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/** Reads the cases about returns. */
public final class ReturnCorpus {

    private ReturnCorpus() {}

    /** A reader for each op about returns. */
    public static Map<String, CaseReader> readers() {
        return Map.of(
                "classify_return", ReturnCorpus::classify,
                "retry_decision", ReturnCorpus::retry,
                "return_rates", ReturnCorpus::rates);
    }

    private static void classify(CorpusCase example) {
        JsonNode input = example.input();
        JsonNode expected = example.expected();
        ReturnReason reason = reason(input);
        RailTerms terms = terms(input);
        LocalDate settledOn = date(input, "settledOn").orElseThrow();
        BusinessCalendar calendar = CalendarCorpus.calendar(input.path("calendar"));
        assertThat(reason.category().name()).isEqualTo(expected.path("category").asText());
        assertThat(reason.known()).isEqualTo(expected.path("known").asBoolean());
        assertThat(reason.code()).isEqualTo(input.path("code").asText());
        assertThat(reason.deadline(terms, settledOn, calendar)).as("deadline").isEqualTo(date(expected, "deadline"));
        assertThat(reason.budget().isRetriable())
                .as("retriable")
                .isEqualTo(expected.path("retriable").asBoolean());
        OptionalInt retries = expected.path("maxRetries").isNull()
                ? OptionalInt.empty()
                : OptionalInt.of(expected.path("maxRetries").asInt());
        assertThat(reason.budget().maxRetries()).as("retries").isEqualTo(retries);
        assertThat(reason.buckets().stream().map(ReturnCodes.Rates.Bucket::name).toList())
                .as("rate buckets")
                .isEqualTo(texts(expected.path("rateBuckets")));
        Optional<LocalDate> returnedOn = date(input, "returnedOn");
        // a window that is counted from the return has no last day before the return is known
        boolean countable =
                returnedOn.isPresent() || reason.budget().window().from() != ReturnWindow.From.RETURN_SETTLEMENT;
        assertThat(
                        countable
                                ? reason.budget().lastDay(settledOn, returnedOn.orElse(settledOn))
                                : Optional.<LocalDate>empty())
                .as("retry until")
                .isEqualTo(date(expected, "retryUntil"));
        returnedOn.ifPresent(day -> assertThat(
                        reason.timeliness(terms, settledOn, day, calendar).verdict())
                .isEqualTo(verdict(expected.path("timely"))));
    }

    private static ReturnReason.Finding verdict(JsonNode timely) {
        assertThat(timely.isMissingNode()).as("timely is stated").isFalse();
        return timely.isNull()
                ? ReturnReason.Finding.NO_DEADLINE
                : timely.asBoolean() ? ReturnReason.Finding.TIMELY : ReturnReason.Finding.UNTIMELY;
    }

    private static ReturnReason reason(JsonNode input) {
        Rail rail = Rail.valueOf(input.path("rail").asText());
        // what a retry answers in Bacs is an unpaid debit: a row of ARUDD
        String report = rail == Rail.BACS
                ? input.path("report").asText("ARUDD")
                : input.path("rType").asText("");
        return ReturnCodes.bundled().reason(rail, report, input.path("code").asText());
    }

    private static RailTerms terms(JsonNode input) {
        RailTerms.Builder terms =
                RailTerms.builder().rail(Rail.valueOf(input.path("rail").asText()));
        if (input.hasNonNull("padCategory")) {
            terms.padCategory(
                    RailTerms.PadCategory.valueOf(input.path("padCategory").asText()));
        }
        if (input.hasNonNull("scheme")) {
            terms.scheme(RailTerms.SepaScheme.valueOf(input.path("scheme").asText()));
        }
        return terms.build();
    }

    private static void retry(CorpusCase example) {
        JsonNode input = example.input();
        ReturnCodes.RetryAnswer answer = reason(input)
                .retry(new ReturnCodes.RetryAnswer.Request(
                        date(input, "originalSettledOn").orElseThrow(),
                        date(input, "returnedOn").orElseThrow(),
                        input.path("retriesSoFar").asInt(),
                        input.path("sameAmount").asBoolean(),
                        date(input, "on").orElseThrow()));
        assertThat(answer.verdict().name())
                .isEqualTo(example.expected().path("decision").asText());
        assertThat(answer.evidence().sentence()).isNotBlank();
    }

    private static void rates(CorpusCase example) {
        Map<ReturnReason, Long> returns = new HashMap<>();
        example.input()
                .path("returns")
                .properties()
                .forEach(entry -> returns.put(
                        ReturnCodes.bundled().reason(Rail.ACH, entry.getKey()),
                        entry.getValue().longValue()));
        ReturnCodes.Rates.Report report = ReturnCodes.Rates.standard()
                .assess(example.input().path("debits").longValue(), returns);
        Map<String, Long> counts = new TreeMap<>();
        report.rates().forEach((bucket, rate) -> counts.put(bucket.name(), rate.count()));
        Map<String, Long> expected = new TreeMap<>();
        example.expected()
                .path("counts")
                .properties()
                .forEach(entry -> expected.put(entry.getKey(), entry.getValue().longValue()));
        assertThat(counts).isEqualTo(expected);
        assertThat(report.breaches().stream()
                        .map(ReturnCodes.Rates.Bucket::name)
                        .toList())
                .isEqualTo(texts(example.expected().path("breaches")));
        assertThat(report.hasBase() ? "OK" : "NO_BASE")
                .isEqualTo(example.expected().path("base").asText());
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static Optional<LocalDate> date(JsonNode node, String field) {
        return node.hasNonNull(field)
                ? Optional.of(LocalDate.parse(node.path(field).asText()))
                : Optional.empty();
    }
}
