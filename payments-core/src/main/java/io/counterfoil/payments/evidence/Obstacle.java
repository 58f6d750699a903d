package io.counterfoil.payments.evidence;

import java.util.Objects;

/**
 * Why a candidate or an act was not taken.
 *
 * @param code stable
 * @param sentence for people, such as "amount+day: 5 business days apart, limit 3"
 * @param evidence the facts behind it
 */
public record Obstacle(Code code, String sentence, Evidence evidence) {

    public Obstacle {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(sentence, "sentence");
        Objects.requireNonNull(evidence, "evidence");
    }

    /** An obstacle whose sentence says everything. */
    public static Obstacle of(Code code, String sentence) {
        return new Obstacle(code, sentence, Evidence.none());
    }
}
