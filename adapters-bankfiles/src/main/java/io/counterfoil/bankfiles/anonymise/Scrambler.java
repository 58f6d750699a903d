package io.counterfoil.bankfiles.anonymise;

import io.counterfoil.payments.evidence.Sha256;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts invented words and amounts in the place of true ones: letters for letters, digits for digits; amounts are all multiplied by one secret factor. Immutable. */
final class Scrambler {

    /** Prime to ten, so that an amount that is not exact stays so. */
    private static final List<Integer> FACTORS = List.of(7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47);

    private static final Set<String> MEANING = Set.of("NONREF", "NOTPROVIDED", "KREF", "EREF", "PREF", "MARF");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{Nd}]+");
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    private final long seed;
    private final BigInteger factor;

    Scrambler(long seed) {
        this.seed = seed;
        this.factor = BigInteger.valueOf(
                FACTORS.get((int) Math.floorMod(Sha256.ofFields("factor", seed).a(), (long) FACTORS.size())));
    }

    /** Other letters and digits for every word, but for those that mean that there is none. */
    String words(String text) {
        return WORD.matcher(text)
                .replaceAll(found -> MEANING.contains(found.group()) ? found.group() : word(found.group()));
    }

    /** Each character moves by what the seed makes of those before it, so that different words stay different. */
    private String word(String word) {
        StringBuilder other = new StringBuilder(word.length());
        for (int at = 0; at < word.length(); at++) {
            int shift = (int) Math.floorMod(
                    Sha256.ofFields(seed, word.length(), word.substring(0, at)).a(), 260L);
            char c = word.charAt(at);
            if (Character.isDigit(c)) {
                other.append((char) ('0' + (Character.digit(c, 10) + shift) % 10));
            } else {
                char first = Character.isUpperCase(c) ? 'A' : 'a';
                other.append((char) (first + Math.floorMod(c - first + shift, 26)));
            }
        }
        return other.toString();
    }

    /** The amount multiplied: sign, decimal mark and number of decimals stay; zeros in front fill its length. */
    String amount(String text) {
        int mark = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','));
        String digits = text.replaceAll("[^0-9]", "");
        if (digits.isEmpty()) {
            return text;
        }
        int decimals =
                mark < 0 ? 0 : text.substring(mark).replaceAll("[^0-9]", "").length();
        String product = new BigInteger(digits).multiply(factor).toString();
        int length = Math.max(digits.length(), decimals + 1);
        String padded = "0".repeat(Math.max(0, length - product.length())) + product;
        String whole = padded.substring(0, padded.length() - decimals);
        String rest = padded.substring(padded.length() - decimals);
        Matcher first = DIGITS.matcher(text);
        String before = first.find() ? text.substring(0, first.start()) : "";
        int last = text.length();
        while (last > 0 && !Character.isDigit(text.charAt(last - 1)) && last - 1 != mark) {
            last--;
        }
        String plainBefore = before.replaceAll("[.,]", "");
        return plainBefore + whole + (mark < 0 ? "" : text.charAt(mark) + rest) + text.substring(last);
    }
}
