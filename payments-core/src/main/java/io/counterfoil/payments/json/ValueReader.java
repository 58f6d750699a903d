package io.counterfoil.payments.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.payments.json.PaymentsJson.BadJsonException;
import io.counterfoil.payments.json.PaymentsJson.Code;
import io.counterfoil.payments.json.Shapes.Part;
import io.counterfoil.payments.json.Shapes.Shape;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.payments.money.Amounts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.money.CurrencyUnit;
import javax.money.Monetary;
import javax.money.MonetaryAmount;
import org.jspecify.annotations.Nullable;

/** Reads one value and what is in it. Messages name places and types, never the text that was read. */
final class ValueReader {

    /** A whole number as the name of a field; its range is checked where it is read. */
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");

    private final Shapes shapes;
    private final JsonParser in;
    private final DeserializationContext context;

    ValueReader(Shapes shapes, JsonParser in, DeserializationContext context) {
        this.shapes = shapes;
        this.in = in;
        this.context = context;
    }

    @Nullable
    Object read(@Nullable JsonNode node, JavaType type, String place) throws IOException {
        Class<?> raw = type.getRawClass();
        if (raw == Optional.class) {
            return node == null || node.isNull()
                    ? Optional.empty()
                    : Optional.ofNullable(read(node, type.containedTypeOrUnknown(0), place));
        }
        if (raw == OptionalInt.class) {
            return node == null || node.isNull()
                    ? OptionalInt.empty()
                    : OptionalInt.of((int) scalar(node, int.class, place).orElseThrow());
        }
        if (raw == OptionalLong.class) {
            return node == null || node.isNull()
                    ? OptionalLong.empty()
                    : OptionalLong.of((long) scalar(node, long.class, place).orElseThrow());
        }
        if (node == null) {
            throw bad(Code.MISSING_FIELD, place, "is not there, expected " + named(raw));
        }
        if (node.isNull()) {
            if (raw.isPrimitive()) {
                throw bad(Code.WRONG_SHAPE, place, "is null, expected " + named(raw));
            }
            return null;
        }
        if (Collection.class.isAssignableFrom(raw)) {
            return collection(node, type, place);
        }
        if (raw == History.class) {
            return history(node, type, place);
        }
        if (Map.class.isAssignableFrom(raw)) {
            return map(node, type, place);
        }
        if (MonetaryAmount.class.isAssignableFrom(raw)) {
            return amount(node, place);
        }
        Optional<Object> scalar = scalar(node, raw, place);
        return scalar.isPresent() ? scalar.get() : shaped(node, type, place);
    }

    private Optional<Object> scalar(JsonNode node, Class<?> raw, String place) throws IOException {
        if (raw == boolean.class || raw == Boolean.class) {
            if (!node.isBoolean()) {
                throw shape(place, node, "true or false");
            }
            return Optional.of(node.booleanValue());
        }
        if (raw == int.class || raw == Integer.class) {
            if (!node.isIntegralNumber() || !node.canConvertToInt()) {
                throw shape(place, node, "a whole number of 32 bits");
            }
            return Optional.of(node.intValue());
        }
        if (raw == long.class || raw == Long.class) {
            if (!node.isIntegralNumber() || !node.canConvertToLong()) {
                throw shape(place, node, "a whole number of 64 bits");
            }
            return Optional.of(node.longValue());
        }
        if (TextValues.knows(raw)) {
            if (!node.isTextual()) {
                throw shape(place, node, "a string");
            }
            return Optional.of(text(node.textValue(), raw, place));
        }
        return Optional.empty();
    }

    private Object text(String text, Class<?> raw, String place) throws BadJsonException {
        try {
            return TextValues.parse(text, raw);
        } catch (RuntimeException e) {
            throw because(bad(Code.BAD_VALUE, place, "is no " + named(raw) + TextValues.expected(raw)), e);
        }
    }

