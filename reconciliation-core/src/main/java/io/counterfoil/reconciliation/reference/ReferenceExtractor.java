package io.counterfoil.reconciliation.reference;

import io.counterfoil.reconciliation.reference.Hit.Named;
import io.counterfoil.reconciliation.reference.OpenIds.Entry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds references in remittance text (REC-30 to REC-32, specification 4.6a), strongest first: references with check digits, forms that the creditor
 * declared, ids of open items, ids one edit away, parts of ids.
 *
 * <p>An id is found whatever its case, separators, leading zeros and prefix synonyms, and with O, I, S and B for 0, 1, 5 and 8. Prefix and number together
 * name an item; the number alone (four digits or more) does where one item has it. Where several fit, none is named: the contenders are handed back.
 * Ids of fewer than four letters and digits are never looked up. Valid IBANs, card numbers and amounts with two decimals are not read at all, so an open id
 * that looks like one is not found in free text.
 *
 * <p>Immutable and thread-safe; built once over the open ids. A search takes time linear in the text, and no text makes it fail.
 */
public final class ReferenceExtractor {

    private final SchemeSearch schemes;
    private final List<ReferencePattern> patterns;
    private final DictionarySearch dictionary;
    private final Prefixes prefixes;

    private ReferenceExtractor(Builder builder) {
        Prefixes declared = Prefixes.of(builder.synonyms);
        List<Entry> entries = builder.openIds.stream()
                .map(id -> Entry.of(id, declared))
                .flatMap(Optional::stream)
                .toList();
        Map<Boolean, List<Entry>> byDigit = entries.stream().collect(Collectors.partitioningBy(Entry::hasDigit));
        OpenIds ids = OpenIds.of(byDigit.getOrDefault(true, List.of()));
        OpenIds words = OpenIds.of(byDigit.getOrDefault(false, List.of()));
        prefixes = declared.with(entries.stream().map(Entry::prefix).collect(Collectors.toSet()));
        schemes = new SchemeSearch(builder.schemes, prefixes, ids);
        patterns = List.copyOf(builder.patterns.values());
        dictionary = new DictionarySearch(ids, words, prefixes);
    }

    /** A new builder. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The references in a free text.
     *
     * @return in the order of the text, without overlaps; contested places included
     */
    public List<FoundReference> extract(String text) {
        RemittanceText folded = RemittanceText.of(text);
        Masking.ibans(folded);
        List<Hit> hits = new ArrayList<>(schemes.unmistakable(folded));
        Masking.cards(folded);
        Masking.amounts(folded, prefixes);
        hits.addAll(schemes.bare(folded));
        hits.addAll(declared(folded));
        hits.addAll(dictionary.search(folded));
        return hits.stream()
                .sorted(Comparator.comparingInt(Hit::start))
                .map(hit -> hit.toFound(folded))
                .toList();
    }

    /**
     * The references in a structured reference field: its whole content where the check digits of a scheme agree, else what {@link #extract} finds in it.
     *
     * @return as {@link #extract}; places are places in the field
     */
    public List<FoundReference> extractField(String field) {
        RemittanceText folded = RemittanceText.of(field);
        return schemes.structured(field, folded)
                .map(hit -> List.of(hit.toFound(folded)))
                .orElseGet(() -> extract(field));
    }

    private List<Hit> declared(RemittanceText text) {
        List<Hit> hits = new ArrayList<>();
        for (ReferencePattern pattern : patterns) {
            char[] written = text.writtenUnmasked();
            for (int at = 0; at < written.length; at++) {
                int end = pattern.endAt(written, at);
                if (end > at) {
                    text.folded(at, end).ifPresent(place -> {
                        String value = text.written(place[0], place[1]);
                        Named named = new Named(
                                pattern.name(), Optional.of(value), schemes.named(value), List.of(), List.of());
                        hits.add(new Hit(ReferenceClass.PATTERN, place[0], place[1], false, named));
                        text.mask(place[0], place[1]);
                    });
                    at = end - 1;
                }
            }
        }
        return hits;
    }

    /** Collects what an extractor knows. Not thread-safe. */
    public static final class Builder {

        private final Set<String> openIds = new TreeSet<>();
        private final List<List<String>> synonyms = new ArrayList<>();
        private final Map<String, ReferencePattern> patterns = new LinkedHashMap<>();
        private Set<ReferenceScheme> schemes = EnumSet.allOf(ReferenceScheme.class);

        private Builder() {}

        /** Adds ids of open items, in the spelling in which they are to come back. */
        public Builder openIds(Collection<String> ids) {
            ids.forEach(id -> openIds.add(Objects.requireNonNull(id, "open id")));
            return this;
        }

        /** Adds ids of open items, in the spelling in which they are to come back. */
        public Builder openIds(String... ids) {
            return openIds(List.of(ids));
        }

        /**
         * Says that prefixes mean the same, such as {@code "RES", "RESERVATION"}. Known without saying: INV, INVOICE, RECHNUNG, FACTURE and their like; CN,
         * CREDIT NOTE, GUTSCHRIFT; BKG, BOOKING, BUCHUNG.
         *
         * @throws IllegalArgumentException for fewer than two words, or one that holds no letters or other characters than letters and separators
         */
        public Builder prefixSynonyms(String... words) {
            synonyms.add(Prefixes.group(words));
            return this;
        }

        /**
         * Declares a form of references: ASCII characters, {@code . \d \D \w \W \s \S}, classes, groups, alternatives, {@code ? * + {n} {n,} {n,m}}. It is
         * matched on the text as written, capitals apart from small letters, at most 70 characters, longest first, never inside a longer word or number.
         *
         * @param name shown as {@link FoundReference#scheme()}
         * @throws IllegalArgumentException for an expression that is none of this, or takes an empty text, or a name declared before
         */
        public Builder pattern(String name, String expression) {
            if (patterns.putIfAbsent(name, ReferencePattern.of(name, expression)) != null) {
                throw new IllegalArgumentException("pattern '" + name + "' is declared twice, expected one name each");
            }
            return this;
        }

        /** The schemes with check digits to look for; all unless said. One bare number in ten passes a modulo 10 scheme, so name only those in use. */
        public Builder schemes(Collection<ReferenceScheme> used) {
            schemes = used.isEmpty() ? EnumSet.noneOf(ReferenceScheme.class) : EnumSet.copyOf(used);
            return this;
        }

        /** The extractor. */
        public ReferenceExtractor build() {
            return new ReferenceExtractor(this);
        }
    }
}
