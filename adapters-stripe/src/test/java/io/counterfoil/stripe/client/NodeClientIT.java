package io.counterfoil.stripe.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.counterfoil.stripe.simulator.FaultPlan.Fault;
import io.counterfoil.stripe.simulator.StripeSimulator;
import io.counterfoil.stripe.testkit.SimulatedTransport;
import io.counterfoil.stripe.transport.StripeRequest;
import io.counterfoil.stripe.webhook.WebhookSecrets;
import io.counterfoil.stripe.webhook.WebhookVerification;
import io.counterfoil.stripe.webhook.WebhookVerifier;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class NodeClientIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    @DisplayName("STR-70 Stripe's client for node drives the simulator, and signs what the verifier accepts")
    void node() throws Exception {
        Path folder = NodePackages.installed("stripe-node");
        try (StripeSimulator stripe = StripeSimulator.builder(70).build()) {
            stripe.faults().next("/v1/topups", Fault.RATE_LIMIT);
            Path deliveries = Files.writeString(
                    folder.resolve("deliveries.json"), deliveries(stripe).toString());
            URI address = stripe.baseUri();

            NodePackages.Run run = NodePackages.run(
                    folder,
                    120,
                    Map.of(),
                    "node",
                    "client.mjs",
                    address.getHost(),
                    Integer.toString(address.getPort()),
                    deliveries.toString());

            assertThat(run.status()).as(run.output()).isZero();
            JsonNode said = JSON.readTree(run.output().lines().reduce("", (before, line) -> line));
            assertThat(said.path("types")).extracting(JsonNode::asText).contains("charge.succeeded", "payout.paid");
            assertAccepted(said);
            assertThat(stripe.requests())
                    .allSatisfy(request ->
                            assertThat(request.unknown()).as(request.toString()).isEmpty());
            System.out.println("clients: stripe-node " + said.path("client").asText() + " on node "
                    + said.path("version").asText() + " ran, "
                    + stripe.requests().size() + " requests");
        }
    }

    private static void assertAccepted(JsonNode said) {
        WebhookVerifier verifier = WebhookVerifier.of(WebhookSecrets.of("node", "whsec_from_node_0123456789"));
        Instant at = Instant.ofEpochSecond(said.path("timestamp").asLong());
        byte[] body = said.path("payload").asText().getBytes(StandardCharsets.UTF_8);
        WebhookVerification verification =
                verifier.verify(body, said.path("header").asText(), at);
        assertThat(verification).isInstanceOf(WebhookVerification.Accepted.class);
        body[3] ^= 1;
        assertThat(verifier.verify(body, said.path("header").asText(), at))
                .isInstanceOf(WebhookVerification.Rejected.class);
    }

    private static ArrayNode deliveries(StripeSimulator stripe) throws Exception {
        String endpoint = stripe.account().addEndpoint(List.of("*"), "");
        stripe.deliveries().forge(300);
        SimulatedTransport.of(stripe)
                .send(StripeRequest.post("/v1/charges")
                        .with("amount", 1_000)
                        .with("currency", "gbp")
                        .with("description", "Zürich")
                        .with("source", "tok_visa"));
        stripe.clock().advance(Duration.ofDays(5));
        ArrayNode all = JSON.createArrayNode();
        stripe.account().deliverAll(delivery -> {
            all.addObject()
                    .put("body", Base64.getEncoder().encodeToString(delivery.body()))
                    .put("header", delivery.signature())
                    .put("secret", stripe.account().secret(endpoint))
                    .put("forged", delivery.forged());
            return delivery.forged() ? 400 : 200;
        });
        assertThat(all).anyMatch(d -> d.path("forged").asBoolean());
        return all;
    }
}
