package io.counterfoil.stripe.fact.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.payments.redaction.PanRedactor;
import io.counterfoil.stripe.fact.StripeFact.CashBalanceFact;
import io.counterfoil.stripe.fact.StripeFact.CheckoutSessionFact;
import io.counterfoil.stripe.fact.StripeFact.CreditNoteFact;
import io.counterfoil.stripe.fact.StripeFact.InvoiceFact;
import io.counterfoil.stripe.fact.StripeFact.InvoicePaymentFact;
import io.counterfoil.stripe.fact.StripeFact.MandateFact;
import io.counterfoil.stripe.fact.StripeFact.PaymentLinkFact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Reads objects that bill: invoices and their payments, links, sessions, credit notes, cash, mandates. Not thread-safe: confine to one page. */
final class BillingReader {

    private final FactContext page;
    private final FactReader reader;

    BillingReader(FactContext page, FactReader reader) {
        this.page = page;
        this.reader = reader;
    }

    InvoiceFact invoice(FieldReader fields) {
        String status = page.status(fields);
        FieldReader.Located subscription = fields.located("parent.subscription_details.subscription", "subscription");
        Map<String, String> paths = new TreeMap<>(subscription.path("subscription"));
        paths.putAll(fields.located("payments.data[0].id", "payment_intent", "charge")
                .path("payment"));
        return InvoiceFact.builder()
                .key(page.key(fields))
                .amountDueMinor(fields.requiredAmount("amount_due"))
                .amountPaidMinor(fields.amount("amount_paid").orElse(0))
                .amountRemainingMinor(fields.amount("amount_remaining"))
                .currency(fields.requiredText("currency"))
                .status(status)
                .state(page.known(fields, StateTable.invoice(status)))
                .number(fields.text("number"))
                .customer(fields.reference("customer"))
                .attemptCount(fields.amount("attempt_count").orElse(0))
                .legacyPaymentIntent(fields.reference("payment_intent"))
                .legacyCharge(fields.reference("charge"))
                .payments(page.embedded(
                        reader,
                        fields,
                        new FactContext.Embedded<>(
                                fields.node("payments").path("data"), "payments/data", InvoicePaymentFact.class)))
                .cutLists(page.cut(fields, "payments", "lines"))
                .paidOutOfBand(fields.flag("paid_out_of_band", false))
                .subscription(subscription.value())
                .taxMinor(tax(fields))
                .hostedUrl(fields.text("hosted_invoice_url"))
                .testClock(fields.reference("test_clock"))
                .paths(paths)
                .metadata(fields.texts("metadata"))
                .createdAt(fields.instant("created")
                        .or(() -> fields.instant("date"))
                        .orElseGet(() -> fields.requiredInstant("created")))
                .build();
    }

    InvoicePaymentFact invoicePayment(FieldReader fields) {
        String status = fields.requiredText("status");
        FieldReader payment = fields.child("payment");
        Optional<String> type = payment.text("type");
        return InvoicePaymentFact.builder()
                .key(page.key(fields))
                .invoice(fields.reference("invoice").orElseGet(() -> {
                    fields.missing("invoice", "the id of an invoice");
                    return "";
                }))
                .amountPaidMinor(fields.amount("amount_paid"))
                .amountRequestedMinor(fields.requiredAmount("amount_requested"))
                .currency(fields.requiredText("currency"))
                .status(status)
                .state(page.known(fields, StateTable.invoicePayment(status)))
                .standard(fields.flag("is_default", false))
                .paymentType(type)
                .payment(type.flatMap(payment::referenceNamed))
                .build();
    }

    /** Newest shape first; the elements of a list sum to the tax. */
    private static OptionalLong tax(FieldReader fields) {
        for (String list : List.of("total_taxes", "total_tax_amounts")) {
            if (fields.node(list).isArray()) {
                return fields.sum(fields.node(list), "amount");
            }
        }
        return fields.amount("tax");
    }

