package io.counterfoil.stripe.link;

import io.counterfoil.stripe.transport.StripeRequest;
import io.counterfoil.stripe.transport.StripeResponse;
import io.counterfoil.stripe.transport.StripeTransport;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Stripe's payment links, sessions and intents, with idempotency keys; some requests can be made to fail before or after their effect. */
final class FakeLinks implements StripeTransport {

    private final Map<String, Link> links = new LinkedHashMap<>();
    private final Map<String, String> sessions = new LinkedHashMap<>();
    private final Map<String, String> byKey = new LinkedHashMap<>();
    final List<StripeRequest> requests = new ArrayList<>();
    private int failBefore = -1;
    private int failAfter = -1;

    private static final class Link {
        private final String amount;
        private final String currency;
        private final String invoice;
        private boolean active = true;
        private int completed;

        Link(String amount, String currency, String invoice) {
            this.amount = amount;
            this.currency = currency;
            this.invoice = invoice;
        }
    }

    /** The request with this number from now on gets no answer; where {@code after}, it has its effect all the same. */
    void failAt(int request, boolean after) {
        failBefore = after ? -1 : requests.size() + request;
        failAfter = after ? requests.size() + request : -1;
    }

    /** Links that can be paid with. */
    synchronized List<String> usable() {
        return links.entrySet().stream()
                .filter(entry -> entry.getValue().active && entry.getValue().completed == 0)
                .map(entry -> entry.getKey() + " " + entry.getValue().amount + " " + entry.getValue().invoice)
                .toList();
    }

    synchronized void pay(String id) {
        links.get(id).completed++;
        links.get(id).active = false;
    }

    /** A visit opened from the link, in a state of its own. */
    synchronized void visit(String link, String status, String paymentStatus) {
        String id = "cs_" + (sessions.size() + 1);
        sessions.put(
                id,
                "{\"id\":\"" + id + "\",\"object\":\"checkout.session\",\"status\":\"" + status
                        + "\",\"payment_status\":\"" + paymentStatus + "\",\"payment_link\":\"" + link
                        + "\",\"created\":1}");
    }

    @Override
    public synchronized StripeResponse send(StripeRequest request) throws Failure {
        int number = requests.size();
        requests.add(request);
        if (number == failBefore) {
            throw new Failure(Failure.Reason.NETWORK, request + " was reset");
        }
        String answer = request.idempotencyKey()
                .map(key -> byKey.computeIfAbsent(key.value(), k -> answer(request)))
                .orElseGet(() -> answer(request));
        if (number == failAfter) {
            throw new Failure(Failure.Reason.TIMEOUT, request + " timed out");
        }
        int status = answer.startsWith("!") ? 400 : 200;
        return StripeResponse.of(status, Map.of(), answer.replace("!", "").getBytes(StandardCharsets.UTF_8));
    }

    private static String value(StripeRequest request, String name) {
        return request.parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(StripeRequest.Parameter::value)
                .findFirst()
                .orElse("");
    }

    private String answer(StripeRequest request) {
        String path = request.path().substring("/v1/".length());
        boolean post = request.method() == StripeRequest.Method.POST;
        if (path.equals("payment_links")) {
            String id = "plink_" + (links.size() + 1);
            links.put(
                    id,
                    new Link(
                            value(request, "line_items[0][price_data][unit_amount]"),
                            value(request, "line_items[0][price_data][currency]"),
                            value(request, "metadata[invoice_number]")));
            return link(id);
        }
        if (path.startsWith("payment_links/")) {
            String id = path.substring("payment_links/".length());
            if (post && value(request, "active").equals("false")) {
                links.get(id).active = false;
            }
            return link(id);
        }
        if (path.equals("checkout/sessions")) {
            String link = value(request, "payment_link");
            return sessions.values().stream()
                    .filter(session -> session.contains("\"" + link + "\""))
                    .collect(Collectors.joining(",", "{\"object\":\"list\",\"has_more\":false,\"data\":[", "]}"));
        }
        if (path.startsWith("checkout/sessions/")) {
            String id = path.split("/", -1)[2];
            if (path.endsWith("/expire")) {
                sessions.put(id, sessions.get(id).replace("\"open\"", "\"expired\""));
            }
            return sessions.get(id);
        }
        if (path.equals("payment_intents")) {
            return "{\"id\":\"pi_1\",\"object\":\"payment_intent\",\"amount\":" + value(request, "amount")
                    + ",\"currency\":\"" + value(request, "currency") + "\",\"status\":\"succeeded\",\"created\":1}";
        }
        return "!{\"error\":{\"type\":\"invalid_request_error\",\"code\":\"resource_missing\"}}";
    }

    private String link(String id) {
        Link link = links.get(id);
        return "{\"id\":\"" + id + "\",\"object\":\"payment_link\",\"active\":" + link.active
                + ",\"url\":\"https://buy.example/" + id + "\",\"currency\":\"" + link.currency
                + "\",\"metadata\":{},\"line_items\":{\"data\":[{\"amount_total\":" + link.amount
                + "}],\"has_more\":false},\"restrictions\":{\"completed_sessions\":{\"limit\":1,\"count\":"
                + link.completed + "}}}";
    }
}
