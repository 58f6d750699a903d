package io.counterfoil.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.statement.StatementEntry;
import io.counterfoil.reconciliation.status.Invoice;
import io.counterfoil.reconciliation.status.InvoiceId;
import io.counterfoil.reconciliation.status.StatusTable;
import io.counterfoil.stripe.fact.ObjectKey;
import io.counterfoil.stripe.fact.StripeAccountId;
import io.counterfoil.stripe.fact.StripeFact;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.fact.StripeFact.Fee;
import io.counterfoil.stripe.fact.StripeFact.PayoutFact;
import io.counterfoil.stripe.invoice.PaymentEvidence;
import io.counterfoil.stripe.money.StripeAmounts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import javax.money.MonetaryAmount;

/** Turns the corpus' abbreviated objects into facts and values. */
final class StripeCorpus {

    static final ObjectMapper JSON = new ObjectMapper();
    static final StripeAmounts AMOUNTS = StripeAmounts.standard();
    static final StripeAccountId ACCOUNT = StripeAccountId.of("acct_1");

    private StripeCorpus() {}

    static ObjectKey key(String id) {
        return new ObjectKey(ACCOUNT, false, id);
    }

    static Optional<String> text(JsonNode node, String field) {
        return node.hasNonNull(field) ? Optional.of(node.get(field).asText()) : Optional.empty();
    }

    static Instant instant(JsonNode node, String field) {
        return Instant.ofEpochSecond(node.path(field).asLong(0));
    }

    static BalanceRow row(JsonNode line) {
        BalanceRow.Builder row = BalanceRow.builder()
                .key(key(text(line, "id").orElse("txn_1")))
                .type(line.path("type").asText("charge"))
                .reportingCategory(text(line, "reporting_category"))
                .amountMinor(line.path("amount").asLong(line.path("net").asLong()))
                .feeMinor(line.path("fee").asLong(0))
                .netMinor(line.path("net").asLong())
                .currency(line.path("currency").asText())
                .source(text(line, "source"))
                .balanceType(text(line, "balance_type"))
                .createdAt(instant(line, "created"))
                .availableOn(Optional.of(line.path("available_on"))
                        .filter(JsonNode::isNumber)
                        .map(n -> Instant.ofEpochSecond(n.asLong())));
        line.path("fee_details")
                .forEach(fee -> row.addFeeDetail(
                        new Fee(fee.path("type").asText(), fee.path("amount").asLong())));
        return row.build();
    }

    static PayoutFact payout(JsonNode payout) {
        String status = payout.path("status").asText("paid");
        String state = switch (status) {
            case "failed" -> "FAILED";
            case "canceled" -> "CANCELLED";
            default -> "PAID";
        };
        long arrival = payout.has("arrival")
                ? LocalDate.ofEpochDay(payout.path("arrival").asLong())
                        .toEpochSecond(java.time.LocalTime.MIDNIGHT, ZoneOffset.UTC)
                : payout.path("arrival_date").asLong(0);
        return PayoutFact.builder()
                .key(key(payout.path("id").asText()))
                .amountMinor(payout.path("amount").asLong())
                .currency(payout.path("currency").asText())
                .status(status)
                .state(new StripeFact.State(state, 30, false))
                .automatic(payout.path("automatic").asBoolean(true))
                .method(payout.path("method").asText("standard"))
                .reconciliationStatus(text(payout, "reconciliation_status"))
                .balanceTransaction(text(payout, "balance_transaction"))
                .traceId(text(payout, "trace_id").filter(id -> !id.isBlank()))
                .arrivalAt(Instant.ofEpochSecond(arrival))
                .createdAt(instant(payout, "created"))
                .build();
    }

    static StatementEntry entry(JsonNode line) {
        return StatementEntry.builder()
                .id(ItemId.of(line.path("id").asText()))
                .account(BankAccountRef.of("GB29 NWBK 6016 1331 9268 19"))
                .bookedOn(LocalDate.ofEpochDay(line.path("day").asLong()))
                .amount(AMOUNTS.toMoney(
                        line.path("currency").asText(), line.path("minor").asLong()))
                .text(line.path("text").asText())
                .build();
    }

    static PaymentEvidence payment(JsonNode payment) {
        PaymentEvidence.Builder evidence = PaymentEvidence.builder()
                .paymentId(payment.path("id").asText())
                .amount(money(payment, "amount"))
                .paidOn(LocalDate.ofEpochDay(payment.path("date").asLong()))
                .standing(StatusTable.PaymentStanding.SUCCEEDED)
                .customer(text(payment, "customer").map(PartyId::of))
                .clientReference(text(payment, "client_reference"))
                .paymentLink(text(payment, "payment_link"));
        text(payment, "invoice_payment").ifPresent(evidence::addInvoicePayment);
        text(payment, "legacy_invoice").ifPresent(evidence::addLegacyInvoice);
        text(payment, "order_reference").ifPresent(evidence::addOrderReference);
        text(payment, "text").ifPresent(evidence::addText);
        payment.path("metadata")
                .properties()
                .forEach(entry ->
                        evidence.putMetadata(entry.getKey(), entry.getValue().asText()));
        return evidence.build();
    }

    static Invoice invoice(JsonNode invoice) {
        MonetaryAmount open = money(invoice, "open");
        Invoice.Builder built = Invoice.builder()
                .id(InvoiceId.of(invoice.path("number").asText()))
                .customer(PartyId.of(invoice.path("customer").asText()))
                .amount(open)
                .status(open.isZero() ? Invoice.Status.PAID : Invoice.Status.PENDING)
                .issuedOn(LocalDate.ofEpochDay(invoice.path("date").asLong()))
                .putReference("id", invoice.path("id").asText());
        for (String kind : new String[] {"booking", "stripe_invoice", "payment_link", "order"}) {
            text(invoice, kind).ifPresent(value -> built.putReference(kind, value));
        }
        return built.build();
    }

    private static MonetaryAmount money(JsonNode node, String field) {
        return AMOUNTS.toMoney(node.path("currency").asText(), node.path(field).asLong());
    }

    static ArrayNode names(Collection<?> values) {
        ArrayNode array = JSON.createArrayNode();
        values.stream().map(Object::toString).sorted().forEach(array::add);
        return array;
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }
}
