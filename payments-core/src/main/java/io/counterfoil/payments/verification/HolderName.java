package io.counterfoil.payments.verification;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Names as they are compared: without marks, case, punctuation, titles and legal forms, in any order of words. */
final class HolderName {

    private static final Set<String> DROPPED = Set.of(
            "mr",
            "mrs",
            "ms",
            "miss",
            "dr",
            "the",
            "and",
            "inc",
            "incorporated",
            "ltd",
            "limited",
            "ltee",
            "llc",
            "llp",
            "lp",
            "corp",
            "corporation",
            "co",
            "company",
            "cie",
            "plc",
            "gmbh",
            "ag",
            "sa",
            "sarl",
            "bv",
            "nv");

    private HolderName() {}

    static boolean isSame(String one, String other) {
        Set<String> words = words(one);
        return !words.isEmpty() && words.equals(words(other));
    }

    private static Set<String> words(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("['’.]", "");
        Set<String> words = new TreeSet<>();
        for (String word : plain.split("[^\\p{L}\\p{N}]+", -1)) {
            if (!word.isEmpty() && !DROPPED.contains(word)) {
                words.add(word);
            }
        }
        return words;
    }
}
