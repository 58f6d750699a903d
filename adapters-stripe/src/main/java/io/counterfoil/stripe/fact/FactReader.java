package io.counterfoil.stripe.fact;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.fact.StripeFact.ChargeFact;
import io.counterfoil.stripe.fact.StripeFact.DisputeFact;
import io.counterfoil.stripe.fact.StripeFact.Fee;
import io.counterfoil.stripe.fact.StripeFact.InvoiceFact;
import io.counterfoil.stripe.fact.StripeFact.InvoicePaymentFact;
import io.counterfoil.stripe.fact.StripeFact.OtherFact;
import io.counterfoil.stripe.fact.StripeFact.PaymentIntentFact;
import io.counterfoil.stripe.fact.StripeFact.PayoutFact;
import io.counterfoil.stripe.fact.StripeFact.RefundFact;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads one object of Stripe into a fact. A field is sought where the newest API has it, then where older ones had it
 * ({@code stripe_version_shapes.json}). Not thread-safe: confine to one page.
 */
final class FactReader {

    private final StripeAccountId account;
    private final boolean livemode;
    private final String source;
    private final List<Diagnostic> diagnostics;

    FactReader(StripeAccountId account, boolean livemode, String source, List<Diagnostic> diagnostics) {
        this.account = account;
        this.livemode = livemode;
        this.source = source;
        this.diagnostics = diagnostics;
    }

    /** The fact that the object states; empty where a diagnostic of level ERROR says why there is none. */
    Optional<StripeFact> read(JsonNode object, String pointer) {
        FieldReader fields = new FieldReader(object, source, pointer, diagnostics);
        if (!object.isObject()) {
            fields.error(
                    StripeCode.MISSING_FIELD, "", "an entry of the page is no object, expected an object of Stripe");
            return Optional.empty();
        }
        String type = fields.requiredText("object");
        if (fields.node("livemode").isBoolean() && fields.flag("livemode", livemode) != livemode) {
            fields.error(
                    StripeCode.WRONG_MODE,
                    "livemode",
                    "the object is of " + mode(!livemode) + " mode, expected " + mode(livemode));
        }
        StripeFact fact = fields.flag("deleted", false) ? other(fields, type) : read(fields, type);
        return fields.failed() ? Optional.empty() : Optional.of(fact);
    }

    private StripeFact read(FieldReader fields, String type) {
        return switch (type) {
            case "balance_transaction" -> balanceRow(fields);
            case "charge" -> charge(fields);
            case "payment_intent" -> paymentIntent(fields);
            case "refund" -> refund(fields);
            case "dispute" -> dispute(fields);
            case "payout" -> payout(fields);
            case "invoice" -> invoice(fields);
            case "invoice_payment" -> invoicePayment(fields);
            default -> {
                if (!fields.failed()) {
                    fields.warning(
                            StripeCode.UNKNOWN_OBJECT,
                            "object",
                            "an object of type '" + shown(type) + "' is kept, not read further");
                }
                yield other(fields, type);
            }
        };
    }

    private OtherFact other(FieldReader fields, String type) {
        return new OtherFact(key(fields), type, fields.flag("deleted", false));
    }

