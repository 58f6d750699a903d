package io.counterfoil.stripe.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Events of an account and their way to webhook endpoints: signed, and as lossy as the plan says. */
final class Events {

    private static final int TRIES = 4;
    private static final long[] AGAIN_SECONDS = {300, 3_600, 36_000};

    private final World world;
    private final SplittableRandom random;
    private final DeliveryPlan plan;
    private final List<Pending> pending = new ArrayList<>();
    private final Map<String, List<String>> secrets = new HashMap<>();
    private long order;

    record Pending(WebhookDelivery delivery, long due, long order, int tries, boolean counts) {}

    Events(World world, long seed, DeliveryPlan plan) {
        this.world = world;
        this.random = new SplittableRandom(seed);
        this.plan = plan;
    }

    void emit(String type, ObjectNode object) {
        emitOnce(type, object);
        if (random.nextInt(1000) < plan.doubled()) {
            emitOnce(type, object);
        }
    }

    private void emitOnce(String type, ObjectNode object) {
        ObjectNode event = Json.object().put("id", world.ids.next("evt")).put("object", "event");
        event.put("api_version", world.apiVersion).put("created", world.clock.seconds());
        event.putObject("data").set("object", new Shapes(world, Shapes.NEWEST).shape(object));
        event.put("livemode", world.livemode).put("pending_webhooks", 0);
        event.putObject("request").putNull("id").putNull("idempotency_key");
        event.put("type", type);
        if (world.connected) {
            event.put("account", world.id);
        }
        world.store.add(event);
        for (ObjectNode endpoint : world.store.all("webhook_endpoint", e -> wants(e, type))) {
            send(event, object, endpoint);
        }
    }

    private static boolean wants(ObjectNode endpoint, String type) {
        boolean wanted = false;
        for (var enabled : endpoint.path("enabled_events")) {
            wanted |= enabled.asText().equals("*") || enabled.asText().equals(type);
        }
        return wanted && endpoint.path("status").asText().equals("enabled");
    }

