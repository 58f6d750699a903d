package io.counterfoil.stripe.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Whether a webhook is really Stripe's. Immutable. */
public sealed interface WebhookVerification {

    /** Whether it is. */
    default boolean accepted() {
        return this instanceof Accepted;
    }

    /** Why it is not; empty where it is. */
    default Optional<RejectionReason> rejection() {
        return this instanceof Rejected rejected ? Optional.of(rejected.reason()) : Optional.empty();
    }

    /**
     * It is.
     *
     * @param secretId which secret signed it
     * @param signedAt when
     * @param age from then to its receipt; negative where it was signed in the future
     */
    record Accepted(String secretId, Instant signedAt, Duration age) implements WebhookVerification {
        public Accepted {
            Objects.requireNonNull(secretId, "secretId");
            Objects.requireNonNull(signedAt, "signedAt");
            Objects.requireNonNull(age, "age");
        }
    }

    /**
     * It is not, or cannot be told.
     *
     * @param reason stable
     * @param message for people, without anything of header, body or secret
     */
    record Rejected(RejectionReason reason, String message) implements WebhookVerification {
        public Rejected {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(message, "message");
        }
    }
}
