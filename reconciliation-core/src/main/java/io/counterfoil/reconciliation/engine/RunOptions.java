package io.counterfoil.reconciliation.engine;

import io.counterfoil.reconciliation.item.Side;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.immutables.value.Value;

/** What a single run knows beside its items. Immutable. */
@Value.Immutable
public interface RunOptions {

    /** The day up to which the left source is complete, that day included; empty where all there is to come is here. */
    Optional<LocalDate> leftCompleteTo();

    /** The day up to which the right source is complete, that day included; empty where all there is to come is here. */
    Optional<LocalDate> rightCompleteTo();

    /** Asked between passes whether to stop; the result is then marked as cancelled and has no certificate. */
    Optional<BooleanSupplier> cancelled();

    /** The watermark of the side. */
    default Optional<LocalDate> completeTo(Side side) {
        return side == Side.LEFT ? leftCompleteTo() : rightCompleteTo();
    }

    /** Nothing more to come, never cancelled. */
    static RunOptions none() {
        return builder().build();
    }

    /** A builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds options. */
    final class Builder extends ImmutableRunOptions.Builder {
        Builder() {}
    }
}
