package io.counterfoil.stripe.intake.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.stripe.fact.StripeAccountId;
import io.counterfoil.stripe.fact.StripeCode;
import io.counterfoil.stripe.intake.internal.Notice.Envelope;
import io.counterfoil.stripe.intake.internal.Notice.Kind;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** Reads the outside of events: envelopes, kinds, mode and account (specification 4.2, STR-05, STR-10). Immutable. */
public final class NoticeReader {

    private final Receiver receiver;

    public NoticeReader(Receiver receiver) {
        this.receiver = receiver;
    }

    /**
     * Who receives.
     *
     * @param livemode real money, not test mode
     * @param account the receiver's own; empty where it is not known
     * @param connect whether events of connected accounts are wanted
     */
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    public record Receiver(boolean livemode, Optional<StripeAccountId> account, boolean connect) {}

    /** What the body says. */
    public Notice read(JsonNode body) {
        Envelope envelope = envelope(body);
        JsonNode event = switch (envelope) {
            case DIRECT -> body;
            case EVENTBRIDGE -> body.path("detail");
            case EVENT_GRID -> body.path("data");
        };
        String object = text(event, "object").orElse("");
        boolean thin = object.equals("v2.core.event");
        if (!thin && !object.equals("event")) {
            return rejected(StripeCode.NOT_AN_EVENT);
        }
        Optional<String> id = text(event, "id");
        Optional<String> type = text(event, "type");
        JsonNode content =
                thin ? event.path("related_object") : event.path("data").path("object");
        if (id.isEmpty() || type.isEmpty() || (!thin && !content.isObject())) {
            return rejected(StripeCode.MISSING_FIELD);
        }
        Optional<StripeAccountId> account = text(event, thin ? "context" : "account")
                .map(NoticeReader::lastOf)
                .filter(last -> !last.isBlank())
                .map(StripeAccountId::of);
        Optional<Boolean> livemode = livemode(event, content);
        Notice.Builder notice = Notice.builder()
                .eventId(id.get())
                .type(type.get())
                .envelope(envelope)
                .account(account)
                .livemode(livemode)
                .apiVersion(text(event, "api_version").orElse(""))
                .createdAt(created(event.path("created")))
                .object(Optional.of(content).filter(JsonNode::isObject));
        Optional<StripeCode> dropped = dropped(livemode, account);
        return notice.kind(dropped.isPresent() ? Kind.DROPPED : thin ? Kind.THIN : Kind.SNAPSHOT)
                .reason(dropped)
                .build();
    }

    /** A plain event has an object in {@code data.object}; Event Grid has the event itself in {@code data}. */
    private static Envelope envelope(JsonNode body) {
        if (body.path("detail").isObject()) {
            return Envelope.EVENTBRIDGE;
        }
        JsonNode data = body.path("data");
        return data.path("object").isTextual() && data.path("id").isTextual() ? Envelope.EVENT_GRID : Envelope.DIRECT;
    }

    private Optional<StripeCode> dropped(Optional<Boolean> livemode, Optional<StripeAccountId> account) {
        if (livemode.filter(mode -> mode != receiver.livemode()).isPresent()) {
            return Optional.of(StripeCode.WRONG_MODE);
        }
        boolean foreign = account.isPresent() && !account.equals(receiver.account());
        return foreign && !receiver.connect() ? Optional.of(StripeCode.OTHER_ACCOUNT) : Optional.empty();
    }

    private static Optional<Boolean> livemode(JsonNode event, JsonNode content) {
        JsonNode stated = event.path("livemode").isBoolean() ? event.path("livemode") : content.path("livemode");
        return stated.isBoolean() ? Optional.of(stated.booleanValue()) : Optional.empty();
    }

    /** The context of an organisation's event is a path of accounts; the last one is meant. */
    private static String lastOf(String context) {
        return context.substring(context.lastIndexOf('/') + 1);
    }

    /** Epoch seconds in snapshots, ISO 8601 in thin events. */
    private static Optional<Instant> created(JsonNode created) {
        try {
            if (created.isIntegralNumber() && created.canConvertToLong()) {
                return Optional.of(Instant.ofEpochSecond(created.longValue()));
            }
            return created.isTextual() ? Optional.of(Instant.parse(created.textValue())) : Optional.empty();
        } catch (DateTimeException noInstant) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(JsonNode node, String field) {
        JsonNode text = node.path(field);
        return text.isTextual() && !text.textValue().isBlank() ? Optional.of(text.textValue()) : Optional.empty();
    }

    private static Notice rejected(StripeCode reason) {
        return Notice.builder().kind(Kind.REJECTED).reason(reason).build();
    }
}
