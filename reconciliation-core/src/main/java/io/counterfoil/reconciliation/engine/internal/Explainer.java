package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.difference.DifferenceExplainer;
import io.counterfoil.reconciliation.difference.RateBand;
import io.counterfoil.reconciliation.engine.Confidence;
import io.counterfoil.reconciliation.engine.Reconciliation;
import io.counterfoil.reconciliation.item.ItemView;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.MatchKey;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.plan.Window;
import io.counterfoil.reconciliation.score.ScoreModel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says why a match is one and why a pair is none, from the rows and the plan. Thread-safe after the run. */
final class Explainer {

    private final Run run;

    Explainer(Run run) {
        this.run = run;
    }

    static int firstDay(SideData side, int[] rows) {
        int day = Integer.MAX_VALUE;
        for (int row : rows) {
            day = Math.min(day, side.columns.day[row]);
        }
        return day;
    }

    /** What a pass lays side by side: rows of both sides, or money out and money in of one. */
    private static final class Pairing {

        private final SideData left;
        private final int[] leftRows;
        private final SideData right;
        private final int[] rightRows;

        private Pairing(SideData left, int[] leftRows, SideData right, int[] rightRows) {
            this.left = left;
            this.leftRows = leftRows;
            this.right = right;
            this.rightRows = rightRows;
        }

        static Pairing of(Run run, Pass pass, int[] leftRows, int[] rightRows) {
            if (pass.oneSide().isEmpty()) {
                return new Pairing(run.left, leftRows, run.right, rightRows);
            }
            SideData side = run.side(pass.oneSide().get());
            int[] rows = side == run.left ? leftRows : rightRows;
            int[] out =
                    Arrays.stream(rows).filter(row -> side.openMinor(row) < 0).toArray();
            int[] in =
                    Arrays.stream(rows).filter(row -> side.openMinor(row) > 0).toArray();
            return new Pairing(side, out, side, in);
        }

        private PairCheck check(Pass pass, @Nullable BusinessCalendar calendar) {
            Units lefts = Units.together(left, leftRows);
            Units rights = Units.together(right, rightRows);
            return new PairCheck(
                    pass,
                    pass.oneSide().isPresent() ? lefts.turned() : lefts,
                    OneSidePass.facing(pass, rights),
                    calendar);
        }
    }

    List<Evidence.Fact> why(int match, Pass pass, Confidence confidence) {
        int[] leftRows = run.matches.left(match);
        int[] rightRows = run.matches.right(match);
        List<Evidence.Fact> facts = new ArrayList<>();
        if (!pass.partial().isEmpty() && run.parts.isDivided(match)) {
            facts.add(part(match, leftRows, rightRows));
        }
        facts.addAll(agreement(pass, leftRows, rightRows));
        SetPass.contradiction(run, pass, leftRows, rightRows).ifPresent(facts::add);
        waterfall(pass, leftRows, rightRows)
                .ifPresent(w -> facts.add(fact(Reconciliation.Reason.SCORE, "score " + String.join(", ", w.lines()))));
        confidence
                .risk()
                .ifPresent(r -> facts.add(fact(
                        Reconciliation.Reason.COINCIDENCE,
                        r.expected(6).toPlainString() + " sets are expected to hit by chance, allowed "
                                + java.math.BigDecimal.valueOf(pass.maxCoincidenceMillionths(), 6)
                                        .stripTrailingZeros()
                                        .toPlainString()
                                + (r.sampled() ? ", counted on a sample" : "")
                                + (r.numerator().signum() == 0 ? ", as none lies near the amount" : ""))));
        confidence
                .likelihood()
                .ifPresent(l -> facts.add(fact(
                        Reconciliation.Reason.LIKELIHOOD,
                        "probability " + l.probability().toPlainString()
                                + (l.exact()
                                        ? ""
                                        : ", approximately: weak pairs of a large component were left out"))));
        if (confidence.certainty() == Confidence.Certainty.INTERCHANGEABLE) {
            facts.add(fact(
                    Reconciliation.Reason.INTERCHANGEABLE,
                    "paired in order among items declared to be as good as each other"));
        } else {
            facts.add(fact(
                    Reconciliation.Reason.BEST_ASSIGNMENT,
                    "every best assignment has it, the best one without it weighs "
                            + bits(confidence.margin().regretMillibits()) + " bits less"));
        }
        return facts;
    }

    static String bits(long millibits) {
        return java.math.BigDecimal.valueOf(millibits, 3).toPlainString();
    }

