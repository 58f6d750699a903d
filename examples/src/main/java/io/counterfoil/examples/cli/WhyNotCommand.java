package io.counterfoil.examples.cli;

import io.counterfoil.reconciliation.item.Side;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says why a line has no match, or why two lines are none. */
@Command(
        name = "why-not",
        mixinStandardHelpOptions = true,
        description = {
            "Says why a line of one file is not matched with a line of the other, rule by rule; with one line, compares it with the nearest ones.",
            "A line is named by its id, or by left:ID and right:ID where both files have the id."
        },
        footer = {"", "Exit status: 0; 2 when a file cannot be used or no line has the id."})
public final class WhyNotCommand implements Callable<Integer> {

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private MatchingInput input;

    @Parameters(index = "2", paramLabel = "LINE", description = "The line that is asked about.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private String line;

    @Parameters(index = "3", arity = "0..1", paramLabel = "OTHER", description = "A line of the other file.")
    private Optional<String> other = Optional.empty();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    @Override
    public Integer call() {
        MatchingInput.Matched matched = input.match();
        LineAnswer answer = new LineAnswer(matched.run());
        List<LineAnswer.Named> asked = LineAnswer.find(matched.run(), line);
        PrintWriter out = spec.commandLine().getOut();
        if (other.isEmpty()) {
            asked.forEach(one -> answer.about(one).forEach(out::println));
            return ExitStatus.OK;
        }
        List<LineAnswer.Named> others = LineAnswer.find(matched.run(), other.get());
        for (Side side : Side.values()) {
            for (LineAnswer.Named one : asked) {
                others.stream()
                        .filter(another -> one.side() == side && another.side() == side.other())
                        .forEach(another -> pair(answer, one, another, out));
            }
        }
        if (asked.stream().allMatch(one -> others.stream().allMatch(another -> one.side() == another.side()))) {
            throw new BadInputException(
                    "'" + line + "' and '" + other.get() + "' stand on one side, expected a line of each file");
        }
        return ExitStatus.OK;
    }

    private static void pair(LineAnswer answer, LineAnswer.Named one, LineAnswer.Named another, PrintWriter out) {
        answer.about(one).stream().limit(2).forEach(out::println);
        out.println("Against the line that is asked about:");
        answer.between(one, another).forEach(out::println);
    }
}
