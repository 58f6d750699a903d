package io.counterfoil.stripe.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Small words for JSON trees. */
final class Json {

    static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree in memory cannot fail to be written", e);
        }
    }

    /** A list of Stripe's that holds the objects. */
    static ObjectNode list(String url, ArrayNode data, boolean more) {
        ObjectNode list = object().put("object", "list");
        list.set("data", data);
        return list.put("has_more", more).put("url", url);
    }

    /** Sets the text, or null where it is empty. */
    static void put(ObjectNode object, String field, String text) {
        if (text.isEmpty()) {
            object.putNull(field);
        } else {
            object.put(field, text);
        }
    }
}