    private static Evidence.Fact fact(Code code, String sentence) {
        return new Evidence.Fact(code, sentence, Map.of());
    }

    /** What the two sides have in common, strongest first. */
    List<Evidence.Fact> agreement(Pass pass, int[] leftRows, int[] rightRows) {
        Pairing pair = Pairing.of(run, pass, leftRows, rightRows);
        PairCheck check = pair.check(pass, run.setting.calendar());
        List<Evidence.Fact> facts = new ArrayList<>();
        Set<MatchKey> keys = EnumSet.noneOf(MatchKey.class);
        pass.keyLists().forEach(keys::addAll);
        keys.addAll(pass.evidence());
        keys.addAll(pass.overriding());
        for (MatchKey key : keys) {
            if (key != MatchKey.AMOUNT && check.agrees(key, 0, 0)) {
                facts.add(fact(codeOf(key), sentenceOf(key, pair)));
            }
        }
        for (Pass.Gate gate : pass.requiredGates()) {
            facts.add(fact(Reconciliation.Reason.REFERENCE_IN_TEXT, "texts pass " + gate));
        }
        if (pass.partial().isEmpty()) {
            facts.add(check.cancels() ? cancelling(pass, pair) : amount(pass, leftRows, rightRows));
        }
        pass.window().ifPresent(window -> {
            Long days = check.leftToRight(window, 0, 0);
            if (days != null && window.admits(days)) {
                facts.add(fact(Reconciliation.Reason.DAY_WITHIN, apart(window, days) + ", " + limit(window)));
            }
        });
        return facts;
    }

    private static Evidence.Fact cancelling(Pass pass, Pairing pair) {
        long minor = Math.absExact(pair.left.openMinor(pair.leftRows[0]));
        String accounts = pass.isTransfer() ? " from one own account to another" : " and back";
        return fact(
                pass.isTransfer() ? Reconciliation.Reason.TRANSFER : Reconciliation.Reason.CANCELS,
                money(pair.left, pair.leftRows, minor) + (pair.left == pair.right ? " out" : " moved") + accounts);
    }

    private Evidence.Fact part(int match, int[] leftRows, int[] rightRows) {
        boolean leftIsDivided = run.leftMatch[leftRows[0]] != match;
        SideData side = leftIsDivided ? run.left : run.right;
        int[] rows = leftIsDivided ? leftRows : rightRows;
        return fact(
                Reconciliation.Reason.PART_MATCHED,
                money(side, rows, run.parts.of(match, side, rows)[0]) + " of "
                        + money(side, rows, side.batch.openMinor(rows[0])) + " of " + ids(side, rows)
                        + ", the rest stays open");
    }

    /** What earlier matches took of a row that is still open. */
    List<Obstacle> partly(Side of, int row) {
        SideData side = run.side(of);
        List<Obstacle> parts = new ArrayList<>();
        for (int match : run.parts.takers(run.matches, side, row)) {
            boolean isLeft = side == run.left;
            int[] others = isLeft ? run.matches.right(match) : run.matches.left(match);
            long taken = run.parts.of(match, side, new int[] {row})[0];
            parts.add(Obstacle.of(
                    Reconciliation.Reason.PART_MATCHED,
                    run.setting.plan().passes().get(run.matches.pass(match)).name() + ": "
                            + money(side, new int[] {row}, taken) + " of "
                            + money(side, new int[] {row}, side.batch.openMinor(row)) + " is matched with "
                            + ids(isLeft ? run.right : run.left, others)));
        }
        return parts;
    }

    private Evidence.Fact amount(Pass pass, int[] leftRows, int[] rightRows) {
        long mine = Units.together(run.left, leftRows).open[0];
        long theirs = Units.together(run.right, rightRows).open[0];
        String sides = leftRows.length == 1 && rightRows.length == 1
                ? "on both sides"
                : "= sum of " + Math.max(leftRows.length, rightRows.length) + " items";
        boolean oneCurrency = run.left.currency(leftRows[0]) == run.right.currency(rightRows[0]);
        if (oneCurrency && mine == theirs) {
            return fact(
                    leftRows.length + rightRows.length == 2
                            ? Reconciliation.Reason.AMOUNT_EQUAL
                            : Reconciliation.Reason.SUM_EQUAL,
                    money(run.left, leftRows, mine) + " " + sides);
        }
        String said = explained(pass, leftRows, rightRows);
        return fact(
                oneCurrency ? Reconciliation.Reason.AMOUNT_WITHIN : Reconciliation.Reason.RATE_WITHIN,
                money(run.left, leftRows, mine) + " against " + money(run.right, rightRows, theirs)
                        + (oneCurrency ? "" : worth(pass, leftRows, rightRows))
                        + (said.isEmpty()
                                ? pass.tolerance().map(t -> ", allowed " + t).orElse(", amounts are not compared")
                                : ", " + said));
    }

