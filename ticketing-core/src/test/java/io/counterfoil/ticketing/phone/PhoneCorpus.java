package io.counterfoil.ticketing.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.payments.testkit.corpus.CaseReader;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Reads the ops {@code erlangA.*}, {@code erlangB.*} and {@code erlangC.*}. */
public final class PhoneCorpus {

    private static final Set<String> FIELDS = Set.of(
            "calls",
            "intervalSeconds",
            "ahtSeconds",
            "targetSeconds",
            "patienceSeconds",
            "agents",
            "erlangs",
            "serviceLevel",
            "waitProbability",
            "maxOccupancy",
            "maxBlocking",
            "shrinkage");

    private PhoneCorpus() {}

    public static Map<String, CaseReader> readers() {
        return Map.of(
                "erlangB.blocking", example -> number(example, load(example).blocking(agents(example))),
                "erlangB.required", PhoneCorpus::required,
                "erlangC.waitProbability",
                        example -> number(example, load(example).waitProbability(agents(example))),
                "erlangC.metrics", PhoneCorpus::metrics,
                "erlangC.serviceLevelFromPw",
                        example -> number(
                                example,
                                Erlang.serviceLevel(
                                        example.input().path("waitProbability").asDouble(),
                                        load(example),
                                        agents(example),
                                        seconds(example.input().path("targetSeconds")))),
                "erlangC.required", PhoneCorpus::required,
                "erlangA.metrics", PhoneCorpus::metrics,
                "erlangA.required", PhoneCorpus::required);
    }

    private static Erlang.Load load(CorpusCase example) {
        JsonNode input = example.input();
        input.fieldNames().forEachRemaining(name -> assertThat(FIELDS).contains(name));
        double aht = input.path("ahtSeconds").asDouble(1);
        double erlangs = input.has("erlangs")
                ? input.path("erlangs").asDouble()
                : input.path("calls").asDouble()
                        * aht
                        / input.path("intervalSeconds").asDouble();
        Erlang.Model model = Erlang.Model.valueOf(example.op().substring(6, 7));
        return new Erlang.Load(
                model,
                erlangs,
                aht,
                model == Erlang.Model.A ? input.path("patienceSeconds").asDouble() : 0);
    }

    private static int agents(CorpusCase example) {
        return example.input().path("agents").asInt();
    }

    private static Duration seconds(JsonNode node) {
        return Duration.ofNanos(Math.round(node.asDouble() * 1e9));
    }

    private static void metrics(CorpusCase example) {
        Erlang.Figures figures =
                load(example).at(agents(example), seconds(example.input().path("targetSeconds")));
        compare(example, answers(figures));
    }

    private static Map<String, Object> answers(Erlang.Figures figures) {
        Map<String, Object> answers = new HashMap<>();
        answers.put("agents", (double) figures.agents());
        answers.put("erlangs", figures.erlangs());
        answers.put("waitProbability", figures.waitProbability());
        answers.put("serviceLevel", figures.serviceLevel());
        answers.put("occupancy", figures.occupancy());
        answers.put("blocking", figures.lost());
        answers.put("abandonProbability", figures.lost());
        answers.put("asaSeconds", figures.asa().isPresent() ? figures.asa().getAsDouble() : null);
        answers.put(
                "meanWaitAllSeconds",
                figures.meanWaitAll().isPresent() ? figures.meanWaitAll().getAsDouble() : null);
        answers.put("stable", figures.stable());
        return answers;
    }

    private static void required(CorpusCase example) {
        JsonNode input = example.input();
        Erlang.Requirement requirement = Erlang.Requirement.serviceLevel(
                        input.path("serviceLevel").asText("0"), seconds(input.path("targetSeconds")))
                .withMaxOccupancy(input.path("maxOccupancy").asText("1"))
                .withMaxLost(input.path("maxBlocking").asText("1"))
                .withShrinkage(input.path("shrinkage").asText("0"));
        Erlang.Staffing staffing = load(example).staff(requirement);
        Map<String, Object> answers = answers(staffing.figures());
        answers.put("headcount", (double) staffing.headcount());
        if (example.expected().isNumber()) {
            number(example, staffing.agents());
        } else {
            compare(example, answers);
        }
    }

    private static void compare(CorpusCase example, Map<String, Object> answers) {
        example.expected().properties().forEach(field -> {
            assertThat(answers).as(field.getKey()).containsKey(field.getKey());
            Object answer = answers.get(field.getKey());
            JsonNode expected = field.getValue();
            if (expected.isNumber()) {
                assertThat((Double) answer)
                        .as(field.getKey())
                        .isCloseTo(expected.asDouble(), within(tolerance(example)));
            } else {
                assertThat(answer).as(field.getKey()).isEqualTo(expected.isNull() ? null : expected.asBoolean());
            }
        });
    }

    private static void number(CorpusCase example, double answer) {
        assertThat(answer).isCloseTo(example.expected().asDouble(), within(tolerance(example)));
    }

    private static double tolerance(CorpusCase example) {
        return example.node().path("tolerance").asDouble(1e-9);
    }
}
