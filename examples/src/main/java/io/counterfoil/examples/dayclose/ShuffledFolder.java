package io.counterfoil.examples.dayclose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** The same files in another order: rows of tables, objects of pages, names of files. A day close must not care. */
public final class ShuffledFolder implements InputFolder {

    private final InputFolder folder;
    private final long seed;
    private final ObjectMapper json = new ObjectMapper();

    /** The folder, shuffled by the seed. */
    public ShuffledFolder(InputFolder folder, long seed) {
        this.folder = folder;
        this.seed = seed;
    }

    @Override
    public List<String> names(String prefix) {
        return shuffled(folder.names(prefix), prefix);
    }

    @Override
    public byte[] bytes(String name) {
        byte[] bytes = folder.bytes(name);
        if (name.endsWith(".csv")) {
            List<String> lines =
                    new String(bytes, StandardCharsets.UTF_8).lines().toList();
            List<String> rows = shuffled(lines.subList(1, lines.size()), name);
            return (lines.get(0) + "\n" + String.join("\n", rows) + "\n").getBytes(StandardCharsets.UTF_8);
        }
        return name.endsWith(".json") ? page(bytes, name) : bytes;
    }

    private byte[] page(byte[] bytes, String name) {
        try {
            JsonNode page = json.readTree(bytes);
            if (page instanceof ObjectNode object && object.get("data") instanceof ArrayNode data) {
                List<JsonNode> objects = new ArrayList<>();
                data.forEach(objects::add);
                object.set("data", json.createArrayNode().addAll(shuffled(objects, name)));
            }
            return json.writeValueAsBytes(page);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " is not JSON", e);
        }
    }

    private <T> List<T> shuffled(List<T> items, String name) {
        List<T> copy = new ArrayList<>(items);
        Collections.shuffle(copy, new Random(seed * 31 + name.hashCode()));
        return copy;
    }
}
