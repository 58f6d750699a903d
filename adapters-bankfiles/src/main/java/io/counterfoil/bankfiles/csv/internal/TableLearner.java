package io.counterfoil.bankfiles.csv.internal;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import io.counterfoil.bankfiles.csv.CsvProfile;
import io.counterfoil.bankfiles.csv.SignMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.money.CurrencyUnit;

/**
 * Profiles that could read a table, the likeliest first: which mark parts cells, which row names them, how days and numbers are written, which column is the amount
 * and which the balance. Whether they do read it is for a proof to say. Not thread-safe: one sample.
 */
public final class TableLearner {

    private static final char[] DELIMITERS = {',', ';', '\t', '|'};
    private static final List<String> DATE_PATTERNS = List.of(
            "yyyy-MM-dd",
            "dd.MM.yyyy",
            "dd/MM/yyyy",
            "MM/dd/yyyy",
            "d/M/yyyy",
            "M/d/yyyy",
            "d.M.yyyy",
            "dd-MM-yyyy",
            "MM-dd-yyyy",
            "yyyy/MM/dd",
            "yyyyMMdd",
            "dd.MM.yy",
            "dd/MM/yy",
            "MM/dd/yy",
            "dd MMM yyyy",
            "d MMM yyyy",
            "MMM d, yyyy");
    /** Decimal mark and mark between groups; a blank mark means none. */
    private static final String[] NUMBER_STYLES = {". ", ".,", ", ", ",.", ".'", ".\u00A0", ",\u00A0"};

    private static final Pattern AMOUNT_NAME =
            Pattern.compile("amount|betrag|umsatz|montant|importe|bedrag|value|cad\\$|usd\\$|total");
    private static final Pattern BALANCE_NAME = Pattern.compile("balance|saldo|solde");
    private static final Pattern DEBIT_NAME = Pattern.compile("debit|withdraw|paid out|out|soll|d[eé]bit|ausgang");
    private static final Pattern CREDIT_NAME = Pattern.compile("credit|deposit|paid in|in|haben|cr[eé]dit|eingang");
    private static final Pattern VALUE_DATE_NAME = Pattern.compile("value|valuta|valeur|wert");
    private static final Set<String> DEBIT_FLAGS =
            Set.of("d", "dr", "db", "debit", "dbit", "s", "soll", "af", "out", "withdrawal");
    private static final Set<String> CREDIT_FLAGS =
            Set.of("c", "cr", "credit", "crdt", "h", "haben", "bij", "in", "deposit");
    private static final int MOST_CANDIDATES = 120;
    private static final int MOST_ROWS = 400;

    private final List<String> lines;
    private final boolean whole;
    private final CurrencyUnit currency;
    private final List<CsvProfile> found = new ArrayList<>();

    /**
     * A learner of a sample.
     *
     * @param lines the first physical lines
     * @param whole whether these are all
     * @param currency of the account
     */
    public TableLearner(List<String> lines, boolean whole, CurrencyUnit currency) {
        this.lines = List.copyOf(lines);
        this.whole = whole;
        this.currency = currency;
    }

    /** Every profile that could fit. */
    public List<CsvProfile> candidates() {
        for (char delimiter : DELIMITERS) {
            layout(delimiter).ifPresent(this::learn);
        }
        return List.copyOf(new LinkedHashSet<>(found));
    }

    /** Where rows of the commonest width begin and end. */
    private Optional<Layout> layout(char delimiter) {
        List<List<String>> rows = new ArrayList<>();
        TreeMap<Integer, Integer> widths = new TreeMap<>();
        for (String line : lines.subList(0, Math.min(lines.size(), MOST_ROWS))) {
            List<String> cells = cells(line, delimiter);
            rows.add(cells);
            if (cells.size() > 1) {
                widths.merge(cells.size(), 1, Integer::sum);
            }
        }
        int width = 0;
        for (int candidate : widths.keySet()) {
            width = widths.getOrDefault(width, 0) <= widths.getOrDefault(candidate, 0) ? candidate : width;
        }
        int common = width;
        int first = 0;
        while (first < rows.size() && rows.get(first).size() != common) {
            first++;
        }
        int last = rows.size();
        while (last > first && rows.get(last - 1).size() != common) {
            last--;
        }
        if (common < 2 || first == last) {
            return Optional.empty();
        }
        boolean header = rows.get(first).stream().noneMatch(TableLearner::isFigure)
                && rows.get(first).stream().filter(cell -> !cell.isBlank()).count() > 1;
        List<String> names = new ArrayList<>();
        for (int i = 0; i < common; i++) {
            names.add(header ? rows.get(first).get(i).strip() : Integer.toString(i + 1));
        }
        List<List<String>> data = new ArrayList<>();
        for (List<String> row : rows.subList(header ? first + 1 : first, last)) {
            if (row.size() == common && row.stream().anyMatch(cell -> !cell.isBlank())) {
                data.add(row);
            }
        }
        int footer = 0;
        for (int i = lines.size(); whole && i > last && i <= rows.size(); i--) {
            footer++;
        }
        boolean usable = !data.isEmpty() && new TreeSet<>(names).size() == names.size();
        return usable ? Optional.of(new Layout(delimiter, header, first, footer, names, data)) : Optional.empty();
    }

