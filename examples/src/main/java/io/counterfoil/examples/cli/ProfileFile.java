package io.counterfoil.examples.cli;

import io.counterfoil.bankfiles.csv.CsvProfile;
import io.counterfoil.bankfiles.csv.SignMode;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.money.Amounts;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.money.CurrencyUnit;
import javax.money.Monetary;
import javax.money.MonetaryAmount;
import javax.money.UnknownCurrencyException;

/**
 * How a table is written, as lines {@code key = value}; lines that begin with {@code #} are remarks. Keys of one side may begin with {@code left.} or
 * {@code right.}; a key without a side holds for both.
 */
final class ProfileFile {

    private static final Set<String> KEYS = new TreeSet<>(Set.of(
            "delimiter",
            "quote",
            "header",
            "decimal",
            "grouping",
            "date-pattern",
            "date",
            "value-date",
            "sign",
            "amount",
            "debit",
            "credit",
            "flag",
            "debit-flags",
            "credit-flags",
            "text",
            "reference",
            "counterparty",
            "balance",
            "currency",
            "currency-column",
            "skip-lines",
            "footer-lines",
            "opening",
            "closing",
            "id",
            "party",
            "days-after",
            "days-before",
            "tolerance"));

    private record Value(String text, Diagnostic.Location at) {}

    private final String name;
    private final Map<String, Value> values;

    private ProfileFile(String name, Map<String, Value> values) {
        this.name = name;
        this.values = values;
    }

    /** No file: every key has its default. */
    static ProfileFile none() {
        return new ProfileFile("default", Map.of());
    }

    static ProfileFile read(Optional<Path> path) {
        return path.map(ProfileFile::read).orElseGet(ProfileFile::none);
    }

    static ProfileFile read(Path path) {
        Map<String, Value> values = new LinkedHashMap<>();
        String[] lines = InputFiles.text(path, InputFiles.bytes(path)).split("\\R", -1);
        for (int at = 0; at < lines.length; at++) {
            String line = lines[at].strip();
            Diagnostic.Location here = Diagnostic.Location.of(path.toString(), at + 1L, 1);
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int equals = line.indexOf('=');
            if (equals < 1) {
                throw new BadInputException(here, "'" + line + "' is not a setting, expected key = value");
            }
            String key = line.substring(0, equals).strip();
            if (!KEYS.contains(key.replaceFirst("^(left|right)\\.", ""))) {
                throw new BadInputException(
                        here, "key '" + key + "' is not known, expected one of " + String.join(", ", KEYS));
            }
            String value = unquoted(line.substring(equals + 1).strip());
            if (value.isEmpty()) {
                throw new BadInputException(
                        here, "key '" + key + "' has no value, leave the line out for the standard");
            }
            if (values.put(key, new Value(value, here)) != null) {
                throw new BadInputException(here, "key '" + key + "' stands twice, expected once");
            }
        }
        return new ProfileFile(path.getFileName().toString(), values);
    }

    /** The value of the key for the side, else for both. */
    Optional<String> text(String side, String key) {
        return find(side, key).map(Value::text);
    }

    /** A whole number from 0. */
    int number(String side, String key, int standard) {
        Optional<Value> value = find(side, key);
        if (value.isEmpty()) {
            return standard;
        }
        if (!value.get().text().matches("[0-9]{1,6}")) {
            throw new BadInputException(
                    value.get().at(), "'" + value.get().text() + "' for " + key + " is not a whole number from 0");
        }
        return Integer.parseInt(value.get().text());
    }

    /** The date pattern, which refuses impossible days. */
    DateTimeFormatter dates(String side) {
        String pattern = datePattern(side);
        try {
            return DateTimeFormatter.ofPattern(pattern.replace('y', 'u'), Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT);
        } catch (IllegalArgumentException e) {
            throw bad(side, "date-pattern", "is no date pattern, expected one such as dd.MM.yyyy");
        }
    }

    String datePattern(String side) {
        return text(side, "date-pattern").orElse("yyyy-MM-dd");
    }

    /** The currency that the option gives, else the file; a code that is not known is refused with its place. */
    Optional<CurrencyUnit> currency(String side, Optional<String> option) {
        Optional<String> code = option.or(() -> text(side, "currency"));
        try {
            return code.map(Monetary::getCurrency);
        } catch (UnknownCurrencyException e) {
            String expected = "is not a known currency, expected an ISO 4217 code such as GBP";
            throw option.isPresent()
                    ? new BadInputException("--currency: '" + option.get() + "' " + expected)
                    : bad(side, "currency", expected);
        }
    }

    /** An amount that is not signed, such as a tolerance. */
    Optional<String> unsigned(String side, String key) {
        Optional<String> text = text(side, key);
        if (text.filter(t -> !t.matches("[0-9]{1,12}(\\.[0-9]{1,4})?")).isPresent()) {
            throw bad(side, key, "is not an amount, expected digits with an optional point");
        }
        return text;
    }