    /** What the right is worth in the currency of the left. */
    private String worth(Pass pass, int[] leftRows, int[] rightRows) {
        return new Residuals(pass, run.left, run.right)
                .question(leftRows, rightRows)
                .map(question -> ", worth " + Amounts.plain(question.expected()) + " "
                        + question.expected().getCurrency().getCurrencyCode())
                .orElse("");
    }

    /** What the pass's explainers make of the difference; empty where it has none. */
    private String explained(Pass pass, int[] leftRows, int[] rightRows) {
        return new Residuals(pass, run.left, run.right)
                .of(leftRows, rightRows)
                .map(Explainer::said)
                .orElse("");
    }

    private static String said(Resolution<DifferenceExplainer.Explanation> found) {
        if (found instanceof Resolution.Unique<DifferenceExplainer.Explanation> only) {
            return only.evidence().sentence();
        }
        if (found instanceof Resolution.Ambiguous<DifferenceExplainer.Explanation> several) {
            return several.evidence().sentence() + ", so that the match is suggested at most";
        }
        return found instanceof Resolution.None<DifferenceExplainer.Explanation> none
                ? none.obstacles().get(0).sentence()
                : "a limit ended the search for explanations";
    }

    private static String money(SideData side, int[] rows, long minor) {
        Amounts amounts = Amounts.in(side.batch.currency(rows[0]));
        return Amounts.plain(amounts.ofMinor(minor)) + " " + amounts.currency().getCurrencyCode();
    }

    private static Reconciliation.Reason codeOf(MatchKey key) {
        return switch (key) {
            case REFERENCE, REFERENCE_LOOSELY -> Reconciliation.Reason.REFERENCE_EQUAL;
            case PARTY -> Reconciliation.Reason.PARTY_EQUAL;
            case ACCOUNT -> Reconciliation.Reason.ACCOUNT_EQUAL;
            case GROUP -> Reconciliation.Reason.GROUP_EQUAL;
            case AMOUNT -> Reconciliation.Reason.AMOUNT_EQUAL;
        };
    }

    private static String sentenceOf(MatchKey key, Pairing pair) {
        return switch (key) {
            case REFERENCE, REFERENCE_LOOSELY -> "reference " + sharedReference(key, pair);
            case PARTY ->
                "party " + pair.left.batch.view(pair.leftRows[0]).party().orElse("");
            case ACCOUNT -> "the same account";
            case GROUP ->
                "group " + pair.left.batch.view(pair.leftRows[0]).group().orElse("");
            case AMOUNT -> "amount";
        };
    }

    private static String sharedReference(MatchKey key, Pairing pair) {
        String where = pair.left == pair.right ? " on both items" : " on both sides";
        for (String mine : references(pair.left, pair.leftRows)) {
            for (String theirs : references(pair.right, pair.rightRows)) {
                if (mine.equals(theirs)) {
                    return mine + where;
                }
                if (key == MatchKey.REFERENCE_LOOSELY && Texts.loosely(mine).equals(Texts.loosely(theirs))) {
                    return mine + " is " + theirs;
                }
            }
        }
        return where.trim();
    }

    private static List<String> references(SideData side, int[] rows) {
        List<String> all = new ArrayList<>();
        for (int row : rows) {
            all.addAll(side.batch.view(row).references());
        }
        return all;
    }

    /** The first obstacle of each pass; the pair is not one match. */
    List<Obstacle> whyNot(int leftRow, int rightRow) {
        List<Obstacle> obstacles = new ArrayList<>();
        List<Pass> passes = run.setting.plan().passes();
        for (int number = 0; number < passes.size(); number++) {
            obstacles.add(obstacle(number, passes.get(number), leftRow, rightRow));
        }
        return obstacles;
    }

