package io.counterfoil.reconciliation;

import static io.counterfoil.reconciliation.MatchingCorpus.strings;
import static io.counterfoil.reconciliation.MatchingCorpus.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import io.counterfoil.reconciliation.engine.Match;
import io.counterfoil.reconciliation.engine.Reconciler;
import io.counterfoil.reconciliation.engine.Reconciliation;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.MatchKey;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.plan.PlanException;
import io.counterfoil.reconciliation.plan.Tolerance;
import io.counterfoil.reconciliation.plan.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Readers of the ops that run a plan. */
final class PlanCorpus {

    static final AsOf AS_OF = new AsOf(LocalDate.of(2026, 12, 31), Instant.parse("2026-12-31T12:00:00Z"));
    private static final Set<String> ITEM_FIELDS =
            Set.of("id", "amount", "currency", "date", "reference", "text", "party", "group", "account");

    private PlanCorpus() {}

    static void runPlan(CorpusCase example) {
        MatchPlan.Builder builder = MatchPlan.named(example.id());
        for (JsonNode pass : example.input().path("passes")) {
            builder.pass(pass(example, pass));
        }
        if (example.expected().has("error")) {
            PlanException refused =
                    org.assertj.core.api.Assertions.catchThrowableOfType(PlanException.class, builder::build);
            assertThat(refused.problems())
                    .extracting(p -> p.code().id())
                    .contains(
                            "RECONCILIATION." + example.expected().path("error").asText());
            return;
        }
        Reconciliation run = Reconciler.builder(builder.build())
                .build()
                .match(
                        batch(example.input().path("left")),
                        batch(example.input().path("right")),
                        AS_OF);
        run.conservation().orThrow();
        check(example.expected(), run);
    }

    private static void check(JsonNode expected, Reconciliation run) {
        Set<String> wanted = new TreeSet<>();
        Set<String> found = new TreeSet<>();
        boolean withPass = false;
        boolean withCertainty = false;
        for (JsonNode match : expected.path("matches")) {
            withPass |= match.has("pass");
            withCertainty |= match.has("certainty");
        }
        for (JsonNode match : expected.path("matches")) {
            wanted.add(new TreeSet<>(strings(match.path("left"))) + "=" + new TreeSet<>(strings(match.path("right")))
                    + (withPass ? match.path("pass").asText() : "")
                    + (withCertainty ? match.path("certainty").asText() : ""));
        }
        for (Match match : run.matches().toList()) {
            found.add(ids(match.left()) + "=" + ids(match.right())
                    + (withPass ? match.pass() : "")
                    + (withCertainty ? match.confidence().certainty() : ""));
        }
        assertThat(found).isEqualTo(wanted);
        if (expected.has("ambiguous")) {
            checkAmbiguous(expected.path("ambiguous"), run);
        }
        checkOpen(expected, run, Side.LEFT, "openLeft", "unmatchedLeft");
        checkOpen(expected, run, Side.RIGHT, "openRight", "unmatchedRight");
    }

    private static Set<String> ids(List<Match.Portion> portions) {
        Set<String> ids = new TreeSet<>();
        portions.forEach(p -> ids.add(p.item().value()));
        return ids;
    }

    private static void checkAmbiguous(JsonNode expected, Reconciliation run) {
        Set<String> wanted = new TreeSet<>();
        boolean contested = false;
        for (JsonNode tie : expected) {
            contested |= tie.has("contestedBy");
        }
        for (JsonNode tie : expected) {
            Set<String> alternatives = new TreeSet<>();
            tie.path("alternatives").forEach(a -> alternatives.add(new TreeSet<>(strings(a)).toString()));
            wanted.add(tie.path("item").asText() + " " + alternatives + " "
                    + tie.path("count").asLong() + (contested ? new TreeSet<>(strings(tie.path("contestedBy"))) : ""));
        }
        Set<String> found = new TreeSet<>();
        boolean withRivals = contested;
        run.ambiguities().forEach(tie -> {
            Set<String> lefts = new HashSet<>();
            tie.alternatives().forEach(m -> lefts.add(ids(m.left()).toString()));
            boolean leftDecides = lefts.size() == 1;
            Set<String> alternatives = new TreeSet<>();
            tie.alternatives()
                    .forEach(m -> alternatives.add(
                            ids(leftDecides ? m.right() : m.left()).toString()));
            Match first = tie.alternatives().get(0);
            Set<String> rivals = new TreeSet<>();
            run.contestedBy(tie).forEach(id -> rivals.add(id.value()));
            found.add(String.join(",", ids(leftDecides ? first.left() : first.right())) + " " + alternatives + " "
                    + tie.count().items() + (withRivals ? rivals : ""));
        });
        assertThat(found).isEqualTo(wanted);
    }

    private static void checkOpen(JsonNode expected, Reconciliation run, Side side, String... names) {
        for (String name : names) {
            if (expected.has(name)) {
                assertThat(run.open(side).map(i -> i.id().value()))
                        .as(name)
                        .containsExactlyInAnyOrderElementsOf(strings(expected.path(name)));
            }
        }
    }

