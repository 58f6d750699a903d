package io.counterfoil.payments.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.Deserializers;
import com.fasterxml.jackson.databind.jsontype.TypeDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.ser.Serializers;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Makes the Jackson module for the values of this module. Needs jackson-databind, which is an optional dependency. */
public final class PaymentsJson {

    private PaymentsJson() {}

    /** A module that writes and reads every public value: records, builders' values, sealed cases, ids, codes, amounts. A new one at each call; thread-safe. */
    public static Module module() {
        return new ValueModule();
    }

    /** What can be wrong with JSON. */
    public enum Code implements io.counterfoil.payments.evidence.Code {
        /** Another kind of node, such as a number where an object is expected. */
        WRONG_SHAPE,
        /** A field that must be there is not. */
        MISSING_FIELD,
        /** A field that nothing knows. */
        UNKNOWN_FIELD,
        /** A case that the sealed type does not have. */
        UNKNOWN_KIND,
        /** A value that the type refuses. */
        BAD_VALUE;

        @Override
        public String id() {
            return "JSON." + name();
        }
    }

    /** JSON that is no value: where and why, without the text that stood there. */
    public static final class BadJsonException extends JsonMappingException {

        private static final long serialVersionUID = 1;

        private final Code code;
        private final String place;

        BadJsonException(@Nullable JsonParser parser, Code code, String place, String message) {
            super(parser, (place.isEmpty() ? "value" : place) + ": " + message);
            this.code = code;
            this.place = place;
        }

        /** What is wrong. */
        public Code code() {
            return code;
        }

        /** Where, as a path such as {@code stamp.by.role}; empty for the value as a whole. */
        public String place() {
            return place;
        }
    }

    /** Hands the library's types to the codec and leaves all others alone. */
    private static final class ValueModule extends Module {

        private final Shapes shapes = new Shapes();

        @Override
        public String getModuleName() {
            return "counterfoil-payments";
        }

        @Override
        public Object getTypeId() {
            return getModuleName();
        }

        @Override
        public Version version() {
            return new Version(1, 0, 0, null, "io.counterfoil", "counterfoil-payments-core");
        }

        @Override
        public void setupModule(SetupContext context) {
            context.addSerializers(new Serializers.Base() {
                @Override
                public @Nullable JsonSerializer<?> findSerializer(
                        SerializationConfig config, JavaType type, BeanDescription description) {
                    return shapes.knows(type) ? new ValueSerializer(shapes, type) : null;
                }
            });
            context.addDeserializers(new Deserializers.Base() {
                @Override
                public @Nullable JsonDeserializer<?> findBeanDeserializer(
                        JavaType type, DeserializationConfig config, BeanDescription description) {
                    return shapes.knows(type) ? new ValueDeserializer(shapes, type) : null;
                }
            });
        }
    }

    /** Writes values of one type. */
    private static final class ValueSerializer extends JsonSerializer<Object> {

        private final Shapes shapes;
        private final JavaType type;

        ValueSerializer(Shapes shapes, JavaType type) {
            this.shapes = shapes;
            this.type = type;
        }

        @Override
        public void serialize(Object value, JsonGenerator out, SerializerProvider provider) throws IOException {
            new ValueWriter(shapes, out, provider).write(value, type);
        }

        /** A case names itself, so a host's own type names are not needed. */
        @Override
        public void serializeWithType(
                Object value, JsonGenerator out, SerializerProvider provider, TypeSerializer typeSerializer)
                throws IOException {
            serialize(value, out, provider);
        }
    }

    /** Reads values of one type. */
    private static final class ValueDeserializer extends JsonDeserializer<Object> {

        private final Shapes shapes;
        private final JavaType type;

        ValueDeserializer(Shapes shapes, JavaType type) {
            this.shapes = shapes;
            this.type = type;
        }

        @Override
        public @Nullable Object deserialize(JsonParser in, DeserializationContext context) throws IOException {
            JsonNode node = context.readTree(in);
            return new ValueReader(shapes, in, context).read(node, type, "");
        }

        @Override
        public @Nullable Object deserializeWithType(
                JsonParser in, DeserializationContext context, TypeDeserializer typeDeserializer) throws IOException {
            return deserialize(in, context);
        }
    }
}
