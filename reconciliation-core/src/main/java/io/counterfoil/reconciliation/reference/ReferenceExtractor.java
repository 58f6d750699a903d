package io.counterfoil.reconciliation.reference;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Evidence;
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
import org.immutables.value.Value;

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
    public List<Found> extract(String text) {
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
    public List<Found> extractField(String field) {
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
                        hits.add(new Hit(Strength.PATTERN, place[0], place[1], false, named));
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
         * @param name shown as {@link Found#scheme()}
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

    /**
     * A reference in a text, or a place where several open items fit equally well.
     *
     * <p>Either {@link #value()} is there and {@link #contenders()} is empty, or the place is contested: no value and at least two contenders. Immutable.
     */
    @Value.Immutable
    public interface Found {

        /** What {@link #scheme()} says where the reference is known only as the id of an open item. */
        String OPEN_ITEM = "OPEN_ITEM";

        /** How well it is founded. */
        Strength referenceClass();

        /** The name of the {@link ReferenceScheme}, of the declared pattern, or {@link #OPEN_ITEM}. */
        String scheme();

        /** The reference: compact for a scheme, as written for a pattern, the open item's own spelling for an open item. Empty where contested. */
        Optional<String> value();

        /** The open item that it names, in its own spelling; a reference with check digits may name none that is known. */
        Optional<String> openItem();

        /** The index of its first character in the text. */
        int start();

        /** The index after its last character in the text. */
        int end();

        /** Whether it may well be something else: it looks like a date, stands beside a currency, is a part of a longer number, or stands under another document's prefix. */
        @Value.Default
        default boolean weak() {
            return false;
        }

        /** The open items that fit equally well, in the order of their ids; empty unless contested. */
        List<String> contenders();

        /** Why, in a sentence. */
        Evidence evidence();

        /** Whether several open items fit equally well, so that none is named. */
        default boolean contested() {
            return value().isEmpty();
        }

        /** Whether the amount or the party must agree before this counts. */
        default boolean needsSecondEvidence() {
            return referenceClass().needsSecondEvidence();
        }

        /** A value or contenders, never both, at a place that exists. */
        @Value.Check
        default void check() {
            if (value().isPresent() ? !contenders().isEmpty() : contenders().size() < 2) {
                throw new IllegalStateException("found reference with "
                        + (value().isPresent() ? "a value" : "no value") + " and "
                        + contenders().size() + " contenders, expected a value alone or two contenders and more");
            }
            if (start() < 0 || end() <= start()) {
                throw new IllegalStateException(
                        "found reference at " + start() + " to " + end() + ", expected a place that holds a character");
            }
        }

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds found references. Not thread-safe. */
        final class Builder extends ImmutableFound.Builder {
            Builder() {}
        }
    }

    /** How well a reference is founded, strongest first (reconciliation specification 4.6a). */
    public enum Strength implements Code {
        /** The structured reference field of the payment holds it, and its check digits agree. */
        STRUCTURED,
        /** Free text holds it, and its check digits agree. */
        CHECK_DIGIT,
        /** Free text holds something of a form that the creditor declared. */
        PATTERN,
        /** Free text names an open item, whatever its separators, case, leading zeros and prefix. */
        DICTIONARY,
        /** One edit away from exactly one open item: counts only beside a second evidence, such as the amount or the party. */
        NEAR,
        /** The head or tail, six characters or more, of exactly one open item: counts only beside a second evidence. */
        PARTIAL;

        /** Whether a reference of this class proves nothing alone: the amount or the party must agree too. */
        public boolean needsSecondEvidence() {
            return this == NEAR || this == PARTIAL;
        }

        @Override
        public String id() {
            return "REFERENCE." + name();
        }
    }
}
