package io.counterfoil.payments.alert;

import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Severity;
import io.counterfoil.payments.evidence.SubjectRef;
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
    Severity severity();

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
    default AlertKey key() {
        return AlertKey.of(kind(), subject(), period());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds alerts. Not thread-safe. */
    final class Builder extends ImmutableAlert.Builder {
        Builder() {}
    }
}