    private @Nullable Object shaped(JsonNode node, JavaType type, String place) throws IOException {
        Shape shape = shapes.of(type.getRawClass());
        return switch (shape.form()) {
            case TEXT -> {
                if (!node.isTextual()) {
                    throw shape(place, node, "a string");
                }
                yield make(shape, new @Nullable Object[] {node.textValue()}, type, place);
            }
            case SEALED -> {
                Class<?> one = shape.cases().get(kind(node, shape, place));
                yield shaped(node, specialized(type, one), place);
            }
            case OBJECT -> object(node, shape, type, place);
            case FOREIGN -> context.readTreeAsValue(node, type);
        };
    }

    private JavaType specialized(JavaType type, @Nullable Class<?> one) {
        Class<?> known = java.util.Objects.requireNonNull(one, "case");
        return known.getTypeParameters().length > 0 && known.getTypeParameters().length == type.containedTypeCount()
                ? context.getTypeFactory().constructParametricType(known, type.getBindings())
                : context.getTypeFactory().constructType(known);
    }

    private String kind(JsonNode node, Shape shape, String place) throws BadJsonException {
        if (!node.isObject()) {
            throw shape(place, node, "an object");
        }
        JsonNode kind = node.get("kind");
        String where = at(place, "kind");
        if (kind == null) {
            throw bad(
                    Code.MISSING_FIELD,
                    where,
                    "is not there, expected one of " + shape.cases().keySet());
        }
        if (!kind.isTextual() || !shape.cases().containsKey(kind.textValue())) {
            throw bad(Code.UNKNOWN_KIND, where, "is none of " + shape.cases().keySet());
        }
        return kind.textValue();
    }

    private Object object(JsonNode node, Shape shape, JavaType type, String place) throws IOException {
        if (!node.isObject()) {
            throw shape(place, node, "an object");
        }
        Set<String> unknown = new HashSet<>();
        node.fieldNames().forEachRemaining(unknown::add);
        if (!shape.kind().isEmpty()) {
            unknown.remove("kind");
            JsonNode kind = node.get("kind");
            if (kind == null || !shape.kind().equals(kind.textValue())) {
                throw bad(
                        kind == null ? Code.MISSING_FIELD : Code.UNKNOWN_KIND,
                        at(place, "kind"),
                        "is not " + shape.kind());
            }
        }
        @Nullable Object[] values = new @Nullable Object[shape.parts().size()];
        for (int at = 0; at < values.length; at++) {
            Part part = shape.parts().get(at);
            unknown.remove(part.name());
            JsonNode each = node.get(part.name());
            if (each != null || !part.optional()) {
                JavaType partType = context.getTypeFactory().resolveMemberType(part.type(), type.getBindings());
                values[at] = read(each, partType, at(place, part.name()));
                if (values[at] == null && !part.nullable()) {
                    throw bad(
                            Code.MISSING_FIELD,
                            at(place, part.name()),
                            "is null, expected " + named(partType.getRawClass()));
                }
            }
        }
        if (!unknown.isEmpty()) {
            throw bad(
                    Code.UNKNOWN_FIELD,
                    place,
                    "has " + unknown.size() + " fields that nothing knows, expected only "
                            + shape.parts().stream().map(Part::name).toList());
        }
        return make(shape, values, type, place);
    }

    private Object make(Shape shape, @Nullable Object[] values, JavaType type, String place) throws BadJsonException {
        try {
            return shape.maker().make(values);
        } catch (ReflectiveOperationException e) {
            Throwable cause = Shapes.causeOf(e);
            throw because(refused(type, place, cause), cause);
        } catch (RuntimeException e) {
            throw because(refused(type, place, e), e);
        }
    }

    private BadJsonException refused(JavaType type, String place, Throwable cause) {
        boolean isMissing = cause instanceof IllegalStateException || cause instanceof NullPointerException;
        return bad(
                isMissing ? Code.MISSING_FIELD : Code.BAD_VALUE,
                place,
                "cannot be a " + named(type.getRawClass())
                        + (isMissing ? ", expected all its fields: " : ", expected one that it allows: ")
                        + String.valueOf(cause.getMessage()).lines().findFirst().orElse(""));
    }

