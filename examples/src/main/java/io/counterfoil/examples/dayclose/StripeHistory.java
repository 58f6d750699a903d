package io.counterfoil.examples.dayclose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.counterfoil.stripe.simulator.SimulatedAccount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The provider's quarter as it happened: every object at its time, with the event that tells of it, taken from the pages of a folder. */
final class StripeHistory {

    private static final Comparator<Step> IN_ORDER =
            Comparator.comparing(Step::at).thenComparing(Step::rank).thenComparing(Step::id);

    private final ObjectMapper json = new ObjectMapper();
    private final List<Step> steps = new ArrayList<>();
    private int next;

    /** Something that happens to the account at an instant; of one instant, the lower rank comes first. */
    private record Step(Instant at, int rank, String id, Runnable act) {}

    StripeHistory(InputFolder folder, SimulatedAccount account) {
        Map<String, JsonNode> rows = new HashMap<>();
        Map<String, List<String>> members = new HashMap<>();
        for (String name : folder.names("stripe/payout-rows/")) {
            for (JsonNode row : objects(folder, name)) {
                rows.put(id(row), row);
                String payout = name.substring(name.lastIndexOf('/') + 1).replaceFirst("(-\\d+)?\\.json$", "");
                members.computeIfAbsent(payout, p -> new ArrayList<>()).add(id(row));
            }
        }
        for (String name : folder.names("stripe/balance_transactions")) {
            objects(folder, name).forEach(row -> rows.put(id(row), row));
        }
        rows.values().forEach(row -> step(at(row, "created"), 0, id(row), () -> account.restore(row.toString())));
        for (String name : folder.names("stripe/payment_intents")) {
            objects(folder, name).forEach(intent -> told(account, intent, 2, intentEvent(intent)));
        }
        for (String name : folder.names("stripe/charges")) {
            objects(folder, name)
                    .forEach(charge -> told(
                            account,
                            charge,
                            1,
                            "charge." + charge.path("status").asText()));
        }
        for (String name : folder.names("stripe/payouts")) {
            objects(folder, name)
                    .forEach(payout -> payout(account, payout, members.getOrDefault(id(payout), List.of()), rows));
        }
        steps.sort(IN_ORDER);
    }

    /** When the first thing happens. */
    Instant begins() {
        return steps.isEmpty() ? Instant.EPOCH : steps.get(0).at();
    }

    /** What happens up to the instant and did not happen yet; the clock is moved along by the caller's hand. */
    void playUntil(Instant until, java.util.function.Consumer<Instant> clock) {
        while (next < steps.size() && !steps.get(next).at().isAfter(until)) {
            clock.accept(steps.get(next).at());
            steps.get(next).act().run();
            next++;
        }
    }

    private void told(SimulatedAccount account, JsonNode object, int rank, String event) {
        step(at(object, "created"), rank, id(object), () -> {
            account.restore(object.toString());
            account.tell(event, id(object));
        });
    }

    private static String intentEvent(JsonNode intent) {
        return switch (intent.path("status").asText()) {
            case "succeeded" -> "payment_intent.succeeded";
            case "processing" -> "payment_intent.processing";
            default -> "payment_intent.payment_failed";
        };
    }

    /** A payout leaves, arrives, and may come back: three events, and only the last one shows how it ended. */
    private void payout(SimulatedAccount account, JsonNode payout, List<String> members, Map<String, JsonNode> rows) {
        String id = id(payout);
        ObjectNode leaving = payout.deepCopy();
        leaving.put("status", "in_transit")
                .putNull("failure_balance_transaction")
                .putNull("failure_code")
                .put("reconciliation_status", "completed");
        ObjectNode arrived = leaving.deepCopy().put("status", "paid");
        step(at(payout, "created"), 3, id, () -> {
            account.restore(leaving.toString());
            account.restorePayout(id, members);
            account.tell("payout.created", id);
        });
        String status = payout.path("status").asText();
        if (status.equals("paid") || status.equals("failed")) {
            step(at(payout, "arrival_date"), 4, id, () -> {
                account.restore(arrived.toString());
                account.tell("payout.paid", id);
            });
        }
        JsonNode back = rows.get(payout.path("failure_balance_transaction").asText(""));
        if (status.equals("failed") && back != null) {
            step(at(back, "created"), 5, id, () -> {
                account.restore(payout.toString());
                account.tell("payout.failed", id);
            });
        }
    }

    private void step(Instant at, int rank, String id, Runnable act) {
        steps.add(new Step(at, rank, id, act));
    }

    private Iterable<JsonNode> objects(InputFolder folder, String name) {
        try {
            return json.readTree(folder.bytes(name)).path("data");
        } catch (IOException e) {
            throw new UncheckedIOException(name + " is not JSON", e);
        }
    }

    private static String id(JsonNode object) {
        return object.path("id").asText();
    }

    private static Instant at(JsonNode object, String field) {
        return Instant.ofEpochSecond(object.path(field).asLong());
    }
}
