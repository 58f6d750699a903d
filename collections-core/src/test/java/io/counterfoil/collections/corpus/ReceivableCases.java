package io.counterfoil.collections.corpus;

import static io.counterfoil.collections.corpus.CaseEvents.elements;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.collections.receivable.BaseView;
import io.counterfoil.collections.receivable.OpenItem;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.OpenItemKind;
import io.counterfoil.collections.receivable.OpenItems;
import io.counterfoil.collections.receivable.OpenRow;
import io.counterfoil.collections.receivable.PaymentTerms;
import io.counterfoil.collections.receivable.ReceivableCode;
import io.counterfoil.collections.receivable.ReceivableEvent;
import io.counterfoil.collections.receivable.ReceivableEvent.Allocated;
import io.counterfoil.collections.receivable.ReceivableEvent.Deallocated;
import io.counterfoil.collections.receivable.ReceivableEvent.ItemIssued;
import io.counterfoil.collections.receivable.ReceivableEvent.ReversalKind;
import io.counterfoil.collections.receivable.ReceivableEventId;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.testkit.corpus.CaseReader;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import javax.money.Monetary;
import javax.money.MonetaryAmount;

/** Readers of the corpus for package receivable. */
final class ReceivableCases {

    static final LocalDate DAY = LocalDate.of(2024, 6, 30);
    private static final Map<String, Function<OpenRow, MonetaryAmount>> COLUMNS = Map.of(
            "documentTotal", OpenRow::documentTotal,
            "original", OpenRow::original,
            "open", OpenRow::open,
            "cash", OpenRow::cash,
            "credit", OpenRow::credit,
            "future", OpenRow::future,
            "remaining", OpenRow::remaining);

    private ReceivableCases() {}

    static Map<String, CaseReader> readers() {
        return Map.of(
                "openItems.asOf", ReceivableCases::openItems,
                "openItems.fx", ReceivableCases::baseView,
                "terms.dueDate", ReceivableCases::dueDate,
                "events.ingest", ReceivableCases::ingest,
                "allocation.apply", ReceivableCases::allocate,
                "party.balance", ReceivableCases::partyBalance,
                "party.aggregate", ReceivableCases::partyAggregate);
    }

    private static void openItems(CorpusCase example) {
        CaseEvents events = new CaseEvents(example.input());
        Checked<Receivables> replayed = Receivables.replay(events.events().stream());
        Receivables receivables = replayed.value().orElseThrow();
        OpenItems open = receivables.at(events.asOf());
        List<OpenRow> rows = filtered(example, open.rows());
        JsonNode expected = example.expected();
        expected.path("rows").forEach(row -> assertRow(row, rows, receivables, events.asOf()));
        if (expected.has("rowCount")) {
            assertThat(rows).hasSize(expected.path("rowCount").asInt());
        }
        if (expected.has("total")) {
            expected.path("total")
                    .properties()
                    .forEach(figure -> assertThat(sum(rows, column(figure.getKey())))
                            .as("total " + figure.getKey())
                            .isEqualByComparingTo(figure.getValue().asText()));
        }
        assertThat(elements(expected.path("rejections"))
                        .map(rejection -> rejection.path("code").asText() + " "
                                + number(rejection.path("left").asText("0"))
                                        .stripTrailingZeros()
                                        .toPlainString())
                        .toList())
                .isEqualTo(replayed.diagnostics().stream()
                        .filter(finding -> finding.level() == Diagnostic.Level.ERROR)
                        .map(finding -> name(finding) + " "
                                + number(finding.attributes().getOrDefault("left", "0"))
                                        .stripTrailingZeros()
                                        .toPlainString())
                        .toList());
    }

    private static List<OpenRow> filtered(CorpusCase example, List<OpenRow> rows) {
        JsonNode filter = example.input().path("filter");
        filter.fieldNames().forEachRemaining(name -> {
            if (!name.equals("issuedFrom") && !name.equals("party")) {
                throw example.unsupported("filter " + name + " is not built");
            }
        });
        return rows.stream()
                .filter(row -> !filter.has("issuedFrom")
                        || !row.item()
                                .issued()
                                .isBefore(LocalDate.parse(
                                        filter.path("issuedFrom").asText())))
                .filter(row -> !filter.has("party")
                        || row.item()
                                .party()
                                .value()
                                .equals(filter.path("party").asText()))
                .toList();
    }

    private static Function<OpenRow, MonetaryAmount> column(String name) {
        Function<OpenRow, MonetaryAmount> column = COLUMNS.get(name);
        if (column == null) {
            throw new AssertionError("no column " + name);
        }
        return column;
    }

