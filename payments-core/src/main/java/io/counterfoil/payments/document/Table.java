package io.counterfoil.payments.document;

import io.counterfoil.payments.money.Totals;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.money.MonetaryAmount;
import org.jspecify.annotations.Nullable;

/**
 * Typed cells in columns, each row with a key by which a host finds it again. Immutable.
 *
 * @param title what the rows are
 * @param columns from left to right
 * @param rows in the order in which they were given
 */
public record Table(String title, List<Column> columns, List<Row> rows) implements Document.Block {

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

    /** A typed value in a table or beside a label, formatted only when it is rendered. Immutable. */
    public sealed interface Cell {

        /** Words. */
        record Text(String value) implements Cell {}

        /** An amount, shown with its currency and decimals. */
        record Money(MonetaryAmount value) implements Cell {}

        /** Sums in several currencies, in the order of their codes. */
        record Sums(Totals value) implements Cell {}

        /** A whole number. */
        record Count(long value) implements Cell {}

        /** A number with decimals of its own. */
        record Decimal(BigDecimal value) implements Cell {}

        /** A share of one, shown in per cent with one decimal, rounded half up for display. */
        record Share(BigDecimal value) implements Cell {}

        /** A day. */
        record Day(LocalDate value) implements Cell {}

        /** An instant, shown to the minute in the zone. */
        record Moment(Instant value, ZoneId zone) implements Cell {}

        /** Words with a tone, such as a status. */
        record Mark(String value, Document.Tone tone) implements Cell {}

        /**
         * The cell for a plain value: text, amount, sums, whole or decimal number, day, enum constant or cell; null is blank.
         *
         * @throws IllegalArgumentException for any other type
         */
        static Cell of(@Nullable Object value) {
            if (value == null) {
                return new Text("");
            }
            if (value instanceof Cell cell) {
                return cell;
            }
            if (value instanceof CharSequence || value instanceof Enum) {
                return new Text(value.toString());
            }
            if (value instanceof MonetaryAmount amount) {
                return new Money(amount);
            }
            if (value instanceof Totals totals) {
                return new Sums(totals);
            }
            if (value instanceof Integer || value instanceof Long) {
                return new Count(((Number) value).longValue());
            }
            if (value instanceof BigDecimal number) {
                return new Decimal(number);
            }
            if (value instanceof LocalDate day) {
                return new Day(day);
            }
            throw new IllegalArgumentException("a table cell cannot hold a "
                    + value.getClass().getName() + ", expected text, an amount, a number, a day or a Cell");
        }
    }
}
