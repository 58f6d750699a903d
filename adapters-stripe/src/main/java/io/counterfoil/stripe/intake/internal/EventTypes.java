package io.counterfoil.stripe.intake.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.counterfoil.stripe.fact.StripeFact;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The events that are known: what each triggers ({@code stripe_events.json}) and which states it can speak of (STR-11). Immutable. */
public final class EventTypes {

    private static final String TABLE = "stripe_events.json";

    /** Only events whose name is a claim about the state; many others are sent for several states. */
    private static final Map<String, Set<String>> STATES = Map.ofEntries(
            Map.entry("payment_intent.succeeded", Set.of("CONFIRMED")),
            Map.entry("payment_intent.processing", Set.of("PENDING_BANK")),
            Map.entry("payment_intent.canceled", Set.of("CANCELLED")),
            Map.entry("payment_intent.requires_action", Set.of("ACTION_REQUIRED")),
            Map.entry("payment_intent.amount_capturable_updated", Set.of("AUTHORIZED")),
            Map.entry("payment_intent.payment_failed", Set.of("ATTEMPT_FAILED", "CREATED", "CANCELLED")),
            Map.entry("charge.succeeded", Set.of("CONFIRMED", "AUTHORIZED")),
            Map.entry("charge.captured", Set.of("CONFIRMED")),
            Map.entry("charge.refunded", Set.of("CONFIRMED")),
            Map.entry("charge.pending", Set.of("PENDING")),
            Map.entry("charge.failed", Set.of("FAILED", "RETURNED")),
            Map.entry("refund.failed", Set.of("FAILED")),
            Map.entry("payout.paid", Set.of("PAID")),
            Map.entry("payout.failed", Set.of("FAILED")),
            Map.entry("payout.canceled", Set.of("CANCELLED")),
            Map.entry("invoice.paid", Set.of("PAID")),
            Map.entry("invoice.payment_succeeded", Set.of("PAID")),
            Map.entry("invoice.voided", Set.of("VOID")),
            Map.entry("invoice.marked_uncollectible", Set.of("UNCOLLECTIBLE")),
            Map.entry("invoice_payment.paid", Set.of("PAID")),
            Map.entry("checkout.session.completed", Set.of("PENDING_BANK", "PAID", "NOTHING_DUE")),
            Map.entry("checkout.session.async_payment_succeeded", Set.of("PAID")),
            Map.entry("checkout.session.expired", Set.of("EXPIRED")),
            Map.entry("credit_note.voided", Set.of("VOID")));

    private final Map<String, String> actions;

    private EventTypes(Map<String, String> actions) {
        this.actions = Map.copyOf(actions);
    }

    /** The table of the specification. */
    public static EventTypes standard() {
        try (InputStream json = Objects.requireNonNull(EventTypes.class.getResourceAsStream(TABLE), TABLE)) {
            JsonNode table = JsonMapper.builder().build().readTree(json).path("recommended_subscription");
            Map<String, String> actions = new HashMap<>();
            table.properties()
                    .forEach(entry -> actions.put(
                            entry.getKey(), entry.getValue().path("action").asText()));
            return new EventTypes(actions);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + TABLE, e);
        }
    }

    /** Every event of the table, sorted. */
    public List<String> all() {
        return actions.keySet().stream().sorted().toList();
    }

    /** Whether the table has the event. */
    public boolean isKnown(String type) {
        return actions.containsKey(type);
    }

    /** Such as {@code FOLD+PULL balance_transaction}; empty for an event that is not known. */
    public String action(String type) {
        return actions.getOrDefault(type, "");
    }

    /** Whether the event's name contradicts the state of the object inside. A state that is not known contradicts nothing. */
    public boolean contradicts(String type, StripeFact.State state) {
        Set<String> states = STATES.get(type);
        return states != null && !state.equals(StripeFact.State.UNKNOWN) && !states.contains(state.name());
    }

    /** Every event that makes a claim about a state. */
    public Set<String> claiming() {
        return STATES.keySet();
    }
}
