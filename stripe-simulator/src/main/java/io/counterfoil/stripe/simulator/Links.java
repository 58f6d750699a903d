package io.counterfoil.stripe.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Products, prices and payment links. */
final class Links {

    private final World world;

    Links(World world) {
        this.world = world;
    }

    Answer products(String method, String id, Params params) {
        if (method.equals("GET")) {
            return id.isEmpty()
                    ? world.list("product", params, p -> true)
                    : world.answer(world.store.get("product", id), params);
        }
        ObjectNode product = id.isEmpty() ? product(params.required("name")) : world.store.get("product", id);
        params.text("description").ifPresent(text -> product.put("description", text));
        ((ObjectNode) product.path("metadata")).setAll(params.object("metadata"));
        return world.answer(product, params);
    }

    private ObjectNode product(String name) {
        ObjectNode product = world.fresh("product", "prod")
                .put("active", true)
                .put("name", name)
                .putNull("description");
        product.set("metadata", Json.object());
        return world.store.add(product);
    }

    Answer prices(String method, String id, Params params) {
        if (method.equals("GET")) {
            return id.isEmpty()
                    ? world.list("price", params, p -> true)
                    : world.answer(world.store.get("price", id), params);
        }
        params.ignore("recurring", "nickname");
        ObjectNode data = params.object("product_data");
        String product = params.text("product")
                .orElseGet(() ->
                        product(data.path("name").asText("Product")).path("id").asText());
        long unit = params.number("unit_amount")
                .orElseThrow(() ->
                        ApiError.invalid("unit_amount", "parameter_missing", "Missing required param: unit_amount."));
        ObjectNode price = price(product, params.required("currency"), unit);
        price.set("metadata", params.object("metadata"));
        return world.answer(price, params);
    }

    private ObjectNode price(String product, String currency, long unit) {
        ObjectNode price = world.fresh("price", "price").put("active", true).put("currency", currency);
        price.put("product", product)
                .put("type", "one_time")
                .put("unit_amount", unit)
                .set("metadata", Json.object());
        return world.store.add(price);
    }

    /** Lines of a link or a session: by price, or by the data of one. */
    ArrayNode lines(JsonNode items) {
        if (!items.isArray() || items.isEmpty()) {
            throw ApiError.invalid("line_items", "parameter_missing", "Missing required param: line_items.");
        }
        ArrayNode lines = Json.array();
        for (JsonNode item : items) {
            long quantity = Params.number("quantity", item.path("quantity").asText("1"));
            JsonNode data = item.path("price_data");
            ObjectNode price = item.has("price")
                    ? world.store.get("price", item.path("price").asText())
                    : price(
                            product(data.path("product_data").path("name").asText("Product"))
                                    .path("id")
                                    .asText(),
                            data.path("currency").asText(),
                            Params.number(
                                    "unit_amount", data.path("unit_amount").asText()));
            ObjectNode line = Json.object().put("id", world.ids.next("li")).put("object", "item");
            line.put("amount_total", price.path("unit_amount").asLong() * quantity);
            line.put("currency", price.path("currency").asText()).put("quantity", quantity);
            line.set("price", world.shape(price));
            lines.add(line);
        }
        return lines;
    }

    Answer links(String method, String id, String action, Params params) {
        if (method.equals("GET")) {
            if (action.equals("line_items")) {
                ArrayNode lines = (ArrayNode)
                        world.store.get("payment_link", id).path("_sim").path("lines");
                params.ignore("limit");
                return Answer.of(Json.list("/v1/payment_links/" + id + "/line_items", lines.deepCopy(), false));
            }
            if (id.isEmpty() && params.has("active")) {
                boolean active = params.flag("active", true);
                return world.list("payment_link", params, l -> l.path("active").asBoolean() == active);
            }
            return id.isEmpty()
                    ? world.list("payment_link", params, l -> true)
                    : world.answer(world.store.get("payment_link", id), params);
        }
        params.ignore(
                "after_completion",
                "payment_method_types",
                "billing_address_collection",
                "customer_creation",
                "submit_type");
        params.ignore("automatic_tax", "allow_promotion_codes", "invoice_creation", "on_behalf_of");
        boolean fresh = id.isEmpty();
        ObjectNode link = fresh ? create(params) : world.store.get("payment_link", id);
        if (params.has("active")) {
            link.put("active", params.flag("active", true));
        }
        ((ObjectNode) link.path("metadata")).setAll(params.object("metadata"));
        intentData(link, params.object("payment_intent_data"));
        JsonNode limit =
                params.object("restrictions").path("completed_sessions").path("limit");
        if (limit.isTextual()) {
            ObjectNode sessions = link.putObject("restrictions").putObject("completed_sessions");
            sessions.put("count", 0).put("limit", Params.number("limit", limit.textValue()));
        }
        world.events.emit(fresh ? "payment_link.created" : "payment_link.updated", link);
        return world.answer(link, params);
    }

    private static void intentData(ObjectNode link, ObjectNode data) {
        if (!data.isEmpty()) {
            ObjectNode kept = link.putObject("payment_intent_data");
            kept.set("metadata", data.path("metadata").isObject() ? data.path("metadata") : Json.object());
            Json.put(kept, "description", data.path("description").asText(""));
        }
    }

    private ObjectNode create(Params params) {
        ArrayNode lines = lines(params.node("line_items"));
        ObjectNode link = world.fresh("payment_link", "plink").put("active", true);
        link.put("currency", lines.path(0).path("currency").asText());
        link.set("metadata", Json.object());
        link.putNull("payment_intent_data").putNull("restrictions");
        link.put("url", "https://buy.example/" + link.path("id").asText());
        link.putObject("_sim").set("lines", lines);
        return world.store.add(link);
    }

    /** A payer opens the link: a session, unless the link is used up or switched off. */
    ObjectNode open(String linkId) {
        ObjectNode link = world.store.get("payment_link", linkId);
        JsonNode sessions = link.path("restrictions").path("completed_sessions");
        boolean used = sessions.has("limit")
                && sessions.path("count").asLong() >= sessions.path("limit").asLong();
        if (!link.path("active").asBoolean() || used) {
            throw new IllegalStateException("payment link " + linkId + " is switched off or used up");
        }
        ArrayNode lines = ((ArrayNode) link.path("_sim").path("lines")).deepCopy();
        ObjectNode session = world.sessions.create(lines, "");
        session.put("payment_link", linkId)
                .set("metadata", link.path("metadata").deepCopy());
        ((ObjectNode) session.path("_sim"))
                .set("intentData", link.path("payment_intent_data").deepCopy());
        return session;
    }

    /** A session of the link was completed. */
    void completed(String linkId) {
        ObjectNode link = world.store.get("payment_link", linkId);
        JsonNode sessions = link.path("restrictions").path("completed_sessions");
        if (sessions instanceof ObjectNode counted) {
            counted.put("count", counted.path("count").asLong() + 1);
            if (counted.path("count").asLong() >= counted.path("limit").asLong()) {
                link.put("active", false);
                world.events.emit("payment_link.updated", link);
            }
        }
    }
}
