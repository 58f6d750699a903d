package io.counterfoil.bankfiles.export;

import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.bankfiles.source.internal.SpreadsheetText;
import io.counterfoil.bankfiles.source.internal.Texts;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.idempotency.IdempotencyStore;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import javax.money.CurrencyUnit;
import org.immutables.value.Value;

/**
 * Ledger journals for the general ledger of another system: accounts by a map, columns by a layout, control totals, and a mark for each journal, so that none goes
 * out twice (bank file specification BNK-59). Immutable, thread-safe as far as the store of marks is.
 */
public final class LedgerExport {

    private final Layout layout;
    private final String series;
    private final Map<String, String> accounts;
    private final IdempotencyStore marks;

    private LedgerExport(Builder builder) {
        layout = builder.layout;
        series = builder.series;
        accounts = Map.copyOf(builder.accounts);
        marks = builder.marks;
    }

    /** An export by the layout. */
    public static Builder builder(Layout layout) {
        return new Builder(layout);
    }

    /**
     * Takes the journals that no other batch has taken and marks them as this one's; the same batch again gives the same file. Nothing is marked where anything is
     * wrong: then all problems are listed.
     *
     * @param batch the host's name for the batch
     */
    public Checked<Batch> take(List<Journal> journals, String batch) {
        List<Diagnostic> problems = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        List<Journal> mine = new ArrayList<>();
        int elsewhere = 0;
        for (Journal journal : journals) {
            Diagnostic.Location at = Diagnostic.Location.of("journal " + journal.id());
            if (!ids.add(journal.id().toString())) {
                problems.add(Diagnostic.error(
                        ImportCode.NOT_UNIQUE, "journal " + journal.id() + " stands twice in the batch", at));
                continue;
            }
            check(journal, at, problems);
            var known = marks.find(key(journal));
            boolean changed =
                    known.filter(entry -> !entry.body().equals(body(journal))).isPresent();
            if (changed) {
                problems.add(Diagnostic.error(
                        ImportCode.NOT_UNIQUE,
                        "journal " + journal.id() + " went out before with other legs, expected a new id",
                        at));
            } else if (known.filter(entry -> !entry.result().equals(batch)).isPresent()) {
                elsewhere++;
            } else {
                mine.add(journal);
            }
        }
        if (!problems.isEmpty()) {
            return Checked.failed(problems);
        }
        List<Journal> marked = new ArrayList<>();
        for (Journal journal : mine) {
            var kept = marks.keep(new IdempotencyStore.Entry(key(journal), body(journal), batch));
            if (kept.result().equals(batch)) {
                marked.add(journal);
            } else {
                elsewhere++;
            }
        }
        return Checked.of(new Batch(this, batch, marked, elsewhere));
    }

    private IdempotencyKey key(Journal journal) {
        return IdempotencyKey.derived("ledger-export", series, journal.id().toString());
    }

    private static Sha256 body(Journal journal) {
        return Sha256.ofFields(
                journal.bookedOn(),
                journal.valueOn(),
                journal.legs().stream().map(Object::toString).toList());
    }

    private void check(Journal journal, Diagnostic.Location at, List<Diagnostic> problems) {
        Map<CurrencyUnit, Long> sums = new TreeMap<>();
        for (Journal.Leg leg : journal.legs()) {
            if (!accounts.containsKey(leg.account().toString())) {
                problems.add(Diagnostic.error(
                        ImportCode.ACCOUNT_NOT_MAPPED,
                        "account " + leg.account() + " of journal " + journal.id()
                                + " has no number in the other books",
                        at));
            }
            long signed = leg.side() == Journal.Side.DEBIT ? leg.minor() : Math.negateExact(leg.minor());
            sums.merge(leg.currency(), signed, Math::addExact);
        }
        sums.forEach((currency, sum) -> {
            if (sum != 0) {
                problems.add(Diagnostic.error(
                        ImportCode.UNBALANCED,
                        "journal " + journal.id() + " is out of balance by "
                                + Amounts.text(Amounts.in(currency).ofMinor(sum)),
                        at));
            }
        });
    }

    /** Journals that go out together. Immutable. */
    public static final class Batch {
        private final LedgerExport export;
        private final String id;
        private final List<Journal> journals;
        private final int elsewhere;

        private Batch(LedgerExport export, String id, List<Journal> journals, int elsewhere) {
            this.export = export;
            this.id = id;
            this.journals = List.copyOf(journals);
            this.elsewhere = elsewhere;
        }

        /** The host's name for it. */
        public String id() {
            return id;
        }

        /** The journals in it. */
        public List<Journal> journals() {
            return journals;
        }

        /** Journals that were offered and had gone out in other batches. */
        public int elsewhere() {
            return elsewhere;
        }

        /** Sums of the debits by currency; the credits are the same. */
        public Totals debits() {
            Totals totals = Totals.none();
            for (Journal journal : journals) {
                for (Journal.Leg leg : journal.legs()) {
                    totals = leg.side() == Journal.Side.DEBIT ? totals.plus(leg.amount()) : totals;
                }
            }
            return totals;
        }