    private Obstacle obstacle(int number, Pass pass, int leftRow, int rightRow) {
        if (pass.oneSide().isPresent()) {
            return obstacle(
                    pass,
                    Reconciliation.Reason.NO_CANDIDATE,
                    "pairs items of side " + pass.oneSide().get() + " with each other");
        }
        int[] lefts = {leftRow};
        int[] rights = {rightRow};
        if (pass.cardinality() == Pass.Cardinality.ONE_TO_GROUP) {
            rights = wholeGroup(run.right, rightRow);
        } else if (pass.cardinality() == Pass.Cardinality.GROUP_TO_ONE) {
            lefts = wholeGroup(run.left, leftRow);
        }
        if (lefts.length == 0 || rights.length == 0) {
            return obstacle(
                    pass, Reconciliation.Reason.GROUP_DIFFERS, "the item stands in no group with anything open");
        }
        if (isMixed(run.left, lefts) || isMixed(run.right, rights)) {
            return obstacle(
                    pass,
                    Reconciliation.Reason.CURRENCY_WITHOUT_RATE,
                    "the group has several currencies and there is no rate");
        }
        PairCheck check = Pairing.of(run, pass, lefts, rights).check(pass, run.setting.calendar());
        PairCheck.Finding finding = check.check(0, 0);
        return switch (finding) {
            case CANDIDATE -> new Standing(run).obstacle(number, pass, leftRow, rightRow);
            case NOTHING_OPEN -> obstacle(pass, Reconciliation.Reason.NOTHING_OPEN, "nothing is open on one side");
            case CURRENCY ->
                obstacle(
                        pass,
                        Reconciliation.Reason.CURRENCY_WITHOUT_RATE,
                        "currencies " + currency(run.left, leftRow) + " and " + currency(run.right, rightRow)
                                + " differ and there is no rate");
            case RATE -> rate(pass, leftRow, rightRow);
            case DIRECTION ->
                obstacle(
                        pass,
                        Reconciliation.Reason.DIRECTION,
                        pass.isTransfer()
                                ? "both are money in, or both money out"
                                : "one is money in, the other money out");
            case ACCOUNT -> obstacle(pass, Reconciliation.Reason.ACCOUNT_EQUAL, "both stand on one account");
            case KEY -> key(pass, check, lefts, rights);
            case AMOUNT -> amounts(pass, lefts, rights);
            case DAY, RIVAL ->
                finding == PairCheck.Finding.RIVAL && days(pass, check).isEmpty()
                        ? amounts(pass, lefts, rights)
                        : obstacle(
                                pass,
                                Reconciliation.Reason.DAY_OUTSIDE,
                                days(pass, check).orElse("the calendar does not cover one of the days"));
            case GATE, GATE_MISSING -> gate(pass, check);
            case SCORE -> score(pass, leftRow, rightRow);
        };
    }

    private Obstacle rate(Pass pass, int leftRow, int rightRow) {
        RateBand.Standing standing = new Residuals(pass, run.left, run.right)
                .standing(leftRow, run.right.batch.currency(rightRow))
                .orElse(RateBand.Standing.MISSING);
        boolean stale = standing == RateBand.Standing.STALE;
        return obstacle(
                pass,
                stale ? Reconciliation.Reason.RATE_STALE : Reconciliation.Reason.RATE_MISSING,
                (stale ? "the last rate of " : "no rate of ") + currency(run.right, rightRow) + " in "
                        + currency(run.left, leftRow)
                        + (stale ? " is older than allowed on " : " on ") + dayOf(run.left, leftRow));
    }

    private Obstacle score(Pass pass, int leftRow, int rightRow) {
        return waterfall(pass, new int[] {leftRow}, new int[] {rightRow})
                .filter(waterfall -> !waterfall.steps().isEmpty())
                .map(waterfall -> obstacle(
                        pass,
                        Reconciliation.Reason.SCORE_BELOW,
                        "score " + bits(waterfall.totalMillibits()) + " bits, needed more than "
                                + bits(pass.thresholdMillibits()) + ": " + String.join(", ", waterfall.lines())))
                .orElseGet(() -> obstacle(pass, Reconciliation.Reason.SCORE_BELOW, "outside the bounds of the model"));
    }

    java.util.Optional<ScoreModel.Waterfall> waterfall(Pass pass, int[] leftRows, int[] rightRows) {
        return pass.score()
                .map(model -> model.waterfall(
                        run.left.batch, leftRows[0], run.right.batch, rightRows[0], run.setting.calendar()));
    }

    private static boolean isMixed(SideData side, int[] rows) {
        return Arrays.stream(rows).anyMatch(row -> side.currency(row) != side.currency(rows[0]));
    }

    private static int[] wholeGroup(SideData side, int row) {
        int group = side.columns.group[row];
        return group < 0 ? new int[0] : Units.rowsOfGroup(side, group);
    }

    private static String currency(SideData side, int row) {
        return side.batch.currency(row).getCurrencyCode();
    }

    static Obstacle obstacle(Pass pass, Code code, String sentence) {
        return Obstacle.of(code, pass.name() + ": " + sentence);
    }

