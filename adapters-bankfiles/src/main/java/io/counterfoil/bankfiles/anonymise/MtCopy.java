package io.counterfoil.bankfiles.anonymise;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Copies MT940 and MT942. Not thread-safe: one file. */
final class MtCopy implements Anonymiser.LineCopy {

    private static final Pattern TAG = Pattern.compile("(?s)^(\\p{Cntrl}*:([0-9]{2}[A-Z]?|NS|940|942):)(.*)$");
    private static final Pattern LINE =
            Pattern.compile("(?s)^([0-9]{6}(?:[0-9]{4}| {4})?[RE]?[CD][A-Z]?)([0-9]+,[0-9]*)( *(?:[FNS].{0,3})?)(.*)$");
    private static final Pattern BALANCE = Pattern.compile("^(.*?[A-Z]{3}[CD]?)([0-9]+(?:,[0-9]*)?)(\\s*)$");
    private static final Pattern KEPT = Pattern.compile(
            "^[0-9]{3}(?=[?>])|[?>][0-9]{2}|(?:EREF|KREF|MREF|CRED|DEBT|SVWZ|ABWA|ABWE|COAM|OAMT|IBAN|BIC)\\+|/[A-Z]{2,9}/");
    private static final Pattern UNREAD = Pattern.compile("[\\p{Nd}]+|[\\p{L}]{2,}");
    private static final Pattern HEADER = Pattern.compile("[A-Z]{6,}");

    private final Scrambler scrambler;
    private String tag = "";

    MtCopy(Scrambler scrambler) {
        this.scrambler = scrambler;
    }

    @Override
    public String line(String original) {
        Matcher field = TAG.matcher(original);
        if (field.matches()) {
            tag = field.group(2);
            return field.group(1) + value(field.group(3));
        }
        String stripped = original.strip();
        if (stripped.startsWith("{") || stripped.startsWith("-}")) {
            return HEADER.matcher(original).replaceAll(found -> scrambler.words(found.group()));
        }
        if (stripped.equals("-")) {
            return original;
        }
        return tag.isEmpty() ? hidden(original) : text(original);
    }

    private String value(String value) {
        return switch (tag) {
            case "28", "28C", "13", "13D", "940", "942" -> value;
            case "25", "25P" -> account(value);
            case "60F", "60M", "62F", "62M", "64", "65", "34F", "90C", "90D", "60", "62" -> balance(value);
            case "61" -> entry(value);
            default -> text(value);
        };
    }

    /** A currency behind the number stays. */
    private String account(String value) {
        int cut = value.length() - 3;
        boolean currency = value.matches(".*[0-9][A-Z]{3}$");
        return currency ? scrambler.words(value.substring(0, cut)) + value.substring(cut) : scrambler.words(value);
    }

    private String balance(String value) {
        Matcher parts = BALANCE.matcher(value);
        return parts.matches() ? parts.group(1) + scrambler.amount(parts.group(2)) + parts.group(3) : hidden(value);
    }

    private String entry(String value) {
        Matcher parts = LINE.matcher(value);
        return parts.matches()
                ? parts.group(1) + scrambler.amount(parts.group(2)) + parts.group(3) + scrambler.words(parts.group(4))
                : hidden(value);
    }

    /** A value that is not of its field's form, or a line in front of every field: only single letters and message types stay. */
    private String hidden(String value) {
        return value.strip().matches("9[0-9]{2}")
                ? value
                : UNREAD.matcher(value).replaceAll(found -> scrambler.words(found.group()));
    }

    private String text(String value) {
        Matcher kept = KEPT.matcher(value);
        StringBuilder copy = new StringBuilder(value.length());
        int at = 0;
        while (kept.find()) {
            copy.append(scrambler.words(value.substring(at, kept.start()))).append(kept.group());
            at = kept.end();
        }
        return copy.append(scrambler.words(value.substring(at))).toString();
    }
}