    PaymentLinkFact paymentLink(FieldReader fields) {
        page.requireId(fields);
        FieldReader sessions = fields.child("restrictions").child("completed_sessions");
        JsonNode lines = fields.node("line_items").path("data");
        boolean whole = lines.isArray() && page.cut(fields, "line_items").isEmpty();
        return PaymentLinkFact.builder()
                .key(page.key(fields))
                .active(fields.flag("active", false))
                .url(fields.text("url"))
                .amountMinor(whole ? fields.sum(lines, "amount_total") : OptionalLong.empty())
                .currency(fields.text("currency").orElse(""))
                .completedLimit(sessions.amount("limit"))
                .completed(sessions.amount("count").orElse(0))
                .metadata(fields.texts("metadata"))
                .cutLists(page.cut(fields, "line_items"))
                .build();
    }

    CheckoutSessionFact session(FieldReader fields) {
        page.requireId(fields);
        String status = page.status(fields);
        Optional<String> paymentStatus = fields.text("payment_status");
        return CheckoutSessionFact.builder()
                .key(page.key(fields))
                .amountTotalMinor(fields.amount("amount_total"))
                .currency(fields.text("currency").orElse(""))
                .status(status)
                .state(page.known(fields, StateTable.session(status, paymentStatus.orElse(""))))
                .paymentStatus(paymentStatus)
                .clientReference(fields.text("client_reference_id").map(PanRedactor::redact))
                .paymentIntent(fields.reference("payment_intent"))
                .invoice(fields.reference("invoice"))
                .paymentLink(fields.reference("payment_link"))
                .customer(fields.reference("customer"))
                .url(fields.text("url"))
                .expiresAt(fields.instant("expires_at"))
                .metadata(fields.texts("metadata"))
                .createdAt(fields.instant("created").orElse(Instant.EPOCH))
                .build();
    }

    CreditNoteFact creditNote(FieldReader fields) {
        page.requireId(fields);
        String status = page.status(fields);
        return CreditNoteFact.builder()
                .key(page.key(fields))
                .amountMinor(fields.requiredAmount("amount"))
                .currency(fields.requiredText("currency"))
                .status(status)
                .state(page.known(fields, StateTable.creditNote(status)))
                .type(fields.text("type"))
                .invoice(fields.reference("invoice"))
                .number(fields.text("number"))
                .outOfBandMinor(fields.amount("out_of_band_amount").orElse(0))
                .prePaymentMinor(fields.amount("pre_payment_amount"))
                .postPaymentMinor(fields.amount("post_payment_amount"))
                .refunds(refunds(fields))
                .createdAt(fields.requiredInstant("created"))
                .build();
    }

    /** From the list that newer versions have, else from the single field of older ones. */
    private static List<String> refunds(FieldReader fields) {
        List<String> refunds = new ArrayList<>();
        for (JsonNode entry : fields.node("refunds")) {
            JsonNode refund = entry.path("refund");
            JsonNode id = refund.isObject() ? refund.path("id") : refund;
            if (id.isTextual()) {
                refunds.add(id.textValue());
            }
        }
        return refunds.isEmpty() ? fields.reference("refund").stream().toList() : refunds;
    }

    CashBalanceFact cash(FieldReader fields) {
        page.requireId(fields);
        FieldReader transfer = fields.child("funded").child("bank_transfer");
        FieldReader bank = transfer.child(transfer.text("type").orElse(""));
        return CashBalanceFact.builder()
                .key(page.key(fields))
                .type(fields.requiredText("type"))
                .netMinor(fields.requiredAmount("net_amount"))
                .endingBalanceMinor(fields.amount("ending_balance"))
                .currency(fields.requiredText("currency"))
                .customer(fields.reference("customer"))
                .sender(bank.text("sender_name").map(PanRedactor::redact))
                .reference(transfer.text("reference").map(PanRedactor::redact))
                .paymentIntent(fields.child("applied_to_payment")
                        .reference("payment_intent")
                        .or(() -> fields.child("unapplied_from_payment").reference("payment_intent")))
                .refund(fields.child("refunded_from_payment").reference("refund"))
                .createdAt(fields.requiredInstant("created"))
                .build();
    }

    MandateFact mandate(FieldReader fields) {
        page.requireId(fields);
        String status = page.status(fields);
        return MandateFact.builder()
                .key(page.key(fields))
                .status(status)
                .state(page.known(fields, StateTable.mandate(status)))
                .type(fields.text("type"))
                .instrument(fields.reference("payment_method"))
                .paymentMethod(fields.child("payment_method_details").text("type"))
                .build();
    }
}