    /** Refuses keys that the command would have to heed and does not know. */
    void refuse(Set<String> unused, String command) {
        values.forEach((key, value) -> {
            if (unused.contains(key.replaceFirst("^(left|right)\\.", ""))) {
                throw new BadInputException(value.at(), "key '" + key + "' is not heeded by " + command);
            }
        });
    }

    private BadInputException bad(String side, String key, String what) {
        Value value = find(side, key).orElseThrow();
        return new BadInputException(value.at(), "'" + value.text() + "' for " + key + " " + what);
    }

    /** The profile of a statement table; {@code date}, {@code amount} and {@code text} unless the file says otherwise. */
    CsvProfile statement(String side, Optional<String> currency) {
        CsvProfile.Builder builder = CsvProfile.builder(name)
                .delimiter(character(side, "delimiter", ','))
                .quote(character(side, "quote", '"'))
                .decimal(character(side, "decimal", '.'))
                .header(header(side))
                .datePattern(datePattern(side))
                .date(text(side, "date").orElse("date"))
                .valueDate(text(side, "value-date"))
                .debit(text(side, "debit"))
                .credit(text(side, "credit"))
                .flag(text(side, "flag"))
                .debitFlags(list(side, "debit-flags"))
                .creditFlags(list(side, "credit-flags"))
                .text(list(side, "text").isEmpty() ? List.of("text") : list(side, "text"))
                .reference(text(side, "reference"))
                .counterparty(text(side, "counterparty"))
                .balance(text(side, "balance"))
                .currencyColumn(text(side, "currency-column"))
                .skipLines(number(side, "skip-lines", 0))
                .footerLines(number(side, "footer-lines", 0));
        find(side, "grouping").ifPresent(value -> builder.grouping(character(side, "grouping", ' ')));
        SignMode sign = sign(side);
        builder.sign(sign);
        if (sign != SignMode.DEBIT_CREDIT_COLUMNS) {
            builder.amount(text(side, "amount").orElse("amount"));
        }
        Optional<CurrencyUnit> code = currency(side, currency);
        builder.currency(code);
        code.flatMap(known -> balance(side, "opening", known)).ifPresent(builder::opening);
        code.flatMap(known -> balance(side, "closing", known)).ifPresent(builder::closing);
        dates(side);
        try {
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw new BadInputException(name + ": " + e.getMessage()
                    + (code.isEmpty()
                            ? System.lineSeparator()
                                    + "Maybe give --currency GBP, or currency = GBP in a --profile file"
                            : ""));
        }
    }

    private boolean header(String side) {
        String text = text(side, "header").orElse("yes");
        if (!text.equals("yes") && !text.equals("no")) {
            throw bad(side, "header", "is neither yes nor no");
        }
        return text.equals("yes");
    }

    private Optional<MonetaryAmount> balance(String side, String key, CurrencyUnit currency) {
        return text(side, key)
                .map(text -> Amounts.in(currency)
                        .parse(text)
                        .value()
                        .orElseThrow(() -> bad(
                                side,
                                key,
                                "is not an amount in " + currency.getCurrencyCode()
                                        + ", expected digits with an optional sign and point")));
    }

    private SignMode sign(String side) {
        String text = text(side, "sign").orElse(text(side, "debit").isPresent() ? "debit-credit-columns" : "signed");
        String constant = text.toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(SignMode.values())
                .filter(mode -> mode.name().equals(constant))
                .findFirst()
                .orElseThrow(() -> bad(
                        side,
                        "sign",
                        "is not known, expected one of "
                                + Arrays.stream(SignMode.values())
                                        .map(mode -> mode.name()
                                                .toLowerCase(Locale.ROOT)
                                                .replace('_', '-'))
                                        .collect(Collectors.joining(", "))));
    }

    char character(String side, String key, char standard) {
        Optional<Value> value = find(side, key);
        if (value.isEmpty()) {
            return standard;
        }
        String text = switch (value.get().text()) {
            case "tab" -> "\t";
            case "blank" -> " ";
            default -> value.get().text();
        };
        if (text.length() != 1) {
            throw new BadInputException(
                    value.get().at(),
                    "'" + text + "' for " + key + " is not one character (tab and blank are written as words)");
        }
        return text.charAt(0);
    }

    private List<String> list(String side, String key) {
        return text(side, key).stream()
                .flatMap(text -> Stream.of(text.split(",", -1)))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private Optional<Value> find(String side, String key) {
        Value value = values.get(side + "." + key);
        return Optional.ofNullable(value == null ? values.get(key) : value);
    }

    private static String unquoted(String text) {
        return text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
    }
}
