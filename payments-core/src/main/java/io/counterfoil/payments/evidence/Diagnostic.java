package io.counterfoil.payments.evidence;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A finding about input: what is wrong, where, and how grave it is. Reading goes on after it.
 *
 * @param level how grave
 * @param code stable
 * @param message what is wrong with name and value, then what was expected; account numbers show four digits, card numbers never appear
 * @param location where
 * @param attributes the values the message speaks of
 */
public record Diagnostic(Level level, Code code, String message, Location location, Map<String, String> attributes) {

    public Diagnostic {
        Objects.requireNonNull(level, "level");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(location, "location");
        attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    }

    /** A finding that makes the record or the proof bad. */
    public static Diagnostic error(Code code, String message, Location location) {
        return new Diagnostic(Level.ERROR, code, message, location, Map.of());
    }

    /** A finding that a person should see; values and proofs stand. */
    public static Diagnostic warning(Code code, String message, Location location) {
        return new Diagnostic(Level.WARNING, code, message, location, Map.of());
    }

    /** A departure that changes nothing. */
    public static Diagnostic note(Code code, String message, Location location) {
        return new Diagnostic(Level.NOTE, code, message, location, Map.of());
    }

    /** How grave a finding is, mildest first. */
    public enum Level {
        NOTE,
        WARNING,
        ERROR
    }
}
