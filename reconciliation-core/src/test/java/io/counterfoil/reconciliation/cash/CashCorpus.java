package io.counterfoil.reconciliation.cash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.testkit.corpus.CaseReader;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import io.counterfoil.reconciliation.cash.CashMatcher.Application;
import io.counterfoil.reconciliation.cash.CashMatcher.Line;
import io.counterfoil.reconciliation.cash.CashMatcher.OpenItem;
import io.counterfoil.reconciliation.engine.Match;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.plan.Tolerance;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Readers of the ops that the package cash answers. */
public final class CashCorpus {

    private static final String CURRENCY = "EUR";

    private CashCorpus() {}

    public static Map<String, CaseReader> readers() {
        return Map.of("cash-apply", CashCorpus::apply, "allocate", CashCorpus::allocate);
    }

    private static Optional<String> text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(value.asText());
    }

    private static Amounts money(JsonNode node) {
        return Amounts.in(text(node, "currency").orElse(CURRENCY));
    }

    private static Tolerance tolerance(JsonNode node) {
        Tolerance.Base base = node.path("base").asText().equals("LINE") ? Tolerance.Base.LEFT : Tolerance.Base.RIGHT;
        String percent = text(node, "percent").orElse("0");
        if (new BigDecimal(percent).signum() != 0) {
            return Tolerance.percent(percent).of(base);
        }
        String absolute = text(node, "absolute").orElse("0");
        return new BigDecimal(absolute).signum() == 0 ? Tolerance.exact() : Tolerance.absolute(absolute);
    }

    private static void allocate(CorpusCase example) {
        JsonNode input = example.input();
        Amounts money = money(input.path("target"));
        List<JsonNode> nodes = new ArrayList<>();
        input.path("candidates").forEach(nodes::add);
        nodes.sort(java.util.Comparator.comparing(
                        (JsonNode node) -> text(node, "date").orElse(""))
                .thenComparing(node -> new BigDecimal(node.path("amount").asText())));
        List<Match.Portion> items = new ArrayList<>();
        nodes.forEach(node -> items.add(new Match.Portion(
                ItemId.of("c" + items.size()),
                money(node).of(node.path("amount").asText()))));
        CashMatcher.Filling filling = CashMatcher.fillInOrder(
                money.of(input.path("target").path("amount").asText()),
                items,
                input.path("allowPartial").asBoolean(),
                tolerance(input.path("tolerance")).of(Tolerance.Base.LEFT));
        JsonNode expected = example.expected();
        if (expected.has("complete")) {
            assertThat(filling.complete()).isEqualTo(expected.path("complete").asBoolean());
        }
        if (expected.has("allocated")) {
            List<Object> wanted = new ArrayList<>();
            expected.path("allocated").forEach(amount -> wanted.add(money.of(amount.asText())));
            assertThat(filling.taken().stream().map(p -> (Object) p.amount()).toList())
                    .isEqualTo(wanted);
        }
        if (expected.has("total")) {
            assertThat(filling.total())
                    .isEqualTo(money.of(expected.path("total").asText()));
        }
    }

    private static void apply(CorpusCase example) {
        JsonNode input = example.input();
        JsonNode policy = input.path("policy");
        CashMatcher.Policy.Builder rules = CashMatcher.Policy.builder()
                .tolerance(tolerance(policy.path("tolerance")))
                .allowPartial(policy.path("allowPartial").asBoolean())
                .partyRequired(policy.path("partyRequired").asBoolean())
                .fillInOrder(policy.path("fill").asText().equals("IN_ORDER"))
                .writesOff(policy.path("first").asText().equals("writeoff"))
                .useLineRate(policy.path("useLineRate").asBoolean())
                .automaticByReference(true)
                .lineFilter(filter(policy.path("lineFilter"), input));
        policy.path("searchIn").forEach(field -> rules.addSearchedText(field.asText()));
        policy.path("textMap")
                .properties()
                .forEach(entry ->
                        rules.putAccountByWord(entry.getKey(), entry.getValue().asText()));
        List<Line> lines = new ArrayList<>();
        input.path("lines").forEach(node -> lines.add(line(node)));
        List<OpenItem> items = new ArrayList<>();
        input.path("openItems").forEach(node -> items.add(item(node)));

        List<Application> found = CashMatcher.of(rules.build()).match(lines, items);

        compare(example.expected(), found);
    }

    private static Predicate<Line> filter(JsonNode filter, JsonNode input) {
        List<Predicate<Line>> all = new ArrayList<>();
        text(filter, "direction")
                .ifPresent(way -> all.add(line -> line.amount().signum() == (way.equals("IN") ? 1 : -1)));
        text(filter, "absAbove").ifPresent(limit -> all.add(line -> abs(line).compareTo(new BigDecimal(limit)) > 0));
        text(filter, "absBelow").ifPresent(limit -> all.add(line -> abs(line).compareTo(new BigDecimal(limit)) < 0));
        if (filter.has("absBetween")) {
            BigDecimal low = new BigDecimal(filter.path("absBetween").get(0).asText());
            BigDecimal high = new BigDecimal(filter.path("absBetween").get(1).asText());
            all.add(line -> abs(line).compareTo(low) >= 0 && abs(line).compareTo(high) <= 0);
        }
        text(filter, "textContains")
                .ifPresent(words -> all.add(line -> texts(line).contains(words)));
        text(filter, "textNotContains")
                .ifPresent(words -> all.add(line -> !texts(line).contains(words)));
        text(filter, "textMatches")
                .ifPresent(pattern -> all.add(
                        line -> Pattern.compile(pattern).matcher(texts(line)).find()));
        if (filter.has("account")) {
            Set<String> accounts = new HashSet<>();
            filter.path("account").forEach(account -> accounts.add(account.asText()));
            if (filter.path("account").isTextual()) {
                accounts.add(filter.path("account").asText());
            }
            all.add(line -> line.account().filter(accounts::contains).isPresent());
        }
        Set<String> parties = new HashSet<>();
        input.path("policy").path("parties").forEach(party -> parties.add(party.asText()));
        if (!parties.isEmpty()) {
            all.add(line -> line.party().filter(parties::contains).isPresent());
        }
        return line -> all.stream().allMatch(one -> one.test(line));
    }

    private static BigDecimal abs(Line line) {
        return new BigDecimal(Amounts.plain(line.amount())).abs();
    }

    private static String texts(Line line) {
        return String.join(" ", line.texts().values());
    }

    private static Line line(JsonNode node) {
        Line.Builder line = Line.builder()
                .id(ItemId.of(node.path("id").asText()))
                .amount(money(node).of(node.path("amount").asText()))
                .party(text(node, "party"))
                .partyName(text(node, "partyName"))
                .account(text(node, "account"))
                .directDebit(node.path("directDebit").asBoolean());
        Stream.of("text", "reference", "note")
                .forEach(field -> text(node, field).ifPresent(value -> line.putText(field, value)));
        text(node, "foreignAmount")
                .ifPresent(amount -> line.foreignAmount(
                        Amounts.in(node.path("foreignCurrency").asText()).of(amount)));
        return line.build();
    }

    private static OpenItem item(JsonNode node) {
        OpenItem.Builder item = OpenItem.builder()
                .id(ItemId.of(node.path("id").asText()))
                .open(money(node).of(node.path("amount").asText()))
                .party(text(node, "party"))
                .partyName(text(node, "partyName"))
                .due(text(node, "dueDate").map(LocalDate::parse));
        Stream.of("id", "number", "reference", "paymentReference")
                .flatMap(field -> text(node, field).stream())
                .forEach(item::addDocument);
        return item.build();
    }

    private static void compare(JsonNode expected, List<Application> found) {
        Application first = found.get(0);
        expected.path("applied").properties().forEach(entry -> applied(entry.getKey(), entry.getValue(), found));
        expected.path("conflicts")
                .properties()
                .forEach(entry -> assertThat(plain(of(entry.getKey(), found).conflicts()))
                        .as("conflicts of %s", entry.getKey())
                        .isEqualTo(sets(entry.getValue())));
        expected.path("ambiguous")
                .properties()
                .forEach(entry -> assertThat(plain(of(entry.getKey(), found).alternatives()))
                        .as("alternatives of %s", entry.getKey())
                        .isEqualTo(sets(entry.getValue())));
        JsonNode rule = expected.path("rule");
        text(rule, "party")
                .ifPresent(v -> assertThat(first.standing().party().name()).isEqualTo(v));
        text(rule, "document")
                .ifPresent(v -> assertThat(first.standing().document().name()).isEqualTo(v));
        text(rule, "amountMatches")
                .ifPresent(
                        v -> assertThat(first.standing().amountMatches().name()).isEqualTo(v));
        text(expected, "amountMatches")
                .ifPresent(
                        v -> assertThat(first.standing().amountMatches().name()).isEqualTo(v));
        text(expected, "confidence")
                .ifPresent(v -> assertThat(
                                first.rule().map(row -> row.level().name()).orElse("NONE"))
                        .isEqualTo(v));
        if (expected.has("within")) {
            assertThat(plain(List.of(new TreeSet<>(first.within()))))
                    .isEqualTo(plain(List.of(ids(expected.path("within")))));
        }
        text(expected, "difference")
                .ifPresent(v -> assertThat(first.difference())
                        .isEqualTo(Amounts.in(first.difference().getCurrency()).of(v)));
        text(expected, "account").ifPresent(v -> assertThat(first.account()).contains(v));
        if (expected.has("groups")) {
            assertThat(plain(first.groups())).isEqualTo(sets(expected.path("groups")));
        }
        if (expected.has("writeOff")) {
            assertThat(first.isWrittenOff()).isEqualTo(expected.path("writeOff").asBoolean());
        }
        if (expected.has("auto")) {
            assertThat(first.isAutomatic()).isEqualTo(expected.path("auto").asBoolean());
        }
        reasons(expected, found);
    }

    private static void reasons(JsonNode expected, List<Application> found) {
        Application first = found.get(0);
        Stream.of("policy", "reason")
                .forEach(field -> text(expected, field)
                        .ifPresent(v ->
                                assertThat(first.reason().orElseThrow().id()).isEqualTo("CASH." + v)));
        JsonNode suggestion = expected.path("suggestion");
        text(suggestion, "item")
                .ifPresent(
                        v -> assertThat(first.suggestion().orElseThrow().item().value())
                                .isEqualTo(v));
        text(suggestion, "reason")
                .ifPresent(v -> assertThat(
                                first.suggestion().orElseThrow().reason().name())
                        .isEqualTo(v));
        text(suggestion, "difference")
                .ifPresent(v -> assertThat(first.suggestion().orElseThrow().difference())
                        .isEqualTo(Amounts.in(first.difference().getCurrency()).of(v)));
        if (expected.has("writtenOff")) {
            Set<String> wanted = new TreeSet<>();
            expected.path("writtenOff").forEach(line -> wanted.add(line.asText()));
            Set<String> mine = new TreeSet<>();
            found.stream()
                    .filter(a -> a.reason()
                            .filter(r -> r.is(CashMatcher.CashCode.WRITTEN_OFF))
                            .isPresent())
                    .forEach(a -> mine.add(a.line().value()));
            assertThat(mine).isEqualTo(wanted);
        }
        text(expected, "valued").ifPresent(v -> {
            var valued = first.valued().orElseThrow();
            assertThat(valued).isEqualTo(Amounts.in(valued.getCurrency()).of(v));
        });
    }

    private static void applied(String line, JsonNode wanted, List<Application> found) {
        Set<String> expected = new TreeSet<>();
        Set<String> mine = new TreeSet<>();
        Application application = of(line, found);
        boolean amounts = false;
        for (JsonNode portion : wanted) {
            amounts |= portion.has("amount");
        }
        boolean withAmounts = amounts;
        wanted.forEach(portion -> expected.add(portion.path("item").asText()
                + (withAmounts
                        ? " "
                                + new BigDecimal(portion.path("amount").asText())
                                        .stripTrailingZeros()
                                        .toPlainString()
                        : "")));
        application
                .applied()
                .forEach(portion -> mine.add(portion.item().value()
                        + (withAmounts
                                ? " "
                                        + new BigDecimal(Amounts.plain(portion.amount()))
                                                .stripTrailingZeros()
                                                .toPlainString()
                                : "")));
        assertThat(mine).as("applied to %s: %s", line, application).isEqualTo(expected);
    }

    private static Application of(String line, List<Application> found) {
        return found.stream()
                .filter(application -> application.line().value().equals(line))
                .findFirst()
                .orElseThrow();
    }

    private static Set<ItemId> ids(JsonNode array) {
        Set<ItemId> ids = new TreeSet<>();
        array.forEach(id -> ids.add(ItemId.of(id.asText())));
        return ids;
    }

    private static Set<String> plain(List<Set<ItemId>> sets) {
        Set<String> plain = new TreeSet<>();
        sets.forEach(set -> plain.add(new TreeSet<>(set).toString()));
        return plain;
    }

    private static Set<String> sets(JsonNode array) {
        List<Set<ItemId>> sets = new ArrayList<>();
        array.forEach(node -> sets.add(node.isArray() ? ids(node) : Set.of(ItemId.of(node.asText()))));
        return plain(sets);
    }
}
