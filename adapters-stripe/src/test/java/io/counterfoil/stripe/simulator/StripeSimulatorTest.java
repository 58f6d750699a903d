package io.counterfoil.stripe.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.stripe.testkit.SimulatedTransport;
import io.counterfoil.stripe.transport.StripeRequest;
import io.counterfoil.stripe.transport.StripeResponse;
import io.counterfoil.stripe.transport.StripeTransport;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StripeSimulatorTest {

    private final StripeSimulator stripe = StripeSimulator.builder(1).build();

    private final StripeTransport transport = SimulatedTransport.of(stripe);

    private static JsonNode json(StripeResponse response) {
        try {
            return Json.MAPPER.readTree(response.body());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private StripeResponse send(StripeRequest request) {
        try {
            return transport.send(request);
        } catch (StripeTransport.Failure e) {
            throw new AssertionError(e);
        }
    }

    private JsonNode get(String path) {
        return json(send(StripeRequest.get(path)));
    }

    private JsonNode post(String path, String... pairs) {
        StripeRequest request = StripeRequest.post(path);
        for (int i = 0; i < pairs.length; i += 2) {
            request = request.with(pairs[i], pairs[i + 1]);
        }
        return json(send(request));
    }

    private JsonNode pay(long amount, String method) {
        return post(
                "/v1/payment_intents",
                "amount",
                Long.toString(amount),
                "currency",
                "gbp",
                "payment_method",
                method,
                "confirm",
                "true",
                "metadata[invoice_number]",
                "INV-7");
    }

    private Map<String, Long> book() {
        return stripe.truth().balances().getOrDefault("gbp", Map.of());
    }

    @Test
    @DisplayName("STR-66 a card payment becomes a charge, a row and an entry of the book")
    void cardPayment() {
        JsonNode intent = pay(25_050, "pm_card_visa");

        assertThat(intent.path("status").asText()).isEqualTo("succeeded");
        assertThat(intent.path("amount_received").asLong()).isEqualTo(25_050);
        JsonNode charge = get("/v1/charges/" + intent.path("latest_charge").asText());
        assertThat(charge.path("metadata").path("invoice_number").asText()).isEqualTo("INV-7");
        JsonNode row = get(
                "/v1/balance_transactions/" + charge.path("balance_transaction").asText());
        // 1.5 % of 250.50 is 3.7575, rounded half up 3.76, and 0.20: 3.96; tax of 20 % on it 0.79
        assertThat(row.path("fee").asLong()).isEqualTo(475);
        assertThat(row.path("fee_details").findValuesAsText("amount")).containsExactly("396", "79");
        assertThat(row.path("net").asLong()).isEqualTo(24_575);
        assertThat(row.path("status").asText()).isEqualTo("pending");
        assertThat(book())
                .isEqualTo(Map.of(
                        "STRIPE_BALANCE",
                        24_575L,
                        "PROCESSING_FEES",
                        396L,
                        "INPUT_TAX",
                        79L,
                        "UNAPPLIED_CASH",
                        -25_050L));
        assertThat(get("/v1/balance").path("pending").path(0).path("amount").asLong())
                .isEqualTo(24_575);
        stripe.clock().advance(Duration.ofDays(2));
        assertThat(get("/v1/balance").path("available").path(0).path("amount").asLong())
                .isEqualTo(24_575);
    }

    @Test
    @DisplayName("STR-66 a decline is answered with 402 and leaves a failed charge")
    void decline() {
        StripeResponse response = send(StripeRequest.post("/v1/payment_intents")
                .with("amount", 500)
                .with("currency", "gbp")
                .with("payment_method", "pm_card_visa_chargeDeclinedInsufficientFunds")
                .with("confirm", "true"));

        assertThat(response.status()).isEqualTo(402);
        assertThat(response.errorType()).contains("card_error");
        JsonNode error = json(response).path("error");
        assertThat(error.path("decline_code").asText()).isEqualTo("insufficient_funds");
        assertThat(error.path("payment_intent").path("status").asText()).isEqualTo("requires_payment_method");
        assertThat(get("/v1/charges/" + error.path("charge").asText())
                        .path("status")
                        .asText())
                .isEqualTo("failed");
        assertThat(stripe.truth().rows()).isEmpty();
        assertThat(stripe.truth().balances()).isEmpty();
    }

    @Test
    @DisplayName("STR-66 a bank debit settles after three days and may come back after eight")
    void debit() {
        JsonNode good = pay(1_000, "pm_bacsDebit_success");
        JsonNode bad = pay(2_000, "pm_bacsDebit_lateFailure");
        JsonNode never = pay(4_000, "pm_bacsDebit_insufficientFunds");
        assertThat(good.path("status").asText()).isEqualTo("processing");

        stripe.clock().advance(Duration.ofDays(3));
        assertThat(status("payment_intents", good)).isEqualTo("succeeded");
        assertThat(status("payment_intents", bad)).isEqualTo("succeeded");
        assertThat(status("payment_intents", never)).isEqualTo("requires_payment_method");
        assertThat(book().get("UNAPPLIED_CASH")).isEqualTo(-3_000);

        stripe.clock().advance(Duration.ofDays(5));
        assertThat(status("payment_intents", bad)).isEqualTo("requires_payment_method");
        JsonNode charge = get("/v1/charges/" + bad.path("latest_charge").asText());
        assertThat(charge.path("status").asText()).isEqualTo("failed");
        JsonNode row = get("/v1/balance_transactions/"
                + charge.path("failure_balance_transaction").asText());
        assertThat(row.path("type").asText()).isEqualTo("payment_failure_refund");
        assertThat(row.path("net").asLong()).isEqualTo(-2_000);
        String mandate = charge.path("payment_method_details")
                .path("bacs_debit")
                .path("mandate")
                .asText();
        assertThat(get("/v1/mandates/" + mandate).path("status").asText()).isEqualTo("inactive");
        assertThat(book().get("UNAPPLIED_CASH")).isEqualTo(-1_000);
    }

    private String status(String resource, JsonNode object) {
        return get("/v1/" + resource + "/" + object.path("id").asText())
                .path("status")
                .asText();
    }

    @Test
    @DisplayName("STR-66 every day what is available is paid out, and the payout's rows sum to zero")
    void automaticPayout() {
        pay(10_000, "pm_card_visa");
        JsonNode second = pay(5_000, "pm_card_visa");
        post("/v1/refunds", "payment_intent", second.path("id").asText(), "amount", "1000");
        stripe.clock().advance(Duration.ofDays(3));

        JsonNode payout = get("/v1/payouts").path("data").path(0);
        assertThat(payout.path("automatic").asBoolean()).isTrue();
        // fees: 170 + 34 tax, 95 + 19 tax
        assertThat(payout.path("amount").asLong()).isEqualTo(10_000 - 204 + 5_000 - 114 - 1_000);
        JsonNode rows = json(send(StripeRequest.get("/v1/balance_transactions")
                .with("payout", payout.path("id").asText())
                .with("limit", 100)));
        assertThat(rows.path("data")).hasSize(4);
        long sum = 0;
        for (JsonNode row : rows.path("data")) {
            sum += row.path("net").asLong();
        }
        assertThat(sum).isZero();
        assertThat(payout.path("reconciliation_status").asText()).isEqualTo("completed");
        assertThat(stripe.truth().members().get(payout.path("id").asText())).hasSize(4);
        stripe.clock().advance(Duration.ofDays(2));
        assertThat(status("payouts", payout)).isEqualTo("paid");
    }

    @Test
    @DisplayName("STR-66 a payout that was paid may fail, and the money goes into a later payout")
    void failedPayout() {
        pay(10_000, "pm_card_visa");
        stripe.account().failNextPayouts(1);
        stripe.clock().advance(Duration.ofDays(10));

        JsonNode payouts = get("/v1/payouts").path("data");
        assertThat(payouts).hasSize(2);
        assertThat(payouts.path(1).path("status").asText()).isEqualTo("failed");
        assertThat(payouts.path(0).path("status").asText()).isEqualTo("paid");
        assertThat(payouts.path(0).path("amount").asLong())
                .isEqualTo(payouts.path(1).path("amount").asLong());
        assertThat(stripe.truth().totals()).containsEntry("gbp", 0L);
    }

    @Test
    @DisplayName("STR-66 payouts by hand need the money to be available; an instant one has a fee")
    void manualPayouts() {
        StripeSimulator manual = StripeSimulator.builder(2).manualPayouts().build();
        StripeTransport there = SimulatedTransport.of(manual);
        assertThat(manual.account().id()).isEqualTo("acct_sim");
        StripeRequest charge = StripeRequest.post("/v1/charges")
                .with("amount", 100_000)
                .with("currency", "gbp")
                .with("source", "tok_visa");
        StripeRequest payout = StripeRequest.post("/v1/payouts")
                .with("amount", 50_000)
                .with("currency", "gbp")
                .with("method", "instant");
        try {
            there.send(charge);
            assertThat(there.send(payout).errorCode()).contains("balance_insufficient");
            manual.clock().advance(Duration.ofDays(2));
            assertThat(json(there.send(payout)).path("reconciliation_status").asText())
                    .isEqualTo("not_applicable");
        } catch (StripeTransport.Failure e) {
            throw new AssertionError(e);
        }
        // fee of the charge 1,520 and 304 tax; of the payout 500
        assertThat(manual.truth().totals()).containsEntry("gbp", 100_000L - 1_824 - 50_000 - 500);
        assertThat(manual.truth().balances().get("gbp")).containsEntry("PAYOUT_IN_TRANSIT", 50_000L);
    }

    @Test
    @DisplayName("STR-66 a dispute takes the money and its fee, and a verdict gives it back or makes it a loss")
    void disputes() {
        JsonNode won = pay(3_000, "pm_card_createDispute");
        JsonNode lost = pay(7_000, "pm_card_createDispute");
        stripe.clock().advance(Duration.ofMinutes(2));
        assertThat(book().get("DISPUTED_FUNDS")).isEqualTo(10_000);
        assertThat(book().get("DISPUTE_FEES")).isEqualTo(3_000);

        String id = disputeOf(won);
        post("/v1/disputes/" + id, "evidence[uncategorized_text]", "winning_evidence", "submit", "true");
        assertThat(get("/v1/disputes/" + id).path("status").asText()).isEqualTo("under_review");
        stripe.clock().advance(Duration.ofDays(21));
        assertThat(get("/v1/disputes/" + id).path("status").asText()).isEqualTo("won");
        assertThat(get("/v1/disputes/" + id).path("balance_transactions")).hasSize(2);
        assertThat(get("/v1/disputes/" + disputeOf(lost)).path("status").asText())
                .isEqualTo("lost");
        assertThat(book()).doesNotContainKey("DISPUTED_FUNDS");
        assertThat(book().get("CHARGEBACK_LOSS")).isEqualTo(7_000);
        assertThat(book().get("DISPUTE_FEES")).isEqualTo(3_000);
        assertThat(stripe.truth().lostDisputes()).containsExactly(disputeOf(lost));
    }

    private String disputeOf(JsonNode intent) {
        return json(send(StripeRequest.get("/v1/disputes")
                        .with("payment_intent", intent.path("id").asText())))
                .path("data")
                .path(0)
                .path("id")
                .asText();
    }

    @Test
    @DisplayName("STR-66 an inquiry moves no money until it is escalated")
    void inquiry() {
        JsonNode intent = pay(3_000, "pm_card_createDisputeInquiry");
        stripe.clock().advance(Duration.ofMinutes(2));
        String id = disputeOf(intent);
        assertThat(get("/v1/disputes/" + id).path("status").asText()).isEqualTo("warning_needs_response");
        assertThat(book()).doesNotContainKey("DISPUTED_FUNDS");

        stripe.account().escalate(id);
        assertThat(book().get("DISPUTED_FUNDS")).isEqualTo(3_000);
        stripe.account().decide(id, true);
        assertThat(book()).doesNotContainKey("DISPUTED_FUNDS");
        assertThatThrownBy(() -> stripe.account().decide(id, false)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("STR-66 an invoice is paid by an intent; a credit note lowers it before and refunds after")
    void invoices() {
        JsonNode customer = post("/v1/customers", "email", "ana@example.org");
        JsonNode draft = post("/v1/invoices", "customer", customer.path("id").asText(), "metadata[host]", "INV-9");
        String id = draft.path("id").asText();
        post(
                "/v1/invoiceitems",
                "customer",
                customer.path("id").asText(),
                "invoice",
                id,
                "amount",
                "9000",
                "currency",
                "gbp");
        post("/v1/invoices/" + id + "/finalize");
        JsonNode note = post("/v1/credit_notes", "invoice", id, "amount", "1000");
        assertThat(note.path("type").asText()).isEqualTo("pre_payment");

        JsonNode paid = post("/v1/invoices/" + id + "/pay", "payment_method", "pm_card_visa");
        assertThat(paid.path("status").asText()).isEqualTo("paid");
        assertThat(paid.path("amount_due").asLong()).isEqualTo(8_000);
        assertThat(paid.path("amount_paid").asLong()).isEqualTo(8_000);
        assertThat(paid.path("amount_remaining").asLong()).isZero();
        JsonNode payments = json(send(StripeRequest.get("/v1/invoice_payments").with("invoice", id)))
                .path("data");
        assertThat(payments).hasSize(1);
        assertThat(payments.path(0).path("status").asText()).isEqualTo("paid");
        JsonNode after = post("/v1/credit_notes", "invoice", id, "amount", "500", "refund_amount", "500");
        assertThat(after.path("refunds")).hasSize(1);
        assertThat(book().get("CREDITS_OWED")).isEqualTo(500);
        assertThat(post("/v1/credit_notes", "invoice", id, "amount", "500", "refund_amount", "400")
                        .path("error")
                        .path("type")
                        .asText())
                .isEqualTo("invalid_request_error");
    }

    @Test
    @DisplayName("STR-66 a payment link is opened, paid once and closed by its limit")
    void links() {
        JsonNode price = post("/v1/prices", "unit_amount", "4200", "currency", "gbp", "product_data[name]", "Camp");
        JsonNode link = post(
                "/v1/payment_links",
                "line_items[0][price]",
                price.path("id").asText(),
                "line_items[0][quantity]",
                "2",
                "restrictions[completed_sessions][limit]",
                "1",
                "metadata[invoice_number]",
                "INV-3",
                "payment_intent_data[metadata][invoice_number]",
                "INV-3");
        String id = link.path("id").asText();
        String session = stripe.account().openLink(id);
        assertThat(stripe.account().complete(session, "pm_card_chargeDeclined")).isEqualTo("open");
        assertThat(stripe.account().complete(session, "pm_card_visa")).isEqualTo("complete");
        assertThatThrownBy(() -> stripe.account().complete(session, "pm_card_visa"))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> stripe.account().openLink(id)).isInstanceOf(IllegalStateException.class);
        assertThat(get("/v1/payment_links/" + id).path("active").asBoolean()).isFalse();
        JsonNode paid = get("/v1/checkout/sessions/" + session);
        assertThat(paid.path("payment_status").asText()).isEqualTo("paid");
        JsonNode intent =
                get("/v1/payment_intents/" + paid.path("payment_intent").asText());
        assertThat(intent.path("metadata").path("invoice_number").asText()).isEqualTo("INV-3");
        assertThat(intent.path("amount").asLong()).isEqualTo(8_400);
    }

    @Test
    @DisplayName("STR-66 a session expires by itself after a day, or when it is told to")
    void sessions() {
        String[] lines = {
            "mode", "payment",
            "line_items[0][price_data][currency]", "gbp",
            "line_items[0][price_data][unit_amount]", "700",
            "line_items[0][price_data][product_data][name]", "Camp",
            "line_items[0][quantity]", "1"
        };
        String first = post("/v1/checkout/sessions", lines).path("id").asText();
        String second = post("/v1/checkout/sessions", lines).path("id").asText();
        String third = post("/v1/checkout/sessions", lines).path("id").asText();
        assertThat(post("/v1/checkout/sessions/" + first + "/expire")
                        .path("status")
                        .asText())
                .isEqualTo("expired");
        assertThat(stripe.account().complete(third, "pm_sepaDebit_insufficientFunds"))
                .isEqualTo("complete");
        stripe.clock().advance(Duration.ofDays(3));
        assertThat(get("/v1/checkout/sessions/" + second).path("status").asText())
                .isEqualTo("expired");
        assertThat(get("/v1/checkout/sessions/" + third).path("payment_status").asText())
                .isEqualTo("unpaid");
        assertThat(events()).contains("checkout.session.async_payment_failed", "checkout.session.expired");
        assertThat(stripe.requests())
                .allSatisfy(request -> assertThat(request.unknown()).isEmpty());
    }

    private List<String> events() {
        List<String> types = new ArrayList<>();
        json(send(StripeRequest.get("/v1/events").with("limit", 100)))
                .path("data")
                .forEach(e -> types.add(e.path("type").asText()));
        return types;
    }
}
