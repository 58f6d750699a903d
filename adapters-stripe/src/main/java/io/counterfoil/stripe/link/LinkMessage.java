package io.counterfoil.stripe.link;

import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.stripe.fact.StripeFact.PaymentIntentFact;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/**
 * What came of asking for the money of an invoice: an address for the host to send, a payment that staff took, that a link was ended, or why not (STR-43, STR-48). Who did it, when and
 * under which key is kept with it, for the audit. Immutable; the address does not appear in {@code toString}.
 */
@Value.Immutable
public interface LinkMessage {

    /** How it ended. */
    Outcome outcome();

    /** Number of the host's invoice. */
    String invoice();

    /** What is asked for, was taken, or was asked for by the link that was ended. */
    MonetaryAmount amount();

    /** When the invoice is due. */
    Optional<LocalDate> dueOn();

    /** The address to send; empty where nothing may be sent. */
    @Value.Redacted
    Optional<String> url();

    /** What the contact history of the host should refer to, such as {@code stripe-link:acct_1:live:plink_1}; empty where it was refused. */
    @Value.Default
    default String contactReference() {
        return "";
    }

    /** The payment that staff took; empty for links. */
    Optional<PaymentIntentFact> payment();

    /** Why not; empty unless it was refused. */
    List<Obstacle> obstacles();

    /** Who did it. */
    Actor by();

    /** The caller's name for the act. */
    IdempotencyKey key();

    /** When. */
    Instant at();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds messages. Not thread-safe. */
    final class Builder extends ImmutableLinkMessage.Builder {
        Builder() {}
    }

    /** How it ended. */
    enum Outcome {
        CREATED,
        RESENT,
        REPLACED,
        /** The staff's payment was taken, or is under way. */
        TAKEN,
        /** Nobody can pay with the link any more. */
        ENDED,
        REFUSED
    }
}
