package io.counterfoil.bankfiles.csv.internal;

import io.counterfoil.bankfiles.csv.CsvProfile;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers as a profile writes them, turned into digits with a point. Groups have three digits, so that a wrong decimal mark is refused rather than read as
 * thousands. Immutable.
 */
final class DecimalText {

    private final Pattern pattern;
    private final Pattern otherMark;
    private final char decimal;
    private final boolean blankGroups;
    private final Optional<Character> grouping;

    DecimalText(CsvProfile profile) {
        decimal = profile.decimal();
        grouping = profile.grouping();
        blankGroups = grouping.filter(Character::isWhitespace).isPresent();
        String mark = Pattern.quote(String.valueOf(decimal));
        String group = grouping.map(g -> Pattern.quote(blankGroups ? " " : String.valueOf(g)))
                .orElse("");
        String whole = grouping.isPresent() ? "(?:[0-9]{1,3}(?:" + group + "[0-9]{3})+|[0-9]+)" : "[0-9]+";
        pattern = Pattern.compile("([+-]?)(" + whole + ")?(?:" + mark + "([0-9]+))?");
        otherMark = Pattern.compile(decimal == ',' ? "[+-]?[0-9, ']*\\.[0-9]{1,2}" : "[+-]?[0-9. ']*,[0-9]{1,2}");
    }

    /** Sign, digits and point; nothing where the text is not such a number. */
    Optional<String> canonical(String cell) {
        if (decimal == '.' && isPlain(cell)) {
            return Optional.of(cell);
        }
        Matcher matcher = pattern.matcher(plain(cell));
        if (!matcher.matches() || (matcher.group(2) == null && matcher.group(3) == null)) {
            return Optional.empty();
        }
        String whole = matcher.group(2) == null ? "0" : matcher.group(2).replaceAll("[^0-9]", "");
        String fraction = matcher.group(3) == null ? "" : "." + matcher.group(3);
        return Optional.of((matcher.group(1).equals("-") ? "-" : "") + whole + fraction);
    }

    /** Whether it is what it is to become: digits with at most one point among them, perhaps behind a minus. */
    private static boolean isPlain(String cell) {
        int first = cell.startsWith("-") ? 1 : 0;
        int points = 0;
        for (int at = first; at < cell.length(); at++) {
            char digit = cell.charAt(at);
            boolean point = digit == '.' && at > first && at + 1 < cell.length();
            points += point ? 1 : 0;
            if (!point && (digit < '0' || digit > '9')) {
                return false;
            }
        }
        return cell.length() > first && points <= 1;
    }

    /** What was expected, with a second line where the other decimal mark would fit. */
    String expectation(String cell) {
        String expected = "expected digits with decimal mark '" + decimal + "'"
                + grouping.map(g -> " and '" + g + "' between groups of three").orElse(" and no grouping");
        return otherMark.matcher(plain(cell)).matches()
                ? expected + "\nMaybe the file writes the decimal mark as '" + (decimal == ',' ? '.' : ',') + "'"
                : expected;
    }

    private String plain(String cell) {
        String plain = cell.strip().replace('\u2212', '-');
        return blankGroups ? plain.replaceAll("[\\s\\u00A0\\u2009\\u202F]", " ") : plain;
    }
}