    private static List<String> cells(String line, char delimiter) {
        try {
            return line.isBlank()
                    ? List.of()
                    : CsvReader.builder()
                            .fieldSeparator(delimiter)
                            .ofSingleCsvRecord(line)
                            .getFields();
        } catch (CsvParseException e) {
            return List.of();
        }
    }

    private static boolean isFigure(String cell) {
        return cell.chars().filter(Character::isDigit).count() * 2
                > cell.strip().length();
    }

    private void learn(Layout layout) {
        for (int column = 0; column < layout.names().size(); column++) {
            for (String pattern : DATE_PATTERNS) {
                if (found.size() < MOST_CANDIDATES && isDate(layout, column, pattern)) {
                    amounts(layout, column, pattern);
                }
            }
        }
    }

    private static boolean isDate(Layout layout, int column, String pattern) {
        DateTimeFormatter format = DateTimeFormatter.ofPattern(pattern.replace('y', 'u'), Locale.ROOT)
                .withResolverStyle(ResolverStyle.STRICT);
        for (List<String> row : layout.data()) {
            try {
                LocalDate.parse(row.get(column).strip(), format);
            } catch (DateTimeException e) {
                return false;
            }
        }
        return true;
    }

    private void amounts(Layout layout, int date, String pattern) {
        for (String style : NUMBER_STYLES) {
            DecimalText numbers = new DecimalText(
                    style(profile(layout, date, pattern).amount("1"), style).build());
            List<Integer> filled = new ArrayList<>();
            List<Integer> partly = new ArrayList<>();
            for (int column = 0; column < layout.names().size(); column++) {
                if (column == date || isDateLike(layout, column)) {
                    continue;
                }
                long read = count(layout, column, numbers);
                if (read == layout.data().size()) {
                    filled.add(column);
                } else if (read > 0
                        && read + blanks(layout, column) == layout.data().size()) {
                    partly.add(column);
                }
            }
            combine(layout, date, pattern, style, filled, partly);
        }
    }

    private static long count(Layout layout, int column, DecimalText numbers) {
        return layout.data().stream()
                .map(row -> row.get(column).strip())
                .filter(cell -> !cell.isEmpty() && numbers.canonical(bare(cell)).isPresent())
                .count();
    }

    private static String bare(String cell) {
        return cell.startsWith("(") && cell.endsWith(")") ? cell.substring(1, cell.length() - 1) : cell;
    }

    private static long blanks(Layout layout, int column) {
        return layout.data().stream().filter(row -> row.get(column).isBlank()).count();
    }

    private static boolean isDateLike(Layout layout, int column) {
        return DATE_PATTERNS.stream().anyMatch(pattern -> isDate(layout, column, pattern));
    }

    private void combine(
            Layout layout, int date, String pattern, String style, List<Integer> filled, List<Integer> partly) {
        List<Integer> sorted = new ArrayList<>(filled);
        sorted.sort((a, b) -> Integer.compare(rank(layout, a), rank(layout, b)));
        for (int amount : sorted) {
            for (SignMode sign : signs(layout, amount)) {
                propose(layout, date, pattern, style, new Choice(amount, -1, -1, sign, -1), filled);
            }
            for (int flag = 0; flag < layout.names().size(); flag++) {
                if (flag != amount && isFlag(layout, flag)) {
                    propose(layout, date, pattern, style, new Choice(amount, -1, -1, SignMode.FLAG, flag), filled);
                }
            }
        }
        for (int debit : partly) {
            for (int credit : partly) {
                if (debit != credit && exactlyOne(layout, debit, credit)) {
                    propose(
                            layout,
                            date,
                            pattern,
                            style,
                            new Choice(-1, debit, credit, SignMode.DEBIT_CREDIT_COLUMNS, -1),
                            filled);
                }
            }
        }
    }

    private static int rank(Layout layout, int column) {
        String name = layout.names().get(column).toLowerCase(Locale.ROOT);
        return BALANCE_NAME.matcher(name).find() ? 2 : AMOUNT_NAME.matcher(name).find() ? 0 : 1;
    }

    private static List<SignMode> signs(Layout layout, int column) {
        boolean parentheses =
                layout.data().stream().anyMatch(row -> row.get(column).strip().startsWith("("));
        return parentheses ? List.of(SignMode.PARENTHESES) : List.of(SignMode.SIGNED, SignMode.INVERTED);
    }

