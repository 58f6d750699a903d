package io.counterfoil.stripe.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The objects of an account by type, each type in the order of creation. Objects are in the newest shape. */
final class Store {

    private final Map<String, List<ObjectNode>> byType = new LinkedHashMap<>();
    private final Map<String, ObjectNode> byId = new HashMap<>();

    ObjectNode add(ObjectNode object) {
        byType.computeIfAbsent(object.path("object").asText(), type -> new ArrayList<>())
                .add(object);
        byId.put(object.path("id").asText(), object);
        return object;
    }

    void remove(ObjectNode object) {
        all(object.path("object").asText()).removeIf(other -> other.path("id").equals(object.path("id")));
        byId.remove(object.path("id").asText());
    }

    Optional<ObjectNode> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    ObjectNode get(String type, String id) {
        return find(id).filter(object -> object.path("object").asText().equals(type))
                .orElseThrow(() -> ApiError.missing(type, id));
    }

    /** Oldest first. */
    List<ObjectNode> all(String type) {
        return byType.computeIfAbsent(type, t -> new ArrayList<>());
    }

    List<ObjectNode> all(String type, Predicate<ObjectNode> which) {
        return all(type).stream().filter(which).toList();
    }
}