    private static void assertRow(JsonNode expected, List<OpenRow> rows, Receivables receivables, AsOf asOf) {
        String id = expected.path("item").asText();
        List<OpenRow> found = rows.stream()
                .filter(row -> row.item().id().value().equals(id))
                .filter(row -> !expected.has("term")
                        || row.term()
                                .map(OpenItem.Term::id)
                                .orElse("")
                                .equals(expected.path("term").asText()))
                .toList();
        assertThat(found).as("rows of " + expected).hasSize(1);
        OpenRow row = found.get(0);
        expected.properties().forEach(field -> {
            String name = field.getKey();
            switch (name) {
                case "item", "term" -> {}
                case "dimensions" ->
                    field.getValue()
                            .properties()
                            .forEach(dimension -> assertThat(row.item().dimensions())
                                    .containsEntry(
                                            dimension.getKey(),
                                            dimension.getValue().asText()));
                case "openBase" ->
                    assertThat(number(row.open()).multiply(row.item().baseRate().orElseThrow()))
                            .isEqualByComparingTo(field.getValue().asText());
                default ->
                    assertThat(number(column(name).apply(row)))
                            .as(id + " " + name)
                            .isEqualByComparingTo(field.getValue().asText());
            }
        });
        if (!expected.has("term") && row.term().isEmpty()) {
            assertThat(receivables.open(row.item().id(), asOf)).isEqualTo(row.open());
        }
    }

    private static void baseView(CorpusCase example) {
        CaseEvents events = new CaseEvents(example.input());
        Receivables receivables = Receivables.replay(events.events().stream()).orThrow();
        Map<String, BigDecimal> rates = new HashMap<>();
        JsonNode revaluation = example.input().path("revaluation");
        if (revaluation.isObject()) {
            revaluation
                    .properties()
                    .forEach(rate ->
                            rates.put(rate.getKey(), number(rate.getValue().asText())));
        } else if (revaluation.isValueNode()) {
            receivables
                    .currencies()
                    .forEach(currency -> rates.put(currency.getCurrencyCode(), number(revaluation.asText())));
        }
        BaseView view = receivables
                .inBase(
                        Monetary.getCurrency(
                                example.input().path("baseCurrency").asText()),
                        RoundingMode.HALF_UP,
                        events.asOf(),
                        rates)
                .orThrow();
        example.expected().path("items").forEach(expected -> {
            BaseView.Line line =
                    view.of(OpenItemId.of(expected.path("item").asText())).orElseThrow();
            assertNumber(expected, "open", line.open());
            assertNumber(expected, "openBase", line.openBase());
            assertNumber(expected, "fxRealised", line.fxRealised());
            if (expected.has("account")) {
                assertThat(line.item().dimensions())
                        .containsEntry("account", expected.path("account").asText());
            }
        });
        if (example.expected().has("fxUnrealised")) {
            BigDecimal sum = view.items().stream()
                    .map(line ->
                            line.fxUnrealised().map(ReceivableCases::number).orElse(BigDecimal.ZERO))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(sum)
                    .isEqualByComparingTo(
                            example.expected().path("fxUnrealised").asText());
        }
    }

    private static void assertNumber(JsonNode expected, String field, MonetaryAmount actual) {
        if (expected.has(field)) {
            assertThat(number(actual))
                    .as(field)
                    .isEqualByComparingTo(expected.path(field).asText());
        }
    }

    private static void dueDate(CorpusCase example) {
        JsonNode terms = example.input().path("terms");
        String type = terms.path("type").asText();
        PaymentTerms read = switch (type) {
            case "NET" -> PaymentTerms.net(terms.path("days").asInt());
            case "EOM_PLUS" -> PaymentTerms.endOfMonthPlus(terms.path("days").asInt());
            case "DAY_OF_MONTH" ->
                PaymentTerms.dayOfMonth(
                        terms.path("dayOfMonth").asInt(),
                        terms.path("cutOffDay").asInt(31),
                        terms.path("monthsAhead").asInt(0));
            default -> throw example.unsupported("terms " + type + " are not in the specification");
        };
        assertThat(read.dueDate(LocalDate.parse(example.input().path("issued").asText())))
                .isEqualTo(example.expected().path("due").asText());
    }

