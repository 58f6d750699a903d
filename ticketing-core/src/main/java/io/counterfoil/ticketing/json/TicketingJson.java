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
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.counterfoil.payments.hours.BusinessHours;
import io.counterfoil.payments.hours.OpenHours;
import io.counterfoil.payments.json.PaymentsJson;
import io.counterfoil.ticketing.clock.ClockReading;
import io.counterfoil.ticketing.clock.ClockReadings;
import io.counterfoil.ticketing.measure.Goal;
import io.counterfoil.ticketing.ticket.TicketEvent;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes the Jackson module for the values of this module and of payments. Needs jackson-databind, which is an optional dependency.
 *
 * <p>Events, what is built by a builder, records, sealed cases, ids and codes are written and read back. What is collected from parts, such as a phone log or error
 * rates, is stored by its parts: its calls, its checked records. Readings of clocks are written for screens and not read back: whoever has the log reads the clock
 * again. Hours are written as their version, which is a digest of what defines them, and read back as those of the host that have it ({@link #module(Collection)}):
 * so a stored policy is judged by the very hours it was agreed with, or refused.
 */
public final class TicketingJson {

    private TicketingJson() {}

    /** A module that writes every public value and reads all but policies, whose hours it does not know. A new one at each call; thread-safe. */
    public static Module module() {
        return module(List.of());
    }

    /**
     * A module that reads policies as well.
     *
     * @param hours all hours that policies may run in, those of the past among them; told apart by {@link BusinessHours#version()}
     */
    public static Module module(Collection<BusinessHours> hours) {
        Map<String, BusinessHours> byVersion = new TreeMap<>();
        hours.forEach(one -> byVersion.put(one.version(), one));
        return new TicketingModule(byVersion);
    }

    /** The values of the library by their parts, goals by sense, limit and unit. */
    private static final class TicketingModule extends Module {

        private final Module values = PaymentsJson.module();
        private final Map<String, BusinessHours> hours;

        TicketingModule(Map<String, BusinessHours> hours) {
            this.hours = hours;
        }

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
            own.addSerializer(ClockReading.class, new ReadingSerializer());
            own.addSerializer(ClockReadings.class, new ReadingsSerializer());
            own.addSerializer(BusinessHours.class, new HoursSerializer());
            own.addDeserializer(BusinessHours.class, new HoursDeserializer(hours));
            own.addDeserializer(TicketEvent.class, new EventDeserializer());
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

    /** The version of the hours. */
    private static final class HoursSerializer extends JsonSerializer<BusinessHours> {

        @Override
        public void serialize(BusinessHours hours, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(hours.version());
        }
    }

    /** The host's hours of the version. */
    private static final class HoursDeserializer extends JsonDeserializer<BusinessHours> {

        private final Map<String, BusinessHours> known;

        HoursDeserializer(Map<String, BusinessHours> known) {
            this.known = known;
        }

        @Override
        public BusinessHours deserialize(JsonParser in, DeserializationContext context) throws IOException {
            String version = in.getValueAsString("");
            BusinessHours found = known.get(version);
            if (found == null) {
                throw new JsonMappingException(
                        in,
                        "hours of version '" + version + "' are not known, expected one of " + known.keySet()
                                + "\nMaybe give them to TicketingJson.module(hours).");
            }
            return found;
        }
    }

    /** A clock with its verdict, its instants and its sentence; what it does not have is left out. */
    private static final class ReadingSerializer extends JsonSerializer<ClockReading> {

        @Override
        public void serialize(ClockReading reading, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeStartObject();
            out.writeStringField("kind", reading.kind().name());
            out.writeNumberField("cycle", reading.cycle());
            out.writeStringField("state", reading.state().name());
            out.writeStringField("target", reading.target().toString());
            out.writeStringField("elapsed", reading.elapsed().toString());
            out.writeStringField("remaining", reading.remaining().toString());
            OpenHours.Due.At due = reading.due().orElse(null);
            if (due != null) {
                out.writeObjectFieldStart("due");
                out.writeStringField("stay", due.stay().toString());
                out.writeStringField("roll", due.roll().toString());
                out.writeEndObject();
            }
            out.writeBooleanField("breached", reading.breached());
            writeInstant(out, "breachedAt", reading.breachedAt());
            writeInstant(out, "startedAt", reading.startedAt());
            writeInstant(out, "stoppedAt", reading.stoppedAt());
            out.writeStringField("policyVersion", reading.policyVersion());
            out.writeStringField("sentence", reading.sentence());
            out.writeEndObject();
        }

        private static void writeInstant(JsonGenerator out, String name, Optional<Instant> at) throws IOException {
            if (at.isPresent()) {
                out.writeStringField(name, at.get().toString());
            }
        }
    }

    /** Every clock of a ticket and what was odd about its log. */
    private static final class ReadingsSerializer extends JsonSerializer<ClockReadings> {

        @Override
        public void serialize(ClockReadings readings, JsonGenerator out, SerializerProvider provider)
                throws IOException {
            out.writeStartObject();
            provider.defaultSerializeField("readings", readings.all(), out);
            provider.defaultSerializeField("anomalies", readings.anomalies(), out);
            out.writeEndObject();
        }
    }

    /** Reads an event by its kind; one of a kind that only a later version knows is kept as {@link TicketEvent.Unrecognised}, also within a merged log. */
    private static final class EventDeserializer extends JsonDeserializer<TicketEvent> {

        private static final Set<String> KINDS =
                Stream.of(TicketEvent.Kind.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());

        @Override
        public TicketEvent deserialize(JsonParser in, DeserializationContext context) throws IOException {
            JsonNode node = in.readValueAsTree();
            keepUnknown(node);
            String kind = node.path("kind").asText();
            for (Class<?> one : TicketEvent.class.getPermittedSubclasses()) {
                if (one.getSimpleName().equalsIgnoreCase(kind.replace("_", ""))) {
                    return (TicketEvent) context.readTreeAsValue(node, one);
                }
            }
            throw new JsonMappingException(in, "event has no kind, expected one of " + new TreeSet<>(KINDS));
        }

        private static void keepUnknown(JsonNode node) {
            JsonNode kind = node.path("kind");
            if (node instanceof ObjectNode event && kind.isTextual() && !KINDS.contains(kind.textValue())) {
                String name = kind.textValue();
                event.retain("occurrence");
                event.put("kind", TicketEvent.Kind.UNRECOGNISED.name()).put("name", name);
            }
            node.path("log").forEach(EventDeserializer::keepUnknown);
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
