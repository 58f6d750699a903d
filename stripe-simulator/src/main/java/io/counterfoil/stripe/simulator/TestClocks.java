package io.counterfoil.stripe.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Test clocks: a customer that lives on one, and its invoices, know the clock's time alone (STR-62). */
final class TestClocks {

    private static final Duration LIFE = Duration.ofDays(30);

    private final World world;
    private final Map<String, SimulatorClock> times = new HashMap<>();

    TestClocks(World world) {
        this.world = world;
    }

    /** The time by which the customer lives: its clock's, or the simulator's. */
    SimulatorClock of(ObjectNode customer) {
        SimulatorClock own = times.get(customer.path("test_clock").asText(""));
        return own == null ? world.clock : own;
    }

    /** The clock of this id, for a new customer. */
    String known(String id) {
        return world.store.get("test_helpers.test_clock", id).path("id").asText();
    }

    Answer clocks(String method, String id, String action, Params params) {
        if (method.equals("GET")) {
            return id.isEmpty()
                    ? world.list("test_helpers.test_clock", params, c -> true)
                    : world.answer(clock(id), params);
        }
        if (method.equals("DELETE")) {
            return Answer.of(delete(clock(id)));
        }
        if (id.isEmpty()) {
            return world.answer(create(params), params);
        }
        if (!action.equals("advance")) {
            throw ApiError.missing("path", action);
        }
        ObjectNode clock = clock(id);
        advance(clock, frozen(params));
        return world.answer(clock, params);
    }

    private ObjectNode clock(String id) {
        return world.store.get("test_helpers.test_clock", id);
    }

    private static long frozen(Params params) {
        return params.number("frozen_time")
                .orElseThrow(() ->
                        ApiError.invalid("frozen_time", "parameter_missing", "Missing required param: frozen_time."));
    }

    private ObjectNode create(Params params) {
        long at = frozen(params);
        ObjectNode clock = world.fresh("test_helpers.test_clock", "clock").put("frozen_time", at);
        clock.put("deletes_after", world.clock.now().plus(LIFE).getEpochSecond());
        Json.put(clock, "name", params.text("name").orElse(""));
        clock.put("status", "ready").putObject("status_details");
        times.put(clock.path("id").asText(), new SimulatorClock(Instant.ofEpochSecond(at), new Object()));
        world.store.add(clock);
        world.events.emit("test_helpers.test_clock.created", clock);
        return clock;
    }

    private void advance(ObjectNode clock, long to) {
        long from = clock.path("frozen_time").asLong();
        if (to <= from) {
            throw ApiError.invalid("frozen_time", "Test clock can only be advanced to a time after " + from);
        }
        clock.put("status", "advancing")
                .putObject("status_details")
                .putObject("advancing")
                .put("target_frozen_time", to);
        world.events.emit("test_helpers.test_clock.advancing", clock);
        times.get(clock.path("id").asText()).advanceTo(Instant.ofEpochSecond(to));
        clock.put("frozen_time", to).put("status", "ready").putObject("status_details");
        world.events.emit("test_helpers.test_clock.ready", clock);
    }

    /** The clock goes, and who lived on it. */
    private ObjectNode delete(ObjectNode clock) {
        String id = clock.path("id").asText();
        for (String type : List.of("invoice", "customer")) {
            List.copyOf(world.store.all(type, o -> o.path("test_clock").asText().equals(id)))
                    .forEach(world.store::remove);
        }
        world.store.remove(clock);
        world.events.emit("test_helpers.test_clock.deleted", clock);
        return Json.object()
                .put("id", id)
                .put("object", "test_helpers.test_clock")
                .put("deleted", true);
    }
}
