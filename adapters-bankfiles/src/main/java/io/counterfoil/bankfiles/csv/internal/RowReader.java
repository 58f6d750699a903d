package io.counterfoil.bankfiles.csv.internal;

import io.counterfoil.bankfiles.csv.CsvProfile;
import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.bankfiles.source.internal.Days;
import io.counterfoil.bankfiles.source.internal.Money;
import io.counterfoil.bankfiles.source.internal.Texts;
import io.counterfoil.payments.money.Amounts;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the cells of one row by the profile. Not thread-safe. */
final class RowReader {

    private static final int ISO_DATE = 10;

    private final CsvProfile profile;
    private final Columns columns;
    private final Money money;
    private final DecimalText decimals;
    private final DateTimeFormatter dates;
    private final boolean isoDates;

    RowReader(CsvProfile profile, Columns columns, Money money) {
        this.profile = profile;
        this.columns = columns;
        this.money = money;
        this.decimals = new DecimalText(profile);
        this.dates = profile.dateFormat();
        this.isoDates = profile.datePattern().equals("yyyy-MM-dd");
    }

    /** Reads a row; its texts only where it is handed out. */
    Row read(List<String> cells, boolean counting) throws BadCellException {
        LocalDate bookedOn = day(cells, profile.date());
        LocalDate valueOn = bookedOn;
        if (profile.valueDate().isPresent()
                && !cell(cells, profile.valueDate().get()).isBlank()) {
            valueOn = day(cells, profile.valueDate().get());
        }
        Amounts currency = currency(cells);
        long minor = amount(cells, currency);
        Optional<Long> balance = Optional.empty();
        if (profile.balance().isPresent()
                && !cell(cells, profile.balance().get()).isBlank()) {
            balance = Optional.of(number(cells, profile.balance().get(), currency));
        }
        if (!money.counts(currency, minor)) {
            throw new BadCellException(
                    ImportCode.BAD_AMOUNT,
                    "the amounts of the file add up to more than 64 bits hold",
                    profile.date(),
                    0);
        }
        String reference = Texts.reference(
                profile.reference().map(column -> cell(cells, column)).orElse(""));
        if (counting) {
            return new Row(bookedOn, valueOn, currency, minor, balance, reference, "", "");
        }
        List<String> texts = new ArrayList<>();
        profile.text().forEach(column -> texts.add(cell(cells, column)));
        return new Row(
                bookedOn,
                valueOn,
                currency,
                minor,
                balance,
                reference,
                Texts.clean(profile.counterparty()
                        .map(column -> cell(cells, column))
                        .orElse("")),
                Texts.join(texts));
    }

    private String cell(List<String> cells, String column) {
        return cells.get(columns.index(column));
    }

    private LocalDate day(List<String> cells, String column) throws BadCellException {
        String text = cell(cells, column).strip();
        if (isoDates && text.length() == ISO_DATE) {
            int day = Days.ofIso(text);
            if (day != Days.NONE) {
                return LocalDate.ofEpochDay(day);
            }
        }
        try {
            return LocalDate.parse(text, dates);
        } catch (DateTimeException e) {
            throw bad(
                    ImportCode.BAD_DATE,
                    "date " + Texts.shown(text) + " cannot be read, expected " + profile.datePattern(),
                    column);
        }
    }

    private Amounts currency(List<String> cells) throws BadCellException {
        Optional<String> column = profile.currencyColumn();
        if (column.isEmpty()) {
            return Amounts.in(profile.currency().orElseThrow());
        }
        String code = cell(cells, column.get()).strip();
        if (code.isEmpty() && profile.currency().isPresent()) {
            return Amounts.in(profile.currency().get());
        }
        Optional<Amounts> known = money.in(code);
        if (known.isEmpty()) {
            throw bad(
                    ImportCode.BAD_CURRENCY,
                    "currency " + Texts.shown(code) + " is not known, expected an ISO 4217 code",
                    column.get());
        }
        return known.get();
    }

    private long amount(List<String> cells, Amounts currency) throws BadCellException {
        return switch (profile.sign()) {
            case SIGNED -> number(cells, profile.amount().orElseThrow(), currency);
            case INVERTED -> -number(cells, profile.amount().orElseThrow(), currency);
            case PARENTHESES -> parentheses(cells, currency);
            case FLAG -> flagged(cells, currency);
            case DEBIT_CREDIT_COLUMNS -> twoColumns(cells, currency);
        };
    }

    private long parentheses(List<String> cells, Amounts currency) throws BadCellException {
        String column = profile.amount().orElseThrow();
        String text = cell(cells, column).strip();
        return text.startsWith("(") && text.endsWith(")") && text.length() > 2
                ? -unsigned(text.substring(1, text.length() - 1), column, currency)
                : number(cells, column, currency);
    }

