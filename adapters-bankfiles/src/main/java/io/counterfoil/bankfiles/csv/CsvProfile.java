package io.counterfoil.bankfiles.csv;

import io.counterfoil.payments.account.BankAccountRef;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import javax.money.CurrencyUnit;
import javax.money.Monetary;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/**
 * Which column of a table is what, and how dates, amounts and signs are written (bank file specification 4.7). Columns are named as in the header, blanks
 * around and letter case aside; without a header they are named {@code 1}, {@code 2} and so on. Immutable.
 */
@Value.Immutable
public interface CsvProfile {

    /** Name of the profile, shown as the receipt's dialect. */
    String id();

    /** Between two cells; comma. */
    @Value.Default
    default char delimiter() {
        return ',';
    }

    /** Around a cell that holds delimiters or line ends; doubled inside. Quotation mark. */
    @Value.Default
    default char quote() {
        return '"';
    }

    /** Whether the first row (after the skipped lines) names the columns; true. */
    @Value.Default
    default boolean header() {
        return true;
    }

    /** The decimal mark; point. */
    @Value.Default
    default char decimal() {
        return '.';
    }

    /** The mark between groups of three digits; none. A blank stands for every kind of blank. */
    Optional<Character> grouping();

    /** How dates are written, as in {@link DateTimeFormatter}; {@code yyyy-MM-dd}. Impossible days are refused. */
    @Value.Default
    default String datePattern() {
        return "yyyy-MM-dd";
    }

    /** Column of the booking date. */
    String date();

    /** Column of the value date. */
    Optional<String> valueDate();

    /** How the sign is written; {@link SignMode#SIGNED}. */
    @Value.Default
    default SignMode sign() {
        return SignMode.SIGNED;
    }

    /** Column of the amount; not with {@link SignMode#DEBIT_CREDIT_COLUMNS}. */
    Optional<String> amount();

    /** Column of money out. */
    Optional<String> debit();

    /** Column of money in. */
    Optional<String> credit();

    /** Column that says debit or credit. */
    Optional<String> flag();

    /** What the flag column says for money out. */
    List<String> debitFlags();

    /** What the flag column says for money in. */
    List<String> creditFlags();

    /** Columns whose texts, joined by blanks, are the entry's text. */
    List<String> text();

    /** Column of the bank's own reference. */
    Optional<String> reference();

    /** Column of the other party's name. */
    Optional<String> counterparty();

    /** Column of the balance after the row; the rows then prove each other. */
    Optional<String> balance();

    /** Column of the currency code, where rows have their own. */
    Optional<String> currencyColumn();

    /** The currency of the account; needed where no column has it. */
    Optional<CurrencyUnit> currency();

    /** The account that the rows stand on; where it is not given, one named after the profile. */
    @Value.Default
    default BankAccountRef account() {
        return new BankAccountRef("XX", "", "", new BankAccountRef.Token("profile:" + id()));
    }

    /** Physical lines left out at the top; 0. */
    @Value.Default
    default int skipLines() {
        return 0;
    }

    /** Physical lines left out at the end; 0. */
    @Value.Default
    default int footerLines() {
        return 0;
    }

    /** The balance before the first entry, where the caller knows it. */
    Optional<MonetaryAmount> opening();

    /** The balance after the last entry, where the caller knows it. */
    Optional<MonetaryAmount> closing();

    /** The date pattern as a formatter that refuses impossible days. */
    default DateTimeFormatter dateFormat() {
        return DateTimeFormatter.ofPattern(datePattern().replace('y', 'u'), Locale.ROOT)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    /** Every column that a header must have. */
    default List<String> columns() {
        List<String> columns = new ArrayList<>(List.of(date()));
        for (Optional<String> column : List.of(
                valueDate(),
                amount(),
                debit(),
                credit(),
                flag(),
                reference(),
                counterparty(),
                balance(),
                currencyColumn())) {
            column.ifPresent(columns::add);
        }
        columns.addAll(text());
        return columns;
    }

    /** The same profile, to be changed. */
    default Builder toBuilder() {
        return new Builder().from(this);
    }

    /** Refuses profiles that cannot read any row. */
    @Value.Check
    default void check() {
        boolean columns = switch (sign()) {
            case SIGNED, INVERTED, PARENTHESES -> amount().isPresent();
            case DEBIT_CREDIT_COLUMNS -> debit().isPresent() && credit().isPresent();
            case FLAG ->
                amount().isPresent()
                        && flag().isPresent()
                        && !(debitFlags().isEmpty() && creditFlags().isEmpty());
        };
        if (!columns) {
            throw new IllegalArgumentException("CSV profile '" + id() + "' with signs " + sign()
                    + " lacks a column, expected "
                    + (sign() == SignMode.DEBIT_CREDIT_COLUMNS
                            ? "debit and credit"
                            : sign() == SignMode.FLAG ? "amount, flag and the flags" : "amount"));
        }
        if (currency().isEmpty() && currencyColumn().isEmpty()) {
            throw new IllegalArgumentException(
                    "CSV profile '" + id() + "' has no currency, expected a currency or a column that has it");
        }
        if (delimiter() == quote() || grouping().filter(g -> g == decimal()).isPresent()) {
            throw new IllegalArgumentException(
                    "CSV profile '" + id() + "' uses one character for two things: delimiter '"
                            + delimiter() + "', quote '" + quote() + "', decimal '" + decimal() + "', grouping '"
                            + grouping().map(String::valueOf).orElse("") + "'");
        }
        if (skipLines() < 0 || footerLines() < 0) {
            throw new IllegalArgumentException("CSV profile '" + id() + "' leaves out " + skipLines() + " and "
                    + footerLines() + " lines, expected 0 or more");
        }
        Objects.requireNonNull(dateFormat());
    }

    /** A builder of a profile with the name. */
    static Builder builder(String id) {
        return new Builder().id(id);
    }

    /** Builds profiles. Not thread-safe. */
    final class Builder extends ImmutableCsvProfile.Builder {
        Builder() {}

        /** The currency with the ISO 4217 code. */
        public Builder currency(String code) {
            return currency(Monetary.getCurrency(code));
        }
    }
}
