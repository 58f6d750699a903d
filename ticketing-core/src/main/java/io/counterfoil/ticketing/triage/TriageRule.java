package io.counterfoil.ticketing.triage;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.evidence.Diagnostic;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/**
 * A condition on alerts and the route it leads to. Every condition that is given must hold; an amount condition never holds for an alert without an
 * amount or in another currency, and compares without sign. Immutable.
 */
@Value.Immutable
public interface TriageRule {

    /** For explanations; unique among the rules of one triage. */
    String name();

    /** The alert kinds it speaks of; all where it is empty. */
    Set<AlertKind> kinds();

    /** The types of subject it speaks of, such as {@code payout}; all where it is empty. */
    Set<String> subjectTypes();

    /** The mildest severity it speaks of. */
    @Value.Default
    default Diagnostic.Severity atLeast() {
        return Diagnostic.Severity.NONE;
    }

    /** The smallest amount, in either direction, that it speaks of. */
    Optional<MonetaryAmount> amountAtLeast();

    /** Where to. */
    Route route();

    /** The condition is well formed. */
    @Value.Check
    default void check() {
        if (name().isBlank()) {
            throw new IllegalArgumentException(
                    "triage rule to " + route() + " has a blank name, expected one for explanations");
        }
        amountAtLeast().filter(amount -> amount.isNegative()).ifPresent(amount -> {
            throw new IllegalArgumentException(
                    "triage rule '" + name() + "' has the negative limit " + amount + ", expected zero or more");
        });
    }

    /** Whether every condition holds. */
    default boolean matches(Alert alert) {
        return (kinds().isEmpty() || kinds().contains(alert.kind()))
                && (subjectTypes().isEmpty()
                        || subjectTypes().contains(alert.subject().type()))
                && alert.severity().compareTo(atLeast()) >= 0
                && amountAtLeast()
                        .map(limit -> alert.amount()
                                .filter(amount -> reaches(amount, limit))
                                .isPresent())
                        .orElse(true);
    }

    private static boolean reaches(MonetaryAmount amount, MonetaryAmount limit) {
        return amount.getCurrency().getCurrencyCode().equals(limit.getCurrency().getCurrencyCode())
                && magnitude(amount).compareTo(magnitude(limit)) >= 0;
    }

    private static BigDecimal magnitude(MonetaryAmount amount) {
        return amount.getNumber().numberValueExact(BigDecimal.class).abs();
    }

    /** A rule with the name, to be completed with conditions and a route. */
    static Builder named(String name) {
        return new Builder().name(name);
    }

    /** Builds rules. Not thread-safe. */
    final class Builder extends ImmutableTriageRule.Builder {
        Builder() {}

        /** Speaks of alerts of this kind; may be given several times. */
        public Builder kind(AlertKind kind) {
            return addKinds(kind);
        }

        /** Speaks of subjects of this type; may be given several times. */
        public Builder subjectType(String type) {
            return addSubjectTypes(type);
        }

        /** The finished rule with its route. */
        public TriageRule routesTo(Route route) {
            return route(route).build();
        }
    }
}
