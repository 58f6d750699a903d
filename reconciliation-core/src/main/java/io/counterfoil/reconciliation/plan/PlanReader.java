package io.counterfoil.reconciliation.plan;

import io.counterfoil.reconciliation.difference.DifferenceExplainer;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.score.ScoreModel;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads a plan from plain values. Everything that is wrong is found in one go. */
final class PlanReader {

    static final String NETTING = "NETTING";
    static final String TRANSFERS = "TRANSFERS";

    private static final Set<String> PASS = Set.of(
            "name",
            "kind",
            "side",
            "on",
            "partial",
            "amount",
            "within",
            "unlessShared",
            "contestWithin",
            "contestAmount",
            "gates",
            "gatesIfPresent",
            "text",
            "explain",
            "evidence",
            "interchangeable",
            "refines",
            "maxSetSize",
            "maxPool",
            "maxCoincidence",
            "model",
            "thresholdMillibits",
            "outcome",
            "confirmMillibits",
            "suggestMillibits",
            "weights");

    private final MatchPlan.Parts parts;
    private final List<PlanException.Problem> problems = new ArrayList<>();

    private PlanReader(MatchPlan.Parts parts) {
        this.parts = parts;
    }

    static MatchPlan read(Map<String, ?> settings, MatchPlan.Parts parts) {
        PlanReader reader = new PlanReader(parts);
        SettingsNode root = new SettingsNode("", settings, reader.problems);
        root.allow(Set.of("plan", "passes"));
        String name = root.text("plan").orElse("without a name");
        if (!root.has("passes")) {
            root.note("passes", PlanException.Fault.PLAN_VALUE, "is nothing, expected a list of passes");
        }
        MatchPlan.Builder plan = MatchPlan.named(name);
        for (SettingsNode node : root.objects("passes")) {
            reader.pass(node).ifPresent(plan::pass);
        }
        if (!reader.problems.isEmpty()) {
            throw new PlanException(name, reader.problems);
        }
        return plan.build();
    }

    private Optional<Pass> pass(SettingsNode node) {
        node.allow(PASS);
        Optional<Pass> start = node.text("name").flatMap(name -> start(node, name));
        if (start.isEmpty()) {
            return start;
        }
        Pass pass = start.get();
        for (MatchKey[] keys : keyLists(node)) {
            pass = pass.on(keys);
        }
        for (Side side : node.several("partial", Side.class)) {
            pass = pass.partial(side);
        }
        pass = with(pass, node.object("amount").flatMap(PlanReader::tolerance), pass::amount);
        pass = bounds(node, pass);
        pass = texts(node, pass);
        pass = parts(node, pass);
        pass = sets(node, pass);
        return Optional.of(decided(node, pass));
    }

    private static <T> Pass with(Pass pass, Optional<T> setting, Function<T, Pass> change) {
        return setting.map(change).orElse(pass);
    }

    private static Optional<Pass> start(SettingsNode node, String name) {
        Optional<Side> side = node.has("side") ? node.oneOf("side", Side.class) : Optional.empty();
        Optional<String> kind = node.text("kind");
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        boolean sided = kind.get().equals(NETTING) || kind.get().equals(TRANSFERS);
        if (node.has("side") && !sided) {
            node.note(
                    "side",
                    PlanException.Fault.PLAN_VALUE,
                    "stands in a pass " + kind.get() + ", expected only where one side nets");
        }
        if (kind.get().equals(NETTING)) {
            if (!node.has("side")) {
                node.note("side", PlanException.Fault.PLAN_VALUE, "is nothing, expected the side that nets");
            }
            return side.map(of -> Pass.netting(name, of));
        }
        Pass pass = switch (kind.get()) {
            case "1:1" -> Pass.oneToOne(name);
            case "1:G" -> Pass.oneToGroup(name);
            case "G:1" -> Pass.groupToOne(name);
            case "1:N" -> Pass.oneToMany(name);
            case "N:1" -> Pass.manyToOne(name);
            case "N:M" -> Pass.manyToMany(name);
            default -> side.map(of -> Pass.transfers(name, of)).orElseGet(() -> Pass.transfers(name));
        };
        boolean known = sided
                || Arrays.stream(Pass.Cardinality.values())
                        .anyMatch(c -> c.sign().equals(kind.get()));
        if (!known) {
            node.note(
                    "kind",
                    PlanException.Fault.PLAN_VALUE,
                    "is '" + kind.get() + "', expected one of "
                            + Arrays.stream(Pass.Cardinality.values())
                                    .map(Pass.Cardinality::sign)
                                    .collect(Collectors.joining(", "))
                            + ", " + NETTING + ", " + TRANSFERS);
            return Optional.empty();
        }
        return Optional.of(pass);
    }

