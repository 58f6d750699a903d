package io.counterfoil.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.calendar.HolidayCalendar;
import io.counterfoil.payments.testkit.corpus.CaseReader;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import io.counterfoil.reconciliation.breaks.BreakClass;
import io.counterfoil.reconciliation.breaks.BreakClassifier;
import io.counterfoil.reconciliation.breaks.BreakFacts;
import io.counterfoil.reconciliation.engine.internal.Assignment;
import io.counterfoil.reconciliation.engine.internal.Gates;
import io.counterfoil.reconciliation.engine.internal.OptimaCount;
import io.counterfoil.reconciliation.engine.internal.Regrets;
import io.counterfoil.reconciliation.engine.internal.SetSearch;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.Pass;
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
import javax.money.Monetary;
import javax.money.MonetaryAmount;

/** Readers of the ops about matching. */
final class MatchingCorpus {

    private MatchingCorpus() {}

    static Map<String, CaseReader> readers() {
        return Map.of(
                "pair-compare", MatchingCorpus::pairCompare,
                "group-compare", PlanCorpus::groupCompare,
                "business-window", MatchingCorpus::businessWindow,
                "run-plan", PlanCorpus::runPlan,
                "assign", MatchingCorpus::assign,
                "find-sets", MatchingCorpus::findSets,
                "classify-break", MatchingCorpus::classifyBreak);
    }

    static Optional<String> text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(value.asText());
    }

    private static void pairCompare(CorpusCase example) {
        JsonNode left = example.input().path("left");
        JsonNode right = example.input().path("right");
        JsonNode criteria = example.input().path("criteria");
        if (criteria.path("compare").asText().equals("BASE")) {
            throw example.unsupported("not built yet: REC-28 (base amounts)");
        }
        String reason = obstacle(example, left, right, criteria);
        assertThat(reason.isEmpty())
                .as("match, obstacle '%s'", reason)
                .isEqualTo(example.expected().path("match").asBoolean());
        text(example.expected(), "reason")
                .ifPresent(wanted -> assertThat(reason).isEqualTo(wanted));
    }

    private static String obstacle(CorpusCase example, JsonNode left, JsonNode right, JsonNode criteria) {
        boolean oneCurrencyThroughout = !left.has("currency") && !right.has("currency");
        if (!oneCurrencyThroughout) {
            if (text(left, "currency").isEmpty() || text(right, "currency").isEmpty()) {
                return "CURRENCY_MISSING";
            }
            if (!left.path("currency").asText().equals(right.path("currency").asText())) {
                return "CURRENCY_WITHOUT_RATE";
            }
        }
        JsonNode amount = criteria.path("amount");
        if (!amount.isMissingNode()
                && !tolerance(amount).admits(rounded(example, left, amount), rounded(example, right, amount))) {
            return "AMOUNT";
        }
        for (Window window : windows(criteria)) {
            long days = Window.daysBetween(
                    LocalDate.parse(left.path("date").asText()),
                    LocalDate.parse(right.path("date").asText()));
            if (!window.admits(days)) {
                return "DATE";
            }
        }
        return reference(left, right, criteria.path("reference"));
    }

    private static BigDecimal rounded(CorpusCase example, JsonNode item, JsonNode amount) {
        BigDecimal number = new BigDecimal(item.path("amount").asText());
        JsonNode round = amount.path("round");
        if (round.isObject()
                && number.setScale(round.path("scale").asInt(), RoundingMode.HALF_UP)
                                .compareTo(number)
                        != 0) {
            throw example.unsupported("not built yet: REC-09");
        }
        return number;
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

    private static String reference(JsonNode left, JsonNode right, JsonNode reference) {
        Optional<Pass.Gate> gate = gate(reference);
        boolean required = reference.path("required").asBoolean();
        Optional<String> mine = text(left, "reference").filter(r -> !r.isBlank());
        Optional<String> theirs = text(right, "reference").filter(r -> !r.isBlank());
        if (gate.filter(g -> g == Pass.Gate.REFERENCE_IN_OTHER_TEXT).isPresent()) {
            boolean stands = mine.flatMap(m -> text(right, "text").map(t -> Gates.admit(gate.get(), m, t)))
                            .orElse(false)
                    || theirs.flatMap(m -> text(left, "text").map(t -> Gates.admit(gate.get(), m, t)))
                            .orElse(false);
            return stands ? "" : "REFERENCE";
        }
        if (mine.isEmpty() || theirs.isEmpty()) {
            return required ? "REFERENCE_MISSING" : "";
        }
        return gate.isEmpty() || Gates.admit(gate.get(), mine.get(), theirs.get()) ? "" : "REFERENCE";
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

    private static void classifyBreak(CorpusCase example) {
        JsonNode input = example.input();
        if (input.has("expectedFee") || input.has("rate") || input.has("invoice")) {
            throw example.unsupported("not built yet: REC-59");
        }
        LocalDate asOf = LocalDate.parse(text(input, "asOf").orElse("2026-12-31"));
        BreakFacts facts = facts(input);
        BreakClassifier classifier = BreakClassifier.standard();
        BreakClass found = classifier.classOf(facts, asOf);
        boolean twin = input.has("sameAs") && !input.path("sameBankId").asBoolean();
        assertThat(found.name())
                .as("twin %s", twin)
                .isEqualTo(example.expected().path("class").asText());
        if (example.expected().has("break")) {
            assertThat(found.isBreak())
                    .isEqualTo(example.expected().path("break").asBoolean());
        }
        if (example.expected().has("age")) {
            assertThat(classifier.age(facts, asOf).businessDays())
                    .isEqualTo(example.expected().path("age").asInt());
        }
        if (example.expected().has("difference")) {
            assertThat(BreakClassifier.difference(facts).orElseThrow())
                    .isEqualTo(money(example.expected().path("difference").asText()));
        }
        if (example.expected().has("alert")) {
            assertThat(classifier.alert(facts, asOf, 1).map(a -> a.code()).orElse(null))
                    .isEqualTo(text(example.expected(), "alert").orElse(null));
        }
    }

    private static MonetaryAmount money(String number) {
        return Monetary.getDefaultAmountFactory()
                .setCurrency("GBP")
                .setNumber(new BigDecimal(number))
                .create();
    }

    private static BreakFacts facts(JsonNode input) {
        boolean pair = input.path("pair").asBoolean();
        BreakFacts.Builder facts = BreakFacts.builder()
                .where(
                        pair
                                ? BreakFacts.Where.PAIR
                                : BreakFacts.Where.valueOf(input.path("side").asText()))
                .amount(money(input.path(pair ? "left" : "amount").asText()))
                .text(text(input, "text").orElse(""))
                .cheque(input.path("kind").asText().equals("CHEQUE"))
                .duplicate(input.has("sameAs") && input.path("sameBankId").asBoolean())
                .customerKnown(text(input, "customer").isPresent()
                        || input.path("customerKnown").asBoolean())
                .originalInBook(input.path("originalInBook").asBoolean(false))
                .referenceContradicts(pair && input.path("reference").asText().equals("DIFFERENT"));
        if (pair) {
            facts.other(money(input.path("right").asText()));
        }
        text(input, "date").map(LocalDate::parse).ifPresent(facts::day);
        text(input, "expectedBy").map(LocalDate::parse).ifPresent(facts::expectedBy);
        if (input.has("staleAfterDays")) {
            facts.staleAfterDays(input.path("staleAfterDays").asInt());
        }
        return facts.build();
    }
}
