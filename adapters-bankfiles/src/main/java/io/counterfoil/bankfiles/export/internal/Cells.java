package io.counterfoil.bankfiles.export.internal;

import io.counterfoil.payments.document.Table;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.money.Amounts;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.money.CurrencyUnit;
import javax.xml.stream.XMLStreamException;

/** The cells of a table as a spreadsheet shows and gives them back. A column of amounts in one currency has it in its label. Immutable. */
public final class Cells {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
    private static final long LATEST_SERIAL = 2_958_465;

    private final List<String> labels;
    private final List<Optional<CurrencyUnit>> currencies;

    private Cells(List<String> labels, List<Optional<CurrencyUnit>> currencies) {
        this.labels = labels;
        this.currencies = currencies;
    }

    /** Of the table. */
    public static Cells of(Table table) {
        List<String> labels = new ArrayList<>();
        List<Optional<CurrencyUnit>> currencies = new ArrayList<>();
        Set<String> used = new HashSet<>();
        for (int i = 0; i < table.columns().size(); i++) {
            int column = i;
            Set<CurrencyUnit> units = table.rows().stream()
                    .map(row -> row.cells().get(column))
                    .filter(Table.Cell.Money.class::isInstance)
                    .map(cell -> ((Table.Cell.Money) cell).value().getCurrency())
                    .collect(Collectors.toSet());
            Optional<CurrencyUnit> one =
                    units.size() == 1 ? Optional.of(units.iterator().next()) : Optional.empty();
            currencies.add(one);
            String label = table.columns().get(i).label()
                    + one.map(unit -> " (" + unit.getCurrencyCode() + ")").orElse("");
            labels.add(
                    used.add(label)
                            ? label
                            : label + " [" + table.columns().get(i).key() + "]");
        }
        return new Cells(List.copyOf(labels), List.copyOf(currencies));
    }

    /** What stands above each column. */
    public List<String> labels() {
        return labels;
    }

    /** Tells states of a row apart. */
    public static String mark(Table.Row row) {
        return Sha256.ofFields(
                        row.key(), row.cells().stream().map(Object::toString).toList())
                .shortHex();
    }

    /** Whether the cell holds words. */
    public static boolean isWords(Table.Cell cell) {
        return cell instanceof Table.Cell.Text || cell instanceof Table.Cell.Mark;
    }

    /** Whether the cell is a number in a spreadsheet. */
    public boolean isNumber(int column, Table.Cell cell) {
        return cell instanceof Table.Cell.Count
                || cell instanceof Table.Cell.Decimal
                || cell instanceof Table.Cell.Share
                || (cell instanceof Table.Cell.Money && currencies.get(column).isPresent());
    }

    /** The cell as text. */
    public String plain(int column, Table.Cell cell) {
        if (cell instanceof Table.Cell.Text words) {
            return words.value();
        }
        if (cell instanceof Table.Cell.Mark mark) {
            return mark.value();
        }
        if (cell instanceof Table.Cell.Money money) {
            return currencies.get(column).isPresent() ? Amounts.plain(money.value()) : Amounts.text(money.value());
        }
        if (cell instanceof Table.Cell.Sums sums) {
            return sums.value().amounts().stream().map(Amounts::text).collect(Collectors.joining(", "));
        }
        if (cell instanceof Table.Cell.Count count) {
            return Long.toString(count.value());
        }
        if (cell instanceof Table.Cell.Decimal number) {
            return number.value().toPlainString();
        }
        if (cell instanceof Table.Cell.Share share) {
            return share.value().toPlainString();
        }
        if (cell instanceof Table.Cell.Day day) {
            return day.value().toString();
        }
        Table.Cell.Moment moment = (Table.Cell.Moment) cell;
        return MOMENT.format(moment.value().atZone(moment.zone()));
    }

    /** Writes the cell with its type. */
    public void write(int column, Table.Cell cell, Workbook book) throws XMLStreamException {
        if (cell instanceof Table.Cell.Day day && !day.value().isBefore(LocalDate.of(1900, 3, 1))) {
            book.day(day.value());
        } else if (isNumber(column, cell)) {
            book.number(new BigDecimal(plain(column, cell)), format(column, cell));
        } else {
            book.text(plain(column, cell));
        }
    }

    private String format(int column, Table.Cell cell) {
        if (cell instanceof Table.Cell.Money) {
            int digits = currencies.get(column).orElseThrow().getDefaultFractionDigits();
            return digits == 0 ? "#,##0" : "#,##0." + "0".repeat(digits);
        }
        return cell instanceof Table.Cell.Share ? "0.0%" : "";
    }

    /** What a person left in the place of the cell, as {@link #plain} would say it. */
    public String read(Table.Cell was, String text, boolean serialDays) {
        String stripped = text.strip();
        if (was instanceof Table.Cell.Day && serialDays && stripped.matches("[0-9]{1,7}(\\.0+)?")) {
            long serial = new BigDecimal(stripped).longValue();
            return serial <= LATEST_SERIAL ? Workbook.ofSerial(serial).toString() : stripped;
        }
        return isWords(was) ? text : stripped;
    }

    /** Whether both say the same: numbers by their value, days by their day. */
    public boolean isSame(Table.Cell was, String before, String after) {
        if (before.equals(after)) {
            return true;
        }
        if (isWords(was)) {
            return lines(before).equals(lines(after));
        }
        try {
            return was instanceof Table.Cell.Day
                    ? LocalDate.parse(before).equals(LocalDate.parse(after))
                    : isDecimal(before) && isDecimal(after) && number(before).compareTo(number(after)) == 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static String lines(String words) {
        return words.replace("\r\n", "\n").replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "");
    }

    /** Spreadsheets keep fifteen digits. */
    private static BigDecimal number(String text) {
        return new BigDecimal(text).round(new MathContext(15, RoundingMode.HALF_EVEN));
    }

    private static boolean isDecimal(String text) {
        return text.matches("[+-]?[0-9]{1,30}(\\.[0-9]{1,30})?([eE][+-]?[0-9]{1,2})?");
    }
}
