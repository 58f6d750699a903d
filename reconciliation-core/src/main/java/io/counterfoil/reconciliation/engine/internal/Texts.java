package io.counterfoil.reconciliation.engine.internal;

import java.util.Locale;

/** How references and texts are compared. */
final class Texts {

    private Texts() {}

    /** Letters and digits in capitals, everything else left out. */
    static String loosely(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().filter(Character::isLetterOrDigit).forEach(plain::appendCodePoint);
        return plain.toString().toUpperCase(Locale.ROOT);
    }

    /** Words of letters and digits in capitals, each between single blanks. */
    static String words(String text) {
        StringBuilder words = new StringBuilder(text.length() + 2).append(' ');
        text.codePoints().forEach(c -> {
            if (Character.isLetterOrDigit(c)) {
                words.appendCodePoint(c);
            } else if (words.charAt(words.length() - 1) != ' ') {
                words.append(' ');
            }
        });
        if (words.charAt(words.length() - 1) != ' ') {
            words.append(' ');
        }
        return words.toString().toUpperCase(Locale.ROOT);
    }

    /** Whether the reference stands in the text: its words follow each other there, written together or apart. */
    static boolean standsIn(String reference, String text) {
        String plain = loosely(reference);
        if (plain.isEmpty()) {
            return false;
        }
        String words = words(text);
        for (int from = 0; from < words.length(); from++) {
            if (words.charAt(from) == ' ' && endsAtWord(words, from + 1, plain)) {
                return true;
            }
        }
        return false;
    }

    private static boolean endsAtWord(String words, int from, String plain) {
        int at = 0;
        int i = from;
        while (i < words.length() && at < plain.length()) {
            char c = words.charAt(i);
            if (c != ' ') {
                if (c != plain.charAt(at)) {
                    return false;
                }
                at++;
            }
            i++;
        }
        return at == plain.length() && (i == words.length() || words.charAt(i) == ' ');
    }
}
