package io.counterfoil.stripe.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.counterfoil.stripe.simulator.BalanceEngine.Movement;
import io.counterfoil.stripe.simulator.BalanceEngine.Row;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes an account's earlier history, as Stripe's lists export it, into a simulated account. */
final class History {

    /** Against which role of the book a row moved; another type is a payment that belongs to no invoice yet. */
    private static final Map<String, String> CONTRAS = Map.of(
            "payout", "PAYOUT_IN_TRANSIT",
            "payout_failure", "PAYOUT_IN_TRANSIT",
            "payout_cancel", "PAYOUT_IN_TRANSIT",
            "refund", "CREDITS_OWED",
            "payment_refund", "CREDITS_OWED",
            "adjustment", "DISPUTED_FUNDS",
            "stripe_fee", "PROCESSING_FEES");

    private History() {}

    static void restore(World world, String json) {
        JsonNode root;
        try {
            root = Json.MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a history of " + json.length() + " characters is no JSON", e);
        }
        if (root.path("data").isArray()) {
            root.path("data").forEach(object -> restore(world, object));
        } else {
            restore(world, root);
        }
    }

    private static void restore(World world, JsonNode node) {
        if (!(node instanceof ObjectNode object) || !object.path("id").isTextual()) {
            throw new IllegalArgumentException("an object of the history has no id");
        }
        String id = object.path("id").asText();
        if (object.path("object").asText().equals("balance_transaction")) {
            if (world.balance.find(id).isEmpty()) {
                world.balance.book(row(object));
            }
            return;
        }
        Optional<ObjectNode> known = world.store.find(id);
        if (known.isPresent()) {
            known.get().removeAll();
            known.get().setAll(object.deepCopy());
        } else {
            world.store.add(object.deepCopy());
        }
    }

    private static Row row(ObjectNode object) {
        String type = object.path("type").asText();
        long created = object.path("created").asLong();
        long lag = object.path("available_on").asLong(created) - created;
        Movement movement = Movement.of(
                        type,
                        object.path("reporting_category").asText(),
                        CONTRAS.getOrDefault(type, "UNAPPLIED_CASH"),
                        object.path("amount").asLong(),
                        object.path("currency").asText(),
                        object.path("source").asText(""))
                .fees(
                        fee(object, "stripe_fee"),
                        fee(object, "tax"),
                        fee(object, "application_fee"),
                        type.equals("adjustment") ? "DISPUTE_FEES" : "PROCESSING_FEES")
                .lag(lag);
        Row row = new Row(object.path("id").asText(), movement, created);
        row.description = object.path("description").asText("");
        if (row.fee() != object.path("fee").asLong()
                || row.net() != object.path("net").asLong()) {
            throw new IllegalArgumentException("balance row " + row.id + " of the history does not add up");
        }
        return row;
    }

    private static long fee(ObjectNode object, String type) {
        long sum = 0;
        for (JsonNode detail : object.path("fee_details")) {
            sum += detail.path("type").asText().equals(type)
                    ? detail.path("amount").asLong()
                    : 0;
        }
        return sum;
    }

    static void assign(World world, String payout, List<String> rows) {
        world.store.get("payout", payout);
        List<Row> members = rows.stream()
                .map(id -> world.balance
                        .find(id)
                        .orElseThrow(() -> new IllegalStateException("balance row " + id + " is not there")))
                .filter(row -> row.payout.isEmpty())
                .toList();
        world.balance.assign(members, payout);
    }
}