    static ItemBatch batch(JsonNode items) {
        ItemBatch.Builder batch = ItemBatch.builder();
        for (JsonNode item : items) {
            batch.id(item.path("id").asText())
                    .amount(item.path("amount").asText(), text(item, "currency").orElse("EUR"))
                    .day(LocalDate.parse(text(item, "date").orElse("2026-01-01")));
            text(item, "reference").ifPresent(batch::reference);
            text(item, "text").ifPresent(batch::text);
            text(item, "party").ifPresent(batch::party);
            text(item, "group").ifPresent(batch::group);
            text(item, "account").ifPresent(batch::account);
            item.fieldNames().forEachRemaining(field -> {
                if (!ITEM_FIELDS.contains(field)) {
                    batch.account(item.path(field).asText());
                }
            });
            batch.add();
        }
        return batch.build();
    }

    private static Pass pass(CorpusCase example, JsonNode node) {
        String name = node.path("pass").asText();
        Pass pass = switch (node.path("cardinality").asText()) {
            case "1:1" -> Pass.oneToOne(name);
            case "1:G" -> Pass.oneToGroup(name);
            case "G:1" -> Pass.groupToOne(name);
            case "1:N" -> Pass.oneToMany(name);
            case "N:1" -> Pass.manyToOne(name);
            case "N:M" -> Pass.manyToMany(name);
            default -> throw example.unsupported("cardinality " + node.path("cardinality"));
        };
        boolean grouped = node.path("cardinality").asText().contains("G");
        List<MatchKey> keys = new ArrayList<>();
        strings(node.path("key")).forEach(key -> keys.add(key(key)));
        strings(node.path("criteria").path("key")).forEach(key -> {
            if (!grouped || !key.equals("group")) {
                keys.add(key(key));
            }
        });
        if (!keys.isEmpty()) {
            pass = pass.on(keys.toArray(MatchKey[]::new));
        }
        pass = criteria(pass, node.path("criteria"));
        if (node.path("refines").asBoolean()) {
            pass = pass.refines();
        }
        JsonNode interchange = node.path("interchangeable");
        if (interchange.isObject()) {
            pass = pass.interchangeable(
                    Pass.Interchange.Order.valueOf(interchange.path("order").asText()),
                    strings(interchange.path("key")).stream()
                            .map(PlanCorpus::key)
                            .toArray(MatchKey[]::new));
        }
        List<String> evidence = strings(node.path("evidence"));
        return evidence.isEmpty()
                ? pass.confirm()
                : pass.evidence(evidence.stream().map(PlanCorpus::key).toArray(MatchKey[]::new))
                        .confirm();
    }

    private static Pass criteria(Pass start, JsonNode criteria) {
        Pass pass = start;
        if (criteria.path("amount").isObject()) {
            Tolerance tolerance = MatchingCorpus.tolerance(criteria.path("amount"));
            pass = pass.amount(tolerance.isExact() ? Tolerance.exact() : tolerance);
        }
        for (Window window : MatchingCorpus.windows(criteria)) {
            pass = pass.within(window);
        }
        JsonNode reference = criteria.path("reference");
        if (MatchingCorpus.gate(reference).isPresent()) {
            Pass.Gate gate = MatchingCorpus.gate(reference).get();
            pass = reference.path("required").asBoolean() ? pass.gate(gate) : pass.gateIfPresent(gate);
        }
        return criteria.path("text").path("mode").asText().equals("CONTAINS_EITHER")
                ? pass.gate(Pass.Gate.TEXT_CONTAINS_EITHER)
                : pass;
    }

    private static MatchKey key(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "reference" -> MatchKey.REFERENCE;
            case "amount" -> MatchKey.AMOUNT;
            case "party" -> MatchKey.PARTY;
            case "group" -> MatchKey.GROUP;
            default -> MatchKey.ACCOUNT;
        };
    }

    static void groupCompare(CorpusCase example) {
        JsonNode criterion = example.input().path("criterion");
        boolean byAmount = criterion.path("field").asText().equals("amount");
        ItemBatch.Builder left = ItemBatch.builder();
        JsonNode single = example.input().path("single");
        long members = example.input().path("group").size();
        left.id("single")
                .day(LocalDate.of(2026, 1, 1))
                .instant(text(single, "instant").map(Instant::parse).orElse(null))
                .amount(
                        text(single, "amount").orElse(members + ""),
                        text(single, "currency").orElse("EUR"))
                .add();
        ItemBatch.Builder right = ItemBatch.builder();
        for (JsonNode item : example.input().path("group")) {
            right.id(item.path("id").asText())
                    .day(LocalDate.of(2026, 1, 1))
                    .group("g")
                    .instant(text(item, "instant").map(Instant::parse).orElse(null))
                    .amount(
                            text(item, "amount").orElse("1"),
                            text(item, "currency").orElse("EUR"))
                    .add();
        }
        Pass pass = Pass.oneToGroup("group")
                .amount(
                        byAmount
                                ? Tolerance.percent(text(criterion, "allow").orElse("0"))
                                        .of(Tolerance.Base.RIGHT)
                                : Tolerance.exact());
        if (criterion.path("field").asText().equals("date")) {
            pass = pass.within(Window.seconds(0, criterion.path("allow").asInt()));
        }
        ItemBatch one = left.build();
        ItemBatch group = right.build();
        Reconciliation run = Reconciler.builder(
                        MatchPlan.named("group").pass(pass).build())
                .build()
                .match(one, group, AS_OF);
        assertThat(run.matches().count() == 1)
                .isEqualTo(example.expected().path("match").asBoolean());
        text(example.expected(), "reason")
                .ifPresent(reason -> assertThat(
                                run.whyNot(one.find(ItemId.of("single")).orElseThrow(), group.view(0))
                                        .get(0)
                                        .code()
                                        .id())
                        .isEqualTo("RECONCILIATION." + reason));
    }
}
