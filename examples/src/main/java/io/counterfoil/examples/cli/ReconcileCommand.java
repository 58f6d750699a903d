package io.counterfoil.examples.cli;

import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Documents;
import io.counterfoil.payments.document.Table;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.reconciliation.engine.Match;
import io.counterfoil.reconciliation.engine.Reconciliation;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.item.ItemView;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.PassDecision;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Matches two files one to one and says what ties and what is left. */
@Command(
        name = "reconcile",
        mixinStandardHelpOptions = true,
        description = {
            "Matches two tables or statements: by reference and amount, then by party and amount. What reverses itself, what comes in sets of one party, amounts",
            "alone within a window of days, and parts of a referenced amount are suggestions.",
            "An item is used once. Where several readings are equally good, they are listed and nothing is decided."
        },
        footer = {
            "",
            "CSV columns: date and amount are needed; id, currency, reference, party, text are used where they are there. Other names, separators and",
            "decimal marks: --profile FILE with lines such as left.date = Booking date, right.amount = Betrag, decimal = \",\", days-after = 5, tolerance = 0.50.",
            "gzip files and camt statements can be given too.",
            "",
            "Exit status: 0; 1 with --strict when something ties, is left open, is only suggested or was rejected; 2 when a file cannot be used."
        })
public final class ReconcileCommand implements Callable<Integer> {

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private MatchingInput input;

    @Option(
            names = "--show",
            paramLabel = "N",
            defaultValue = "20",
            description = "Lines shown of each list (default ${DEFAULT-VALUE}).")
    private int shown;

    @Option(
            names = "--strict",
            description = "End with status 1 when something ties, is left open, is only suggested or was rejected.")
    private boolean strict;

    @Option(
            names = "--explain",
            arity = "0..1",
            fallbackValue = "",
            paramLabel = "LINE",
            description =
                    "With the id of a line: what became of it and why. Without: the plan, with estimates, and no run is shown.")
    private Optional<String> explain = Optional.empty();

