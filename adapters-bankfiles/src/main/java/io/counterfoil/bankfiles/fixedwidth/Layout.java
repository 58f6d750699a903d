package io.counterfoil.bankfiles.fixedwidth;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The columns of one kind of record. Numbers are filled with zeros on the left, texts with blanks on the right; columns of no field are blank. A field that was
 * read and is not in this form keeps its characters, so that what was read is written with the same bytes. Immutable.
 */
public final class Layout {

    private final String name;
    private final int width;
    private final Map<String, Field> fields;

    private Layout(String name, int width, Map<String, Field> fields) {
        this.name = name;
        this.width = width;
        this.fields = fields;
    }

    /**
     * A layout from a description: fields separated by blanks, each {@code name:from-to} with {@code #} after it where it is a number.
     *
     * @throws IllegalArgumentException where a field leaves the width or overlaps another
     */
    public static Layout of(String name, int width, String description) {
        Map<String, Field> fields = new LinkedHashMap<>();
        boolean[] taken = new boolean[width + 1];
        for (String part : description.split(" ", -1)) {
            boolean number = part.endsWith("#");
            int colon = part.indexOf(':');
            int dash = part.indexOf('-', colon);
            String columns = number ? part.substring(0, part.length() - 1) : part;
            int from = Integer.parseInt(columns.substring(colon + 1, dash < 0 ? columns.length() : dash));
            int to = dash < 0 ? from : Integer.parseInt(columns.substring(dash + 1));
            if (from < 1 || to > width || to < from) {
                throw new IllegalArgumentException(
                        "field " + part + " of record " + name + ", expected columns 1 to " + width);
            }
            for (int column = from; column <= to; column++) {
                if (taken[column]) {
                    throw new IllegalArgumentException(
                            "field " + part + " of record " + name + " overlaps another in column " + column);
                }
                taken[column] = true;
            }
            fields.put(part.substring(0, colon), new Field(from, to, number));
        }
        return new Layout(name, width, fields);
    }

    /** An empty record: numbers are zero, texts blank. */
    public Line blank() {
        Line line = new Line(this);
        fields.forEach((field, columns) -> {
            if (columns.number()) {
                line.put(field, 0);
            }
        });
        return line;
    }

    /** The record that is written there. */
    public Line read(FixedLine written) {
        Line line = new Line(this);
        Arrays.fill(line.characters, ' ');
        String text = written.raw(1, width);
        text.getChars(0, text.length(), line.characters, 0);
        return line;
    }

    private Field field(String field) {
        Field found = fields.get(field);
        if (found == null) {
            throw new IllegalArgumentException("record " + name + " has no field " + field);
        }
        return found;
    }

    /** The widest text of a field. */
    public int width(String field) {
        Field columns = field(field);
        return columns.to() - columns.from() + 1;
    }

    private record Field(int from, int to, boolean number) {}

    /** One record in the layout. Not thread-safe. */
    public static final class Line {

        private final Layout layout;
        private final char[] characters;

        private Line(Layout layout) {
            this.layout = layout;
            this.characters = new char[layout.width];
            Arrays.fill(characters, ' ');
        }

        /** A number, filled with zeros. */
        public Line put(String field, long number) {
            Field columns = layout.field(field);
            int width = columns.to() - columns.from() + 1;
            String digits = Long.toString(number);
            if (number < 0 || digits.length() > width) {
                throw new IllegalArgumentException("field " + field + " of record " + layout.name + " has " + width
                        + " columns, expected a number that fits");
            }
            Arrays.fill(characters, columns.from() - 1, columns.to() - digits.length(), '0');
            digits.getChars(0, digits.length(), characters, columns.to() - digits.length());
            return this;
        }

        /** A text, filled with blanks and cut where it is too long. */
        public Line put(String field, String text) {
            Field columns = layout.field(field);
            int width = columns.to() - columns.from() + 1;
            String fitting = text.length() <= width ? text : text.substring(0, width);
            Arrays.fill(characters, columns.from() - 1, columns.to(), ' ');
            fitting.getChars(0, fitting.length(), characters, columns.from() - 1);
            return this;
        }

        /** The text of a field without blanks around it. */
        public String text(String field) {
            Field columns = layout.field(field);
            return new String(characters, columns.from() - 1, columns.to() - columns.from() + 1).strip();
        }

        /** The number of a field; -1 where it is none. */
        public long number(String field) {
            Field columns = layout.field(field);
            long value = 0;
            for (int i = columns.from() - 1; i < columns.to(); i++) {
                if (characters[i] < '0' || characters[i] > '9' || value > Long.MAX_VALUE / 100) {
                    return -1;
                }
                value = value * 10 + characters[i] - '0';
            }
            return value;
        }

        /** The same record, to be changed on its own. */
        public Line copy() {
            Line other = new Line(layout);
            System.arraycopy(characters, 0, other.characters, 0, characters.length);
            return other;
        }

        /** The kind of record. */
        public String kind() {
            return layout.name;
        }

        /** All columns. */
        public String written() {
            return new String(characters);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Line that && written().equals(that.written());
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(characters);
        }

        /** The kind alone: records hold account numbers. */
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "record %s of %d columns", layout.name, layout.width);
        }
    }
}
