package io.counterfoil.stripe.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parameters in Stripe's form encoding: {@code a[b][0]=x}. It remembers which were read: what nobody read is unknown to the simulator. */
final class Params {

    private static final Pattern BRACKET = Pattern.compile("\\[([^\\]]*)\\]");

    private final ObjectNode tree;
    private final Set<String> read = new TreeSet<>();

    private Params(ObjectNode tree) {
        this.tree = tree;
    }

    static Params parse(String form) {
        Map<String, Object> root = new LinkedHashMap<>();
        for (String pair : form.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                put(root, path(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return new Params((ObjectNode) tree(root, true));
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ApiError.invalid("", "Invalid form encoding");
        }
    }

    private static List<String> path(String name) {
        List<String> path = new ArrayList<>();
        int first = name.indexOf('[');
        path.add(first < 0 ? name : name.substring(0, first));
        Matcher matcher = BRACKET.matcher(first < 0 ? "" : name.substring(first));
        while (matcher.find()) {
            path.add(matcher.group(1));
        }
        return path;
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> map, List<String> path, String value) {
        Map<String, Object> at = map;
        for (int i = 0; i < path.size() - 1; i++) {
            String key = path.get(i).isEmpty() ? lastOrNext(at, path.get(i + 1)) : path.get(i);
            Object next = at.get(key);
            if (!(next instanceof Map)) {
                next = new LinkedHashMap<String, Object>();
                at.put(key, next);
            }
            at = (Map<String, Object>) next;
        }
        String leaf = path.get(path.size() - 1);
        at.put(leaf.isEmpty() ? Integer.toString(at.size()) : leaf, value);
    }

    private static String lastOrNext(Map<String, Object> at, String child) {
        String last = Integer.toString(at.size() - 1);
        return at.get(last) instanceof Map<?, ?> map && !map.containsKey(child) ? last : Integer.toString(at.size());
    }

    @SuppressWarnings("unchecked")
    private static JsonNode tree(Object value, boolean root) {
        if (!(value instanceof Map)) {
            return Json.MAPPER.getNodeFactory().textNode((String) value);
        }
        Map<String, Object> map = (Map<String, Object>) value;
        if (!root && !map.isEmpty() && map.keySet().stream().allMatch(key -> key.matches("[0-9]{1,4}"))) {
            ArrayNode array = Json.array();
            map.values().forEach(child -> array.add(tree(child, false)));
            return array;
        }
        ObjectNode object = Json.object();
        map.forEach((key, child) -> object.set(key, tree(child, false)));
        return object;
    }

    JsonNode node(String name) {
        read.add(name);
        return tree.path(name);
    }

    boolean has(String name) {
        return !node(name).isMissingNode();
    }

    Optional<String> text(String name) {
        JsonNode node = node(name);
        return node.isTextual() && !node.textValue().isEmpty() ? Optional.of(node.textValue()) : Optional.empty();
    }

    String required(String name) {
        return text(name)
                .orElseThrow(
                        () -> ApiError.invalid(name, "parameter_missing", "Missing required param: " + name + "."));
    }

    OptionalLong number(String name) {
        Optional<String> text = text(name);
        return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(number(name, text.get()));
    }

    static long number(String name, String text) {
        if (!text.matches("-?[0-9]{1,18}")) {
            throw ApiError.invalid(name, "parameter_invalid_integer", "Invalid integer: " + text);
        }
        return Long.parseLong(text);
    }

    boolean flag(String name, boolean absent) {
        return text(name).map("true"::equals).orElse(absent);
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        JsonNode node = node(name);
        if (node.isTextual()) {
            texts.add(node.textValue());
        }
        node.forEach(child -> texts.add(child.asText()));
        return texts;
    }

    /** An object of texts, such as metadata. */
    ObjectNode object(String name) {
        JsonNode node = node(name);
        return node.isObject() ? ((ObjectNode) node).deepCopy() : Json.object();
    }

    /** Reads parameters that change nothing here. */
    void ignore(String... names) {
        read.addAll(List.of(names));
    }

    /** What was given and nobody read. */
    Set<String> unread() {
        Set<String> names = new TreeSet<>();
        tree.fieldNames().forEachRemaining(names::add);
        names.removeAll(read);
        return names;
    }
}
