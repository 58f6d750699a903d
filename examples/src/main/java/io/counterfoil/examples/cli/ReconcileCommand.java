package io.counterfoil.examples.cli;

import static io.counterfoil.reconciliation.plan.MatchKey.AMOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.PARTY;
import static io.counterfoil.reconciliation.plan.MatchKey.REFERENCE_LOOSELY;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Documents;
import io.counterfoil.payments.document.Table;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.reconciliation.engine.Match;
import io.counterfoil.reconciliation.engine.Portion;
import io.counterfoil.reconciliation.engine.Reconciler;
import io.counterfoil.reconciliation.engine.Reconciliation;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.item.ItemView;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.plan.PassDecision;
import io.counterfoil.reconciliation.plan.Tolerance;
import io.counterfoil.reconciliation.plan.Window;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Matches two files one to one and says what ties and what is left. */
@Command(
        name = "reconcile",
        mixinStandardHelpOptions = true,
        description = {
            "Matches two tables or statements: by reference and amount, then by party and amount; amount alone, within a window of days, is a suggestion.",
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

    /** Keys that would change amounts or rows, and are read by {@code statement} alone. */
    private static final Set<String> NOT_HEEDED = Set.of(
            "header", "sign", "debit", "credit", "flag", "debit-flags", "credit-flags", "skip-lines", "footer-lines");

    @Parameters(index = "0", paramLabel = "LEFT", description = "The outside truth, such as the bank.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private Path left;

    @Parameters(index = "1", paramLabel = "RIGHT", description = "The book.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private Path right;

    @Option(names = "--profile", paramLabel = "FILE", description = "How the files are written, window and tolerance.")
    private Optional<Path> profile = Optional.empty();

    @Option(names = "--currency", paramLabel = "CODE", description = "Currency of files that state none.")
    private Optional<String> currency = Optional.empty();

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

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    @Override
    public Integer call() {
        ProfileFile settings = ProfileFile.read(profile);
        settings.refuse(NOT_HEEDED, "reconcile");
        if (shown < 0) {
            throw new BadInputException("--show: " + shown + " is below zero, expected a number from 0");
        }
        MatchPlan plan = plan(settings);
        SideItems leftSide = ItemTable.read(left, "left", settings, currency);
        SideItems rightSide = ItemTable.read(right, "right", settings, currency);
        ItemBatch leftItems = leftSide.items();
        ItemBatch rightItems = rightSide.items();
        Reconciliation run = Reconciler.builder(plan).build().match(leftItems, rightItems, asOf(leftItems, rightItems));
        PrintWriter out = spec.commandLine().getOut();
        out.println(Documents.text(document(run, leftSide, rightSide), Locale.UK));
        Proof conservation = run.conservation();
        boolean allMatched = run.open(Side.LEFT).findAny().isEmpty()
                && run.open(Side.RIGHT).findAny().isEmpty()
                && leftItems.rejections().isEmpty()
                && rightItems.rejections().isEmpty()
                && run.matches().allMatch(match -> match.decision() == PassDecision.Outcome.CONFIRM);
        return strict && !(allMatched && conservation.holds()) ? ExitStatus.NOT_PROVEN : ExitStatus.OK;
    }

    private static MatchPlan plan(ProfileFile settings) {
        Window window = Window.days(
                        -settings.number("left", "days-before", 3), settings.number("left", "days-after", 3))
                .from(Side.LEFT);
        MatchPlan.Builder plan = MatchPlan.named("command line")
                .pass(Pass.oneToOne("reference and amount")
                        .on(REFERENCE_LOOSELY, AMOUNT)
                        .confirm())
                .pass(Pass.oneToOne("party and amount")
                        .on(PARTY, AMOUNT)
                        .within(window)
                        .confirm())
                .pass(Pass.oneToOne("amount").on(AMOUNT).within(window).suggest());
        settings.unsigned("left", "tolerance")
                .ifPresent(text -> plan.pass(Pass.oneToOne("reference, amount nearly")
                        .on(REFERENCE_LOOSELY)
                        .amount(Tolerance.absolute(text))
                        .within(window)
                        .suggest()));
        return plan.build();
    }

    /** Files have no clock: the run is judged at the end of the last day that they mention. */
    private static AsOf asOf(ItemBatch left, ItemBatch right) {
        LocalDate last = left.days().map(d -> d.to()).orElse(LocalDate.EPOCH);
        last = right.days().map(d -> d.to()).filter(last::isBefore).orElse(last);
        return AsOf.at(last.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC).minusSeconds(1), ZoneOffset.UTC);
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
        Document.Builder document =
                Document.titled("Reconciliation").subtitle(left.getFileName() + " against " + right.getFileName());
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
                        m.left().get(0).amount(),
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

    private static String ids(List<Portion> portions) {
        return portions.stream().map(p -> p.item().value()).collect(Collectors.joining(" + "));
    }
}
