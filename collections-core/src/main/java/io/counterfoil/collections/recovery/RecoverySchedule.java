package io.counterfoil.collections.recovery;

import io.counterfoil.payments.calendar.BusinessCalendar;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** When failed payments are tried again (collections specification 4.18). Days count from the first failure. Immutable. */
@Value.Immutable
public interface RecoverySchedule {

    /** How many tries any schedule may have. */
    int MOST_RETRIES = 8;

    /** On which days after the first failure; strictly rising. 1, 3, 5 and 7 in {@link #standard()}. */
    List<Integer> retryDays();

    /** How many tries at most, up to 8; a code's own cap may be lower. 4 unless stated. */
    @Value.Default
    default int maxRetries() {
        return 4;
    }

    /** In how many days after the first failure. 14 unless stated. */
    @Value.Default
    default int withinDays() {
        return 14;
    }

    /** How many hours later a provider that was out of reach is tried again. 4 unless stated. */
    @Value.Default
    default int transientHours() {
        return 4;
    }

    /** On which days the rail works: a closed day moves to the next open one; all days unless given. */
    Optional<BusinessCalendar> calendar();

    /** Days 1, 3, 5 and 7, at most 4 tries in 14 days. */
    static RecoverySchedule standard() {
        return builder().retryDays(List.of(1, 3, 5, 7)).build();
    }

    /** Days must rise, counts must make sense. */
    @Value.Check
    default void check() {
        int before = 0;
        for (int day : retryDays()) {
            if (day <= before) {
                throw new IllegalArgumentException(
                        "retry days " + retryDays() + ", expected days from 1 on, each after the one before");
            }
            before = day;
        }
        if (maxRetries() < 0 || maxRetries() > MOST_RETRIES || withinDays() < 0 || transientHours() < 1) {
            throw new IllegalArgumentException("at most " + maxRetries() + " retries in " + withinDays() + " days, "
                    + transientHours() + " hours apart, expected 0 to " + MOST_RETRIES
                    + " retries, 0 days or more, 1 hour or more");
        }
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** A builder that begins with this schedule. */
    default Builder toBuilder() {
        return builder().from(this);
    }

    /** Builds schedules. Not thread-safe. */
    final class Builder extends ImmutableRecoverySchedule.Builder {
        Builder() {}
    }
}
