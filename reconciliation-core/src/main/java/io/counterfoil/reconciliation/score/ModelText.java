package io.counterfoil.reconciliation.score;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.counterfoil.reconciliation.score.ScoreModel.ModelCode;
import io.counterfoil.reconciliation.score.ScoreModel.ModelException;
import io.counterfoil.reconciliation.score.ScoreModel.Trained;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Models as JSON: everything that weighs, and the hash that it must still have when it is read. */
final class ModelText {

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private static final int HEX = 16;
    private static final Set<String> FIELDS = Set.of(
            "model",
            "hash",
            "priorMillibits",
            "comparisons",
            "cutWidths",
            "codeWords",
            "exclusiveWords",
            "rarestMillibits",
            "valueMillibits");
    private static final Set<String> COMPARISON_FIELDS = Set.of("kind", "bounds", "levels");
    private static final Set<String> LEVEL_FIELDS =
            Set.of("name", "weightMillibits", "matchShare", "chanceShare", "termMillibits");

    private ModelText() {}

    static String of(ScoreModel model) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("model", model.name());
        root.put("hash", model.hash().hex());
        root.put("priorMillibits", model.priorMillibits());
        ArrayNode comparisons = root.putArray("comparisons");
        for (Trained trained : model.comparisons()) {
            ObjectNode comparison = comparisons.addObject();
            comparison.put("kind", trained.comparison().kind().name());
            trained.comparison().bounds().forEach(comparison.putArray("bounds")::add);
            ArrayNode levels = comparison.putArray("levels");
            for (ComparisonLevel level : trained.levels()) {
                levels.addObject()
                        .put("name", level.name())
                        .put("weightMillibits", level.weightMillibits())
                        .put("matchShare", level.matchShare())
                        .put("chanceShare", level.chanceShare())
                        .put("termMillibits", level.termMillibits());
            }
        }
        model.lexicon().widths().forEach(root.putArray("cutWidths")::add);
        model.lexicon().words().forEach(root.putArray("codeWords")::add);
        model.lexicon().exclusive().forEach(root.putArray("exclusiveWords")::add);
        Frequencies frequencies = model.frequencies();
        root.put("rarestMillibits", frequencies.rarest());
        ObjectNode values = root.putObject("valueMillibits");
        for (int i = 0; i < frequencies.size(); i++) {
            values.put(hex(frequencies.fingerprint(i)), frequencies.millibits(i));
        }
        try {
            return MAPPER.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("model " + model.name() + " cannot be written", e);
        }
    }

    private static String hex(long fingerprint) {
        String digits = Long.toHexString(fingerprint);
        return "0".repeat(HEX - digits.length()) + digits;
    }

    static ScoreModel parse(String json) {
        JsonNode root = tree(json);
        known(root, "", FIELDS);
        String hash = text(root, "hash", "");
        ScoreModel model;
        try {
            model = new ScoreModel(
                    text(root, "model", ""),
                    whole(root, "priorMillibits", ""),
                    comparisons(root),
                    lexicon(root),
                    frequencies(root));
        } catch (ModelException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw bad(ModelCode.BAD_VALUE, "", String.valueOf(e.getMessage()), e);
        }
        if (!model.hash().hex().equals(hash)) {
            throw bad(
                    ModelCode.HASH_DIFFERS,
                    "hash",
                    "the content of model " + model.name() + " hashes to "
                            + model.hash().shortHex() + ", expected the hash that stands there"
                            + "\nMaybe the file was changed by hand: a model is frozen, train another one");
        }
        return model;
    }

    private static JsonNode tree(String json) {
        JsonNode root;
        try {
            root = MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation() == null ? JsonLocation.NA : e.getLocation();
            throw bad(
                    ModelCode.NO_JSON,
                    "line " + Math.max(1, at.getLineNr()) + ", column " + Math.max(1, at.getColumnNr()),
                    "the text is no JSON",
                    e);
        }
        if (root == null || !root.isObject()) {
            throw bad(ModelCode.NO_JSON, "line 1, column 1", "the text is no JSON object, expected a model");
        }
        return root;
    }

    private static List<Trained> comparisons(JsonNode root) {
        List<Trained> comparisons = new ArrayList<>();
        JsonNode all = array(root, "comparisons", "");
        for (int i = 0; i < all.size(); i++) {
            String place = "comparisons[" + i + "].";
            JsonNode one = all.get(i);
            known(one, place, COMPARISON_FIELDS);
            JsonNode levels = array(one, "levels", place);
            List<ComparisonLevel> read = new ArrayList<>();
            for (int at = 0; at < levels.size(); at++) {
                String here = place + "levels[" + at + "].";
                JsonNode level = levels.get(at);
                known(level, here, LEVEL_FIELDS);
                read.add(new ComparisonLevel(
                        text(level, "name", here),
                        whole(level, "weightMillibits", here),
                        whole(level, "matchShare", here),
                        whole(level, "chanceShare", here),
                        whole(level, "termMillibits", here)));
            }
            Comparison comparison = Comparison.of(kind(one, place), words(one, "bounds", place));
            comparisons.add(new Trained(comparison, read));
        }
        return comparisons;
    }

    private static Comparison.Kind kind(JsonNode node, String place) {
        String name = text(node, "kind", place);
        for (Comparison.Kind kind : Comparison.Kind.values()) {
            if (kind.name().equals(name)) {
                return kind;
            }
        }
        throw bad(
                ModelCode.BAD_VALUE,
                place + "kind",
                "no comparison of that kind, expected one of " + List.of(Comparison.Kind.values()));
    }

    private static Lexicon lexicon(JsonNode root) {
        Set<Integer> widths = new TreeSet<>();
        for (JsonNode width : array(root, "cutWidths", "")) {
            if (!width.canConvertToInt()) {
                throw bad(ModelCode.BAD_VALUE, "cutWidths", "not a whole number, expected lengths of texts");
            }
            widths.add(width.intValue());
        }
        List<String> exclusive = words(root, "exclusiveWords", "");
        if (exclusive.stream().anyMatch(pair -> pair.indexOf(' ') < 0)) {
            throw bad(ModelCode.BAD_VALUE, "exclusiveWords", "one word, expected two joined by a blank");
        }
        return new Lexicon(widths, Set.copyOf(words(root, "codeWords", "")), Set.copyOf(exclusive));
    }

    private static Frequencies frequencies(JsonNode root) {
        JsonNode values = root.path("valueMillibits");
        if (!values.isObject()) {
            throw missing("valueMillibits", "an object");
        }
        long[] fingerprints = new long[values.size()];
        int[] bits = new int[values.size()];
        int at = 0;
        for (Iterator<String> names = values.fieldNames(); names.hasNext(); at++) {
            String name = names.next();
            boolean isHex = name.length() == HEX && name.chars().allMatch(c -> Character.digit(c, HEX) >= 0);
            if (!isHex || !values.get(name).canConvertToInt()) {
                throw bad(ModelCode.BAD_VALUE, "valueMillibits", "an entry is not 16 hex digits and a whole number");
            }
            fingerprints[at] = Long.parseUnsignedLong(name, HEX);
            bits[at] = values.get(name).intValue();
        }
        return new Frequencies(fingerprints, bits, Math.toIntExact(whole(root, "rarestMillibits", "")));
    }

    private static void known(JsonNode node, String place, Set<String> fields) {
        if (!node.isObject()) {
            throw missing(place.isEmpty() ? "model" : place.substring(0, place.length() - 1), "an object");
        }
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!fields.contains(name)) {
                throw bad(
                        ModelCode.UNKNOWN_FIELD,
                        place + name,
                        "nothing knows the field, expected " + new TreeSet<>(fields));
            }
        }
    }

    private static JsonNode array(JsonNode node, String field, String place) {
        JsonNode array = node.path(field);
        if (!array.isArray()) {
            throw missing(place + field, "a list");
        }
        return array;
    }

    private static List<String> words(JsonNode node, String field, String place) {
        List<String> words = new ArrayList<>();
        for (JsonNode word : array(node, field, place)) {
            if (!word.isTextual()) {
                throw bad(ModelCode.BAD_VALUE, place + field, "not a text, expected a list of texts");
            }
            words.add(word.textValue());
        }
        return words;
    }

    private static String text(JsonNode node, String field, String place) {
        if (!node.path(field).isTextual()) {
            throw missing(place + field, "a text");
        }
        return node.get(field).textValue();
    }

    private static long whole(JsonNode node, String field, String place) {
        if (!node.path(field).canConvertToLong() || !node.path(field).isIntegralNumber()) {
            throw missing(place + field, "a whole number");
        }
        return node.get(field).longValue();
    }

    private static ModelException missing(String place, String expected) {
        return bad(ModelCode.MISSING_FIELD, place, "absent or of another kind, expected " + expected);
    }

    private static ModelException bad(ModelCode code, String place, String why) {
        return new ModelException(code, place, why, null);
    }

    private static ModelException bad(ModelCode code, String place, String why, Exception cause) {
        return new ModelException(code, place, why, cause);
    }
}
