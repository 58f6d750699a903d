package io.counterfoil.bankfiles.fixedwidth;

import java.text.Normalizer;
import java.util.Locale;
import java.util.function.IntPredicate;

/**
 * Texts cut down to what a rail can carry. Letters lose their accents, ligatures and letters without a base form are spelt out; what is still outside the set is
 * replaced. Folding what is folded changes nothing.
 */
public enum Folding {
    /** EPC: letters, digits, {@code / - ? : ( ) . , ' +} and blank; {@code &} becomes {@code +}, the rest a full stop; no slash at an end, no double slash. */
    SEPA {
        @Override
        public String fold(String text) {
            String plain = replaced(spelt(text.replace('&', '+')), Folding::isSepa, '.');
            return plain.replaceAll("/{2,}", "/").replaceAll("^/|/$", "");
        }
    },
    /** Bacs: capitals, digits, {@code . & / - '} and blank; the rest becomes a blank. */
    BACS {
        @Override
        public String fold(String text) {
            return replaced(spelt(text).toUpperCase(Locale.ROOT), Folding::isBacs, ' ');
        }
    },
    /** CPA 005 and Nacha: printable ASCII in capitals; the rest becomes a blank. */
    CAPITALS {
        @Override
        public String fold(String text) {
            return replaced(spelt(text).toUpperCase(Locale.ROOT), c -> c >= ' ' && c < 0x7F, ' ');
        }
    },
    /** Printable ASCII; the rest becomes a blank. */
    ASCII {
        @Override
        public String fold(String text) {
            return replaced(spelt(text), c -> c >= ' ' && c < 0x7F, ' ');
        }
    };

    /** The text within the set. */
    public abstract String fold(String text);

    /** The text within the set, at most so long, without blanks around it. */
    public String fold(String text, int most) {
        String now = fold(text);
        String before = "";
        while (!now.equals(before)) {
            before = now;
            String stripped = now.strip();
            now = fold(stripped.length() <= most ? stripped : stripped.substring(0, most));
        }
        return now.strip();
    }

    private static boolean isSepa(int c) {
        return isPlain(c) || "/-?:().,'+ ".indexOf(c) >= 0;
    }

    private static boolean isBacs(int c) {
        return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || ".&/-' ".indexOf(c) >= 0;
    }

    private static boolean isPlain(int c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }

    private static String replaced(String text, IntPredicate allowed, char other) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> out.append(allowed.test(c) ? (char) c : other));
        return out.toString();
    }

    /** Without accents; letters that are no accented form of another spelt out. */
    private static String spelt(String text) {
        StringBuilder out = new StringBuilder(text.length());
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFD);
        for (int i = 0; i < decomposed.length(); i++) {
            char at = decomposed.charAt(i);
            int type = Character.getType(at);
            if (type == Character.NON_SPACING_MARK) {
                continue;
            }
            switch (at) {
                case 'ß' -> out.append("ss");
                case 'ẞ' -> out.append("SS");
                case 'Æ' -> out.append("AE");
                case 'æ' -> out.append("ae");
                case 'Œ' -> out.append("OE");
                case 'œ' -> out.append("oe");
                case 'Ø' -> out.append('O');
                case 'ø' -> out.append('o');
                case 'Ł' -> out.append('L');
                case 'ł' -> out.append('l');
                case 'Đ', 'Ð' -> out.append('D');
                case 'đ', 'ð' -> out.append('d');
                case 'Þ' -> out.append("TH");
                case 'þ' -> out.append("th");
                case 'ı' -> out.append('i');
                case 'Ħ' -> out.append('H');
                case 'ħ' -> out.append('h');
                default -> out.append(at);
            }
        }
        return out.toString();
    }
}
