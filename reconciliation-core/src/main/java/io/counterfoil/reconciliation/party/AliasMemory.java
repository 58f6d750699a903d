package io.counterfoil.reconciliation.party;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.party.PartyId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What confirmed matches taught about who stands behind an account, a name or a text (REC-35): inspectable, and reversible by what it was learned from. An alias that
 * was learned for two parties answers none. Account aliases are tokens, never numbers. Immutable, thread-safe.
 */
public final class AliasMemory {

    private static final Comparator<SubjectRef> BY_NAME = Comparator.comparing(SubjectRef::toString);

    private final int sourcesNeeded;
    private final SortedMap<Key, SortedMap<PartyId, SortedSet<SubjectRef>>> learned;

    private record Key(Kind kind, String value) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int order = kind.compareTo(other.kind);
            return order != 0 ? order : value.compareTo(other.value);
        }
    }

    private AliasMemory(int sourcesNeeded, SortedMap<Key, SortedMap<PartyId, SortedSet<SubjectRef>>> learned) {
        this.sourcesNeeded = sourcesNeeded;
        this.learned = Collections.unmodifiableSortedMap(learned);
    }

    /** Nothing yet; one confirmed match is enough to recall an alias. */
    public static AliasMemory empty() {
        return needing(1);
    }

    /** Nothing yet; an alias is recalled once so many sources taught it. */
    public static AliasMemory needing(int sources) {
        if (sources < 1) {
            throw new IllegalArgumentException("aliases need " + sources + " sources, expected 1 or more");
        }
        return new AliasMemory(sources, new TreeMap<>());
    }

    /**
     * This memory and one lesson more; learned again from the same source it stays as it is.
     *
     * @param value as it was written, or an account's token; one without letters and digits teaches nothing
     * @param source what taught it, such as a confirmed match
     */
    public AliasMemory learn(Kind kind, String value, PartyId party, SubjectRef source) {
        return learnAll(List.of(new Alias(kind, value, party, List.of(source))));
    }

    /**
     * This memory and all of the lessons, as many learned one by one would leave it; with what {@link #aliases} answered it restores a memory that was kept.
     *
     * @param lessons in any order; one without sources, or whose value has no letters and digits, teaches nothing
     */
    public AliasMemory learnAll(Collection<Alias> lessons) {
        SortedMap<Key, SortedMap<PartyId, SortedSet<SubjectRef>>> next = copy();
        for (Alias lesson : lessons) {
            Key key = key(lesson.kind(), lesson.value());
            if (!key.value().isEmpty() && !lesson.sources().isEmpty()) {
                next.computeIfAbsent(key, k -> new TreeMap<>())
                        .computeIfAbsent(lesson.party(), p -> new TreeSet<>(BY_NAME))
                        .addAll(lesson.sources());
            }
        }
        return new AliasMemory(sourcesNeeded, next);
    }

    /** This memory without what the source taught, as if it never had. */
    public AliasMemory unlearn(SubjectRef source) {
        SortedMap<Key, SortedMap<PartyId, SortedSet<SubjectRef>>> next = copy();
        next.values().forEach(parties -> {
            parties.values().forEach(sources -> sources.remove(source));
            parties.values().removeIf(Collection::isEmpty);
        });
        next.values().removeIf(Map::isEmpty);
        return new AliasMemory(sourcesNeeded, next);
    }

    /** This memory without the alias, whoever taught it. */
    public AliasMemory forget(Kind kind, String value) {
        SortedMap<Key, SortedMap<PartyId, SortedSet<SubjectRef>>> next = copy();
        next.remove(key(kind, value));
        return new AliasMemory(sourcesNeeded, next);
    }

    private SortedMap<Key, SortedMap<PartyId, SortedSet<SubjectRef>>> copy() {
        SortedMap<Key, SortedMap<PartyId, SortedSet<SubjectRef>>> next = new TreeMap<>();
        learned.forEach((key, parties) -> {
            SortedMap<PartyId, SortedSet<SubjectRef>> copies = new TreeMap<>();
            parties.forEach((party, sources) -> copies.put(party, new TreeSet<>(sources)));
            next.put(key, copies);
        });
        return next;
    }

    private static Key key(Kind kind, String value) {
        return new Key(
                kind,
                switch (kind) {
                    case ACCOUNT -> value;
                    case NAME -> Names.normal(value);
                    case TEXT -> Names.normal(value.replaceAll("[0-9]+", " "));
                });
    }

    /** Who stands behind the alias: None where it was never taught, or not often enough; Ambiguous where it was taught for several. */
    public Resolution<PartyId> recall(Kind kind, String value) {
        SortedMap<PartyId, SortedSet<SubjectRef>> parties = learned.getOrDefault(key(kind, value), new TreeMap<>());
        if (parties.size() > 1) {
            return new Resolution.Ambiguous<>(
                    List.copyOf(parties.keySet()),
                    Resolution.SolutionCount.exactly(parties.size()),
                    Evidence.of(
                            AliasCode.CONTESTED,
                            "the " + kind + " alias was learned for " + parties.size() + " parties"));
        }
        for (Map.Entry<PartyId, SortedSet<SubjectRef>> entry : parties.entrySet()) {
            if (entry.getValue().size() >= sourcesNeeded) {
                return new Resolution.Unique<>(
                        entry.getKey(),
                        Evidence.of(
                                AliasCode.LEARNED,
                                "the " + kind + " alias was learned from "
                                        + entry.getValue().size() + " confirmed matches"));
            }
        }
        return new Resolution.None<>(List.of(Obstacle.of(
                AliasCode.NOT_LEARNED,
                "the " + kind + " alias was not learned from " + sourcesNeeded + " or more confirmed matches")));
    }

    /** Everything learned, by kind, alias and party. */
    public List<Alias> aliases() {
        List<Alias> all = new ArrayList<>();
        learned.forEach((key, parties) -> parties.forEach(
                (party, sources) -> all.add(new Alias(key.kind(), key.value(), party, List.copyOf(sources)))));
        return List.copyOf(all);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AliasMemory memory
                && sourcesNeeded == memory.sourcesNeeded
                && aliases().equals(memory.aliases());
    }

    @Override
    public int hashCode() {
        return aliases().hashCode();
    }

    /** How many aliases there are; the aliases themselves are personal data. */
    @Override
    public String toString() {
        return learned.size() + " aliases";
    }

    /** What an alias is. */
    public enum Kind {
        /** The token of an account. */
        ACCOUNT,
        /** A name, case, accents and legal form aside. */
        NAME,
        /** A text, its digits aside. */
        TEXT
    }

    /**
     * A lesson.
     *
     * @param kind of alias
     * @param value in its normal form
     * @param party who stands behind it
     * @param sources what taught it
     */
    public record Alias(Kind kind, String value, PartyId party, List<SubjectRef> sources) {
        public Alias {
            sources = List.copyOf(sources);
        }
    }

    /** Why an alias is recalled, or not. */
    public enum AliasCode implements Code {
        LEARNED,
        NOT_LEARNED,
        CONTESTED;

        @Override
        public String id() {
            return "ALIAS." + name();
        }
    }
}
