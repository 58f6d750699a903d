package io.counterfoil.ticketing.claim;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * An invoice number in the two forms in which two writings of it are compared (ticketing specification 4.6).
 *
 * <p>Both forms: compatibility characters folded (NFKC), upper case, O read as zero and I as one, ASCII letters and digits only. Immutable.
 *
 * @param written as it was written
 * @param compact leading zeros of the whole off
 * @param tokens leading zeros off each run of digits
 */
public record InvoiceNumber(String written, String compact, String tokens) {

    private static final int SHORTEST_NEAR = 5;

    /** The number as it was written. */
    public static InvoiceNumber of(String written) {
        StringBuilder compact = new StringBuilder();
        StringBuilder tokens = new StringBuilder();
        StringBuilder run = new StringBuilder();
        String folded = Normalizer.normalize(written, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
        for (int at = 0; at < folded.length(); at++) {
            char read = folded.charAt(at) == 'O' ? '0' : folded.charAt(at) == 'I' ? '1' : folded.charAt(at);
            boolean digit = read >= '0' && read <= '9';
            boolean letter = read >= 'A' && read <= 'Z';
            if (digit) {
                run.append(read);
            } else {
                tokens.append(withoutZeros(run));
                run.setLength(0);
            }
            if (letter) {
                tokens.append(read);
            }
            if (digit || letter) {
                compact.append(read);
            }
        }
        tokens.append(withoutZeros(run));
        return new InvoiceNumber(written, withoutZeros(compact), tokens.toString());
    }

    /** Leading zeros off; of zeros only one stays. */
    private static String withoutZeros(CharSequence text) {
        int from = 0;
        while (from + 1 < text.length() && text.charAt(from) == '0') {
            from++;
        }
        return text.subSequence(from, text.length()).toString();
    }

    /** How two writings stand to each other; the same whichever comes first. */
    public Relation relation(InvoiceNumber other) {
        if (compact.isEmpty() || other.compact.isEmpty()) {
            return Relation.INCOMPARABLE;
        }
        if (compact.equals(other.compact) || tokens.equals(other.tokens)) {
            return Relation.SAME;
        }
        return isNear(compact, other.compact) || isNear(tokens, other.tokens) ? Relation.NEAR : Relation.DIFFERENT;
    }

    private static boolean isNear(String one, String two) {
        if (one.length() < SHORTEST_NEAR || two.length() < SHORTEST_NEAR) {
            return false;
        }
        String longer = one.length() >= two.length() ? one : two;
        String shorter = longer.equals(one) ? two : one;
        int at = 0;
        while (at < shorter.length() && longer.charAt(at) == shorter.charAt(at)) {
            at++;
        }
        if (longer.length() == shorter.length() + 1) {
            return longer.substring(at + 1).equals(shorter.substring(at));
        }
        if (longer.length() != shorter.length() || at == shorter.length()) {
            return false;
        }
        boolean changed = longer.substring(at + 1).equals(shorter.substring(at + 1));
        boolean swapped = at + 1 < shorter.length()
                && longer.charAt(at) == shorter.charAt(at + 1)
                && longer.charAt(at + 1) == shorter.charAt(at)
                && longer.substring(at + 2).equals(shorter.substring(at + 2));
        return changed || swapped;
    }

    /** Keys of which two SAME or NEAR numbers share one: both forms, and both with any one character left out where they are long enough. */
    Set<String> keys() {
        Set<String> keys = new HashSet<>();
        if (!compact.isEmpty()) {
            addKeys(keys, "c", compact);
            addKeys(keys, "t", tokens);
        }
        return keys;
    }

    private static void addKeys(Set<String> keys, String form, String text) {
        keys.add(form + text);
        for (int at = 0; text.length() >= SHORTEST_NEAR && at < text.length(); at++) {
            keys.add(form + text.substring(0, at) + text.substring(at + 1));
        }
    }

    /** How two writings of a number stand to each other. */
    public enum Relation {
        /** Equal in one of the forms. */
        SAME,
        /** Five characters or more, and one character changed, left out or added, or two neighbours swapped, in one of the forms. */
        NEAR,
        DIFFERENT,
        /** One of them holds nothing to compare. */
        INCOMPARABLE
    }
}
