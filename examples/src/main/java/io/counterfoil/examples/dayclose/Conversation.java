package io.counterfoil.examples.dayclose;

import io.counterfoil.stripe.simulator.StripeSimulator;
import io.counterfoil.stripe.simulator.WebhookDelivery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * What a host and the simulated Stripe said to each other. A real Stripe goes on while the host is down; this one lives in the host's process, so what was said in each
 * finished step is kept with the step, and said again to a new simulator when the host is started again: from the same words it gets to the same state.
 */
final class Conversation {

    private final StripeSimulator simulator;
    private List<Said> said = new ArrayList<>();

    /**
     * One thing said to Stripe: a request, or the answer to a webhook.
     *
     * @param call empty for an answer
     * @param status of the answer; 0 for a request
     */
    record Said(Optional<StripeSimulator.Call> call, int status) {}

    /**
     * A finished step.
     *
     * @param name of the step
     * @param said in order
     * @param learned ids of the objects of which facts were learned
     * @param notices how many ended so, by kind
     * @param late how many objects were found by looking
     */
    record Step(String name, List<Said> said, List<String> learned, Map<String, Integer> notices, long late) {}

    Conversation(StripeSimulator simulator) {
        this.simulator = simulator;
    }

    /** A request to Stripe. */
    StripeSimulator.Response send(StripeSimulator.Call call) {
        said.add(new Said(Optional.of(call), 0));
        return simulator.send(call);
    }

    /** Hands out the webhooks that are due. */
    void deliver(ToIntFunction<WebhookDelivery> endpoint) {
        simulator.account().deliver(delivery -> {
            int status = endpoint.applyAsInt(delivery);
            said.add(new Said(Optional.empty(), status));
            return status;
        });
    }

    /** What was said since this was asked last. */
    List<Said> taken() {
        List<Said> taken = said;
        said = new ArrayList<>();
        return taken;
    }

    /** Says again what was said in a step. */
    void repeat(Step step) {
        List<Said> all = step.said();
        int[] next = {0};
        simulator.account().deliver(delivery -> {
            while (next[0] < all.size() && all.get(next[0]).call().isPresent()) {
                simulator.send(all.get(next[0]++).call().get());
            }
            if (next[0] == all.size()) {
                throw new DayStores.UnusableException("step " + step.name()
                        + " has no answer to a webhook, expected the simulator to send what it sent before");
            }
            return all.get(next[0]++).status();
        });
        for (Said one : all.subList(next[0], all.size())) {
            simulator.send(one.call().orElseThrow());
        }
    }

    /** The time at Stripe. */
    Instant now() {
        return simulator.clock().now();
    }
}
