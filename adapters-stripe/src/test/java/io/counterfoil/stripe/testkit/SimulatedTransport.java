package io.counterfoil.stripe.testkit;

import io.counterfoil.stripe.simulator.StripeSimulator;
import io.counterfoil.stripe.transport.StripeRequest;
import io.counterfoil.stripe.transport.StripeResponse;
import io.counterfoil.stripe.transport.StripeTransport;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The simulator as a transport, without a socket: one attempt a request, no waiting. Thread-safe. */
public final class SimulatedTransport implements StripeTransport {

    private final StripeSimulator simulator;
    private final String apiVersion;
    private final String apiKey;

    private SimulatedTransport(StripeSimulator simulator, String apiVersion, String apiKey) {
        this.simulator = Objects.requireNonNull(simulator, "simulator");
        this.apiVersion = apiVersion;
        this.apiKey = apiKey;
    }

    /** In the pinned API version, with a secret key of the test mode. */
    public static SimulatedTransport of(StripeSimulator simulator) {
        return of(simulator, PINNED_VERSION, "sk_test_simulator");
    }

    /** In any version, with any key. */
    public static SimulatedTransport of(StripeSimulator simulator, String apiVersion, String apiKey) {
        return new SimulatedTransport(simulator, apiVersion, apiKey);
    }

    @Override
    public StripeResponse send(StripeRequest request) throws Failure {
        StripeSimulator.Response response = simulator.send(new StripeSimulator.Call(
                request.method().name(),
                request.path(),
                request.form(),
                apiVersion,
                apiKey,
                request.account().map(Object::toString).orElse(""),
                request.idempotencyKey().map(Object::toString).orElse("")));
        return switch (response.outcome()) {
            case ANSWERED ->
                StripeResponse.of(
                        response.status(), response.headers(), response.body().getBytes(StandardCharsets.UTF_8));
            case CUT -> throw new Failure(Failure.Reason.NETWORK, request + ": no answer");
            case SILENT -> throw new Failure(Failure.Reason.TIMEOUT, request + ": no answer");
        };
    }

    @Override
    public String toString() {
        return "SimulatedTransport(" + apiVersion + ")";
    }
}
