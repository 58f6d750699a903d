package io.counterfoil.stripe.fact.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.stripe.fact.StripeAccountId;
import io.counterfoil.stripe.fact.StripeFact;
import io.counterfoil.stripe.simulator.StripeSimulator;
import io.counterfoil.stripe.testkit.SimulatedTransport;
import io.counterfoil.stripe.transport.StripeRequest;
import io.counterfoil.stripe.transport.StripeTransport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FactTreeTest {

    private static Optional<JsonNode> read(String json) {
        return FactTree.read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode strict(String json) throws JsonProcessingException {
        return StripeJson.tree(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName(
            "STR-59 fields that facts are made of are kept as the strict parser reads them, all else is passed over")
    void keeps() throws JsonProcessingException {
        String json =
                " {\"id\" : \"ch_1\",\t\"amount\":-250, \"net\": 9000000000, \"exchange_rate\": 0.8610, \"fee\": 0,"
                        + "\"captured\":true,\"paid\":false,\"charge\":null,\"refunds\":{\"data\":[{\"id\":\"re_1\",\"x\":[1,{}]}],"
                        + "\"has_more\":false},\"description\":\"Z\u00fcrich \\\"7\\\" a\\/b\\\\\\n\\t\\r\\b\\f\",\"unknown\":{\"id\":\"no\"},"
                        + "\"metadata\":{\"anything\":\"1\",\"id\":\"2\"},\"payment_method_details\":{\"type\":\"x\",\"klarna\":{\"country\":\"SE\","
                        + "\"other\":1}},\"fee_details\":[],\"source\":{}}\r\n";
        JsonNode pruned = read(json).orElseThrow();
        JsonNode whole = strict(json);
        for (String field : List.of(
                "id",
                "amount",
                "net",
                "exchange_rate",
                "fee",
                "captured",
                "paid",
                "charge",
                "description",
                "metadata",
                "fee_details",
                "source")) {
            assertThat(pruned.path(field)).as(field).isEqualTo(whole.path(field));
        }
        assertThat(pruned.has("unknown")).isFalse();
        assertThat(pruned.path("refunds").path("data").path(0).path("id").asText())
                .isEqualTo("re_1");
        assertThat(pruned.path("refunds").path("data").path(0).has("x")).isFalse();
        assertThat(pruned.path("payment_method_details")
                        .path("klarna")
                        .path("country")
                        .asText())
                .isEqualTo("SE");
        assertThat(pruned.path("payment_method_details").path("klarna").has("other"))
                .isFalse();
        assertThat(read("[1, 2.5, \"a\"]")).contains(strict("[1, 2.5, \"a\"]"));
        assertThat(read("{\"a\":{\"b\":[[],{}]}}")).contains(strict("{}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[",
                "[1",
                "[1,",
                "[1,]",
                "[,1]",
                "{\"id\"",
                "{\"id\":",
                "{\"id\":1",
                "{\"id\":1,",
                "{\"id\":1,}",
                "{\"id\" 1}",
                "{id:1}",
                "{\"id\":01}",
                "{\"id\":-}",
                "{\"id\":1.}",
                "{\"id\":.5}",
                "{\"id\":+1}",
                "{\"id\":tru}",
                "{\"id\":TRUE}",
                "{\"id\":nul",
                "{\"x\":\"a\nb\"}",
                "{\"x\":\"a\\qb\"}",
                "{\"x\":\"a",
                "{\"x\":\"a\\",
                "{} {}",
                "{}x",
                "[1 2]",
                "{\"id\":1 \"x\":2}",
                "{\"id\":1,\"id\":2}",
                "{\"x\":1,\"y\":2,\"x\":3}",
                "{\"a\":{\"x\":1,\"x\":1}}",
                "// c\n{}",
                "{\"x\":NaN}"
            })
    @DisplayName("STR-09 what the strict parser refuses is never read here")
    void refuses(String json) {
        assertThat(read(json)).isEmpty();
        if (!json.isBlank()) {
            assertThatThrownBy(() -> strict(json)).isInstanceOf(JsonProcessingException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":1e3}",
                "{\"id\":1.5E2}",
                "{\"id\":1234567890123456789}",
                "{\"id\":\"\\u00e9\"}",
                "{\"\u00e9\":1}",
                "{\"i\\u0064\":1}",
                "12",
                "{\"metadata\":{\"\":\"empty\"}}"
            })
    @DisplayName("STR-09 in doubt the strict parser decides")
    void doubts(String json) throws JsonProcessingException {
        assertThat(read(json)).isEmpty();
        assertThat(StripeJson.facts(json.getBytes(StandardCharsets.UTF_8))).isEqualTo(strict(json));
    }

    @Test
    @DisplayName("STR-09 names may come again in another object, and depth is limited as in the strict parser")
    void namesAndDepth() throws JsonProcessingException {
        assertThat(read("{\"data\":[{\"id\":1},{\"id\":1}],\"id\":{\"id\":{\"id\":1}}}"))
                .isPresent();
        String deep = "[".repeat(StripeJson.MAX_DEPTH) + "]".repeat(StripeJson.MAX_DEPTH);
        assertThat(StripeJson.facts(deep.getBytes(StandardCharsets.UTF_8))).isEqualTo(strict(deep));
        assertThat(read("[" + deep + "]")).isEmpty();
        byte[] malformed = {'{', '"', 'x', '"', ':', '"', (byte) 0xc3, '"', '}'};
        assertThat(FactTree.read(malformed)).isEmpty();
        StringBuilder wide = new StringBuilder("{\"id\":7");
        for (int i = 0; i < 1_000; i++) {
            wide.append(",\"n").append(i).append("\":").append(i);
        }
        assertThat(read(wide + "}")).contains(strict("{\"id\":7}"));
        assertThat(read(wide + ",\"n999\":0}")).isEmpty();
    }

    @Test
    @DisplayName("STR-59 objects of every kind give the same facts from the pruned tree as from the whole one")
    void sameFacts() throws Exception {
        StripeSimulator stripe = StripeSimulator.builder(59).build();
        StripeTransport transport = SimulatedTransport.of(stripe);
        for (String method : List.of("pm_card_visa", "pm_card_createDispute", "pm_bacsDebit_lateFailure")) {
            transport.send(StripeRequest.post("/v1/payment_intents")
                    .with("amount", 9_000)
                    .with("currency", "gbp")
                    .with("metadata[any key]", "INV-1")
                    .with("payment_method", method)
                    .with("confirm", "true"));
        }
        stripe.clock().advance(Duration.ofDays(12));
        int facts = 0;
        for (String version : List.of("2026-07-29.dahlia", "2025-03-31.basil", "2024-09-30.acacia", "2020-08-27")) {
            for (String path :
                    List.of("charges", "payment_intents", "disputes", "payouts", "balance_transactions", "events")) {
                byte[] page = SimulatedTransport.of(stripe, version, "sk_test_simulator")
                        .send(StripeRequest.get("/v1/" + path).with("limit", 100))
                        .body();
                List<StripeFact> pruned = facts(FactTree.read(page).orElseThrow());
                assertThat(pruned).as(version + path).isEqualTo(facts(StripeJson.tree(page)));
                facts += pruned.size();
            }
        }
        assertThat(facts).isGreaterThan(80);
    }

    private static List<StripeFact> facts(JsonNode page) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        FactReader reader = new FactReader(StripeAccountId.of("acct_sim"), false, "page", diagnostics);
        List<StripeFact> facts = new ArrayList<>();
        page.path("data")
                .forEach(object -> reader.read(
                                object.path("object").asText().equals("event")
                                        ? object.path("data").path("object")
                                        : object,
                                "")
                        .ifPresent(facts::add));
        return facts;
    }
}
