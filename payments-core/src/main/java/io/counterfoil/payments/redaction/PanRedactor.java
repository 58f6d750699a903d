package io.counterfoil.payments.redaction;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    private static final Pattern DIGIT_RUN = Pattern.compile("[0-9]+(?:[ -][0-9]+)*");

    private PanRedactor() {}

    /** The text without card numbers and security codes; the same object where there is nothing to take out. */
    public static String redact(String text) {
        if (!hasDigits(text)) {
            return text;
        }
        String withoutCodes = SECURITY_CODE.matcher(text).replaceAll("$1$2[CVV]");
        Matcher runs = DIGIT_RUN.matcher(withoutCodes);
        StringBuilder out = null;
        int copied = 0;
        while (runs.find()) {
            if (runs.end() - runs.start() >= 13) {
                String run = runs.group();
                String clean = redactRun(run);
                if (!clean.equals(run)) {
                    out = out == null ? new StringBuilder() : out;
                    out.append(withoutCodes, copied, runs.start()).append(clean);
                    copied = runs.end();
                }
            }
        }
        return out == null
                ? withoutCodes
                : out.append(withoutCodes, copied, withoutCodes.length()).toString();
    }

    /** Whether the text holds something that {@link #redact} would take out. */
    public static boolean holdsCardData(String text) {
        return !redact(text).equals(text);
    }

    private static String redactRun(String run) {
        List<int[]> groups = groups(run);
        StringBuilder out = new StringBuilder();
        int copied = 0;
        int first = 0;
        while (first < groups.size()) {
            int last = longestCard(run, groups, first);
            if (last < 0) {
                first++;
                continue;
            }
            String digits =
                    run.substring(groups.get(first)[0], groups.get(last)[1]).replaceAll("[ -]", "");
            out.append(run, copied, groups.get(first)[0])
                    .append("[PAN ****")
                    .append(digits.substring(digits.length() - 4))
                    .append(']');
            copied = groups.get(last)[1];
            first = last + 1;
        }
        return out.append(run, copied, run.length()).toString();
    }

    private static List<int[]> groups(String run) {
        List<int[]> groups = new ArrayList<>();
        int start = 0;
        for (int at = 0; at <= run.length(); at++) {
            if (at == run.length() || run.charAt(at) < '0' || run.charAt(at) > '9') {
                groups.add(new int[] {start, at});
                start = at + 1;
            }
        }
        return groups;
    }

    private static int longestCard(String run, List<int[]> groups, int first) {
        char lead = run.charAt(groups.get(first)[0]);
        if (lead < '2' || lead > '6') {
            return -1;
        }
        int best = -1;
        int length = 0;
        for (int last = first; last < groups.size() && length <= 19; last++) {
            length += groups.get(last)[1] - groups.get(last)[0];
            if (length >= 13 && length <= 19 && luhnHolds(run, groups.get(first)[0], groups.get(last)[1])) {
                best = last;
            }
        }
        return best;
    }

    private static boolean luhnHolds(String run, int from, int to) {
        int sum = 0;
        boolean doubled = false;
        for (int at = to - 1; at >= from; at--) {
            int digit = run.charAt(at) - '0';
            if (digit < 0 || digit > 9) {
                continue;
            }
            int value = doubled ? digit * 2 : digit;
            sum += value > 9 ? value - 9 : value;
            doubled = !doubled;
        }
        return sum % 10 == 0;
    }

    private static boolean hasDigits(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                return true;
            }
        }
        return false;
    }
}
