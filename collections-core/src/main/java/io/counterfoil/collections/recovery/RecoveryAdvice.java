package io.counterfoil.collections.recovery;

import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.immutables.value.Value;

/** What to do about a payment that failed, and whom to tell (COL-64, COL-65). Immutable. */
@Value.Immutable
public interface RecoveryAdvice {

    /** What to do. */
    Action action();

    /** On which day; for a new try only. */
    Optional<LocalDate> on();

    /** Not before which instant; for a new try after some hours only. */
    Optional<Instant> notBefore();

    /** What follows, where trying again has come to its end. */
    Optional<Action> then();

    /** Whom to tell about which failure; each key once, whenever it is proposed again. */
    List<FailureNotice> notices();

    /** Why. */
    Evidence evidence();

    /** Why, as one line. */
    default String sentence() {
        return evidence().sentence();
    }

    /** What can be done. */
    enum Action {
        /** Nothing failed, or a later attempt succeeded or is on its way. */
        NONE,
        RETRY,
        /** No try is left. */
        STOP_RETRY,
        RESEND_LINK,
        ASK_NEW_METHOD,
        CORRECT_DATA,
        /** A person looks; never try again. */
        REVIEW
    }

    /** Who is told. */
    enum Recipient {
        CLIENT,
        SALES_EXECUTIVE
    }

    /**
     * One notice of one failure.
     *
     * @param to who is told
     * @param attempt the failed attempt
     * @param key the same for the same failure and recipient
     */
    record FailureNotice(Recipient to, String attempt, IdempotencyKey key) {
        public FailureNotice {
            Objects.requireNonNull(to, "to");
            Objects.requireNonNull(attempt, "attempt");
            Objects.requireNonNull(key, "key");
        }

        static FailureNotice of(Recipient to, String attempt) {
            return new FailureNotice(to, attempt, IdempotencyKey.derived("failure", to.name(), attempt));
        }
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds advice. Not thread-safe. */
    final class Builder extends ImmutableRecoveryAdvice.Builder {
        Builder() {}
    }
}
