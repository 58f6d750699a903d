package io.counterfoil.stripe.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** What the API answers. */
record Answer(int status, Map<String, String> headers, ObjectNode body) {

    static Answer of(ObjectNode body) {
        return new Answer(200, Map.of(), body);
    }

    static Answer of(ApiError error) {
        return new Answer(error.status(), Map.of(), error.body());
    }

    Answer with(Map<String, String> more) {
        return new Answer(status, more, body);
    }
}
