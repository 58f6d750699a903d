package io.counterfoil.reconciliation.reference;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A text as the search reads it: compatibility forms folded (Unicode NFKC, accents dropped), capitals, every digit an ASCII digit, and for each character
 * its place in the text as written. What is claimed or must not be read is masked. Not thread-safe: confine to one search.
 */
final class RemittanceText {

    /** Stands for a character that must not be read; neither letter, digit nor separator. */
    static final char MASK = '\0';

    /** Characters that may stand inside one reference. */
    private static final String JOINERS = " -/._:#\\|+*'~";

    private static final String TIGHT_JOINERS = "-/._\\";
    private static final String DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212";
    private static final int LONGEST_JOIN = 3;
    private static final int LONGEST_PREFIX = 40;

    private final String written;
    private char[] chars;
    private int[] starts;
    private int[] ends;
    private int length;

    private RemittanceText(String written) {
        this.written = written;
        chars = new char[written.length()];
        starts = new int[written.length()];
        ends = new int[written.length()];
    }

    static RemittanceText of(String written) {
        RemittanceText text = new RemittanceText(written);
        for (int at = 0; at < written.length(); ) {
            int point = written.codePointAt(at);
            int next = at + Character.charCount(point);
            text.fold(point, at, next);
            at = next;
        }
        return text;
    }

    private void fold(int point, int from, int to) {
        if (point < 128) {
            append(point >= 'a' && point <= 'z' ? (char) (point - 32) : blankOr((char) point), from, to);
        } else if (Character.isDigit(point)) {
            append((char) ('0' + Character.digit(point, 10)), from, to);
        } else {
            String plain = Normalizer.normalize(Character.toString(point), Normalizer.Form.NFKD)
                    .toUpperCase(Locale.ROOT);
            for (int at = 0; at < plain.length(); at++) {
                char c = plain.charAt(at);
                if (!isMark(c)) {
                    append(DASHES.indexOf(c) >= 0 ? '-' : blankOr(c), from, to);
                } else if (length > 0) {
                    ends[length - 1] = to;
                }
            }
        }
    }

    private static char blankOr(char c) {
        return c == MASK || Character.isWhitespace(c) || Character.isSpaceChar(c) ? ' ' : c;
    }

    private static boolean isMark(char c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }

    private void append(char c, int from, int to) {
        if (length == chars.length) {
            int larger = length * 2 + 16;
            chars = Arrays.copyOf(chars, larger);
            starts = Arrays.copyOf(starts, larger);
            ends = Arrays.copyOf(ends, larger);
        }
        chars[length] = c;
        starts[length] = from;
        ends[length] = to;
        length++;
    }

    int length() {
        return length;
    }

    /** The character, or a mask beyond either end. */
    char at(int index) {
        return index < 0 || index >= length ? MASK : chars[index];
    }

    boolean isDigit(int index) {
        return CheckDigits.isDigit(at(index));
    }

    boolean isLetter(int index) {
        char c = at(index);
        return Character.isLetter(c) || Character.isSurrogate(c);
    }

    boolean isWord(int index) {
        return isDigit(index) || isLetter(index);
    }

    void mask(int from, int to) {
        Arrays.fill(chars, from, to, MASK);
    }

    /** Index where the character begins in the text as written. */
    int writtenStart(int index) {
        return starts[index];
    }

    /** Index where the stretch before {@code end} ends in the text as written. */
    int writtenEnd(int end) {
        return ends[end - 1];
    }

    /** The stretch as written. */
    String written(int from, int to) {
        return written.substring(writtenStart(from), writtenEnd(to));
    }

    /** The text as written, with what is masked made unreadable. */
    char[] writtenUnmasked() {
        char[] out = written.toCharArray();
        for (int at = 0; at < length; at++) {
            if (chars[at] == MASK) {
                Arrays.fill(out, starts[at], ends[at], MASK);
            }
        }
        return out;
    }

    /** The folded stretch (start, end) of a stretch of the text as written; empty where nothing of it was kept. */
    Optional<int[]> folded(int from, int to) {
        int low = firstEndingAfter(from);
        int high = low;
        while (high < length && starts[high] < to) {
            high++;
        }
        return low < high ? Optional.of(new int[] {low, high}) : Optional.empty();
    }

    private int firstEndingAfter(int from) {
        int low = 0;
        int high = length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ends[middle] > from) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Folded letters and digits of the stretch, without what stands between them. */
    String compact(int from, int to) {
        StringBuilder out = new StringBuilder(to - from);
        for (int at = from; at < to; at++) {
            if (isWord(at)) {
                out.append(chars[at]);
            }
        }
        return out.toString();
    }

    /** The index of the next letter or digit at or after the index, over at most three separators; -1 where the reference cannot go on. */
    int join(int index) {
        int at = index;
        while (at < length && at - index <= LONGEST_JOIN && JOINERS.indexOf(chars[at]) >= 0) {
            at++;
        }
        return at - index <= LONGEST_JOIN && isWord(at) ? at : -1;
    }

    /** The index after the previous letter or digit before the index, over at most three separators; -1 where there is none. */
    int joinBack(int index) {
        int at = index;
        while (at > 0 && index - at <= LONGEST_JOIN && JOINERS.indexOf(chars[at - 1]) >= 0) {
            at--;
        }
        return index - at <= LONGEST_JOIN && isWord(at - 1) ? at : -1;
    }

    /** Whether one separator that is no blank ties a digit to the end of a stretch. */
    boolean tiedAfter(int end) {
        return TIGHT_JOINERS.indexOf(at(end)) >= 0 && isDigit(end + 1);
    }

    /** Whether one separator that is no blank ties a digit to the start of a stretch. */
    boolean tiedBefore(int start) {
        return TIGHT_JOINERS.indexOf(at(start - 1)) >= 0 && isDigit(start - 2);
    }

    /** Where the word ends that holds the index. */
    int wordEnd(int index) {
        int at = index;
        while (isWord(at)) {
            at++;
        }
        return at;
    }

    /** Where the word starts that ends before the index, looking back no further than any prefix is long. */
    int wordStart(int end) {
        int at = end;
        while (end - at < LONGEST_PREFIX && isWord(at - 1)) {
            at--;
        }
        return at;
    }

    /** Where the run of digits ends that starts at the index. */
    int digitsEnd(int index) {
        int at = index;
        while (isDigit(at)) {
            at++;
        }
        return at;
    }
}
