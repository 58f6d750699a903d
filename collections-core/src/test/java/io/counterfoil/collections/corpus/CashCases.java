package io.counterfoil.collections.corpus;

import static io.counterfoil.collections.corpus.CaseEvents.elements;
import static io.counterfoil.collections.corpus.ReceivableCases.number;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.collections.cash.CashApplication;
import io.counterfoil.collections.credit.CreditControl;
import io.counterfoil.collections.credit.CreditControl.ExposureClass;
import io.counterfoil.collections.dispute.InvoiceDispute;
import io.counterfoil.collections.dispute.InvoiceDisputes;
import io.counterfoil.collections.dispute.InvoiceDisputes.DisputeCommand;
import io.counterfoil.collections.receivable.OpenItem;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.hours.BusinessHours;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.testkit.corpus.CaseReader;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import io.counterfoil.reconciliation.plan.Tolerance;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.money.Monetary;
import javax.money.MonetaryAmount;

/** Readers of the corpus for packages cash, credit and dispute, and for items in the currency of their account. */
final class CashCases {

    private static final Amounts MONEY = Amounts.in("EUR");
    private static final Instant NOW = Instant.parse("2024-06-30T12:00:00Z");
    private static final Actor ANA = Actor.host("ana");

    private CashCases() {}

    static Map<String, CaseReader> readers() {
        return Map.of(
                "tolerance.apply", CashCases::tolerance,
                "application.proportional", CashCases::proportional,
                "credit.check", CashCases::credit,
                "credit.classify", CashCases::classify,
                "dispute.collectable", CashCases::dispute,
                "item.accountCurrency", CashCases::accountCurrency);
    }

    private static MonetaryAmount money(JsonNode node, String field) {
        return MONEY.of(node.path(field).asText("0"));
    }

    private static void tolerance(CorpusCase example) {
        JsonNode input = example.input();
        CashApplication application = CashApplication.builder()
                .itemTolerance(toleranceOf(input, "itemTolerance"))
                .receiptTolerance(toleranceOf(input, "receiptTolerance"))
                .writeOffReason("SMALL")
                .build();
        CashApplication.Settlement settlement = application.settle(
                money(input, "receipt"),
                elements(input.path("applied"))
                        .map(node -> new CashApplication.Portion(money(node, "open"), money(node, "amount")))
                        .toList());
        example.expected().properties().forEach(field -> {
            JsonNode wanted = field.getValue();
            switch (field.getKey()) {
                case "itemWriteOffs" ->
                    assertThat(settlement.itemWriteOffs().stream()
                                    .map(ReceivableCases::number)
                                    .toList())
                            .usingElementComparator(BigDecimal::compareTo)
                            .isEqualTo(elements(wanted)
                                    .map(node -> new BigDecimal(node.asText()))
                                    .toList());
                case "receiptWriteOff" ->
                    assertThat(number(settlement.receiptWriteOff())).isEqualByComparingTo(wanted.asText());
                case "deduction" -> assertThat(number(settlement.deduction())).isEqualByComparingTo(wanted.asText());
                case "onAccount" -> assertThat(number(settlement.onAccount())).isEqualByComparingTo(wanted.asText());
                default -> throw new AssertionError("no figure " + field.getKey());
            }
        });
    }

    private static Tolerance toleranceOf(JsonNode input, String field) {
        return Tolerance.absolute(input.path(field).asText("0"));
    }

    private static void proportional(CorpusCase example) {
        JsonNode input = example.input();
        List<JsonNode> items = elements(input.path("items"))
                .sorted(java.util.Comparator.comparing(node -> node.path("id").asText()))
                .toList();
        List<MonetaryAmount> shares = CashApplication.proportional(
                money(input, "receipt"),
                items.stream().map(node -> money(node, "open")).toList());
        for (int i = 0; i < items.size(); i++) {
            String id = items.get(i).path("id").asText();
            assertThat(number(shares.get(i)))
                    .as(id)
                    .isEqualByComparingTo(
                            example.expected().path("applied").path(id).asText("0"));
        }
    }

