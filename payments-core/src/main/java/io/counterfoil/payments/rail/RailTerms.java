package io.counterfoil.payments.rail;

import io.counterfoil.payments.evidence.Code;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * What decides how long a payment can come back: its rail and, where the rail's rules ask for it, direction, receiver, PAD category or scheme.
 *
 * <p>Also the left side of a rule: terms that leave something open cover every payment that fills it in. Immutable.
 */
@Value.Immutable
public interface RailTerms {

    /** The rail. */
    Rail rail();

    /** Debit or credit, where known. */
    Optional<Direction> direction();

    /** Whose account an ACH entry reaches, where known. */
    Optional<Receiver> receiver();

    /** The category of the mandate behind a Canadian debit, where known. */
    Optional<PadCategory> padCategory();

    /** The SEPA scheme, where known. */
    Optional<SepaScheme> scheme();

    /** Terms that say the rail alone. */
    static RailTerms of(Rail rail) {
        return builder().rail(rail).build();
    }

    /** Terms that say rail and direction. */
    static RailTerms of(Rail rail, Direction direction) {
        return builder().rail(rail).direction(direction).build();
    }

    /** A Canadian pre-authorised debit of the category. */
    static RailTerms pad(PadCategory category) {
        return builder()
                .rail(Rail.EFT_CA)
                .direction(Direction.DEBIT)
                .padCategory(category)
                .build();
    }

    /** A SEPA payment of the scheme. */
    static RailTerms sepa(SepaScheme scheme) {
        return builder().rail(Rail.SEPA).scheme(scheme).build();
    }

    /** Whether everything that the pattern says holds here; what the pattern leaves open does not matter. */
    default boolean matches(RailTerms pattern) {
        return rail() == pattern.rail()
                && holds(pattern.direction(), direction())
                && holds(pattern.receiver(), receiver())
                && holds(pattern.padCategory(), padCategory())
                && holds(pattern.scheme(), scheme());
    }

    private static <T> boolean holds(Optional<T> asked, Optional<T> given) {
        return asked.isEmpty() || asked.equals(given);
    }

    /** Refuses what belongs to another rail. */
    @Value.Check
    default void check() {
        belongs("receiver", receiver(), Rail.ACH);
        belongs("PAD category", padCategory(), Rail.EFT_CA);
        belongs("scheme", scheme(), Rail.SEPA);
    }

    private void belongs(String name, Optional<?> value, Rail owner) {
        if (value.isPresent() && rail() != owner) {
            throw new IllegalArgumentException(
                    name + " " + value.orElseThrow() + " on rail " + rail() + ", expected only on " + owner);
        }
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds terms. Not thread-safe. */
    final class Builder extends ImmutableRailTerms.Builder {
        Builder() {}
    }

    /** The category of a Canadian pre-authorised debit (Payments Canada Rule H1): it decides how long the payor may claim the money back. */
    enum PadCategory implements Code {
        /** For personal, family or household purposes. */
        PERSONAL,
        /** For the payor's business. */
        BUSINESS,
        /** Between accounts of the same or of related owners. */
        CASH_MANAGEMENT;

        @Override
        public String id() {
            return "PAD." + name();
        }
    }

    /** Whose account an ACH entry reaches; consumers may claim longer (Regulation E as carried by the Nacha Rules). */
    enum Receiver implements Code {
        /** A person's account. */
        CONSUMER,
        /** An organisation's account. */
        CORPORATE;

        @Override
        public String id() {
            return "RECEIVER." + name();
        }
    }

    /** A scheme of the European Payments Council. */
    enum SepaScheme implements Code {
        /** Direct debit, open to consumers. */
        SDD_CORE,
        /** Direct debit between businesses: no refund of an authorised debit. */
        SDD_B2B,
        /** Credit transfer. */
        SCT,
        /** Instant credit transfer. */
        SCT_INST;

        @Override
        public String id() {
            return "SEPA." + name();
        }
    }
}
