package io.counterfoil.stripe.fact.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Reads JSON strictly: no key twice, no nesting deeper than 64, nothing after the end, numbers exact. */
public final class StripeJson {

    /** How deep an object may nest. */
    public static final int MAX_DEPTH = 64;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private StripeJson() {}

    /**
     * The tree of the bytes, with the fields that facts are made of and perhaps others.
     *
     * @throws JsonProcessingException as {@link #tree} does
     */
    public static JsonNode facts(byte[] json) throws JsonProcessingException {
        Optional<JsonNode> pruned = FactTree.read(json);
        return pruned.isPresent() ? pruned.get() : tree(json);
    }

    /**
     * The tree of the bytes.
     *
     * @throws JsonProcessingException where they are not such JSON; its message may hold a part of the text and must not be shown
     */
    public static JsonNode tree(byte[] json) throws JsonProcessingException {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory cannot fail to be read", e);
        }
    }
}