    private static ExposureClass classOf(String name) {
        return ExposureClass.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static void credit(CorpusCase example) {
        JsonNode input = example.input();
        Map<ExposureClass, MonetaryAmount> byClass = new EnumMap<>(ExposureClass.class);
        input.path("exposure").properties().forEach(part -> {
            BigDecimal amount = new BigDecimal(part.getValue().asText());
            byClass.put(classOf(part.getKey()), MONEY.of(amount.abs().toPlainString()));
        });
        CreditControl.Policy.Builder policy = CreditControl.Policy.builder();
        if (input.has("include")) {
            Set<ExposureClass> included = elements(input.path("include"))
                    .map(node -> classOf(node.asText()))
                    .collect(Collectors.toCollection(TreeSet::new));
            policy.included(included);
        }
        String limit = input.path("limit").asText("");
        if (limit.equals("NO_CHECK")) {
            policy.isUnchecked(true);
        } else if (input.hasNonNull("limit")) {
            policy.limit(MONEY.of(limit));
        }
        if (input.hasNonNull("watchRatio")) {
            policy.watchRatio(new BigDecimal(input.path("watchRatio").asText()));
        }
        input.path("subLimits")
                .properties()
                .forEach(part -> policy.putSubLimit(
                        classOf(part.getKey()), MONEY.of(part.getValue().asText())));
        CreditControl.Check check = CreditControl.of(policy.build())
                .assess(
                        new CreditControl.Exposure(MONEY.currency(), byClass),
                        money(input, "order"),
                        asOf("2024-06-30"));
        example.expected().properties().forEach(field -> {
            String wanted = field.getValue().asText();
            switch (field.getKey()) {
                case "decision" -> assertThat(check.decision().name()).isEqualTo(wanted);
                case "exposure" -> assertThat(number(check.exposure())).isEqualByComparingTo(wanted);
                default -> throw new AssertionError("no figure " + field.getKey());
            }
        });
    }

    private static AsOf asOf(String day) {
        return new AsOf(LocalDate.parse(day), CaseEvents.END);
    }

    private static void classify(CorpusCase example) {
        JsonNode input = example.input();
        CreditControl control = CreditControl.of(CreditControl.Policy.builder()
                .marginDays(input.path("marginDays").asInt())
                .build());
        ExposureClass found = control.classify(
                LocalDate.parse(input.path("item").path("due").asText()),
                asOf(input.path("asOf").asText()));
        example.expected().properties().forEach(part -> {
            MonetaryAmount amount = classOf(part.getKey()) == found ? money(input.path("item"), "open") : MONEY.zero();
            assertThat(number(amount))
                    .as(part.getKey())
                    .isEqualByComparingTo(part.getValue().asText());
        });
    }

    /** Disputes are raised and led to their state by commands; what was paid came after. */
    private static void dispute(CorpusCase example) {
        JsonNode input = example.input();
        InvoiceDisputes machine = InvoiceDisputes.of(BusinessHours.always(ZoneOffset.UTC), Duration.ofDays(14));
        List<InvoiceDispute> disputes = new ArrayList<>();
        MonetaryAmount original = money(input, "original");
        for (JsonNode node : input.path("disputesInOrder")) {
            InvoiceDispute claimed = InvoiceDispute.builder()
                    .id(node.path("id").asText())
                    .party("acme")
                    .item("I1")
                    .amount(money(node, "amount"))
                    .reason(InvoiceDispute.Reason.PRICING)
                    .raisedOn(LocalDate.of(2024, 6, 1))
                    .build();
            InvoiceDispute state = machine.initial();
            List<DisputeCommand> commands = new ArrayList<>();
            commands.add(DisputeCommand.raise(claimed, original, ANA, claimed.id() + " raise"));
            commands.addAll(ledTo(node.path("state").asText(), claimed.id().value(), example));
            for (DisputeCommand command : commands) {
                Decision<InvoiceDispute, InvoiceDisputes.DisputeEvent> decision =
                        machine.decide(state, command, NOW).orThrow();
                state = decision.state();
            }
            assertThat(state.status().name()).isEqualTo(node.path("state").asText());
            disputes.add(state);
        }
        MonetaryAmount open = original.subtract(money(input, "paidAfterRaising"));
        InvoiceDisputes.Standing standing = machine.assess(open, disputes);
        example.expected().properties().forEach(field -> {
            MonetaryAmount actual = switch (field.getKey()) {
                case "open" -> standing.open();
                case "disputed" -> standing.disputed();
                case "collectable" -> standing.collectable();
                default -> throw new AssertionError("no figure " + field.getKey());
            };
            assertThat(number(actual))
                    .as(field.getKey())
                    .isEqualByComparingTo(field.getValue().asText());
        });
    }

    private static List<DisputeCommand> ledTo(String state, String id, CorpusCase example) {
        DisputeCommand assign = DisputeCommand.assign("bo", ANA, id + " assign");
        return switch (state) {
            case "OPEN" -> List.of();
            case "ASSIGNED" -> List.of(assign);
            case "PENDING_CUSTOMER" -> List.of(assign, DisputeCommand.askCustomer("which line?", ANA, id + " ask"));
            case "ESCALATED" -> List.of(assign, DisputeCommand.escalate("too long", ANA, id + " escalate"));
            case "RESOLVED_VALID" -> List.of(assign, DisputeCommand.resolveValid("CN-1", ANA, id + " resolve"));
            case "RESOLVED_INVALID" -> List.of(assign, DisputeCommand.resolveInvalid("agreed", ANA, id + " resolve"));
            case "WITHDRAWN" -> List.of(assign, DisputeCommand.withdraw("by mail", ANA, id + " withdraw"));
            default -> throw example.unsupported("dispute state " + state + " is not in the specification");
        };
    }

    private static void accountCurrency(CorpusCase example) {
        JsonNode input = example.input();
        var base = Monetary.getCurrency(input.path("baseCurrency").asText());
        MonetaryAmount document = Amounts.in(input.path("documentCurrency").asText())
                .of(input.path("documentAmount").asText());
        OpenItem item = OpenItem.builder()
                .id(io.counterfoil.collections.receivable.OpenItemId.of("I1"))
                .party(CaseEvents.PARTY)
                .amountIn(
                        new OpenItem.AccountCurrency(
                                Monetary.getCurrency(
                                        input.path("accountCurrency").asText()),
                                base,
                                RoundingMode.HALF_UP),
                        document,
                        new BigDecimal(input.path("baseRate").asText("1")))
                .issued(ReceivableCases.DAY)
                .recordedAt(CaseEvents.START)
                .build();
        example.expected().properties().forEach(field -> {
            String wanted = field.getValue().asText();
            switch (field.getKey()) {
                case "currency" ->
                    assertThat(item.amount().getCurrency().getCurrencyCode()).isEqualTo(wanted);
                case "amount" -> assertThat(number(item.amount())).isEqualByComparingTo(wanted);
                case "baseAmount" ->
                    assertThat(number(item.amount()).multiply(item.baseRate().orElseThrow()))
                            .isEqualByComparingTo(wanted);
                default -> throw new AssertionError("no figure " + field.getKey());
            }
        });
    }
}
