package io.counterfoil.stripe.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.stripe.testkit.SimulatedTransport;
import io.counterfoil.stripe.transport.StripeRequest;
import io.counterfoil.stripe.transport.StripeResponse;
import io.counterfoil.stripe.transport.StripeTransport;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SimulatedApiTest {

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

    @Test
    @DisplayName("STR-69 an invoice names its payment as each API version does")
    void shapes() throws StripeTransport.Failure {
        JsonNode customer = post("/v1/customers");
        String id = post("/v1/invoices", "customer", customer.path("id").asText())
                .path("id")
                .asText();
        post(
                "/v1/invoiceitems",
                "customer",
                customer.path("id").asText(),
                "invoice",
                id,
                "amount",
                "900",
                "currency",
                "gbp");
        post("/v1/invoices/" + id + "/pay", "payment_method", "pm_card_visa");
        StripeRequest invoice = StripeRequest.get("/v1/invoices/" + id).expand("payments");
        String intent =
                get("/v1/payment_intents").path("data").path(0).path("id").asText();
        String charge = get("/v1/charges").path("data").path(0).path("id").asText();

        JsonNode dahlia = json(transport.send(invoice));
        assertThat(dahlia.path("payments")
                        .path("data")
                        .path(0)
                        .path("payment")
                        .path("payment_intent")
                        .asText())
                .isEqualTo(intent);
        assertThat(dahlia.has("payment_intent")).isFalse();
        JsonNode basil = json(in("2025-03-31.basil").send(invoice));
        assertThat(basil.path("payments").path("data")).hasSize(1);
        JsonNode acacia = json(in("2024-09-30.acacia").send(invoice));
        assertThat(acacia.has("payments")).isFalse();
        assertThat(acacia.path("payment_intent").asText()).isEqualTo(intent);
        assertThat(acacia.path("charge").asText()).isEqualTo(charge);

        StripeTransport legacy = in("2020-08-27");
        JsonNode old = json(legacy.send(StripeRequest.get("/v1/payment_intents/" + intent)));
        assertThat(old.has("latest_charge")).isFalse();
        assertThat(old.path("charges").path("data").path(0).path("id").asText()).isEqualTo(charge);
        assertThat(old.path("invoice").asText()).isEqualTo(id);
        for (int i = 0; i < 12; i++) {
            post("/v1/refunds", "charge", charge, "amount", "10");
        }
        JsonNode cut =
                json(legacy.send(StripeRequest.get("/v1/charges/" + charge))).path("refunds");
        assertThat(cut.path("data")).hasSize(10);
        assertThat(cut.path("has_more").asBoolean()).isTrue();
        assertThat(get("/v1/charges/" + charge).has("refunds")).isFalse();
    }

    private StripeTransport in(String version) {
        return SimulatedTransport.of(stripe, version, "sk_test_simulator");
    }

    @Test
    @DisplayName("STR-68 the same key gives the same answer, another body is refused")
    void idempotency() throws StripeTransport.Failure {
        StripeRequest first = StripeRequest.post("/v1/customers")
                .with("email", "ana@example.org")
                .keyedBy(IdempotencyKey.of("k1"));
        StripeResponse made = transport.send(first);
        StripeResponse again = transport.send(first);

        assertThat(again.text()).isEqualTo(made.text());
        assertThat(made.header("Idempotent-Replayed")).isEmpty();
        assertThat(again.header("Idempotent-Replayed")).contains("true");
        StripeResponse other = transport.send(first.with("name", "Ana"));
        assertThat(other.status()).isEqualTo(400);
        assertThat(other.errorType()).contains("idempotency_error");
        assertThat(get("/v1/customers").path("data")).hasSize(1);
    }

    @Test
    @DisplayName("STR-68 a decline is kept under its key, a malformed request is not")
    void idempotencyOfRefusals() throws StripeTransport.Failure {
        StripeRequest decline = StripeRequest.post("/v1/payment_intents")
                .with("amount", 500)
                .with("currency", "gbp")
                .with("confirm", "true")
                .with("payment_method", "pm_card_chargeDeclined")
                .keyedBy(IdempotencyKey.of("k2"));
        assertThat(transport.send(decline).status()).isEqualTo(402);
        assertThat(transport.send(decline).header("Idempotent-Replayed")).contains("true");
        assertThat(get("/v1/charges").path("data")).hasSize(1);

        StripeRequest malformed = StripeRequest.post("/v1/payment_intents").keyedBy(IdempotencyKey.of("k3"));
        assertThat(transport.send(malformed).errorCode()).contains("parameter_missing");
        assertThat(transport
                        .send(malformed.with("amount", 1).with("currency", "gbp"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("STR-68 lists are cut at the limit and go on from the last object")
    void pages() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(0, post("/v1/customers").path("id").asText());
        }
        JsonNode first = json(send(StripeRequest.get("/v1/customers").with("limit", 2)));
        assertThat(first.path("data").findValuesAsText("id")).isEqualTo(ids.subList(0, 2));
        assertThat(first.path("has_more").asBoolean()).isTrue();
        JsonNode rest =
                json(send(StripeRequest.get("/v1/customers").with("limit", 3).with("starting_after", ids.get(1))));
        assertThat(rest.path("data").findValuesAsText("id")).isEqualTo(ids.subList(2, 5));
        assertThat(rest.path("has_more").asBoolean()).isFalse();
        JsonNode back =
                json(send(StripeRequest.get("/v1/customers").with("limit", 2).with("ending_before", ids.get(3))));
        assertThat(back.path("data").findValuesAsText("id")).isEqualTo(ids.subList(1, 3));
        for (String limit : List.of("0", "101", "x")) {
            assertThat(send(StripeRequest.get("/v1/customers").with("limit", limit))
                            .status())
                    .isEqualTo(400);
        }
        assertThat(send(StripeRequest.get("/v1/customers").with("starting_after", "cus_none"))
                        .errorCode())
                .contains("resource_missing");
        assertThat(send(StripeRequest.get("/v1/nothing")).status()).isEqualTo(404);
    }

    @Test
    @DisplayName("STR-33 another currency is converted by its rate, half up")
    void conversion() throws StripeTransport.Failure {
        StripeSimulator fx = StripeSimulator.builder(3).rate("eur", "0.8615").build();
        StripeRequest charge = StripeRequest.post("/v1/charges")
                .with("amount", 1_001)
                .with("currency", "eur")
                .with("source", "tok_visa");
        JsonNode made = json(SimulatedTransport.of(fx).send(charge));
        JsonNode row = json(SimulatedTransport.of(fx)
                .send(StripeRequest.get("/v1/balance_transactions/"
                        + made.path("balance_transaction").asText())));
        assertThat(row.path("amount").asLong()).isEqualTo(862);
        assertThat(row.path("currency").asText()).isEqualTo("gbp");
        assertThat(row.path("exchange_rate").decimalValue()).isEqualByComparingTo("0.8615");
        assertThat(SimulatedTransport.of(fx)
                        .send(charge.replacing("currency", "usd"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    @DisplayName("STR-67 STR-71 the same seed and the same calls give the same bytes")
    void repeatable() {
        assertThat(history(11)).isEqualTo(history(11));
        assertThat(history(11)).isNotEqualTo(history(12));
    }

    private static String history(long seed) {
        StripeSimulator stripe = StripeSimulator.builder(seed).build();
        stripe.deliveries()
                .duplicate(300)
                .lose(100)
                .delayUpTo(Duration.ofHours(5))
                .shuffle(true);
        stripe.account().addEndpoint(List.of("*"), "");
        StripeTransport transport = SimulatedTransport.of(stripe);
        StringBuilder log = new StringBuilder();
        try {
            for (String method : List.of("pm_card_visa", "pm_card_createDispute", "pm_bacsDebit_lateFailure")) {
                log.append(transport
                        .send(StripeRequest.post("/v1/payment_intents")
                                .with("amount", 5_000)
                                .with("currency", "gbp")
                                .with("payment_method", method)
                                .with("confirm", "true"))
                        .text());
            }
        } catch (StripeTransport.Failure e) {
            throw new AssertionError(e);
        }
        stripe.clock().advance(Duration.ofDays(12));
        stripe.account().deliverAll(delivery -> {
            log.append(delivery.signature()).append(delivery.eventId());
            return 200;
        });
        return log.append(stripe.truth()).toString();
    }

    @Test
    void refusesWhatItCannotDo() {
        assertThatThrownBy(() -> stripe.account("acct_other"))
                .hasMessage("account 'acct_other' is not simulated, expected one of [acct_sim]");
        assertThatThrownBy(() -> stripe.clock().advance(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> stripe.deliveries().lose(1001))
                .hasMessage("share 1001 of a thousand, expected 0 to 1000");
        assertThatThrownBy(() -> stripe.faults().strike("/v1", FaultPlan.Fault.SLOW, -1))
                .hasMessage("share -1 of a thousand, expected 0 to 1000");
        assertThat(Set.of(stripe.truth().rows())).containsExactly(List.of());
    }
}
