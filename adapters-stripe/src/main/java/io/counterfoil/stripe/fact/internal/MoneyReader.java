package io.counterfoil.stripe.fact.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.stripe.fact.StripeCode;
import io.counterfoil.stripe.fact.StripeFact.BalanceFact;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.fact.StripeFact.ChargeFact;
import io.counterfoil.stripe.fact.StripeFact.DisputeFact;
import io.counterfoil.stripe.fact.StripeFact.Fee;
import io.counterfoil.stripe.fact.StripeFact.FraudWarningFact;
import io.counterfoil.stripe.fact.StripeFact.MovementFact;
import io.counterfoil.stripe.fact.StripeFact.PaymentIntentFact;
import io.counterfoil.stripe.fact.StripeFact.PayoutFact;
import io.counterfoil.stripe.fact.StripeFact.RefundFact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads objects that move money: rows, charges, intents, refunds, disputes, payouts, movements. Not thread-safe: confine to one page. */
final class MoneyReader {

    /** More digits than any rate has; a number like 1e999999999 must not be written out. */
    private static final int MAX_RATE_DIGITS = 40;

    private final FactContext page;
    private final FactReader reader;

    MoneyReader(FactContext page, FactReader reader) {
        this.page = page;
        this.reader = reader;
    }

    BalanceRow balanceRow(FieldReader fields) {
        page.requireId(fields);
        return BalanceRow.builder()
                .key(page.key(fields))
                .type(fields.requiredText("type"))
                .reportingCategory(fields.text("reporting_category"))
                .amountMinor(fields.requiredAmount("amount"))
                .feeMinor(fields.amount("fee").orElse(0))
                .netMinor(fields.requiredAmount("net"))
                .currency(fields.requiredText("currency"))
                .feeDetails(fees(fields))
                .source(fields.reference("source"))
                .balanceType(fields.text("balance_type"))
                .status(fields.text("status").orElse(""))
                .createdAt(fields.requiredInstant("created"))
                .availableOn(fields.instant("available_on"))
                .exchangeRate(Optional.of(fields.node("exchange_rate"))
                        .filter(JsonNode::isNumber)
                        .map(JsonNode::decimalValue)
                        .filter(rate ->
                                rate.precision() <= MAX_RATE_DIGITS && Math.abs(rate.scale()) <= MAX_RATE_DIGITS))
                .description(fields.freeText("description"))
                .build();
    }

    List<Fee> fees(FieldReader fields) {
        List<Fee> fees = new ArrayList<>();
        JsonNode details = fields.node("fee_details");
        for (int i = 0; i < details.size(); i++) {
            FieldReader fee = page.fields(details.path(i), fields.pointer() + "/fee_details/" + i);
            fees.add(new Fee(fee.text("type").orElse(""), fee.requiredAmount("amount")));
            if (fee.failed()) {
                fields.error(
                        StripeCode.BAD_AMOUNT,
                        "fee_details",
                        "an element of the fee has no amount, the row is not read");
            }
        }
        return fees;
    }

    ChargeFact charge(FieldReader fields) {
        String status = page.status(fields);
        boolean captured = fields.flag("captured", true);
        Optional<String> takenBack = fields.reference("failure_balance_transaction");
        Optional<String> method = fields.child("payment_method_details").text("type");
        FieldReader details = fields.child("payment_method_details").child(method.orElse("card"));
        FieldReader outcome = fields.child("outcome");
        boolean byIssuer =
                outcome.text("type").filter("issuer_declined"::equals).isPresent();
        return ChargeFact.builder()
                .key(page.key(fields))
                .amountMinor(fields.requiredAmount("amount"))
                .amountCapturedMinor(fields.amount("amount_captured"))
                .amountRefundedMinor(fields.amount("amount_refunded").orElse(0))
                .currency(fields.requiredText("currency"))
                .status(status)
                .state(page.known(fields, StateTable.charge(status, captured, takenBack.isPresent())))
                .captured(captured)
                .paid(fields.flag("paid", false))
                .disputed(fields.flag("disputed", false))
                .failureCode(fields.text("failure_code"))
                .declineReason(byIssuer ? outcome.text("reason") : Optional.empty())
                .networkAdvice(outcome.text("advice_code"))
                .paymentMethod(method)
                .cardCountry(details.text("country"))
                .mandate(details.reference("mandate"))
                .instrument(fields.reference("payment_method"))
                .applicationFee(fields.reference("application_fee"))
                .transfer(fields.reference("transfer"))
                .cutLists(page.cut(fields, "refunds"))
                .balanceTransaction(fields.reference("balance_transaction"))
                .failureBalanceTransaction(takenBack)
                .paymentIntent(fields.reference("payment_intent"))
                .legacyInvoice(fields.reference("invoice"))
                .customer(fields.reference("customer"))
                .orderReference(fields.child("payment_details").text("order_reference"))
                .metadata(fields.texts("metadata"))
                .description(fields.freeText("description"))
                .createdAt(fields.requiredInstant("created"))
                .build();
    }

    PaymentIntentFact paymentIntent(FieldReader fields) {
        String status = page.status(fields);
        FieldReader lastError = fields.child("last_payment_error");
        FieldReader.Located charge = fields.located("latest_charge", "charges.data[0].id");
        return PaymentIntentFact.builder()
                .key(page.key(fields))
                .amountMinor(fields.requiredAmount("amount"))
                .amountReceivedMinor(fields.amount("amount_received").orElse(0))
                .amountCapturableMinor(fields.amount("amount_capturable").orElse(0))
                .currency(fields.requiredText("currency"))
                .status(status)
                .state(page.known(
                        fields,
                        StateTable.paymentIntent(
                                status, fields.node("last_payment_error").isObject())))
                .lastErrorCode(lastError.text("decline_code").or(() -> lastError.text("code")))
                .latestCharge(charge.value())
                .paths(charge.path("latest_charge"))
                .legacyInvoice(fields.reference("invoice"))
                .customer(fields.reference("customer"))
                .orderReference(fields.child("payment_details").text("order_reference"))
                .metadata(fields.texts("metadata"))
                .description(fields.freeText("description"))
                .createdAt(fields.requiredInstant("created"))
                .build();
    }

