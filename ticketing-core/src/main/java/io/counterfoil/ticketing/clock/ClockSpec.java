package io.counterfoil.ticketing.clock;

import io.counterfoil.ticketing.ticket.TicketStatus;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** One clock of a policy: what it measures, how much it may use, when it stands still. Immutable. */
@Value.Immutable
public interface ClockSpec {

    /** What it measures. */
    ClockKind kind();

    /** How much it may use. */
    ClockTarget target();

    /** The statuses in which it stands still; unset, the kind's own. */
    Optional<Set<TicketStatus>> pausedIn();

    /** The host's reasons that let it stand still beside the status; two at a time count once. */
    Set<String> pausedBy();

    /** How much business time it may stand still; what goes beyond runs. Unlimited where it is empty. */
    Optional<Duration> pauseCap();

    /** What happens when a solved ticket is opened again. */
    @Value.Default
    default SlaPolicy.Reopen reopen() {
        return SlaPolicy.Reopen.ALL_CYCLES;
    }

    /** The points before the target at which somebody is told. */
    List<Level> levels();

    /** Whether {@link ClockKind#NEXT_REPLY} may begin with the first customer message, before any agent reply. */
    @Value.Default
    default boolean includesFirst() {
        return false;
    }

    /** The statuses in which it stands still. */
    default Set<TicketStatus> pausingStatuses() {
        return pausedIn().orElse(kind().defaultPausedIn());
    }

    /** The cap is an amount. */
    @Value.Check
    default void check() {
        pauseCap().filter(Duration::isNegative).ifPresent(cap -> {
            throw new IllegalArgumentException("pause cap of " + kind() + " is " + cap + ", expected zero or more");
        });
    }

    /** A clock with the defaults of its kind. */
    static ClockSpec of(ClockKind kind, ClockTarget target) {
        return builder().kind(kind).target(target).build();
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /**
     * A point of a clock before its target: a share of the target used, or so much of it left.
     *
     * @param share between 0 and 1; null where it is told by what is left
     * @param left what is left; null where it is told by the share
     */
    record Level(@Nullable BigDecimal share, @Nullable Duration left) {

        public Level {
            boolean good = share == null
                    ? left != null && !left.isNegative()
                    : left == null && share.signum() >= 0 && share.compareTo(BigDecimal.ONE) <= 0;
            if (!good) {
                throw new IllegalArgumentException("level at share " + share + " and " + left
                        + " left, expected one of them, a share from 0 to 1 or time that is not negative");
            }
        }

        /** When that share of the target is used, as in {@code "0.75"}. */
        public static Level share(String share) {
            return new Level(new BigDecimal(share), null);
        }

        /** When so much of the target is left. */
        public static Level left(Duration amount) {
            return new Level(null, amount);
        }

        /** Its name in keys and notices: {@code 75%} or {@code PT1H left}. */
        public String name() {
            return share == null
                    ? left + " left"
                    : share.movePointRight(2).stripTrailingZeros().toPlainString() + "%";
        }

        /** How much of the target is used at it; nothing where more than the target would have to be left. */
        public Duration used(Duration target) {
            if (left != null) {
                return left.compareTo(target) > 0 ? Duration.ZERO : target.minus(left);
            }
            BigDecimal nanos = BigDecimal.valueOf(target.getSeconds())
                    .movePointRight(9)
                    .add(BigDecimal.valueOf(target.getNano()))
                    .multiply(Objects.requireNonNull(share))
                    .setScale(0, RoundingMode.DOWN);
            BigDecimal[] parts = nanos.divideAndRemainder(BigDecimal.TEN.pow(9));
            return Duration.ofSeconds(parts[0].longValueExact(), parts[1].longValueExact());
        }
    }

    /** Builds clocks of a policy. Not thread-safe. */
    final class Builder extends ImmutableClockSpec.Builder {
        Builder() {}
    }
}
