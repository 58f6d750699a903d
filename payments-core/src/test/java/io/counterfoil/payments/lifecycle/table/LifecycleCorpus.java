package io.counterfoil.payments.lifecycle.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.testkit.corpus.CaseReader;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reader for the op about lifecycles. */
public final class LifecycleCorpus {

    private LifecycleCorpus() {}

    public static Map<String, CaseReader> readers() {
        return Map.of("lifecycle_walk", LifecycleCorpus::walk);
    }

    private static void walk(CorpusCase example) {
        LifecycleTable.Walk walk = LifecycleTable.Walk.of(LifecycleTable.Standard.valueOf(
                        example.input().path("lifecycle").asText())
                .table());
        List<String> results = new ArrayList<>();
        for (JsonNode one : example.input().path("events")) {
            Actor who = new Actor("somebody", Actor.Role.valueOf(one.path("who").asText()));
            Decision<LifecycleTable.Walk, LifecycleTable.Event> decision = walk.step(LifecycleTable.Event.of(
                    one.path("event").asText(), one.path("ref").asText(), who));
            walk = decision.state();
            results.add(
                    switch (decision.outcome()) {
                        case ACCEPTED -> walk.state();
                        case REPLAYED -> "IGNORED";
                        case REFUSED ->
                            ((Lifecycle.Reason) decision.refusal().orElseThrow().code()).name();
                    });
        }
        assertThat(results).isEqualTo(texts(example.expected().path("results")));
        assertThat(walk.state()).isEqualTo(example.expected().path("state").asText());
        assertThat(walk.allowed()).isEqualTo(texts(example.expected().path("allowed")));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(one -> texts.add(one.asText()));
        return texts;
    }
}
