package io.counterfoil.ticketing.scorecard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.payments.testkit.corpus.CaseReader;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import io.counterfoil.ticketing.internal.Judgement;
import io.counterfoil.ticketing.measure.ConfidenceInterval;
import io.counterfoil.ticketing.measure.Goal;
import java.math.BigDecimal;
import java.util.Map;

/** Reads the ops {@code scorecard.verdict} and {@code proportion.interval}. */
public final class ScorecardCorpus {

    private ScorecardCorpus() {}

    public static Map<String, CaseReader> readers() {
        return Map.of("scorecard.verdict", ScorecardCorpus::verdict, "proportion.interval", ScorecardCorpus::interval);
    }

    private static void verdict(CorpusCase example) {
        JsonNode input = example.input();
        String target = input.path("target").decimalValue().toPlainString();
        Goal goal = input.path("sense").asText().equals("AT_LEAST") ? Goal.atLeast(target) : Goal.atMost(target);
        Judgement judgement = judge(input, goal, false);
        JsonNode expected = example.expected();
        BigDecimal tolerance = example.node().path("tolerance").decimalValue();
        assertThat(judgement.verdict().name())
                .as("verdict")
                .isEqualTo(expected.path("verdict").asText());
        near(judgement.point().orElse(null), expected.path("point"), tolerance, "point");
        near(
                judgement.interval().map(ConfidenceInterval::lower).orElse(null),
                expected.path("lower"),
                tolerance,
                "lower");
        near(
                judgement.interval().map(ConfidenceInterval::upper).orElse(null),
                expected.path("upper"),
                tolerance,
                "upper");
        assertThat(judgement.pointMet())
                .as("pointMet")
                .isEqualTo(expected.path("pointMet").asBoolean(false));
    }

    private static void interval(CorpusCase example) {
        JsonNode input = example.input();
        JsonNode expected = example.expected();
        BigDecimal tolerance = example.node().path("tolerance").decimalValue();
        Judgement wilson = judge(input, Goal.atLeast("0"), false);
        Judgement exact = judge(input, Goal.atLeast("0"), true);
        near(wilson.point().orElse(null), expected.path("point"), tolerance, "point");
        near(wilson.interval().orElseThrow().lower(), expected.path("wilson").path(0), tolerance, "wilson lower");
        near(wilson.interval().orElseThrow().upper(), expected.path("wilson").path(1), tolerance, "wilson upper");
        near(
                exact.interval().orElseThrow().lower(),
                expected.path("clopperPearson").path(0),
                tolerance,
                "exact lower");
        near(
                exact.interval().orElseThrow().upper(),
                expected.path("clopperPearson").path(1),
                tolerance,
                "exact upper");
    }

    private static Judgement judge(JsonNode input, Goal goal, boolean exact) {
        return Judgement.ofShare(
                input.path("successes").asLong(),
                input.path("n").asLong(),
                goal,
                input.path("confidence").decimalValue(),
                exact);
    }

    private static void near(BigDecimal answer, JsonNode expected, BigDecimal tolerance, String name) {
        if (expected.isNull()) {
            assertThat(answer).as(name).isNull();
        } else {
            assertThat(answer).as(name).isCloseTo(expected.decimalValue(), within(tolerance));
        }
    }
}
