package io.counterfoil.ticketing.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.payments.testkit.corpus.CaseReader;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import io.counterfoil.ticketing.sampling.AcceptanceSampling.Aql;
import io.counterfoil.ticketing.sampling.AcceptanceSampling.Inspection;
import io.counterfoil.ticketing.sampling.AcceptanceSampling.Level;
import io.counterfoil.ticketing.sampling.AcceptanceSampling.LotVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads the ops {@code aql.singlePlan}, {@code aql.switching} and {@code acceptance.probability}. */
public final class SamplingCorpus {

    private static final AcceptanceSampling SAMPLING = AcceptanceSampling.iso2859();

    private SamplingCorpus() {}

    public static Map<String, CaseReader> readers() {
        return Map.of(
                "aql.singlePlan", SamplingCorpus::plan,
                "aql.switching", SamplingCorpus::switching,
                "acceptance.probability", SamplingCorpus::probability);
    }

    private static void plan(CorpusCase example) {
        JsonNode input = example.input();
        SamplingPlan plan = SAMPLING.plan(
                input.path("lotSize").asInt(),
                Level.parse(input.path("level").asText()),
                Aql.of(input.path("aql").asText()),
                Inspection.valueOf(input.path("inspection").asText().toUpperCase(Locale.ROOT)));
        JsonNode expected = example.expected();
        assertThat(plan.codeLetter())
                .as("code letter")
                .isEqualTo(expected.path("codeLetter").asText());
        assertThat(plan.sampleSize())
                .as("sample")
                .isEqualTo(expected.path("sampleSize").asInt());
        assertThat(plan.accept()).as("accept").isEqualTo(expected.path("accept").asInt());
        assertThat(plan.reject()).as("reject").isEqualTo(expected.path("reject").asInt());
        assertThat(plan.isFullInspection())
                .as("full inspection")
                .isEqualTo(expected.path("fullInspection").asBoolean());
        assertThat(plan.oc().atAql())
                .as("chance at the AQL")
                .isCloseTo(expected.path("pAcceptAtAql").asDouble(), within(tolerance(example)));
    }

    private static void switching(CorpusCase example) {
        SwitchingState state = SwitchingState.initial();
        int accept = example.input().path("acceptNumber").asInt();
        List<String> used = new ArrayList<>();
        for (JsonNode lot : example.input().path("lots")) {
            used.add(state.inspection().name());
            state = state.next(new LotVerdict(
                    lot.asBoolean() ? LotVerdict.Outcome.ACCEPTED : LotVerdict.Outcome.REJECTED, accept, false));
        }
        List<String> expected = new ArrayList<>();
        example.expected().path("inspection").forEach(name -> expected.add(name.asText()));
        assertThat(used).as("inspection").isEqualTo(expected);
        assertThat(state.inspection().name())
                .as("next")
                .isEqualTo(example.expected().path("next").asText());
    }

    private static void probability(CorpusCase example) {
        JsonNode input = example.input();
        int lot = input.path("lotSize").asInt();
        int defective = input.path("defectivesInLot").asInt();
        int accept = input.path("acceptNumber").asInt();
        OcCurve curve = new SamplingPlan(
                        Inspection.NORMAL,
                        "-",
                        Aql.of("1"),
                        lot,
                        input.path("sampleSize").asInt(),
                        accept,
                        accept + 1)
                .oc();
        assertThat(curve.ofLot(defective))
                .as("hypergeometric")
                .isCloseTo(example.expected().path("hypergeometric").asDouble(), within(tolerance(example)));
        assertThat(curve.ofProcess((double) defective / lot))
                .as("binomial")
                .isCloseTo(example.expected().path("binomial").asDouble(), within(tolerance(example)));
    }

    private static double tolerance(CorpusCase example) {
        return example.node().path("tolerance").asDouble(1e-9);
    }
}
