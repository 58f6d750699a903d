package io.counterfoil.stripe.transport.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.stripe.transport.StripeRequest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RateLimiterTest {

    private static final Instant NOW = Instant.parse("2027-03-01T12:00:00Z");
    private static final StripeRequest CHARGES = StripeRequest.get("/v1/charges");
    private static final StripeRequest CHARGE = StripeRequest.get("/v1/charges/ch_1");
    private static final StripeRequest REFUNDS = StripeRequest.get("/v1/refunds");

    @Test
    @DisplayName("STR-16 requests to one endpoint are spread over the second")
    void pacesAnEndpoint() {
        RateLimiter limiter = new RateLimiter(4, 1000);

        assertThat(limiter.reserve(CHARGES, NOW)).isZero();
        assertThat(limiter.reserve(CHARGE, NOW)).isEqualTo(Duration.ofMillis(250));
        assertThat(limiter.reserve(CHARGES, NOW)).isEqualTo(Duration.ofMillis(500));
        assertThat(limiter.reserve(REFUNDS, NOW)).isEqualTo(Duration.ofMillis(3));
        assertThat(limiter.reserve(CHARGES, NOW.plusSeconds(2))).isZero();
        assertThat(limiter.reserve(CHARGES, NOW.plusSeconds(2))).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    @DisplayName("STR-16 requests to any endpoint share the account's rate")
    void pacesTheAccount() {
        RateLimiter limiter = new RateLimiter(100, 2);

        assertThat(limiter.reserve(CHARGES, NOW)).isZero();
        assertThat(limiter.reserve(REFUNDS, NOW)).isEqualTo(Duration.ofMillis(500));
        assertThat(limiter.reserve(REFUNDS, NOW.plusMillis(400))).isEqualTo(Duration.ofMillis(600));
    }

    @Test
    @DisplayName("STR-16 a 429 halves the bucket that Stripe named, which recovers by a tenth a second")
    void adapts() {
        RateLimiter limiter = new RateLimiter(20, 100);

        limiter.refused(CHARGES, "endpoint-rate", NOW);
        assertThat(limiter.endpointRate(CHARGES)).isEqualTo(10);
        assertThat(limiter.endpointRate(REFUNDS)).isEqualTo(20);
        assertThat(limiter.accountRate()).isEqualTo(100);

        limiter.refused(REFUNDS, "global-concurrency", NOW);
        assertThat(limiter.accountRate()).isEqualTo(50);
        assertThat(limiter.endpointRate(REFUNDS)).isEqualTo(20);

        limiter.reserve(CHARGES, NOW.plusMillis(999));
        assertThat(limiter.endpointRate(CHARGES)).isEqualTo(10);
        limiter.reserve(CHARGES, NOW.plusMillis(1000));
        assertThat(limiter.endpointRate(CHARGES)).isEqualTo(12);
        limiter.reserve(CHARGES, NOW.plusMillis(3500));
        assertThat(limiter.endpointRate(CHARGES)).isEqualTo(16);
        limiter.reserve(CHARGES, NOW.plusMillis(3999));
        assertThat(limiter.endpointRate(CHARGES)).isEqualTo(16);
        limiter.reserve(CHARGES, NOW.plusMillis(4000));
        assertThat(limiter.endpointRate(CHARGES)).isEqualTo(18);
        limiter.reserve(CHARGES, NOW.plusSeconds(500));
        assertThat(limiter.endpointRate(CHARGES)).isEqualTo(20);
    }

    @Test
    @DisplayName("STR-16 a bucket never falls below one request a second")
    void floor() {
        RateLimiter limiter = new RateLimiter(3, 10);
        for (int i = 0; i < 5; i++) {
            limiter.refused(CHARGES, "", NOW);
        }

        assertThat(limiter.endpointRate(CHARGES)).isEqualTo(1);
        assertThat(limiter.reserve(CHARGES, NOW)).isZero();
        assertThat(limiter.reserve(CHARGES, NOW)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void ratesArePositive() {
        assertThatThrownBy(() -> new RateLimiter(0, 1)).hasMessage("rates 0 and 1 a second, expected at least 1");
        assertThatThrownBy(() -> new RateLimiter(1, 0)).hasMessage("rates 1 and 0 a second, expected at least 1");
    }
}