    /** Events in order: each is recorded a second after the one before. What cannot even be written as an amount is refused where the text is read. */
    private static void ingest(CorpusCase example) {
        List<ReceivableEvent> events = new ArrayList<>();
        List<Integer> positions = new ArrayList<>();
        Map<Integer, String> refused = new TreeMap<>();
        Map<String, String> currencies = new HashMap<>();
        JsonNode input = example.input().path("events");
        for (int i = 0; i < input.size(); i++) {
            JsonNode node = input.get(i);
            Instant at = Instant.EPOCH.plusSeconds(i);
            String currency = node.path("currency")
                    .asText(currencies.getOrDefault(node.path("to").asText(), "GBP"));
            switch (node.path("type").asText()) {
                case "ISSUE", "ALLOCATE" -> {
                    Checked<MonetaryAmount> amount =
                            OpenItem.parseAmount(node.path("amount").asText(), currency);
                    if (amount.value().isEmpty()) {
                        refused.put(i, name(amount.diagnostics().get(0)));
                        continue;
                    }
                    currencies.put(node.path("id").asText(), currency);
                    boolean issue = node.path("type").asText().equals("ISSUE");
                    events.add(issue ? issue(node, amount.orThrow(), at) : allocation(node, amount.orThrow(), at));
                }
                case "VOID" ->
                    events.add(new Deallocated(
                            ReceivableEventId.of("void " + i),
                            ReceivableEventId.of(node.path("event").asText()),
                            ReversalKind.VOIDED,
                            DAY,
                            at));
                default -> throw example.unsupported("event type " + node.path("type") + " is not in the schema");
            }
            positions.add(i);
        }
        Checked<Receivables> replayed = Receivables.replay(events.stream());
        List<String> flags = new ArrayList<>();
        int ignored = 0;
        for (Diagnostic finding : replayed.diagnostics()) {
            int position = positions.get(Integer.parseInt(finding.attributes().get("position")));
            if (finding.level() == Diagnostic.Level.ERROR) {
                refused.put(position, name(finding));
            } else if (finding.code() == ReceivableCode.DUPLICATE_IGNORED) {
                ignored++;
            } else {
                flags.add(name(finding));
            }
        }
        JsonNode expected = example.expected();
        assertThat(refused.entrySet().stream()
                        .map(e -> e.getKey() + " " + e.getValue())
                        .toList())
                .isEqualTo(elements(expected.path("rejections"))
                        .map(node -> node.path("position").asInt() + " "
                                + node.path("code").asText())
                        .toList());
        long accepted = replayed.value().orElseThrow().events().count();
        assertThat(accepted).isEqualTo(expected.path("accepted").asLong());
        assertThat(accepted + refused.size() + ignored)
                .as("accepted + rejected + ignored")
                .isEqualTo(input.size());
        if (expected.has("ignoredDuplicates")) {
            assertThat(ignored).isEqualTo(expected.path("ignoredDuplicates").asInt());
        }
        if (expected.path("flags").isArray()) {
            assertThat(flags)
                    .isEqualTo(elements(expected.path("flags"))
                            .map(flag -> flag.isObject() ? flag.path("code").asText() : flag.asText())
                            .toList());
        } else if (expected.path("flags").isObject()) {
            expected.path("flags")
                    .properties()
                    .forEach(flag -> assertThat(flags)
                            .containsAll(elements(flag.getValue())
                                    .map(JsonNode::asText)
                                    .toList()));
        }
    }

    private static ItemIssued issue(JsonNode node, MonetaryAmount amount, Instant at) {
        OpenItem.Builder item = OpenItem.builder()
                .id(OpenItemId.of(node.path("id").asText()))
                .party(CaseEvents.PARTY)
                .kind(OpenItemKind.valueOf(node.path("kind").asText("INVOICE")))
                .amount(amount)
                .issued(LocalDate.parse(node.path("issued").asText(DAY.toString())))
                .recordedAt(at);
        if (node.hasNonNull("due")) {
            item.due(LocalDate.parse(node.path("due").asText()));
        }
        elements(node.path("terms"))
                .map(term -> new OpenItem.Term(
                        term.path("id").asText(),
                        LocalDate.parse(term.path("due").asText()),
                        Amounts.in(amount.getCurrency()).of(term.path("amount").asText())))
                .forEach(item::addTerm);
        return new ItemIssued(item.build());
    }

    private static Allocated allocation(JsonNode node, MonetaryAmount amount, Instant at) {
        return new Allocated(
                ReceivableEventId.of(node.path("id").asText()),
                OpenItemId.of(node.path("from").asText()),
                OpenItemId.of(node.path("to").asText()),
                amount,
                LocalDate.parse(node.path("effective").asText(DAY.toString())),
                at);
    }

