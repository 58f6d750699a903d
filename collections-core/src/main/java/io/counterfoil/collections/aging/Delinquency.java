package io.counterfoil.collections.aging;

import io.counterfoil.payments.money.Totals;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * How late a party is on a day (collections specification 4.4). Nothing of it is stored: payments, returns and holds of the past change what it was.
 * Immutable.
 */
@Value.Immutable
public interface Delinquency {

    /** The oldest due date of which anything is unpaid; empty where nothing is open. */
    Optional<LocalDate> oldestDue();

    /** Days since the oldest due date, 0 where nothing is past due. */
    int pastDueDays();

    /** Days past due that were under a hold. */
    int heldDays();

    /** Days past due less grace and held days, at least 0. */
    int delinquentDays();

    /** The last day of grace; empty while nothing is past due. */
    Optional<LocalDate> delinquentSince();

    /** What is open and past due; grace does not reduce it. */
    Totals amount();

    /** The level of the party, by its delinquent days; empty where no level has them. */
    Optional<DelinquencyLevel> level();

    /** What is open by level, each item and instalment by its own days past due less its own held days. */
    Map<DelinquencyLevel, Totals> instalmentLevels();

    /**
     * A time in which a party stood in a level of delinquency without a break.
     *
     * @param level the level
     * @param added the first day in it
     * @param lifted the first day no longer in it; empty while it lasts
     */
    record LevelInterval(DelinquencyLevel level, LocalDate added, Optional<LocalDate> lifted) {

        public LevelInterval {
            Objects.requireNonNull(level, "level");
            Objects.requireNonNull(added, "added");
            Objects.requireNonNull(lifted, "lifted");
        }
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds readings. Not thread-safe. */
    final class Builder extends ImmutableDelinquency.Builder {
        Builder() {}
    }
}
