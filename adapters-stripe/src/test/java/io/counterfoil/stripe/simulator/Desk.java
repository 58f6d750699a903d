package io.counterfoil.stripe.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.stripe.fact.StripeAccountId;
import io.counterfoil.stripe.testkit.SimulatedTransport;
import io.counterfoil.stripe.transport.StripeRequest;
import io.counterfoil.stripe.transport.StripeTransport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Short words for tests that ask a simulator. */
final class Desk {

    private final StripeSimulator stripe;
    private final String account;

    Desk(StripeSimulator stripe) {
        this(stripe, "");
    }

    private Desk(StripeSimulator stripe, String account) {
        this.stripe = stripe;
        this.account = account;
    }

    /** The same simulator, for a connected account. */
    Desk on(String connected) {
        return new Desk(stripe, connected);
    }

    JsonNode get(String path, String... pairs) {
        return send(StripeRequest.get(path), pairs);
    }

    JsonNode post(String path, String... pairs) {
        return send(StripeRequest.post(path), pairs);
    }

    JsonNode delete(String path) {
        return send(StripeRequest.delete(path));
    }

    private JsonNode send(StripeRequest request, String... pairs) {
        StripeRequest full = account.isEmpty() ? request : request.on(StripeAccountId.of(account));
        for (int i = 0; i < pairs.length; i += 2) {
            full = full.with(pairs[i], pairs[i + 1]);
        }
        try {
            return Json.MAPPER.readTree(SimulatedTransport.of(stripe).send(full).body());
        } catch (StripeTransport.Failure | IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A confirmed payment in pounds. */
    JsonNode pay(long amount, String method, String... more) {
        List<String> pairs = new ArrayList<>(List.of(
                "amount", Long.toString(amount), "currency", "gbp", "payment_method", method, "confirm", "true"));
        pairs.addAll(List.of(more));
        return post("/v1/payment_intents", pairs.toArray(String[]::new));
    }

    /** Types of the last hundred events. */
    List<String> types() {
        List<String> types = new ArrayList<>();
        get("/v1/events", "limit", "100")
                .path("data")
                .forEach(e -> types.add(e.path("type").asText()));
        return types;
    }
}
