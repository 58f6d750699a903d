package io.counterfoil.stripe.link;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.reconciliation.status.Invoice;
import io.counterfoil.stripe.fact.StripeFact.CheckoutSessionFact;
import io.counterfoil.stripe.fact.StripeFact.PaymentLinkFact;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.immutables.value.Value;

/** What should be done to ask for the money of an invoice (specification 4.12, STR-43, STR-44). Proposed, never performed. Immutable. */
@Value.Immutable
public interface LinkProposal {

    /** The host's invoice as it was read. */
    Invoice invoice();

    /** What should be done. */
    Action action();

    /** Why. */
    Reason reason();

    /** What kind of link is wanted. */
    @Value.Default
    default Kind kind() {
        return Kind.PAYMENT_LINK;
    }

    /** What the link asks for, in Stripe's minor units; 0 where it is refused. */
    long amountMinor();

    /** In lower case, as Stripe writes it. */
    String currency();

    /** The link as it is now; empty where there is none. */
    Optional<Current> current();

    /** Why nothing may be sent; empty unless it is refused. */
    List<Obstacle> obstacles();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds proposals. Not thread-safe. */
    final class Builder extends ImmutableLinkProposal.Builder {
        Builder() {}
    }

    /** What should be done. */
    enum Action {
        /** Make a link. */
        CREATE,
        /** Send the same link again. */
        RESEND,
        /** End the link, then make another. */
        REPLACE,
        /** Nothing. */
        REFUSE
    }

    /** The forms in which money is asked for. */
    enum Kind {
        PAYMENT_LINK,
        CHECKOUT_SESSION,
        HOSTED_INVOICE
    }

    /** Why, in the order in which it is asked. */
    enum Reason implements Code {
        /** Nothing is open, or the invoice is none to be paid. */
        NOTHING_TO_PAY,
        /** A payment is under way: a second one would pay twice. */
        PAYMENT_IN_FLIGHT,
        /** There is none. */
        NO_LINK,
        /** It was paid with. */
        ALREADY_USED,
        /** It was switched off. */
        INACTIVE,
        /** Its time is over. */
        EXPIRED,
        CURRENCY_CHANGED,
        AMOUNT_CHANGED,
        KIND_CHANGED,
        /** It can be used as it is. */
        SAME_LINK,
        /** The old link could not be ended, so no other was made. */
        NOT_ENDED,
        /** Stripe refused, or gave no answer; the next attempt goes on where this one stopped. */
        STRIPE_REFUSED,
        /** An attempt of more than 23 hours ago did not end: a person must look at Stripe, which forgets keys after a day. */
        UNCERTAIN,
        /** The invoice names no customer of Stripe's, which this form needs. */
        NO_CUSTOMER,
        /** Others changed the link again and again at the same time. */
        CONTENDED,
        /** The amount cannot be written in Stripe's minor units. */
        BAD_AMOUNT;

        @Override
        public String id() {
            return "STRIPE_LINK_PROPOSAL." + name();
        }
    }

    /** A link as it is now. Immutable; its address does not appear in {@code toString}. */
    @Value.Immutable
    interface Current {

        /** Its form. */
        Kind kind();

        /** Stripe's id. */
        String id();

        /** Its address. */
        @Value.Redacted
        Optional<String> url();

        /** Whether it can be used. */
        boolean active();

        /** What it asks for; empty where that is not known. */
        OptionalLong amountMinor();

        /** In lower case, as Stripe writes it. */
        String currency();

        /** How often it was paid with. */
        @Value.Default
        default long completed() {
            return 0;
        }

        /** The first instant at which it can no longer be used; empty for none. */
        Optional<Instant> expiresAt();

        /** The state of its session, such as {@code PENDING_BANK}; empty for none. */
        Optional<String> sessionState();

        /** The payment link as it was read. */
        static Current of(PaymentLinkFact link) {
            return builder()
                    .kind(Kind.PAYMENT_LINK)
                    .id(link.id())
                    .url(link.url())
                    .active(link.active())
                    .amountMinor(link.amountMinor())
                    .currency(link.currency())
                    .completed(link.completed())
                    .build();
        }

        /** The session as it was read; one on a test clock does not expire by wall time. */
        static Current of(CheckoutSessionFact session) {
            boolean used = session.state().is("PAID") || session.state().is("NOTHING_DUE");
            return builder()
                    .kind(Kind.CHECKOUT_SESSION)
                    .id(session.id())
                    .url(session.url())
                    .active(session.state().is("OPEN"))
                    .amountMinor(session.amountTotalMinor())
                    .currency(session.currency())
                    .completed(used ? 1 : 0)
                    .expiresAt(session.expiresAt().filter(at -> !session.onTestClock()))
                    .sessionState(session.state().name())
                    .build();
        }

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds links. Not thread-safe. */
        final class Builder extends ImmutableCurrent.Builder {
            Builder() {}
        }
    }
}
