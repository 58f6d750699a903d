package io.counterfoil.payments.evidence;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The answer of an engine that abstains rather than guesses: one reading, several, none, or a search that was cut short.
 *
 * @param <T> what was looked for
 */
public sealed interface Resolution<T> {

    /** Runs the consumer on the value where there is exactly one. */
    default void ifUnique(Consumer<? super T> consumer) {
        if (this instanceof Unique<T> unique) {
            consumer.accept(unique.value());
        }
    }

    /** Folds the four outcomes to one value. */
    default <R> R fold(
            Function<? super Unique<T>, ? extends R> unique,
            Function<? super Ambiguous<T>, ? extends R> ambiguous,
            Function<? super None<T>, ? extends R> none,
            Function<? super Truncated<T>, ? extends R> truncated) {
        if (this instanceof Unique<T> one) {
            return unique.apply(one);
        }
        if (this instanceof Ambiguous<T> several) {
            return ambiguous.apply(several);
        }
        if (this instanceof None<T> nothing) {
            return none.apply(nothing);
        }
        return truncated.apply((Truncated<T>) this);
    }

    /** Which of the four it is. */
    default Kind kind() {
        return fold(u -> Kind.UNIQUE, a -> Kind.AMBIGUOUS, n -> Kind.NONE, t -> Kind.TRUNCATED);
    }

    /** The four outcomes. */
    enum Kind {
        UNIQUE,
        AMBIGUOUS,
        NONE,
        TRUNCATED
    }

    /**
     * Exactly one reading.
     *
     * @param value the reading
     * @param evidence why it and no other
     */
    record Unique<T>(T value, Evidence evidence) implements Resolution<T> {}

    /**
     * Several readings, equally good.
     *
     * @param alternatives in the order of their content, never of the input; not all of them where the count is larger
     * @param count how many there are
     * @param evidence what they have in common
     */
    record Ambiguous<T>(List<T> alternatives, SolutionCount count, Evidence evidence) implements Resolution<T> {
        public Ambiguous {
            alternatives = List.copyOf(alternatives);
        }
    }

    /**
     * No reading, after a complete search.
     *
     * @param obstacles why not, strongest first
     */
    record None<T>(List<Obstacle> obstacles) implements Resolution<T> {
        public None {
            obstacles = List.copyOf(obstacles);
        }
    }

    /**
     * The search was cut by a limit: neither "none" nor "unique" may be concluded.
     *
     * @param best the best readings so far
     * @param limit which limit
     * @param explored how many candidates were looked at
     */
    record Truncated<T>(List<T> best, Code limit, long explored) implements Resolution<T> {
        public Truncated {
            best = List.copyOf(best);
        }
    }

    /**
     * How many readings there are.
     *
     * @param items counted by the items taken: every set of items is its own solution
     * @param compositions counted by what the items look like: interchangeable items are one
     * @param exact false where counting stopped at a limit; the figures are then lower bounds
     */
    record SolutionCount(long items, long compositions, boolean exact) {

        public SolutionCount {
            if (items < 0 || compositions < 0 || compositions > items) {
                throw new IllegalArgumentException("counts " + items + " by items and " + compositions
                        + " by compositions, expected 0 <= compositions <= items");
            }
        }

        /** So many readings, counted to the end, none of them alike. */
        public static SolutionCount exactly(long n) {
            return new SolutionCount(n, n, true);
        }
    }
}