    private Object collection(JsonNode node, JavaType type, String place) throws IOException {
        if (!node.isArray()) {
            throw shape(place, node, "an array");
        }
        Collection<@Nullable Object> values =
                Set.class.isAssignableFrom(type.getRawClass()) ? new LinkedHashSet<>() : new ArrayList<>();
        int at = 0;
        for (JsonNode each : node) {
            String where = place + "[" + at + "]";
            if (each.isNull()) {
                throw shape(where, each, named(type.containedTypeOrUnknown(0).getRawClass()));
            }
            values.add(read(each, type.containedTypeOrUnknown(0), where));
            at++;
        }
        return values;
    }

    private Object history(JsonNode node, JavaType type, String place) throws IOException {
        History<History.Stamped> history = History.empty();
        for (Object event : (Collection<?>) collection(node, type, place)) {
            if (!(event instanceof History.Stamped stamped)) {
                throw shape(place, node, "an array of events");
            }
            history = history.plus(stamped);
        }
        return history;
    }

    private Object map(JsonNode node, JavaType type, String place) throws IOException {
        if (!node.isObject()) {
            throw shape(place, node, "an object");
        }
        boolean sorted = SortedMap.class.isAssignableFrom(type.getRawClass());
        Map<@Nullable Object, @Nullable Object> values = sorted ? new TreeMap<>() : new LinkedHashMap<>();
        JavaType keys = type.containedTypeOrUnknown(0);
        boolean whole = keys.hasRawClass(Integer.class) || keys.hasRawClass(Long.class);
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            JsonNode key = whole && WHOLE.matcher(field.getKey()).matches()
                    ? context.getNodeFactory().numberNode(Long.parseLong(field.getKey()))
                    : context.getNodeFactory().textNode(field.getKey());
            values.put(
                    read(key, keys, place + "{key}"),
                    read(field.getValue(), type.containedTypeOrUnknown(1), at(place, "{value}")));
        }
        return values;
    }

    private MonetaryAmount amount(JsonNode node, String place) throws BadJsonException {
        JsonNode amount = node.get("amount");
        JsonNode currency = node.get("currency");
        JsonNode points = node.get("points");
        if (amount == null || currency == null) {
            throw bad(
                    node.isObject() ? Code.MISSING_FIELD : Code.WRONG_SHAPE,
                    place,
                    "is no amount, expected an object of amount and currency");
        }
        if (node.size() > (points == null ? 2 : 3)) {
            throw bad(
                    Code.UNKNOWN_FIELD,
                    place,
                    "has a field that nothing knows, expected amount, currency and perhaps points");
        }
        if (!amount.isTextual() || !currency.isTextual()) {
            throw bad(
                    Code.WRONG_SHAPE,
                    place,
                    "has amount or currency that is no string, expected such as \"97.00\" and \"CAD\"");
        }
        if (points != null && !points.isBoolean()) {
            throw shape(at(place, "points"), points, "true or false");
        }
        try {
            return Amounts.in(currency(currency.textValue(), points != null && points.booleanValue()))
                    .of(amount.textValue());
        } catch (RuntimeException e) {
            throw because(
                    bad(
                            Code.BAD_VALUE,
                            place,
                            "is no exact amount of a known currency, expected such as \"97.00\" and \"CAD\""),
                    e);
        }
    }

    private static CurrencyUnit currency(String code, boolean points) {
        return points && !Monetary.isCurrencyAvailable(code)
                ? Amounts.points(code)
                : Amounts.in(code).currency();
    }

    private BadJsonException shape(String place, JsonNode node, String expected) {
        return bad(
                Code.WRONG_SHAPE,
                place,
                "is " + node.getNodeType().name().toLowerCase(java.util.Locale.ROOT) + ", expected " + expected);
    }

    private BadJsonException bad(Code code, String place, String message) {
        return new BadJsonException(in, code, place, message);
    }

    private static BadJsonException because(BadJsonException bad, Throwable cause) {
        bad.initCause(cause);
        return bad;
    }

    private static String at(String place, String name) {
        return place.isEmpty() ? name : place + "." + name;
    }

    private static String named(Class<?> type) {
        return type.getSimpleName();
    }
}