    private static boolean isFlag(Layout layout, int column) {
        return layout.data().stream()
                .map(row -> row.get(column).strip().toLowerCase(Locale.ROOT))
                .allMatch(cell -> DEBIT_FLAGS.contains(cell) || CREDIT_FLAGS.contains(cell));
    }

    private static boolean exactlyOne(Layout layout, int debit, int credit) {
        return layout.data().stream()
                .allMatch(row -> row.get(debit).isBlank() != row.get(credit).isBlank());
    }

    /** One profile a choice of the balance: each other column of numbers, then none. */
    private void propose(Layout layout, int date, String pattern, String style, Choice choice, List<Integer> numbers) {
        List<Integer> balances = new ArrayList<>(numbers);
        balances.remove(Integer.valueOf(choice.amount()));
        balances.sort((a, b) -> Integer.compare(-rank(layout, a), -rank(layout, b)));
        balances.add(-1);
        for (int balance : balances) {
            if (found.size() >= MOST_CANDIDATES) {
                return;
            }
            CsvProfile.Builder profile =
                    style(profile(layout, date, pattern), style).sign(choice.sign());
            Set<Integer> used = new TreeSet<>(
                    List.of(date, choice.amount(), choice.debit(), choice.credit(), choice.flag(), balance));
            if (choice.amount() >= 0) {
                profile.amount(layout.names().get(choice.amount()));
            } else {
                profile.debit(layout.names().get(choice.debit()))
                        .credit(layout.names().get(choice.credit()));
            }
            if (choice.flag() >= 0) {
                profile.flag(layout.names().get(choice.flag()));
                flags(layout, choice.flag(), DEBIT_FLAGS).forEach(profile::addDebitFlags);
                flags(layout, choice.flag(), CREDIT_FLAGS).forEach(profile::addCreditFlags);
            }
            if (balance >= 0) {
                profile.balance(layout.names().get(balance));
            }
            for (int column = 0; column < layout.names().size(); column++) {
                if (used.contains(column)) {
                    continue;
                }
                String name = layout.names().get(column);
                if (isDate(layout, column, pattern)) {
                    if (VALUE_DATE_NAME.matcher(name.toLowerCase(Locale.ROOT)).find()) {
                        profile.valueDate(name);
                    }
                } else if (!numbers.contains(column)) {
                    profile.addText(name);
                }
            }
            found.add(profile.build());
        }
    }

    private static Set<String> flags(Layout layout, int column, Set<String> known) {
        Set<String> flags = new TreeSet<>();
        for (List<String> row : layout.data()) {
            String cell = row.get(column).strip();
            if (known.contains(cell.toLowerCase(Locale.ROOT))) {
                flags.add(cell);
            }
        }
        return flags;
    }

    private CsvProfile.Builder profile(Layout layout, int date, String pattern) {
        return CsvProfile.builder("learned")
                .currency(currency)
                .delimiter(layout.delimiter())
                .header(layout.header())
                .skipLines(layout.skip())
                .footerLines(layout.footer())
                .date(layout.names().get(date))
                .datePattern(pattern);
    }

    private static CsvProfile.Builder style(CsvProfile.Builder profile, String style) {
        profile.decimal(style.charAt(0));
        return style.charAt(1) == ' ' ? profile : profile.grouping(style.charAt(1) == '\u00A0' ? ' ' : style.charAt(1));
    }

    /** Whether the names of two columns say debit and credit in this order. */
    public static boolean namesAgree(CsvProfile profile) {
        if (profile.sign() != SignMode.DEBIT_CREDIT_COLUMNS) {
            return true;
        }
        String debit = profile.debit().orElse("").toLowerCase(Locale.ROOT);
        String credit = profile.credit().orElse("").toLowerCase(Locale.ROOT);
        return DEBIT_NAME.matcher(debit).find() && CREDIT_NAME.matcher(credit).find();
    }

    /**
     * A table cut into rows.
     *
     * @param delimiter between cells
     * @param header whether the first row names the columns
     * @param skip physical lines before it
     * @param footer physical lines after the last row
     * @param names of the columns, their numbers where there is no header
     * @param data rows of the commonest width
     */
    private record Layout(
            char delimiter, boolean header, int skip, int footer, List<String> names, List<List<String>> data) {}

    /**
     * Which columns say how much and which way.
     *
     * @param amount column; -1 where two columns say it
     * @param debit column of money out; -1 where there is none
     * @param credit column of money in; -1 where there is none
     * @param sign how the sign is written
     * @param flag column; -1 where there is none
     */
    private record Choice(int amount, int debit, int credit, SignMode sign, int flag) {}
}
