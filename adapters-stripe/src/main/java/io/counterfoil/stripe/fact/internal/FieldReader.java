package io.counterfoil.stripe.fact.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.redaction.PanRedactor;
import io.counterfoil.stripe.fact.StripeCode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Reads the fields of one JSON object by name and notes what is wrong with the JSON pointer of the field; a note of level ERROR makes the object
 * unreadable, and what a reading method then returns has no meaning. Values of fields never reach a message. Not thread-safe: confine to one object.
 */
final class FieldReader {

    private final JsonNode object;
    private final String source;
    private final String pointer;
    private final List<Diagnostic> diagnostics;
    private boolean failed;

    FieldReader(JsonNode object, String source, String pointer, List<Diagnostic> diagnostics) {
        this.object = object;
        this.source = source;
        this.pointer = pointer;
        this.diagnostics = diagnostics;
    }

    /** Whether a field was unreadable so far. */
    boolean failed() {
        return failed;
    }

    /** The object's own id; empty where it has none. */
    Optional<String> ownId() {
        return text("id");
    }

    /** A text that is not blank. */
    Optional<String> text(String field) {
        JsonNode node = at(field);
        return node.isTextual() && !node.textValue().isBlank() ? Optional.of(node.textValue()) : Optional.empty();
    }

    /** A text that the fact cannot do without. */
    String requiredText(String field) {
        return text(field).orElseGet(() -> {
            missing(field, "a text");
            return "";
        });
    }

    /** Free text, without card numbers. */
    String freeText(String field) {
        return text(field).map(PanRedactor::redact).orElse("");
    }

    /** The id in the field, or the id of the object that stands there expanded. */
    Optional<String> reference(String field) {
        return id(at(field));
    }

    /** The id in a field whose name is data: the object states it, and all of its fields are kept. */
    Optional<String> referenceNamed(String stated) {
        return id(object.path(stated));
    }

    private static Optional<String> id(JsonNode node) {
        JsonNode id = node.isObject() ? node.path("id") : node;
        return id.isTextual() && !id.textValue().isBlank() ? Optional.of(id.textValue()) : Optional.empty();
    }

    /**
     * A reference that moved between versions: the first path that has one answers.
     *
     * @param paths newest first, such as {@code charges.data[0].id}
     */
    Located located(String... paths) {
        for (String path : paths) {
            JsonNode node = object;
            for (String step : path.split("\\.", -1)) {
                boolean first = step.endsWith("[0]");
                node = node.path(first ? step.substring(0, step.length() - 3) : step);
                node = first ? node.path(0) : node;
            }
            JsonNode id = node.isObject() ? node.path("id") : node;
            if (id.isTextual() && !id.textValue().isBlank()) {
                return new Located(Optional.of(id.textValue()), path);
            }
        }
        return new Located(Optional.empty(), "");
    }

    /**
     * What a path answered.
     *
     * @param value empty where no path had one
     * @param where the path
     */
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    record Located(Optional<String> value, String where) {
        Map<String, String> path(String fact) {
            return value.isPresent() ? Map.of(fact, where) : Map.of();
        }
    }

    /** The value of the field, which is true, false, or not a truth value at all. */
    boolean flag(String field, boolean absent) {
        return at(field).isBoolean() ? at(field).booleanValue() : absent;
    }

    /** An amount that may be absent; what is there must be an integer within 64 bits. */
    OptionalLong amount(String field) {
        JsonNode node = at(field);
        if (node.isMissingNode() || node.isNull()) {
            return OptionalLong.empty();
        }
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            error(
                    StripeCode.BAD_AMOUNT,
                    field,
                    "amount '" + field + "' is "
                            + (node.isNumber() ? "no integer within 64 bits" : "a " + typeOf(node))
                            + ", expected an integer of minor units");
            return OptionalLong.empty();
        }
        return OptionalLong.of(node.longValue());
    }

    /** An amount that the fact cannot do without. */
    long requiredAmount(String field) {
        boolean before = failed;
        failed = false;
        OptionalLong amount = amount(field);
        if (amount.isEmpty() && !failed) {
            missing(field, "an integer of minor units");
        }
        failed |= before;
        return amount.orElse(0);
    }

    /** The sum of an amount over a list; empty where there is no list. What cannot be summed within 64 bits makes the object unreadable. */
    OptionalLong sum(JsonNode list, String field) {
        if (!list.isArray()) {
            return OptionalLong.empty();
        }
        long sum = 0;
        for (JsonNode element : list) {
            JsonNode amount = element.path(field);
            boolean whole = amount.isIntegralNumber() && amount.canConvertToLong();
            long next = whole ? amount.longValue() : 0;
            if (!whole || ((sum ^ (sum + next)) & (next ^ (sum + next))) < 0) {
                error(StripeCode.BAD_AMOUNT, field, "an element's '" + field + "' cannot be summed within 64 bits");
                return OptionalLong.empty();
            }
            sum += next;
        }
        return OptionalLong.of(sum);
    }

    /** Epoch seconds. */
    Optional<Instant> instant(String field) {
        JsonNode node = at(field);
        boolean seconds = node.isIntegralNumber()
                && node.canConvertToLong()
                && node.longValue() >= Instant.MIN.getEpochSecond()
                && node.longValue() <= Instant.MAX.getEpochSecond();
        return seconds ? Optional.of(Instant.ofEpochSecond(node.longValue())) : Optional.empty();
    }

    /** Epoch seconds that the fact cannot do without. */
    Instant requiredInstant(String field) {
        return instant(field).orElseGet(() -> {
            missing(field, "epoch seconds");
            return Instant.EPOCH;
        });
    }

    /** Texts by key, such as metadata; values that are not texts are left out. */
    Map<String, String> texts(String field) {
        Map<String, String> texts = new TreeMap<>();
        at(field).properties().forEach(entry -> {
            if (entry.getValue().isTextual()) {
                texts.put(entry.getKey(), PanRedactor.redact(entry.getValue().textValue()));
            }
        });
        return texts;
    }

    /** The object in the field, an empty one where there is none. */
    FieldReader child(String field) {
        return new FieldReader(object.path(field), source, pointer + "/" + field, diagnostics);
    }

    /** The field as it stands. */
    JsonNode node(String field) {
        return at(field);
    }

    /** Every field that is asked for must be among those that are kept. */
    private JsonNode at(String field) {
        assert FactTree.keeps(field) : field;
        return object.path(field);
    }

    String source() {
        return source;
    }

    String pointer() {
        return pointer;
    }

    /** Notes that a field, which the fact cannot do without, is not there. */
    void missing(String field, String expected) {
        error(
                StripeCode.MISSING_FIELD,
                field,
                "field '" + field + "' is absent or of another type, expected " + expected);
    }

    /** Notes what makes the object unreadable. */
    void error(StripeCode code, String field, String message) {
        failed = true;
        diagnostics.add(Diagnostic.error(code, message, where(field)));
    }

    /** Notes what should be seen beside the fact. */
    void warning(StripeCode code, String field, String message) {
        diagnostics.add(Diagnostic.warning(code, message, where(field)));
    }

    private Diagnostic.Location where(String field) {
        return Diagnostic.Location.of(source).field(pointer + (field.isEmpty() ? "" : "/" + field));
    }

    private static String typeOf(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> "text";
            case BOOLEAN -> "truth value";
            case ARRAY -> "list";
            default -> "value of another type";
        };
    }
}
