package io.counterfoil.collections.corpus;

import static io.counterfoil.collections.corpus.CaseEvents.elements;
import static io.counterfoil.collections.corpus.ReceivableCases.number;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.collections.plan.PaymentPlan;
import io.counterfoil.collections.promise.PromiseToPay;
import io.counterfoil.collections.promise.PromiseToPay.PromiseId;
import io.counterfoil.collections.promise.Promises;
import io.counterfoil.collections.promise.Promises.PromiseStanding;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.OpenItemKind;
import io.counterfoil.collections.receivable.ReceivableEvent.ItemIssued;
import io.counterfoil.collections.receivable.ReceivableEvent.ReversalKind;
import io.counterfoil.collections.receivable.ReceivableEvent.Reversed;
import io.counterfoil.collections.receivable.ReceivableEventId;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.collections.strategy.CollectionFacts;
import io.counterfoil.collections.testkit.ReceivableLog;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.testkit.corpus.CaseReader;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** Readers of the corpus for packages promise and plan. */
final class PromiseCases {

    private static final Amounts MONEY = Amounts.in("EUR");
    private static final String ITEM = "COVERED";

    private PromiseCases() {}

    static Map<String, CaseReader> readers() {
        return Map.of(
                "promise.evaluate", PromiseCases::evaluate,
                "promise.appropriate", PromiseCases::appropriate,
                "plan.split", PromiseCases::split,
                "plan.evaluate", PromiseCases::plan);
    }

    private static void evaluate(CorpusCase example) {
        JsonNode input = example.input();
        PromiseToPay promise = promise(input.path("promise"), "P");
        Receivables receivables = book(input.path("receipts"), input.path("credits"));
        PromiseStanding standing = promise.assess(receivables, asOf(input));
        example.expected().properties().forEach(field -> {
            String wanted = field.getValue().asText();
            switch (field.getKey()) {
                case "status" -> assertThat(standing.status().name()).isEqualTo(wanted);
                case "deadline" -> assertThat(standing.deadline()).hasToString(wanted);
                case "target" -> assertThat(number(standing.target())).isEqualByComparingTo(wanted);
                case "appropriated" -> assertThat(number(standing.received())).isEqualByComparingTo(wanted);
                default -> throw new AssertionError("no figure " + field.getKey());
            }
        });
    }

    private static void appropriate(CorpusCase example) {
        JsonNode input = example.input();
        List<PromiseToPay> promises = elements(input.path("promises"))
                .map(node -> promise(node, node.path("id").asText()))
                .toList();
        CollectionFacts facts = CollectionFacts.builder(book(input.path("receipts"), input.path("credits")))
                .addAllPromises(promises)
                .build();
        Map<PromiseId, PromiseStanding> standings = Promises.standard().assess(facts, asOf(input));
        example.expected()
                .path("appropriated")
                .properties()
                .forEach(field -> assertThat(number(
                                standings.get(PromiseId.of(field.getKey())).received()))
                        .as(field.getKey())
                        .isEqualByComparingTo(field.getValue().asText()));
        example.expected()
                .path("status")
                .properties()
                .forEach(field -> assertThat(standings
                                .get(PromiseId.of(field.getKey()))
                                .status()
                                .name())
                        .as(field.getKey())
                        .isEqualTo(field.getValue().asText()));
    }

    private static AsOf asOf(JsonNode input) {
        return new AsOf(LocalDate.parse(input.path("asOf").asText()), CaseEvents.END);
    }

    private static PromiseToPay promise(JsonNode node, String id) {
        LocalDate created = LocalDate.parse(node.path("created").asText());
        return PromiseToPay.builder()
                .id(id)
                .party("acme")
                .item(ITEM)
                .amount(MONEY.of(node.path("amount").asText()))
                .due(LocalDate.parse(node.path("date").asText()))
                .graceDays(node.path("graceDays").asInt())
                .thresholdPercent(new BigDecimal(node.path("thresholdPct").asText("100")))
                .madeAt(created.atTime(9, 0).toInstant(ZoneOffset.UTC))
                .build();
    }

