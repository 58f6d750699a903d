package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.reconciliation.item.internal.Columns;
import io.counterfoil.reconciliation.item.internal.TextPool;
import io.counterfoil.reconciliation.plan.MatchKey;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.plan.PassDecision;
import io.counterfoil.reconciliation.plan.Tolerance;
import io.counterfoil.reconciliation.plan.Window;
import io.counterfoil.reconciliation.score.ScoreModel;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One pass's gates and weights on pairs of units. Not thread-safe. */
final class PairCheck {

    /** Pairs this far below the threshold, in thousandths of a bit, are left out of the probabilities of others. */
    private static final long FAR_BELOW = 8_000;

    /** Windows wider than this are not looked through day by day. */
    private static final int MOST_DAYS = 400;

    /** What came of a pair. */
    enum Finding {
        CANDIDATE,
        /** Only the window or the tolerance fails, inside the contest scope. */
        RIVAL,
        NOTHING_OPEN,
        CURRENCY,
        /** Two currencies in a pass that converts, and no rate of the day. */
        RATE,
        DIRECTION,
        /** A transfer inside one account, or without a word about the account. */
        ACCOUNT,
        KEY,
        AMOUNT,
        DAY,
        GATE_MISSING,
        GATE,
        /** The score does not reach the threshold, or the model's bounds exclude the pair. */
        SCORE
    }

    final Pass pass;
    private final Units left;
    private final Units right;
    private final @Nullable BusinessCalendar calendar;
    private final @Nullable Tolerance tolerance;
    private final @Nullable Tolerance contestTolerance;
    private final @Nullable Window window;
    private final @Nullable Window contestWindow;
    private final Map<Integer, Tolerance.InMinorUnits> bound = new HashMap<>();
    private final Map<Integer, Tolerance.InMinorUnits> contestBound = new HashMap<>();
    private final boolean ignoresAmount;
    private final Residuals residuals;
    private final Set<MatchKey> mentioned = EnumSet.noneOf(MatchKey.class);
    private final EnumMap<MatchKey, Boolean> agreed = new EnumMap<>(MatchKey.class);
    private @Nullable GateFailure gateFailure;
    private ScoreModel.@Nullable Scorer scorer;
    private long score;

    /** Which gate a pair failed. */
    record GateFailure(Pass.Gate gate, boolean missing) {}

    PairCheck(Pass pass, Units left, Units right, @Nullable BusinessCalendar calendar) {
        this.pass = pass;
        this.left = left;
        this.right = right;
        this.calendar = calendar;
        this.tolerance = pass.tolerance().orElse(null);
        this.ignoresAmount = tolerance == null || pass.cardinality().isSearched();
        this.residuals = new Residuals(pass, left.data, right.data);
        this.contestTolerance = pass.contestTolerance().orElse(null);
        this.window = pass.window().orElse(null);
        this.contestWindow = pass.contestWindow().orElse(null);
        pass.keyLists().forEach(mentioned::addAll);
        mentioned.addAll(pass.evidence());
        mentioned.addAll(pass.overriding());
    }

    Units left() {
        return left;
    }

    Units right() {
        return right;
    }

    @Nullable
    GateFailure gateFailure() {
        return gateFailure;
    }

    /** Checks everything that the pass asks of the pair, the cheapest first. */
    Finding check(int l, int r) {
        Finding basic = basics(l, r);
        if (basic != Finding.CANDIDATE) {
            return basic;
        }
        if (!keysAgree(l, r)) {
            return Finding.KEY;
        }
        boolean rival = false;
        if (!ignoresAmount && !amountsAgree(l, r) && !residuals.explain(left.rows(l), right.rows(r))) {
            if (!sameCurrency(l, r) && !residuals.hasRate(left.firstRow(l), right.currencyOf(r))) {
                return Finding.RATE;
            }
            if (!contestAmounts(l, r)) {
                return Finding.AMOUNT;
            }
            rival = true;
        }
        if (window != null && !admits(window, l, r) && !isOverridden()) {
            if (contestWindow == null || !admits(contestWindow, l, r)) {
                return Finding.DAY;
            }
            rival = true;
        }
        Finding gates = gates(l, r);
        if (gates != Finding.CANDIDATE) {
            return gates;
        }
        if (pass.score().isPresent() && !speaksFor(l, r)) {
            return Finding.SCORE;
        }
        return rival ? Finding.RIVAL : Finding.CANDIDATE;
    }

