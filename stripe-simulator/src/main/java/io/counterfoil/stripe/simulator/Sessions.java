package io.counterfoil.stripe.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/** Checkout sessions: made by the API or by a payment link, completed by a payer, that is by a test. */
final class Sessions {

    private static final Duration LIFE = Duration.ofHours(24);

    private final World world;

    Sessions(World world) {
        this.world = world;
        world.payments.listen(this::paymentMoved);
    }

    Answer sessions(String method, String id, String action, Params params) {
        if (method.equals("GET")) {
            if (action.equals("line_items")) {
                ArrayNode lines = (ArrayNode) session(id).path("_sim").path("lines");
                params.ignore("limit");
                return Answer.of(Json.list("/v1/checkout/sessions/" + id + "/line_items", lines.deepCopy(), false));
            }
            String intent = params.text("payment_intent").orElse("");
            String link = params.text("payment_link").orElse("");
            return id.isEmpty()
                    ? world.list(
                            "checkout.session",
                            params,
                            s -> (intent.isEmpty()
                                            || s.path("payment_intent").asText().equals(intent))
                                    && (link.isEmpty()
                                            || s.path("payment_link").asText().equals(link)))
                    : world.answer(session(id), params);
        }
        if (!id.isEmpty()) {
            ObjectNode session = session(id);
            if (action.equals("expire")) {
                expireNow(session);
            } else {
                ((ObjectNode) session.path("metadata")).setAll(params.object("metadata"));
            }
            return world.answer(session, params);
        }
        params.ignore(
                "mode",
                "success_url",
                "cancel_url",
                "payment_method_types",
                "customer_email",
                "submit_type",
                "ui_mode");
        params.ignore("billing_address_collection", "return_url", "locale", "invoice_creation", "customer_creation");
        ObjectNode session = create(lines(params), params.text("customer").orElse(""));
        session.set("metadata", params.object("metadata"));
        Json.put(
                session,
                "client_reference_id",
                params.text("client_reference_id").orElse(""));
        ((ObjectNode) session.path("_sim")).set("intentData", params.object("payment_intent_data"));
        params.number("expires_at").ifPresent(at -> session.put("expires_at", at));
        return world.answer(session, params);
    }

    /** The page that a payer sees, at an address that is not part of the documented API but that Stripe's command line pays at. */
    Answer page(String method, String id, String action, Params params) {
        ObjectNode session = session(id);
        if (method.equals("POST") && action.equals("confirm")) {
            params.ignore("expected_amount");
            complete(id, params.required("payment_method"));
        }
        ObjectNode page = Json.object().put("id", "ppage_" + id).put("object", "payment_page");
        page.put("session_id", id).put("livemode", world.livemode);
        page.set("payment_status", session.path("payment_status"));
        page.set("status", session.path("status"));
        page.set("amount_total", session.path("amount_total"));
        page.set("currency", session.path("currency"));
        return Answer.of(page);
    }

    private ArrayNode lines(Params params) {
        return world.links.lines(params.node("line_items"));
    }

    private ObjectNode session(String id) {
        return world.store.get("checkout.session", id);
    }

    ObjectNode create(ArrayNode lines, String customer) {
        long total = 0;
        for (JsonNode line : lines) {
            total += line.path("amount_total").asLong();
        }
        ObjectNode session = world.fresh("checkout.session", world.livemode ? "cs_live" : "cs_test");
        session.put("amount_subtotal", total).put("amount_total", total).putNull("client_reference_id");
        session.put("currency", lines.path(0).path("currency").asText());
        Json.put(session, "customer", customer);
        session.put("expires_at", world.clock.now().plus(LIFE).getEpochSecond()).set("metadata", Json.object());
        session.put("mode", "payment")
                .putNull("payment_intent")
                .putNull("payment_link")
                .put("payment_status", "unpaid");
        session.put("status", "open")
                .put("url", "https://checkout.example/" + session.path("id").asText());
        session.putObject("_sim").set("lines", lines);
        world.store.add(session);
        world.clock.in(LIFE, () -> {
            if (session.path("status").asText().equals("open")) {
                expireNow(session);
            }
        });
        return session;
    }

    private void expireNow(ObjectNode session) {
        if (!session.path("status").asText().equals("open")) {
            throw ApiError.invalid("", "Only Checkout Sessions with a status in [open] can be expired");
        }
        session.put("status", "expired").putNull("url");
        world.events.emit("checkout.session.expired", session);
    }

    /** A payer pays with the method; a decline leaves the session open. */
    ObjectNode complete(String id, String method) {
        ObjectNode session = session(id);
        if (!session.path("status").asText().equals("open")) {
            throw new IllegalStateException(
                    "session " + id + " is " + session.path("status").asText());
        }
        JsonNode data = session.path("_sim").path("intentData");
        ObjectNode intent = world.payments.create(
                session.path("amount_total").asLong(),
                session.path("currency").asText(),
                session.path("customer").asText(""));
        if (data.path("metadata").isObject()) {
            intent.set("metadata", data.path("metadata").deepCopy());
        }
        ((ObjectNode) intent.path("_sim")).put("session", id);
        world.events.emit("payment_intent.created", intent);
        world.payments.use(intent, world.customers.method(method));
        world.payments.confirm(intent);
        return session;
    }

    private void paymentMoved(ObjectNode intent) {
        String id = intent.path("_sim").path("session").asText("");
        if (id.isEmpty()) {
            return;
        }
        ObjectNode session = session(id);
        boolean open = session.path("status").asText().equals("open");
        switch (intent.path("status").asText()) {
            case "succeeded" -> {
                session.put("payment_status", "paid");
                if (open) {
                    close(session, intent);
                } else {
                    world.events.emit("checkout.session.async_payment_succeeded", session);
                }
            }
            case "processing" -> close(session, intent);
            case "requires_payment_method" -> {
                if (!open && session.path("payment_status").asText().equals("unpaid")) {
                    world.events.emit("checkout.session.async_payment_failed", session);
                }
            }
            default -> {
                // the payer is at it
            }
        }
    }

    private void close(ObjectNode session, ObjectNode intent) {
        session.put("status", "complete")
                .put("payment_intent", intent.path("id").asText())
                .putNull("url");
        world.events.emit("checkout.session.completed", session);
        String link = session.path("payment_link").asText("");
        if (!link.isEmpty()) {
            world.links.completed(link);
        }
    }
}
