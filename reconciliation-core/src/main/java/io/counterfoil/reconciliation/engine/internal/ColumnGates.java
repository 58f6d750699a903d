package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.reconciliation.engine.Confidence;
import io.counterfoil.reconciliation.plan.MatchKey;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.plan.PassDecision;
import io.counterfoil.reconciliation.plan.Tolerance;
import io.counterfoil.reconciliation.plan.Window;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The gates and weights of a pass that asks for one reference and otherwise looks at numbers only, on packed rows: what {@link PairCheck} says of the same pairs,
 * without an object for any.
 * Immutable, thread-safe.
 */
final class ColumnGates {

    /** No candidate. */
    static final int NONE = -1;

    /** Added where the pair is a rival only. */
    static final int RIVAL = 1 << 8;

    /** Verdicts of candidates: which kinds of agreement they have. */
    static final int KINDS = 32;

    private static final int EXACT = 1;
    private static final int INSIDE = 2;
    private static final int PARTY = 4;
    private static final int ACCOUNT = 8;
    private static final int GROUP = 16;

    /** Windows of at most so many days are looked up in a table. */
    private static final int FARTHEST = 1_000;

    final Pass pass;
    final int number;
    final int firstKind;
    final boolean joinsOnAmount;
    final boolean ignoresAmount;
    private final SideData left;
    private final SideData right;
    private final Set<MatchKey> keys;
    private final int mentionedCodes;
    private final Tolerance.@Nullable InMinorUnits[] bound;
    private final Tolerance.@Nullable InMinorUnits[] contestBound;
    private final @Nullable Window window;
    private final @Nullable Window contestWindow;
    private final int[] businessIndex;
    private final byte[] days;
    private final boolean[] certain = new boolean[KINDS];

    /** What a pass is bound to. */
    record Bind(Run run, int number, Pass pass, int firstKind) {}

    ColumnGates(Bind bind) {
        this.pass = bind.pass();
        this.number = bind.number();
        this.firstKind = bind.firstKind();
        this.left = bind.run().left;
        this.right = bind.run().right;
        this.keys = pass.keyLists().get(0);
        Tolerance tolerance = pass.tolerance().orElse(null);
        Tolerance contest = pass.contestTolerance().orElse(null);
        this.ignoresAmount = tolerance == null;
        this.joinsOnAmount = tolerance != null && tolerance.isExact() && contest == null;
        int currencies = bind.run().currencies();
        this.bound = bounds(tolerance == null || tolerance.isExact() ? null : tolerance, bind.run(), currencies);
        this.contestBound = bounds(contest, bind.run(), currencies);
        this.window = pass.window().orElse(null);
        this.contestWindow = pass.contestWindow().orElse(null);
        this.businessIndex = businessIndex(bind.run());
        this.days = days();
        this.mentionedCodes =
                code(MatchKey.PARTY, PARTY) | code(MatchKey.ACCOUNT, ACCOUNT) | code(MatchKey.GROUP, GROUP);
        for (int verdict = 0; verdict < KINDS; verdict++) {
            certain[verdict] = finding(verdict).certainty() == Confidence.Certainty.CERTAIN;
        }
    }

    /** Whether the pass asks, in one list of keys, for a reference as it is written, and otherwise looks at nothing but numbers. */
    static boolean isEligible(Pass pass) {
        return pass.cardinality() == Pass.Cardinality.ONE_TO_ONE
                && !pass.isRefining()
                && pass.oneSide().isEmpty()
                && !pass.isTransfer()
                && pass.partial().isEmpty()
                && pass.overriding().isEmpty()
                && pass.score().isEmpty()
                && pass.likeness().isEmpty()
                && pass.explainers().isEmpty()
                && pass.requiredGates().isEmpty()
                && pass.gatesIfPresent().isEmpty()
                && pass.keyLists().size() == 1
                && pass.keyLists().get(0).contains(MatchKey.REFERENCE)
                && !pass.keyLists().get(0).contains(MatchKey.REFERENCE_LOOSELY)
                && counts(pass.window().orElse(null))
                && counts(pass.contestWindow().orElse(null));
    }

    private static boolean counts(@Nullable Window window) {
        return window == null || window.unit() != Window.Unit.SECONDS;
    }

    private int code(MatchKey key, int flag) {
        return keys.contains(key) || pass.evidence().contains(key) ? flag : 0;
    }

    private static Tolerance.@Nullable InMinorUnits[] bounds(@Nullable Tolerance of, Run run, int currencies) {
        Tolerance.@Nullable InMinorUnits[] bounds = new Tolerance.InMinorUnits[currencies];
        for (int c = 0; of != null && c < currencies; c++) {
            bounds[c] = of.inMinorUnits(run.fractionDigits(c));
        }
        return bounds;
    }

    /** Business days before each day that a row has; empty where the pass counts none. */
    private int[] businessIndex(Run run) {
        BusinessCalendar calendar = run.setting.calendar();
        boolean counts = isBusiness(window) || isBusiness(contestWindow);
        if (!counts || calendar == null) {
            return new int[0];
        }
        int[] index = new int[1 << Packed.DAY_BITS];
        boolean[] known = new boolean[index.length];
        for (SideData side : new SideData[] {left, right}) {
            for (int row = 0; row < side.state.length; row++) {
                int day = side.columns.day[row];
                if (!known[day]) {
                    known[day] = true;
                    index[day] = side.businessIndex(day, calendar);
                }
            }
        }
        return index;
    }

    private static boolean isBusiness(@Nullable Window of) {
        return of != null && of.unit() == Window.Unit.BUSINESS_DAYS;
    }

