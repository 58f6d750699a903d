package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.difference.DifferenceExplainer;
import io.counterfoil.reconciliation.engine.Certainty;
import io.counterfoil.reconciliation.engine.Confidence;
import io.counterfoil.reconciliation.engine.RunCode;
import io.counterfoil.reconciliation.item.ItemView;
import io.counterfoil.reconciliation.plan.MatchKey;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.plan.Window;
import io.counterfoil.reconciliation.score.ScoreModel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

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

    private PairCheck check(Pass pass, int[] leftRows, int[] rightRows) {
        return new PairCheck(
                pass, Units.together(run.left, leftRows), Units.together(run.right, rightRows), run.setting.calendar());
    }

    List<Evidence.Fact> why(Pass pass, int[] leftRows, int[] rightRows, Confidence confidence) {
        List<Evidence.Fact> facts = new ArrayList<>(agreement(pass, leftRows, rightRows));
        waterfall(pass, leftRows[0], rightRows[0])
                .ifPresent(w -> facts.add(fact(RunCode.SCORE, "score " + String.join(", ", w.lines()))));
        confidence
                .risk()
                .ifPresent(r -> facts.add(fact(
                        RunCode.COINCIDENCE,
                        r.expected(6).toPlainString() + " sets are expected to hit by chance, allowed "
                                + java.math.BigDecimal.valueOf(pass.maxCoincidenceMillionths(), 6)
                                        .stripTrailingZeros()
                                        .toPlainString()
                                + (r.sampled() ? ", counted on a sample" : ""))));
        confidence
                .likelihood()
                .ifPresent(l -> facts.add(fact(
                        RunCode.LIKELIHOOD,
                        "probability " + l.probability().toPlainString()
                                + (l.exact()
                                        ? ""
                                        : ", approximately: weak pairs of a large component were left out"))));
        if (confidence.certainty() == Certainty.INTERCHANGEABLE) {
            facts.add(
                    fact(RunCode.INTERCHANGEABLE, "paired in order among items declared to be as good as each other"));
        } else {
            facts.add(fact(
                    RunCode.BEST_ASSIGNMENT,
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
        PairCheck check = check(pass, leftRows, rightRows);
        List<Evidence.Fact> facts = new ArrayList<>();
        Set<MatchKey> keys = EnumSet.noneOf(MatchKey.class);
        pass.keyLists().forEach(keys::addAll);
        keys.addAll(pass.evidence());
        for (MatchKey key : keys) {
            if (key != MatchKey.AMOUNT && check.agrees(key, 0, 0)) {
                facts.add(fact(codeOf(key), sentenceOf(key, leftRows, rightRows)));
            }
        }
        for (Pass.Gate gate : pass.requiredGates()) {
            facts.add(fact(RunCode.REFERENCE_IN_TEXT, "texts pass " + gate));
        }
        amount(pass, leftRows, rightRows, facts);
        pass.window().ifPresent(window -> {
            Long days = check.leftToRight(window, 0, 0);
            if (days != null && window.admits(days)) {
                facts.add(fact(RunCode.DAY_WITHIN, apart(window, days) + ", " + limit(window)));
            }
        });
        return facts;
    }

    private void amount(Pass pass, int[] leftRows, int[] rightRows, List<Evidence.Fact> facts) {
        long mine = Units.together(run.left, leftRows).open[0];
        long theirs = Units.together(run.right, rightRows).open[0];
        String sides = leftRows.length == 1 && rightRows.length == 1
                ? "on both sides"
                : "= sum of " + Math.max(leftRows.length, rightRows.length) + " items";
        if (mine == theirs) {
            facts.add(fact(
                    leftRows.length + rightRows.length == 2 ? RunCode.AMOUNT_EQUAL : RunCode.SUM_EQUAL,
                    money(run.left, leftRows, mine) + " " + sides));
        } else {
            String said = explained(pass, leftRows, rightRows);
            facts.add(fact(
                    RunCode.AMOUNT_WITHIN,
                    money(run.left, leftRows, mine) + " against " + money(run.right, rightRows, theirs)
                            + (said.isEmpty()
                                    ? pass.tolerance()
                                            .map(t -> ", allowed " + t)
                                            .orElse(", amounts are not compared")
                                    : ", " + said)));
        }
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

    private static RunCode codeOf(MatchKey key) {
        return switch (key) {
            case REFERENCE, REFERENCE_LOOSELY -> RunCode.REFERENCE_EQUAL;
            case PARTY -> RunCode.PARTY_EQUAL;
            case ACCOUNT -> RunCode.ACCOUNT_EQUAL;
            case GROUP -> RunCode.GROUP_EQUAL;
            case AMOUNT -> RunCode.AMOUNT_EQUAL;
        };
    }

    private String sentenceOf(MatchKey key, int[] leftRows, int[] rightRows) {
        return switch (key) {
            case REFERENCE, REFERENCE_LOOSELY -> "reference " + sharedReference(key, leftRows, rightRows);
            case PARTY -> "party " + run.left.batch.view(leftRows[0]).party().orElse("");
            case ACCOUNT -> "the same account";
            case GROUP -> "group " + run.left.batch.view(leftRows[0]).group().orElse("");
            case AMOUNT -> "amount";
        };
    }

    private String sharedReference(MatchKey key, int[] leftRows, int[] rightRows) {
        for (String mine : references(run.left, leftRows)) {
            for (String theirs : references(run.right, rightRows)) {
                if (mine.equals(theirs)) {
                    return mine + " on both sides";
                }
                if (key == MatchKey.REFERENCE_LOOSELY && Texts.loosely(mine).equals(Texts.loosely(theirs))) {
                    return mine + " is " + theirs;
                }
            }
        }
        return "on both sides";
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
        int[] lefts = {leftRow};
        int[] rights = {rightRow};
        if (pass.cardinality() == Pass.Cardinality.ONE_TO_GROUP) {
            rights = wholeGroup(run.right, rightRow);
        } else if (pass.cardinality() == Pass.Cardinality.GROUP_TO_ONE) {
            lefts = wholeGroup(run.left, leftRow);
        }
        if (lefts.length == 0 || rights.length == 0) {
            return obstacle(pass, RunCode.GROUP_DIFFERS, "the item stands in no group with anything open");
        }
        if (isMixed(run.left, lefts) || isMixed(run.right, rights)) {
            return obstacle(
                    pass, RunCode.CURRENCY_WITHOUT_RATE, "the group has several currencies and there is no rate");
        }
        PairCheck check = check(pass, lefts, rights);
        PairCheck.Finding finding = check.check(0, 0);
        return switch (finding) {
            case CANDIDATE -> new Standing(run).obstacle(number, pass, leftRow, rightRow);
            case NOTHING_OPEN -> obstacle(pass, RunCode.NOTHING_OPEN, "nothing is open on one side");
            case CURRENCY ->
                obstacle(
                        pass,
                        RunCode.CURRENCY_WITHOUT_RATE,
                        "currencies " + currency(run.left, leftRow) + " and " + currency(run.right, rightRow)
                                + " differ and there is no rate");
            case DIRECTION -> obstacle(pass, RunCode.DIRECTION, "one is money in, the other money out");
            case KEY -> key(pass, check, lefts, rights);
            case AMOUNT -> amounts(pass, lefts, rights);
            case DAY, RIVAL ->
                finding == PairCheck.Finding.RIVAL && days(pass, check).isEmpty()
                        ? amounts(pass, lefts, rights)
                        : obstacle(
                                pass,
                                RunCode.DAY_OUTSIDE,
                                days(pass, check).orElse("the calendar does not cover one of the days"));
            case GATE, GATE_MISSING -> gate(pass, check);
            case SCORE -> score(pass, leftRow, rightRow);
        };
    }

    private Obstacle score(Pass pass, int leftRow, int rightRow) {
        return waterfall(pass, leftRow, rightRow)
                .filter(waterfall -> !waterfall.steps().isEmpty())
                .map(waterfall -> obstacle(
                        pass,
                        RunCode.SCORE_BELOW,
                        "score " + bits(waterfall.totalMillibits()) + " bits, needed more than "
                                + bits(pass.thresholdMillibits()) + ": " + String.join(", ", waterfall.lines())))
                .orElseGet(() -> obstacle(pass, RunCode.SCORE_BELOW, "outside the bounds of the model"));
    }

    java.util.Optional<ScoreModel.Waterfall> waterfall(Pass pass, int leftRow, int rightRow) {
        return pass.score()
                .map(model ->
                        model.waterfall(run.left.batch, leftRow, run.right.batch, rightRow, run.setting.calendar()));
    }

    private static boolean isMixed(SideData side, int[] rows) {
        return java.util.Arrays.stream(rows).anyMatch(row -> side.currency(row) != side.currency(rows[0]));
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
                RunCode.AMOUNT_DIFFERS,
                "amounts " + money(run.left, lefts, mine) + " and " + money(run.right, rights, theirs)
                        + " differ, allowed "
                        + pass.tolerance().map(Object::toString).orElse("0")
                        + (pass.explainers().isEmpty() ? "" : "; " + explained(pass, lefts, rights)));
    }

    private Obstacle key(Pass pass, PairCheck check, int[] lefts, int[] rights) {
        boolean missing = false;
        List<String> failing = new ArrayList<>();
        RunCode code = RunCode.KEY_DIFFERS;
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
                        ? (absent ? RunCode.REFERENCE_MISSING : RunCode.REFERENCE_DIFFERS)
                        : (absent ? RunCode.KEY_MISSING : RunCode.KEY_DIFFERS);
            }
            failing.add(words(key));
        }
        return obstacle(pass, code, String.join(", ", failing) + (missing ? " missing on a side" : " not the same"));
    }

    private static String words(MatchKey key) {
        return key.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
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
        RunCode missing = text ? RunCode.TEXT_MISSING : RunCode.REFERENCE_MISSING;
        RunCode differs = text ? RunCode.TEXT_DIFFERS : RunCode.REFERENCE_DIFFERS;
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
        return java.util.Arrays.stream(rows)
                .mapToObj(row -> side.batch.view(row).id().value())
                .collect(Collectors.joining(", "));
    }
}
