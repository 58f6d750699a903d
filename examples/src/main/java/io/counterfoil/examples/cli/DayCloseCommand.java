package io.counterfoil.examples.cli;

import de.siegmar.fastcsv.reader.CsvParseException;
import io.counterfoil.examples.dayclose.DayCloseRun;
import io.counterfoil.examples.dayclose.DayStores;
import io.counterfoil.examples.dayclose.InputFolder;
import io.counterfoil.examples.dayclose.ShuffledFolder;
import io.counterfoil.jdbc.DatabaseException;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.proof.ProofStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import javax.money.MonetaryException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** One day of a meeting-room company, from files to a report. */
@Command(
        name = "day-close",
        mixinStandardHelpOptions = true,
        description = {
            "Closes a day of Parlour Rooms: proves files and payouts, reconciles Stripe with the bank and payments with invoices, posts the ledger,",
            "ages what is left, raises alerts and opens tickets. Prints one screen and writes a report in HTML.",
            "What it does is kept in a database, step by step: killed in the middle and started again, it ends in the same report.",
            "Without --data it lives a quarter beside a simulated Stripe: webhooks that come twice, late or never, pulls, payment links."
        },
        footer = {
            "",
            "Exit status: 0; 1 with --strict when a proof is BROKEN or breaks remain; 2 when a file cannot be used."
        })
public final class DayCloseCommand implements Callable<Integer> {

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Files of the same form as the example's; without it the example.")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--now",
            paramLabel = "INSTANT",
            defaultValue = "2027-03-31T20:30:00Z",
            description = "The moment of the close (default ${DEFAULT-VALUE}).")
    private Instant now = Instant.EPOCH;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            defaultValue = "target/day-close/report.html",
            description = "Where the report goes (default ${DEFAULT-VALUE}).")
    private Path report = Path.of("report.html");

    @Option(
            names = "--shuffle",
            paramLabel = "SEED",
            description = "Read the files in another order; the result hash must stay.")
    private Optional<Long> shuffle = Optional.empty();

    @Mixin
    private StoreOptions store = new StoreOptions();

    @Option(names = "--bars", description = "Draw progress bars, for a terminal; without it, one line a step.")
    private boolean bars;

    @Option(names = "--strict", description = "End with status 1 when a proof is BROKEN or breaks remain.")
    private boolean strict;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    @Override
    public Integer call() {
        InputFolder folder = data.map(path -> InputFolder.at(checked(path))).orElseGet(InputFolder::example);
        InputFolder ordered = shuffle.<InputFolder>map(seed -> new ShuffledFolder(folder, seed))
                .orElse(folder);
        DayCloseRun run = stored(ordered);
        write(run.report());
        spec.commandLine().getOut().println(run.summary());
        spec.commandLine().getOut().println("Report: " + report.toAbsolutePath().normalize());
        return strict && (run.status() == ProofStatus.BROKEN || run.hasBreaks())
                ? ExitStatus.NOT_PROVEN
                : ExitStatus.OK;
    }

    private DayCloseRun stored(InputFolder folder) {
        Optional<OneConnection> opened = store.open();
        if (opened.isEmpty()) {
            return run(folder, DayStores.inMemory());
        }
        try (OneConnection connection = opened.get()) {
            String way = (data.isPresent() ? "files" : "simulated")
                    + shuffle.map(seed -> " " + seed).orElse("");
            return run(folder, DayStores.on(connection, DayCloseRun.key(folder, now, way)));
        } catch (DayStores.UnusableException | Refusal.RefusedException e) {
            throw new BadInputException("--store: " + e.getMessage()
                    + "\nMaybe another release or another process wrote to it: use another --store");
        } catch (DatabaseException e) {
            throw new BadInputException("--store: " + e.code().id() + ": " + e.getMessage()
                    + cause(e).map(why -> " (" + why + ")").orElse(""));
        } catch (SQLException e) {
            throw new BadInputException("--store: cannot be closed (SQL state " + e.getSQLState() + ")");
        }
    }

    /** What a person can do something about; a driver's own sentence may show an address or a row, so only these. */
    private static Optional<String> cause(DatabaseException e) {
        String state = e.getCause() instanceof SQLException sql ? String.valueOf(sql.getSQLState()) : "";
        return switch (state) {
            case "90020" -> Optional.of("the file is in use by another process");
            case "28P01", "28000" -> Optional.of("the user or its password is not accepted");
            case "3D000" -> Optional.of("there is no such database");
            case "08001" -> Optional.of("nothing answers at the address");
            default -> Optional.empty();
        };
    }

    private DayCloseRun run(InputFolder folder, DayStores stores) {
        try {
            ConsoleProgress progress = new ConsoleProgress(spec.commandLine().getErr(), bars);
            return data.isPresent()
                    ? DayCloseRun.of(folder, stores, now, progress)
                    : DayCloseRun.simulated(folder, stores, now, progress);
        } catch (UncheckedIOException e) {
            throw new BadInputException(String.valueOf(e.getMessage()));
        } catch (Checked.BadDataException e) {
            throw unusable(e.diagnostics().stream().map(Diagnostic::message).collect(Collectors.joining("; ")));
        } catch (CsvParseException | DateTimeParseException | MonetaryException e) {
            throw unusable(String.valueOf(e.getMessage()));
        }
    }

    private BadInputException unusable(String why) {
        return new BadInputException(
                data.map(Path::toString).orElse("the example") + ": a file has a value that cannot be used: " + why);
    }

    private static Path checked(Path folder) {
        if (!Files.isRegularFile(folder.resolve("index.txt"))) {
            throw new BadInputException(folder + ": has no index.txt, expected a folder of the example's form");
        }
        return folder;
    }

    private void write(String page) {
        try {
            Path parent = report.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.writeString(report, page);
        } catch (IOException e) {
            throw new BadInputException(report + ": cannot be written: " + e.getMessage());
        }
    }
}
