package io.counterfoil.ticketing.scorecard;

import io.counterfoil.ticketing.survey.SurveyLog.HappinessReading;
import io.counterfoil.ticketing.ticket.CloseReason;
import java.time.Duration;
import java.util.Set;
import org.immutables.value.Value;

/** How a scorecard counts; part of what two reports must share to be put together. Immutable. */
@Value.Immutable
interface Options {

    @Value.Default
    default Set<CloseReason> excluded() {
        return Set.of(CloseReason.DUPLICATE, CloseReason.MERGED, CloseReason.SPAM, CloseReason.TEST);
    }

    /** Whether tickets count by the day of their creation. */
    @Value.Default
    default boolean byCreation() {
        return false;
    }

    @Value.Default
    default Duration reopenWindow() {
        return Duration.ofDays(7);
    }

    @Value.Default
    default Duration shortAbandon() {
        return Duration.ofSeconds(5);
    }

    @Value.Default
    default Duration answerTarget() {
        return Duration.ofSeconds(20);
    }

    @Value.Default
    default Duration sessionTimeout() {
        return Duration.ofMinutes(30);
    }

    @Value.Default
    default HappinessReading reading() {
        return HappinessReading.SHARE_GREAT;
    }

    /** Whether the contract names the reading. */
    @Value.Default
    default boolean readingNamed() {
        return false;
    }

    static ImmutableOptions.Builder builder() {
        return ImmutableOptions.builder();
    }
}
