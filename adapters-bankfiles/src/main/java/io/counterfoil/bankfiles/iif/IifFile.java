package io.counterfoil.bankfiles.iif;

import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.bankfiles.source.internal.SpreadsheetText;
import io.counterfoil.bankfiles.source.internal.Texts;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Diagnostic;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/**
 * A QuickBooks IIF file of transactions: {@code TRNS}, {@code SPL} and {@code ENDTRNS} rows, tabs between cells, dates {@code MM/dd/yyyy}, amounts with two decimals
 * and a sign, Windows-1252, lines end with CR LF (bank file specification 4.7). Immutable.
 */
public final class IifFile {

    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("MM/dd/uuuu", Locale.ROOT);
    private static final List<String> HEADER = List.of(
            "!TRNS\tTRNSTYPE\tDATE\tACCNT\tNAME\tAMOUNT\tDOCNUM\tMEMO",
            "!SPL\tTRNSTYPE\tDATE\tACCNT\tNAME\tAMOUNT\tDOCNUM\tMEMO",
            "!ENDTRNS");

    private final List<Transaction> transactions;
    private final boolean spreadsheetSafe;

    private IifFile(List<Transaction> transactions, boolean spreadsheetSafe) {
        this.transactions = transactions;
        this.spreadsheetSafe = spreadsheetSafe;
    }

    /** A file of the transactions; every one that does not add up or has an amount with more than two decimals is named, and then there is no file. */
    public static Checked<IifFile> of(List<Transaction> transactions) {
        List<Diagnostic> problems = new ArrayList<>();
        for (int i = 0; i < transactions.size(); i++) {
            check(transactions.get(i), Diagnostic.Location.of("IIF transaction " + (i + 1)), problems);
        }
        return problems.isEmpty()
                ? Checked.of(new IifFile(List.copyOf(transactions), false))
                : Checked.failed(problems);
    }

    private static void check(Transaction transaction, Diagnostic.Location at, List<Diagnostic> problems) {
        BigDecimal sum = number(transaction.total());
        boolean exact = sum.stripTrailingZeros().scale() <= 2;
        boolean oneCurrency = true;
        for (Split split : transaction.splits()) {
            BigDecimal amount = number(split.amount());
            sum = sum.add(amount);
            exact &= amount.stripTrailingZeros().scale() <= 2;
            oneCurrency &=
                    split.amount().getCurrency().equals(transaction.total().getCurrency());
        }
        if (!oneCurrency) {
            problems.add(Diagnostic.error(
                    ImportCode.CURRENCY_MIXED,
                    "transaction " + Texts.shown(transaction.number()) + " is in several currencies, expected one",
                    at));
        } else if (sum.signum() != 0) {
            problems.add(Diagnostic.error(
                    ImportCode.UNBALANCED,
                    "transaction " + Texts.shown(transaction.number()) + " adds up to " + sum.toPlainString()
                            + ", expected total and splits to make zero",
                    at));
        }
        if (!exact) {
            problems.add(Diagnostic.error(
                    ImportCode.NOT_EXACT,
                    "transaction " + Texts.shown(transaction.number()) + " has an amount with more than two decimals",
                    at));
        }
    }

    private static BigDecimal number(MonetaryAmount amount) {
        return amount.getNumber().numberValueExact(BigDecimal.class);
    }

    /** The same file, its texts neutralised for people who open it in a spreadsheet; QuickBooks takes the mark in front of them as text. */
    public IifFile spreadsheetSafe() {
        return new IifFile(transactions, true);
    }

    /** The rows of the file. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>(HEADER);
        for (Transaction t : transactions) {
            lines.add(row("TRNS", t, t.account(), t.name(), t.total(), t.memo()));
            for (Split split : t.splits()) {
                lines.add(row("SPL", t, split.account(), split.name(), split.amount(), split.memo()));
            }
            lines.add("ENDTRNS");
        }
        return lines;
    }

    private String row(String kind, Transaction t, String account, String name, MonetaryAmount amount, String memo) {
        return String.join(
                "\t",
                kind,
                text(t.type()),
                DATE.format(t.date()),
                text(account),
                text(name),
                number(amount).setScale(2).toPlainString(),
                text(t.number()),
                text(memo));
    }

    private String text(String value) {
        StringBuilder plain = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            plain.append(Character.isISOControl(c) || c == '\u2028' || c == '\u2029' ? ' ' : c);
        }
        String fitted = Texts.fitted(plain.toString(), WINDOWS);
        return spreadsheetSafe ? SpreadsheetText.neutral(fitted) : fitted;
    }

    /** Writes the file; the stream stays open. */
    public void writeTo(OutputStream out) throws IOException {
        for (String line : lines()) {
            out.write((line + "\r\n").getBytes(WINDOWS));
        }
    }

    /** One transaction. Immutable. */
    @Value.Immutable
    public interface Transaction {

        /** As QuickBooks calls it: {@code DEPOSIT}, {@code CHECK}, {@code GENERAL JOURNAL}. */
        String type();

        /** The day of booking. */
        LocalDate date();

        /** Name of the account that the total goes to. */
        String account();

        /** Signed: a debit of the account is positive. */
        MonetaryAmount total();

        /** The other party; may be empty. */
        @Value.Default
        default String name() {
            return "";
        }

        /** Number of the document; may be empty. */
        @Value.Default
        default String number() {
            return "";
        }

        /** Words; may be empty. */
        @Value.Default
        default String memo() {
            return "";
        }

        /** The other side, in order. */
        List<Split> splits();

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds transactions. Not thread-safe. */
        final class Builder extends ImmutableTransaction.Builder {
            Builder() {}
        }
    }

    /**
     * A part of the other side.
     *
     * @param account name of the account
     * @param amount signed: a credit is negative
     * @param name the other party; may be empty
     * @param memo words; may be empty
     */
    public record Split(String account, MonetaryAmount amount, String name, String memo) {

        /** A split without words. */
        public static Split of(String account, MonetaryAmount amount) {
            return new Split(account, amount, "", "");
        }
    }
}
