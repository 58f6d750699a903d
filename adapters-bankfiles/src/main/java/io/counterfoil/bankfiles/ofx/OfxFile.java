package io.counterfoil.bankfiles.ofx;

import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.bankfiles.source.internal.Texts;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.statement.Statement;
import io.counterfoil.reconciliation.statement.StatementBalance;
import io.counterfoil.reconciliation.statement.StatementEntry;
import io.counterfoil.reconciliation.statement.StatementEntry.References.Role;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A bank statement as OFX: 1.0.2 (SGML, Windows-1252, what QuickBooks and Quicken take) or 2.1.1 (XML, UTF-8). Posting dates are days, times are in GMT (OFX 1.6,
 * chapter 11). Immutable.
 */
public final class OfxFile {

    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT);
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int BANK_ID = 9;
    private static final int ACCOUNT_ID = 22;
    private static final int NAME = 32;
    private static final int MEMO = 255;

    private final Builder parts;
    private final StatementBalance closing;
    private final Set<String> repeated;

    private OfxFile(Builder parts, StatementBalance closing, Set<String> repeated) {
        this.parts = parts.copy();
        this.closing = closing;
        this.repeated = Set.copyOf(repeated);
    }

    /** A file of the statement; its bank and account are to be named, since a statement keeps no account number. */
    public static Builder of(Statement statement) {
        return new Builder(statement);
    }

    /** Writes the file; the stream stays open. */
    public void writeTo(OutputStream out) throws IOException {
        Charset charset = parts.xml ? StandardCharsets.UTF_8 : WINDOWS;
        StringBuilder text = new StringBuilder(4_096);
        head(text);
        for (StatementEntry entry : parts.statement.entries()) {
            transaction(text, entry);
            out.write(text.toString().getBytes(charset));
            text.setLength(0);
        }
        foot(text);
        out.write(text.toString().getBytes(charset));
    }

    private void head(StringBuilder text) {
        text.append(
                parts.xml
                        ? "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n<?OFX OFXHEADER=\"200\" VERSION=\"211\""
                                + " SECURITY=\"NONE\" OLDFILEUID=\"NONE\" NEWFILEUID=\"NONE\"?>\r\n"
                        : String.join(
                                "",
                                "OFXHEADER:100\r\nDATA:OFXSGML\r\nVERSION:102\r\nSECURITY:NONE\r\nENCODING:USASCII\r\n",
                                "CHARSET:1252\r\nCOMPRESSION:NONE\r\nOLDFILEUID:NONE\r\nNEWFILEUID:NONE\r\n\r\n"));
        open(text, "OFX", "SIGNONMSGSRSV1", "SONRS");
        status(text);
        leaf(text, "DTSERVER", MOMENT.format(parts.writtenAt) + "[0:GMT]");
        leaf(text, "LANGUAGE", "ENG");
        if (parts.quickBooksBank.isPresent()) {
            open(text, "FI");
            leaf(text, "ORG", parts.organisation.isEmpty() ? parts.bankId : parts.organisation);
            leaf(text, "FID", parts.quickBooksBank.get());
            close(text, "FI");
            leaf(text, "INTU.BID", parts.quickBooksBank.get());
        }
        close(text, "SONRS", "SIGNONMSGSRSV1");
        open(text, "BANKMSGSRSV1", "STMTTRNRS");
        leaf(text, "TRNUID", "0");
        status(text);
        open(text, "STMTRS");
        leaf(text, "CURDEF", parts.statement.currency().getCurrencyCode());
        open(text, "BANKACCTFROM");
        leaf(text, "BANKID", parts.bankId);
        leaf(text, "ACCTID", parts.accountId);
        leaf(text, "ACCTTYPE", parts.accountType);
        close(text, "BANKACCTFROM");
        open(text, "BANKTRANLIST");
        leaf(text, "DTSTART", DAY.format(from()));
        leaf(text, "DTEND", DAY.format(closing.date()));
    }

    private LocalDate from() {
        return parts.statement.entries().stream()
                .map(StatementEntry::bookedOn)
                .min(LocalDate::compareTo)
                .filter(day -> day.isBefore(closing.date()))
                .orElse(closing.date());
    }

    private void status(StringBuilder text) {
        open(text, "STATUS");
        leaf(text, "CODE", "0");
        leaf(text, "SEVERITY", "INFO");
        close(text, "STATUS");
    }

    private void transaction(StringBuilder text, StatementEntry entry) {
        open(text, "STMTTRN");
        leaf(text, "TRNTYPE", type(entry));
        leaf(text, "DTPOSTED", DAY.format(entry.bookedOn()));
        if (!entry.valueOn().equals(entry.bookedOn())) {
            leaf(text, "DTAVAIL", DAY.format(entry.valueOn()));
        }
        leaf(text, "TRNAMT", Amounts.plain(entry.amount()));
        leaf(text, "FITID", id(entry));
        entry.references().of(Role.CHEQUE).ifPresent(number -> leaf(text, "CHECKNUM", Texts.cut(number, 12)));
        entry.references().of(Role.END_TO_END).ifPresent(number -> leaf(text, "REFNUM", Texts.cut(number, 32)));
        String name =
                entry.counterparty().map(StatementEntry.Counterparty::name).orElse("");
        leaf(text, "NAME", Texts.cut(Texts.clean(name.isEmpty() ? entry.text() : name), NAME));
        leaf(text, "MEMO", Texts.cut(Texts.clean(entry.text()), MEMO));
        close(text, "STMTTRN");
    }

    private void foot(StringBuilder text) {
        close(text, "BANKTRANLIST");
        open(text, "LEDGERBAL");
        leaf(text, "BALAMT", Amounts.plain(closing.amount()));
        leaf(text, "DTASOF", DAY.format(closing.date()));
        close(text, "LEDGERBAL", "STMTRS", "STMTTRNRS", "BANKMSGSRSV1", "OFX");
    }

    private static void open(StringBuilder text, String... names) {
        for (String name : names) {
            text.append('<').append(name).append(">\r\n");
        }
    }

    private static void close(StringBuilder text, String... names) {
        for (String name : names) {
            text.append("</").append(name).append(">\r\n");
        }
    }

    private void leaf(StringBuilder text, String name, String value) {
        String line = value.replaceAll("\\p{Cntrl}+", " ").strip();
        if (line.isEmpty()) {
            return;
        }
        text.append('<').append(name).append('>');
        String fitted = parts.xml ? line : Texts.fitted(line, WINDOWS);
        text.append(fitted.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
        text.append(parts.xml ? "</" + name + ">" : "").append("\r\n");
    }

    /** The bank's own reference; where it has none or gives it to several entries, the entry's id. */
    private String id(StatementEntry entry) {
        return entry.references()
                .of(Role.BANK)
                .filter(reference -> !repeated.contains(reference))
                .orElseGet(() -> entry.id().value());
    }

    private static String type(StatementEntry entry) {
        return switch (entry.kind()) {
            case INTEREST -> "INT";
            case FEE -> "FEE";
            case CASH -> "CASH";
            case CARD -> "POS";
            case CHEQUE -> "CHECK";
            case DIRECT_DEBIT -> "DIRECTDEBIT";
            case TRANSFER -> "XFER";
            default -> entry.amount().isNegative() ? "DEBIT" : "CREDIT";
        };
    }

    /** Builds files. Not thread-safe. */
    public static final class Builder {
        private final Statement statement;
        private String bankId = "";
        private String accountId = "";
        private String accountType = "CHECKING";
        private String organisation = "";
        private Optional<String> quickBooksBank = Optional.empty();
        private Instant writtenAt = Instant.EPOCH;
        private boolean xml;

        private Builder(Statement statement) {
            this.statement = statement;
        }

        private Builder copy() {
            Builder copy = new Builder(statement);
            copy.bankId = bankId;
            copy.accountId = accountId;
            copy.accountType = accountType;
            copy.organisation = organisation;
            copy.quickBooksBank = quickBooksBank;
            copy.writtenAt = writtenAt;
            copy.xml = xml;
            return copy;
        }

        /** Routing number of the bank, at most 9 characters, and number of the account, at most 22. */
        public Builder account(String bank, String number) {
            bankId = bank;
            accountId = number;
            return this;
        }

        /** {@code CHECKING} (where nothing is said), {@code SAVINGS}, {@code MONEYMRKT} or {@code CREDITLINE}. */
        public Builder accountType(String type) {
            accountType = type;
            return this;
        }

        /** The bank by the number that QuickBooks knows it by ({@code INTU.BID}): such a file is a QBO file. */
        public Builder quickBooks(String bankNumber) {
            quickBooksBank = Optional.of(bankNumber);
            return this;
        }

        /** Name of the bank; its number where nothing is said. */
        public Builder organisation(String name) {
            organisation = name;
            return this;
        }

        /** When the file is made. */
        public Builder writtenAt(Instant now) {
            writtenAt = now;
            return this;
        }

        /** OFX 2.1.1 in place of 1.0.2. */
        public Builder xml() {
            xml = true;
            return this;
        }

        /** The file, or everything that does not fit. */
        public Checked<OfxFile> build() {
            List<Diagnostic> problems = new ArrayList<>();
            require(bankId, BANK_ID, "bank id", problems);
            require(accountId, ACCOUNT_ID, "account id", problems);
            if (!accountType.matches("CHECKING|SAVINGS|MONEYMRKT|CREDITLINE")) {
                problems.add(problem(
                        ImportCode.DOES_NOT_FIT,
                        "account type " + Texts.shown(accountType)
                                + ", expected CHECKING, SAVINGS, MONEYMRKT or CREDITLINE"));
            }
            if (quickBooksBank.filter(number -> !number.matches("[0-9]{1,9}")).isPresent()) {
                problems.add(
                        problem(ImportCode.DOES_NOT_FIT, "the bank's number for QuickBooks has not 1 to 9 digits"));
            }
            Optional<StatementBalance> closing = statement.closing();
            if (closing.isEmpty()) {
                problems.add(problem(
                        ImportCode.VALUE_MISSING, "the statement has no closing balance, expected one for LEDGERBAL"));
            }
            Set<String> ids = new HashSet<>();
            Set<String> references = new HashSet<>();
            Set<String> repeated = new HashSet<>();
            for (StatementEntry entry : statement.entries()) {
                entry.references()
                        .of(Role.BANK)
                        .filter(reference -> !references.add(reference))
                        .ifPresent(repeated::add);
                if (!ids.add(entry.id().value())) {
                    problems.add(problem(
                            ImportCode.NOT_UNIQUE,
                            "id " + Texts.shown(entry.id().value()) + " stands on two entries, expected unique ones"));
                }
                if (!entry.amount().getCurrency().equals(statement.currency())) {
                    problems.add(problem(
                            ImportCode.CURRENCY_MIXED,
                            "an entry is in " + entry.amount().getCurrency() + ", expected " + statement.currency()));
                }
            }
            return problems.isEmpty()
                    ? Checked.of(new OfxFile(this, closing.orElseThrow(), repeated))
                    : Checked.failed(problems);
        }

        private static void require(String value, int most, String name, List<Diagnostic> problems) {
            if (value.isBlank()) {
                problems.add(problem(ImportCode.VALUE_MISSING, name + " is missing, expected account(bank, number)"));
            } else if (value.length() > most) {
                problems.add(problem(
                        ImportCode.DOES_NOT_FIT,
                        name + " has " + value.length() + " characters, expected at most " + most));
            }
        }

        private static Diagnostic problem(ImportCode code, String message) {
            return Diagnostic.error(code, message, Diagnostic.Location.of("OFX file"));
        }
    }
}
