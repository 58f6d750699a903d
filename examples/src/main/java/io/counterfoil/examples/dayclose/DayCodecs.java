package io.counterfoil.examples.dayclose;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.counterfoil.collections.json.CollectionsJson;
import io.counterfoil.collections.receivable.ReceivableEvent;
import io.counterfoil.jdbc.Codec;
import io.counterfoil.payments.json.PaymentsJson;
import io.counterfoil.payments.order.PaymentEvent;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.ticketing.json.TicketingJson;
import io.counterfoil.ticketing.ticket.TicketEvent;
import java.util.List;

/** Values as JSON, as the cores' modules write them. */
final class DayCodecs {

    static final Codec<PaymentEvent> PAYMENTS = of(mapper(PaymentsJson.module()), PaymentEvent.class);
    static final Codec<TicketEvent> TICKETS = of(mapper(TicketingJson.module()), TicketEvent.class);
    static final Codec<ReceivableEvent> RECEIVABLES = of(mapper(CollectionsJson.module()), ReceivableEvent.class);
    static final Codec<ImportReceipt> RECEIPTS = of(mapper(PaymentsJson.module()), ImportReceipt.class);
    private static final ObjectMapper VALUES = mapper(PaymentsJson.module());

    private DayCodecs() {}

    private static ObjectMapper mapper(com.fasterxml.jackson.databind.Module module) {
        return JsonMapper.builder().addModule(module).build();
    }

    private static <T> Codec<T> of(ObjectMapper mapper, Class<T> type) {
        return Codec.of(
                value -> mapper.writerFor(type).writeValueAsBytes(value), bytes -> mapper.readValue(bytes, type));
    }

    /** A value of this library as one line. */
    static <T> String line(T value, Class<T> type) {
        return written(value, VALUES.constructType(type));
    }

    /** Values of this library as one line. */
    static <T> String line(List<T> values, Class<T> type) {
        return written(values, VALUES.getTypeFactory().constructCollectionType(List.class, type));
    }

    static <T> T read(String line, Class<T> type) {
        try {
            return VALUES.readValue(line, type);
        } catch (JsonProcessingException e) {
            throw unreadable(line, e);
        }
    }

    static <T> List<T> list(String line, Class<T> type) {
        try {
            return List.copyOf(VALUES.readerForListOf(type).<List<T>>readValue(line));
        } catch (JsonProcessingException e) {
            throw unreadable(line, e);
        }
    }

    private static String written(Object value, JavaType type) {
        try {
            return VALUES.writerFor(type).writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a value cannot be written as JSON", e);
        }
    }

    private static DayStores.UnusableException unreadable(String line, JsonProcessingException e) {
        return new DayStores.UnusableException("a stored value of " + line.length() + " characters cannot be read", e);
    }
}
