package io.counterfoil.stripe.link.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.counterfoil.stripe.link.LinkProposal.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/**
 * What the register holds for one invoice: its link, or the one that is being made in its place.
 *
 * @param generation of the newest link, from 1
 * @param open whether that link was made; else it is being made
 * @param kind its form
 * @param id Stripe's id; empty while it is being made
 * @param amountMinor asked for
 * @param currency in lower case
 * @param startedAt when its making began
 * @param previousKind form of the link before it, {@code kind} where there is none
 * @param previousId of the link before it, which must be ended first; empty for none
 */
record LinkEntry(
        int generation,
        boolean open,
        Kind kind,
        String id,
        long amountMinor,
        String currency,
        Instant startedAt,
        Kind previousKind,
        String previousId) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The entry once its link was made. */
    LinkEntry made(String linkId) {
        return new LinkEntry(generation, true, kind, linkId, amountMinor, currency, startedAt, previousKind, "");
    }

    byte[] bytes() {
        ObjectNode node = JSON.createObjectNode();
        node.put("generation", generation)
                .put("open", open)
                .put("kind", kind.name())
                .put("id", id);
        node.put("amountMinor", amountMinor).put("currency", currency).put("startedAt", startedAt.toString());
        node.put("previousKind", previousKind.name()).put("previousId", previousId);
        try {
            return JSON.writeValueAsBytes(node);
        } catch (IOException e) {
            throw new UncheckedIOException("a link entry cannot fail to be written", e);
        }
    }

    static LinkEntry read(byte[] bytes) {
        try {
            JsonNode node = JSON.readTree(bytes);
            return new LinkEntry(
                    node.path("generation").asInt(),
                    node.path("open").asBoolean(),
                    Kind.valueOf(node.path("kind").asText()),
                    node.path("id").asText(),
                    node.path("amountMinor").asLong(),
                    node.path("currency").asText(),
                    Instant.parse(node.path("startedAt").asText()),
                    Kind.valueOf(node.path("previousKind").asText()),
                    node.path("previousId").asText());
        } catch (IOException e) {
            throw new UncheckedIOException("the register of links holds an entry that is not its own", e);
        }
    }
}
