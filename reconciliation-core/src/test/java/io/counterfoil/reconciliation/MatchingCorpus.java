package io.counterfoil.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.calendar.HolidayCalendar;
import io.counterfoil.payments.testkit.corpus.CaseReader;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import io.counterfoil.reconciliation.engine.Reconciler;
import io.counterfoil.reconciliation.engine.Reconciliation;
import io.counterfoil.reconciliation.engine.internal.Assignment;
import io.counterfoil.reconciliation.engine.internal.OptimaCount;
import io.counterfoil.reconciliation.engine.internal.Regrets;
import io.counterfoil.reconciliation.engine.internal.SetSearch;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.MatchKey;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.plan.PlanException;
import io.counterfoil.reconciliation.plan.Tolerance;
import io.counterfoil.reconciliation.plan.Window;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Readers of the ops about matching. */
final class MatchingCorpus {

    private MatchingCorpus() {}

    static Map<String, CaseReader> readers() {
        return Map.of(
                "pair-compare", MatchingCorpus::pairCompare,
                "text-compare", MatchingCorpus::textCompare,
                "group-compare", PlanCorpus::groupCompare,
                "instant-window", MatchingCorpus::instantWindow,
                "business-window", MatchingCorpus::businessWindow,
                "run-plan", PlanCorpus::runPlan,
                "assign", MatchingCorpus::assign,
                "find-sets", MatchingCorpus::findSets);
    }

