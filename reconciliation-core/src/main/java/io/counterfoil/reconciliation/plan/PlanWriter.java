package io.counterfoil.reconciliation.plan;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a plan as plain values; what has its default is left out. */
final class PlanWriter {

    private PlanWriter() {}

    static Map<String, Object> of(MatchPlan plan) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("plan", plan.name());
        settings.put("passes", plan.passes().stream().map(PlanWriter::pass).toList());
        return Collections.unmodifiableMap(settings);
    }

    private static Map<String, Object> pass(Pass pass) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("name", pass.name());
        out.put("kind", kind(pass));
        pass.oneSide().ifPresent(side -> out.put("side", side.name()));
        List<List<String>> keys =
                pass.keyLists().stream().map(PlanWriter::names).toList();
        put(out, "on", keys);
        put(out, "partial", names(pass.partial()));
        if (pass.hasToleranceSet()) {
            pass.tolerance().ifPresent(tolerance -> out.put("amount", tolerance(tolerance)));
        }
        pass.window().ifPresent(window -> out.put("within", window(window)));
        put(out, "unlessShared", names(pass.overriding()));
        pass.contestWindow().ifPresent(window -> out.put("contestWithin", window(window)));
        pass.contestTolerance().ifPresent(tolerance -> out.put("contestAmount", tolerance(tolerance)));
        put(out, "gates", names(pass.requiredGates()));
        put(out, "gatesIfPresent", names(pass.gatesIfPresent()));
        pass.likeness().ifPresent(likeness -> out.put("text", likeness(likeness)));
        put(
                out,
                "explain",
                pass.explainers().stream()
                        .map(explainer -> explainer.identity())
                        .toList());
        put(out, "evidence", names(pass.evidence()));
        pass.interchange()
                .ifPresent(interchange -> out.put(
                        "interchangeable",
                        two("order", interchange.order().name(), "keys", names(interchange.keys()))));
        if (pass.isRefining()) {
            out.put("refines", true);
        }
        if (pass.cardinality().isSearched()) {
            out.put("maxSetSize", pass.maxSetSize());
            out.put("maxPool", pass.maxPool());
            out.put(
                    "maxCoincidence",
                    BigDecimal.valueOf(pass.maxCoincidenceMillionths(), 6).toPlainString());
        }
        pass.score().ifPresent(model -> {
            out.put("model", model.hash().hex());
            out.put("thresholdMillibits", pass.thresholdMillibits());
        });
        decision(pass.decision(), out);
        return Collections.unmodifiableMap(out);
    }

    static String kind(Pass pass) {
        if (pass.isTransfer()) {
            return PlanReader.TRANSFERS;
        }
        return pass.oneSide().isPresent()
                ? PlanReader.NETTING
                : pass.cardinality().sign();
    }

    private static Map<String, Object> two(String first, Object one, String second, Object other) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put(first, one);
        out.put(second, other);
        return out;
    }

    private static void put(Map<String, Object> out, String name, Collection<?> values) {
        if (!values.isEmpty()) {
            out.put(name, List.copyOf(values));
        }
    }

    private static List<String> names(Collection<? extends Enum<?>> values) {
        return values.stream().map(Enum::name).toList();
    }

    private static Map<String, Object> window(Window window) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("unit", window.unit().name());
        out.put("min", window.min());
        out.put("max", window.max());
        window.anchor().ifPresent(side -> out.put("from", side.name()));
        return out;
    }

    private static Map<String, Object> tolerance(Tolerance tolerance) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("short", allowance(tolerance.shortSide()));
        out.put("over", allowance(tolerance.overSide()));
        out.put("base", tolerance.base().name());
        tolerance
                .rounding()
                .ifPresent(rounding -> out.put(
                        "round",
                        two("scale", rounding.scale(), "mode", rounding.mode().name())));
        return out;
    }

    private static Map<String, Object> allowance(Tolerance.Side side) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("absolute", side.absolute());
        out.put("percent", side.percent());
        if (side.smaller()) {
            out.put("both", true);
        }
        return out;
    }

    private static Map<String, Object> likeness(Pass.Likeness likeness) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("containing", likeness.containing());
        out.put("ignoringCase", likeness.ignoringCase());
        out.put("editPercent", likeness.editPercent());
        return out;
    }

    private static void decision(PassDecision decision, Map<String, Object> out) {
        out.put("outcome", decision.outcome().name());
        PassDecision usual = PassDecision.of(decision.outcome());
        if (decision.confirmMargin() != usual.confirmMargin() || decision.suggestMargin() != usual.suggestMargin()) {
            out.put("confirmMillibits", decision.confirmMargin());
            out.put("suggestMillibits", decision.suggestMargin());
        }
        PassDecision.Weights weights = decision.weights();
        if (!weights.equals(usual.weights())) {
            Map<String, Object> millibits = new LinkedHashMap<>();
            millibits.put("amountExact", weights.amountExact());
            millibits.put("amountWithin", weights.amountWithin());
            millibits.put("reference", weights.reference());
            millibits.put("referenceLoosely", weights.referenceLoosely());
            millibits.put("party", weights.party());
            millibits.put("groupOrAccount", weights.groupOrAccount());
            millibits.put("window", weights.window());
            out.put("weights", millibits);
        }
    }
}
