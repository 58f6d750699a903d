package io.counterfoil.reconciliation.score;

import io.counterfoil.reconciliation.item.ItemBatch;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The words of two texts that say who or what: equal, cut, extended, abbreviated to initials. */
final class MemoSubjectFeature extends Feature {

    private static final int EQUAL = 0;
    private static final int CUT = 1;
    private static final int SHORTER = 2;
    private static final int INITIALS = 3;
    private static final int FIRST_WORD = 4;
    private static final int DIFFERENT = 5;

    private static final long INITIAL = 1 << 7;
    private static final long COUNT = INITIAL - 1;
    private static final int LETTERS = 8;
    private static final int LETTER = (1 << 14) - 1;
    private static final int LAST = 22;
    private static final int WORD = (1 << 20) - 1;
    private static final int FIRST = 42;

    private final Lexicon lexicon;

    MemoSubjectFeature(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    @Override
    List<String> levels() {
        return List.of(
                "same words",
                "same until the cut",
                "one has words more",
                "initials agree",
                "same first word",
                "different");
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
        int same = a.sameWords(b);
        if (same == 0 && a.subject.length > 0 && b.subject.length > 0) {
            boolean initial = a.startsWithInitial || b.startsWithInitial;
            return initial && initials(a.subject, b.subject) ? INITIALS : DIFFERENT;
        }
        if (same == a.subject.length && same == b.subject.length) {
            return whole(a, b, same);
        }
        MemoText few = a.subject.length < b.subject.length ? a : b;
        MemoText many = few == a ? b : a;
        if (same == few.subject.length) {
            return prefix(few, many, same);
        }
        return initials(a.subject, b.subject) ? INITIALS : FIRST_WORD;
    }

    /** First word, last word, first letter, whether the first word is an initial, and how many words there are. */
    @Override
    long code(Object value) {
        MemoText text = (MemoText) value;
        int count = text.subject.length;
        if (count == 0) {
            return 0;
        }
        String first = text.subject[0];
        long words =
                (long) (first.hashCode() & WORD) << FIRST | (long) (text.subject[count - 1].hashCode() & WORD) << LAST;
        return words
                | (first.charAt(0) & LETTER) << LETTERS
                | (first.length() == 1 ? INITIAL : 0)
                | Math.min(count, COUNT);
    }

    /**
     * Different, where both have words, the first ones differ, and neither can be the other's initial; of two words, where the last ones differ too, as one word has to
     * be the same.
     */
    @Override
    int levelOfCodes(long left, long right) {
        boolean bothSay = (left & COUNT) != 0 && (right & COUNT) != 0;
        if (!bothSay || left >>> FIRST == right >>> FIRST) {
            return UNDECIDED;
        }
        long differs = left ^ right;
        boolean initials = ((left | right) & INITIAL) != 0
                && (differs & COUNT) == 0
                && (differs >>> LETTERS & LETTER) == 0
                && ((left & COUNT) != 2 || (differs >>> LAST & WORD) == 0);
        return initials ? UNDECIDED : DIFFERENT;
    }

    /** All complete words agree: the partial ones must not speak against it. */
    private static int whole(MemoText a, MemoText b, int same) {
        String x = a.partialSubject;
        String y = b.partialSubject;
        int otherwise = same > 0 ? SHORTER : DIFFERENT;
        if (x == null && y == null) {
            return same > 0 ? EQUAL : MISSING;
        }
        if (x != null && y != null) {
            boolean meet = x.startsWith(y) || y.startsWith(x);
            return meet && (same > 0 || Math.min(x.length(), y.length()) > 1) ? CUT : same > 0 ? FIRST_WORD : DIFFERENT;
        }
        MemoText other = x == null ? a : b;
        return same > 0 && other.subjectMayGoOn && other.partialDetail == null ? CUT : otherwise;
    }

    private static int prefix(MemoText few, MemoText many, int same) {
        String next = many.subject[same];
        String partial = few.partialSubject == null ? few.partialDetail : few.partialSubject;
        if (few.subjectMayGoOn && (partial == null || next.startsWith(partial))) {
            return same > 0 || (partial != null && partial.length() > 1) ? CUT : DIFFERENT;
        }
        if (same == 0) {
            return DIFFERENT;
        }
        return few.partialSubject == null ? SHORTER : FIRST_WORD;
    }

    /** Whether each word is the other's, or one is the initial of the other, and one that is no initial is the same. */
    private static boolean initials(String[] a, String[] b) {
        if (a.length != b.length) {
            return false;
        }
        boolean whole = false;
        for (int i = 0; i < a.length; i++) {
            boolean initial =
                    (a[i].length() == 1 && b[i].startsWith(a[i])) || (b[i].length() == 1 && a[i].startsWith(b[i]));
            boolean equal = a[i].equals(b[i]);
            if (!equal && !initial) {
                return false;
            }
            whole |= equal && a[i].length() > 1;
        }
        return whole;
    }

    @Override
    long ownTerm(Object left, int level) {
        MemoText text = (MemoText) left;
        return switch (level) {
            case EQUAL -> text.subjectTerm();
            case CUT -> Terms.of(Terms.BEGINNING, text.beginning());
            default -> BY_PAIR;
        };
    }

    @Override
    long term(Object left, Object right, int level) {
        MemoText a = (MemoText) left;
        MemoText b = (MemoText) right;
        return switch (level) {
            case EQUAL -> a.subjectTerm();
            case CUT ->
                Terms.of(
                        Terms.BEGINNING,
                        a.beginning().length() <= b.beginning().length() ? a.beginning() : b.beginning());
            case SHORTER, FIRST_WORD -> a.beginningTerm(a.sameWords(b));
            default -> 0;
        };
    }
}
