package io.counterfoil.stripe.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.Stripe;
import com.stripe.StripeClient;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.stripe.simulator.FaultPlan.Fault;
import io.counterfoil.stripe.simulator.StripeSimulator;
import io.counterfoil.stripe.testkit.StripeTransportContract;
import io.counterfoil.stripe.transport.StripeRequest;
import io.counterfoil.stripe.transport.StripeResponse;
import io.counterfoil.stripe.transport.StripeTransport;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StripeJavaTransportTest extends StripeTransportContract {

    private static final StripeTransport.Timing STILL =
            StripeTransport.Timing.of(() -> Instant.parse("2027-03-01T12:00:00Z"), wait -> {});

    private boolean before;

    @BeforeEach
    void telemetryOff() {
        before = Stripe.enableTelemetry;
        Stripe.enableTelemetry = false;
    }

    @AfterEach
    void telemetryAsBefore() {
        Stripe.enableTelemetry = before;
    }

    private static StripeClient.StripeClientBuilder client(StripeSimulator to, Duration patience) {
        return StripeClient.builder()
                .setApiKey(KEY)
                .setApiBase(to.baseUri().toString())
                .setReadTimeout((int) patience.toMillis());
    }

    private static StripeJavaTransport.Builder over(StripeClient client) {
        return StripeJavaTransport.builder(client)
                .timing(STILL)
                .jitter(new SplittableRandom(3))
                .rates(1000, 1000);
    }

    @Override
    protected StripeTransport transport(StripeSimulator to, StripeTransport.Timing timing, Duration patience) {
        StripeClient client = client(to, patience)
                .setHttpClient(StripeJavaTransport.onceOnly())
                .build();
        return over(client).timing(timing).build();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"RATE_LIMIT", "SERVER_ERROR", "RESET_BEFORE", "RESET_AFTER"})
    @DisplayName("STR-13 STR-15 over the SDK's own HTTP client a keyed POST is done once too")
    void defaultClient(Fault fault) throws StripeTransport.Failure {
        try (StripeSimulator stripe = StripeSimulator.builder(5).build()) {
            StripeTransport transport =
                    over(client(stripe, Duration.ofSeconds(30)).build()).build();
            stripe.faults().next("/v1/customers", fault);

            StripeResponse made = transport.send(StripeRequest.post("/v1/customers")
                    .with("email", "ana@example.org")
                    .keyedBy(IdempotencyKey.of("k")));

            assertThat(made.status()).isEqualTo(200);
            assertThat(transport.send(StripeRequest.get("/v1/customers")).text().split("\"object\":\"customer\"", -1))
                    .hasSize(2);
        }
    }

    @Test
    @DisplayName(
            "STR-13 trap stripe-java: it refuses to start while the SDK's telemetry is on, unless the host allows it")
    void telemetry() {
        Stripe.enableTelemetry = true;
        StripeJavaTransport.Builder builder = over(new StripeClient(KEY));

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("com.stripe.Stripe.enableTelemetry is true, expected false")
                .hasMessageContaining("allowTelemetry()");
        assertThat(builder.allowTelemetry().build()).hasToString("StripeJavaTransport");
    }

    @Test
    @DisplayName(
            "STR-13 trap stripe-java: the SDK's static address, key and repetitions, which any code of the host may set, are not used")
    void statics() throws Exception {
        String base = Stripe.getApiBase();
        String key = Stripe.apiKey;
        int retries = Stripe.getMaxNetworkRetries();
        try (StripeSimulator own = StripeSimulator.builder(5).build();
                StripeSimulator other = StripeSimulator.builder(6).build()) {
            Stripe.overrideApiBase(other.baseUri().toString());
            Stripe.apiKey = "sk_test_of_somebody_else";
            Stripe.setMaxNetworkRetries(7);
            StripeTransport transport = over(client(own, Duration.ofSeconds(5))
                            .setHttpClient(StripeJavaTransport.onceOnly())
                            .build())
                    .attempts(1)
                    .build();
            own.faults().next("/v1/balance", Fault.SERVER_ERROR);
            assertThat(transport.send(StripeRequest.get("/v1/balance")).status())
                    .isEqualTo(500);
            assertThat(transport.send(StripeRequest.get("/v1/balance")).status())
                    .isEqualTo(200);
            assertThat(own.requests()).as("beside the one that was refused").hasSize(1);
            assertThat(other.requests()).isEmpty();
        } finally {
            Stripe.overrideApiBase(base);
            Stripe.apiKey = key;
            Stripe.setMaxNetworkRetries(retries);
        }
    }

    @Test
    @DisplayName("STR-60 another API version is named in every request, another form is refused")
    void versions() throws StripeTransport.Failure {
        try (StripeSimulator stripe = StripeSimulator.builder(5).build()) {
            StripeTransport transport = over(client(stripe, Duration.ofSeconds(30))
                            .build())
                    .version("2024-09-30.acacia")
                    .build();
            assertThat(transport.send(StripeRequest.get("/v1/balance")).apiVersion())
                    .contains("2024-09-30.acacia");
        }
        assertThatThrownBy(() -> over(new StripeClient(KEY)).version("latest"))
                .hasMessage("API version of 6 characters, expected one such as " + StripeTransport.PINNED_VERSION);
        assertThat(Stripe.API_VERSION).isEqualTo(StripeTransport.PINNED_VERSION);
    }

    @Test
    @DisplayName("STR-13 clock and chance are the host's, and must be given")
    void required() {
        StripeClient client = new StripeClient(KEY);
        assertThatThrownBy(() -> StripeJavaTransport.builder(client)
                        .jitter(new SplittableRandom(1))
                        .build())
                .isInstanceOf(NullPointerException.class)
                .hasMessageStartingWith("timing");
        assertThatThrownBy(
                        () -> StripeJavaTransport.builder(client).timing(STILL).build())
                .isInstanceOf(NullPointerException.class)
                .hasMessageStartingWith("jitter");
        assertThatThrownBy(() -> StripeJavaTransport.builder(client).attempts(0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("STR-15 one attempt is made where one is allowed, and a refused connection says so")
    void noConnection() {
        StripeSimulator gone = StripeSimulator.builder(5).build();
        StripeClient client = client(gone, Duration.ofSeconds(5)).build();
        gone.close();
        StripeTransport transport = over(client).attempts(1).build();

        assertThatThrownBy(() -> transport.send(StripeRequest.get("/v1/balance")))
                .isInstanceOfSatisfying(
                        StripeTransport.Failure.class,
                        failure -> assertThat(failure.reason()).isEqualTo(StripeTransport.Failure.Reason.NETWORK))
                .hasMessage("GET /v1/balance: ConnectException");
    }
}
