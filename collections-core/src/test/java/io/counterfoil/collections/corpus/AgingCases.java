package io.counterfoil.collections.corpus;

import static io.counterfoil.collections.corpus.CaseEvents.elements;
import static io.counterfoil.collections.corpus.ReceivableCases.number;
import static io.counterfoil.collections.corpus.ReceivableCases.sum;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.collections.aging.AgeBasis;
import io.counterfoil.collections.aging.Aging;
import io.counterfoil.collections.aging.Aging.DueToday;
import io.counterfoil.collections.aging.Aging.UnappliedPolicy;
import io.counterfoil.collections.aging.AgingReport;
import io.counterfoil.collections.aging.Delinquency;
import io.counterfoil.collections.aging.DelinquencyLevel;
import io.counterfoil.collections.aging.DelinquencyPolicy;
import io.counterfoil.collections.receivable.OpenItem;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.OpenItemKind;
import io.counterfoil.collections.receivable.OpenRow;
import io.counterfoil.collections.receivable.ReceivableEvent;
import io.counterfoil.collections.receivable.ReceivableEvent.Allocated;
import io.counterfoil.collections.receivable.ReceivableEvent.ItemIssued;
import io.counterfoil.collections.receivable.ReceivableEvent.ReversalKind;
import io.counterfoil.collections.receivable.ReceivableEvent.Reversed;
import io.counterfoil.collections.receivable.ReceivableEventId;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.testkit.corpus.CaseReader;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.money.MonetaryAmount;

/** Readers of the corpus for package aging. */
final class AgingCases {

    private static final Amounts MONEY = Amounts.in("EUR");

    private AgingCases() {}

    static Map<String, CaseReader> readers() {
        return Map.of(
                "aging.summary", AgingCases::summary,
                "buckets.validate", AgingCases::validate,
                "delinquency.state", AgingCases::delinquency,
                "delinquency.history", AgingCases::history);
    }

    private static void summary(CorpusCase example) {
        JsonNode options = example.input().path("options");
        Aging.Builder aging = Aging.by(AgeBasis.DUE_DATE)
                .dueToday(DueToday.valueOf(options.path("dueToday").asText("NOT_DUE")))
                .unapplied(UnappliedPolicy.valueOf(options.path("unapplied").asText("SEPARATE")));
        if (options.has("edges")) {
            aging.buckets(
                    elements(options.path("edges")).mapToInt(JsonNode::asInt).toArray());
        }
        CaseEvents events = new CaseEvents(example.input());
        Receivables receivables = Receivables.replay(events.events().stream()).orThrow();
        AgingReport report = aging.build().assess(receivables, events.asOf());
        assertThat(report.proof().orThrow().differences()).isEmpty();
        JsonNode expected = example.expected();
        if (expected.has("buckets")) {
            report.buckets()
                    .forEach(bucket -> assertThat(number(report.total().in(bucket)))
                            .as(bucket.label())
                            .isEqualByComparingTo(expected.path("buckets")
                                    .path(bucket.label())
                                    .asText("0")));
            Set<String> labels =
                    report.buckets().stream().map(bucket -> bucket.label()).collect(Collectors.toSet());
            expected.path("buckets")
                    .fieldNames()
                    .forEachRemaining(label -> assertThat(labels).contains(label));
        }
        List<OpenRow> debits = receivables.at(events.asOf()).rows().stream()
                .filter(row -> row.item().kind().isDebit())
                .toList();
        expected.path("total").properties().forEach(figure -> {
            BigDecimal actual = switch (figure.getKey()) {
                case "open" -> number(report.total().open());
                case "unapplied" -> number(report.total().unapplied());
                case "original" -> sum(debits, OpenRow::original);
                case "cash" -> sum(debits, OpenRow::cash);
                default -> throw new AssertionError("no figure " + figure.getKey());
            };
            assertThat(actual)
                    .as(figure.getKey())
                    .isEqualByComparingTo(figure.getValue().asText());
        });
        if (expected.has("proof")) {
            tieOut(example, receivables, events.asOf());
        }
        if (expected.has("rowCount")) {
            assertThat(report.items()).hasSize(expected.path("rowCount").asInt());
        }
    }

