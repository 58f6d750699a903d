package io.counterfoil.reconciliation.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The words that stand before a number: which mean the same, which belong to open items, which say nothing. Immutable. */
final class Prefixes {

    private static final List<List<String>> USUAL = List.of(
            List.of(
                    "INV",
                    "INVOICE",
                    "INVOICES",
                    "RECHNUNG",
                    "RECHNUNGEN",
                    "FACTURE",
                    "FACTURA",
                    "FATTURA",
                    "FACTUUR",
                    "FAKTURA"),
            List.of("CN", "CREDITNOTE", "GUTSCHRIFT"),
            List.of("BKG", "BOOKING", "BUCHUNG"));

    /** Words between a prefix and its number. */
    private static final Set<String> FILLERS =
            Set.of("NO", "NR", "NUM", "NUMBER", "NUMMER", "NUMERO", "N", "REF", "ID");

    private static final int MOST_WORDS = 3;

    private final Map<String, String> canonical;
    private final Set<String> known;

    private Prefixes(Map<String, String> canonical, Set<String> known) {
        this.canonical = Map.copyOf(canonical);
        this.known = Set.copyOf(known);
    }

    /** The usual words and the declared groups; a word in two groups makes them one. */
    static Prefixes of(List<List<String>> declared) {
        Map<String, String> canonical = new HashMap<>();
        USUAL.forEach(group -> join(group, canonical));
        declared.forEach(group -> join(group, canonical));
        return new Prefixes(canonical, new HashSet<>(canonical.values()));
    }

    private static void join(List<String> group, Map<String, String> canonical) {
        String name = canonical.getOrDefault(group.get(0), group.get(0));
        for (String word : group) {
            String former = canonical.getOrDefault(word, word);
            canonical.put(word, name);
            canonical.replaceAll((other, to) -> to.equals(former) ? name : to);
        }
    }

    /** These words and the prefixes of open ids. */
    Prefixes with(Set<String> canonicalPrefixes) {
        Set<String> all = new HashSet<>(known);
        all.addAll(canonicalPrefixes);
        all.remove("");
        return new Prefixes(canonical, all);
    }

    String canonical(String prefix) {
        return canonical.getOrDefault(prefix, prefix);
    }

    /** The known prefixes that stand before the index, shortest first. */
    List<Prefix> before(RemittanceText text, int index) {
        List<Prefix> found = new ArrayList<>();
        String letters = "";
        int at = index;
        int fillers = 0;
        for (int words = 0; words < MOST_WORDS; ) {
            int end = text.isLetter(at - 1) ? at : at == 0 || text.isWord(at - 1) ? -1 : text.joinBack(at);
            if (end < 0) {
                break;
            }
            int start = text.wordStart(end);
            String word = lettersOf(text, start, end);
            if (word.isEmpty()) {
                break;
            }
            start = end - word.length();
            boolean filler = words == 0 && fillers < 2 && FILLERS.contains(word) && !isKnown(word);
            at = start;
            if (filler) {
                fillers++;
                continue;
            }
            words++;
            letters = word + letters;
            if (isKnown(letters)) {
                found.add(new Prefix(canonical(letters), start));
            }
        }
        return found;
    }

    /** The letters at the end of a word; a word with digits that reads as a known prefix when they are unfolded (INVO1CE) is that prefix. */
    private String lettersOf(RemittanceText text, int start, int end) {
        int from = end;
        while (from > start && text.isLetter(from - 1)) {
            from--;
        }
        if (from > start && end - start <= 16) {
            char[] unfolded = text.compact(start, end).toCharArray();
            for (int at = 0; at < unfolded.length; at++) {
                unfolded[at] = Ocr.letter(unfolded[at]);
            }
            String word = String.valueOf(unfolded);
            if (isKnown(word)) {
                return word;
            }
        }
        return text.compact(from, end);
    }

    private boolean isKnown(String prefix) {
        return known.contains(canonical(prefix));
    }

    /** Whether a known prefix is tied to the index without a blank, as in INV.2024.01. */
    boolean tied(RemittanceText text, int index) {
        int end = text.isWord(index - 1) ? index : index - 1;
        int start = text.wordStart(end);
        return start < end
                && ":".indexOf(text.at(index - 1)) < 0
                && text.at(index - 1) != ' '
                && isKnown(text.compact(start, end));
    }

    /** Letters of a declared prefix. */
    static String lettersOnly(String prefix) {
        RemittanceText text = RemittanceText.of(prefix);
        return text.compact(0, text.length());
    }

    static List<String> group(String[] words) {
        List<String> group = Arrays.stream(words).map(Prefixes::lettersOnly).toList();
        if (group.size() < 2
                || group.stream()
                        .anyMatch(word -> word.isEmpty() || !word.chars().allMatch(Character::isLetter))) {
            throw new IllegalArgumentException("prefix synonyms " + group + ", expected two words of letters or more");
        }
        return group;
    }

    /** A known prefix and where it starts. */
    record Prefix(String canonical, int start) {}
}
