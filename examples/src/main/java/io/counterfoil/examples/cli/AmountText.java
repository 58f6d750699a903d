package io.counterfoil.examples.cli;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts as a file writes them. Groups have three digits, so that a wrong decimal mark is refused rather than read as thousands. Immutable. */
final class AmountText {

    private final char decimal;
    private final Optional<Character> grouping;
    private final boolean blankGroups;
    private final Pattern pattern;

    AmountText(char decimal, Optional<Character> grouping) {
        this.decimal = decimal;
        this.grouping = grouping;
        this.blankGroups = grouping.filter(Character::isWhitespace).isPresent();
        String group = grouping.map(g -> Pattern.quote(blankGroups ? " " : String.valueOf(g)))
                .orElse("");
        String whole = grouping.isPresent() ? "[0-9]{1,3}(?:" + group + "[0-9]{3})+|[0-9]+" : "[0-9]+";
        this.pattern =
                Pattern.compile("([+-]?)(" + whole + ")(?:" + Pattern.quote(String.valueOf(decimal)) + "([0-9]+))?");
    }

    /** Sign, digits and point; nothing where the text is not such an amount. */
    Optional<String> canonical(String text) {
        Matcher matcher = pattern.matcher(plain(text));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String fraction = matcher.group(3) == null ? "" : "." + matcher.group(3);
        return Optional.of(matcher.group(1) + matcher.group(2).replaceAll("[^0-9]", "") + fraction);
    }

    /** What was expected, and whether the other decimal mark would fit. */
    String expectation(String text) {
        char other = decimal == ',' ? '.' : ',';
        String expected = "expected digits with decimal mark '" + decimal + "'"
                + grouping.map(g -> blankGroups
                                ? " and blanks between groups of three"
                                : " and '" + g + "' between groups of three")
                        .orElse("");
        return plain(text).matches("[+-]?[0-9 '.,]*\\" + other + "[0-9]{1,2}")
                ? expected + "; maybe the file writes '" + other + "' as decimal mark"
                : expected;
    }

    private String plain(String text) {
        String plain = text.strip().replace('\u2212', '-');
        return blankGroups ? plain.replaceAll("[\\s\\u00A0\\u2009\\u202F]", " ") : plain;
    }
}