        /** Rows without the header, a leg each. */
        public long rows() {
            return journals.stream().mapToLong(journal -> journal.legs().size()).sum();
        }

        /** One line for the person who books it. */
        public String sentence() {
            return "batch " + id + ": " + journals.size() + " journals, " + rows() + " rows, debits and credits "
                    + debits().amounts().stream().map(Amounts::text).toList()
                    + (elsewhere == 0 ? "" : ", " + elsewhere + " gone out before");
        }

        /** Writes the file in UTF-8; texts that begin as formulas get an apostrophe in front. The stream stays open. */
        public void writeTo(OutputStream out) throws IOException {
            Layout layout = export.layout;
            StringBuilder text = new StringBuilder();
            if (layout.header()) {
                append(
                        text,
                        layout,
                        layout.columns().stream().map(Column::label).toList());
            }
            for (Journal journal : journals) {
                for (int line = 0; line < journal.legs().size(); line++) {
                    List<String> cells = new ArrayList<>();
                    for (Column column : layout.columns()) {
                        cells.add(export.cell(column, journal, line, id));
                    }
                    append(text, layout, cells);
                }
            }
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        }

        private static void append(StringBuilder text, Layout layout, List<String> cells) {
            for (int i = 0; i < cells.size(); i++) {
                text.append(i == 0 ? "" : layout.delimiter()).append(quoted(cells.get(i), layout.delimiter()));
            }
            text.append("\r\n");
        }

        private static String quoted(String cell, char delimiter) {
            boolean needs = cell.indexOf(delimiter) >= 0 || cell.indexOf('"') >= 0;
            return needs ? "\"" + cell.replace("\"", "\"\"") + "\"" : cell;
        }
    }

    private String cell(Column column, Journal journal, int line, String batch) {
        Journal.Leg leg = journal.legs().get(line);
        boolean debit = leg.side() == Journal.Side.DEBIT;
        String amount = Amounts.plain(leg.amount());
        return switch (column.field()) {
            case CONSTANT -> words(column.constant());
            case BATCH -> words(batch);
            case JOURNAL -> words(journal.id().toString());
            case LINE -> Integer.toString(line + 1);
            case BOOKED_ON -> day(journal.bookedOn());
            case VALUE_ON -> day(journal.valueOn());
            case ACCOUNT -> words(accounts.getOrDefault(leg.account().toString(), ""));
            case DEBIT -> debit ? number(amount) : "";
            case CREDIT -> debit ? "" : number(amount);
            case SIGNED_AMOUNT ->
                number(debit ? amount : Amounts.plain(leg.amount().negate()));
            case SIDE -> debit ? "D" : "C";
            case CURRENCY -> leg.currency().getCurrencyCode();
            case MEMO ->
                words(journal.attributes().getOrDefault("memo", journal.id().toString()));
        };
    }

    private String day(java.time.LocalDate day) {
        return DateTimeFormatter.ofPattern(layout.datePattern().replace('y', 'u'), Locale.ROOT)
                .format(day);
    }

    private String number(String plain) {
        return plain.replace('.', layout.decimal());
    }

    private static String words(String text) {
        return SpreadsheetText.neutral(Texts.clean(text));
    }

    /** What a column holds. */
    public enum Field {
        /** Words of the layout. */
        CONSTANT,
        BATCH,
        JOURNAL,
        /** Number of the leg in its journal, from 1. */
        LINE,
        BOOKED_ON,
        VALUE_ON,
        /** Number of the account in the other books. */
        ACCOUNT,
        DEBIT,
        CREDIT,
        /** Debits positive, credits negative. */
        SIGNED_AMOUNT,
        /** D or C. */
        SIDE,
        CURRENCY,
        MEMO
    }

    /**
     * A column.
     *
     * @param label in the header
     * @param field what it holds
     * @param constant for {@link Field#CONSTANT}; else empty
     */
    public record Column(String label, Field field, String constant) {
        public Column {
            Objects.requireNonNull(label, "label");
            Objects.requireNonNull(field, "field");
            Objects.requireNonNull(constant, "constant");
        }

        /** A column of the journal's own. */
        public static Column of(String label, Field field) {
            return new Column(label, field, "");
        }
    }

    /** Columns of a file that other books take. The shipped ones are starting points, to be confirmed with the importing system. Immutable. */
    @Value.Immutable
    public interface Layout {

        /** Name of the system. */
        String id();

        /** From left to right. */
        List<Column> columns();

        /** Between two cells; comma. */
        @Value.Default
        default char delimiter() {
            return ',';
        }

        /** The decimal mark; point. */
        @Value.Default
        default char decimal() {
            return '.';
        }

        /** How days are written; {@code MM/dd/yyyy}. */
        @Value.Default
        default String datePattern() {
            return "MM/dd/yyyy";
        }

        /** Whether the first row names the columns; true. */
        @Value.Default
        default boolean header() {
            return true;
        }

