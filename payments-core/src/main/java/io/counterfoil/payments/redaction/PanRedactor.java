package io.counterfoil.payments.redaction;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes card numbers and security codes out of free text (payments specification 4.10).
 *
 * <p>1. A security-code word, up to three non-word characters and three or four digits: the digits become {@code [CVV]}. 2. In each run of ASCII digits joined
 * by single blanks or hyphens, from the left, the longest sequence of whole groups with 13 to 19 digits, first digit 2 to 6 and a Luhn check that holds
 * (ISO/IEC 7812-1 annex B) becomes {@code [PAN ****dddd]}. An unbroken run of more than 19 digits stays. Structured references are not for this class.
 */
public final class PanRedactor {

    /**
     * A word begins after anything but a letter, so that digits glued to it hide nothing. The mark that stands for a code announces none: digits after it
     * stay, or a second redaction would differ.
     */
    private static final Pattern SECURITY_CODE = Pattern.compile(
            "(?<!\\p{L})(?!(?<=\\[)(?-i:CVV\\]))(cvv2?|cvc2?|cid|security code)(\\W{0,3})([0-9]{3,4})(?![0-9])",
            Pattern.CASE_INSENSITIVE);

    private static final String[] CODE_WORDS = {"cvv", "cvc", "cid", "security code"};
    private static final int SHORTEST_CARD = 13;
    private static final int LONGEST_CARD = 19;
    private static final int SHOWN_DIGITS = 4;

    private PanRedactor() {}

    /** The text without card numbers and security codes; the same object where there is nothing to take out. */
    public static String redact(String text) {
        if (nextDigit(text, 0) == text.length()) {
            return text;
        }
        return withoutCards(namesCode(text) ? SECURITY_CODE.matcher(text).replaceAll("$1$2[CVV]") : text);
    }

    /** Whether the text holds something that {@link #redact} would take out. */
    public static boolean holdsCardData(String text) {
        return !redact(text).equals(text);
    }

    private static String withoutCards(String text) {
        StringBuilder out = null;
        int copied = 0;
        int at = nextDigit(text, 0);
        while (at < text.length()) {
            int end = endOfRun(text, at);
            int group = end - at < SHORTEST_CARD ? end : at;
            while (group < end) {
                int card = endOfCard(text, group, end);
                if (card < 0) {
                    group = nextGroup(text, group, end);
                } else {
                    out = mask(out, text, copied, group, card);
                    copied = card;
                    group = Math.min(end, card + 1);
                }
            }
            at = nextDigit(text, end);
        }
        return out == null ? text : out.append(text, copied, text.length()).toString();
    }

    private static StringBuilder mask(@Nullable StringBuilder before, String text, int copied, int from, int to) {
        StringBuilder out = before == null ? new StringBuilder(text.length()) : before;
        out.append(text, copied, from).append("[PAN ****");
        int digits = 0;
        int first = to;
        while (digits < SHOWN_DIGITS) {
            first--;
            digits += isDigit(text.charAt(first)) ? 1 : 0;
        }
        for (int at = first; at < to; at++) {
            if (isDigit(text.charAt(at))) {
                out.append(text.charAt(at));
            }
        }
        return out.append(']');
    }

    private static int nextDigit(String text, int from) {
        int at = from;
        while (at < text.length() && !isDigit(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** The end of the digits joined by single blanks or hyphens that begin there. */
    private static int endOfRun(String text, int start) {
        int at = start + 1;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (isDigit(c)) {
                at++;
            } else if ((c == ' ' || c == '-') && at + 1 < text.length() && isDigit(text.charAt(at + 1))) {
                at += 2;
            } else {
                return at;
            }
        }
        return at;
    }

    /** The beginning of the next group of digits in the run, or the run's end. */
    private static int nextGroup(String text, int group, int end) {
        int at = group;
        while (at < end && isDigit(text.charAt(at))) {
            at++;
        }
        return Math.min(end, at + 1);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /**
     * The end of the longest card number of whole groups that begins there, or -1. Which digits the Luhn check doubles depends on how many there are: the
     * sums for an even and an odd count are kept side by side, so that each digit is read once.
     */
    private static int endOfCard(String text, int from, int end) {
        char lead = text.charAt(from);
        if (lead < '2' || lead > '6') {
            return -1;
        }
        int found = -1;
        int digits = 0;
        int sumIfEven = 0;
        int sumIfOdd = 0;
        for (int at = from; at < end; at++) {
            int digit = text.charAt(at) - '0';
            if (digit < 0 || digit > 9) {
                continue;
            }
            int doubled = digit > 4 ? 2 * digit - 9 : 2 * digit;
            sumIfEven += (digits & 1) == 0 ? doubled : digit;
            sumIfOdd += (digits & 1) == 0 ? digit : doubled;
            digits++;
            if (digits > LONGEST_CARD) {
                break;
            }
            boolean groupEnds = at + 1 == end || !isDigit(text.charAt(at + 1));
            if (digits >= SHORTEST_CARD && groupEnds && ((digits & 1) == 0 ? sumIfEven : sumIfOdd) % 10 == 0) {
                found = at + 1;
            }
        }
        return found;
    }

    /** Whether a word for a security code is in the text: the pattern is only asked then. */
    private static boolean namesCode(String text) {
        for (int at = 0; at + 2 < text.length(); at++) {
            int c = text.charAt(at) | 0x20;
            if (c == 'c' || c == 's') {
                for (String word : CODE_WORDS) {
                    if (text.regionMatches(true, at, word, 0, word.length())) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
