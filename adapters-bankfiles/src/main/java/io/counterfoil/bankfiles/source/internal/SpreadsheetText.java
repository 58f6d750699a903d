package io.counterfoil.bankfiles.source.internal;

/** Texts that a spreadsheet must not take for formulas (OWASP, CSV injection). */
public final class SpreadsheetText {

    private SpreadsheetText() {}

    /** The text, with an apostrophe in front where it begins as a formula does. */
    public static String neutral(String text) {
        return startsFormula(text) || (text.startsWith("'") && startsFormula(text.substring(1))) ? "'" + text : text;
    }

    /** The text that {@link #neutral} was given. */
    public static String original(String text) {
        boolean marked = text.startsWith("'")
                && (startsFormula(text.substring(1)) || (text.startsWith("''") && startsFormula(text.substring(2))));
        return marked ? text.substring(1) : text;
    }

    private static boolean startsFormula(String text) {
        return !text.isEmpty() && "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20".indexOf(text.charAt(0)) >= 0;
    }
}
