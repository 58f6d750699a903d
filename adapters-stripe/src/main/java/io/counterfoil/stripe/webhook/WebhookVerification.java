package io.counterfoil.stripe.webhook;

import io.counterfoil.payments.evidence.Code;
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
    default Optional<Reason> rejection() {
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
    record Rejected(Reason reason, String message) implements WebhookVerification {
        public Rejected {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(message, "message");
        }
    }

    /** Why a webhook was rejected, in the order in which it is looked at (specification 4.1). */
    enum Reason implements Code {
        /** No header, or a blank one. */
        MISSING_HEADER,
        /** The header has more than 8,192 bytes. */
        HEADER_TOO_LARGE,
        /** The body has more bytes than are accepted. */
        PAYLOAD_TOO_LARGE,
        /** A time or a signature without value, two times, or a time that is not 1 to 12 digits. */
        MALFORMED_HEADER,
        /** No time. */
        NO_TIMESTAMP,
        /** No signature of scheme v1. */
        NO_V1_SIGNATURE,
        /** No secret gives any of the signatures. */
        SIGNATURE_MISMATCH,
        /** Only a secret gives it that is not valid at this time: the sender still uses a retired one. */
        SECRET_NOT_ACTIVE,
        /** Signed longer ago than is tolerated. */
        TIMESTAMP_TOO_OLD,
        /** Signed further in the future than is tolerated. */
        TIMESTAMP_IN_FUTURE;

        @Override
        public String id() {
            return "STRIPE_WEBHOOK." + name();
        }
    }
}
