package io.counterfoil.reconciliation.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.PlanException;
import java.util.List;
import java.util.Map;

/**
 * Plans as JSON (reconciliation specification REC-03). Reading what was written gives a plan of the same hash. Needs jackson-databind, which is an optional dependency.
 *
 * <pre>{@code
 * String json = ReconciliationJson.text(plan);
 * MatchPlan same = ReconciliationJson.plan(json, new MatchPlan.Parts(List.of(fees), List.of()));
 * }</pre>
 */
public final class ReconciliationJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private ReconciliationJson() {}

    /** The plan as JSON, indented, always the same text for the same plan. */
    public static String text(MatchPlan plan) {
        try {
            return MAPPER.writeValueAsString(plan.settings()) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("plan " + plan.name() + " cannot be written", e);
        }
    }

    /**
     * The plan that the JSON says.
     *
     * @param json one object
     * @param parts the explainers and models that it may name
     * @throws PlanException listing everything that is wrong: where the text is no JSON its line and column, otherwise a path such as {@code passes[1].within.max}
     */
    public static MatchPlan plan(String json, MatchPlan.Parts parts) {
        return MatchPlan.of(settings(json), parts);
    }

    private static Map<String, ?> settings(String json) {
        try {
            JsonNode tree = MAPPER.readTree(json);
            if (tree == null || !tree.isObject()) {
                throw refusal(
                        "line 1, column 1", "the text is no JSON object, expected {\"plan\": …, \"passes\": […]}");
            }
            return MAPPER.<Map<String, Object>>convertValue(
                    tree, MAPPER.getTypeFactory().constructMapType(Map.class, String.class, Object.class));
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            JsonLocation known = at == null ? JsonLocation.NA : at;
            throw refusal(
                    "line " + Math.max(1, known.getLineNr()) + ", column " + Math.max(1, known.getColumnNr()),
                    "the text is no JSON: " + e.getOriginalMessage());
        }
    }

    private static PlanException refusal(String place, String sentence) {
        return new PlanException(
                "", List.of(new PlanException.Problem(place, PlanException.Fault.PLAN_JSON, sentence)));
    }
}
