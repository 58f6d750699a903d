package io.counterfoil.reconciliation.cash;

import io.counterfoil.reconciliation.cash.CashMatcher.Line;
import io.counterfoil.reconciliation.cash.CashMatcher.OpenItem;
import io.counterfoil.reconciliation.cash.CashMatcher.Policy;
import io.counterfoil.reconciliation.cash.RuleMatrix.Party;
import io.counterfoil.reconciliation.party.PartyResolver;
import io.counterfoil.reconciliation.reference.ReferenceExtractor;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which documents a line names, which words it shares with them, and how well parties agree. Confined to one line. */
final class DocumentSearch {

    /** From which likeness two names are one party in part. */
    private static final int PARTIAL = 850;

    private static final int TELLING_LENGTH = 4;

    private final Line line;
    private final String text;
    private final Set<String> words;
    private final Set<String> named = new HashSet<>();
    /** Named nearly or in part: the amount must agree too. */
    private final Set<String> near = new HashSet<>();

    DocumentSearch(Policy policy, Line line, List<OpenItem> items) {
        this.line = line;
        this.text = line.texts().entrySet().stream()
                .filter(field -> policy.searchedTexts().isEmpty()
                        || policy.searchedTexts().contains(field.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .collect(Collectors.joining(" ; "));
        this.words = words(text);
        if (!text.isBlank()) {
            ReferenceExtractor extractor = ReferenceExtractor.builder()
                    .openIds(items.stream()
                            .flatMap(item -> item.documents().stream())
                            .filter(document -> !document.isBlank())
                            .collect(Collectors.toCollection(TreeSet::new)))
                    .build();
            for (ReferenceExtractor.Found found : extractor.extract(text)) {
                boolean alone = !found.needsSecondEvidence() && !found.weak();
                found.openItem().ifPresent((alone ? named : near)::add);
            }
        }
    }

    boolean named(OpenItem item) {
        return item.documents().stream().anyMatch(named::contains);
    }

    /** How many telling words, numbers as a rule, the line has in common with the documents of the item. */
    int shared(OpenItem item) {
        Set<String> common = new HashSet<>();
        item.documents().forEach(document -> common.addAll(words(document)));
        common.retainAll(words);
        return common.size() + (item.documents().stream().anyMatch(near::contains) ? 1 : 0);
    }

    private static Set<String> words(String text) {
        Set<String> words = new HashSet<>();
        for (String word : text.toUpperCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1)) {
            if (word.length() >= TELLING_LENGTH && word.chars().anyMatch(Character::isDigit)) {
                words.add(word);
            }
        }
        return words;
    }

    Party party(OpenItem item) {
        if (line.party().isPresent()) {
            return line.party().equals(item.party()) ? Party.FULL : Party.NONE;
        }
        String name = item.partyName().or(item::party).orElse("");
        if (name.isBlank()) {
            return Party.NONE;
        }
        int alike = line.partyName()
                .map(known -> PartyResolver.similarity(known, name))
                .orElse(0);
        if (alike == 1000 || PartyResolver.isNamedIn(name, text)) {
            return Party.FULL;
        }
        return alike >= PARTIAL ? Party.PARTIAL : Party.NONE;
    }
}
