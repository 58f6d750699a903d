package io.counterfoil.payments.alert;

import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Command;
import io.counterfoil.payments.lifecycle.Decision;
import java.time.Instant;
import java.util.Optional;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/**
 * A person must look: at what, why, how urgently (payments specification 4.12). Equal keys mean the same alert. Immutable.
 */
@Value.Immutable
public interface Alert {

    /** What it is about. */
    AlertKind kind();

    /** How urgent. */
    Diagnostic.Severity severity();

    /** The thing to look at. */
    SubjectRef subject();

    /** The day, month or other span the fact belongs to, where it may come again in another; empty for a fact that happens once. */
    @Value.Default
    default String period() {
        return "";
    }

    /** The money at stake, signed as the account holder sees it. */
    Optional<MonetaryAmount> amount();

    /** Why. */
    Evidence evidence();

    /** Who should look, a role name; empty where triage decides. */
    @Value.Default
    default String owner() {
        return "";
    }

    /** When it was raised. */
    Instant raisedAt();

    /** What makes it the same alert as another. */
    @Value.Derived
    default Key key() {
        return Key.of(kind(), subject(), period());
    }

    /**
     * A rail reported something that the table of a machine cannot take: it is not dropped, a person looks (payments specification 4.3).
     *
     * @param subject what the fact was reported about
     * @param fact the command; its key is the rail's reference, and the same fact is one alert
     * @param decision what the machine said of it
     * @return empty where the command was taken or no rail gave it
     */
    static Optional<Alert> railFactRefused(SubjectRef subject, Command fact, Decision<?, ?> decision, Instant now) {
        return decision.refusal()
                .filter(refusal -> fact.by().role() == Actor.Role.RAIL)
                .map(refusal -> railFactRefused(subject, fact, refusal, now));
    }

    private static Alert railFactRefused(SubjectRef subject, Command fact, Refusal refusal, Instant now) {
        return builder()
                .kind(AlertKind.RAIL_FACT_REFUSED)
                .severity(Diagnostic.Severity.HIGH)
                .subject(subject)
                .period(fact.key().value())
                .evidence(Evidence.of(
                        refusal.code(),
                        fact.by().id() + " reported '" + fact.key() + "', which cannot be taken: "
                                + refusal.sentence()))
                .raisedAt(now)
                .build();
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds alerts. Not thread-safe. */
    final class Builder extends ImmutableAlert.Builder {
        Builder() {}
    }

    /**
     * What makes two alerts the same: kind, subject and period, written {@code OUTSIDE_SYSTEM/entry:17/2027-03}.
     *
     * @param value the key as text, usable as a ticket id or an idempotency key
     */
    record Key(String value) {

        public Key {
            if (value.isBlank()) {
                throw new IllegalArgumentException("alert key is blank, expected kind/subject/period");
            }
        }

        /** The key of a fact that happens once. */
        public static Key of(AlertKind kind, SubjectRef subject) {
            return new Key(kind.code() + "/" + subject);
        }

        /** The key of a fact that may come again in another period, such as a day or a month. */
        public static Key of(AlertKind kind, SubjectRef subject, String period) {
            return period.isEmpty() ? of(kind, subject) : new Key(kind.code() + "/" + subject + "/" + period);
        }

        @Override
        public String toString() {
            return value;
        }
    }
}
