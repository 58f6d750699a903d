package io.counterfoil.reconciliation.party;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Names as tokens, and how alike two of them are, in thousandths. */
final class Names {

    private static final Set<String> LEGAL_FORMS = Set.of(
            "LTD",
            "LIMITED",
            "INC",
            "INCORPORATED",
            "LLC",
            "LLP",
            "PLC",
            "CORP",
            "CORPORATION",
            "CO",
            "COMPANY",
            "GMBH",
            "AG",
            "KG",
            "OHG",
            "UG",
            "EV",
            "SA",
            "SAS",
            "SARL",
            "SRL",
            "SPA",
            "BV",
            "NV",
            "AB",
            "AS",
            "OY",
            "OYJ",
            "APS",
            "PTY",
            "PTE",
            "LTEE",
            "LTDA",
            "AND",
            "UND",
            "ET",
            "THE");

    private static final int PREFIX = 4;
    private static final int SUBSET = 950;
    private static final int SUBSET_LETTERS = 6;

    private Names() {}

    /** Capitals without accents, split at everything that is neither letter nor digit; legal forms go unless nothing else is there. */
    static List<String> tokens(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .toUpperCase(Locale.ROOT);
        List<String> all = new ArrayList<>();
        for (String token : plain.split("[^\\p{L}\\p{N}]+", -1)) {
            if (!token.isEmpty()) {
                all.add(token);
            }
        }
        List<String> telling =
                all.stream().filter(t -> !LEGAL_FORMS.contains(t)).toList();
        return telling.isEmpty() ? List.copyOf(all) : telling;
    }

    static String normal(String name) {
        return String.join(" ", tokens(name));
    }

    /** The better of token-set and Jaro-Winkler; 1000 where the names are the same. */
    static int similarity(String left, String right) {
        List<String> mine = tokens(left);
        List<String> theirs = tokens(right);
        if (mine.isEmpty() || theirs.isEmpty()) {
            return 0;
        }
        Set<String> a = new TreeSet<>(mine);
        Set<String> b = new TreeSet<>(theirs);
        return a.equals(b)
                ? 1000
                : Math.max(tokenSet(a, b), jaroWinkler(String.join(" ", mine), String.join(" ", theirs)));
    }

    private static int tokenSet(Set<String> a, Set<String> b) {
        Set<String> common = new TreeSet<>(a);
        common.retainAll(b);
        int shared = letters(common);
        boolean subset = common.size() == Math.min(a.size(), b.size());
        if (subset && shared >= SUBSET_LETTERS && common.size() >= 2) {
            return SUBSET;
        }
        return 2000 * shared / (letters(a) + letters(b));
    }

    private static int letters(Set<String> tokens) {
        return tokens.stream().mapToInt(String::length).sum();
    }

    /** Jaro's similarity, raised by a common beginning (Winkler 1990), in thousandths. */
    static int jaroWinkler(String a, String b) {
        int jaro = jaro(a, b);
        int prefix = 0;
        while (prefix < Math.min(PREFIX, Math.min(a.length(), b.length())) && a.charAt(prefix) == b.charAt(prefix)) {
            prefix++;
        }
        return jaro + prefix * (1000 - jaro) / 10;
    }

    private static int jaro(String a, String b) {
        if (a.isEmpty() || b.isEmpty()) {
            return 0;
        }
        int reach = Math.max(0, Math.max(a.length(), b.length()) / 2 - 1);
        boolean[] usedA = new boolean[a.length()];
        boolean[] usedB = new boolean[b.length()];
        int matches = 0;
        for (int i = 0; i < a.length(); i++) {
            for (int j = Math.max(0, i - reach); j <= Math.min(b.length() - 1, i + reach); j++) {
                if (!usedB[j] && a.charAt(i) == b.charAt(j)) {
                    usedA[i] = true;
                    usedB[j] = true;
                    matches++;
                    break;
                }
            }
        }
        if (matches == 0) {
            return 0;
        }
        int swapped = 0;
        int j = 0;
        for (int i = 0; i < a.length(); i++) {
            if (usedA[i]) {
                while (!usedB[j]) {
                    j++;
                }
                swapped += a.charAt(i) == b.charAt(j) ? 0 : 1;
                j++;
            }
        }
        int transpositions = swapped / 2;
        return (1000 * matches / a.length() + 1000 * matches / b.length() + 1000 * (matches - transpositions) / matches)
                / 3;
    }
}
