package io.counterfoil.stripe.intake;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.stripe.fact.StripeAccountId;
import io.counterfoil.stripe.fact.StripeFact;
import io.counterfoil.stripe.webhook.WebhookVerification;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** What became of a notice, and what to answer (STR-12). Immutable; nothing of the body appears in {@code toString} but ids. */
@Value.Immutable
public interface IntakeResult {

    /** A signed body that cannot be read. */
    AlertKind QUARANTINED_NOTICE = new AlertKind("QUARANTINED_NOTICE");

    /** The card's issuer suspects fraud: refund before it becomes a dispute. */
    AlertKind EARLY_FRAUD_WARNING = new AlertKind("EARLY_FRAUD_WARNING");

    /** The bank sent a payout back. */
    AlertKind PAYOUT_FAILED = new AlertKind("PAYOUT_FAILED");

    /** A payer contests a payment. */
    AlertKind DISPUTE_OPENED = new AlertKind("DISPUTE_OPENED");

    /** Stripe holds a payment for review, or changed the account. */
    AlertKind STRIPE_REVIEW = new AlertKind("STRIPE_REVIEW");

    /** How it ended. */
    Kind kind();

    /** The event; empty where it could not be read. */
    @Value.Default
    default String eventId() {
        return "";
    }

    /** Such as {@code payout.paid}; empty where it could not be read. */
    @Value.Default
    default String eventType() {
        return "";
    }

    /** Which secret signed it; empty for one that was not signed. */
    Optional<String> secretId();

    /** Why the signature was refused. */
    Optional<WebhookVerification.Reason> rejection();

    /** What is known now of the objects that the notice is about, where it said something new. */
    List<StripeFact> facts();

    /** What should be read from the API next: a notice is a trigger, the API is the truth. */
    List<Pull> pulls();

    /** What a person must see. */
    List<Alert> alerts();

    /** Everything that was found on the way. */
    List<Diagnostic> diagnostics();

    /** What to answer: 200 where sending it again would change nothing, 400 for a refused signature, 503 where it must be sent again. */
    default int httpStatus() {
        return switch (kind()) {
            case RECORDED, DUPLICATE, DROPPED, QUARANTINED -> 200;
            case REJECTED -> 400;
            case NOT_RECORDED -> 503;
        };
    }

    /** How a notice ends. */
    enum Kind {
        /** It was taken. */
        RECORDED,
        /** It, or another that says the same, was taken before. */
        DUPLICATE,
        /** It is not for this receiver. */
        DROPPED,
        /** It was signed, but cannot be read; it is kept for a person. */
        QUARANTINED,
        /** It is not Stripe's, or cannot be told to be. */
        REJECTED,
        /** It could not be recorded. */
        NOT_RECORDED
    }

    /**
     * Something to read from the API.
     *
     * @param account whose
     * @param livemode real money, not test mode
     * @param path below {@code /v1/}, with its query, such as {@code balance_transactions?source=ch_1}
     */
    record Pull(StripeAccountId account, boolean livemode, String path) {
        public Pull {
            if (path.isBlank() || path.startsWith("/")) {
                throw new IllegalArgumentException(
                        "path of a pull begins with a slash or is blank, expected one such as charges/ch_1");
            }
        }
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds results. Not thread-safe. */
    final class Builder extends ImmutableIntakeResult.Builder {
        Builder() {}
    }
}
