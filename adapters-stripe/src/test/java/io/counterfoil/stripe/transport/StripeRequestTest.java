package io.counterfoil.stripe.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.stripe.command.StripeCommand;
import io.counterfoil.stripe.fact.StripeAccountId;
import io.counterfoil.stripe.transport.StripeTransport.ApiKey;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StripeRequestTest {

    @Test
    void encodesAsAForm() {
        StripeRequest request = StripeRequest.post("/v1/payment_links")
                .with("line_items[0][quantity]", 2)
                .with("metadata[invoice]", "A&B=ü 7");

        assertThat(request.form())
                .isEqualTo("line_items%5B0%5D%5Bquantity%5D=2&metadata%5Binvoice%5D=A%26B%3D%C3%BC+7");
        assertThat(request.method()).isEqualTo(StripeRequest.Method.POST);
        assertThat(request.replacing("line_items[0][quantity]", "3").form()).endsWith("quantity%5D=3");
        assertThat(request.parameters()).hasSize(2);
    }

    @Test
    @DisplayName("STR-14 a command brings its parameters, its account and its key")
    void ofACommand() {
        StripeCommand command = StripeCommand.of("refund.create", false)
                .with("charge", "ch_1")
                .with("amount", "5")
                .on(StripeAccountId.of("acct_2"));
        StripeRequest request = StripeRequest.post("/v1/refunds", command);

        assertThat(request.idempotencyKey()).contains(command.key());
        assertThat(request.account()).contains(StripeAccountId.of("acct_2"));
        assertThat(request.form()).isEqualTo("amount=5&charge=ch_1");
        assertThat(request.isRepeatable()).isTrue();
        assertThat(StripeRequest.post("/v1/refunds", command).idempotencyKey()).isEqualTo(request.idempotencyKey());
        assertThat(StripeRequest.post("/v1/refunds", command.again()).idempotencyKey())
                .isNotEqualTo(request.idempotencyKey());
    }

    @Test
    void knowsWhatMayBeSentTwice() {
        assertThat(StripeRequest.get("/v1/charges").isRepeatable()).isTrue();
        assertThat(StripeRequest.post("/v1/charges").isRepeatable()).isFalse();
        assertThat(StripeRequest.delete("/v1/invoices/in_1").isRepeatable()).isFalse();
        assertThat(StripeRequest.delete("/v1/invoices/in_1")
                        .keyedBy(IdempotencyKey.of("k"))
                        .isRepeatable())
                .isTrue();
        assertThatThrownBy(() -> StripeRequest.get("/v1/charges").keyedBy(IdempotencyKey.of("k")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("GET /v1/charges was given an idempotency key, expected POST or DELETE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "v1/charges",
                "/v3/charges",
                "/v1",
                "/v1/",
                "/v1/../x",
                "/v1/a?b=c",
                "/v1/a b",
                "https://x/v1/a"
            })
    void refusesWhatIsNoPath(String path) {
        assertThatThrownBy(() -> StripeRequest.get(path)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void expandsFourLevelsAtMost() {
        assertThat(StripeRequest.get("/v1/charges").expand("data.a.b.c").form()).isEqualTo("expand%5B%5D=data.a.b.c");
        assertThatThrownBy(() -> StripeRequest.get("/v1/charges").expand("data.a.b.c.d"))
                .hasMessage("expand of 'data.a.b.c.d' has 5 levels, expected at most 4");
        assertThatThrownBy(() -> StripeRequest.get("/v1/charges").with(" ", "x"))
                .hasMessageContaining("a parameter has a blank name");
    }

    @Test
    void countsByResource() {
        assertThat(StripeRequest.get("/v1/charges/ch_1/refunds").endpoint()).isEqualTo("/v1/charges");
        assertThat(StripeRequest.get("/v1/charges").endpoint()).isEqualTo("/v1/charges");
        assertThat(StripeRequest.get("/v2/core/events").endpoint()).isEqualTo("/v2/core");
    }

    @Test
    @DisplayName("STR-22 neither a key nor a parameter nor a body is ever shown")
    void showsNothingPrivate() {
        ApiKey key = ApiKey.of("rk_live_5ecretValue123");
        StripeRequest request = StripeRequest.post("/v1/customers").with("email", "ana@example.org");
        StripeResponse response = StripeResponse.of(
                402,
                Map.of("Request-Id", "req_1", "Authorization", "Bearer x"),
                "{\"error\":{\"message\":\"ana@example.org\"}}".getBytes(StandardCharsets.UTF_8));
        JdkStripeTransport transport = JdkStripeTransport.builder(key)
                .timing(new ManualTiming())
                .jitter(new java.util.SplittableRandom(1))
                .build();

        assertThat(key).hasToString("restricted live key");
        assertThat(ApiKey.of("sk_test_5ecretValue123")).hasToString("secret test key");
        assertThat(request).hasToString("POST /v1/customers");
        assertThat(request.parameters()).hasToString("[email]");
        assertThat(response).hasToString("HTTP 402 req_1, 39 bytes");
        assertThat(transport).hasToString("JdkStripeTransport(restricted live key)");
    }

    @Test
    void readsTheKeysKind() {
        ApiKey live = ApiKey.of("sk_live_12345678");
        assertThat(live.livemode()).isTrue();
        assertThat(live.restricted()).isFalse();
        assertThat(live.authorization()).isEqualTo("Bearer sk_live_12345678");
        ApiKey test = ApiKey.of("rk_test_12345678");
        assertThat(test.livemode()).isFalse();
        assertThat(test.restricted()).isTrue();
    }

    @Test
    @DisplayName("STR-22 a wrong key is named by its mistake, not shown")
    void wrongKeys() {
        assertThatThrownBy(() -> ApiKey.of("pk_test_12345678"))
                .hasMessageStartingWith("API key is a publishable key, expected");
        assertThatThrownBy(() -> ApiKey.of("whsec_12345678"))
                .hasMessageStartingWith("API key is the signing secret of a webhook endpoint, expected");
        assertThatThrownBy(() -> ApiKey.of(" ")).hasMessageStartingWith("API key is empty, expected");
        assertThatThrownBy(() -> ApiKey.of("sk_live_short1"))
                .hasMessageStartingWith("API key has no known form, expected");
        assertThatThrownBy(() -> ApiKey.of("sk_live_1234567890\r\nX: y"))
                .hasMessageStartingWith("API key has no known form, expected")
                .hasMessageNotContaining("1234567890");
    }

    @Test
    @DisplayName("STR-22 a key never leaves this machine unencrypted")
    void encrypted() {
        JdkStripeTransport.Builder builder = JdkStripeTransport.builder(ApiKey.of("sk_test_12345678"));
        for (String address :
                new String[] {"http://api.stripe.com", "ftp://127.0.0.1", "https:/path", "http://127.0.0.1.evil.example"
                }) {
            assertThatThrownBy(() -> builder.baseUri(java.net.URI.create(address)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        builder.baseUri(java.net.URI.create("https://proxy.example"));
        builder.baseUri(java.net.URI.create("http://[::1]:8080"));
        assertThatThrownBy(() -> builder.version("dahlia"))
                .hasMessageContaining("expected one such as 2026-07-29.dahlia");
        assertThatThrownBy(() -> builder.timeout(java.time.Duration.ZERO))
                .hasMessage("timeout PT0S, expected a positive one");
        assertThatThrownBy(() -> builder.attempts(0)).hasMessage("attempts 0, expected 1 to 20");
        assertThatThrownBy(builder::build)
                .isInstanceOf(NullPointerException.class)
                .hasMessageStartingWith("timing");
    }

    @Test
    void answersHaveAStatusOfHttp() {
        byte[] none = new byte[0];
        assertThat(StripeResponse.of(299, Map.of(), none).isSuccess()).isTrue();
        assertThat(StripeResponse.of(300, Map.of(), none).isSuccess()).isFalse();
        assertThat(StripeResponse.of(199, Map.of(), none).isSuccess()).isFalse();
        assertThatThrownBy(() -> StripeResponse.of(99, Map.of(), none))
                .hasMessage("status 99 is none of HTTP, expected 100 to 599");
        assertThatThrownBy(() -> StripeResponse.of(600, Map.of(), none))
                .hasMessage("status 600 is none of HTTP, expected 100 to 599");
        StripeResponse ok = StripeResponse.of(200, Map.of(), "{\"code\":\"abc\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(ok.errorCode()).isEmpty();
        assertThat(ok.requestId()).isEmpty();
        assertThat(ok.missingPermission()).isEmpty();
    }
}