    private Obstacle amounts(Pass pass, int[] lefts, int[] rights) {
        long mine = Units.together(run.left, lefts).open[0];
        long theirs = Units.together(run.right, rights).open[0];
        return obstacle(
                pass,
                Reconciliation.Reason.AMOUNT_DIFFERS,
                "amounts " + money(run.left, lefts, mine) + " and " + money(run.right, rights, theirs)
                        + (pass.isTransfer() ? " do not cancel, allowed " : " differ, allowed ")
                        + pass.tolerance().map(Object::toString).orElse("0")
                        + (pass.explainers().isEmpty() ? "" : "; " + explained(pass, lefts, rights)));
    }

    private Obstacle key(Pass pass, PairCheck check, int[] lefts, int[] rights) {
        boolean missing = false;
        List<String> failing = new ArrayList<>();
        Reconciliation.Reason code = Reconciliation.Reason.KEY_DIFFERS;
        for (MatchKey key : pass.keyLists().get(0)) {
            if (check.agrees(key, 0, 0)) {
                continue;
            }
            if (key == MatchKey.AMOUNT && pass.keyLists().size() == 1) {
                if (failing.isEmpty()) {
                    return amounts(pass, lefts, rights);
                }
                continue;
            }
            boolean absent = isMissing(key, run.left, lefts) || isMissing(key, run.right, rights);
            missing |= absent;
            boolean reference = key == MatchKey.REFERENCE || key == MatchKey.REFERENCE_LOOSELY;
            if (failing.isEmpty()) {
                code = reference
                        ? (absent ? Reconciliation.Reason.REFERENCE_MISSING : Reconciliation.Reason.REFERENCE_DIFFERS)
                        : (absent ? Reconciliation.Reason.KEY_MISSING : Reconciliation.Reason.KEY_DIFFERS);
            }
            failing.add(words(key));
        }
        return obstacle(pass, code, String.join(", ", failing) + (missing ? " missing on a side" : " not the same"));
    }

    private static String words(MatchKey key) {
        return key == MatchKey.REFERENCE_LOOSELY ? "reference" : key.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static boolean isMissing(MatchKey key, SideData side, int[] rows) {
        ItemView view = side.batch.view(rows[0]);
        return switch (key) {
            case REFERENCE, REFERENCE_LOOSELY -> references(side, rows).isEmpty();
            case PARTY -> view.party().isEmpty();
            case ACCOUNT -> view.account().isEmpty();
            case GROUP -> view.group().isEmpty();
            case AMOUNT -> false;
        };
    }

    private static java.util.Optional<String> days(Pass pass, PairCheck check) {
        return pass.window().flatMap(window -> {
            Long days = check.leftToRight(window, 0, 0);
            return days == null || window.admits(days)
                    ? java.util.Optional.empty()
                    : java.util.Optional.of(apart(window, days) + ", " + limit(window));
        });
    }

    private static String apart(Window window, long leftToRight) {
        long distance = window.distance(leftToRight);
        String unit = switch (window.unit()) {
            case DAYS -> " day";
            case BUSINESS_DAYS -> " business day";
            case SECONDS -> " second";
        };
        return distance + unit + (Math.abs(distance) == 1 ? "" : "s") + " apart";
    }

    private static String limit(Window window) {
        return "limit " + (window.min() == 0 ? "" : window.min() + " to ") + window.max();
    }

    private static Obstacle gate(Pass pass, PairCheck check) {
        PairCheck.GateFailure failure = java.util.Objects.requireNonNull(check.gateFailure());
        boolean text = failure.gate() == Pass.Gate.TEXT_CONTAINS_EITHER;
        Reconciliation.Reason missing =
                text ? Reconciliation.Reason.TEXT_MISSING : Reconciliation.Reason.REFERENCE_MISSING;
        Reconciliation.Reason differs =
                text ? Reconciliation.Reason.TEXT_DIFFERS : Reconciliation.Reason.REFERENCE_DIFFERS;
        return obstacle(
                pass,
                failure.missing() ? missing : differs,
                (text ? "text" : "reference")
                        + (failure.missing() ? " missing on a side" : " fails " + failure.gate()));
    }

    static LocalDate dayOf(SideData side, int row) {
        return LocalDate.ofEpochDay(side.columns.day[row]);
    }

    static String ids(SideData side, int[] rows) {
        return Arrays.stream(rows)
                .mapToObj(row -> side.batch.view(row).id().value())
                .collect(Collectors.joining(", "));
    }
}