    private static void tieOut(CorpusCase example, Receivables receivables, AsOf asOf) {
        String currency = receivables.currencies().get(0).getCurrencyCode();
        MonetaryAmount control =
                Amounts.in(currency).of(example.input().path("control").asText());
        Proof proof = receivables.prove(Totals.of(control), asOf);
        BigDecimal difference = proof.differences().stream()
                .map(figure -> number(figure.amount()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(difference)
                .isEqualByComparingTo(
                        example.expected().path("proof").path("difference").asText());
        assertThat(proof.holds()).isEqualTo(difference.signum() == 0);
    }

    private static void validate(CorpusCase example) {
        List<DelinquencyLevel> levels = new ArrayList<>();
        elements(example.input().path("ranges")).forEach(range -> levels.add(level("L" + levels.size(), range)));
        assertThat(DelinquencyLevel.check(levels).stream()
                        .map(fault -> ((DelinquencyLevel.Fault) fault.code()).name())
                        .toList())
                .isEqualTo(elements(example.expected().path("faults"))
                        .map(JsonNode::asText)
                        .toList());
    }

    private static DelinquencyLevel level(String id, JsonNode range) {
        return new DelinquencyLevel(
                range.path("id").asText(id),
                range.path("from").asInt(),
                range.hasNonNull("to") ? range.path("to").asInt() : Integer.MAX_VALUE);
    }

    private static void delinquency(CorpusCase example) {
        JsonNode input = example.input();
        DelinquencyPolicy policy = DelinquencyPolicy.builder()
                .graceDays(input.path("graceDays").asInt())
                .addAllLevels(elements(input.path("ranges"))
                        .map(range -> level("", range))
                        .toList())
                .build();
        Aging aging = Aging.by(AgeBasis.DUE_DATE)
                .delinquency(policy)
                .holds(Map.of(CaseEvents.PARTY, holds(input)))
                .build();
        Receivables receivables =
                Receivables.replay(new Instalments(input).events.stream()).orThrow();
        example.expected().path("checkpoints").forEach(checkpoint -> {
            AsOf asOf = new AsOf(LocalDate.parse(checkpoint.path("asOf").asText()), CaseEvents.END);
            assertCheckpoint(checkpoint, aging.assess(receivables, asOf).delinquency(CaseEvents.PARTY));
        });
    }

    /** Holds as they stand after the releases: a release ends the hold that its day is in. */
    private static List<DateRange> holds(JsonNode input) {
        List<DateRange> holds = new ArrayList<>();
        for (JsonNode hold : input.path("holds")) {
            LocalDate start = LocalDate.parse(hold.path("start").asText());
            LocalDate end = LocalDate.parse(hold.path("end").asText());
            for (JsonNode release : input.path("releases")) {
                LocalDate day = LocalDate.parse(release.asText());
                end = !day.isBefore(start) && day.isBefore(end) ? day : end;
            }
            holds.add(DateRange.of(start, end));
        }
        return holds;
    }

    private static void assertCheckpoint(JsonNode expected, Delinquency actual) {
        expected.properties().forEach(field -> {
            JsonNode value = field.getValue();
            String as = field.getKey() + " on " + expected.path("asOf").asText();
            switch (field.getKey()) {
                case "asOf" -> {}
                case "level" ->
                    assertThat(actual.level().map(DelinquencyLevel::id).orElse(null))
                            .as(as)
                            .isEqualTo(value.isNull() ? null : value.asText());
                case "amount" -> assertThat(number(actual.amount())).as(as).isEqualByComparingTo(value.asText());
                case "delinquentDate" ->
                    assertThat(actual.delinquentSince().map(LocalDate::toString).orElse(null))
                            .as(as)
                            .isEqualTo(value.isNull() ? null : value.asText());
                case "delinquentDays" ->
                    assertThat(actual.delinquentDays()).as(as).isEqualTo(value.asInt());
                case "pastDueDays" -> assertThat(actual.pastDueDays()).as(as).isEqualTo(value.asInt());
                case "instalmentLevels" -> {
                    Map<String, BigDecimal> levels = new HashMap<>();
                    actual.instalmentLevels()
                            .forEach((level, sum) ->
                                    levels.put(level.id(), number(sum).stripTrailingZeros()));
                    Map<String, BigDecimal> wanted = new HashMap<>();
                    value.properties()
                            .forEach(level -> wanted.put(
                                    level.getKey(),
                                    number(level.getValue().asText()).stripTrailingZeros()));
                    assertThat(levels).as(as).isEqualTo(wanted);
                }
                default -> throw new AssertionError("no figure " + field.getKey());
            }
        });
    }

    private static void history(CorpusCase example) {
        JsonNode input = example.input();
        List<ReceivableEvent> events = new ArrayList<>();
        LocalDate due = LocalDate.parse(input.path("due").asText());
        MonetaryAmount amount = MONEY.of(input.path("amount").asText());
        events.add(issue("I1", OpenItemKind.INVOICE, amount, due.minusDays(30), due));
        int payments = 0;
        for (JsonNode event : input.path("events")) {
            LocalDate day = LocalDate.parse(event.path("date").asText());
            switch (event.path("type").asText()) {
                case "pay" -> {
                    MonetaryAmount paid = MONEY.of(event.path("amount").asText());
                    String receipt = "R" + ++payments;
                    events.add(issue(receipt, OpenItemKind.RECEIPT, paid, day, day));
                    events.add(allocate("A" + payments, receipt, "I1", paid, day));
                }
                case "voidPayment" -> events.add(reversed(payments, ReversalKind.VOIDED, day));
                case "returnPayment" -> events.add(reversed(payments, ReversalKind.RETURNED, day));
                default -> throw example.unsupported("event " + event.path("type") + " is not in the schema");
            }
        }
        Aging aging = Aging.by(AgeBasis.DUE_DATE)
                .delinquency(DelinquencyPolicy.builder()
                        .addLevel(level("", input.path("range")))
                        .build())
                .build();
        AsOf asOf = new AsOf(LocalDate.parse(input.path("asOf").asText()), CaseEvents.END);
        List<String> intervals =
                aging.levelHistory(Receivables.replay(events.stream()).orThrow(), CaseEvents.PARTY, asOf).stream()
                        .map(interval -> interval.level().id() + " " + interval.added() + " "
                                + interval.lifted().map(LocalDate::toString).orElse("null"))
                        .toList();
        assertThat(intervals)
                .isEqualTo(elements(example.expected().path("intervals"))
                        .map(node -> node.path("level").asText() + " "
                                + node.path("added").asText() + " "
                                + node.path("lifted").asText("null"))
                        .toList());
    }

    private static Reversed reversed(int payment, ReversalKind kind, LocalDate day) {
        return new Reversed(
                ReceivableEventId.of("reversal of R" + payment),
                OpenItemId.of("R" + payment),
                kind,
                day,
                CaseEvents.START);
    }

    private static ItemIssued issue(
            String id, OpenItemKind kind, MonetaryAmount amount, LocalDate issued, LocalDate due) {
        return new ItemIssued(OpenItem.builder()
                .id(OpenItemId.of(id))
                .party(CaseEvents.PARTY)
                .kind(kind)
                .amount(amount)
                .issued(issued)
                .due(due)
                .recordedAt(CaseEvents.START)
                .build());
    }

    private static Allocated allocate(String id, String from, String to, MonetaryAmount amount, LocalDate day) {
        return new Allocated(
                ReceivableEventId.of(id), OpenItemId.of(from), OpenItemId.of(to), amount, day, CaseEvents.START);
    }

    /** Instalments as items; payments fill the oldest first; a chargeback is a receipt of the same day that came back. */
    private static final class Instalments {
        private final List<ReceivableEvent> events = new ArrayList<>();
        private final List<Part> parts = new ArrayList<>();

        private static final class Part {
            private final String id;
            private long left;

            private Part(String id, long left) {
                this.id = id;
                this.left = left;
            }
        }

        private Instalments(JsonNode input) {
            List<JsonNode> instalments = elements(input.path("instalments"))
                    .sorted(Comparator.comparing(node -> node.path("due").asText()))
                    .toList();
            LocalDate issued =
                    LocalDate.parse(instalments.get(0).path("due").asText()).minusYears(1);
            for (JsonNode node : instalments) {
                MonetaryAmount amount = MONEY.of(node.path("amount").asText());
                String id = "I" + parts.size();
                events.add(issue(
                        id,
                        OpenItemKind.INVOICE,
                        amount,
                        issued,
                        LocalDate.parse(node.path("due").asText())));
                parts.add(new Part(id, Amounts.minor(amount)));
            }
            for (JsonNode charge : input.path("charges")) {
                MonetaryAmount amount = MONEY.of(charge.path("amount").asText());
                LocalDate day = LocalDate.parse(charge.path("date").asText());
                events.add(issue("charge " + events.size(), OpenItemKind.FEE, amount, day, day));
            }
            elements(input.path("payments"))
                    .sorted(Comparator.comparing(node -> node.path("date").asText()))
                    .forEach(node -> pay("P" + events.size(), node, true));
            elements(input.path("chargebacks")).forEach(node -> {
                String id = "C" + events.size();
                pay(id, node, false);
                events.add(new Reversed(
                        ReceivableEventId.of("reversal of " + id),
                        OpenItemId.of(id),
                        ReversalKind.RETURNED,
                        LocalDate.parse(node.path("date").asText()),
                        CaseEvents.START));
            });
        }

        private void pay(String id, JsonNode node, boolean stays) {
            MonetaryAmount amount = MONEY.of(node.path("amount").asText());
            LocalDate day = LocalDate.parse(node.path("date").asText());
            OpenItemKind kind = OpenItemKind.valueOf(node.path("kind").asText("RECEIPT"));
            events.add(issue(id, kind, amount, day, day));
            long left = Amounts.minor(amount);
            for (Part part : parts) {
                long share = Math.min(left, part.left);
                if (share > 0) {
                    events.add(allocate(id + part.id, id, part.id, MONEY.ofMinor(share), day));
                    left -= share;
                    part.left -= stays ? share : 0;
                }
            }
        }
    }
}
