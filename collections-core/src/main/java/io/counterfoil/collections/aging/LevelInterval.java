package io.counterfoil.collections.aging;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * A time in which a party stood in a level of delinquency without a break.
 *
 * @param level the level
 * @param added the first day in it
 * @param lifted the first day no longer in it; empty while it lasts
 */
public record LevelInterval(DelinquencyLevel level, LocalDate added, Optional<LocalDate> lifted) {

    public LevelInterval {
        Objects.requireNonNull(level, "level");
        Objects.requireNonNull(added, "added");
        Objects.requireNonNull(lifted, "lifted");
    }
}
