package io.counterfoil.collections.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.collections.worklist.ScoreCard;
import io.counterfoil.payments.testkit.corpus.CaseReader;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/** Reader of the corpus for package worklist. */
final class WorklistCases {

    private WorklistCases() {}

    static Map<String, CaseReader> readers() {
        return Map.of("worklist.score", WorklistCases::score);
    }

    private static void score(CorpusCase example) {
        JsonNode input = example.input();
        ScoreCard.Inputs.Builder inputs = ScoreCard.Inputs.builder();
        inputs.overdueUnits(new BigDecimal(input.path("overdueUnits").asText("0")))
                .oldestAge(input.path("oldestAge").asInt())
                .brokenPromises(input.path("brokenPromises180d").asInt())
                .failedPaymentUnanswered(input.path("failedPaymentUnanswered").asBoolean())
                .orderWaiting(input.path("orderWaiting").asBoolean())
                .disputePastClock(input.path("disputePastClock").asBoolean());
        if (input.hasNonNull("promiseDueInDays")) {
            inputs.promiseDueInDays(input.path("promiseDueInDays").asInt());
        }
        if (input.hasNonNull("latenessDeltaDays")) {
            inputs.latenessDeltaDays(
                    new BigDecimal(input.path("latenessDeltaDays").asText()));
        }
        if (input.hasNonNull("medianDaysLate")) {
            inputs.medianDaysLate(new BigDecimal(input.path("medianDaysLate").asText()));
        }
        ScoreCard.Score score = ScoreCard.standard().score(inputs.build());
        Map<String, Integer> components = new TreeMap<>();
        score.components().forEach(part -> components.put(part.code().name(), part.points()));
        Map<String, Integer> expected = new TreeMap<>();
        example.expected()
                .path("components")
                .properties()
                .forEach(part -> expected.put(part.getKey(), part.getValue().asInt()));
        assertThat(score.points()).isEqualTo(example.expected().path("score").asInt());
        assertThat(components).isEqualTo(expected);
        assertThat(score.components())
                .allSatisfy(part -> assertThat(part.sentence()).isNotBlank());
    }
}
