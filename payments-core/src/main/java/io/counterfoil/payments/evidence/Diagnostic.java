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

    /**
     * A place in an input: where a person would look.
     *
     * @param source name of the file or feed
     * @param line from 1; 0 where the input has no lines or the place is the whole source
     * @param column from 1; 0 for the whole line
     * @param offset bytes from the start of the source; -1 where it is not known
     * @param field name or path of the field; empty for the whole record
     */
    public record Location(String source, long line, int column, long offset, String field) {

        public Location {
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(field, "field");
        }

        /** The whole source. */
        public static Location of(String source) {
            return new Location(source, 0, 0, -1, "");
        }

        /** A line of the source. */
        public static Location of(String source, long line) {
            return new Location(source, line, 0, -1, "");
        }

        /** A line and a column of the source. */
        public static Location of(String source, long line, int column) {
            return new Location(source, line, column, -1, "");
        }

        /** The same place, in the given field. */
        public Location field(String name) {
            return new Location(source, line, column, offset, name);
        }

        /** Reads as {@code file.csv:12:4 amount}. */
        @Override
        public String toString() {
            StringBuilder text = new StringBuilder(source);
            if (line > 0) {
                text.append(':').append(line);
                if (column > 0) {
                    text.append(':').append(column);
                }
            } else if (offset >= 0) {
                text.append('@').append(offset);
            }
            if (!field.isEmpty()) {
                text.append(' ').append(field);
            }
            return text.toString();
        }
    }

    /** How urgently a person must look, mildest first. */
    public enum Severity {
        /** Nothing to do. */
        NONE,
        LOW,
        MEDIUM,
        HIGH,
        /** At once: money may be leaving or a proof is broken. */
        CRITICAL
    }
}
