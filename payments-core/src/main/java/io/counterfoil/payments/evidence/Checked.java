package io.counterfoil.payments.evidence;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A value read from data that may be bad, with everything that was found on the way.
 *
 * <p>{@link #value()} is empty only where an error made the value impossible; warnings and notes stand beside a value. Immutable.
 *
 * @param <T> the value's type
 */
public final class Checked<T> {

    private final @Nullable T value;
    private final List<Diagnostic> diagnostics;

    private Checked(@Nullable T value, List<Diagnostic> diagnostics) {
        this.value = value;
        this.diagnostics = List.copyOf(diagnostics);
    }

    /** A value without findings. */
    public static <T> Checked<T> of(T value) {
        return new Checked<>(Objects.requireNonNull(value, "value"), List.of());
    }

    /** A value with findings, in the order of the input. */
    public static <T> Checked<T> of(T value, List<Diagnostic> diagnostics) {
        return new Checked<>(Objects.requireNonNull(value, "value"), diagnostics);
    }

    /** No value; at least one finding must be an error. */
    public static <T> Checked<T> failed(List<Diagnostic> diagnostics) {
        if (diagnostics.stream().noneMatch(d -> d.level() == Diagnostic.Level.ERROR)) {
            throw new IllegalArgumentException(
                    "a failed check needs an error, got " + diagnostics.size() + " milder findings");
        }
        return new Checked<>(null, diagnostics);
    }

    /** No value, for one reason. */
    public static <T> Checked<T> failed(Diagnostic error) {
        return failed(List.of(error));
    }

    /** The value, if there is one. */
    public Optional<T> value() {
        return Optional.ofNullable(value);
    }

    /** All findings, in the order of the input. */
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    /** Tells whether no finding is an error. */
    public boolean isClean() {
        return diagnostics.stream().noneMatch(d -> d.level() == Diagnostic.Level.ERROR);
    }

    /**
     * The value, where no finding is an error.
     *
     * @throws BadDataException listing every error
     */
    public T orThrow() {
        T present = value;
        if (present == null || !isClean()) {
            throw new BadDataException(diagnostics);
        }
        return present;
    }

    @Override
    public String toString() {
        return "Checked(" + (value == null ? "no value" : value) + ", "
                + diagnostics.stream().map(d -> d.code().id()).collect(Collectors.joining(", ")) + ")";
    }

    /** Thrown by {@link Checked#orThrow()} where a caller has no use for findings as values. */
    public static final class BadDataException extends IllegalArgumentException {

        private static final long serialVersionUID = 1L;

        private final transient List<Diagnostic> diagnostics;

        /** Carries the findings; the message lists place, code and text of each. */
        public BadDataException(List<Diagnostic> diagnostics) {
            super(diagnostics.stream()
                    .map(d -> d.location() + " " + d.code().id() + ": " + d.message())
                    .collect(Collectors.joining(System.lineSeparator())));
            this.diagnostics = List.copyOf(diagnostics);
        }

        /** Every finding. */
        public List<Diagnostic> diagnostics() {
            return diagnostics;
        }
    }
}
