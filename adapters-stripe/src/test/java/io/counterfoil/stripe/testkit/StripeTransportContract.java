package io.counterfoil.stripe.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.stripe.fact.StripeAccountId;
import io.counterfoil.stripe.simulator.FaultPlan.Fault;
import io.counterfoil.stripe.simulator.StripeSimulator;
import io.counterfoil.stripe.transport.StripeRequest;
import io.counterfoil.stripe.transport.StripeResponse;
import io.counterfoil.stripe.transport.StripeResponse.Retry;
import io.counterfoil.stripe.transport.StripeTransport;
import io.counterfoil.stripe.transport.StripeTransport.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every {@link StripeTransport} keeps, on the simulator (STR-13). Time is the suite's: nothing waits. */
public abstract class StripeTransportContract {

    /** The key with which the transport must come. */
    protected static final String KEY = "sk_test_contract12345";

    private static final StripeRequest CUSTOMER = StripeRequest.post("/v1/customers")
            .with("email", "ana+7@example.org")
            .with("metadata[a&b]", "ü=1");

    private final StripeSimulator simulator =
            StripeSimulator.builder(5).connected("acct_other").build();
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();

    /** Long enough for an answer on a busy machine. */
    private static final Duration PATIENT = Duration.ofSeconds(30);

    /** The transport under test, to the simulator, with the timing, and how long it waits for an answer. */
    protected abstract StripeTransport transport(StripeSimulator to, StripeTransport.Timing timing, Duration patience);

    private StripeTransport transport() {
        return transport(PATIENT);
    }

