package io.counterfoil.payments.mandate;

import io.counterfoil.payments.rail.PadCategory;
import java.util.Optional;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/** A pre-authorised debit agreement, as far as it decides whether a debit may be filed (payments specification 4.6). Immutable. */
@Value.Immutable
public interface PadMandate {

    /** Which agreement. */
    MandateId id();

    /** What its debits are for; a debit under an agreement without it is refused. */
    Optional<PadCategory> category();

    /** Where it stands. */
    PadMandateStatus status();

    /** The most that one debit may take, that amount included; no limit where it is empty. */
    Optional<MonetaryAmount> maxAmount();

    /** Whether the payer waived the notice before each debit. */
    @Value.Default
    default boolean noticeWaived() {
        return false;
    }

    /** Whether it covers a single debit only. */
    @Value.Default
    default boolean oneTime() {
        return false;
    }

    /** How many debits were filed under it. */
    @Value.Default
    default int collections() {
        return 0;
    }

    /** No negative count, and a limit above zero. */
    @Value.Check
    default void check() {
        if (collections() < 0) {
            throw new IllegalArgumentException(
                    "mandate " + id() + " has " + collections() + " collections, expected 0 or more");
        }
        maxAmount().filter(amount -> amount.signum() <= 0).ifPresent(amount -> {
            throw new IllegalArgumentException(
                    "mandate " + id() + " is limited to " + amount + ", expected more than 0");
        });
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds mandates. Not thread-safe. */
    final class Builder extends ImmutablePadMandate.Builder {
        Builder() {}

        /** Which agreement, by the host's id. */
        public Builder id(String id) {
            id(MandateId.of(id));
            return this;
        }
    }
}
