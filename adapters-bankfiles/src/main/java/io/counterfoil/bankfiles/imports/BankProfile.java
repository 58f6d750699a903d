package io.counterfoil.bankfiles.imports;

import io.counterfoil.bankfiles.csv.CsvProfile;
import java.util.Optional;
import org.immutables.value.Value;

/** How one bank departs from the standards; what it does not name is read by the standard. Immutable. */
@Value.Immutable
public interface BankProfile {

    /** Name of the bank or feed. */
    String id();

    /** camt: whether a reversal indicator turns the sign round, against the standard; false. */
    @Value.Default
    default boolean invertOnReversal() {
        return false;
    }

    /** How its tables are read. */
    Optional<CsvProfile> csv();

    /** A profile that changes nothing. */
    static BankProfile standard() {
        return builder("standard").build();
    }

    /** A bank known by its table alone. */
    static BankProfile of(CsvProfile csv) {
        return builder(csv.id()).csv(csv).build();
    }

    /** A builder of a profile with the name. */
    static Builder builder(String id) {
        return new Builder().id(id);
    }

    /** Builds profiles. Not thread-safe. */
    final class Builder extends ImmutableBankProfile.Builder {
        Builder() {}
    }
}
