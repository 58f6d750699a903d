package io.counterfoil.collections.corpus;

import static io.counterfoil.collections.corpus.CaseEvents.elements;
import static io.counterfoil.collections.corpus.ReceivableCases.number;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.collections.contact.Contact.Audience;
import io.counterfoil.collections.desk.DeskOutcome;
import io.counterfoil.collections.desk.DeskOutcome.PaymentState;
import io.counterfoil.collections.desk.DeskOutcome.ProviderPayment;
import io.counterfoil.collections.desk.PaymentDesk;
import io.counterfoil.collections.receivable.ReceivableEvent;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.testkit.corpus.CaseReader;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import io.counterfoil.reconciliation.status.Invoice;
import io.counterfoil.reconciliation.status.InvoiceId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reader of the corpus for package desk. */
final class DeskCases {

    private DeskCases() {}

    static Map<String, CaseReader> readers() {
        return Map.of("desk.resolve", DeskCases::resolve);
    }

    private static Invoice invoice(JsonNode node) {
        Amounts amounts = Amounts.in(node.path("currency").asText());
        String status = node.path("status").asText();
        Invoice.Builder invoice = Invoice.builder()
                .id(InvoiceId.of(node.path("id").asText()))
                .customer(PartyId.of("acme"))
                .amount(amounts.of(node.path("amount").asText()))
                .status(status.equals("CANCELLED") ? Invoice.Status.VOID : Invoice.Status.valueOf(status))
                .issuedOn(LocalDate.of(2024, 1, 1));
        if (node.hasNonNull("open")) {
            invoice.open(amounts.of(node.path("open").asText()));
        }
        if (node.hasNonNull("due")) {
            invoice.dueOn(LocalDate.parse(node.path("due").asText()));
        }
        if (node.hasNonNull("paidBy")) {
            invoice.putReference("payment", node.path("paidBy").asText());
        }
        return invoice.build();
    }

    private static void resolve(CorpusCase example) {
        JsonNode input = example.input();
        LocalDate today = LocalDate.parse(input.path("today").asText());
        List<ProviderPayment> payments = new ArrayList<>();
        for (JsonNode node : input.path("payments")) {
            // attempts stand in the order in which they were made
            LocalDate on = node.hasNonNull("at")
                    ? LocalDate.parse(node.path("at").asText().substring(0, 10))
                    : node.hasNonNull("date")
                            ? LocalDate.parse(node.path("date").asText())
                            : today.minusDays(input.path("payments").size() - (long) payments.size());
            payments.add(ProviderPayment.of(
                    node.path("id").asText(),
                    PaymentState.valueOf(node.path("state").asText()),
                    Amounts.in(node.path("currency").asText())
                            .of(node.path("amount").asText()),
                    on));
        }
        PaymentDesk desk = PaymentDesk.builder(AccountMap.builder().build()).build();
        DeskOutcome outcome = desk.assess(invoice(input.path("invoice")), payments, new AsOf(today, CaseEvents.END));
        example.expected().properties().forEach(field -> verify(field.getKey(), field.getValue(), outcome));
    }

    private static void verify(String name, JsonNode wanted, DeskOutcome outcome) {
        switch (name) {
            case "outcome" -> assertThat(outcome.kind().name()).isEqualTo(wanted.asText());
            case "residual", "remaining" ->
                assertThat(number(outcome.remaining())).isEqualByComparingTo(wanted.asText());
            case "onAccount" -> assertThat(number(outcome.onAccount())).isEqualByComparingTo(wanted.asText());
            case "refundCandidate" ->
                assertThat(number(outcome.refundCandidate())).isEqualByComparingTo(wanted.asText());
            case "linked" -> assertThat(outcome.linked()).contains(wanted.asText());
            case "suppresses" ->
                assertThat(((Enum<?>) outcome.suppresses().orElseThrow()).name())
                        .isEqualTo(wanted.asText());
            case "notify" ->
                assertThat(outcome.notified().stream()
                                .map(who -> who == Audience.DEBTOR ? "CLIENT" : who.name())
                                .toList())
                        .isEqualTo(elements(wanted).map(JsonNode::asText).toList());
            case "openFromDue" -> {
                assertThat(outcome.openFromDue()).contains(LocalDate.parse(wanted.asText()));
                assertThat(outcome.events())
                        .extracting(ReceivableEvent::kind)
                        .containsExactly(ReceivableEvent.Kind.REVERSED);
            }
            case "alert" -> assertThat(outcome.isAlert()).isEqualTo(wanted.asBoolean());
            case "reason" ->
                assertThat(outcome.evidence().facts().get(0).code().id()).endsWith("." + wanted.asText());
            default -> throw new AssertionError("no figure " + name);
        }
    }
}
