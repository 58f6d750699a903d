package io.counterfoil.payments.document;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Typed cells in columns, each row with a key by which a host finds it again. Immutable.
 *
 * @param title what the rows are
 * @param columns from left to right
 * @param rows in the order in which they were given
 */
public record Table(String title, List<Column> columns, List<Row> rows) implements Block {

    public Table {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        Set<String> keys = new HashSet<>();
        for (Row row : rows) {
            if (row.cells().size() != columns.size()) {
                throw new IllegalArgumentException("row '" + row.key() + "' of table '" + title + "' has "
                        + row.cells().size() + " cells, expected " + columns.size());
            }
            if (!keys.add(row.key())) {
                throw new IllegalArgumentException(
                        "row key '" + row.key() + "' stands twice in table '" + title + "', expected unique keys");
            }
        }
    }

    /** A table with the title. */
    public static Builder titled(String title) {
        return new Builder(title);
    }

    /**
     * A column.
     *
     * @param key stable name, for programs
     * @param label for people
     * @param numeric whether its values line up at the right
     */
    public record Column(String key, String label, boolean numeric) {}

    /**
     * A row.
     *
     * @param key unique in the table
     * @param cells one a column
     */
    public record Row(String key, List<Cell> cells) {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /** Builds tables: columns first, then rows. Not thread-safe. */
    public static final class Builder {

        private final String title;
        private final List<Column> columns = new ArrayList<>();
        private final List<Row> rows = new ArrayList<>();

        private Builder(String title) {
            this.title = title;
        }

        /** A column of words, days or marks. */
        public Builder text(String key, String label) {
            columns.add(new Column(key, label, false));
            return this;
        }

        /** A column of amounts, counts or shares. */
        public Builder number(String key, String label) {
            columns.add(new Column(key, label, true));
            return this;
        }

        /** A row of values, each as {@link Cell#of} takes it; null is blank. */
        public Builder row(String key, @Nullable Object... values) {
            rows.add(new Row(key, Arrays.stream(values).map(Cell::of).toList()));
            return this;
        }

        /** The table. */
        public Table build() {
            return new Table(title, columns, rows);
        }
    }
}