    /**
     * What the pass says of two packed rows whose references are equal: {@link #NONE}, a verdict below {@link #KINDS}, or that with
     * {@link #RIVAL}.
     */
    int check(long openLeft, long packedLeft, long openRight, long packedRight) {
        int currency = Packed.currency(packedLeft);
        if (currency != Packed.currency(packedRight) || openLeft < 0 != openRight < 0) {
            return NONE;
        }
        int verdict = openLeft == openRight ? EXACT : 0;
        boolean rival = false;
        if (!ignoresAmount && verdict == 0) {
            if (joinsOnAmount) {
                return NONE;
            }
            if (!admits(bound[currency], openLeft, openRight)) {
                if (!admits(contestBound[currency], openLeft, openRight)) {
                    return NONE;
                }
                rival = true;
            }
        }
        if (window != null) {
            int inside = days.length > 0
                    ? inDays(Packed.day(packedRight) - Packed.day(packedLeft))
                    : inside(Packed.day(packedLeft), Packed.day(packedRight));
            if (inside < 0) {
                return NONE;
            }
            verdict |= inside > 0 ? INSIDE : 0;
            rival |= inside == 0;
        }
        if (mentionedCodes != 0) {
            verdict |= codes(Packed.row(packedLeft), Packed.row(packedRight));
            if (!keysAgree(verdict)) {
                return NONE;
            }
        }
        return rival ? verdict | RIVAL : verdict;
    }

    private static boolean admits(Tolerance.@Nullable InMinorUnits bound, long left, long right) {
        return bound != null && bound.admits(left, right);
    }

    /** Whether amounts this far apart can still be candidates or rivals. */
    boolean amountsInReach(long openLeft, long openRight, int currency) {
        return openLeft == openRight
                || admits(bound[currency], openLeft, openRight)
                || admits(contestBound[currency], openLeft, openRight);
    }

    private int inDays(int apart) {
        return apart < -FARTHEST || apart > FARTHEST ? -1 : days[apart + FARTHEST];
    }

    /** For windows of a few calendar days: what {@link #inside} says, by days from left to right; empty for others. */
    private byte[] days() {
        if (!isFew(window) || (contestWindow != null && !isFew(contestWindow))) {
            return new byte[0];
        }
        byte[] table = new byte[2 * FARTHEST + 1];
        for (int apart = -FARTHEST; apart <= FARTHEST; apart++) {
            table[apart + FARTHEST] = (byte) inside(0, apart);
        }
        return table;
    }

    private static boolean isFew(@Nullable Window of) {
        return of != null
                && of.unit() == Window.Unit.DAYS
                && Math.abs((long) of.min()) <= FARTHEST
                && Math.abs((long) of.max()) <= FARTHEST;
    }

    /** 1 inside the window, 0 inside the contest scope only, -1 outside. */
    private int inside(int dayLeft, int dayRight) {
        if (admits(window, dayLeft, dayRight)) {
            return 1;
        }
        return admits(contestWindow, dayLeft, dayRight) ? 0 : -1;
    }

    private boolean admits(@Nullable Window of, int dayLeft, int dayRight) {
        if (of == null) {
            return false;
        }
        if (of.unit() == Window.Unit.DAYS) {
            return of.admits((long) dayRight - dayLeft);
        }
        int from = businessIndex[dayLeft];
        int to = businessIndex[dayRight];
        return from != SideData.NOT_COVERED && to != SideData.NOT_COVERED && of.admits((long) to - from);
    }

    private int codes(int l, int r) {
        int verdict = 0;
        if ((mentionedCodes & PARTY) != 0) {
            verdict |= meet(left.party(l), right.party(r)) ? PARTY : 0;
        }
        if ((mentionedCodes & ACCOUNT) != 0) {
            verdict |= meet(left.account(l), right.account(r)) ? ACCOUNT : 0;
        }
        if ((mentionedCodes & GROUP) != 0) {
            verdict |= meet(left.group(l), right.group(r)) ? GROUP : 0;
        }
        return verdict;
    }

    private static boolean meet(int mine, int theirs) {
        return mine >= 0 && mine == theirs;
    }

    private boolean keysAgree(int verdict) {
        return (!keys.contains(MatchKey.PARTY) || (verdict & PARTY) != 0)
                && (!keys.contains(MatchKey.ACCOUNT) || (verdict & ACCOUNT) != 0)
                && (!keys.contains(MatchKey.GROUP) || (verdict & GROUP) != 0);
    }

    /** Whether a candidate with the verdict that has no rival is certain. */
    boolean isCertain(int verdict) {
        return certain[verdict];
    }

    /** What is found where a candidate with the verdict has no rival: its regret is its weight. */
    Matches.Finding finding(int verdict) {
        PassDecision.Weights weights = pass.decision().weights();
        long sum = 0;
        if (!ignoresAmount) {
            sum += (verdict & EXACT) != 0 ? weights.amountExact() : weights.amountWithin();
        }
        sum += (verdict & INSIDE) != 0 ? weights.window() : 0;
        sum += weights.reference();
        sum += (verdict & PARTY) != 0 ? weights.party() : 0;
        sum += (verdict & ACCOUNT) != 0 ? weights.groupOrAccount() : 0;
        sum += (verdict & GROUP) != 0 ? weights.groupOrAccount() : 0;
        long regret = Math.max(1, sum);
        return new Matches.Finding(
                number,
                regret,
                regret >= pass.decision().confirmMargin() ? Confidence.Certainty.CERTAIN : Confidence.Certainty.LIKELY);
    }
}
