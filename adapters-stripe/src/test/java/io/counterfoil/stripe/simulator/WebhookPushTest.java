package io.counterfoil.stripe.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.counterfoil.stripe.intake.IntakeResult;
import io.counterfoil.stripe.intake.StripeIntake;
import io.counterfoil.stripe.webhook.WebhookSecrets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WebhookPushTest {

    private final StripeSimulator stripe = StripeSimulator.builder(67).build();
    private final Desk desk = new Desk(stripe);
    private final WebhookPush push = WebhookPush.over(HttpClient.newHttpClient(), Duration.ofSeconds(20));
    private final List<IntakeResult.Kind> taken = new CopyOnWriteArrayList<>();
    private HttpServer host;

    @BeforeEach
    void listen() throws IOException {
        host = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        host.start();
    }

    @AfterEach
    void close() {
        host.stop(0);
        stripe.close();
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + host.getAddress().getPort() + "/hooks");
    }

    @Test
    @DisplayName("STR-67 webhooks reach a host over HTTP, which may ask the simulator while it answers")
    void overHttp() {
        String endpoint = stripe.account().addEndpoint(address(), List.of("charge.succeeded"), "");
        StripeIntake intake = StripeIntake.builder(
                        WebhookSecrets.of("main", stripe.account().secret(endpoint)))
                .account(StripeSimulator.ACCOUNT)
                .test()
                .build();
        host.createContext("/hooks", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            IntakeResult result = intake.accept(
                    body,
                    exchange.getRequestHeaders().getFirst("Stripe-Signature"),
                    stripe.clock().now());
            taken.add(result.kind());
            assertThat(desk.get("/v1/balance").path("object").asText()).isEqualTo("balance");
            exchange.sendResponseHeaders(result.httpStatus(), -1);
            exchange.close();
        });
        stripe.deliveries().duplicate(1000).forge(1000);
        desk.pay(1_000, "pm_card_visa");

        assertThat(stripe.account().deliver(push)).isEqualTo(3);

        assertThat(taken)
                .containsExactlyInAnyOrder(
                        IntakeResult.Kind.RECORDED, IntakeResult.Kind.DUPLICATE, IntakeResult.Kind.REJECTED);
        assertThat(desk.get("/v1/events", "type", "charge.succeeded")
                        .path("data")
                        .path(0)
                        .path("pending_webhooks")
                        .asInt())
                .isZero();
    }

    @Test
    @DisplayName("STR-67 a host that is away gets its webhook again, four times in all")
    void nobodyThere() {
        stripe.account().addEndpoint(address(), List.of("charge.succeeded"), "");
        host.createContext("/hooks", exchange -> {
            taken.add(IntakeResult.Kind.NOT_RECORDED);
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        desk.pay(1_000, "pm_card_visa");
        stripe.account().deliverAll(push);
        assertThat(taken).hasSize(4);
        host.stop(0);
        desk.pay(1_000, "pm_card_visa");
        assertThat(stripe.account().deliver(push)).isEqualTo(1);
        assertThat(desk.get("/v1/events", "delivery_success", "false").path("data"))
                .isNotEmpty();
    }
}
