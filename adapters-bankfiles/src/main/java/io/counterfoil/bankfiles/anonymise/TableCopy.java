package io.counterfoil.bankfiles.anonymise;

import io.counterfoil.bankfiles.csv.CsvProfile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Copies tables: dates, currencies, flags and the header stay, amounts and balances are multiplied, every other cell is invented. Not thread-safe: one file. */
final class TableCopy implements Anonymiser.LineCopy {

    private final Scrambler scrambler;
    private final char delimiter;
    private final char quote;
    private final char decimal;
    private final Set<String> kept = new HashSet<>();
    private final Set<String> amounts = new HashSet<>();
    private final List<String> names = new ArrayList<>();
    private int skip;
    private boolean header;
    private boolean quoted;
    private int column;

    /** By the profile; without one, the columns of the standard table. */
    TableCopy(Scrambler scrambler, Optional<CsvProfile> profile) {
        this.scrambler = scrambler;
        this.delimiter = profile.map(CsvProfile::delimiter).orElse(',');
        this.quote = profile.map(CsvProfile::quote).orElse('"');
        this.decimal = profile.map(CsvProfile::decimal).orElse('.');
        this.skip = profile.map(CsvProfile::skipLines).orElse(0);
        this.header = profile.map(CsvProfile::header).orElse(true);
        if (profile.isPresent()) {
            CsvProfile table = profile.get();
            Stream.of(Optional.of(table.date()), table.valueDate(), table.flag(), table.currencyColumn())
                    .flatMap(Optional::stream)
                    .forEach(name -> kept.add(normal(name)));
            Stream.of(table.amount(), table.debit(), table.credit(), table.balance())
                    .flatMap(Optional::stream)
                    .forEach(name -> amounts.add(normal(name)));
        } else {
            kept.addAll(List.of("date", "value_date", "currency"));
            amounts.addAll(List.of("amount", "balance"));
        }
    }

    private static String normal(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    @Override
    public String line(String original) {
        if (skip > 0) {
            skip--;
            return scrambler.words(original);
        }
        if (original.isBlank() && !quoted) {
            return original;
        }
        StringBuilder copy = new StringBuilder(original.length());
        int from = 0;
        for (int at = 0; at < original.length(); at++) {
            char c = original.charAt(at);
            if (c == quote) {
                quoted = !quoted;
            } else if (c == delimiter && !quoted) {
                copy.append(cell(original.substring(from, at))).append(delimiter);
                column++;
                from = at + 1;
            }
        }
        copy.append(cell(original.substring(from)));
        if (!quoted) {
            column = 0;
            header = false;
        }
        return copy.toString();
    }

    private String cell(String cell) {
        if (header) {
            names.add(normal(cell.replace(String.valueOf(quote), "").replace("\uFEFF", "")));
            return cell;
        }
        String name = names.isEmpty() ? Integer.toString(column + 1) : column < names.size() ? names.get(column) : "";
        return kept.contains(name) ? cell : amounts.contains(name) ? amount(cell) : scrambler.words(cell);
    }

    /** The number from its first digit (or the mark in front of it) to its last, without marks between groups. */
    private String amount(String cell) {
        int from = 0;
        int to = cell.length();
        while (from < to && !isDigit(cell.charAt(from))) {
            from++;
        }
        while (to > from && !isDigit(cell.charAt(to - 1))) {
            to--;
        }
        if (from == to) {
            return cell;
        }
        from -= from > 0 && cell.charAt(from - 1) == decimal ? 1 : 0;
        StringBuilder number = new StringBuilder();
        for (int at = from; at < to; at++) {
            char c = cell.charAt(at);
            if (isDigit(c) || c == decimal) {
                number.append(c);
            }
        }
        return cell.substring(0, from) + scrambler.amount(number.toString()) + cell.substring(to);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