    private StripeTransport transport(Duration patience) {
        StripeTransport.Timing timing =
                StripeTransport.Timing.of(() -> Instant.parse("2027-03-01T12:00:00Z"), pauses::add);
        return transport(simulator, timing, patience);
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    @DisplayName("STR-13 parameters arrive as they were given, and the answer comes back whole")
    void sends() throws Failure {
        StripeResponse made = transport().send(CUSTOMER.keyedBy(IdempotencyKey.of("k")));

        assertThat(made.status()).isEqualTo(200);
        assertThat(made.text()).contains("\"email\":\"ana+7@example.org\"").contains("\"a&b\":\"ü=1\"");
        assertThat(made.requestId()).hasValueSatisfying(id -> assertThat(id).startsWith("req_"));
        assertThat(made.retries()).isEmpty();
        assertThat(made.header("idempotency-key")).contains("k");
        String id = made.text().replaceFirst("^\\{\"id\":\"([^\"]+)\".*", "$1");
        assertThat(transport().send(StripeRequest.get("/v1/customers/" + id)).text())
                .isEqualTo(made.text());
        assertThat(transport()
                        .send(StripeRequest.get("/v1/customers").with("limit", 1))
                        .text())
                .contains(id);
        assertThat(transport().send(StripeRequest.delete("/v1/customers/" + id)).text())
                .contains("\"deleted\":true");
    }

    @Test
    @DisplayName("STR-60 every request names the pinned API version")
    void version() throws Failure {
        assertThat(transport().send(StripeRequest.get("/v1/balance")).apiVersion())
                .contains(StripeTransport.PINNED_VERSION);
    }

    @Test
    @DisplayName("STR-61 a request goes to the account that it names")
    void account() throws Failure {
        StripeTransport transport = transport();
        assertThat(transport.send(StripeRequest.get("/v1/account")).text()).contains("acct_sim");
        assertThat(transport
                        .send(StripeRequest.get("/v1/account").on(StripeAccountId.of("acct_other")))
                        .text())
                .contains("acct_other");
        assertThat(transport
                        .send(StripeRequest.get("/v1/account").on(StripeAccountId.of("acct_none")))
                        .status())
                .isEqualTo(403);
    }

    @Test
    @DisplayName("STR-13 a refusal is an answer, not an exception")
    void refusals() throws Failure {
        StripeTransport transport = transport();
        StripeResponse missing = transport.send(StripeRequest.get("/v1/charges/ch_none"));
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.errorCode()).contains("resource_missing");
        StripeResponse declined = transport.send(StripeRequest.post("/v1/payment_intents")
                .with("amount", 500)
                .with("currency", "gbp")
                .with("payment_method", "pm_card_chargeDeclined")
                .with("confirm", "true"));
        assertThat(declined.status()).isEqualTo(402);
        assertThat(declined.errorType()).contains("card_error");
        assertThat(declined.errorCode()).contains("card_declined");
        assertThat(missing.retries()).isEmpty();
        assertThat(declined.retries()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {
                "RATE_LIMIT",
                "RATE_LIMIT_ACCOUNT",
                "LOCK_TIMEOUT",
                "KEY_IN_USE",
                "SERVER_ERROR",
                "RESET_BEFORE",
                "RESET_AFTER"
            })
    @DisplayName("STR-15 STR-68 a keyed POST gets through what befalls it and is done once")
    void keyedPost(Fault fault) throws Failure {
        simulator.faults().next("/v1/customers", fault).next("/v1/customers", fault);

        StripeResponse made = transport().send(CUSTOMER.keyedBy(IdempotencyKey.of("k-" + fault)));

        assertThat(made.status()).isEqualTo(200);
        assertThat(made.retries()).hasSize(2);
        assertThat(made.retries()).extracting(Retry::attempt).containsExactly(1, 2);
        assertThat(pauses).hasSizeGreaterThanOrEqualTo(2);
        assertThat(made.header("Idempotent-Replayed").isPresent()).isEqualTo(fault == Fault.RESET_AFTER);
        assertThat(count()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"RATE_LIMIT", "LOCK_TIMEOUT", "SERVER_ERROR"})
    @DisplayName("STR-15 a POST without a key is sent once, whatever the answer")
    void unkeyedPost(Fault fault) throws Failure {
        simulator.faults().next("/v1/customers", fault);

        StripeResponse refused = transport().send(CUSTOMER);

        assertThat(refused.isSuccess()).isFalse();
        assertThat(refused.retries()).isEmpty();
        assertThat(count()).isZero();
    }

    @Test
    @DisplayName("STR-15 a POST without a key that was cut off is not sent again, though it was done")
    void unkeyedPostCutOff() throws Failure {
        simulator.faults().next("/v1/customers", Fault.RESET_AFTER);

        Failure failure = catchThrowableOfType(Failure.class, () -> transport().send(CUSTOMER));

        assertThat(failure.reason()).isEqualTo(Failure.Reason.NETWORK);
        assertThat(failure.getMessage()).startsWith("POST /v1/customers").doesNotContain("ana");
        assertThat(failure.getCause()).isNull();
        assertThat(count()).isEqualTo(1);
    }

    @Test
    @DisplayName("STR-15 an answer that never comes is a failure after four attempts")
    void silence() throws Failure {
        for (int i = 0; i < 4; i++) {
            simulator.faults().next("/v1/balance", Fault.SLOW);
        }
        Failure failure = catchThrowableOfType(
                Failure.class, () -> transport(Duration.ofMillis(200)).send(StripeRequest.get("/v1/balance")));

        assertThat(failure.reason()).isEqualTo(Failure.Reason.TIMEOUT);
        assertThat(simulator.faults().struck()).isEqualTo(4);
        assertThat(transport().send(StripeRequest.get("/v1/balance")).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("STR-22 nothing about the key is in what the transport says of itself")
    void secrets() {
        assertThat(transport().toString()).doesNotContain(KEY).doesNotContain("contract12345");
    }

    private long count() throws Failure {
        simulator.faults().clear();
        String list = transport()
                .send(StripeRequest.get("/v1/customers").with("limit", 100))
                .text();
        return list.split("\"object\":\"customer\"", -1).length - 1L;
    }
}