    /** One item large enough for everything; receipts recorded at noon of their day, so after a promise of the same day. */
    private static Receivables book(JsonNode receipts, JsonNode credits) {
        ReceivableLog log = ReceivableLog.in("EUR").invoice(ITEM, "1000000.00", "2020-01-01", "2020-01-31");
        for (JsonNode receipt : receipts) {
            String id = receipt.path("id").asText();
            String day = receipt.path("effective").asText();
            String amount = receipt.path("amount").asText();
            log.receipt(id, amount, day).allocate(id, ITEM, amount, day);
            if (receipt.hasNonNull("reversedOn")) {
                String back = receipt.path("reversedOn").asText();
                log.add(new Reversed(
                        ReceivableEventId.of(id + " back"),
                        OpenItemId.of(id),
                        ReversalKind.RETURNED,
                        LocalDate.parse(back),
                        ReceivableLog.noon(back)));
            }
        }
        int number = 0;
        for (JsonNode credit : credits) {
            String id = "CREDIT " + ++number;
            String day = credit.path("effective").asText();
            String amount = credit.path("amount").asText();
            log.add(new ItemIssued(
                            log.item(id, OpenItemKind.CREDIT_NOTE, amount, day).build()))
                    .allocate(id, ITEM, amount, day);
        }
        return log.replay();
    }

    private static void split(CorpusCase example) {
        JsonNode input = example.input();
        List<BigDecimal> parts = PaymentPlan.split(
                        MONEY.of(input.path("total").asText()),
                        input.path("n").asInt(),
                        PaymentPlan.Remainder.valueOf(input.path("remainder").asText("FIRST")))
                .stream()
                .map(ReceivableCases::number)
                .toList();
        assertThat(parts)
                .usingElementComparator(BigDecimal::compareTo)
                .isEqualTo(elements(example.expected().path("amounts"))
                        .map(node -> new BigDecimal(node.asText()))
                        .toList());
    }

    private static void plan(CorpusCase example) {
        JsonNode input = example.input();
        PaymentPlan.Builder plan = PaymentPlan.builder()
                .id("PLAN")
                .party("acme")
                .item(ITEM)
                .startsOn(LocalDate.of(2020, 1, 1))
                .graceDays(input.path("graceDays").asInt())
                .missedAllowance(input.path("missedAllowance").asInt())
                .missedRule(
                        PaymentPlan.MissedRule.valueOf(input.path("missedRule").asText("CURRENT")));
        for (JsonNode node : input.path("instalments")) {
            plan.instalment(
                    LocalDate.parse(node.path("due").asText()),
                    MONEY.of(node.path("amount").asText()));
        }
        ReceivableLog log = ReceivableLog.in("EUR").invoice(ITEM, "1000000.00", "2020-01-01", "2020-01-31");
        int number = 0;
        for (JsonNode payment : input.path("payments")) {
            String id = "R" + ++number;
            String day = payment.path("date").asText(payment.path("effective").asText());
            String amount = payment.path("amount").asText();
            log.receipt(id, amount, day).allocate(id, ITEM, amount, day);
        }
        PaymentPlan.Standing standing = plan.build().assess(log.replay(), asOf(input));
        JsonNode expected = example.expected();
        if (expected.has("status")) {
            assertThat(standing.status().name())
                    .isEqualTo(expected.path("status").asText());
        }
        if (expected.has("missed")) {
            assertThat(standing.missed()).isEqualTo(expected.path("missed").asInt());
        }
        if (expected.has("paidPerInstalment")) {
            assertThat(standing.paidPerInstalment().stream()
                            .map(ReceivableCases::number)
                            .toList())
                    .usingElementComparator(BigDecimal::compareTo)
                    .isEqualTo(elements(expected.path("paidPerInstalment"))
                            .map(node -> new BigDecimal(node.asText()))
                            .toList());
        }
    }
}
