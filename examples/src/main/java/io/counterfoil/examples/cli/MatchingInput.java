package io.counterfoil.examples.cli;

import static io.counterfoil.reconciliation.plan.MatchKey.AMOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.PARTY;
import static io.counterfoil.reconciliation.plan.MatchKey.REFERENCE_LOOSELY;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.calendar.HolidayCalendar;
import io.counterfoil.reconciliation.engine.Reconciler;
import io.counterfoil.reconciliation.engine.Reconciliation;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.json.ReconciliationJson;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.plan.PlanException;
import io.counterfoil.reconciliation.plan.Tolerance;
import io.counterfoil.reconciliation.plan.Window;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The two files of a reconciliation, how they are written, and the plan that is run over them. */
final class MatchingInput {

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
            names = "--plan",
            paramLabel = "FILE",
            description = "A plan as JSON instead of the standard one; business days are Monday to Friday.")
    private Optional<Path> planFile = Optional.empty();

    /**
     * Both sides as they were read, and how they are matched.
     *
     * @param left side
     * @param right side
     * @param reconciler bound to the plan
     * @param run what it found
     */
    record Matched(SideItems left, SideItems right, Reconciler reconciler, Reconciliation run) {}

    Matched match() {
        ProfileFile settings = ProfileFile.read(profile);
        settings.refuse(NOT_HEEDED, "reconcile");
        MatchPlan plan = planFile.map(MatchingInput::read).orElseGet(() -> standard(settings));
        SideItems leftSide = ItemTable.read(left, "left", settings, currency);
        SideItems rightSide = ItemTable.read(right, "right", settings, currency);
        Reconciler reconciler = Reconciler.builder(plan)
                .calendar(
                        BusinessCalendar.of(HolidayCalendar.of(Set.of(), Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY))))
                .build();
        return new Matched(
                leftSide,
                rightSide,
                reconciler,
                reconciler.match(leftSide.items(), rightSide.items(), asOf(leftSide.items(), rightSide.items())));
    }

    String names() {
        return left.getFileName() + " against " + right.getFileName();
    }

    private static MatchPlan read(Path file) {
        try {
            return ReconciliationJson.plan(Files.readString(file, StandardCharsets.UTF_8), MatchPlan.Parts.NONE);
        } catch (PlanException e) {
            throw new BadInputException(file + ": " + e.getMessage());
        } catch (IOException e) {
            throw new BadInputException(file + ": cannot be read as UTF-8 text, expected a plan as JSON");
        }
    }

    /** Names before amounts; what nets, what comes in sets and what comes in part is looked for among what is left. */
    private static MatchPlan standard(ProfileFile settings) {
        int before = settings.number("left", "days-before", 3);
        int after = settings.number("left", "days-after", 3);
        Window window = Window.days(-before, after).from(Side.LEFT);
        Window near = Window.days(0, Math.max(before, after));
        MatchPlan.Builder plan = MatchPlan.named("command line")
                .pass(Pass.oneToOne("reference and amount")
                        .on(REFERENCE_LOOSELY, AMOUNT)
                        .confirm())
                .pass(Pass.oneToOne("party and amount")
                        .on(PARTY, AMOUNT)
                        .within(window)
                        .confirm())
                .pass(Pass.netting("reversal, left", Side.LEFT)
                        .on(REFERENCE_LOOSELY)
                        .within(near)
                        .suggest())
                .pass(Pass.netting("reversal, right", Side.RIGHT)
                        .on(REFERENCE_LOOSELY)
                        .within(near)
                        .suggest())
                .pass(Pass.oneToMany("one for several of a party")
                        .on(PARTY)
                        .within(window)
                        .suggest())
                .pass(Pass.manyToOne("several for one of a party")
                        .on(PARTY)
                        .within(window)
                        .suggest())
                .pass(Pass.oneToOne("amount").on(AMOUNT).within(window).suggest());
        settings.unsigned("left", "tolerance")
                .ifPresent(text -> plan.pass(Pass.oneToOne("reference, amount nearly")
                        .on(REFERENCE_LOOSELY)
                        .amount(Tolerance.absolute(text))
                        .within(window)
                        .suggest()));
        return plan.pass(Pass.oneToOne("reference, in part")
                        .on(REFERENCE_LOOSELY)
                        .partial(Side.RIGHT)
                        .suggest())
                .build();
    }

    /** Files have no clock: the run is judged at the end of the last day that they mention. */
    private static AsOf asOf(ItemBatch left, ItemBatch right) {
        LocalDate last = left.days().map(d -> d.to()).orElse(LocalDate.EPOCH);
        last = right.days().map(d -> d.to()).filter(last::isBefore).orElse(last);
        return AsOf.at(last.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC).minusSeconds(1), ZoneOffset.UTC);
    }
}
