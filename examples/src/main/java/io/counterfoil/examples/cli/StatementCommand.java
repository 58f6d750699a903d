package io.counterfoil.examples.cli;

import io.counterfoil.bankfiles.imports.BankProfile;
import io.counterfoil.bankfiles.imports.Imports;
import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Documents;
import io.counterfoil.payments.document.Table;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.reconciliation.statement.ImportHistory;
import io.counterfoil.reconciliation.statement.StatementEntry;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Proves bank statements by their own totals and shows what is in them. */
@Command(
        name = "statement",
        mixinStandardHelpOptions = true,
        description = {
            "Reads bank statements (camt.052, camt.053, camt.054, MT940, MT942, BAI2, OFX, QFX, QBO, CSV) and files of payments and their answers (Nacha, CPA 005,",
            "Standard 18, Bacs reports, pain.001, pain.002, pain.008, MT103, Fedwire, pacs.008, pacs.009), and prints the receipt of each: PROVED, UNPROVED or",
            "BROKEN, with every difference. The format is found from the content, not from the name. The same file given twice is taken in once."
        },
        footer = {
            "",
            "CSV columns without a profile: date (yyyy-MM-dd), amount (signed, decimal point), currency, description; also value_date, reference,",
            "counterparty, balance where they are there. With --currency or --profile: date, amount, text unless the profile names others.",
            "A profile is a file of lines key = value: delimiter, quote, header, decimal, grouping, date-pattern, date, value-date, sign (signed, inverted,",
            "debit-credit-columns, flag, parentheses), amount, debit, credit, flag, debit-flags, credit-flags, text, reference, counterparty, balance, currency,",
            "currency-column, skip-lines, footer-lines, opening, closing.",
            "",
            "Exit status: 0; 1 with --strict when a file is BROKEN; 2 when a file is no statement, ends early, or none of its records can be read."
        })
public final class StatementCommand implements Callable<Integer> {

    private static final int SHOWN = 20;

    private static final Set<ImportCode> UNUSABLE = Set.of(
            ImportCode.EMPTY_FILE,
            ImportCode.FORMAT_UNKNOWN,
            ImportCode.FORMAT_NOT_READ,
            ImportCode.NOT_CAMT,
            ImportCode.NOT_CSV,
            ImportCode.NO_STATEMENT,
            ImportCode.XML_MALFORMED,
            ImportCode.DTD_FORBIDDEN,
            ImportCode.LIMIT_EXCEEDED,
            ImportCode.QUOTE_OPEN);

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Statement files.")
    private List<Path> files = List.of();

    @Option(names = "--profile", paramLabel = "FILE", description = "How a CSV file is written.")
    private Optional<Path> profile = Optional.empty();

    @Option(names = "--currency", paramLabel = "CODE", description = "Currency of CSV files that state none.")
    private Optional<String> currency = Optional.empty();

    @Option(
            names = "--entries",
            description = "Print the entries too, or the payments, returns and answers of a file that is no statement.")
    private boolean entries;

