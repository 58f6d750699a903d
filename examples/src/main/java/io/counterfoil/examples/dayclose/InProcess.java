package io.counterfoil.examples.dayclose;

import io.counterfoil.stripe.simulator.StripeSimulator;
import io.counterfoil.stripe.transport.StripeRequest;
import io.counterfoil.stripe.transport.StripeResponse;
import io.counterfoil.stripe.transport.StripeTransport;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** The simulator as a transport, without a socket: a host with a network has {@code JdkStripeTransport} in its place. */
public record InProcess(Function<StripeSimulator.Call, StripeSimulator.Response> stripe) implements StripeTransport {

    @Override
    public StripeResponse send(StripeRequest request) throws Failure {
        StripeSimulator.Response response = stripe.apply(new StripeSimulator.Call(
                request.method().name(),
                request.path(),
                request.form(),
                PINNED_VERSION,
                "sk_test_parlour_rooms",
                request.account().map(Object::toString).orElse(""),
                request.idempotencyKey().map(Object::toString).orElse("")));
        return switch (response.outcome()) {
            case ANSWERED ->
                StripeResponse.of(
                        response.status(), response.headers(), response.body().getBytes(StandardCharsets.UTF_8));
            case CUT -> throw new Failure(Failure.Reason.NETWORK, request + " was cut");
            case SILENT -> throw new Failure(Failure.Reason.TIMEOUT, request + " got no answer");
        };
    }
}
