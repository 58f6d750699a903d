package io.counterfoil.stripe.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.stripe.intake.IntakeResult;
import io.counterfoil.stripe.intake.StripeIntake;
import io.counterfoil.stripe.testkit.SimulatedTransport;
import io.counterfoil.stripe.transport.StripeRequest;
import io.counterfoil.stripe.transport.StripeTransport;
import io.counterfoil.stripe.webhook.WebhookSecrets;
import io.counterfoil.stripe.webhook.WebhookVerification;
import io.counterfoil.stripe.webhook.WebhookVerification.Reason;
import io.counterfoil.stripe.webhook.WebhookVerifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DeliveryTest {

    private final StripeSimulator stripe = StripeSimulator.builder(21).build();
    private final String endpoint = stripe.account().addEndpoint(List.of("charge.succeeded", "refund.created"), "");

    private void pay(int times) {
        try {
            for (int i = 0; i < times; i++) {
                SimulatedTransport.of(stripe)
                        .send(StripeRequest.post("/v1/charges")
                                .with("amount", 1_000)
                                .with("currency", "gbp")
                                .with("source", "tok_visa"));
            }
        } catch (StripeTransport.Failure e) {
            throw new AssertionError(e);
        }
    }

    private List<String> delivered() {
        List<String> ids = new ArrayList<>();
        stripe.account().deliverAll(delivery -> {
            ids.add(delivery.eventId());
            return 200;
        });
        return ids;
    }

    @Test
    @DisplayName("STR-67 an endpoint gets the events that it asked for, once and in order")
    void plain() {
        pay(3);
        List<String> ids = delivered();
        assertThat(ids).hasSize(3).doesNotHaveDuplicates();
        assertThat(delivered()).isEmpty();
    }

    @Test
    @DisplayName("STR-67 deliveries are doubled, doubled under another id, lost, late and shuffled as planned")
    void plans() {
        stripe.deliveries().duplicate(1000);
        pay(5);
        assertThat(delivered()).hasSize(10);
        stripe.deliveries().duplicate(0).secondEvent(1000);
        pay(5);
        List<String> second = delivered();
        assertThat(new HashSet<>(second)).hasSize(10);
        stripe.deliveries().secondEvent(0).lose(1000);
        pay(5);
        assertThat(delivered()).isEmpty();
        stripe.deliveries().lose(0).delayUpTo(Duration.ofHours(10));
        pay(5);
        assertThat(stripe.account().deliver(delivery -> 200)).isLessThan(5);
        assertThat(delivered()).isNotEmpty();
        stripe.deliveries().delayUpTo(Duration.ZERO).shuffle(true);
        List<String> made = new ArrayList<>();
        pay(20);
        made.addAll(delivered());
        List<String> created = eventIds();
        created.retainAll(made);
        assertThat(made).containsExactlyInAnyOrderElementsOf(created).isNotEqualTo(created);
    }

    private List<String> eventIds() {
        List<String> ids = new ArrayList<>();
        try {
            String text = SimulatedTransport.of(stripe)
                    .send(StripeRequest.get("/v1/events")
                            .with("type", "charge.succeeded")
                            .with("limit", 100))
                    .text();
            Json.MAPPER
                    .readTree(text)
                    .path("data")
                    .forEach(event -> ids.add(0, event.path("id").asText()));
        } catch (StripeTransport.Failure | java.io.IOException e) {
            throw new AssertionError(e);
        }
        return ids;
    }

    @Test
    @DisplayName("STR-67 a refused delivery comes three times more, at growing distance")
    void again() {
        pay(1);
        List<Long> at = new ArrayList<>();
        long start = stripe.clock().seconds();
        stripe.account().deliverAll(delivery -> {
            at.add(stripe.clock().seconds() - start);
            return 500;
        });
        assertThat(at).containsExactly(0L, 300L, 3_900L, 39_900L);
    }

    @Test
    @DisplayName("STR-67 STR-01 every delivery is signed by the bytes, with both secrets during a roll")
    void signatures() {
        String old = stripe.account().secret(endpoint);
        WebhookVerifier first = WebhookVerifier.of(WebhookSecrets.of("old", old));
        String rolled = stripe.account().rollSecret(endpoint);
        WebhookVerifier second = WebhookVerifier.of(WebhookSecrets.of("new", rolled));
        pay(1);
        stripe.account().deliver(delivery -> {
            assertThat(first.verify(
                            delivery.body(),
                            delivery.signature(),
                            stripe.clock().now()))
                    .isInstanceOf(WebhookVerification.Accepted.class);
            assertThat(second.verify(
                            delivery.body(),
                            delivery.signature(),
                            stripe.clock().now()))
                    .isInstanceOf(WebhookVerification.Accepted.class);
            byte[] changed = delivery.body();
            changed[changed.length - 2] ^= 1;
            assertThat(second.verify(
                            changed, delivery.signature(), stripe.clock().now()))
                    .isInstanceOf(WebhookVerification.Rejected.class);
            return 200;
        });
        stripe.account().dropOldSecrets(endpoint);
        pay(1);
        stripe.account().deliver(delivery -> {
            assertThat(first.verify(
                            delivery.body(),
                            delivery.signature(),
                            stripe.clock().now()))
                    .isInstanceOfSatisfying(
                            WebhookVerification.Rejected.class,
                            rejected -> assertThat(rejected.reason()).isEqualTo(Reason.SIGNATURE_MISMATCH));
            return 200;
        });
    }

    @Test
    @DisplayName("STR-67 STR-12 a forged delivery is answered with 400 and changes nothing")
    void forged() {
        stripe.deliveries().forge(1000);
        StripeIntake intake = StripeIntake.builder(
                        WebhookSecrets.of("s", stripe.account().secret(endpoint)))
                .account(StripeSimulator.ACCOUNT)
                .test()
                .build();
        pay(4);
        List<Integer> forged = new ArrayList<>();
        stripe.account().deliverAll(delivery -> {
            IntakeResult result = intake.accept(
                    delivery.body(), delivery.signature(), stripe.clock().now());
            if (delivery.forged()) {
                forged.add(result.httpStatus());
            }
            return result.httpStatus();
        });
        assertThat(forged).containsExactly(400, 400, 400, 400);
        assertThat(intake.count(IntakeResult.Kind.RECORDED)).isEqualTo(4);
    }

    @Test
    @DisplayName("STR-69 an endpoint gets the shape of its own version")
    void shapeOfTheEndpoint() {
        stripe.account().addEndpoint(List.of("charge.succeeded"), "2020-08-27");
        pay(1);
        List<Boolean> refundsInside = new ArrayList<>();
        stripe.account().deliver(delivery -> {
            String body = new String(delivery.body(), java.nio.charset.StandardCharsets.UTF_8);
            refundsInside.add(body.contains("\"refunds\":{"));
            assertThat(body.contains("\"api_version\":\"2020-08-27\"")).isEqualTo(body.contains("\"refunds\":{"));
            return 200;
        });
        assertThat(refundsInside).containsExactlyInAnyOrder(true, false);
    }
}