    static Optional<String> text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(value.asText());
    }

    /** A run of one pass over one item a side: what matches, matches there; the reason is the first obstacle, or the intake's. */
    private static void pairCompare(CorpusCase example) {
        JsonNode input = example.input();
        boolean inBase = input.path("criteria").path("compare").asText().equals("BASE");
        boolean oneCurrency =
                !input.path("left").has("currency") && !input.path("right").has("currency");
        ItemBatch left = PairReading.batch(input.path("left"), inBase, oneCurrency);
        ItemBatch right = PairReading.batch(input.path("right"), inBase, oneCurrency);
        String reason = obstacle(left, right, input);
        assertThat(reason.isEmpty())
                .as("match, obstacle '%s'", reason)
                .isEqualTo(example.expected().path("match").asBoolean());
        text(example.expected(), "reason")
                .ifPresent(wanted -> assertThat(reason).isEqualTo(wanted));
    }

    private static String obstacle(ItemBatch left, ItemBatch right, JsonNode input) {
        JsonNode criteria = input.path("criteria");
        Optional<String> rejected = Stream.concat(left.rejections().stream(), right.rejections().stream())
                .map(rejection -> rejection.code().id().replace("INTAKE.", ""))
                .findFirst();
        boolean finerThanMoney = rejected.filter("SCALE_INEXACT"::equals).isPresent();
        if (rejected.isPresent() && !finerThanMoney) {
            return rejected.get().startsWith("AMOUNT") ? "AMOUNT_MISSING" : rejected.get();
        }
        List<Window> windows = windows(criteria);
        if (finerThanMoney || left.openMinor(0) == 0 || right.openMinor(0) == 0) {
            return criteriaAlone(
                    input, windows); // no item of a run has such an amount; the criteria can be asked all the same
        }
        Pass pass = Pass.oneToOne("pair").amount(rounding(criteria.path("amount")));
        for (Window window : windows) {
            pass = pass.within(window);
        }
        Optional<Pass.Gate> gate = gate(criteria.path("reference"));
        if (gate.isPresent()) {
            pass = criteria.path("reference").path("required").asBoolean()
                    ? pass.gate(gate.get())
                    : pass.gateIfPresent(gate.get());
        }
        Reconciliation run = Reconciler.builder(
                        MatchPlan.named("pair").pass(pass).build())
                .build()
                .match(left, right, PlanCorpus.AS_OF);
        if (run.matches().count() == 1) {
            return "";
        }
        String code = run.whyNot(left.view(0), right.view(0)).get(0).code().id();
        return switch (code.replace("RECONCILIATION.", "")) {
            case "AMOUNT_DIFFERS", "DIRECTION" -> "AMOUNT";
            case "DAY_OUTSIDE" -> "DATE";
            case "REFERENCE_DIFFERS" -> "REFERENCE";
            default -> code.replace("RECONCILIATION.", "");
        };
    }

    private static String criteriaAlone(JsonNode input, List<Window> windows) {
        JsonNode left = input.path("left");
        JsonNode right = input.path("right");
        boolean amounts = rounding(input.path("criteria").path("amount"))
                .admits(
                        new BigDecimal(left.path("amount").asText()),
                        new BigDecimal(right.path("amount").asText()));
        boolean days = windows.stream()
                .allMatch(window -> window.admits(Window.daysBetween(
                        LocalDate.parse(left.path("date").asText()),
                        LocalDate.parse(right.path("date").asText()))));
        return amounts ? (days ? "" : "DATE") : "AMOUNT";
    }

    private static Tolerance rounding(JsonNode amount) {
        JsonNode round = amount.path("round");
        Tolerance tolerance = tolerance(amount);
        return round.isObject()
                ? tolerance.rounded(
                        round.path("scale").asInt(),
                        RoundingMode.valueOf(text(round, "mode").orElse("HALF_UP")))
                : tolerance;
    }

    static Tolerance tolerance(JsonNode amount) {
        String absolute = text(amount, "absolute").orElse("0");
        String percent = text(amount, "percent").orElse("0");
        Tolerance tolerance = Tolerance.absolute(absolute);
        if (new BigDecimal(percent).signum() != 0) {
            tolerance = amount.path("combine").asText().equals("SMALLER")
                    ? Tolerance.percent(percent).butAtMost(absolute)
                    : tolerance.orPercent(percent);
        }
        return tolerance.of(Tolerance.Base.valueOf(text(amount, "base").orElse("MAX")));
    }

    static List<Window> windows(JsonNode criteria) {
        List<Window> windows = new ArrayList<>();
        JsonNode date = criteria.path("date");
        if (date.isObject()) {
            Window window = Window.days(
                    date.path("minDays").asInt(), date.path("maxDays").asInt());
            windows.add(
                    text(date, "anchor").map(a -> window.from(Side.valueOf(a))).orElse(window));
        }
        JsonNode lag = criteria.path("lag");
        if (lag.isObject()) {
            int inside = lag.path("inclusive").asBoolean(true) ? 0 : 1;
            Window window = Window.days(
                    lag.path("minDays").asInt() + inside, lag.path("maxDays").asInt() - inside);
            windows.add(
                    switch (text(lag, "direction").orElse("EITHER")) {
                        case "LEFT_FIRST" -> window.from(Side.LEFT);
                        case "RIGHT_FIRST" -> window.from(Side.RIGHT);
                        default -> window;
                    });
        }
        return windows;
    }

    static Optional<Pass.Gate> gate(JsonNode reference) {
        return switch (text(reference, "mode").orElse("NONE")) {
            case "EQUAL" -> Optional.of(Pass.Gate.REFERENCE_EQUAL);
            case "EQUAL_IGNORE_CASE" -> Optional.of(Pass.Gate.REFERENCE_EQUAL_IGNORING_CASE);
            case "CONTAINS_EITHER" -> Optional.of(Pass.Gate.REFERENCE_CONTAINS_EITHER);
            case "IN_OTHER_TEXT" -> Optional.of(Pass.Gate.REFERENCE_IN_OTHER_TEXT);
            default -> Optional.empty();
        };
    }

    private static void textCompare(CorpusCase example) {
        JsonNode input = example.input();
        boolean containing = input.path("operator").asText().equals("CONTAINS");
        Pass.Likeness likeness = new Pass.Likeness(
                containing,
                input.path("ignoreCase").asBoolean(),
                containing ? input.path("editPercent").asInt() : 0);
        if (example.expected().has("error")) {
            PlanException refused = org.assertj.core.api.Assertions.catchThrowableOfType(
                    PlanException.class,
                    () -> MatchPlan.named("texts")
                            .pass(Pass.oneToOne("texts").on(MatchKey.AMOUNT).text(likeness))
                            .build());
            assertThat(refused.problems())
                    .extracting(problem -> problem.code().id())
                    .contains(
                            "RECONCILIATION." + example.expected().path("error").asText());
            return;
        }
        assertThat(strings(input.path("right")).stream()
                        .anyMatch(part -> likeness.admits(input.path("left").asText(), part)))
                .isEqualTo(example.expected().path("match").asBoolean());
    }

    private static void instantWindow(CorpusCase example) {
        BigDecimal offset = new BigDecimal(example.input().path("offsetSeconds").asText());
        java.time.Duration apart =
                java.time.Duration.ofNanos(offset.movePointRight(9).longValueExact());
        Window window = Window.seconds(0, example.input().path("windowSeconds").asInt());
        assertThat(window.admits(apart))
                .isEqualTo(example.expected().path("match").asBoolean());
    }

    private static void businessWindow(CorpusCase example) {
        JsonNode input = example.input();
        Set<LocalDate> holidays = new HashSet<>();
        input.path("holidays").forEach(day -> holidays.add(LocalDate.parse(day.asText())));
        Set<DayOfWeek> weekend = new HashSet<>();
        input.path("weekend").forEach(day -> weekend.add(DayOfWeek.valueOf(day.asText())));
        BusinessCalendar calendar = BusinessCalendar.of(HolidayCalendar.of(holidays, weekend));
        long days = Window.businessDaysBetween(
                LocalDate.parse(input.path("left").asText()),
                LocalDate.parse(input.path("right").asText()),
                calendar);
        Window window = Window.businessDays(
                        input.path("minDays").asInt(), input.path("maxDays").asInt())
                .from(Side.LEFT);
        assertThat(days).isEqualTo(example.expected().path("days").asLong());
        assertThat(window.admits(days))
                .isEqualTo(example.expected().path("match").asBoolean());
    }

    private static void assign(CorpusCase example) {
        List<String> lefts = strings(example.input().path("left"));
        List<String> rights = strings(example.input().path("right"));
        List<JsonNode> edges = new ArrayList<>();
        example.input().path("candidates").forEach(edges::add);
        edges.sort((a, b) -> lefts.indexOf(a.path("left").asText())
                - lefts.indexOf(b.path("left").asText()));
        Assignment best = Assignment.solve(
                lefts.size(),
                rights.size(),
                edges.stream()
                        .mapToInt(e -> lefts.indexOf(e.path("left").asText()))
                        .toArray(),
                edges.stream()
                        .mapToInt(e -> rights.indexOf(e.path("right").asText()))
                        .toArray(),
                edges.stream().mapToLong(e -> e.path("weight").asLong()).toArray());
        Regrets regrets = best.regrets();
        Set<String> every = new TreeSet<>();
        Set<String> certain = new TreeSet<>();
        for (int l = 0; l < lefts.size(); l++) {
            if (best.mateOf(l) >= 0 && regrets.of(l) > 0) {
                String pair = lefts.get(l) + "-" + rights.get(best.mateOf(l));
                every.add(pair + " " + regrets.of(l));
                if (regrets.of(l) >= example.input().path("delta").asLong()) {
                    certain.add(pair);
                }
            }
        }
        Set<String> wantedEvery = new TreeSet<>();
        example.expected()
                .path("inEveryOptimum")
                .forEach(e -> wantedEvery.add(e.path("left").asText() + "-"
                        + e.path("right").asText() + " " + e.path("regret").asLong()));
        Set<String> wantedCertain = new TreeSet<>();
        example.expected()
                .path("certain")
                .forEach(e ->
                        wantedCertain.add(e.get(0).asText() + "-" + e.get(1).asText()));
        assertThat(best.totalWeight())
                .isEqualTo(example.expected().path("weight").asLong());
        assertThat(OptimaCount.of(best, 1_000_000))
                .isEqualTo(example.expected().path("optima").asLong());
        assertThat(every).isEqualTo(wantedEvery);
        assertThat(certain).isEqualTo(wantedCertain);
    }

    static List<String> strings(JsonNode array) {
        List<String> all = new ArrayList<>();
        array.forEach(value -> all.add(value.asText()));
        return all;
    }

    private static void findSets(CorpusCase example) {
        JsonNode input = example.input();
        List<JsonNode> items = new ArrayList<>();
        input.path("items").forEach(item -> {
            if (new BigDecimal(item.path("amount").asText()).signum() != 0) {
                items.add(item);
            }
        });
        long target = minor(input.path("target").asText());
        long tolerance = minor(input.path("tolerance").asText());
        if (target == 0 && example.expected().has("error")) {
            Throwable refused = org.assertj.core.api.Assertions.catchThrowable(() -> new SetSearch.Question(0, 0, 1));
            assertThat(refused)
                    .hasMessageContaining(example.expected().path("error").asText());
            return;
        }
        List<String> kinds = items.stream()
                .map(i -> text(i, "interchangeKey").orElse("id " + i.path("id").asText()))
                .toList();
        SetSearch found = SetSearch.of(
                items.stream().mapToLong(i -> minor(i.path("amount").asText())).toArray(),
                kinds.stream().mapToInt(kinds::indexOf).toArray(),
                new SetSearch.Question(
                        target - tolerance,
                        target + tolerance,
                        input.path("maxSize").asInt()),
                new SetSearch.Limits(input.path("maxItems").asInt(), 1000, 200_000_000L));
        checkSets(example.expected(), found, items);
    }

    private static long minor(String number) {
        return new BigDecimal(number).movePointRight(4).longValueExact();
    }

    private static void checkSets(JsonNode expected, SetSearch found, List<JsonNode> items) {
        boolean cut = found.end() == SetSearch.End.POOL || found.end() == SetSearch.End.STEPS;
        long compositions = found.count().compositions();
        String kind = cut ? "TRUNCATED" : compositions == 0 ? "NONE" : compositions == 1 ? "UNIQUE" : "AMBIGUOUS";
        text(expected, "kind").ifPresent(wanted -> assertThat(kind).isEqualTo(wanted));
        text(expected, "limit")
                .ifPresent(wanted -> assertThat(found.end() == SetSearch.End.POOL ? "MAX_ITEMS" : "STEPS")
                        .isEqualTo(wanted));
        text(expected, "count")
                .ifPresent(wanted -> assertThat(found.count().items()).isEqualTo(Long.parseLong(wanted)));
        text(expected, "compositions")
                .ifPresent(wanted -> assertThat(compositions).isEqualTo(Long.parseLong(wanted)));
        if (expected.path("sets").isArray() && !cut) {
            Set<Set<String>> wanted = new HashSet<>();
            expected.path("sets").forEach(set -> wanted.add(new HashSet<>(strings(set))));
            Set<Set<String>> mine = new HashSet<>();
            for (int[] set : found.sets()) {
                Set<String> ids = new HashSet<>();
                for (int i : set) {
                    ids.add(items.get(i).path("id").asText());
                }
                mine.add(ids);
            }
            assertThat(mine).containsAll(wanted);
        }
    }
}