    @Option(names = "--explain-analyze", description = "The plan with what each pass did.")
    private boolean analyze;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (shown < 0) {
            throw new BadInputException("--show: " + shown + " is below zero, expected a number from 0");
        }
        MatchingInput.Matched matched = input.match();
        Reconciliation run = matched.run();
        ItemBatch leftItems = matched.left().items();
        ItemBatch rightItems = matched.right().items();
        PrintWriter out = spec.commandLine().getOut();
        if (analyze || explain.isPresent()) {
            explain(matched, out);
            return ExitStatus.OK;
        }
        out.println(Documents.text(document(run, matched.left(), matched.right()), Locale.UK));
        Proof conservation = run.conservation();
        boolean allMatched = run.open(Side.LEFT).findAny().isEmpty()
                && run.open(Side.RIGHT).findAny().isEmpty()
                && leftItems.rejections().isEmpty()
                && rightItems.rejections().isEmpty()
                && run.matches().allMatch(match -> match.decision() == PassDecision.Outcome.CONFIRM);
        return strict && !(allMatched && conservation.holds()) ? ExitStatus.NOT_PROVEN : ExitStatus.OK;
    }

    private void explain(MatchingInput.Matched matched, PrintWriter out) {
        String line = explain.orElse("");
        if (!line.isEmpty()) {
            LineAnswer answer = new LineAnswer(matched.run());
            LineAnswer.find(matched.run(), line)
                    .forEach(one -> answer.about(one).forEach(out::println));
        } else if (explain.isPresent()) {
            out.print(matched.reconciler()
                    .explain(matched.left().items(), matched.right().items())
                    .text());
        }
        if (analyze) {
            out.print(matched.run().explainAnalyze().text());
        }
        out.flush();
    }

    private Document document(Reconciliation run, SideItems leftSide, SideItems rightSide) {
        List<Match> confirmed = run.matches()
                .filter(m -> m.decision() == PassDecision.Outcome.CONFIRM)
                .toList();
        List<Match> suggested = run.matches()
                .filter(m -> m.decision() != PassDecision.Outcome.CONFIRM)
                .toList();
        List<Resolution.Ambiguous<Match>> ambiguous = run.ambiguities().toList();
        Proof conservation = run.conservation();
        Document.Builder document = Document.titled("Reconciliation").subtitle(input.names());
        document.facts(
                Document.Block.Fact.of("Left", count(leftSide.items())),
                Document.Block.Fact.of("Right", count(rightSide.items())),
                Document.Block.Fact.of("Matched", (long) confirmed.size()),
                Document.Block.Fact.of("Suggested", (long) suggested.size()),
                Document.Block.Fact.of("Ambiguous", (long) ambiguous.size()),
                Document.Block.Fact.of("Open left", run.open(Side.LEFT).count()),
                Document.Block.Fact.of("Open right", run.open(Side.RIGHT).count()),
                new Document.Block.Fact(
                        "Conservation",
                        new Table.Cell.Mark(
                                conservation.status().name(),
                                conservation.holds() ? Document.Tone.GOOD : Document.Tone.BAD),
                        conservation.sentence(),
                        Document.Tone.NEUTRAL),
                Document.Block.Fact.of("Result hash", run.certificate().result().shortHex()));
        document.table(matches("Matched", confirmed));
        if (!suggested.isEmpty()) {
            document.table(matches("Suggested, a person confirms", suggested));
        }
        document.table(ambiguities(ambiguous));
        document.table(open("Open left", run, Side.LEFT)).table(open("Open right", run, Side.RIGHT));
        rejections(document, List.of(leftSide, rightSide));
        return document.build();
    }

    private static String count(ItemBatch items) {
        return items.size() + (items.size() == 1 ? " item, " : " items, ")
                + items.rejections().size() + " rejected";
    }

    private Table matches(String title, List<Match> matches) {
        Table.Builder table = Table.titled(title(title, matches.size()))
                .text("left", "Left")
                .text("right", "Right")
                .number("amount", "Amount")
                .text("why", "Why");
        matches.stream()
                .limit(shown)
                .forEach(m -> table.row(
                        m.id().toString(),
                        ids(m.left()),
                        ids(m.right()),
                        (m.left().isEmpty() ? m.right() : m.left()).get(0).amount(),
                        m.pass() + ": " + m.evidence().sentence()));
        return table.build();
    }

    private Table ambiguities(List<Resolution.Ambiguous<Match>> ambiguous) {
        Table.Builder table = Table.titled(title("Ambiguous, nothing is decided", ambiguous.size()))
                .number("readings", "Readings")
                .text("first", "One reading")
                .text("second", "Another")
                .text("why", "Why");
        int[] row = {0};
        ambiguous.stream()
                .limit(shown)
                .forEach(a -> table.row(
                        String.valueOf(row[0]++),
                        a.count().items(),
                        reading(a, 0),
                        reading(a, 1),
                        a.evidence().sentence()));
        return table.build();
    }

    private Table open(String title, Reconciliation run, Side side) {
        Table.Builder table = Table.titled(title(title, run.open(side).count()))
                .text("id", "Id")
                .text("day", "Day")
                .number("amount", "Open")
                .text("why", "Why not");
        run.open(side)
                .limit(shown)
                .map(ItemView::toItem)
                .forEach(item -> table.row(
                        item.id().value(),
                        item.id().value(),
                        item.day(),
                        item.open(),
                        run.whyNot(side, item.id()).stream()
                                .findFirst()
                                .map(o -> o.sentence())
                                .orElse("")));
        return table.build();
    }

    private void rejections(Document.Builder document, List<SideItems> sides) {
        Table.Builder table = Table.titled("Rejected").text("at", "Where").text("why", "Why");
        int[] row = {0};
        for (SideItems side : sides) {
            side.complaints().stream()
                    .limit(shown)
                    .forEach(c ->
                            table.row(String.valueOf(row[0]++), c.location().toString(), c.message()));
        }
        if (row[0] > 0) {
            document.table(table.build());
        }
    }

    private String title(String what, long of) {
        return of > shown ? what + " (first " + shown + " of " + of + ")" : what;
    }

    private static String reading(Resolution.Ambiguous<Match> ambiguous, int at) {
        return ambiguous.alternatives().size() > at
                ? ids(ambiguous.alternatives().get(at).left()) + " = "
                        + ids(ambiguous.alternatives().get(at).right())
                : "";
    }

    private static String ids(List<Match.Portion> portions) {
        return portions.stream().map(p -> p.item().value()).collect(Collectors.joining(" + "));
    }
}
