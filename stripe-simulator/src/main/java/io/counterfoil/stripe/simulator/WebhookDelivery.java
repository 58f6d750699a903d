package io.counterfoil.stripe.simulator;

/** A webhook on its way to an endpoint. Immutable. */
public final class WebhookDelivery {

    private final String endpointId;
    private final String eventId;
    private final String url;
    private final byte[] body;
    private final String signature;
    private final boolean forged;

    WebhookDelivery(String endpointId, String eventId, String url, byte[] body, String signature, boolean forged) {
        this.endpointId = endpointId;
        this.eventId = eventId;
        this.url = url;
        this.body = body;
        this.signature = signature;
        this.forged = forged;
    }

    /** For which endpoint. */
    public String endpointId() {
        return endpointId;
    }

    /** Of which event. */
    public String eventId() {
        return eventId;
    }

    /** The endpoint's address. */
    public String url() {
        return url;
    }

    /** The bytes that are signed. */
    public byte[] body() {
        return body.clone();
    }

    /** The header {@code Stripe-Signature}. */
    public String signature() {
        return signature;
    }

    /** Whether it is signed with a secret that is nobody's: a host must answer 400. */
    public boolean forged() {
        return forged;
    }

    @Override
    public String toString() {
        return "delivery of " + eventId + " to " + endpointId;
    }
}