    /** Scores the pair; false where the evidence speaks against it, or the score is so far below the threshold that it cannot matter to others. */
    private boolean speaksFor(int l, int r) {
        ScoreModel model = pass.score().orElseThrow();
        ScoreModel.Scorer known = scorer;
        if (known == null) {
            known = model.scorer(left.data.batch, right.data.batch, calendar);
            scorer = known;
        }
        long floor = Math.max(model.priorMillibits(), Math.min(0, pass.thresholdMillibits()) - FAR_BELOW);
        score = known.score(left.firstRow(l), right.firstRow(r), floor);
        return score != ScoreModel.NO_CANDIDATE;
    }

    private Finding basics(int l, int r) {
        if (left.open[l] == 0 || right.open[r] == 0) {
            return Finding.NOTHING_OPEN;
        }
        if (!sameCurrency(l, r) && !residuals.converts()) {
            return Finding.CURRENCY;
        }
        boolean mixed = pass.cardinality().isSearched();
        if (!mixed && left.open[l] < 0 != right.open[r] < 0) {
            return Finding.DIRECTION;
        }
        return pass.isTransfer() && !accountsDiffer(l, r) ? Finding.ACCOUNT : Finding.CANDIDATE;
    }

    private boolean sameCurrency(int l, int r) {
        return left.currency[l] == right.currency[r];
    }

    /** Whether the items may stand on two accounts; lines of one side must say that they do. */
    private boolean accountsDiffer(int l, int r) {
        int mine = common(left, l, Code.ACCOUNT);
        int theirs = common(right, r, Code.ACCOUNT);
        boolean known = mine >= 0 && theirs >= 0;
        return known ? mine != theirs : pass.oneSide().isEmpty();
    }

    /** Whether the pair that has just been compared agrees on what makes days unimportant. */
    private boolean isOverridden() {
        return !pass.overriding().isEmpty()
                && pass.overriding().stream().allMatch(key -> Boolean.TRUE.equals(agreed.get(key)));
    }

    /** Whether equal amounts are part of what the pass is, whatever its keys. */
    boolean cancels() {
        return pass.oneSide().isPresent() || pass.isTransfer();
    }

    /** Whether items of two currencies may meet. */
    boolean convertsCurrencies() {
        return residuals.converts();
    }

    private boolean keysAgree(int l, int r) {
        if (mentioned.isEmpty()) {
            return true;
        }
        for (MatchKey key : mentioned) {
            agreed.put(key, agrees(key, l, r));
        }
        if (pass.keyLists().isEmpty()) {
            return true;
        }
        for (Set<MatchKey> keys : pass.keyLists()) {
            boolean all = true;
            for (MatchKey key : keys) {
                all &= Boolean.TRUE.equals(agreed.get(key)) || (key == MatchKey.AMOUNT && !joinsOnAmount());
            }
            if (all) {
                return true;
            }
        }
        return false;
    }

    private Tolerance tolerance() {
        Tolerance set = tolerance;
        return set == null ? Tolerance.exact() : set;
    }

    /** Whether the two have equal values of the key; a missing value equals nothing. */
    boolean agrees(MatchKey key, int l, int r) {
        return switch (key) {
            case AMOUNT -> sameCurrency(l, r) && left.open[l] == right.open[r];
            case REFERENCE -> referencesMeet(l, r, false);
            case REFERENCE_LOOSELY -> referencesMeet(l, r, true);
            case PARTY -> codesMeet(l, r, Code.PARTY);
            case ACCOUNT -> codesMeet(l, r, Code.ACCOUNT);
            case GROUP -> codesMeet(l, r, Code.GROUP);
        };
    }

    private enum Code {
        PARTY,
        ACCOUNT,
        GROUP;

        private int of(SideData data, int row) {
            return switch (this) {
                case PARTY -> data.party(row);
                case ACCOUNT -> data.account(row);
                case GROUP -> data.group(row);
            };
        }
    }

    /** Members of a unit must be of one mind: a group has a party only if all its members have that one. */
    private boolean codesMeet(int l, int r, Code code) {
        int mine = common(left, l, code);
        return mine >= 0 && mine == common(right, r, code);
    }

    private static int common(Units units, int unit, Code code) {
        int value = code.of(units.data, units.firstRow(unit));
        for (int i = units.memberStart(unit) + 1; i < units.memberEnd(unit); i++) {
            if (code.of(units.data, units.member(i)) != value) {
                return -1;
            }
        }
        return value;
    }