        /** Refuses layouts that cannot be told apart or book nothing. */
        @Value.Check
        default void check() {
            Set<Field> fields = new HashSet<>();
            columns().forEach(column -> fields.add(column.field()));
            boolean amount = fields.contains(Field.SIGNED_AMOUNT)
                    || (fields.contains(Field.DEBIT) && fields.contains(Field.CREDIT));
            if (!fields.contains(Field.ACCOUNT) || !amount || delimiter() == decimal()) {
                throw new IllegalArgumentException("layout '" + id() + "' has the fields " + fields
                        + ", expected an account, an amount and marks that differ");
            }
        }

        /** QuickBooks Online, journal entries from a file. */
        static Layout quickBooks() {
            return builder()
                    .id("quickbooks")
                    .addColumns(
                            Column.of("JournalNo", Field.JOURNAL),
                            Column.of("JournalDate", Field.BOOKED_ON),
                            Column.of("Account", Field.ACCOUNT),
                            Column.of("Debits", Field.DEBIT),
                            Column.of("Credits", Field.CREDIT),
                            Column.of("Description", Field.MEMO),
                            Column.of("Currency", Field.CURRENCY))
                    .build();
        }

        /** Sage, audit trail transactions. */
        static Layout sage() {
            return builder()
                    .id("sage")
                    .datePattern("dd/MM/yyyy")
                    .addColumns(
                            Column.of("Type", Field.SIDE),
                            Column.of("Nominal A/C Ref", Field.ACCOUNT),
                            Column.of("Date", Field.BOOKED_ON),
                            Column.of("Reference", Field.JOURNAL),
                            Column.of("Details", Field.MEMO),
                            Column.of("Net Amount", Field.SIGNED_AMOUNT))
                    .build();
        }

        /** Dynamics, general journal lines. */
        static Layout dynamics() {
            return builder()
                    .id("dynamics")
                    .datePattern("yyyy-MM-dd")
                    .addColumns(
                            Column.of("JournalBatchNumber", Field.BATCH),
                            Column.of("Voucher", Field.JOURNAL),
                            Column.of("LineNumber", Field.LINE),
                            Column.of("TransDate", Field.BOOKED_ON),
                            new Column("AccountType", Field.CONSTANT, "Ledger"),
                            Column.of("AccountDisplayValue", Field.ACCOUNT),
                            Column.of("DebitAmount", Field.DEBIT),
                            Column.of("CreditAmount", Field.CREDIT),
                            Column.of("CurrencyCode", Field.CURRENCY),
                            Column.of("Text", Field.MEMO))
                    .build();
        }

        /** JD Edwards, journal batch (F0911Z1). */
        static Layout jdEdwards() {
            return builder()
                    .id("jd-edwards")
                    .addColumns(
                            Column.of("VNEDBT", Field.BATCH),
                            Column.of("VNEDTN", Field.JOURNAL),
                            Column.of("VNEDLN", Field.LINE),
                            Column.of("VNDGJ", Field.BOOKED_ON),
                            Column.of("VNANI", Field.ACCOUNT),
                            Column.of("VNAA", Field.SIGNED_AMOUNT),
                            Column.of("VNCRCD", Field.CURRENCY),
                            Column.of("VNEXA", Field.MEMO))
                    .build();
        }

        /** PeopleSoft, journal import from a file. */
        static Layout peopleSoft() {
            return builder()
                    .id("peoplesoft")
                    .addColumns(
                            Column.of("JOURNAL_ID", Field.JOURNAL),
                            Column.of("JOURNAL_DATE", Field.BOOKED_ON),
                            Column.of("JOURNAL_LINE", Field.LINE),
                            Column.of("ACCOUNT", Field.ACCOUNT),
                            Column.of("FOREIGN_CURRENCY", Field.CURRENCY),
                            Column.of("FOREIGN_AMOUNT", Field.SIGNED_AMOUNT),
                            Column.of("LINE_DESCR", Field.MEMO))
                    .build();
        }

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds layouts. Not thread-safe. */
        final class Builder extends ImmutableLayout.Builder {
            Builder() {}
        }
    }

    /** Builds exports. Not thread-safe. */
    public static final class Builder {
        private final Layout layout;
        private String series = "general-ledger";
        private final Map<String, String> accounts = new TreeMap<>();
        private IdempotencyStore marks = IdempotencyStore.inMemory();

        private Builder(Layout layout) {
            this.layout = layout;
        }

        /** The number that an account of the ledger has in the other books. */
        public Builder map(String account, String number) {
            accounts.put(account, number);
            return this;
        }

        /** Where marks are kept; in memory, which forgets. */
        public Builder marks(IdempotencyStore store) {
            marks = store;
            return this;
        }

        /** Name of the books that the journals go to: each has its own marks; {@code general-ledger}. */
        public Builder series(String name) {
            series = name;
            return this;
        }

        /** The export. */
        public LedgerExport build() {
            return new LedgerExport(this);
        }
    }
}
