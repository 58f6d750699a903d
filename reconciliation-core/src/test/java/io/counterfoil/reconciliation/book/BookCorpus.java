package io.counterfoil.reconciliation.book;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.Outcome;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.testkit.corpus.CaseReader;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import io.counterfoil.reconciliation.difference.Difference;
import io.counterfoil.reconciliation.item.Item;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.item.Side;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Readers of the ops that the package book answers. */
public final class BookCorpus {

    private static final Instant NOW = Instant.parse("2026-03-05T12:00:00Z");
    private static final String DAY = "2026-03-02";

    private BookCorpus() {}

    public static Map<String, CaseReader> readers() {
        return Map.of("book", BookCorpus::book, "claim-provenance", BookCorpus::provenance);
    }

    private static void provenance(CorpusCase example) {
        JsonNode input = example.input();
        boolean each = input.path("each").asBoolean();
        Book.Provenance claims = Book.Provenance.NONE;
        List<String> types = new ArrayList<>();
        for (JsonNode op : input.path("ops")) {
            claims = step(each ? Book.Provenance.NONE : claims, op.asText());
            types.add(claims.type().name());
        }
        JsonNode expected = example.expected();
        if (expected.has("type")) {
            assertThat(claims.type().name()).isEqualTo(expected.path("type").asText());
        }
        if (expected.has("types")) {
            List<String> wanted = new ArrayList<>();
            expected.path("types").forEach(type -> wanted.add(type.asText()));
            assertThat(types).isEqualTo(wanted);
        }
    }

    private static Book.Provenance step(Book.Provenance claims, String op) {
        return switch (op) {
            case "ADD_AUTO" -> claims.plus(1, 0);
            case "ADD_MANUAL" -> claims.plus(0, 1);
            case "REMOVE_AUTO" -> claims.plus(-1, 0);
            case "REMOVE_MANUAL" -> claims.plus(0, -1);
            default -> claims;
        };
    }

    private static void book(CorpusCase example) {
        JsonNode input = example.input();
        List<Item> left = items(input.path("left"));
        List<Item> right = items(input.path("right"));
        String currency =
                left.isEmpty() ? "CAD" : left.get(0).amount().getCurrency().getCurrencyCode();
        Books books = Books.of(policy(input.path("policy"), Amounts.in(currency)));
        Book state = books.decide(books.initial(), BookCommand.register(left, right, Actor.host("setup"), "setup"), NOW)
                .orThrow()
                .state();
        JsonNode states = example.expected().path("states");
        JsonNode open = example.expected().path("openAfter");
        int at = 0;
        for (JsonNode step : input.path("steps")) {
            Decision<Book, BookEvent> decision = books.decide(state, command(step, state, "step-" + at), NOW);
            JsonNode wanted = states.path(at);
            String as = "step " + (at + 1) + " " + step;
            if (wanted.has("error")) {
                assertThat(decision.outcome()).as(as).isEqualTo(Outcome.REFUSED);
                assertThat(decision.refusal().orElseThrow().code().id())
                        .as(as)
                        .isEqualTo("BOOK." + wanted.path("error").asText());
            } else {
                state = decision.orThrow().state();
                check(state, wanted, as);
            }
            openAfter(state, open.path(at), as);
            at++;
        }
    }

    private static void check(Book state, JsonNode wanted, String as) {
        for (Map.Entry<String, JsonNode> field : wanted.properties()) {
            switch (field.getKey()) {
                case "closed" ->
                    assertThat(state.closings())
                            .as(as)
                            .anyMatch(closing -> closing.period()
                                    .equals(month(field.getValue().asText())));
                case "carried" -> {
                    TreeSet<String> carried = new TreeSet<>();
                    state.closings()
                            .get(state.closings().size() - 1)
                            .carried()
                            .forEach(item -> carried.add(item.item().value()));
                    TreeSet<String> ids = new TreeSet<>();
                    field.getValue().forEach(id -> ids.add(id.asText()));
                    assertThat(carried).as(as).isEqualTo(ids);
                }
                default -> {
                    ItemId id = ItemId.of(field.getKey());
                    assertThat(state.status(side(state, id), id).name())
                            .as(as)
                            .isEqualTo(field.getValue().asText());
                }
            }
        }
    }

    private static void openAfter(Book state, JsonNode wanted, String as) {
        for (Map.Entry<String, JsonNode> field : wanted.properties()) {
            ItemId id = ItemId.of(field.getKey());
            var open = state.openAmount(side(state, id), id);
            assertThat(open)
                    .as(as)
                    .isEqualTo(
                            Amounts.in(open.getCurrency()).of(field.getValue().asText()));
        }
    }

