package io.counterfoil.payments.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.SerializerProvider;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.json.Shapes.Form;
import io.counterfoil.payments.json.Shapes.Part;
import io.counterfoil.payments.json.Shapes.Shape;
import io.counterfoil.payments.lifecycle.History;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;
import org.jspecify.annotations.Nullable;

/** Writes one value and what is in it. */
final class ValueWriter {

    private final Shapes shapes;
    private final JsonGenerator out;
    private final SerializerProvider provider;

    ValueWriter(Shapes shapes, JsonGenerator out, SerializerProvider provider) {
        this.shapes = shapes;
        this.out = out;
        this.provider = provider;
    }

    void write(@Nullable Object value, JavaType declared) throws IOException {
        if (value == null) {
            out.writeNull();
        } else if (value instanceof Optional<?> optional) {
            write(optional.orElse(null), declared.containedTypeOrUnknown(0));
        } else if (value instanceof OptionalInt number) {
            write(number.isPresent() ? number.getAsInt() : null, declared);
        } else if (value instanceof OptionalLong number) {
            write(number.isPresent() ? number.getAsLong() : null, declared);
        } else if (value instanceof MonetaryAmount amount) {
            write(amount);
        } else if (value instanceof CurrencyUnit currency) {
            out.writeString(TextValues.text(currency));
        } else if (value instanceof Code code && declared.getRawClass() == Code.class) {
            out.writeString(code.id());
        } else if (value instanceof Enum<?> constant) {
            out.writeString(constant.name());
        } else if (value instanceof BigDecimal number) {
            out.writeString(number.toPlainString());
        } else if (isPlainText(value)) {
            out.writeString(value.toString());
        } else if (value instanceof byte[] bytes) {
            out.writeString(Base64.getEncoder().encodeToString(bytes));
        } else if (value instanceof Map<?, ?> map) {
            write(map, declared);
        } else if (value instanceof Iterable<?> values) {
            write(values, declared.containedTypeOrUnknown(0));
        } else if (value instanceof History<?> history) {
            write(history.toList(), declared.containedTypeOrUnknown(0));
        } else {
            writeShaped(value, declared);
        }
    }

    private void write(Iterable<?> values, JavaType each) throws IOException {
        out.writeStartArray();
        for (Object value : values) {
            write(value, each);
        }
        out.writeEndArray();
    }

    private void writeShaped(Object value, JavaType declared) throws IOException {
        Shape shape = shapes.of(value.getClass());
        if (shape.form() == Form.TEXT) {
            out.writeString(text(value));
        } else if (shape.form() == Form.OBJECT) {
            writeObject(value, shape, declared);
        } else {
            provider.defaultSerializeValue(value, out);
        }
    }

    private void writeObject(Object value, Shape shape, JavaType declared) throws IOException {
        out.writeStartObject();
        if (!shape.kind().isEmpty()) {
            out.writeStringField("kind", shape.kind());
        }
        JavaType type = provider.getTypeFactory().constructType(value.getClass());
        JavaType bound = declared.isTypeOrSubTypeOf(value.getClass()) ? declared : type;
        for (Part part : shape.parts()) {
            Object each = part.in(value);
            boolean isAbsent = each instanceof Optional<?> optional && optional.isEmpty();
            if (!(part.optional() && isAbsent)) {
                out.writeFieldName(part.name());
                write(each, provider.getTypeFactory().resolveMemberType(part.type(), bound.getBindings()));
            }
        }
        out.writeEndObject();
    }

    /** In the order of the keys' texts: a map that promises no order is written alike each time. */
    private void write(Map<?, ?> map, JavaType declared) throws IOException {
        Map<String, Object> sorted = new TreeMap<>();
        map.forEach((key, value) -> sorted.put(text(key), value));
        out.writeStartObject();
        for (Map.Entry<String, Object> entry : sorted.entrySet()) {
            out.writeFieldName(entry.getKey());
            write(entry.getValue(), declared.containedTypeOrUnknown(1));
        }
        out.writeEndObject();
    }

    private void write(MonetaryAmount amount) throws IOException {
        String code = amount.getCurrency().getCurrencyCode();
        out.writeStartObject();
        out.writeStringField("amount", plain(amount));
        out.writeStringField("currency", code);
        if (!TextValues.isKnown(code)) {
            out.writeBooleanField("points", true);
        }
        out.writeEndObject();
    }

    /** All decimals that the currency has, and more where the amount has more. */
    private static String plain(MonetaryAmount amount) {
        BigDecimal number =
                amount.getNumber().numberValueExact(BigDecimal.class).stripTrailingZeros();
        int digits = Math.max(number.scale(), amount.getCurrency().getDefaultFractionDigits());
        return number.setScale(Math.max(digits, 0)).toPlainString();
    }

    private static boolean isPlainText(Object value) {
        return value instanceof CharSequence
                || value instanceof TemporalAccessor
                || value instanceof TemporalAmount
                || value instanceof ZoneId;
    }

    private static String text(Object value) {
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof Code code) {
            return code instanceof Record ? onlyPart(value) : code.id();
        }
        if (value instanceof Sha256 hash) {
            return hash.hex();
        }
        if (value instanceof CurrencyUnit currency) {
            return TextValues.text(currency);
        }
        return value instanceof Record ? onlyPart(value) : value.toString();
    }

    private static String onlyPart(Object value) {
        var components = value.getClass().getRecordComponents();
        return components.length == 1
                ? String.valueOf(Shapes.Part.of("value", components[0].getAccessor(), false)
                        .in(value))
                : value.toString();
    }
}
