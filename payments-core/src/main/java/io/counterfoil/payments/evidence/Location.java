package io.counterfoil.payments.evidence;

import java.util.Objects;

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