    private static List<MatchKey[]> keyLists(SettingsNode node) {
        List<MatchKey[]> lists = new ArrayList<>();
        List<?> found = node.list("on");
        for (int i = 0; i < found.size(); i++) {
            String name = "on[" + i + "]";
            if (!(found.get(i) instanceof List)) {
                node.note(name, PlanException.Fault.PLAN_VALUE, "is '" + found.get(i) + "', expected a list of keys");
                continue;
            }
            SettingsNode list = node.listed(name, found.get(i));
            lists.add(list.several(name, MatchKey.class).toArray(MatchKey[]::new));
        }
        return lists;
    }

    private static Pass bounds(SettingsNode node, Pass start) {
        Pass pass = start;
        pass = with(pass, node.object("within").flatMap(PlanReader::window), pass::within);
        List<MatchKey> overriding = node.several("unlessShared", MatchKey.class);
        pass = overriding.isEmpty() ? pass : pass.unlessShared(overriding.toArray(MatchKey[]::new));
        Optional<Window> contest = node.object("contestWithin").flatMap(PlanReader::window);
        pass = contest.isPresent() ? pass.contest(contest.get()) : pass;
        Optional<Tolerance> wider = node.object("contestAmount").flatMap(PlanReader::tolerance);
        return wider.isPresent() ? pass.contest(wider.get()) : pass;
    }

    private static Optional<Window> window(SettingsNode node) {
        node.allow(Set.of("unit", "min", "max", "from"));
        for (String limit : List.of("min", "max")) {
            if (!node.has(limit)) {
                node.note(limit, PlanException.Fault.PLAN_VALUE, "is nothing, expected a whole number");
            }
        }
        Optional<Side> from = node.has("from") ? node.oneOf("from", Side.class) : Optional.empty();
        int min = node.small("min", 0);
        int max = node.small("max", Integer.MAX_VALUE);
        return node.oneOf("unit", Window.Unit.class)
                .flatMap(unit -> node.made("", () -> {
                    Window window = switch (unit) {
                        case DAYS -> Window.days(min, max);
                        case BUSINESS_DAYS -> Window.businessDays(min, max);
                        case SECONDS -> Window.seconds(min, max);
                    };
                    return from.map(window::from).orElse(window);
                }));
    }

    private static Optional<Tolerance> tolerance(SettingsNode node) {
        boolean apart = node.has("short") || node.has("over");
        node.allow(
                apart
                        ? Set.of("short", "over", "base", "round")
                        : Set.of("absolute", "percent", "both", "base", "round"));
        Optional<Tolerance> under = apart ? node.object("short").flatMap(PlanReader::oneSide) : allowance(node);
        Optional<Tolerance> over = apart ? node.object("over").flatMap(PlanReader::oneSide) : under;
        if (apart && !(node.has("short") && node.has("over"))) {
            node.note(
                    node.has("short") ? "over" : "short",
                    PlanException.Fault.PLAN_VALUE,
                    "is nothing, expected an allowance");
        }
        Optional<Tolerance.Base> base =
                node.has("base") ? node.oneOf("base", Tolerance.Base.class) : Optional.of(Tolerance.Base.MAX);
        Optional<SettingsNode> round = node.object("round");
        Optional<RoundingMode> mode = round.flatMap(r -> r.oneOf("mode", RoundingMode.class));
        round.ifPresent(r -> r.allow(Set.of("scale", "mode")));
        int scale = round.map(r -> r.small("scale", 0)).orElse(0);
        if (under.isEmpty() || over.isEmpty() || base.isEmpty()) {
            return Optional.empty();
        }
        Tolerance both = under.get().of(base.get()).shortAnd(over.get());
        return mode.isEmpty() ? Optional.of(both) : node.made("round", () -> both.rounded(scale, mode.get()));
    }

    private static Optional<Tolerance> oneSide(SettingsNode node) {
        node.allow(Set.of("absolute", "percent", "both"));
        return allowance(node);
    }

    private static Optional<Tolerance> allowance(SettingsNode node) {
        Tolerance.Side side =
                new Tolerance.Side(node.decimal("absolute", "0"), node.decimal("percent", "0"), node.truth("both"));
        return node.made("", side::tolerance);
    }

    private static Pass texts(SettingsNode node, Pass start) {
        Pass pass = start;
        for (Pass.Gate gate : node.several("gates", Pass.Gate.class)) {
            pass = pass.gate(gate);
        }
        for (Pass.Gate gate : node.several("gatesIfPresent", Pass.Gate.class)) {
            pass = pass.gateIfPresent(gate);
        }
        Optional<SettingsNode> text = node.object("text");
        text.ifPresent(t -> t.allow(Set.of("containing", "ignoringCase", "editPercent")));
        Optional<Pass.Likeness> likeness = text.flatMap(t -> t.made(
                "",
                () -> new Pass.Likeness(t.truth("containing"), t.truth("ignoringCase"), t.small("editPercent", 0))));
        return with(pass, likeness, pass::text);
    }

