package io.counterfoil.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import io.counterfoil.stripe.command.StripeCommand;
import io.counterfoil.stripe.decline.DeclineAdvice;
import io.counterfoil.stripe.decline.internal.DeclineAdvisor;
import io.counterfoil.stripe.fact.StripeAccountId;
import io.counterfoil.stripe.webhook.WebhookSecrets;
import io.counterfoil.stripe.webhook.WebhookVerification;
import io.counterfoil.stripe.webhook.WebhookVerifier;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/** The corpus' webhook signatures, idempotency keys and declines. */
final class IntakeCases {

    void verifySignature(CorpusCase example) {
        JsonNode input = example.input();
        WebhookVerifier verifier = WebhookVerifier.of(secrets(input.path("secrets")))
                .withTolerance(
                        Duration.ofSeconds(input.path("tolerance_seconds").asLong()));
        WebhookVerification result = verifier.verify(
                Base64.getDecoder().decode(input.path("payload_base64").asText()),
                input.path("header").isNull() ? null : input.path("header").asText(),
                Instant.ofEpochSecond(input.path("received_at").asLong()));
        ObjectNode answer = StripeCorpus.object();
        answer.put("accepted", result.accepted());
        answer.put("reason", result.rejection().map(Enum::name).orElse("VALID"));
        answer.put("secret_id", result instanceof WebhookVerification.Accepted accepted ? accepted.secretId() : null);
        StripeCorpusTest.assertSame(answer, example.expected());
        input.path("secrets")
                .forEach(secret -> assertThat(result.toString())
                        .doesNotContain(secret.path("value").asText()));
    }

    private static WebhookSecrets secrets(JsonNode list) {
        WebhookSecrets secrets = null;
        for (JsonNode secret : list) {
            String id = secret.path("id").asText();
            String value = secret.path("value").asText();
            Instant from = bound(secret, "valid_from", Instant.MIN);
            Instant to = bound(secret, "valid_to", Instant.MAX);
            // The first name is that of a secret that signs nothing here; the corpus' own windows follow.
            secrets =
                    (secrets == null ? WebhookSecrets.of("unused", "whsec_unused") : secrets).and(id, value, from, to);
        }
        return secrets;
    }

    private static Instant bound(JsonNode secret, String field, Instant absent) {
        return secret.hasNonNull(field)
                ? Instant.ofEpochSecond(secret.path(field).asLong())
                : absent;
    }

    void declineAdvice(CorpusCase example) {
        JsonNode input = example.input();
        DeclineAdvice advice = DeclineAdvisor.standard()
                .assess(new DeclineAdvisor.Decline(
                        input.path("code").asText(""),
                        input.path("network_advice").asText(""),
                        input.path("method").asText(""),
                        input.path("attempts").asInt(0)));
        ObjectNode answer = StripeCorpus.object();
        answer.put("advice", advice.act().name());
        answer.put("failure_class", advice.failureClass().name());
        answer.put("mandate", advice.mandateInactive() ? "INACTIVE" : "UNCHANGED");
        answer.put("customer_text", advice.genericText() ? "GENERIC_DECLINE" : "SPECIFIC");
        answer.set("warnings", StripeCorpus.names(advice.warnings()));
        StripeCorpusTest.assertSame(answer, example.expected());
    }

    void idempotencyKey(CorpusCase example) {
        JsonNode input = example.input();
        StripeCommand command = StripeCommand.of(
                        input.path("cmd").asText(), input.path("livemode").asBoolean())
                .ofGeneration(input.path("generation").asInt());
        if (input.hasNonNull("account")) {
            command = command.on(StripeAccountId.of(input.path("account").asText()));
        }
        for (Map.Entry<String, JsonNode> parameter : input.path("params").properties()) {
            command = command.with(parameter.getKey(), parameter.getValue().asText());
        }
        ObjectNode answer = StripeCorpus.object();
        answer.put("key", command.key().value());
        StripeCorpusTest.assertSame(answer, example.expected());
    }
}
