package io.counterfoil.payments.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why something was decided: facts, strongest first, each with a code and an English sentence.
 *
 * <p>Evidence may be built lazily: an engine hands out a recipe and the facts are made when somebody asks. Equal when the facts are equal.
 * Immutable and thread-safe (a recipe may run more than once if threads race, with the same result).
 */
public final class Evidence {

    private static final Evidence NONE = new Evidence(List.of(), null);

    private final @Nullable Supplier<List<Fact>> recipe;
    private volatile @Nullable List<Fact> facts;

    private Evidence(@Nullable List<Fact> facts, @Nullable Supplier<List<Fact>> recipe) {
        this.facts = facts;
        this.recipe = recipe;
    }

    /** No evidence at all. */
    public static Evidence none() {
        return NONE;
    }

    /** One fact. */
    public static Evidence of(Code code, String sentence) {
        return of(List.of(new Fact(code, sentence, Map.of())));
    }

    /** The given facts, strongest first. */
    public static Evidence of(List<Fact> facts) {
        return new Evidence(List.copyOf(facts), null);
    }

    /** Facts that are made when they are first asked for; the recipe must be pure. */
    public static Evidence lazily(Supplier<List<Fact>> recipe) {
        return new Evidence(null, Objects.requireNonNull(recipe, "recipe"));
    }

    /** The facts, strongest first. */
    public List<Fact> facts() {
        List<Fact> known = facts;
        if (known == null) {
            known = List.copyOf(Objects.requireNonNull(recipe).get());
            facts = known;
        }
        return known;
    }

    /** All sentences as one line. */
    public String sentence() {
        return facts().stream().map(Fact::sentence).collect(Collectors.joining("; "));
    }

    /** This evidence followed by a weaker fact. */
    public Evidence and(Code code, String sentence) {
        return and(of(code, sentence));
    }

    /** This evidence followed by weaker evidence. */
    public Evidence and(Evidence weaker) {
        return lazily(() -> {
            List<Fact> both = new ArrayList<>(facts());
            both.addAll(weaker.facts());
            return both;
        });
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Evidence evidence && facts().equals(evidence.facts());
    }

    @Override
    public int hashCode() {
        return facts().hashCode();
    }

    @Override
    public String toString() {
        return sentence();
    }

    /**
     * One reason.
     *
     * @param code stable
     * @param sentence for people, English, without a closing full stop
     * @param attributes the values the sentence speaks of, for programs
     */
    public record Fact(Code code, String sentence, Map<String, String> attributes) {
        public Fact {
            Objects.requireNonNull(code, "code");
            Objects.requireNonNull(sentence, "sentence");
            attributes = Map.copyOf(attributes);
        }
    }
}
