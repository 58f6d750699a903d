package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.reconciliation.engine.Confidence;
import io.counterfoil.reconciliation.item.internal.KeySort;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Matches in columns. Pairs that the column join finds are numbered by their left row; all others follow, and sides of more than one row stand in a list. Not
 * thread-safe while matches are added, but for pairs of different rows.
 */
final class Matches {

    /** How many kinds of pairs there may be, one of which is none. */
    static final int KINDS = 256;

    private final int leftRows;
    /** By left row: the right row and, above it, the kind of the pair; 0 where there is none. */
    private long[] paired = new long[0];

    private final Finding[] kinds = new Finding[KINDS];
    private int knownKinds = 1;
    private int pairs;
    private int[] left = new int[64];
    private int[] right = new int[64];
    private byte[] pass = new byte[64];
    private byte[] certainty = new byte[64];
    private long[] regret = new long[64];
    private int[] likelihood = new int[64];
    private final List<int[]> many = new ArrayList<>();
    private int others;

    Matches(int leftRows) {
        this.leftRows = leftRows;
    }

    /** What is added: rows of both sides, and how sure it is. */
    record Finding(int pass, long regret, Confidence.Certainty certainty, int likelihood) {

        static final int UNKNOWN = -1;

        Finding(int pass, long regret, Confidence.Certainty certainty) {
            this(pass, regret, certainty, UNKNOWN);
        }
    }

    /** The number of the next match that is added. */
    int next() {
        return leftRows + others;
    }

    int add(int[] leftRows, int[] rightRows, Finding finding) {
        if (others == left.length) {
            int more = others + (others >> 1);
            left = Arrays.copyOf(left, more);
            right = Arrays.copyOf(right, more);
            pass = Arrays.copyOf(pass, more);
            certainty = Arrays.copyOf(certainty, more);
            regret = Arrays.copyOf(regret, more);
            likelihood = Arrays.copyOf(likelihood, more);
        }
        left[others] = keep(leftRows);
        right[others] = keep(rightRows);
        pass[others] = (byte) finding.pass();
        certainty[others] = code(finding.certainty());
        regret[others] = finding.regret();
        likelihood[others] = finding.likelihood();
        others++;
        return next() - 1;
    }

    /** Room for pairs of so many kinds more; the number of the first kind, -1 where there are too many. */
    int reserve(int more) {
        if (knownKinds + more > KINDS) {
            return -1;
        }
        if (paired.length < leftRows) {
            paired = new long[leftRows];
        }
        knownKinds += more;
        return knownKinds - more;
    }

    void describe(int kind, Finding finding) {
        kinds[kind] = finding;
    }

    /** Adds a pair; its number is that of the left row. */
    void claimPair(int leftRow, int rightRow, int kind) {
        paired[leftRow] = (long) kind << Integer.SIZE | rightRow;
    }

    /** Whether the left row is one of a pair that was claimed as one. */
    boolean isPaired(int leftRow) {
        return leftRow < paired.length && paired[leftRow] != 0;
    }

    /** The right row of a left one that is paired. */
    int pairOf(int leftRow) {
        return (int) paired[leftRow];
    }

    /** Counts claimed pairs. */
    void count(int claimed) {
        pairs = claimed;
    }

    /** Is told of a pair. */
    interface Pair {
        void take(int leftRow, int rightRow);
    }

    /**
     * Takes over the pairs of an earlier run of the same plan.
     *
     * @param left from a left row then to the left row now, negative where the pair is not taken over
     * @param right from a right row then to the right row now
     */
    void take(Matches earlier, IntUnaryOperator left, IntUnaryOperator right, Pair taken) {
        while (knownKinds < earlier.knownKinds) {
            reserve(1);
        }
        for (int kind = 1; kind < earlier.knownKinds; kind++) {
            kinds[kind] = earlier.kinds[kind];
        }
        for (int row = 0; row < earlier.paired.length; row++) {
            if (earlier.paired[row] != 0) {
                int now = left.applyAsInt(row);
                if (now >= 0) {
                    int partner = right.applyAsInt((int) earlier.paired[row]);
                    claimPair(now, partner, (int) (earlier.paired[row] >>> Integer.SIZE));
                    pairs++;
                    taken.take(now, partner);
                }
            }
        }
    }

