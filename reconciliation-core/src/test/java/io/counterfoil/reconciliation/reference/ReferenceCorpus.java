package io.counterfoil.reconciliation.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.testkit.corpus.CaseReader;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Readers of the corpus' reference ops. */
public final class ReferenceCorpus {

    private ReferenceCorpus() {}

    /** The readers by op. */
    public static Map<String, CaseReader> readers() {
        Map<String, CaseReader> readers = new LinkedHashMap<>();
        readers.put("check-reference", ReferenceCorpus::checkReference);
        readers.put("extract-references", ReferenceCorpus::extractReferences);
        return readers;
    }

    private static void checkReference(CorpusCase example) {
        ReferenceScheme scheme =
                ReferenceScheme.valueOf(example.input().path("scheme").asText());
        String value = example.input().path("value").asText();
        JsonNode expected = example.expected();
        Checked<String> parsed = scheme.parse(value);
        if (expected.has("valid")) {
            assertThat(parsed.isClean()).isEqualTo(expected.get("valid").asBoolean());
            assertThat(scheme.holds(value)).isEqualTo(parsed.isClean());
        }
        if (expected.has("compact")) {
            assertThat(parsed.value()).contains(expected.get("compact").asText());
        }
        if (expected.has("reason")) {
            assertThat(parsed.diagnostics().get(0).code())
                    .isEqualTo(
                            ReferenceScheme.Fault.valueOf(expected.get("reason").asText()));
        }
    }

    private static void extractReferences(CorpusCase example) {
        List<ReferenceExtractor.Found> all = ReferenceExtractor.builder()
                .openIds(texts(example.input().path("openItems")))
                .build()
                .extract(example.input().path("text").asText());
        JsonNode expected = example.expected();
        if (expected.has("found")) {
            List<ReferenceExtractor.Found> found =
                    all.stream().filter(reference -> !reference.contested()).toList();
            JsonNode wanted = expected.get("found");
            assertThat(found).hasSize(wanted.size());
            for (int at = 0; at < wanted.size(); at++) {
                assertFound(found.get(at), wanted.get(at));
            }
        }
        if (expected.has("contenders")) {
            List<List<String>> wanted = new ArrayList<>();
            expected.get("contenders").forEach(group -> wanted.add(texts(group)));
            assertThat(all.stream()
                            .filter(ReferenceExtractor.Found::contested)
                            .map(ReferenceExtractor.Found::contenders))
                    .containsExactlyElementsOf(wanted);
        }
    }

    private static void assertFound(ReferenceExtractor.Found found, JsonNode wanted) {
        if (wanted.has("evidence")) {
            assertThat(found.referenceClass().name())
                    .isEqualTo(wanted.get("evidence").asText());
        }
        if (wanted.has("scheme")) {
            assertThat(found.scheme()).isEqualTo(wanted.get("scheme").asText());
        }
        if (wanted.has("value")) {
            assertThat(found.value()).contains(wanted.get("value").asText());
        }
        if (wanted.has("weak")) {
            assertThat(found.weak()).isEqualTo(wanted.get("weak").asBoolean());
        }
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(node -> texts.add(node.asText()));
        return texts;
    }
}
