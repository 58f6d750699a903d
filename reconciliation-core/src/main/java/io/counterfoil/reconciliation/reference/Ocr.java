package io.counterfoil.reconciliation.reference;

/** Letters and digits that readers of paper take for one another: O/0, I/1, S/5, B/8. */
final class Ocr {

    private static final String LETTERS = "OISB";
    private static final String DIGITS = "0158";

    private Ocr() {}

    static char digit(char c) {
        int at = LETTERS.indexOf(c);
        return at < 0 ? c : DIGITS.charAt(at);
    }

    static char letter(char c) {
        int at = DIGITS.indexOf(c);
        return at < 0 ? c : LETTERS.charAt(at);
    }

    static boolean isLikeDigit(char c) {
        return LETTERS.indexOf(c) >= 0;
    }
}
