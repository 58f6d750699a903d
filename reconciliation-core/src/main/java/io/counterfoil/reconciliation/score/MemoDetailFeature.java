package io.counterfoil.reconciliation.score;

import io.counterfoil.reconciliation.item.ItemBatch;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The code words and codes of two texts: equal, cut, some left out, or contradicting each other. */
final class MemoDetailFeature extends Feature {

    private static final int SAME_CODE = 0;
    private static final int EQUAL = 1;
    private static final int CUT = 2;
    private static final int SUBSET = 3;
    private static final int NONE = 4;
    private static final int CROSSING = 5;
    private static final int CONFLICT = 6;
    private static final int OTHER_CODE = 7;

    private static final int TELLING = 3;

    private static final long BREAKS = 1L << 60;
    private static final long INTRICATE = 1L << 61;

    private final Lexicon lexicon;

    MemoDetailFeature(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    @Override
    List<String> levels() {
        return List.of(
                "same code",
                "same code words",
                "cut before code words",
                "some code words left out",
                "no code words",
                "each lacks code words of the other",
                "code words exclude each other",
                "another code");
    }

    @Override
    @Nullable
    Object prepare(ItemBatch batch, int row) {
        Optional<String> text = batch.view(row).text();
        return text.isPresent() ? MemoText.of(text.get(), lexicon) : null;
    }

    @Override
    int level(Object left, Object right) {
        MemoText a = (MemoText) left;
        MemoText b = (MemoText) right;
        if (a.code != null && b.code != null) {
            return codes(a, a.code, b, b.code);
        }
        if (a.isDetailBlank() || b.isDetailBlank()) {
            if (a.isDetailBlank() && b.isDetailBlank()) {
                return a.cut || b.cut ? CUT : NONE;
            }
            return (a.isDetailBlank() ? a.cut : b.cut) ? CUT : SUBSET;
        }
        if (a.detailTerm() == b.detailTerm() && java.util.Objects.equals(a.partialDetail, b.partialDetail)) {
            return EQUAL;
        }
        long mine = a.words & ~(b.words | b.mayBecome);
        long theirs = b.words & ~(a.words | a.mayBecome);
        boolean mineMore = mine != 0 || (a.mayBecome != 0 && (a.mayBecome & (b.words | b.mayBecome)) == 0);
        boolean theirsMore = theirs != 0 || (b.mayBecome != 0 && (b.mayBecome & (a.words | a.mayBecome)) == 0);
        if (!mineMore || !theirsMore) {
            boolean behindCut = (!mineMore && !theirsMore) || (mineMore ? b.cut : a.cut);
            return behindCut ? CUT : SUBSET;
        }
        return lexicon.exclude(mine, theirs) ? CONFLICT : CROSSING;
    }

    /** The code words and whether the text is cut, where no code and no part of one is in it. */
    @Override
    long code(Object value) {
        MemoText text = (MemoText) value;
        boolean plain = text.code == null && text.mayBecome == 0 && (text.words & (INTRICATE | BREAKS)) == 0;
        return plain ? text.words | (text.cut ? BREAKS : 0) : INTRICATE;
    }

    @Override
    int levelOfCodes(long left, long right) {
        if (((left | right) & INTRICATE) != 0) {
            return UNDECIDED;
        }
        long a = left & ~BREAKS;
        long b = right & ~BREAKS;
        if (a == b) {
            return a != 0 ? UNDECIDED : ((left | right) & BREAKS) != 0 ? CUT : NONE;
        }
        long mine = a & ~b;
        long theirs = b & ~a;
        if (mine == 0 || theirs == 0) {
            return ((mine == 0 ? left : right) & BREAKS) != 0 ? CUT : SUBSET;
        }
        return lexicon.exclude(mine, theirs) ? CONFLICT : CROSSING;
    }

    private static int codes(MemoText a, String x, MemoText b, String y) {
        if (x.equals(y)) {
            return SAME_CODE;
        }
        if ((a.codeIsPartial && y.startsWith(x)) || (b.codeIsPartial && x.startsWith(y))) {
            return Math.min(x.length(), y.length()) >= TELLING ? SAME_CODE : CUT;
        }
        return OTHER_CODE;
    }

    @Override
    long ownTerm(Object left, int level) {
        return level == EQUAL ? ((MemoText) left).detailTerm() : 0;
    }

    @Override
    long term(Object left, Object right, int level) {
        return level == EQUAL ? ((MemoText) left).detailTerm() : 0;
    }
}