    private long flagged(List<String> cells, Amounts currency) throws BadCellException {
        String column = profile.flag().orElseThrow();
        String flag = cell(cells, column).strip();
        boolean debit = holds(profile.debitFlags(), flag);
        boolean credit = holds(profile.creditFlags(), flag);
        if (debit == credit) {
            throw bad(
                    ImportCode.BAD_SIGN,
                    "flag " + Texts.shown(flag) + " says neither debit nor credit, expected one of "
                            + profile.debitFlags() + " or " + profile.creditFlags(),
                    column);
        }
        String amountColumn = profile.amount().orElseThrow();
        long minor = unsigned(cell(cells, amountColumn).strip(), amountColumn, currency);
        return debit ? -minor : minor;
    }

    private static boolean holds(List<String> flags, String flag) {
        return flags.stream().anyMatch(known -> known.strip().equalsIgnoreCase(flag));
    }

    private long twoColumns(List<String> cells, Amounts currency) throws BadCellException {
        String debitColumn = profile.debit().orElseThrow();
        String creditColumn = profile.credit().orElseThrow();
        String debit = cell(cells, debitColumn).strip();
        String credit = cell(cells, creditColumn).strip();
        long out = debit.isEmpty() ? 0 : unsigned(debit, debitColumn, currency);
        long in = credit.isEmpty() ? 0 : unsigned(credit, creditColumn, currency);
        boolean both = !debit.isEmpty() && !credit.isEmpty() && (out == 0) == (in == 0);
        if (both || (debit.isEmpty() && credit.isEmpty())) {
            throw bad(
                    ImportCode.BAD_SIGN,
                    (both ? "both" : "none") + " of the columns '" + debitColumn + "' and '" + creditColumn
                            + "' are filled, expected one of them",
                    debitColumn);
        }
        return in - out;
    }

    private long unsigned(String text, String column, Amounts currency) throws BadCellException {
        long minor = number(text, column, currency);
        if (minor < 0 || text.startsWith("+") || text.startsWith("-")) {
            throw bad(
                    ImportCode.BAD_SIGN,
                    "amount " + Texts.shown(text) + " has a sign, expected none with signs " + profile.sign(),
                    column);
        }
        return minor;
    }

    private long number(List<String> cells, String column, Amounts currency) throws BadCellException {
        return number(cell(cells, column), column, currency);
    }

    private long number(String text, String column, Amounts currency) throws BadCellException {
        Optional<String> canonical = decimals.canonical(text);
        if (canonical.isEmpty()) {
            throw bad(
                    ImportCode.BAD_AMOUNT,
                    "amount " + Texts.shown(text) + " cannot be read, " + decimals.expectation(text),
                    column);
        }
        Money.Read read = money.signed(canonical.get(), currency);
        if (read.failure().isPresent()) {
            String code = currency.currency().getCurrencyCode();
            throw bad(
                    read.failure().get(),
                    "amount " + Texts.shown(text)
                            + (read.failure().get() == ImportCode.NOT_EXACT
                                    ? " has more decimals than " + code + ", expected at most "
                                            + currency.fractionDigits()
                                    : " is too large"),
                    column);
        }
        return read.minor();
    }

    private BadCellException bad(ImportCode code, String sentence, String column) {
        return new BadCellException(code, sentence, column, columns.index(column) + 1);
    }

    /**
     * A row that was read.
     *
     * @param bookedOn booking day
     * @param valueOn value day
     * @param currency of the amount
     * @param minor signed minor units
     * @param balance after the row
     * @param reference the bank's; may be empty
     * @param counterparty redacted; may be empty
     * @param text redacted
     */
    record Row(
            LocalDate bookedOn,
            LocalDate valueOn,
            Amounts currency,
            long minor,
            Optional<Long> balance,
            String reference,
            String counterparty,
            String text) {}

    /** Where the columns of a table stand. */
    interface Columns {
        /** Index from 0 of a column that the profile names. */
        int index(String column);

        /** Column names compare without blanks around them and without letter case. */
        static String normal(String name) {
            return name.strip().toLowerCase(Locale.ROOT);
        }
    }

    /** A cell that cannot be read. */
    static final class BadCellException extends Exception {

        private static final long serialVersionUID = 1L;

        private final ImportCode code;
        private final String column;
        private final int cell;

        BadCellException(ImportCode code, String sentence, String column, int cell) {
            super(sentence);
            this.code = code;
            this.column = column;
            this.cell = cell;
        }

        ImportCode code() {
            return code;
        }

        String sentence() {
            return String.valueOf(getMessage());
        }

        String column() {
            return column;
        }

        /** Number of the cell in its row, from 1. */
        int cell() {
            return cell;
        }
    }
}
