package io.counterfoil.stripe.transport.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.stripe.transport.ManualTiming;
import io.counterfoil.stripe.transport.ScriptedTransport;
import io.counterfoil.stripe.transport.StripeRequest;
import io.counterfoil.stripe.transport.StripeResponse;
import io.counterfoil.stripe.transport.StripeResponse.Retry;
import io.counterfoil.stripe.transport.StripeTransport;
import io.counterfoil.stripe.transport.StripeTransport.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RetryingTransportTest {

    private static final StripeRequest GET = StripeRequest.get("/v1/charges");
    private static final StripeRequest UNKEYED = StripeRequest.post("/v1/refunds");
    private static final StripeRequest KEYED = UNKEYED.keyedBy(IdempotencyKey.of("k"));

    private final ScriptedTransport script = new ScriptedTransport();
    private final ManualTiming timing = new ManualTiming();
    private final RateLimiter limiter = new RateLimiter(1000, 1000);
    private final StripeTransport transport =
            new RetryingTransport(script, RetryTable.standard(), limiter, timing, new SplittableRandom(7));

    @Test
    @DisplayName("STR-15 a request is repeated until it is answered, and the answer tells what was tried")
    void repeats() throws Failure {
        script.answer(429, Map.of("Retry-After", "2", "Stripe-Rate-Limited-Reason", "endpoint-rate"), "{}")
                .fail(Failure.Reason.NETWORK)
                .answer(200, "{\"id\":\"ch_1\"}");

        StripeResponse response = transport.send(KEYED);

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.retries()).extracting(Retry::attempt).containsExactly(1, 2);
        assertThat(response.retries()).extracting(Retry::status).containsExactly(429, 0);
        assertThat(response.retries()).extracting(Retry::why).containsExactly("RATE_LIMITED", "NETWORK");
        assertThat(response.retries()).extracting(Retry::reason).containsExactly("endpoint-rate", "");
        assertThat(response.retries().get(0).waited()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(3));
        assertThat(response.retries().get(1).waited()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
        assertThat(timing.pauses())
                .contains(
                        response.retries().get(0).waited(),
                        response.retries().get(1).waited());
        assertThat(limiter.endpointRate(KEYED)).isLessThan(1000);
    }

    @Test
    @DisplayName("STR-15 a POST without a key is never sent twice, whatever came back")
    void neverTwice() throws Failure {
        for (int status : new int[] {400, 402, 409, 429, 500, 503}) {
            int before = script.asked().size();
            script.answer(status, Map.of("Stripe-Should-Retry", "true"), "{\"error\":{\"code\":\"lock_timeout\"}}");

            assertThat(transport.send(UNKEYED).status()).isEqualTo(status);
            assertThat(script.asked()).hasSize(before + 1);
        }
        script.fail(Failure.Reason.TIMEOUT);
        Failure failure = catchThrowableOfType(Failure.class, () -> transport.send(UNKEYED));
        assertThat(failure.reason()).isEqualTo(Failure.Reason.TIMEOUT);
        assertThat(script.left()).isZero();
    }

    @Test
    @DisplayName("STR-15 four attempts are made, then the last answer is given")
    void givesUp() throws Failure {
        for (int i = 0; i < 4; i++) {
            script.answer(500, "{}");
        }
        StripeResponse response = transport.send(GET);

        assertThat(response.status()).isEqualTo(500);
        assertThat(response.retries()).hasSize(3);
        assertThat(script.left()).isZero();
    }

    @Test
    void aPermanentRefusalIsGivenAtOnce() throws Failure {
        script.answer(402, "{\"error\":{\"type\":\"card_error\",\"code\":\"card_declined\"}}");
        StripeResponse response = transport.send(KEYED);

        assertThat(response.errorType()).contains("card_error");
        assertThat(response.errorCode()).contains("card_declined");
        assertThat(response.retries()).isEmpty();
        assertThat(timing.pauses()).isEmpty();
    }

    @Test
    void aFailureThatCannotPassIsThrownAtOnce() {
        script.fail(Failure.Reason.TOO_LARGE);

        assertThat(catchThrowableOfType(Failure.class, () -> transport.send(GET))
                        .reason())
                .isEqualTo(Failure.Reason.TOO_LARGE);
        assertThat(script.asked()).hasSize(1);
    }

    @Test
    @DisplayName("STR-16 a request waits for its turn before it is sent")
    void waitsForItsTurn() throws Failure {
        RateLimiter slow = new RateLimiter(2, 1000);
        StripeTransport paced =
                new RetryingTransport(script, RetryTable.standard(), slow, timing, new SplittableRandom(7));
        script.answer(200, "{}").answer(200, "{}").answer(200, "{}");
        Instant start = timing.now();

        paced.send(GET);
        paced.send(GET);
        paced.send(GET);

        assertThat(timing.pauses()).isEqualTo(List.of(Duration.ofMillis(500), Duration.ofMillis(500)));
        assertThat(Duration.between(start, timing.now())).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void anInterruptionEndsTheWaitAndIsKept() {
        StripeTransport.Timing interrupted = StripeTransport.Timing.of(timing::now, wait -> {
            throw new InterruptedException();
        });
        StripeTransport waiting =
                new RetryingTransport(script, RetryTable.standard(), limiter, interrupted, new SplittableRandom(7));
        script.answer(500, "{}");

        Failure failure = catchThrowableOfType(Failure.class, () -> waiting.send(GET));

        assertThat(failure.reason()).isEqualTo(Failure.Reason.INTERRUPTED);
        assertThat(failure).hasMessage("GET /v1/charges was interrupted while it waited for its turn");
        assertThat(Thread.interrupted()).isTrue();
    }
}
