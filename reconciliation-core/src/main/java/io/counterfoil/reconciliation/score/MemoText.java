package io.counterfoil.reconciliation.score;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A free text taken apart: the words that say who or what (subject), and code words and codes (detail); where the field was cut, the last word may be a part
 * only. Immutable.
 */
final class MemoText {

    /** Words of the subject, complete. */
    final String[] subject;

    /** The last word of a cut text where it can only be subject; null where there is none. */
    final @Nullable String partialSubject;

    /** The last word of a cut text where it may be the beginning of a code word or code; null where there is none. */
    final @Nullable String partialDetail;

    /** Whether the field was cut. */
    final boolean cut;

    /** Whether more subject may have stood behind the cut. */
    final boolean subjectMayGoOn;

    /** The first code, complete or the beginning of one; null where there is none. */
    final @Nullable String code;

    /** Whether the code is the beginning of one only. */
    final boolean codeIsPartial;

    /** Code words by their numbers in the lexicon, codes as {@link Lexicon#CODE_BIT}; complete ones. */
    final long words;

    /** What the partial detail may become, in the same numbers. */
    final long mayBecome;

    /** Whether the first word of the subject is a single letter. */
    final boolean startsWithInitial;

    private final String beginning;
    private final long subjectTerm;
    private final long detailTerm;
    private final long[] beginningTerms;

    private MemoText(
            List<String> subject, List<String> detail, @Nullable String partial, boolean cut, Lexicon lexicon) {
        this.subject = subject.toArray(String[]::new);
        this.cut = cut;
        this.subjectMayGoOn = cut && detail.isEmpty();
        this.mayBecome = partial == null ? 0 : lexicon.mayBecome(partial);
        this.partialDetail = mayBecome != 0 ? partial : null;
        this.partialSubject = mayBecome == 0 && subjectMayGoOn ? partial : null;
        String complete = detail.stream().filter(Lexicon::isCode).findFirst().orElse(null);
        this.codeIsPartial = complete == null && (mayBecome & Lexicon.CODE_BIT) != 0;
        this.code = codeIsPartial ? partial : complete;
        long mask = 0;
        for (String token : detail) {
            mask |= lexicon.bit(token);
        }
        this.words = mask;
        this.startsWithInitial = !subject.isEmpty() && subject.get(0).length() == 1;
        String all = String.join(" ", subject);
        this.beginning = partialSubject == null ? all : all.isEmpty() ? partialSubject : all + " " + partialSubject;
        this.subjectTerm = Terms.of(Terms.SUBJECT, all);
        this.detailTerm = detail.isEmpty() ? 0 : Terms.of(Terms.DETAIL, String.join(" ", detail));
        this.beginningTerms = new long[subject.size() + 1];
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < subject.size(); i++) {
            words.append(i == 0 ? "" : " ").append(subject.get(i));
            beginningTerms[i + 1] = Terms.of(Terms.BEGINNING, words.toString());
        }
    }

    static @Nullable MemoText of(String text, Lexicon lexicon) {
        List<String> tokens = Lexicon.tokens(text);
        if (tokens.isEmpty()) {
            return null;
        }
        boolean cut = lexicon.widths().contains(text.length());
        String partial = null;
        if (cut && Lexicon.endsInWord(text)) {
            partial = tokens.remove(tokens.size() - 1);
        }
        List<String> subject = new ArrayList<>();
        List<String> detail = new ArrayList<>();
        for (String token : tokens) {
            (Lexicon.isCode(token) || lexicon.bit(token) != 0 ? detail : subject).add(token);
        }
        return new MemoText(subject, detail, partial, cut, lexicon);
    }

    /** Subject as far as it can be read. */
    String beginning() {
        return beginning;
    }

    /** The whole subject as a term. */
    long subjectTerm() {
        return subjectTerm;
    }

    /** The complete code words and codes as a term; 0 where there are none. */
    long detailTerm() {
        return detailTerm;
    }

    /** The first words of the subject as a term; 0 for none. */
    long beginningTerm(int count) {
        return beginningTerms[count];
    }

    /** How many complete words both subjects begin with. */
    int sameWords(MemoText other) {
        long[] mine = beginningTerms;
        long[] theirs = other.beginningTerms;
        int most = Math.min(mine.length, theirs.length);
        int next = 1;
        while (next < most && mine[next] == theirs[next]) {
            next++;
        }
        return next - 1;
    }

    /** Whether nothing of the detail can be read. */
    boolean isDetailBlank() {
        return words == 0 && mayBecome == 0;
    }
}