    private BalanceRow balanceRow(FieldReader fields) {
        requireId(fields);
        return BalanceRow.builder()
                .key(key(fields))
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
                        .map(JsonNode::decimalValue))
                .description(fields.freeText("description"))
                .build();
    }

    private List<Fee> fees(FieldReader fields) {
        List<Fee> fees = new ArrayList<>();
        JsonNode details = fields.node("fee_details");
        for (int i = 0; i < details.size(); i++) {
            FieldReader fee =
                    new FieldReader(details.path(i), source, fields.pointer() + "/fee_details/" + i, diagnostics);
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

    private ChargeFact charge(FieldReader fields) {
        String status = status(fields);
        boolean captured = fields.flag("captured", true);
        Optional<String> takenBack = fields.reference("failure_balance_transaction");
        return ChargeFact.builder()
                .key(key(fields))
                .amountMinor(fields.requiredAmount("amount"))
                .amountCapturedMinor(fields.amount("amount_captured"))
                .amountRefundedMinor(fields.amount("amount_refunded").orElse(0))
                .currency(fields.requiredText("currency"))
                .status(status)
                .state(known(fields, StateTable.charge(status, captured, takenBack.isPresent())))
                .captured(captured)
                .paid(fields.flag("paid", false))
                .disputed(fields.flag("disputed", false))
                .failureCode(fields.text("failure_code"))
                .networkAdvice(fields.child("outcome").text("advice_code"))
                .paymentMethod(fields.child("payment_method_details").text("type"))
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

    private PaymentIntentFact paymentIntent(FieldReader fields) {
        String status = status(fields);
        FieldReader lastError = fields.child("last_payment_error");
        Optional<String> firstCharge = Optional.of(
                        fields.node("charges").path("data").path(0).path("id"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue);
        return PaymentIntentFact.builder()
                .key(key(fields))
                .amountMinor(fields.requiredAmount("amount"))
                .amountReceivedMinor(fields.amount("amount_received").orElse(0))
                .amountCapturableMinor(fields.amount("amount_capturable").orElse(0))
                .currency(fields.requiredText("currency"))
                .status(status)
                .state(known(
                        fields,
                        StateTable.paymentIntent(
                                status, fields.node("last_payment_error").isObject())))
                .lastErrorCode(lastError.text("decline_code").or(() -> lastError.text("code")))
                .latestCharge(fields.reference("latest_charge").or(() -> firstCharge))
                .legacyInvoice(fields.reference("invoice"))
                .customer(fields.reference("customer"))
                .orderReference(fields.child("payment_details").text("order_reference"))
                .metadata(fields.texts("metadata"))
                .description(fields.freeText("description"))
                .createdAt(fields.requiredInstant("created"))
                .build();
    }

    private RefundFact refund(FieldReader fields) {
        String status = status(fields);
        return RefundFact.builder()
                .key(key(fields))
                .amountMinor(fields.requiredAmount("amount"))
                .currency(fields.requiredText("currency"))
                .status(status)
                .state(known(fields, StateTable.refund(status)))
                .failureReason(fields.text("failure_reason"))
                .charge(fields.reference("charge"))
                .paymentIntent(fields.reference("payment_intent"))
                .balanceTransaction(fields.reference("balance_transaction"))
                .failureBalanceTransaction(fields.reference("failure_balance_transaction"))
                .createdAt(fields.requiredInstant("created"))
                .build();
    }

    private DisputeFact dispute(FieldReader fields) {
        String status = status(fields);
        return DisputeFact.builder()
                .key(key(fields))
                .amountMinor(fields.requiredAmount("amount"))
                .currency(fields.requiredText("currency"))
                .status(status)
                .state(known(fields, StateTable.dispute(status)))
                .reason(fields.text("reason"))
                .charge(fields.reference("charge"))
                .paymentIntent(fields.reference("payment_intent"))
                .dueBy(fields.child("evidence_details").instant("due_by").filter(due -> due.getEpochSecond() > 0))
                .chargeRefundable(fields.flag("is_charge_refundable", false))
                .rows(embedded(fields, fields.node("balance_transactions"), "balance_transactions", BalanceRow.class))
                .createdAt(fields.requiredInstant("created"))
                .build();
    }

    private PayoutFact payout(FieldReader fields) {
        requireId(fields);
        String status = fields.requiredText("status");
        return PayoutFact.builder()
                .key(key(fields))
                .amountMinor(fields.requiredAmount("amount"))
                .currency(fields.requiredText("currency"))
                .status(status)
                .state(known(fields, StateTable.payout(status)))
                .automatic(fields.flag("automatic", false))
                .method(fields.text("method").orElse("standard"))
                .reconciliationStatus(fields.text("reconciliation_status"))
                .balanceTransaction(fields.reference("balance_transaction"))
                .failureBalanceTransaction(fields.reference("failure_balance_transaction"))
                .failureCode(fields.text("failure_code"))
                .traceId(fields.child("trace_id").text("value").or(() -> fields.text("trace_id")))
                .arrivalAt(fields.requiredInstant("arrival_date"))
                .createdAt(fields.requiredInstant("created"))
                .build();
    }

    private InvoiceFact invoice(FieldReader fields) {
        String status = status(fields);
        return InvoiceFact.builder()
                .key(key(fields))
                .amountDueMinor(fields.requiredAmount("amount_due"))
                .amountPaidMinor(fields.amount("amount_paid").orElse(0))
                .amountRemainingMinor(fields.amount("amount_remaining"))
                .currency(fields.requiredText("currency"))
                .status(status)
                .state(known(fields, StateTable.invoice(status)))
                .number(fields.text("number"))
                .customer(fields.reference("customer"))
                .attemptCount(fields.amount("attempt_count").orElse(0))
                .legacyPaymentIntent(fields.reference("payment_intent"))
                .legacyCharge(fields.reference("charge"))
                .payments(embedded(
                        fields, fields.node("payments").path("data"), "payments/data", InvoicePaymentFact.class))
                .metadata(fields.texts("metadata"))
                .createdAt(fields.instant("created")
                        .or(() -> fields.instant("date"))
                        .orElseGet(() -> {
                            fields.missing("created", "epoch seconds");
                            return java.time.Instant.EPOCH;
                        }))
                .build();
    }

    private InvoicePaymentFact invoicePayment(FieldReader fields) {
        String status = fields.requiredText("status");
        FieldReader payment = fields.child("payment");
        Optional<String> type = payment.text("type");
        return InvoicePaymentFact.builder()
                .key(key(fields))
                .invoice(fields.reference("invoice").orElseGet(() -> {
                    fields.missing("invoice", "the id of an invoice");
                    return "";
                }))
                .amountPaidMinor(fields.amount("amount_paid"))
                .amountRequestedMinor(fields.requiredAmount("amount_requested"))
                .currency(fields.requiredText("currency"))
                .status(status)
                .state(known(fields, StateTable.invoicePayment(status)))
                .standard(fields.flag("is_default", false))
                .paymentType(type)
                .payment(type.flatMap(payment::reference))
                .build();
    }

    /** Facts inside a fact; one that cannot be read makes the outer one unreadable, because it would be incomplete. */
    private <T extends StripeFact> List<T> embedded(FieldReader fields, JsonNode list, String path, Class<T> kind) {
        List<T> facts = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            Optional<T> fact = read(list.path(i), fields.pointer() + "/" + path + "/" + i)
                    .filter(kind::isInstance)
                    .map(kind::cast);
            fact.ifPresentOrElse(
                    facts::add,
                    () -> fields.error(
                            StripeCode.MISSING_FIELD,
                            path,
                            "an embedded object is not what it must be, see its own entry"));
        }
        return facts;
    }

    private String status(FieldReader fields) {
        return fields.text("status").orElse("");
    }

    private FactState known(FieldReader fields, FactState state) {
        Optional<String> status = fields.text("status");
        if (state.equals(FactState.UNKNOWN) && status.isPresent()) {
            fields.warning(
                    StripeCode.UNKNOWN_STATUS,
                    "status",
                    "status '" + shown(status.get()) + "' is not known, kept as it is");
        }
        return state;
    }

    private void requireId(FieldReader fields) {
        if (fields.ownId().isEmpty()) {
            fields.missing("id", "the id of the object");
        }
    }

    private Optional<ObjectKey> key(FieldReader fields) {
        return fields.ownId().map(id -> new ObjectKey(account, livemode, id));
    }

    /** A word of Stripe's, shortened: an unknown value may be anything. */
    private static String shown(String word) {
        return word.matches("[A-Za-z0-9_.-]{1,64}") ? word : "(" + word.length() + " characters)";
    }

    private static String mode(boolean livemode) {
        return livemode ? "live" : "test";
    }
}
