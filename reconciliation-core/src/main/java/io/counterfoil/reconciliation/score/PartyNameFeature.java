package io.counterfoil.reconciliation.score;

import io.counterfoil.reconciliation.item.ItemBatch;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Names of the other party: the same set of words, one set inside the other, nearly the same spelling (Jaro-Winkler), different. */
final class PartyNameFeature extends Feature {

    private static final double NEARLY = 0.95;
    private static final double SIMILAR = 0.88;
    private static final int LONGEST_PREFIX = 4;
    private static final double PREFIX_WEIGHT = 0.1;

    @Override
    List<String> levels() {
        return List.of(
                "same words", "nearly the same spelling", "words inside the other", "similar spelling", "different");
    }

    /** The words of a name, and them in order as one text. */
    record Name(TreeSet<String> words, String sorted) {}

    @Override
    @Nullable
    Object prepare(ItemBatch batch, int row) {
        Optional<String> party = batch.view(row).party();
        if (party.isEmpty()) {
            return null;
        }
        TreeSet<String> words = new TreeSet<>(Comparator.naturalOrder());
        words.addAll(Lexicon.tokens(party.get()));
        return words.isEmpty() ? null : new Name(words, String.join(" ", words));
    }

    @Override
    int level(Object left, Object right) {
        Name a = (Name) left;
        Name b = (Name) right;
        if (a.words().equals(b.words())) {
            return 0;
        }
        double alike = jaroWinkler(a.sorted(), b.sorted());
        if (alike >= NEARLY) {
            return 1;
        }
        boolean inside = a.words().containsAll(b.words()) || b.words().containsAll(a.words());
        if (inside && Math.min(a.sorted().length(), b.sorted().length()) >= LONGEST_PREFIX) {
            return 2;
        }
        return alike >= SIMILAR ? 3 : 4;
    }

    @Override
    long ownTerm(Object left, int level) {
        return level == 0 ? term(((Name) left).sorted()) : 0;
    }

    @Override
    long term(Object left, Object right, int level) {
        return level == 0 ? term(((Name) left).sorted()) : 0;
    }

    static long term(String sorted) {
        return Terms.of(Terms.PARTY, sorted);
    }

    /** From 0 (nothing in common) to 1 (equal); only compared with fixed bounds, never summed. */
    static double jaroWinkler(String a, String b) {
        int window = Math.max(0, Math.max(a.length(), b.length()) / 2 - 1);
        boolean[] usedA = new boolean[a.length()];
        boolean[] usedB = new boolean[b.length()];
        int common = 0;
        for (int i = 0; i < a.length(); i++) {
            int to = Math.min(b.length() - 1, i + window);
            for (int j = Math.max(0, i - window); j <= to && !usedA[i]; j++) {
                if (!usedB[j] && a.charAt(i) == b.charAt(j)) {
                    usedA[i] = true;
                    usedB[j] = true;
                    common++;
                }
            }
        }
        if (common == 0) {
            return 0;
        }
        int moved = 0;
        int j = 0;
        for (int i = 0; i < a.length(); i++) {
            if (usedA[i]) {
                while (!usedB[j]) {
                    j++;
                }
                moved += a.charAt(i) == b.charAt(j) ? 0 : 1;
                j++;
            }
        }
        double m = common;
        double jaro = (m / a.length() + m / b.length() + (m - moved / 2.0) / m) / 3;
        int prefix = 0;
        while (prefix < Math.min(LONGEST_PREFIX, Math.min(a.length(), b.length()))
                && a.charAt(prefix) == b.charAt(prefix)) {
            prefix++;
        }
        return jaro + prefix * PREFIX_WEIGHT * (1 - jaro);
    }
}
