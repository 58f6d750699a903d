package io.counterfoil.stripe.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A refusal of the API, as Stripe writes it. */
final class ApiError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient ObjectNode error;

    private ApiError(int status, ObjectNode error) {
        super(error.path("message").asText());
        this.status = status;
        this.error = error;
    }

    static ApiError of(int status, String type, String code, String message) {
        ObjectNode error = Json.object().put("type", type).put("message", message);
        if (!code.isEmpty()) {
            error.put("code", code);
        }
        return new ApiError(status, error);
    }

    static ApiError invalid(String param, String code, String message) {
        ApiError error = of(400, "invalid_request_error", code, message);
        if (!param.isEmpty()) {
            error.error.put("param", param);
        }
        return error;
    }

    static ApiError invalid(String param, String message) {
        return invalid(param, "", message);
    }

    static ApiError missing(String kind, String id) {
        ApiError error = of(404, "invalid_request_error", "resource_missing", "No such " + kind + ": '" + id + "'");
        error.error.put("param", "id");
        return error;
    }

    static ApiError card(String code, String declineCode, String charge, ObjectNode intent) {
        ApiError error = of(402, "card_error", code, "Your card was declined.");
        if (!declineCode.isEmpty()) {
            error.error.put("decline_code", declineCode);
        }
        error.error.put("charge", charge);
        if (!intent.isEmpty()) {
            error.error.set("payment_intent", intent);
        }
        return error;
    }

    /** Whether the request was carried out, so that its answer is kept under its idempotency key. */
    boolean executed() {
        return status == 402;
    }

    int status() {
        return status;
    }

    ObjectNode body() {
        ObjectNode body = Json.object();
        body.set("error", error.deepCopy());
        return body;
    }
}