    RefundFact refund(FieldReader fields) {
        String status = page.status(fields);
        FieldReader destination = fields.child("destination_details");
        FieldReader sent = destination.child(destination.text("type").orElse("card"));
        return RefundFact.builder()
                .key(page.key(fields))
                .amountMinor(fields.requiredAmount("amount"))
                .currency(fields.requiredText("currency"))
                .status(status)
                .state(page.known(fields, StateTable.refund(status)))
                .failureReason(fields.text("failure_reason"))
                .reason(fields.text("reason"))
                .bankReference(sent.text("reference"))
                .bankReferenceType(sent.text("reference_type"))
                .charge(fields.reference("charge"))
                .paymentIntent(fields.reference("payment_intent"))
                .balanceTransaction(fields.reference("balance_transaction"))
                .failureBalanceTransaction(fields.reference("failure_balance_transaction"))
                .createdAt(fields.requiredInstant("created"))
                .build();
    }

    DisputeFact dispute(FieldReader fields) {
        String status = page.status(fields);
        FieldReader method = fields.child("payment_method_details");
        FieldReader evidence = fields.child("evidence_details");
        return DisputeFact.builder()
                .key(page.key(fields))
                .amountMinor(fields.requiredAmount("amount"))
                .currency(fields.requiredText("currency"))
                .status(status)
                .state(page.known(fields, StateTable.dispute(status)))
                .reason(fields.text("reason"))
                .charge(fields.reference("charge"))
                .paymentIntent(fields.reference("payment_intent"))
                .paymentMethod(method.text("type"))
                .networkReason(
                        method.child("card").text("network_reason_code").or(() -> fields.text("network_reason_code")))
                .answered(evidence.node("submission_count").asLong(0) > 0)
                .dueBy(evidence.instant("due_by").filter(due -> due.getEpochSecond() > 0))
                .chargeRefundable(fields.flag("is_charge_refundable", false))
                .rows(page.embedded(
                        reader,
                        fields,
                        new FactContext.Embedded<>(
                                fields.node("balance_transactions"), "balance_transactions", BalanceRow.class)))
                .createdAt(fields.requiredInstant("created"))
                .build();
    }

    PayoutFact payout(FieldReader fields) {
        page.requireId(fields);
        String status = fields.requiredText("status");
        FieldReader.Located trace = fields.located("trace_id.value", "trace_id");
        return PayoutFact.builder()
                .key(page.key(fields))
                .amountMinor(fields.requiredAmount("amount"))
                .currency(fields.requiredText("currency"))
                .status(status)
                .state(page.known(fields, StateTable.payout(status)))
                .automatic(fields.flag("automatic", false))
                .method(fields.text("method").orElse("standard"))
                .reconciliationStatus(fields.text("reconciliation_status"))
                .balanceTransaction(fields.reference("balance_transaction"))
                .failureBalanceTransaction(fields.reference("failure_balance_transaction"))
                .failureCode(fields.text("failure_code"))
                .traceId(trace.value())
                .paths(trace.path("trace_id"))
                .arrivalAt(fields.requiredInstant("arrival_date"))
                .createdAt(fields.requiredInstant("created"))
                .build();
    }

    MovementFact movement(FieldReader fields, String type) {
        page.requireId(fields);
        return MovementFact.builder()
                .key(page.key(fields))
                .objectType(type)
                .amountMinor(fields.requiredAmount("amount"))
                .amountReversedMinor(fields.amount("amount_reversed")
                        .orElseGet(() -> fields.amount("amount_refunded").orElse(0)))
                .currency(fields.requiredText("currency"))
                .status(page.status(fields))
                .charge(fields.reference("source_transaction").or(() -> fields.reference("charge")))
                .counterparty(fields.reference("destination").or(() -> fields.reference("account")))
                .balanceTransaction(fields.reference("balance_transaction"))
                .createdAt(fields.instant("created")
                        .or(() -> fields.instant("date"))
                        .orElseGet(() -> fields.requiredInstant("created")))
                .cutLists(page.cut(fields, "reversals", "refunds"))
                .testClock(fields.reference("test_clock"))
                .build();
    }

    FraudWarningFact fraudWarning(FieldReader fields) {
        page.requireId(fields);
        return FraudWarningFact.builder()
                .key(page.key(fields))
                .charge(fields.reference("charge"))
                .paymentIntent(fields.reference("payment_intent"))
                .fraudType(fields.text("fraud_type"))
                .actionable(fields.flag("actionable", false))
                .createdAt(fields.requiredInstant("created"))
                .build();
    }

    BalanceFact balance(FieldReader fields) {
        return new BalanceFact(page.account(), page.livemode(), sums(fields, "available"), sums(fields, "pending"));
    }

    private Map<String, Long> sums(FieldReader fields, String list) {
        Map<String, Long> sums = new TreeMap<>();
        JsonNode entries = fields.node(list);
        for (int i = 0; i < entries.size(); i++) {
            FieldReader entry = page.fields(entries.path(i), fields.pointer() + "/" + list + "/" + i);
            String currency = entry.requiredText("currency");
            long amount = entry.requiredAmount("amount");
            if (entry.failed() || sums.putIfAbsent(currency, amount) != null) {
                fields.error(StripeCode.BAD_AMOUNT, list, "an entry of the balance cannot be read or stands twice");
            }
        }
        return sums;
    }
}
