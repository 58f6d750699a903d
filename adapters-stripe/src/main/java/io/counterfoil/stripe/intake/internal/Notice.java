package io.counterfoil.stripe.intake.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.stripe.fact.StripeAccountId;
import io.counterfoil.stripe.fact.StripeCode;
import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/** What a body says, before its object is read (specification 4.2). Immutable. */
@Value.Immutable
public interface Notice {

    /** What it is. */
    Kind kind();

    /** Why it goes no further. */
    Optional<StripeCode> reason();

    /** How it came. */
    @Value.Default
    default Envelope envelope() {
        return Envelope.DIRECT;
    }

    /** The event; empty for a rejected one. */
    @Value.Default
    default String eventId() {
        return "";
    }

    /** Such as {@code payout.paid}. */
    @Value.Default
    default String type() {
        return "";
    }

    /** The connected account that it is about; empty for the receiver's own. */
    Optional<StripeAccountId> account();

    /** The mode that it states. */
    Optional<Boolean> livemode();

    /** The version of the API that shaped its object; empty where it is not stated. */
    @Value.Default
    default String apiVersion() {
        return "";
    }

    /** When the event was made; empty where it does not say. */
    Optional<Instant> createdAt();

    /** The object inside a snapshot, or what a thin event relates to. */
    Optional<JsonNode> object();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds notices. Not thread-safe. */
    final class Builder extends ImmutableNotice.Builder {
        Builder() {}
    }

    /** What a notice is. */
    enum Kind {
        /** The object is inside. */
        SNAPSHOT,
        /** The object must be fetched. */
        THIN,
        /** It is not for this receiver. */
        DROPPED,
        /** It is no event. */
        REJECTED
    }

    /** How a notice came. */
    enum Envelope {
        DIRECT,
        EVENTBRIDGE,
        EVENT_GRID
    }
}
