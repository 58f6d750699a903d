package io.counterfoil.collections.metrics;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A figure that says how it came about (COL-24), or why there is none. Immutable.
 *
 * @param <T> what is measured
 */
public sealed interface Metric<T> {

    /** Which of the three it is. */
    Kind kind();

    /** The figure; empty where it is undefined. */
    Optional<T> value();

    /** How it came about. */
    Basis basis();

    /** What is known of a figure. */
    enum Kind {
        /** The figure. */
        KNOWN,
        /** The figure is this or more: the history ends before it is exhausted. */
        LOWER_BOUND,
        /** The inputs give no figure. */
        UNDEFINED
    }

    /**
     * How a figure came about.
     *
     * @param method stable name
     * @param inputs the values it was computed from, by name
     * @param population what was counted, in words
     * @param formula in words and signs
     */
    record Basis(String method, Map<String, String> inputs, String population, String formula) {
        public Basis {
            Objects.requireNonNull(method, "method");
            Objects.requireNonNull(population, "population");
            Objects.requireNonNull(formula, "formula");
            SortedMap<String, String> sorted = new TreeMap<>(inputs);
            inputs = Collections.unmodifiableSortedMap(sorted);
        }
    }

    /**
     * A figure.
     *
     * @param figure the figure
     * @param basis how it came about
     */
    record Known<T>(T figure, Basis basis) implements Metric<T> {
        @Override
        public Kind kind() {
            return Kind.KNOWN;
        }

        @Override
        public Optional<T> value() {
            return Optional.of(figure);
        }
    }

    /**
     * The least that the figure can be.
     *
     * @param figure the bound
     * @param basis how it came about
     */
    record LowerBound<T>(T figure, Basis basis) implements Metric<T> {
        @Override
        public Kind kind() {
            return Kind.LOWER_BOUND;
        }

        @Override
        public Optional<T> value() {
            return Optional.of(figure);
        }
    }

    /**
     * No figure.
     *
     * @param reason why, in words
     * @param basis what was asked for
     */
    record Undefined<T>(String reason, Basis basis) implements Metric<T> {
        @Override
        public Kind kind() {
            return Kind.UNDEFINED;
        }

        @Override
        public Optional<T> value() {
            return Optional.empty();
        }
    }
}
