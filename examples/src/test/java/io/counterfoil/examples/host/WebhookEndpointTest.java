package io.counterfoil.examples.host;

import static io.counterfoil.examples.host.Notices.SECRET;
import static io.counterfoil.examples.host.Notices.payout;
import static io.counterfoil.examples.host.Notices.post;
import static io.counterfoil.examples.host.Notices.send;
import static io.counterfoil.examples.host.Notices.signature;
import static io.counterfoil.examples.host.Notices.to;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.stripe.fact.FactStore;
import io.counterfoil.stripe.intake.IntakeResult.Kind;
import io.counterfoil.stripe.intake.StripeInbox;
import io.counterfoil.stripe.intake.StripeIntake;
import io.counterfoil.stripe.webhook.WebhookSecrets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookEndpointTest {

    private static final Instant NOW = Instant.parse("2027-03-02T12:00:00Z");
    private static final int MAX = 4_096;

    private final AtomicBoolean isDown = new AtomicBoolean();
    private final AtomicReference<InstantSource> clock = new AtomicReference<>(InstantSource.fixed(NOW));
    private final List<RuntimeException> defects = new ArrayList<>();
    private final StripeInbox inbox = StripeInbox.inMemory();
    private final StripeIntake intake = StripeIntake.builder(WebhookSecrets.of("endpoint-1", SECRET))
            .account("acct_1")
            .live()
            .inbox(inbox)
            .facts(FactStore.inMemory())
            .reaction(taken -> {
                if (isDown.get()) {
                    throw new IllegalStateException("the queue is down");
                }
            })
            .build();
    private WebhookEndpoint endpoint;

    @BeforeEach
    void open() throws IOException {
        InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        endpoint = WebhookEndpoint.open(
                new WebhookEndpoint.Settings(free, MAX, defects::add),
                intake,
                () -> clock.get().instant());
    }

    @AfterEach
    void close() {
        endpoint.close();
    }

    @Test
    void aSignedNoticeIsRecordedAndARepetitionChangesNothing() {
        assertThat(post(endpoint.address(), payout("evt_1"), NOW).statusCode()).isEqualTo(200);
        assertThat(post(endpoint.address(), payout("evt_1"), NOW).statusCode()).isEqualTo(200);
        assertThat(post(endpoint.address(), payout("evt_2"), NOW).statusCode()).isEqualTo(200);

        assertThat(intake.count(Kind.RECORDED)).isEqualTo(2);
        assertThat(intake.count(Kind.DUPLICATE)).isEqualTo(1);
    }

    @Test
    void whatIsForgedIsAnswered400WithoutAWord() {
        byte[] body = payout("evt_1");
        byte[] other = payout("evt_1".replace('1', '2'));
        List<HttpResponse<byte[]>> answers = List.of(
                send(to(endpoint.address(), "/webhooks/stripe").POST(BodyPublishers.ofByteArray(body))),
                signed("whsec_2", body, body, NOW),
                signed(SECRET, other, body, NOW),
                signed(SECRET, body, body, NOW.minusSeconds(301)),
                signed(SECRET, body, body, NOW.plusSeconds(301)));

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(400);
        assertThat(answers).allSatisfy(answer -> assertThat(answer.body()).isEmpty());
        assertThat(intake.count(Kind.REJECTED)).isEqualTo(5);
        assertThat(intake.count(Kind.RECORDED)).isZero();
        assertThat(signed(SECRET, body, body, NOW.minusSeconds(300)).statusCode())
                .as("five minutes are tolerated")
                .isEqualTo(200);
    }

    @Test
    void aBodyIsReadUpToTheLimitAndNoFurther() {
        byte[] largest = padded(payout("evt_1"), MAX);
        byte[] tooLarge = padded(payout("evt_2"), MAX + 1);

        assertThat(post(endpoint.address(), largest, NOW).statusCode()).isEqualTo(200);
        assertThat(post(endpoint.address(), tooLarge, NOW).statusCode()).isEqualTo(413);
        HttpRequest.Builder unannounced = to(endpoint.address(), "/webhooks/stripe")
                .header("Stripe-Signature", signature(SECRET, tooLarge, NOW))
                .POST(Notices.BodyPublishersOf.chunks(tooLarge));
        assertThat(send(unannounced).statusCode()).isEqualTo(413);
        assertThat(post(endpoint.address(), payout("evt_3"), NOW).statusCode())
                .as("the endpoint goes on")
                .isEqualTo(200);
        assertThat(intake.count(Kind.RECORDED)).isEqualTo(2);
    }

    @Test
    void otherPathsAndMethodsAreNotAnswered() {
        HttpResponse<byte[]> get =
                send(to(endpoint.address(), "/webhooks/stripe").GET());
        HttpResponse<byte[]> below =
                send(to(endpoint.address(), "/webhooks/stripe/2").GET());
        HttpResponse<byte[]> root = send(to(endpoint.address(), "/").GET());

        assertThat(get.statusCode()).isEqualTo(405);
        assertThat(get.headers().firstValue("Allow")).contains("POST");
        assertThat(below.statusCode()).isEqualTo(404);
        assertThat(root.statusCode()).isEqualTo(404);
    }

    @Test
    void whatCouldNotBeRecordedIsAnswered503AndIsTakenWhenItComesAgain() {
        isDown.set(true);
        assertThat(post(endpoint.address(), payout("evt_1"), NOW).statusCode()).isEqualTo(503);
        isDown.set(false);
        assertThat(post(endpoint.address(), payout("evt_1"), NOW).statusCode()).isEqualTo(200);
        assertThat(intake.count(Kind.RECORDED)).isEqualTo(1);
        assertThat(defects).isEmpty();
    }

    @Test
    void whatIsSignedButNoEventIsKeptForAPerson() {
        byte[] body = "{\"id\":".getBytes(StandardCharsets.UTF_8);
        assertThat(post(endpoint.address(), body, NOW).statusCode()).isEqualTo(200);
        assertThat(inbox.quarantined())
                .singleElement()
                .satisfies(kept -> assertThat(kept.bytes()).isEqualTo(body));
    }

    @Test
    void aDefectOfTheHostIsAnswered500AndTold() {
        clock.set(() -> {
            throw new IllegalStateException("no clock");
        });
        assertThat(post(endpoint.address(), payout("evt_1"), NOW).statusCode()).isEqualTo(500);
        assertThat(defects)
                .singleElement()
                .satisfies(defect -> assertThat(defect).hasMessage("no clock"));
    }

    private HttpResponse<byte[]> signed(String secret, byte[] signedBody, byte[] sentBody, Instant at) {
        return send(to(endpoint.address(), "/webhooks/stripe")
                .header("Stripe-Signature", signature(secret, signedBody, at))
                .POST(BodyPublishers.ofByteArray(sentBody)));
    }

    /** White space after an event is no part of it, and is signed all the same. */
    private static byte[] padded(byte[] body, int length) {
        byte[] padded = Arrays.copyOf(body, length);
        Arrays.fill(padded, body.length, length, (byte) ' ');
        return padded;
    }
}
