package io.counterfoil.bankfiles.source.internal;

import io.counterfoil.payments.redaction.PanRedactor;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/** Free texts on their way into values and messages. */
public final class Texts {

    private static final int SHOWN = 40;

    private Texts() {}

    /** One line, single blanks, no control characters, no card numbers. */
    public static String clean(String text) {
        return PanRedactor.redact(oneLine(text));
    }

    /** The parts that hold anything, cleaned, joined by blanks, each once. */
    public static String join(Iterable<String> parts) {
        List<String> kept = new ArrayList<>();
        for (String part : parts) {
            String line = oneLine(part);
            if (!line.isEmpty() && !kept.contains(line)) {
                kept.add(line);
            }
        }
        return PanRedactor.redact(String.join(" ", kept));
    }

    /** A value in a message: in quotes, at most 40 characters, of digit runs longer than six the last four. */
    public static String shown(String value) {
        String line = clean(value);
        String masked = line.replaceAll("[0-9]{3,}(?=[0-9]{4})", "*");
        return "'" + (masked.length() <= SHOWN ? masked : masked.substring(0, SHOWN) + "…") + "'";
    }

    /** A reference as it identifies something: trimmed, single blanks; empty for the words that mean that there is none. */
    public static String reference(String text) {
        String line = oneLine(text);
        boolean absent = line.length() >= 6
                && (line.equalsIgnoreCase("NOTPROVIDED")
                        || line.equalsIgnoreCase("NOT PROVIDED")
                        || line.equalsIgnoreCase("NONREF"));
        return absent ? "" : line;
    }

    /** The text with every character that the charset lacks as its base letter, else as a question mark. */
    public static String fitted(String text, Charset charset) {
        CharsetEncoder encoder = charset.newEncoder();
        if (encoder.canEncode(text)) {
            return text;
        }
        StringBuilder fitted = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            String character = Character.toString(point);
            if (encoder.canEncode(character)) {
                fitted.append(character);
                return;
            }
            String base = Normalizer.normalize(character, Normalizer.Form.NFKD).replaceAll("\\p{M}+", "");
            fitted.append(!base.isEmpty() && encoder.canEncode(base) ? base : "?");
        });
        return fitted.toString();
    }

    /** At most so many characters, no half of a pair. */
    public static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end).strip();
    }

    private static String oneLine(String text) {
        if (isOneLine(text)) {
            return text;
        }
        StringBuilder line = new StringBuilder(text.length());
        boolean blank = false;
        for (int i = 0; i < text.length(); i++) {
            char at = text.charAt(i);
            if (isBlank(at)) {
                blank = line.length() > 0;
            } else {
                if (blank) {
                    line.append(' ');
                    blank = false;
                }
                line.append(at);
            }
        }
        return line.toString();
    }

    /** Whether nothing is to be done: no blanks at its ends, none twice, and none but the plain one. */
    private static boolean isOneLine(String text) {
        boolean blank = true;
        for (int i = 0; i < text.length(); i++) {
            char at = text.charAt(i);
            if (isBlank(at) && (blank || at != ' ')) {
                return false;
            }
            blank = at == ' ';
        }
        return text.isEmpty() || !blank;
    }

    private static boolean isBlank(char at) {
        return at <= ' ' || (at >= 0x7F && at <= 0xA0) || at == 0x2028 || at == 0x2029;
    }
}
