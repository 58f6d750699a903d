package io.counterfoil.examples;

import io.counterfoil.examples.cli.AgeCommand;
import io.counterfoil.examples.cli.BadInputException;
import io.counterfoil.examples.cli.ClientServicesMonthCommand;
import io.counterfoil.examples.cli.CollectionsMonthCommand;
import io.counterfoil.examples.cli.DayCloseCommand;
import io.counterfoil.examples.cli.DeskWeekCommand;
import io.counterfoil.examples.cli.ExceptionWeekCommand;
import io.counterfoil.examples.cli.ExitStatus;
import io.counterfoil.examples.cli.PaymentDeskWeekCommand;
import io.counterfoil.examples.cli.ReconcileCommand;
import io.counterfoil.examples.cli.StatementCommand;
import io.counterfoil.examples.cli.WhyNotCommand;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.TypeConversionException;

/** The command line of the examples; without arguments it runs the day close. */
@Command(
        name = "counterfoil",
        mixinStandardHelpOptions = true,
        version = "Counterfoil 0.1.0-SNAPSHOT",
        description = "Payment operations on the command line. Without a command: day-close.",
        footer = {
            "",
            "Exit status: 0 done; 1 with --strict when a proof is BROKEN or breaks remain; 2 when input or arguments cannot be used; 3 on a defect of the program."
        },
        subcommands = {
            DayCloseCommand.class,
            ReconcileCommand.class,
            WhyNotCommand.class,
            StatementCommand.class,
            AgeCommand.class,
            DeskWeekCommand.class,
            ClientServicesMonthCommand.class,
            CollectionsMonthCommand.class,
            PaymentDeskWeekCommand.class,
            ExceptionWeekCommand.class
        })
public final class Main {

    /** Keeps a reference, because loggers without one may be collected together with their level. */
    private static final Logger MONEY = Logger.getLogger("org.javamoney");

    private Main() {}

    /** Runs a command and ends the process with its status. */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int status = run(List.of(arguments), out, err);
        if (status != 0) {
            System.exit(status);
        }
    }

    /** Runs a command; what it says goes to the writers. */
    public static int run(List<String> arguments, PrintWriter out, PrintWriter err) {
        MONEY.setLevel(Level.WARNING);
        List<String> words = arguments.isEmpty() ? List.of("day-close") : arguments;
        return new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .registerConverter(LocalDate.class, text -> dated(text, LocalDate::parse, "yyyy-MM-dd"))
                .registerConverter(Instant.class, text -> dated(text, Instant::parse, "2027-03-31T20:30:00Z"))
                .setParameterExceptionHandler((failure, given) -> {
                    err.println(failure.getMessage());
                    CommandLine.UnmatchedArgumentException.printSuggestions(failure, err);
                    err.println(
                            "Try '" + failure.getCommandLine().getCommandSpec().qualifiedName() + " --help'");
                    return ExitStatus.BAD_INPUT;
                })
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (failure instanceof BadInputException || failure instanceof UncheckedIOException) {
                        err.println(failure.getMessage());
                        return ExitStatus.BAD_INPUT;
                    }
                    throw failure;
                })
                .setExitCodeExceptionMapper(failure -> ExitStatus.DEFECT)
                .execute(words.toArray(String[]::new));
    }

    private static <T> T dated(String text, Function<String, T> parser, String pattern) {
        try {
            return parser.apply(text);
        } catch (DateTimeParseException e) {
            throw new TypeConversionException("'" + text + "' does not exist or is not written as " + pattern);
        }
    }
}