    private Pass parts(SettingsNode node, Pass start) {
        Pass pass = start;
        List<?> named = node.list("explain");
        for (int i = 0; i < named.size(); i++) {
            Object identity = named.get(i);
            Optional<DifferenceExplainer> explainer = Stream.concat(
                            Stream.of(DifferenceExplainer.rounding()), parts.explainers().stream())
                    .filter(given -> given.identity().equals(identity))
                    .findFirst();
            if (explainer.isEmpty()) {
                node.note(
                        "explain[" + i + "]",
                        PlanException.Fault.PLAN_PART_UNKNOWN,
                        "no explainer '" + identity + "' was given, expected one of "
                                + parts.explainers().stream()
                                        .map(DifferenceExplainer::identity)
                                        .toList());
            } else {
                pass = pass.explain(explainer.get());
            }
        }
        List<MatchKey> evidence = node.several("evidence", MatchKey.class);
        pass = evidence.isEmpty() ? pass : pass.evidence(evidence.toArray(MatchKey[]::new));
        if (node.has("model")) {
            Optional<String> hash = node.text("model");
            Optional<ScoreModel> model = parts.models().stream()
                    .filter(given -> given.hash().hex().equals(hash.orElse("")))
                    .findFirst();
            if (model.isEmpty()) {
                node.note(
                        "model",
                        PlanException.Fault.PLAN_PART_UNKNOWN,
                        "no model of this hash was given, expected one of "
                                + parts.models().stream()
                                        .map(given -> given.name() + " "
                                                + given.hash().hex())
                                        .toList());
            }
            pass = with(pass, model, pass::score);
            pass = pass.thresholdOf(node.whole("thresholdMillibits", 0));
        }
        return pass;
    }

    private static Pass sets(SettingsNode node, Pass start) {
        Pass pass = start;
        Optional<SettingsNode> interchange = node.object("interchangeable");
        if (interchange.isPresent()) {
            interchange.get().allow(Set.of("order", "keys"));
            MatchKey[] keys = interchange.get().several("keys", MatchKey.class).toArray(MatchKey[]::new);
            Optional<Pass.Interchange.Order> order = interchange.get().oneOf("order", Pass.Interchange.Order.class);
            pass = order.isPresent() ? pass.interchangeable(order.get(), keys) : pass;
        }
        pass = node.truth("refines") ? pass.refines() : pass;
        pass = pass.maxSetSize(node.small("maxSetSize", pass.maxSetSize()));
        pass = pass.maxPool(node.small("maxPool", pass.maxPool()));
        Pass before = pass;
        return node.has("maxCoincidence")
                ? node.made("maxCoincidence", () -> before.maxCoincidence(node.decimal("maxCoincidence", "0.01")))
                        .orElse(before)
                : before;
    }

    private static Pass decided(SettingsNode node, Pass pass) {
        Optional<PassDecision.Outcome> outcome = node.has("outcome")
                ? node.oneOf("outcome", PassDecision.Outcome.class)
                : Optional.of(PassDecision.Outcome.SUGGEST);
        PassDecision usual = PassDecision.of(outcome.orElse(PassDecision.Outcome.SUGGEST));
        PassDecision.Weights weights =
                node.object("weights").flatMap(PlanReader::weights).orElse(usual.weights());
        long confirm = node.whole("confirmMillibits", usual.confirmMargin());
        long suggest = node.whole("suggestMillibits", Math.min(confirm, usual.suggestMargin()));
        return node.made("confirmMillibits", () -> new PassDecision(usual.outcome(), confirm, suggest, weights))
                .map(pass::decide)
                .orElse(pass);
    }

    private static Optional<PassDecision.Weights> weights(SettingsNode node) {
        node.allow(Set.of(
                "amountExact", "amountWithin", "reference", "referenceLoosely", "party", "groupOrAccount", "window"));
        PassDecision.Weights usual = PassDecision.Weights.defaults();
        return node.made(
                "",
                () -> new PassDecision.Weights(
                        node.whole("amountExact", usual.amountExact()),
                        node.whole("amountWithin", usual.amountWithin()),
                        node.whole("reference", usual.reference()),
                        node.whole("referenceLoosely", usual.referenceLoosely()),
                        node.whole("party", usual.party()),
                        node.whole("groupOrAccount", usual.groupOrAccount()),
                        node.whole("window", usual.window())));
    }
}