    private boolean referencesMeet(int l, int r, boolean loosely) {
        for (int i = left.memberStart(l); i < left.memberEnd(l); i++) {
            for (int j = right.memberStart(r); j < right.memberEnd(r); j++) {
                if (rowsShareReference(left.member(i), right.member(j), loosely)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean rowsShareReference(int a, int b, boolean loosely) {
        SideData ld = left.data;
        SideData rd = right.data;
        long[] mine = loosely ? ld.looseReferences() : ld.references();
        long[] theirs = loosely ? rd.looseReferences() : rd.references();
        for (int i = ld.columns.referenceStart(a); i < ld.columns.referenceEnd[a]; i++) {
            for (int j = rd.columns.referenceStart(b); j < rd.columns.referenceEnd[b]; j++) {
                if (mine[i] == theirs[j] && mine[i] != 0 && sameReference(i, j, loosely)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean sameReference(int i, int j, boolean loosely) {
        TextPool mine = left.data.columns.references;
        TextPool theirs = right.data.columns.references;
        return TextPool.equal(mine, i, theirs, j)
                || (loosely && Texts.loosely(mine.text(i)).equals(Texts.loosely(theirs.text(j))));
    }

    private boolean amountsAgree(int l, int r) {
        return sameCurrency(l, r) && withinTolerance(l, r);
    }

    private boolean withinTolerance(int l, int r) {
        return left.open[l] == right.open[r]
                || (!tolerance().isExact() && bound(bound, tolerance(), l).admits(left.open[l], right.open[r]));
    }

    private boolean contestAmounts(int l, int r) {
        return contestTolerance != null
                && sameCurrency(l, r)
                && bound(contestBound, contestTolerance, l).admits(left.open[l], right.open[r]);
    }

    private Tolerance.InMinorUnits bound(Map<Integer, Tolerance.InMinorUnits> known, Tolerance of, int l) {
        return known.computeIfAbsent(
                left.currency[l],
                c -> of.inMinorUnits(left.data.batch.currency(left.firstRow(l)).getDefaultFractionDigits()));
    }

    /** Whether amounts this far apart can still be candidates or rivals: for ending a sweep over amounts. */
    boolean amountsInReach(int l, int r) {
        return amountsAgree(l, r) || contestAmounts(l, r);
    }

    /** Whether days this far apart can still be candidates or rivals: for ending a sweep over days. */
    boolean daysInReach(int l, int r) {
        return inReach(window, l, r) || inReach(contestWindow, l, r);
    }

    private boolean inReach(@Nullable Window of, int l, int r) {
        if (of == null) {
            return false;
        }
        Long days = leftToRight(of, l, r);
        return days == null || Math.abs(days) <= Math.max(Math.abs((long) of.min()), Math.abs((long) of.max()));
    }

    /** Whether candidates lie in one stretch of amounts around each left's. */
    boolean boundsAmounts() {
        return !ignoresAmount && residuals.isEmpty();
    }

    /** Whether candidates lie in one stretch of days around each left's. */
    boolean boundsDays() {
        return window != null
                && pass.overriding().isEmpty()
                && window.unit() != Window.Unit.SECONDS
                && (contestWindow == null || contestWindow.unit() != Window.Unit.SECONDS);
    }

    /** The first and the last day around a left's that may hold candidates or rivals; null where that is not a few calendar days. */
    int @Nullable [] daysAround() {
        if (window == null
                || window.unit() != Window.Unit.DAYS
                || !pass.overriding().isEmpty()) {
            return null;
        }
        int[] around = {Integer.MAX_VALUE, Integer.MIN_VALUE};
        include(window, around);
        if (contestWindow != null) {
            if (contestWindow.unit() != Window.Unit.DAYS) {
                return null;
            }
            include(contestWindow, around);
        }
        return (long) around[1] - around[0] <= MOST_DAYS ? around : null;
    }

    private static void include(Window of, int[] around) {
        int reach = Math.max(Math.abs(of.min()), Math.abs(of.max()));
        for (int days = -reach; reach <= MOST_DAYS && days <= reach; days++) {
            if (of.admits(days)) {
                around[0] = Math.min(around[0], days);
                around[1] = Math.max(around[1], days);
            }
        }
        if (reach > MOST_DAYS) {
            around[0] = -reach;
            around[1] = reach;
        }
    }

    /** Whether equal amounts are part of the key. */
    boolean joinsOnAmount() {
        return !ignoresAmount && tolerance().isExact() && contestTolerance == null && residuals.isEmpty();
    }

    /** Days from left to right as the window counts them; empty where the calendar does not know one. */
    @Nullable
    Long leftToRight(Window of, int l, int r) {
        if (of.unit() == Window.Unit.DAYS) {
            return (long) right.day[r] - left.day[l];
        }
        if (of.unit() == Window.Unit.SECONDS) {
            Duration apart = between(l, r);
            return apart == null
                    ? null
                    : Long.valueOf(
                            apart.isNegative()
                                    ? -apart.negated().plusNanos(999_999_999).toSeconds()
                                    : apart.plusNanos(999_999_999).toSeconds());
        }
        BusinessCalendar known = java.util.Objects.requireNonNull(calendar, "calendar");
        int from = left.data.businessIndex(left.day[l], known);
        int to = right.data.businessIndex(right.day[r], known);
        return from == SideData.NOT_COVERED || to == SideData.NOT_COVERED ? null : Long.valueOf((long) to - from);
    }

    /** From the left unit's instant, the earliest of its members', to the right one's; null where one is missing. */
    private @Nullable Duration between(int l, int r) {
        long from = earliest(left, l);
        long to = earliest(right, r);
        return from == Columns.NO_INSTANT || to == Columns.NO_INSTANT
                ? null
                : Duration.ofNanos(Math.subtractExact(to, from));
    }

    private static long earliest(Units units, int unit) {
        long earliest = Long.MAX_VALUE;
        for (int i = units.memberStart(unit); i < units.memberEnd(unit); i++) {
            long instant = units.data.columns.instantOf(units.member(i));
            if (instant == Columns.NO_INSTANT) {
                return Columns.NO_INSTANT;
            }
            earliest = Math.min(earliest, instant);
        }
        return earliest;
    }

    private boolean admits(Window of, int l, int r) {
        if (of.unit() == Window.Unit.SECONDS) {
            Duration apart = between(l, r);
            return apart != null && of.admits(apart);
        }
        Long days = leftToRight(of, l, r);
        return days != null && of.admits(days);
    }

    private Finding gates(int l, int r) {
        if (pass.likeness().isPresent()) {
            Finding finding = found(Gates.alike(pass.likeness().orElseThrow(), left, l, right, r));
            if (finding != Finding.CANDIDATE) {
                gateFailure = new GateFailure(Pass.Gate.TEXT_CONTAINS_EITHER, finding == Finding.GATE_MISSING);
                return finding;
            }
        }
        for (Pass.Gate gate : pass.requiredGates()) {
            Finding finding = found(Gates.of(gate, left, l, right, r));
            if (finding != Finding.CANDIDATE) {
                gateFailure = new GateFailure(gate, finding == Finding.GATE_MISSING);
                return finding;
            }
        }
        for (Pass.Gate gate : pass.gatesIfPresent()) {
            if (Gates.of(gate, left, l, right, r) == Gates.Answer.FAILS) {
                gateFailure = new GateFailure(gate, false);
                return Finding.GATE;
            }
        }
        return Finding.CANDIDATE;
    }

    private static Finding found(Gates.Answer answer) {
        return switch (answer) {
            case PASSES -> Finding.CANDIDATE;
            case MISSING -> Finding.GATE_MISSING;
            case FAILS -> Finding.GATE;
        };
    }

    /** What the agreement of a candidate pair weighs. */
    long weightOf(int l, int r) {
        check(l, r);
        return weigh(l, r);
    }

    /** What the agreement of a pair that has just been checked weighs, at least 1; with a model its score, which may be negative. */
    long weigh(int l, int r) {
        if (pass.score().isPresent()) {
            return score;
        }
        PassDecision.Weights weights = pass.decision().weights();
        long sum = 0;
        if (!ignoresAmount) {
            sum += agrees(MatchKey.AMOUNT, l, r) ? weights.amountExact() : weights.amountWithin();
        }
        if (window != null && admits(window, l, r)) {
            sum += weights.window();
        }
        if (!mentioned.isEmpty()) {
            sum += weighKeys(weights);
        }
        for (Pass.Gate gate : pass.requiredGates()) {
            sum += gate == Pass.Gate.REFERENCE_EQUAL ? weights.reference() : weights.referenceLoosely();
        }
        return Math.max(1, sum);
    }

    private long weighKeys(PassDecision.Weights weights) {
        long sum = 0;
        if (Boolean.TRUE.equals(agreed.get(MatchKey.REFERENCE))) {
            sum += weights.reference();
        } else if (Boolean.TRUE.equals(agreed.get(MatchKey.REFERENCE_LOOSELY))) {
            sum += weights.referenceLoosely();
        }
        sum += Boolean.TRUE.equals(agreed.get(MatchKey.PARTY)) ? weights.party() : 0;
        sum += Boolean.TRUE.equals(agreed.get(MatchKey.ACCOUNT)) ? weights.groupOrAccount() : 0;
        return sum + (Boolean.TRUE.equals(agreed.get(MatchKey.GROUP)) ? weights.groupOrAccount() : 0);
    }
}
