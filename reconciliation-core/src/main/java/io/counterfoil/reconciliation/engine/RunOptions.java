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

    /** Asked between passes, and within large ones, whether to stop; the result is then marked as cancelled and has no certificate. */
    Optional<BooleanSupplier> cancelled();

    /**
     * A run of the same plan over most of the same items: only what hangs together with items that came, went or changed since is matched again. The result is that of
     * a run without it; a run of another plan, calendar or limits, a cancelled one, and plans with declared groups have no use for it.
     */
    Optional<Reconciliation> earlier();

    /** Told how far the run is, on the caller's thread. */
    Optional<Progress> progress();

    /** How many threads match, the caller's among them; 1 unless it is set. The result is the same with any number. */
    @Value.Default
    default int threads() {
        return 1;
    }

    @Value.Check
    default void check() {
        if (threads() < 1 || threads() > 256) {
            throw new IllegalArgumentException("threads " + threads() + ", expected 1 to 256");
        }
    }

    /** Is told how far a run is. */
    @FunctionalInterface
    interface Progress {
        /** So many of so many equal parts of the pass, or of it and the passes that run with it, are done. */
        void reached(String pass, long done, long of);
    }

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