    /** The numbers of matches that are no claimed pairs. */
    int[] others() {
        int[] numbers = new int[others];
        Arrays.setAll(numbers, i -> leftRows + i);
        return numbers;
    }

    Finding finding(int match) {
        return new Finding(pass(match), regret(match), certainty(match), likelihood(match));
    }

    private Finding kind(int match) {
        return kinds[(int) (paired[match] >>> Integer.SIZE)];
    }

    private static byte code(Confidence.Certainty certainty) {
        return switch (certainty) {
            case CERTAIN -> 0;
            case INTERCHANGEABLE -> 1;
            case LIKELY -> 2;
        };
    }

    private int keep(int[] rows) {
        if (rows.length == 1) {
            return rows[0];
        }
        many.add(rows);
        return -many.size();
    }

    /** How many there are. */
    int size() {
        return pairs + others;
    }

    /** The numbers of all matches, in no order of content. */
    int[] numbers() {
        int[] numbers = new int[size()];
        int at = 0;
        for (int l = 0; l < paired.length; l++) {
            if (paired[l] != 0) {
                numbers[at] = l;
                at++;
            }
        }
        for (int i = 0; i < others; i++) {
            numbers[at + i] = leftRows + i;
        }
        return numbers;
    }

    /** How many rows of the one side all matches take. */
    long claims(boolean leftSide) {
        long claims = pairs;
        int[] side = leftSide ? left : right;
        for (int i = 0; i < others; i++) {
            claims += side[i] >= 0 ? 1 : many.get(-side[i] - 1).length;
        }
        return claims;
    }

    int[] left(int match) {
        return match < leftRows ? new int[] {match} : rows(left[match - leftRows]);
    }

    int[] right(int match) {
        return match < leftRows ? new int[] {(int) paired[match]} : rows(right[match - leftRows]);
    }

    private int[] rows(int kept) {
        return kept >= 0 ? new int[] {kept} : many.get(-kept - 1);
    }

    private int firstLeft(int match) {
        if (match < leftRows) {
            return match;
        }
        int kept = left[match - leftRows];
        return kept >= 0 ? kept : many.get(-kept - 1)[0];
    }

    int pass(int match) {
        return match < leftRows ? kind(match).pass() : pass[match - leftRows];
    }

    long regret(int match) {
        return match < leftRows ? kind(match).regret() : regret[match - leftRows];
    }

    /** Billionths, with {@link Edges#APPROXIMATE}; {@link Finding#UNKNOWN} where the pass has no model. */
    int likelihood(int match) {
        return match < leftRows ? Finding.UNKNOWN : likelihood[match - leftRows];
    }

    Confidence.Certainty certainty(int match) {
        if (match < leftRows) {
            return kind(match).certainty();
        }
        return switch (certainty[match - leftRows]) {
            case 0 -> Confidence.Certainty.CERTAIN;
            case 1 -> Confidence.Certainty.INTERCHANGEABLE;
            default -> Confidence.Certainty.LIKELY;
        };
    }

    /** Match numbers by pass, then by the content of the first left row, then of the first right one. */
    int[] inContentOrder(SideData leftSide, SideData rightSide) {
        int[] order = numbers();
        int size = order.length;
        long[] keys = new long[size];
        for (int i = 0; i < size; i++) {
            SideData side = isRightOnly(order[i]) ? rightSide : leftSide;
            keys[i] = (long) pass(order[i]) << 56 | ContentOrder.key(side, first(order[i]));
        }
        KeySort.sort(keys, order, size);
        ContentOrder.settle(keys, order, size, (a, b) -> {
            SideData x = isRightOnly(a) ? rightSide : leftSide;
            SideData y = isRightOnly(b) ? rightSide : leftSide;
            int byFirst = ContentOrder.compare(x, first(a), y, first(b));
            boolean bothSided = byFirst == 0 && x == leftSide && right(a).length > 0 && right(b).length > 0;
            return bothSided ? ContentOrder.compare(rightSide, right(a)[0], rightSide, right(b)[0]) : byFirst;
        });
        return order;
    }

    private boolean isRightOnly(int match) {
        return match >= leftRows && left(match).length == 0;
    }

    /** The first left row, or the first right one where there is none on the left. */
    private int first(int match) {
        return isRightOnly(match) ? right(match)[0] : firstLeft(match);
    }
}
