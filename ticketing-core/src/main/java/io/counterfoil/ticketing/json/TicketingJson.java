package io.counterfoil.ticketing.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.counterfoil.payments.json.PaymentsJson;
import io.counterfoil.ticketing.measure.Goal;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes the Jackson module for the values of this module and of payments. Needs jackson-databind, which is an optional dependency.
 *
 * <p>Events, what is built by a builder, records, sealed cases, ids and codes are written and read back. What is collected from parts, such as a phone log or error
 * rates, is stored by its parts: its calls, its checked records.
 */
public final class TicketingJson {

    private TicketingJson() {}

    /** A module that writes and reads every public value. A new one at each call; thread-safe. */
    public static Module module() {
        return new TicketingModule();
    }

    /** The values of the library by their parts, goals by sense, limit and unit. */
    private static final class TicketingModule extends Module {

        private final Module values = PaymentsJson.module();

        @Override
        public String getModuleName() {
            return "counterfoil-ticketing";
        }

        @Override
        public Object getTypeId() {
            return getModuleName();
        }

        @Override
        public Version version() {
            return new Version(1, 0, 0, null, "io.counterfoil", "counterfoil-ticketing-core");
        }

        @Override
        public void setupModule(SetupContext context) {
            values.setupModule(context);
            SimpleModule own = new SimpleModule("counterfoil-ticketing-own");
            own.addSerializer(Goal.class, new GoalSerializer());
            own.addDeserializer(Goal.class, new GoalDeserializer());
            own.setupModule(context);
        }
    }

    /** {@code {"sense":"AT_LEAST","limit":"0.85","unit":"SHARE"}}. */
    private static final class GoalSerializer extends JsonSerializer<Goal> {

        @Override
        public void serialize(Goal goal, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeStartObject();
            out.writeStringField("sense", goal.sense().name());
            out.writeStringField("limit", goal.limit().toPlainString());
            out.writeStringField("unit", goal.unit().name());
            out.writeEndObject();
        }
    }

    /** Reads what {@link GoalSerializer} writes and nothing else. */
    private static final class GoalDeserializer extends JsonDeserializer<Goal> {

        private static final Set<String> FIELDS = Set.of("sense", "limit", "unit");

        @Override
        public Goal deserialize(JsonParser in, DeserializationContext context) throws IOException {
            JsonNode node = in.readValueAsTree();
            Set<String> fields = new TreeSet<>();
            node.fieldNames().forEachRemaining(fields::add);
            if (!fields.equals(FIELDS)) {
                throw new JsonMappingException(
                        in, "goal has the fields " + fields + ", expected " + new TreeSet<>(FIELDS));
            }
            try {
                return Goal.of(
                        Goal.Sense.valueOf(node.path("sense").asText()),
                        node.path("limit").asText(),
                        Goal.Unit.valueOf(node.path("unit").asText()));
            } catch (IllegalArgumentException e) {
                throw new JsonMappingException(in, "goal cannot be read: a sense, a limit or a unit is unknown", e);
            }
        }
    }
}