    private static Side side(Book state, ItemId id) {
        return state.item(Side.LEFT, id).isPresent() ? Side.LEFT : Side.RIGHT;
    }

    private static BookCommand command(JsonNode step, Book state, String key) {
        Actor by = Actor.host(step.path("by").asText("ann"));
        Actor checker = Actor.approver(step.path("by").asText("bob"));
        String reason = step.path("reason").asText("");
        int match = step.path("match").asInt();
        return switch (step.path("do").asText()) {
            case "SUGGEST" -> BookCommand.suggest(draft(step, state), Actor.host("engine"), key);
            case "CONFIRM" ->
                step.has("match")
                        ? BookCommand.confirm(match, by, key)
                        : BookCommand.confirm(draft(step, state), by, key);
            case "MANUAL_MATCH" -> BookCommand.manualMatch(draft(step, state), by, key);
            case "REJECT" -> BookCommand.reject(match, reason, by, key);
            case "UNMATCH" -> BookCommand.unmatch(match, reason, by, key);
            case "APPROVE" -> BookCommand.approve(match, checker, key);
            case "REFUSE" -> BookCommand.refuse(match, reason, checker, key);
            case "AMEND" -> amend(step, state, by, key);
            case "WRITE_OFF" -> {
                ItemId id = ItemId.of(step.path("item").asText());
                yield BookCommand.writeOff(side(state, id), id, reason, by, key);
            }
            case "CLOSE_PERIOD" ->
                BookCommand.closePeriod(month(step.path("period").asText()), List.of(), by, key);
            default -> throw new AssertionError("step " + step + " is not one of the corpus");
        };
    }

    private static BookCommand amend(JsonNode step, Book state, Actor by, String key) {
        ItemId id = ItemId.of(step.path("item").asText());
        Side side = side(state, id);
        Item known = state.item(side, id).orElseThrow();
        Item.Builder next = Item.builder().from(known);
        if (step.has("amount")) {
            var amount = Amounts.in(known.amount().getCurrency())
                    .of(step.path("amount").asText());
            next.amount(amount).open(amount);
        }
        if (step.has("reference")) {
            next.references(List.of(step.path("reference").asText()));
        }
        if (step.has("date")) {
            next.day(LocalDate.parse(step.path("date").asText()));
        }
        return BookCommand.amend(side, next.build(), by, key);
    }

    private static BookCommand.Draft draft(JsonNode step, Book state) {
        BookCommand.Draft.Builder draft = BookCommand.Draft.builder()
                .left(ids(step.path("left")))
                .right(ids(step.path("right")))
                .partial(step.path("partial").asBoolean());
        step.path("differences")
                .forEach(line -> draft.addDifferences(new Difference(
                        Difference.Reason.valueOf(line.path("reason").asText()),
                        Amounts.in(currency(step, state)).of(line.path("amount").asText()))));
        return draft.build();
    }

    private static String currency(JsonNode step, Book state) {
        ItemId id = ids(step.path("left")).get(0);
        return state.item(Side.LEFT, id)
                .map(item -> item.amount().getCurrency().getCurrencyCode())
                .orElse("CAD");
    }

    private static List<ItemId> ids(JsonNode array) {
        List<ItemId> ids = new ArrayList<>();
        array.forEach(id -> ids.add(ItemId.of(id.asText())));
        return ids;
    }

    private static List<Item> items(JsonNode array) {
        List<Item> items = new ArrayList<>();
        array.forEach(node -> items.add(Item.builder()
                .id(ItemId.of(node.path("id").asText()))
                .amount(Amounts.in(node.path("currency").asText("CAD"))
                        .of(node.path("amount").asText()))
                .day(LocalDate.parse(node.path("date").asText(DAY)))
                .build()));
        return items;
    }

    private static ApprovalPolicy policy(JsonNode node, Amounts money) {
        ApprovalPolicy.Builder policy = ApprovalPolicy.builder();
        if (node.has("fourEyesAbove")) {
            policy.addFourEyesAbove(money.of(node.path("fourEyesAbove").asText()));
        }
        if (node.has("writeOffLimit")) {
            policy.addWriteOffLimits(money.of(node.path("writeOffLimit").asText()));
        }
        return policy.build();
    }

    private static DateRange month(String text) {
        YearMonth month = YearMonth.parse(text);
        return DateRange.month(month.getYear(), month.getMonthValue());
    }
}