    private static void allocate(CorpusCase example) {
        CaseBook book = new CaseBook("GBP");
        example.input().path("debits").forEach(node -> book.issue(node, OpenItemKind.INVOICE));
        example.input().path("credits").forEach(node -> book.issue(node, OpenItemKind.RECEIPT));
        List<String> refused = new ArrayList<>();
        JsonNode commands = example.input().path("commands");
        for (int i = 0; i < commands.size(); i++) {
            for (Diagnostic finding : book.perform(example, commands.get(i))) {
                refused.add(i + " " + name(finding) + " "
                        + number(finding.attributes().getOrDefault("left", "0"))
                                .stripTrailingZeros()
                                .toPlainString());
            }
        }
        JsonNode expected = example.expected();
        expected.path("open")
                .properties()
                .forEach(open -> assertThat(book.open(open.getKey()))
                        .as(open.getKey())
                        .isEqualByComparingTo(open.getValue().asText()));
        expected.path("status")
                .properties()
                .forEach(status -> assertThat(book.status(status.getKey()))
                        .as(status.getKey())
                        .isEqualTo(status.getValue().asText()));
        expected.path("allocated")
                .properties()
                .forEach(allocated -> assertThat(book.allocated(allocated.getKey()))
                        .as(allocated.getKey())
                        .isEqualByComparingTo(allocated.getValue().asText()));
        assertThat(refused)
                .isEqualTo(elements(expected.path("rejections"))
                        .map(node -> node.path("command").asInt() + " "
                                + node.path("code").asText() + " "
                                + number(node.path("left").asText("0"))
                                        .stripTrailingZeros()
                                        .toPlainString())
                        .toList());
    }

    private static void partyBalance(CorpusCase example) {
        String currency = example.input().path("currency").asText();
        CaseBook book = new CaseBook(currency);
        book.issue(
                "opening",
                OpenItemKind.ADJUSTMENT_DEBIT,
                example.input().path("opening").asText());
        JsonNode commands = example.input().path("commands");
        List<JsonNode> expected = elements(example.expected().path("balances")).toList();
        int next = 0;
        for (JsonNode command : commands) {
            assertThat(book.perform(example, command)).isEmpty();
            if (next < expected.size()
                    && expected.get(next)
                            .path("after")
                            .asText()
                            .equals(command.get(0).asText())) {
                JsonNode balance = expected.get(next++);
                balance.properties().forEach(field -> {
                    if (field.getKey().equals("balance")) {
                        assertThat(number(book.receivables()
                                        .open(CaseEvents.PARTY, book.asOf())
                                        .in(Monetary.getCurrency(currency))))
                                .as("balance " + balance)
                                .isEqualByComparingTo(field.getValue().asText());
                    } else if (!field.getKey().equals("after")) {
                        assertThat(book.open(field.getKey()))
                                .as(field.getKey() + " " + balance)
                                .isEqualByComparingTo(field.getValue().asText());
                    }
                });
            }
        }
        assertThat(next).isEqualTo(expected.size());
    }

    private static void partyAggregate(CorpusCase example) {
        CaseBook book = new CaseBook("USD");
        JsonNode items = example.input().path("items");
        for (int i = 0; i < items.size(); i++) {
            JsonNode node = items.get(i);
            book.issuedOn(LocalDate.parse(node.path("issued").asText()));
            BigDecimal open = number(node.path("open").asText());
            book.issue("I" + i, OpenItemKind.INVOICE, open.add(BigDecimal.ONE).toPlainString());
            book.issue("R" + i, OpenItemKind.RECEIPT, "1");
            book.allocate("R" + i, "I" + i, "1");
        }
        List<OpenRow> rows = book.receivables().at(book.asOf()).of(CaseEvents.PARTY);
        assertThat(rows).hasSize(example.expected().path("openCount").asInt());
        assertThat(sum(rows, OpenRow::open))
                .isEqualByComparingTo(example.expected().path("openBalance").asText());
        assertThat(rows.stream()
                        .map(row -> row.item().issued())
                        .min(LocalDate::compareTo)
                        .orElseThrow())
                .isEqualTo(example.expected().path("oldest").asText());
    }

    static BigDecimal sum(List<OpenRow> rows, Function<OpenRow, MonetaryAmount> column) {
        return rows.stream().map(row -> number(column.apply(row))).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    static BigDecimal number(MonetaryAmount amount) {
        return amount.getNumber().numberValueExact(BigDecimal.class);
    }

    static BigDecimal number(String text) {
        return new BigDecimal(text);
    }

    static BigDecimal number(Totals totals) {
        assertThat(totals.currencies()).hasSizeLessThan(2);
        return totals.amounts().stream().map(ReceivableCases::number).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static String name(Diagnostic finding) {
        return ((ReceivableCode) finding.code()).name();
    }
}