    private void send(ObjectNode event, ObjectNode object, ObjectNode endpoint) {
        String version = endpoint.path("api_version").asText(world.apiVersion);
        ObjectNode told = event.deepCopy();
        told.put("api_version", version);
        ((ObjectNode) told.path("data")).set("object", new Shapes(world, version).shape(object));
        event.put("pending_webhooks", event.path("pending_webhooks").asInt() + 1);
        if (random.nextInt(1000) < plan.lost()) {
            return;
        }
        byte[] body = Json.bytes(told);
        String id = endpoint.path("id").asText();
        int copies = random.nextInt(1000) < plan.duplicated() ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            queue(
                    new WebhookDelivery(
                            id, event.path("id").asText(), endpoint.path("url").asText(), body, "", false),
                    0,
                    i == 0);
        }
        if (random.nextInt(1000) < plan.forged()) {
            queue(
                    new WebhookDelivery(
                            id, event.path("id").asText(), endpoint.path("url").asText(), body, "", true),
                    0,
                    false);
        }
    }

    private void queue(WebhookDelivery delivery, int tries, boolean counts) {
        long delay = plan.delaySeconds() == 0 ? 0 : random.nextLong(plan.delaySeconds() + 1);
        long again = tries == 0 ? 0 : AGAIN_SECONDS[tries - 1];
        pending.add(new Pending(delivery, world.clock.seconds() + delay + again, order++, tries, counts));
    }

    /** A webhook that is being handed out, signed. */
    record Handed(WebhookDelivery delivery, Pending pending) {}

    /** What is due, signed now. */
    List<Handed> due() {
        List<Pending> due = new ArrayList<>(
                pending.stream().filter(p -> p.due() <= world.clock.seconds()).toList());
        pending.removeAll(due);
        due.sort(Comparator.comparingLong(Pending::due).thenComparingLong(Pending::order));
        for (int i = due.size() - 1; plan.shuffled() && i > 0; i--) {
            java.util.Collections.swap(due, i, random.nextInt(i + 1));
        }
        return due.stream().map(one -> new Handed(signed(one.delivery()), one)).toList();
    }

    /** An endpoint answered; an answer outside 200 to 299 brings the webhook back later, three times. */
    void answered(Handed handed, int status) {
        Pending one = handed.pending();
        boolean taken = status >= 200 && status < 300;
        if (taken && one.counts()) {
            world.store
                    .find(one.delivery().eventId())
                    .ifPresent(e -> e.put(
                            "pending_webhooks",
                            Math.max(0, e.path("pending_webhooks").asInt() - 1)));
        } else if (!taken && !one.delivery().forged() && one.tries() < TRIES - 1) {
            queue(one.delivery(), one.tries() + 1, one.counts());
        }
    }

    boolean isIdle() {
        return pending.isEmpty();
    }

    /** When the next delivery is due; the end of time where there is none. */
    long nextDue() {
        return pending.stream().mapToLong(Pending::due).min().orElse(Long.MAX_VALUE);
    }

    private WebhookDelivery signed(WebhookDelivery delivery) {
        List<String> keys =
                delivery.forged() ? List.of("whsec_of_nobody") : secrets.getOrDefault(delivery.endpointId(), List.of());
        Instant now = world.clock.now();
        StringBuilder header = new StringBuilder("t=").append(now.getEpochSecond());
        keys.forEach(secret -> header.append(",v1=").append(mac(secret, now.getEpochSecond() + ".", delivery.body())));
        return new WebhookDelivery(
                delivery.endpointId(),
                delivery.eventId(),
                delivery.url(),
                delivery.body(),
                header.append(",v0=00").toString(),
                delivery.forged());
    }

    private static String mac(String secret, String prefix, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update(prefix.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is in every JDK", e);
        }
    }

    Answer endpoints(String method, String id, Params params) {
        if (method.equals("GET")) {
            return id.isEmpty()
                    ? world.list("webhook_endpoint", params, e -> true)
                    : world.answer(endpoint(id), params);
        }
        if (method.equals("DELETE")) {
            world.store.remove(endpoint(id));
            return Answer.of(Json.object()
                    .put("id", id)
                    .put("object", "webhook_endpoint")
                    .put("deleted", true));
        }
        params.ignore("description", "metadata", "connect");
        if (!id.isEmpty()) {
            ObjectNode endpoint = endpoint(id);
            params.text("url").ifPresent(url -> endpoint.put("url", url));
            if (params.has("disabled")) {
                endpoint.put("status", params.flag("disabled", false) ? "disabled" : "enabled");
            }
            if (params.has("enabled_events")) {
                texts(endpoint.putArray("enabled_events"), params.texts("enabled_events"));
            }
            return world.answer(endpoint, params);
        }
        ObjectNode endpoint = register(
                params.required("url"),
                params.texts("enabled_events"),
                params.text("api_version").orElse(""));
        ObjectNode answer = endpoint.deepCopy();
        return Answer.of(
                answer.put("secret", secrets.get(endpoint.path("id").asText()).get(0)));
    }

    ObjectNode register(String url, List<String> types, String version) {
        ObjectNode endpoint = Json.object().put("id", world.ids.next("we")).put("object", "webhook_endpoint");
        Json.put(endpoint, "api_version", version);
        texts(endpoint.putArray("enabled_events"), types);
        endpoint.put("livemode", world.livemode).put("status", "enabled").put("url", url);
        endpoint.put("created", world.clock.seconds());
        secrets.put(endpoint.path("id").asText(), new ArrayList<>(List.of(newSecret())));
        return world.store.add(endpoint);
    }

    /** A new secret beside the old one, both signing until the old one is dropped. */
    String roll(String endpointId) {
        List<String> keys = secrets.get(endpointId);
        String secret = newSecret();
        keys.add(0, secret);
        return secret;
    }

    void dropOldSecrets(String endpointId) {
        List<String> keys = secrets.get(endpointId);
        keys.subList(1, keys.size()).clear();
    }

    String secret(String endpointId) {
        return secrets.get(endpointId).get(0);
    }

    private String newSecret() {
        return "whsec_" + world.ids.next("sim").substring(4) + "0123456789abcdef";
    }

    private ObjectNode endpoint(String id) {
        return world.store.get("webhook_endpoint", id);
    }

    private static void texts(ArrayNode list, List<String> texts) {
        texts.forEach(list::add);
    }
}
