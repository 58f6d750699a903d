package io.counterfoil.stripe.transport.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.counterfoil.stripe.fact.StripeAccountId;
import io.counterfoil.stripe.transport.StripeRequest;
import io.counterfoil.stripe.transport.StripeResponse;
import io.counterfoil.stripe.transport.StripeTransport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Completes the lists that Stripe embeds in an object and cuts at ten: refunds, lines, payments (STR-20). A list is recognised by what it says of itself
 * ({@code has_more}, {@code url}), not by its name. Immutable, thread-safe.
 */
final class EmbeddedLists {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final byte[] MORE = "\"has_more\"".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_PAGES = 10_000;

    private final StripeTransport transport;
    private final Optional<StripeAccountId> account;

    EmbeddedLists(StripeTransport transport, Optional<StripeAccountId> account) {
        this.transport = transport;
        this.account = account;
    }

    /**
     * The text with every embedded list complete; the same bytes where none was cut or the text is no JSON.
     *
     * @throws StripeTransport.Failure where a list cannot be completed: what is known would be less than the whole
     */
    byte[] complete(byte[] text, String subject) throws StripeTransport.Failure {
        if (occurrences(text) < 2) {
            return text;
        }
        try {
            JsonNode root = JSON.readTree(text);
            List<ObjectNode> cut = new ArrayList<>();
            root.path("data").forEach(object -> findCut(object, 0, cut));
            if (!root.path("data").isArray()) {
                findCut(root, 0, cut);
            }
            for (ObjectNode list : cut) {
                fill(list, subject);
            }
            return cut.isEmpty() ? text : JSON.writeValueAsBytes(root);
        } catch (JsonProcessingException e) {
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory cannot fail to be read", e);
        }
    }

    private static void findCut(JsonNode node, int depth, List<ObjectNode> cut) {
        if (depth > 12) {
            return;
        }
        boolean list = node.isObject()
                && node.path("object").asText().equals("list")
                && node.path("has_more").asBoolean(false)
                && node.path("url").isTextual()
                && node.path("data").isArray();
        if (list) {
            cut.add((ObjectNode) node);
        }
        node.forEach(child -> findCut(child, depth + 1, cut));
    }

    private void fill(ObjectNode list, String subject) throws StripeTransport.Failure {
        ArrayNode data = (ArrayNode) list.get("data");
        String url = list.path("url").textValue();
        for (int pages = 0; list.path("has_more").asBoolean(false); pages++) {
            String last = data.path(data.size() - 1).path("id").asText();
            JsonNode next = page(url, last, subject);
            if (pages == MAX_PAGES || next.path("data").isEmpty()) {
                throw unfinished(subject);
            }
            next.path("data").forEach(data::add);
            list.put("has_more", next.path("has_more").asBoolean(false));
        }
    }

    private JsonNode page(String url, String last, String subject) throws StripeTransport.Failure {
        StripeRequest request = request(url, subject).with("limit", Pager.FULL);
        if (!last.isEmpty()) {
            request = request.with("starting_after", last);
        }
        StripeResponse response = transport.send(request);
        try {
            JsonNode page = response.isSuccess() ? JSON.readTree(response.body()) : JSON.nullNode();
            if (!page.path("data").isArray()) {
                throw unfinished(subject);
            }
            return page;
        } catch (IOException e) {
            throw unfinished(subject);
        }
    }

    /** The list's own address; its query, such as {@code ?charge=ch_1}, becomes parameters. */
    private StripeRequest request(String url, String subject) throws StripeTransport.Failure {
        int query = url.indexOf('?');
        try {
            StripeRequest request = StripeRequest.get(query < 0 ? url : url.substring(0, query));
            if (query >= 0) {
                for (String pair : url.substring(query + 1).split("&", -1)) {
                    int equals = pair.indexOf('=');
                    request = equals > 0
                            ? request.with(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)))
                            : request;
                }
            }
            return account.map(request::on).orElse(request);
        } catch (IllegalArgumentException e) {
            throw unfinished(subject);
        }
    }

    private static String decoded(String text) {
        return java.net.URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static StripeTransport.Failure unfinished(String subject) {
        return new StripeTransport.Failure(
                StripeTransport.Failure.Reason.NETWORK,
                subject + ": an embedded list was cut at ten and could not be completed");
    }

    /** How often the text speaks of more, counted up to two: the page's own word is one. */
    private static int occurrences(byte[] text) {
        int found = 0;
        for (int i = 0; i <= text.length - MORE.length && found < 2; i++) {
            if (text[i] == '"' && java.util.Arrays.equals(text, i, i + MORE.length, MORE, 0, MORE.length)) {
                found++;
            }
        }
        return found;
    }
}