    @Option(names = "--strict", description = "End with status 1 when a file is BROKEN.")
    private boolean strict;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        ImportHistory history = ImportHistory.inMemory();
        Imports imports = imports(history);
        boolean unusable = false;
        boolean broken = false;
        files.forEach(InputFiles::checked);
        for (Path file : files) {
            ByteSource source = ByteSource.of(file);
            ImportReceipt receipt = imports.prove(source);
            out.println(Documents.text(document(file, receipt), Locale.UK));
            if (receipt.postable()) {
                if (entries) {
                    print(imports, source, receipt, out);
                }
                history.remember(receipt);
            }
            Optional<String> complaint = complaint(file, receipt);
            complaint.ifPresent(spec.commandLine().getErr()::println);
            unusable |= complaint.isPresent();
            broken |= receipt.status() == ProofStatus.BROKEN;
        }
        return unusable ? ExitStatus.BAD_INPUT : broken && strict ? ExitStatus.NOT_PROVEN : ExitStatus.OK;
    }

    /** Why the file as a whole is of no use: it is no statement, it ends early, or none of its records can be read. */
    private static Optional<String> complaint(Path file, ImportReceipt receipt) {
        Optional<Diagnostic> found = receipt.diagnostics().stream()
                .filter(d -> UNUSABLE.stream().anyMatch(code -> d.code().is(code)))
                .findFirst();
        if (found.isEmpty()
                && receipt.items() == 0
                && receipt.keptApart() == 0
                && !receipt.rejections().isEmpty()) {
            found = receipt.diagnostics().stream()
                    .filter(d -> d.level() == Diagnostic.Level.ERROR)
                    .findFirst();
        }
        return found.map(d -> in(file, d.location()) + ": " + d.message());
    }

    private static Diagnostic.Location in(Path file, Diagnostic.Location at) {
        return new Diagnostic.Location(
                file.toString(), at.line(), at.column(), at.offset() == 0 ? -1 : at.offset(), at.field());
    }

    private Imports imports(ImportHistory history) {
        Imports.Builder builder = Imports.builder().history(history);
        if (profile.isPresent() || currency.isPresent()) {
            builder.profile(BankProfile.of(ProfileFile.read(profile).statement("left", currency)));
        }
        return builder.build();
    }

    private static Document document(Path file, ImportReceipt receipt) {
        Document.Builder document =
                Document.titled(file.getFileName().toString()).subtitle(receipt.sentence());
        Document.Tone tone = switch (receipt.status()) {
            case PROVED -> Document.Tone.GOOD;
            case UNPROVED -> Document.Tone.CAUTION;
            case BROKEN -> Document.Tone.BAD;
        };
        document.facts(
                new Document.Block.Fact(
                        "Proof", new Table.Cell.Mark(receipt.status().name(), tone), "", tone),
                Document.Block.Fact.of(
                        "Format",
                        receipt.format() + receipt.dialect().map(d -> " " + d).orElse("")),
                Document.Block.Fact.of("Entries", receipt.items()),
                Document.Block.Fact.of("Rejected", (long) receipt.rejections().size()),
                Document.Block.Fact.of("Kept apart", receipt.keptApart()),
                Document.Block.Fact.of("Sum of entries", receipt.sums().toString()),
                Document.Block.Fact.of("Seen before", receipt.duplicate().name()),
                Document.Block.Fact.of("SHA-256", receipt.sha256().shortHex()));
        if (!receipt.disagreements().isEmpty()) {
            Table.Builder table = Table.titled("Declared figures that differ")
                    .text("at", "Where")
                    .text("name", "Figure")
                    .number("declared", "Declared")
                    .number("computed", "Computed");
            int row = 0;
            for (ImportReceipt.ControlTotal total : receipt.disagreements()) {
                table.row(
                        String.valueOf(row++),
                        total.at().toString(),
                        total.level() + " " + total.name(),
                        total.declared(),
                        total.computed());
            }
            document.table(table.build());
        }
        if (!receipt.diagnostics().isEmpty()) {
            Table.Builder table = Table.titled("Findings")
                    .text("at", "Where")
                    .text("code", "Code")
                    .text("message", "What");
            int row = 0;
            for (Diagnostic found : receipt.diagnostics()
                    .subList(0, Math.min(SHOWN, receipt.diagnostics().size()))) {
                table.row(
                        String.valueOf(row++),
                        found.location().toString(),
                        found.level() + " " + found.code().id(),
                        found.message());
            }
            document.table(table.build());
            if (receipt.diagnostics().size() > SHOWN) {
                document.paragraph((receipt.diagnostics().size() - SHOWN) + " more findings are not shown.");
            }
        }
        return document.build();
    }

    private static void print(Imports imports, ByteSource source, ImportReceipt receipt, PrintWriter out) {
        Table.Builder table = Table.titled("Entries")
                .text("booked", "Booked")
                .number("amount", "Amount")
                .text("party", "Other party")
                .text("text", "Text")
                .text("id", "Id");
        int[] row = {0};
        try (Stream<StatementEntry> all = imports.entries(source, receipt)) {
            all.forEach(entry -> table.row(
                    String.valueOf(row[0]++),
                    entry.bookedOn(),
                    entry.amount(),
                    entry.counterparty().map(StatementEntry.Counterparty::name).orElse(""),
                    entry.text(),
                    entry.id().value()));
        }
        boolean statement = row[0] > 0 || receipt.items() == 0;
        out.println(Documents.text(
                Document.titled(source.name())
                        .table(statement ? table.build() : RecordTable.of(imports, source, receipt))
                        .build(),
                Locale.UK));
    }
}
